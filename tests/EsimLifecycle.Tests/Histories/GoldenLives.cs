using SelfCare;

namespace EsimLifecycle.Tests;

/// <summary>The histories that a release keeps: the stories, and as many lives as it takes to have every kind of event.</summary>
internal static class GoldenLives
{
    private static readonly Lazy<Dictionary<string, LifecycleEvent[]>> ByName = new(() => All.ToDictionary(life => life.Name, life => life.History.ToArray()));

    public static IEnumerable<string> Names => ByName.Value.Keys;

    public static IEnumerable<(string Name, IReadOnlyList<LifecycleEvent> History)> All
    {
        get
        {
            var seen = new HashSet<Type>();
            foreach (var file in StoryFiles.Own)
            {
                var story = StoryReader.Read(File.ReadAllBytes(file), file);
                var history = StoryPlayer.Play(story).SelectMany(played => played.Events).ToList();
                seen.UnionWith(history.Select(each => each.GetType()));
                yield return ($"story-{Path.GetFileNameWithoutExtension(file)}", history);
            }

            foreach (var life in Lives.All.Concat(RefundChartTests.Lives).Concat(NumberTests.Lives).Append(PersonalDataErasedTests.OnRequest).Append(BoundTests.Waited))
            {
                var history = life.Play().History;
                var known = seen.Count;
                seen.UnionWith(history.Select(each => each.GetType()));
                if (seen.Count > known)
                    yield return ("life-" + life.Name.Replace(' ', '-'), history);
            }
        }
    }

    public static LifecycleEvent[] Of(string name) => ByName.Value[name];
}
