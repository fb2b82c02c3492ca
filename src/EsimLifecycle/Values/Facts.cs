using System.Collections;

namespace EsimLifecycle;

/// <summary>What a text can tell of something: values by the names that stand in its braces.</summary>
/// <remarks>
/// What is not there (null, false, no reference, an empty list) has its name all the same, with null as its value, so that a text can leave
/// out what it has nothing to say of.
/// </remarks>
/// <param name="facts">Names and values: numbers, dates, moments, money, identifiers, enumerations, others that have facts, and lists of those.</param>
internal sealed class Facts(params ReadOnlySpan<(string Name, object? Value)> facts)
{
    private readonly (string Name, object? Value)[] _facts = facts.ToArray();

    public static Facts None { get; } = new();

    /// <summary>Which of several texts tells them; null if there is only one.</summary>
    public string? Variant { get; init; }

    public IEnumerable<string> Names => _facts.Select(fact => fact.Name);

    public object? this[string name]
    {
        get
        {
            foreach (var fact in _facts)
            {
                if (fact.Name == name)
                    return Given(fact.Value);
            }

            throw new KeyNotFoundException($"There is no fact '{name}', only: {string.Join(", ", Names)}.");
        }
    }

    /// <summary>A number that is told only where it is not one: which try it is, or how many of what has a word of its own for one.</summary>
    public static object? Many(int count) => count == 1 ? null : count;

    private static object? Given(object? value) => value switch
    {
        false => null,
        Reference { IsNone: true } or PersonalReference { IsNone: true } or SubscriptionId { IsNone: true } => null,
        string text => text.Length == 0 ? null : text,
        IEnumerable list => list.Cast<object>().Any() ? list : null,
        _ => value,
    };
}

/// <summary>Has facts for a text of its own, as a part of a sentence.</summary>
internal interface IFactual
{
    Facts ListFacts();
}
