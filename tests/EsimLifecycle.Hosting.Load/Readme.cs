namespace EsimLifecycle.Hosting.Load;

/// <summary>The part of a file that is written by this program.</summary>
internal static class Readme
{
    /// <param name="file">The file.</param>
    /// <param name="name">The name of the part, which stands in a comment before and, with a slash, after it.</param>
    /// <param name="text">The text that takes the place of what was between them.</param>
    public static async Task ReplaceAsync(string file, string name, string text)
    {
        var (first, last) = ($"<!-- {name} -->", $"<!-- /{name} -->");
        var before = await File.ReadAllTextAsync(file);
        var (start, end) = (before.IndexOf(first, StringComparison.Ordinal), before.IndexOf(last, StringComparison.Ordinal));
        if (start < 0 || end < start)
            throw new InvalidOperationException($"The file '{file}' has no '{first}' before a '{last}'; expected both.");
        await File.WriteAllTextAsync(file, $"{before[..(start + first.Length)]}\n{text.Trim()}\n{before[end..]}");
    }
}
