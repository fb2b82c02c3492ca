using System.Runtime.CompilerServices;

namespace EsimLifecycle;

/// <summary>
/// The references of money that was recorded (payments, credits, received transfers, late charges, returned cards), so that none posts twice: a digest of 64 bits each, of at
/// least the last <see cref="Limits.RememberedReferences"/>. The default value is empty.
/// </summary>
/// <remarks>
/// Linked lists of chunks that many states share: remembering one more costs one small chunk. Two generations, so that what is older
/// than both can be collected.
/// </remarks>
internal readonly struct MoneyReferences : IEquatable<MoneyReferences>
{
    private readonly Chunk? _newer;
    private readonly Chunk? _older;

    private MoneyReferences(Chunk? newer, Chunk? older)
    {
        _newer = newer;
        _older = older;
    }

    /// <summary>Returns the digest of a payment's reference.</summary>
    public static long OfPayment(Reference payment) => Digest(Kind.Payment, payment.Text);

    /// <summary>Returns the digest of a credit's reference.</summary>
    public static long OfCredit(Reference credit) => Digest(Kind.Credit, credit.Text);

    /// <summary>Returns the digest of a transfer from another subscription.</summary>
    public static long OfTransfer(SubscriptionId from, Reference transfer) => Digest(Kind.Transfer, from.Text, transfer.Text);

    /// <summary>Returns the digest of a late charge's reference.</summary>
    public static long OfLateCharge(Reference charge) => Digest(Kind.LateCharge, charge.Text);

    /// <summary>Returns the digest of a payout that arrived.</summary>
    public static long OfPayout(Reference payout) => Digest(Kind.Payout, payout.Text);

    /// <summary>Returns the digest of a payout that had arrived and came back.</summary>
    public static long OfBounce(Reference payout) => Digest(Kind.Bounce, payout.Text);

    /// <summary>Returns the digest of a dispute that took money back or, if it was won, gave it back.</summary>
    public static long OfDispute(Reference dispute, bool isWon) => Digest(isWon ? Kind.DisputeWon : Kind.Dispute, dispute.Text);

    /// <summary>Returns the digest of the reference of a card's return.</summary>
    public static long OfCardReturn(Reference receipt) => Digest(Kind.CardReturn, receipt.Text);

    /// <summary>Returns the digest of the move of dues to another subscription.</summary>
    public static long OfDuesMoved(SubscriptionId to) => Digest(Kind.DuesMoved, to.Text);

    /// <summary>Returns the digest of the same with its amount, by which it is told from a contradiction.</summary>
    public static long OfDuesMoved(SubscriptionId to, Money amount) => Digest(Kind.DuesMoved, to.Text, amount.ToString());

    /// <summary>Returns the digest of an entry in the log of correspondence, which is all that its command said.</summary>
    public static long OfCorrespondence(Cause command)
    {
        var fingerprint = default(Fingerprint);
        fingerprint.Add((int)Kind.Correspondence);
        fingerprint.Add(command.Digest.Value);
        return fingerprint.Value;
    }

    /// <summary>Returns the digest of the key of a message that was sent.</summary>
    public static long OfMessage(string key) => Digest(Kind.Message, key);

    public MoneyReferences Add(long digest) => _newer is { Count: Limits.RememberedReferences }
        ? new MoneyReferences(Chunk.Append(null, digest), _newer)
        : new MoneyReferences(Chunk.Append(_newer, digest), _older);

    public bool Contains(long digest) => Chunk.Contains(_newer, digest) || Chunk.Contains(_older, digest);

    /// <summary>Returns the references of those digests, given with the oldest first.</summary>
    public static MoneyReferences Of(ReadOnlySpan<long> digests)
    {
        MoneyReferences references = default;
        foreach (var digest in digests)
            references = references.Add(digest);
        return references;
    }

    /// <summary>Returns the digests, oldest first.</summary>
    public long[] ToArray()
    {
        var digests = new long[(_older?.Count ?? 0) + (_newer?.Count ?? 0)];
        Chunk.CopyTo(_newer, digests);
        Chunk.CopyTo(_older, digests.AsSpan(0, _older?.Count ?? 0));
        return digests;
    }

    public bool Equals(MoneyReferences other) =>
        (ReferenceEquals(_newer, other._newer) && ReferenceEquals(_older, other._older)) || ToArray().AsSpan().SequenceEqual(other.ToArray());

    public override bool Equals(object? obj) => obj is MoneyReferences other && Equals(other);

    public override int GetHashCode() => _newer?.Count ?? 0;

    private static long Digest(Kind kind, string text, string? more = null)
    {
        var fingerprint = default(Fingerprint);
        fingerprint.Add((int)kind);
        fingerprint.Add(text);
        if (more is not null)
            fingerprint.Add(more);
        return fingerprint.Value;
    }

    private enum Kind
    {
        Payment = 1,
        Credit,
        Transfer,
        LateCharge,
        CardReturn,
        DuesMoved,
        Correspondence,
        Message,
        Payout,
        Bounce,
        Dispute,
        DisputeWon,
    }

    /// <summary>Some digests, and those before them.</summary>
    private abstract class Chunk(Chunk? next, int used)
    {
        /// <summary>The number of digests here and in the chunks behind.</summary>
        public readonly int Count = (next?.Count ?? 0) + used;

        protected readonly Chunk? Next = next;

        protected int Used => Count - (Next?.Count ?? 0);

        protected abstract ReadOnlySpan<long> Digests { get; }

        /// <summary>Returns the chunks with one more digest. As many as fill a block become one, which is smaller and looked through faster.</summary>
        public static Few Append(Chunk? newest, long digest) => newest switch
        {
            Few { Used: < Few.Size } few => few.With(digest),
            Few { Count: var count } when count % Block.Large == 0 => new Few(new Block(newest, Block.Large), digest),
            Few { Count: var count } when count % Block.Small == 0 => new Few(new Block(newest, Block.Small), digest),
            _ => new Few(newest, digest),
        };

        public static bool Contains(Chunk? newest, long digest)
        {
            for (var chunk = newest; chunk is not null; chunk = chunk.Next)
            {
                if (chunk.Digests.Contains(digest))
                    return true;
            }

            return false;
        }

        /// <summary>Copies the newest digests to a span, oldest first, as many as fit.</summary>
        public static void CopyTo(Chunk? newest, Span<long> all)
        {
            for (var chunk = newest; chunk is not null && all.Length > 0; chunk = chunk.Next)
            {
                chunk.Digests.CopyTo(all[^chunk.Used..]);
                all = all[..^chunk.Used];
            }
        }

        /// <summary>The chunk of those that are not all in <paramref name="newest"/> and as many behind it as fill a block.</summary>
        protected static Chunk? Behind(Chunk? newest, int count)
        {
            var chunk = newest;
            for (; count > 0; chunk = chunk.Next)
                count -= chunk!.Used;
            return chunk;
        }
    }

    /// <summary>A few digests: remembering one more copies them.</summary>
    private sealed class Few : Chunk
    {
        public const int Size = 4;

        private readonly Items _items;

        public Few(Chunk? next, long digest)
            : base(next, 1) => _items[0] = digest;

        private Few(Few before, long digest)
            : base(before.Next, before.Used + 1)
        {
            _items = before._items;
            _items[before.Used] = digest;
        }

        protected override ReadOnlySpan<long> Digests => ((ReadOnlySpan<long>)_items)[..Used];

        public Few With(long digest) => new(this, digest);

        [InlineArray(Size)]
        private struct Items
        {
            private long _first;
        }
    }

    /// <summary>As many digests as several chunks before.</summary>
    private sealed class Block : Chunk
    {
        public const int Small = 16;
        public const int Large = 256;

        private readonly long[] _items;

        public Block(Chunk newest, int size)
            : base(Behind(newest, size), size) => CopyTo(newest, _items = new long[size]);

        protected override ReadOnlySpan<long> Digests => _items;
    }
}
