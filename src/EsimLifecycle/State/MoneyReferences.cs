using System.Runtime.CompilerServices;

namespace EsimLifecycle;

/// <summary>
/// The references of money that was recorded (payments, credits, received transfers, late charges, returned cards), so that none posts twice: a digest of 64 bits each, of at
/// least the last <see cref="Limits.RememberedReferences"/>. The default value is empty.
/// </summary>
/// <remarks>
/// Linked lists of small chunks that many states share: remembering one more costs one small chunk. Two generations, so that what is older
/// than both can be collected.
/// </remarks>
internal readonly struct MoneyReferences : IEquatable<MoneyReferences>
{
    private const int Size = 4;

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
    }

    /// <summary>A few digests, and the chunk of those before them.</summary>
    private sealed class Chunk
    {
        /// <summary>The number of digests in this chunk and in those behind it.</summary>
        public readonly int Count;

        private readonly Digests _digests;
        private readonly Chunk? _next;

        private Chunk(Chunk? next, int used, in Digests digests, long digest)
        {
            Count = (next?.Count ?? 0) + used + 1;
            _next = next;
            _digests = digests;
            _digests[used] = digest;
        }

        private int Used => Count - (_next?.Count ?? 0);

        public static Chunk Append(Chunk? newest, long digest) => newest is null || newest.Used == Size
            ? new Chunk(newest, 0, default, digest)
            : new Chunk(newest._next, newest.Used, newest._digests, digest);

        public static bool Contains(Chunk? newest, long digest)
        {
            for (var chunk = newest; chunk is not null; chunk = chunk._next)
            {
                if (((ReadOnlySpan<long>)chunk._digests)[..chunk.Used].Contains(digest))
                    return true;
            }

            return false;
        }

        /// <summary>Copies the digests to the end of a span, oldest first.</summary>
        public static void CopyTo(Chunk? newest, Span<long> all)
        {
            for (var chunk = newest; chunk is not null; chunk = chunk._next)
            {
                var used = ((ReadOnlySpan<long>)chunk._digests)[..chunk.Used];
                used.CopyTo(all[^used.Length..]);
                all = all[..^used.Length];
            }
        }
    }

    [InlineArray(Size)]
    private struct Digests
    {
        private long _first;
    }
}
