using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The commands accepted last, newest first: at least the last <see cref="Remembered"/>. The default value is empty.</summary>
/// <remarks>
/// Linked lists that many states share: remembering one more costs one small node. Two generations, so that what is older than both can be
/// collected.
/// </remarks>
internal readonly struct RecentCommands : IEquatable<RecentCommands>
{
    /// <summary>The minimum number of command ids that are remembered.</summary>
    public const int Remembered = 64;

    private readonly Node? _newer;
    private readonly Node? _older;

    private RecentCommands(Node? newer, Node? older)
    {
        _newer = newer;
        _older = older;
    }

    public RecentCommands Add(RecentCommand command) => _newer is { Count: Remembered }
        ? new RecentCommands(new Node(command, null), _newer)
        : new RecentCommands(new Node(command, _newer), _older);

    public RecentMatch Match(Cause cause)
    {
        var command = RecentCommand.Of(cause);
        return Match(_older, command, Match(_newer, command, RecentMatch.New));
    }

    /// <summary>Returns whether the newest command is this one; several events of one command are remembered once.</summary>
    public bool StartsWith(RecentCommand command) => _newer is not null && _newer.Command == command;

    /// <summary>Returns the newest command alone, by which its redelivery is known while all before are forgotten.</summary>
    public RecentCommands OnlyNewest() => _newer is null ? default : default(RecentCommands).Add(_newer.Command);

    /// <summary>Returns the list of those commands, given with the oldest first.</summary>
    public static RecentCommands Of(ValueList<RecentCommand> commands)
    {
        RecentCommands recent = default;
        foreach (var command in commands)
            recent = recent.Add(command);
        return recent;
    }

    /// <summary>Returns the remembered commands, oldest first.</summary>
    public ValueList<RecentCommand> ToList()
    {
        var list = new List<RecentCommand>();
        for (var node = _newer; node is not null; node = node.Next)
            list.Add(node.Command);
        for (var node = _older; node is not null; node = node.Next)
            list.Add(node.Command);
        list.Reverse();
        return ValueList.Create(list);
    }

    public bool Equals(RecentCommands other) =>
        (ReferenceEquals(_newer, other._newer) && ReferenceEquals(_older, other._older)) || ToList() == other.ToList();

    public override bool Equals(object? obj) => obj is RecentCommands other && Equals(other);

    public override int GetHashCode() => _newer?.Command.GetHashCode() ?? 0;

    /// <summary>
    /// Combines a match with this generation's. The same id can occur twice here, with the first and with a later content of a fact.
    /// </summary>
    private static RecentMatch Match(Node? newest, RecentCommand command, RecentMatch match)
    {
        for (var node = newest; node is not null && match != RecentMatch.Same; node = node.Next)
        {
            if (node.Command.Command == command.Command)
                match = node.Command.Digest == command.Digest ? RecentMatch.Same : RecentMatch.OtherContent;
        }

        return match;
    }

    private sealed class Node(RecentCommand command, Node? next)
    {
        public readonly RecentCommand Command = command;
        public readonly Node? Next = next;
        public readonly int Count = (next?.Count ?? 0) + 1;
    }
}

/// <summary>A command that was accepted, as far as a redelivery is recognised by it: nothing of who gave it, and nothing that can be read.</summary>
/// <param name="Command">The fingerprint of the command's id: an id is made of anything, a device's number too, and outlives the person's data here.</param>
/// <param name="Digest">The fingerprint of its content.</param>
[method: JsonConstructor]
internal readonly record struct RecentCommand(CommandDigest Command, CommandDigest Digest)
{
    public static RecentCommand Of(Cause cause) => new(new CommandDigest(Fingerprint.Of(cause.Command.Text).Value), cause.Digest);
}

/// <summary>The result of looking up a command among the recent ones.</summary>
internal enum RecentMatch
{
    /// <summary>Not among the remembered commands.</summary>
    New,

    /// <summary>A redelivery: the same id with the same content.</summary>
    Same,

    /// <summary>The same id with other content.</summary>
    OtherContent,
}
