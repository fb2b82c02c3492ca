using System.Text;

namespace EsimLifecycle;

/// <summary>
/// The commands accepted last: at least the last <see cref="Remembered"/>, and fewer than a block more. The default value is empty.
/// </summary>
/// <remarks>
/// The newest are a linked list, which many states share: remembering one more costs one small node. When they fill a block, they are packed into one, and
/// the oldest block is forgotten.
/// </remarks>
internal readonly struct RecentCommands : IEquatable<RecentCommands>
{
    /// <summary>The minimum number of commands that are remembered.</summary>
    public const int Remembered = 64;

    /// <summary>The maximum number.</summary>
    public const int Max = Remembered + BlockSize;

    private const int BlockSize = 16;

    // At most a block.
    private readonly Node? _newest;

    // Those before, as full blocks, oldest first.
    private readonly RecentCommand[][]? _blocks;

    private RecentCommands(Node? newest, RecentCommand[][]? blocks)
    {
        _newest = newest;
        _blocks = blocks;
    }

    public RecentCommands Add(RecentCommand command) =>
        CountNewest() < BlockSize ? new(new Node(command, _newest), _blocks) : new(new Node(command, null), Pack());

    /// <summary>Looks a command up. The same id can occur twice here, with the first and with a later content of a fact.</summary>
    public RecentMatch Match(RecentCommand command)
    {
        var match = RecentMatch.New;
        for (var node = _newest; node is not null; node = node.Next)
        {
            if (node.Command.HasIdOf(command) && (match = node.Command.Compare(command)) == RecentMatch.Same)
                return match;
        }

        foreach (var block in _blocks.AsSpan())
        {
            foreach (ref readonly var known in block.AsSpan())
            {
                if (known.HasIdOf(command) && (match = known.Compare(command)) == RecentMatch.Same)
                    return match;
            }
        }

        return match;
    }

    /// <summary>Returns whether the newest command is this one; several events of one command are remembered once.</summary>
    public bool StartsWith(RecentCommand command) => _newest is not null && _newest.Command == command;

    /// <summary>Returns the newest command alone, by which its redelivery is known while all before are forgotten.</summary>
    public RecentCommands OnlyNewest() => _newest is null ? default : new(new Node(_newest.Command, null), null);

    /// <summary>Returns the list of those commands, given with the oldest first.</summary>
    public static RecentCommands Of(ReadOnlySpan<RecentCommand> commands)
    {
        RecentCommands recent = default;
        foreach (var command in commands)
            recent = recent.Add(command);
        return recent;
    }

    /// <summary>Returns the remembered commands, oldest first.</summary>
    public RecentCommand[] ToArray()
    {
        var newest = CountNewest();
        var commands = new RecentCommand[(_blocks.AsSpan().Length * BlockSize) + newest];
        var count = 0;
        foreach (var block in _blocks.AsSpan())
        {
            block.CopyTo(commands, count);
            count += BlockSize;
        }

        CopyNewest(commands.AsSpan(count));
        return commands;
    }

    public bool Equals(RecentCommands other) =>
        (ReferenceEquals(_newest, other._newest) && ReferenceEquals(_blocks, other._blocks)) || ToArray().AsSpan().SequenceEqual(other.ToArray());

    public override bool Equals(object? obj) => obj is RecentCommands other && Equals(other);

    public override int GetHashCode() => _newest?.Command.GetHashCode() ?? 0;

    private int CountNewest()
    {
        var count = 0;
        for (var node = _newest; node is not null; node = node.Next)
            count++;
        return count;
    }

    private RecentCommand[][] Pack()
    {
        var block = new RecentCommand[BlockSize];
        CopyNewest(block);
        var kept = _blocks.AsSpan();
        return kept.Length < Remembered / BlockSize ? [.. kept, block] : [.. kept[1..], block];
    }

    private void CopyNewest(Span<RecentCommand> commands)
    {
        var i = commands.Length;
        for (var node = _newest; node is not null; node = node.Next)
            commands[--i] = node.Command;
    }

    private sealed class Node(RecentCommand command, Node? next)
    {
        public readonly RecentCommand Command = command;
        public readonly Node? Next = next;
    }
}

/// <summary>A command that was accepted, as far as a redelivery is recognised by it: nothing of who gave it, and nothing that can be read.</summary>
/// <param name="Id">The hash of the command's id: an id is made of anything, a device's number too, and outlives the person's data here.</param>
/// <param name="Digest">The fingerprint of its content.</param>
internal readonly record struct RecentCommand((ulong First, ulong Second) Id, long Digest)
{
    public static RecentCommand Of(CommandId id, CommandDigest digest)
    {
        Span<byte> text = stackalloc byte[OpaqueText.MaxLength];
        Ascii.FromUtf16(id.Text, text, out var length);
        return new RecentCommand(SipHash.Of(text[..length]), digest.Value);
    }

    public bool HasIdOf(in RecentCommand other) => Id == other.Id;

    /// <summary>Compares the contents of two commands with the same id.</summary>
    public RecentMatch Compare(in RecentCommand other) => Digest == other.Digest ? RecentMatch.Same : RecentMatch.OtherContent;
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
