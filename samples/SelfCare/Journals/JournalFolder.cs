namespace SelfCare;

/// <summary>The folder in which journals are kept, a file for each subscription.</summary>
internal sealed class JournalFolder(string path, TextWriter notices)
{
    public static string Default => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".esim-lifecycle");

    /// <summary>The files of all journals, in the order of their names.</summary>
    public IEnumerable<string> Files
    {
        get
        {
            if (File.Exists(path))
                throw new BadInputException($"{path}: is a file; expected a folder of journals.");
            return Directory.Exists(path) ? Directory.EnumerateFiles(path, "*" + JournalName.Extension).Order(StringComparer.Ordinal) : [];
        }
    }

    /// <summary>The journal of a subscription that has one.</summary>
    public Journal Open(SubscriptionId id)
    {
        var file = FileOf(id);
        if (!File.Exists(file))
            throw Unknown(id);
        return OpenFile(file);
    }

    public BadInputException Unknown(SubscriptionId id) =>
        new($"There is no subscription '{id}' in {path}; open it first: open {id} --policy … --plan …");

    /// <summary>The journal of a subscription that may be new.</summary>
    public Journal OpenOrCreate(SubscriptionId id)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: can't be made a folder: {e.Message}");
        }

        return OpenFile(FileOf(id), FileMode.OpenOrCreate);
    }

    public Journal OpenFile(string file, FileMode mode = FileMode.Open)
    {
        var journal = Journal.Open(file, mode);
        if (journal.Notice is { } notice)
            notices.WriteLine(notice);
        return journal;
    }

    private string FileOf(SubscriptionId id) => Path.Combine(path, JournalName.Of(id));
}
