using System.Text;

namespace EsimLifecycle.Tests;

/// <summary>
/// The histories of every release, kept as files: an event a line, and the state they gave. Every later release replays them to the same state.
/// </summary>
/// <remarks>
/// A release's files are written once, by running these tests with <c>WRITE_HISTORIES</c> set to its folder (an absolute path that ends in the version), and
/// never changed after the release.
/// </remarks>
public class GoldenHistoryTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Histories");

    public static TheoryData<string> Files =>
        new(Directory.EnumerateFiles(Folder, "*.events.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order());

    [Theory]
    [MemberData(nameof(Files))]
    public void A_stored_history_is_replayed_to_the_state_it_gave(string file)
    {
        var path = Path.Combine(Folder, file);
        var events = File.ReadAllLines(path).Select(line => LifecycleJson.ReadEvent(Encoding.UTF8.GetBytes(line))).ToArray();
        var state = LifecycleJson.ReadSubscription(File.ReadAllBytes(path.Replace(".events.", ".state.", StringComparison.Ordinal)));

        Lifecycle.Replay(events).Should().Be(state);
        events.Select(each => Encoding.UTF8.GetString(LifecycleJson.Write(each))).Should().Equal(File.ReadAllLines(path));
    }

    [Fact]
    public void Every_kind_of_event_is_in_a_stored_history()
    {
        var stored = Directory.EnumerateFiles(Folder, "*.events.json", SearchOption.AllDirectories)
            .SelectMany(File.ReadAllLines)
            .Select(line => LifecycleJson.ReadEvent(Encoding.UTF8.GetBytes(line)).GetType())
            .ToHashSet();
        var kinds = typeof(LifecycleEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LifecycleEvent)) && !type.IsAbstract);

        kinds.Except(stored).Should().BeEmpty("a new kind of event needs a history that holds it");
    }

    [Fact]
    public void Write_the_histories_of_this_release_when_asked_to()
    {
        if (Environment.GetEnvironmentVariable("WRITE_HISTORIES") is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        foreach (var (name, history) in GoldenLives.All)
        {
            var path = Path.Combine(folder, name);
            File.WriteAllLines(path + ".events.json", history.Select(each => Encoding.UTF8.GetString(LifecycleJson.Write(each))));
            File.WriteAllBytes(path + ".state.json", LifecycleJson.Write(Lifecycle.Replay([.. history])));
        }
    }
}
