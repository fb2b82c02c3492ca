namespace EsimLifecycle;

/// <summary>The commands last taken, newest first: at least the last <see cref="Remembered"/>. The default value is none.</summary>
/// <remarks>
/// Linked lists that many states share: remembering one more costs one small node. Two generations, so that what is older than both can be
/// collected.
/// </remarks>
internal readonly struct RecentCommands : IEquatable<RecentCommands>
{
    /// <summary>How many command ids are remembered at least.</summary>
    public const int Remembered = 64;

    private readonly Node? _newer;
    private readonly Node? _older;

    private RecentCommands(Node? newer, Node? older)
    {
        _newer = newer;
        _older = older;
    }

    public RecentCommands Add(Cause cause) => _newer is { Count: Remembered }
        ? new RecentCommands(new Node(cause, null), _newer)
        : new RecentCommands(new Node(cause, _newer), _older);

    public RecentMatch Match(Cause cause) => Match(_older, cause, Match(_newer, cause, RecentMatch.New));

    /// <summary>Whether the newest one is this very command: several events of one command are remembered once.</summary>
    public bool StartsWith(Cause cause) => _newer is not null && (ReferenceEquals(_newer.Cause, cause)
        || (_newer.Cause.Command == cause.Command && _newer.Cause.Digest == cause.Digest));

    /// <summary>Those commands, the oldest first.</summary>
    public static RecentCommands Of(ValueList<Cause> causes)
    {
        RecentCommands recent = default;
        foreach (var cause in causes)
            recent = recent.Add(cause);
        return recent;
    }

    /// <summary>The remembered ones, oldest first.</summary>
    public ValueList<Cause> ToList()
    {
        var list = new List<Cause>();
        for (var node = _newer; node is not null; node = node.Next)
            list.Add(node.Cause);
        for (var node = _older; node is not null; node = node.Next)
            list.Add(node.Cause);
        list.Reverse();
        return ValueList.Create(list);
    }

    public bool Equals(RecentCommands other) =>
        (ReferenceEquals(_newer, other._newer) && ReferenceEquals(_older, other._older)) || ToList() == other.ToList();

    public override bool Equals(object? obj) => obj is RecentCommands other && Equals(other);

    public override int GetHashCode() => _newer?.Cause.GetHashCode() ?? 0;

    /// <summary>What this generation adds to what is known: the same id can stand here twice, with what a fact said at first and what it said later.</summary>
    private static RecentMatch Match(Node? newest, Cause cause, RecentMatch match)
    {
        var ending = Node.EndingOf(cause);
        for (var node = newest; node is not null && match != RecentMatch.Same; node = node.Next)
        {
            if (node.Ending == ending && node.Cause.Command == cause.Command)
                match = node.Cause.Digest == cause.Digest ? RecentMatch.Same : RecentMatch.OtherContent;
        }

        return match;
    }

    private sealed class Node(Cause cause, Node? next)
    {
        public readonly Cause Cause = cause;
        public readonly Node? Next = next;
        public readonly int Count = (next?.Count ?? 0) + 1;

        /// <summary>By which most ids differ already, without a look at the whole text.</summary>
        public readonly int Ending = EndingOf(cause);

        public static int EndingOf(Cause cause)
        {
            var text = cause.Command.Text;
            return text.Length < 2 ? text.Length : text[^1] | (text[^2] << 16);
        }
    }
}

/// <summary>Whether a command was seen before.</summary>
internal enum RecentMatch
{
    /// <summary>Not among the remembered ones.</summary>
    New,

    /// <summary>The same message again.</summary>
    Same,

    /// <summary>The same id with other content.</summary>
    OtherContent,
}
