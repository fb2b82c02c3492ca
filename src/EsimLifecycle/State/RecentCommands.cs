using System.Text;

namespace EsimLifecycle;

/// <summary>
/// The commands accepted last: at least the last <see cref="Remembered"/>, and at most a block more. The default value is empty.
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

    // Those before, as full blocks, oldest first. In each the fingerprints of all ids stand first, then their hashes, then the digests: so an id is looked
    // for among fingerprints that lie beside each other.
    private readonly long[][]? _blocks;

    private RecentCommands(Node? newest, long[][]? blocks)
    {
        _newest = newest;
        _blocks = blocks;
    }

    public RecentCommands Add(RecentCommand command) =>
        CountNewest() < BlockSize ? new(new Node(command, _newest), _blocks) : new(new Node(command, null), Pack());

    /// <summary>Looks a command up. The same id can occur twice here, with the first and with a later content of a fact.</summary>
    /// <remarks>Nearly always the id is new, and its fingerprint says so: the hash is worked out only where that is known.</remarks>
    public RecentMatch Match(CommandId id, CommandDigest digest)
    {
        var fingerprint = Fingerprint.Of(id.Text).Value;
        var match = RecentMatch.New;
        for (var node = _newest; node is not null && match != RecentMatch.Same; node = node.Next)
        {
            if (node.Command.Fingerprint == fingerprint)
                match = node.Command.Compare(RecentCommand.Of(id, digest), match);
        }

        foreach (var block in _blocks.AsSpan())
        {
            var (from, at) = (0, 0);
            while (match != RecentMatch.Same && (at = block.AsSpan(from, BlockSize - from).IndexOf(fingerprint)) >= 0)
            {
                match = In(block, from + at).Compare(RecentCommand.Of(id, digest), match);
                from += at + 1;
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
        var commands = new RecentCommand[(_blocks.AsSpan().Length * BlockSize) + CountNewest()];
        var count = 0;
        foreach (var block in _blocks.AsSpan())
        {
            for (var i = 0; i < BlockSize; i++)
                commands[count++] = In(block, i);
        }

        var at = commands.Length;
        for (var node = _newest; node is not null; node = node.Next)
            commands[--at] = node.Command;
        return commands;
    }

    public bool Equals(RecentCommands other) =>
        (ReferenceEquals(_newest, other._newest) && ReferenceEquals(_blocks, other._blocks)) || ToArray().AsSpan().SequenceEqual(other.ToArray());

    public override bool Equals(object? obj) => obj is RecentCommands other && Equals(other);

    public override int GetHashCode() => _newest?.Command.GetHashCode() ?? 0;

    private static RecentCommand In(long[] block, int i) => new(block[i], block[BlockSize + i], block[(2 * BlockSize) + i]);

    private int CountNewest()
    {
        var count = 0;
        for (var node = _newest; node is not null; node = node.Next)
            count++;
        return count;
    }

    private long[][] Pack()
    {
        var block = new long[3 * BlockSize];
        var i = BlockSize;
        for (var node = _newest; node is not null; node = node.Next)
            (block[--i], block[BlockSize + i], block[(2 * BlockSize) + i]) = (node.Command.Fingerprint, node.Command.Hash, node.Command.Digest);
        var kept = _blocks.AsSpan();
        return kept.Length < Remembered / BlockSize ? [.. kept, block] : [.. kept[1..], block];
    }

    private sealed class Node(RecentCommand command, Node? next)
    {
        public readonly RecentCommand Command = command;
        public readonly Node? Next = next;
    }
}

/// <summary>A command that was accepted, as far as a redelivery is recognised by it: nothing of who gave it, and nothing that can be read.</summary>
/// <param name="Fingerprint">The fingerprint of the command's id: an id is made of anything, a device's number too, and outlives the person's data here.</param>
/// <param name="Hash">The hash of the id: with it, no id is taken for another by chance, nor can one be made up that is.</param>
/// <param name="Digest">The fingerprint of the command's content.</param>
internal readonly record struct RecentCommand(long Fingerprint, long Hash, long Digest)
{
    public static RecentCommand Of(CommandId id, CommandDigest digest)
    {
        Span<byte> text = stackalloc byte[OpaqueText.MaxLength];
        Ascii.FromUtf16(id.Text, text, out var length);
        return new RecentCommand(EsimLifecycle.Fingerprint.Of(id.Text).Value, (long)SipHash.Of(text[..length]), digest.Value);
    }

    /// <summary>Compares it with a command whose id has the same fingerprint; the match so far if that is another id.</summary>
    public RecentMatch Compare(in RecentCommand other, RecentMatch match) =>
        Hash != other.Hash ? match : Digest == other.Digest ? RecentMatch.Same : RecentMatch.OtherContent;
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
