namespace EsimLifecycle.Hosting.Load;

/// <summary>The part of a file that is written by this program.</summary>
internal static class Readme
{
    private const string Start = "<!-- load -->";
    private const string End = "<!-- /load -->";

    public static async Task ReplaceAsync(string file, string text)
    {
        var before = await File.ReadAllTextAsync(file);
        var (start, end) = (before.IndexOf(Start, StringComparison.Ordinal), before.IndexOf(End, StringComparison.Ordinal));
        if (start < 0 || end < start)
            throw new InvalidOperationException($"The file '{file}' has no '{Start}' before a '{End}'; expected both.");
        await File.WriteAllTextAsync(file, $"{before[..(start + Start.Length)]}\n{text.Trim()}\n{before[end..]}");
    }
}
