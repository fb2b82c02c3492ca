namespace EsimLifecycle;

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

/// <summary>The commands last taken, newest first: at least the last <see cref="Remembered"/>.</summary>
/// <remarks>
/// A linked list that many states share: remembering one more costs one small node. Two generations, so that what is older than both can be
/// collected.
/// </remarks>
internal sealed class RecentCommands : IEquatable<RecentCommands>
{
    /// <summary>How many command ids are remembered at least.</summary>
    public const int Remembered = 64;

    public static readonly RecentCommands None = new(null, null);

    private readonly Node? _newer;
    private readonly Node? _older;

    private RecentCommands(Node? newer, Node? older)
    {
        _newer = newer;
        _older = older;
    }

    public bool IsEmpty => _newer is null && _older is null;

    public RecentCommands Add(Cause cause) => _newer is { Count: Remembered }
        ? new RecentCommands(new Node(cause, null), _newer)
        : new RecentCommands(new Node(cause, _newer), _older);

    public RecentMatch Match(Cause cause)
    {
        var match = RecentMatch.New;
        for (var node = _newer; node is not null && match != RecentMatch.Same; node = node.Next)
            Compare(node.Cause, cause, ref match);
        for (var node = _older; node is not null && match != RecentMatch.Same; node = node.Next)
            Compare(node.Cause, cause, ref match);
        return match;
    }

    /// <summary>Whether the newest one is this very command: several events of one command are remembered once.</summary>
    public bool StartsWith(Cause cause) => _newer is not null && (ReferenceEquals(_newer.Cause, cause)
        || (_newer.Cause.Command == cause.Command && _newer.Cause.Digest == cause.Digest));

    /// <summary>The remembered ones, oldest first.</summary>
    public List<Cause> ToList()
    {
        var list = new List<Cause>();
        for (var node = _newer; node is not null; node = node.Next)
            list.Add(node.Cause);
        for (var node = _older; node is not null; node = node.Next)
            list.Add(node.Cause);
        list.Reverse();
        return list;
    }

    public bool Equals(RecentCommands? other) => other is not null && (ReferenceEquals(this, other) || ToList().SequenceEqual(other.ToList()));

    public override bool Equals(object? obj) => Equals(obj as RecentCommands);

    public override int GetHashCode() => _newer?.Cause.GetHashCode() ?? 0;

    private static void Compare(Cause remembered, Cause cause, ref RecentMatch match)
    {
        if (remembered.Command == cause.Command)
            match = remembered.Digest == cause.Digest ? RecentMatch.Same : RecentMatch.OtherContent;
    }

    private sealed class Node(Cause cause, Node? next)
    {
        public readonly Cause Cause = cause;
        public readonly Node? Next = next;
        public readonly int Count = (next?.Count ?? 0) + 1;
    }
}
