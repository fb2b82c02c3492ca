namespace EsimLifecycle.Tests;

/// <summary>The house: a file knows only its own floor and what lies below it, and bears the name of its first type.</summary>
public class FloorTests
{
    /// <summary>The floors, the lowest first. The capabilities share one with the engine, because a command decides itself.</summary>
    private static readonly string[][] Floors =
    [
        ["Values"],
        ["Policy"],
        ["State"],
        ["Machine"],
        ["Decisions", "Activation", "Purchases", "Service", "Cancellation", "Settlement", "Devices", "Correspondence", "Closure"],
        ["Answers"],
        ["Json"],
        ["Evidence"],
        [""],
    ];

    [Fact]
    public void A_file_uses_only_its_own_floor_and_those_below() =>
        SourceMap.Core.Uses.Where(use => FloorOf(use.To) > FloorOf(use.From)).Select(use => $"{use.From} uses {use.To}: {use.Where}")
            .Should().BeEmpty();

    [Fact]
    public void Few_files_use_each_other_in_a_circle()
    {
        var largest = SourceMap.Core.Circles().FirstOrDefault() ?? [];

        largest.Should().HaveCountLessThanOrEqualTo(30, "the circle of {0} is to stay one that can be read", string.Join(", ", largest.Order()));
    }

    [Fact]
    public void A_file_bears_the_name_of_its_first_type() =>
        SourceMap.Core.FirstTypes.Where(file => Path.GetFileName(file.Key).Split('.')[0] != file.Value).Should().BeEmpty();

    private static int FloorOf(string file)
    {
        var room = file.Contains('/', StringComparison.Ordinal) ? file[..file.IndexOf('/', StringComparison.Ordinal)] : "";
        var floor = Array.FindIndex(Floors, rooms => rooms.Contains(room));
        return floor >= 0 ? floor : throw new InvalidOperationException($"'{file}' is in a room that is on no floor; say on which.");
    }
}
