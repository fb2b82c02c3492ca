using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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

    // As many ids as one comparison of 512 bits looks through.
    private const int BlockSize = 8;

    // At most a block.
    private readonly Node? _newest;

    // Those before, as full blocks, oldest first.
    private readonly Block[]? _blocks;

    private RecentCommands(Node? newest, Block[]? blocks)
    {
        _newest = newest;
        _blocks = blocks;
    }

    public RecentCommands Add(RecentCommand command) =>
        _newest is { Count: BlockSize } ? new(new Node(command, null), Pack()) : new(new Node(command, _newest), _blocks);

    /// <summary>Looks a command up. The same id can occur twice here, with the first and with a later content of a fact.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // It would take the place of what the gate has to inline.
    public RecentMatch Match(RecentCommand command)
    {
        var match = RecentMatch.New;
        for (var node = _newest; node is not null && match != RecentMatch.Same; node = node.Next)
            match = node.Command.Compare(command, match);
        foreach (var block in _blocks.AsSpan())
        {
            if (!block.Holds(command.Id))
                continue;
            for (var i = 0; i < BlockSize && match != RecentMatch.Same; i++)
                match = block[i].Compare(command, match);
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
        var commands = new RecentCommand[(_blocks.AsSpan().Length * BlockSize) + (_newest?.Count ?? 0)];
        var count = 0;
        foreach (var block in _blocks.AsSpan())
        {
            for (var i = 0; i < BlockSize; i++)
                commands[count++] = block[i];
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

    private Block[] Pack()
    {
        var block = new Block(_newest!);
        var kept = _blocks.AsSpan();
        return kept.Length < Remembered / BlockSize ? [.. kept, block] : [.. kept[1..], block];
    }

    private sealed class Node(RecentCommand command, Node? next)
    {
        // By themselves, which so take eight bytes less than as one value.
        public readonly long Id = command.Id;
        public readonly int Digest = command.Digest;
        public readonly Node? Next = next;

        /// <summary>The number of commands here and in the nodes behind.</summary>
        public readonly int Count = (next?.Count ?? 0) + 1;

        public RecentCommand Command => new(Id, Digest);
    }

    /// <summary>Some commands, part by part: so an id is looked for among ids that lie beside each other.</summary>
    private sealed class Block
    {
        private readonly Ids _ids;
        private readonly Digests _digests;

        public Block(Node newest)
        {
            for (var node = newest; node is not null; node = node.Next)
                (_ids[node.Count - 1], _digests[node.Count - 1]) = (node.Id, node.Digest);
        }

        public RecentCommand this[int i] => new(_ids[i], _digests[i]);

        public bool Holds(long id) => Vector512.EqualsAny(Vector512.Create((ReadOnlySpan<long>)_ids), Vector512.Create(id));

        [InlineArray(BlockSize)]
        private struct Ids
        {
            private long _first;
        }

        [InlineArray(BlockSize)]
        private struct Digests
        {
            private int _first;
        }
    }
}

/// <summary>A command that was accepted, as far as a redelivery is recognised by it: nothing of who gave it, and nothing that can be read.</summary>
/// <param name="Id">
/// The hash of the command's id, which is made of anything, a device's number too: none is taken for another by chance; to find one that is taken for
/// a given one needs 2^64 tries, as far as is known. (Who chooses both finds two that are alike in 2^32, and has one of their own commands taken for the other.)
/// </param>
/// <param name="Digest">Half of the digest of the command's content: enough to notice that a sender has used an id twice.</param>
internal readonly record struct RecentCommand(long Id, int Digest)
{
    public static RecentCommand Of(CommandId id, CommandDigest digest) => new((long)SipHash.OfAscii(id.Text), (int)digest.Value);

    /// <summary>Compares it with another command; the match so far if that has another id.</summary>
    public RecentMatch Compare(in RecentCommand other, RecentMatch match) =>
        Id != other.Id ? match : Digest == other.Digest ? RecentMatch.Same : RecentMatch.OtherContent;
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
