namespace SelfCare;

/// <summary>Where stories come from: files, standard input, and those that come with the program.</summary>
internal static class StoryFiles
{
    public const string StandardInput = "-";

    /// <summary>The stories that come with the program, in their order.</summary>
    public static IEnumerable<string> Own => Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "stories"), "*.json")
        .OrderBy(NameOf, StringComparer.Ordinal);

    /// <summary>The program's own story of that number or name, <c>1b</c> or <c>1b-axis-keep-number-unbind-first</c>; else the file.</summary>
    public static string Find(string nameOrFile)
    {
        if (Own.FirstOrDefault(file => NameOf(file) == nameOrFile || NumberOf(file) == nameOrFile) is { } own)
            return own;
        var isFile = nameOrFile == StandardInput || nameOrFile.AsSpan().ContainsAny('.', '/', '\\') || Path.Exists(nameOrFile);
        return isFile
            ? nameOrFile
            : throw new BadInputException($"{nameOrFile}: is no file and none of the stories, which are {string.Join(", ", Own.Select(NumberOf))}.");
    }

    /// <summary>Reads all of them, so that a fault in the last one comes before the first one is played.</summary>
    public static List<Story> Read(IEnumerable<string> files, Terminal terminal) =>
        [.. files.Select(file => StoryReader.Read(InputFile.Read(file, terminal), file == StandardInput ? "standard input" : file))];

    private static string NumberOf(string file) => NameOf(file).Split('-')[0];

    private static string NameOf(string file) => Path.GetFileNameWithoutExtension(file);
}
