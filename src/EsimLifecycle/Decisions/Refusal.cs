using System.Globalization;

namespace EsimLifecycle;

/// <summary>One reason why a request was refused: an expected result, not an error.</summary>
/// <remarks>Immutable and thread-safe. <c>refusal.Explain(culture)</c> explains it in words; see <c>MessageCatalog</c>.</remarks>
public sealed class Refusal : IEquatable<Refusal>
{
    internal Refusal(string code, params ReadOnlySpan<RefusalFact> facts)
    {
        Code = code;
        Facts = ValueList.Create(facts);
    }

    /// <summary>Gets the kind of reason: one of <see cref="RefusalCode"/>; stable across releases.</summary>
    public string Code { get; }

    /// <summary>
    /// Gets the values that the refusal is about: the devices still bound, the amounts, the limits. A value that was not given is left
    /// out.
    /// </summary>
    public ValueList<RefusalFact> Facts { get; }

    /// <summary>
    /// Gets the instant from which the same request is no longer refused for this reason; null if time alone does not remove the reason.
    /// </summary>
    public Instant? RetryAt { get; internal init; }

    /// <summary>Gets the command that would remove this reason; null if there is none.</summary>
    public LifecycleCommand? Remedy { get; internal init; }

    /// <summary>Gets the value of the fact called <paramref name="name"/>; null if there is none.</summary>
    /// <param name="name">The name, as <c>refusals.md</c> in the repository lists it for the code.</param>
    public object? this[string name]
    {
        get
        {
            foreach (var fact in Facts)
            {
                if (fact.Name == name)
                    return fact.Value;
            }

            return null;
        }
    }

    /// <summary>Returns the refusal without a fact; itself where it has none of that name.</summary>
    internal Refusal Without(string fact) => this[fact] is null
        ? this
        : new Refusal(Code, [.. Facts.Where(each => each.Name != fact)]) { RetryAt = RetryAt, Remedy = Remedy };

    /// <inheritdoc/>
    public bool Equals(Refusal? other) => other is not null && Code == other.Code && Facts == other.Facts && RetryAt == other.RetryAt
        && Equals(Remedy, other.Remedy);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Refusal);

    /// <inheritdoc/>
    public override int GetHashCode() => (StringComparer.Ordinal.GetHashCode(Code) * 31) + Facts.GetHashCode();

    /// <summary>Returns the code and the facts, for logs; use <c>Explain</c> for people.</summary>
    public override string ToString() =>
        $"{Code}({string.Join(", ", Facts.Select(fact => string.Create(CultureInfo.InvariantCulture, $"{fact.Name}: {fact.Value}")))})";
}

/// <summary>A named value that a <see cref="Refusal"/> is about.</summary>
/// <param name="Name">The name of the fact, unique within the refusal.</param>
/// <param name="Value">
/// The value: a number, an <see cref="Instant"/>, a <see cref="LocalDate"/>, a <see cref="Money"/>, an identifier, an enumeration's value
/// or a list of those.
/// </param>
public readonly record struct RefusalFact(string Name, object Value);
