using EsimLifecycle.Benchmarks;

namespace EsimLifecycle.Tests;

public class NewObjectsTests
{
    private static readonly int Smallest = 3 * IntPtr.Size; // an object's header, its type, and room for one reference

    private static readonly object Shared = new();

    [Fact]
    public void Objects_that_were_made_count_with_all_that_they_hold() =>
        NewObjects.Bytes(() => new Pair(new Box("new"), null)).Should().Be(Smallest + Of("new"));

    [Fact]
    public void What_was_given_does_not_count()
    {
        var box = new Box("given");
        NewObjects.Bytes(() => new Pair(box, null), box).Should().Be(0);
    }

    [Fact]
    public void What_every_call_gives_back_does_not_count() => NewObjects.Bytes(() => new Pair(Shared, null)).Should().Be(0);

    [Fact]
    public void Of_objects_that_are_equal_one_counts() =>
        NewObjects.Bytes(() => new Pair(new Box("a"), new Box("a"))).Should().Be(NewObjects.Bytes(() => new Pair(new Box("a"), null)));

    [Fact]
    public void Of_arrays_with_the_same_items_one_counts() =>
        NewObjects.Bytes(() => new Pair(new[] { 1, 2 }, new[] { 1, 2 })).Should().Be(NewObjects.Bytes(() => new Pair(new[] { 1, 2 }, null)));

    [Fact]
    public void What_is_equal_to_something_given_does_not_count() =>
        NewObjects.Bytes(() => new Pair(new Box("a"), null), new Box("a")).Should().Be(0);

    [Fact]
    public void What_was_thrown_away_on_the_way_does_not_count() =>
        NewObjects.Bytes(() => new Pair(new Box($"{new Box("thrown").Item}".Length > 0 ? null : ""), null)).Should().Be(Smallest);

    [Fact]
    public void Values_inside_are_no_objects_but_what_they_hold_is() =>
        NewObjects.Bytes(() => new Pair(new[] { (1, (object)new Box("in a value")) }, null)).Should().Be(ArrayOf(2 * IntPtr.Size) + Smallest + Of("in a value"));

    private static int Of(string text) => Aligned((2 * IntPtr.Size) + sizeof(int) + (sizeof(char) * (text.Length + 1)));

    private static int ArrayOf(int bytes) => Aligned((3 * IntPtr.Size) + bytes);

    private static int Aligned(int bytes) => (bytes + IntPtr.Size - 1) / IntPtr.Size * IntPtr.Size;

    private sealed record Box(string? Item)
    {
        // Made anew, so that no call gives back the constant.
        public string? Item { get; } = Item is null ? null : new string(Item.AsSpan());
    }

    /// <summary>The result itself, which does not count.</summary>
    private sealed class Pair(object? one, object? two)
    {
        public object? One { get; } = one;

        public object? Two { get; } = two;
    }
}
