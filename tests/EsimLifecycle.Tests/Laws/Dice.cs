namespace EsimLifecycle.Tests;

/// <summary>Draws whatever a random policy is made of: the same seed draws the same.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    public bool OneIn(int many) => _random.Next(many) == 0;

    /// <summary>A number from one to another, both included.</summary>
    public int From(int least, int most) => _random.Next(least, most + 1);

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];

    public long From(long least, long most) => _random.NextInt64(least, most + 1);

    /// <summary>Any declared value; one that is declared later is drawn as well.</summary>
    public T Any<T>() where T : struct, Enum => Of<T>(Enum.GetValues<T>());

    /// <summary>Some of these, none twice, in any order; at least one, unless there may be none.</summary>
    public ValueList<T> Some<T>(T[] all, int least = 0)
    {
        var drawn = all.ToArray();
        _random.Shuffle(drawn);
        return [.. drawn.Take(From(least, Math.Min(drawn.Length, least + 3)))];
    }

    public ValueList<T> Some<T>(int least = 0) where T : struct, Enum => Some(Enum.GetValues<T>(), least);

    public T? Maybe<T>(Func<T> make) where T : class => OneIn(2) ? null : make();

    public T? MaybeOf<T>(params ReadOnlySpan<T> choices) where T : struct => OneIn(2) ? null : Of(choices);

    public ValueList<T> List<T>(int least, int most, Func<int, T> make) => [.. Enumerable.Range(1, From(least, most)).Select(make)];
}
