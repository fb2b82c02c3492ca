using System.Diagnostics.CodeAnalysis;

namespace EsimLifecycle.Interop;

/// <summary>All that a status of a subscription consists of, and that another system's one word for it may not say.</summary>
/// <remarks>
/// <para>As text, words with points between them, such as <c>Pending</c>, <c>Suspended.Activated.Paid.Fraud</c> or <c>Closed.Activated.Expired</c>. Send
/// it along with the other system's word, in a characteristic or a note, and nothing is lost.</para>
/// <para>The default value is that of no subscription. Thread-safe: it never changes.</para>
/// </remarks>
public readonly record struct StatusDetail
{
    private const string ActivatedWord = "Activated";
    private const string PaidWord = "Paid";
    private const string ProvisioningWord = "Provisioning";
    private const string ExhaustedWord = "DataExhausted";

    /// <summary>Where it stands in its life.</summary>
    public SubscriptionStatus Status { get; init; }

    /// <summary>Whether it ever was activated.</summary>
    public bool IsActivated { get; init; }

    /// <summary>Whether a period that has not ended is paid.</summary>
    public bool IsPaid { get; init; }

    /// <summary>Whether the carrier's system has still to confirm what was bought.</summary>
    public bool IsProvisioning { get; init; }

    /// <summary>Whether the data of the current period is used up.</summary>
    public bool IsDataExhausted { get; init; }

    /// <summary>On whose account it is suspended, also while a cancellation is open; null if it is not.</summary>
    public SuspensionHolder? Suspended { get; init; }

    /// <summary>Why it is closed; null if it is not.</summary>
    public ClosedReason? Closed { get; init; }

    /// <summary>The standing of a subscription.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> is null.</exception>
    public static StatusDetail Of(Subscription subscription)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        return new StatusDetail
        {
            Status = subscription.Status,
            IsActivated = subscription.Contract?.ActivatedAt is not null,
            IsPaid = subscription.Term.Prepaid is not null || subscription.Term.Periods.Count > 0 || subscription.Renewal.Purchases.Time is not null,
            IsProvisioning = subscription.Renewal.Purchases.Reserved.Count > 0,
            IsDataExhausted = subscription.Usage.IsDataExhausted,
            Suspended = subscription.Suspension?.Holder,
            Closed = subscription.Closure?.Reason,
        };
    }

    /// <summary>Reads one, as <see cref="ToString"/> writes it, also with spaces around it; false where the text is another.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out StatusDetail standing)
    {
        standing = default;
        var words = (text ?? "").Trim().Split('.');
        if (!TryName(words[0], out SubscriptionStatus status) || status is SubscriptionStatus.InForce or SubscriptionStatus.PendingCancel)
            return false;
        var read = new StatusDetail { Status = status };
        foreach (var word in words.AsSpan(1))
        {
            if (word == ActivatedWord)
                read = read with { IsActivated = true };
            else if (word == PaidWord)
                read = read with { IsPaid = true };
            else if (word == ProvisioningWord)
                read = read with { IsProvisioning = true };
            else if (word == ExhaustedWord)
                read = read with { IsDataExhausted = true };
            else if (status == SubscriptionStatus.Closed && TryName(word, out ClosedReason reason))
                read = read with { Closed = reason };
            else if (status != SubscriptionStatus.Closed && TryName(word, out SuspensionHolder holder))
                read = read with { Suspended = holder };
            else
                return false;
        }

        standing = read;
        return true;
    }

    internal static StatusDetail Parse(string text) => TryParse(text, out var standing) ? standing : throw new FormatException($"'{text}' is no standing.");

    /// <summary>Its words, with points between them.</summary>
    public override string ToString() =>
        Status
        + Word(IsActivated, ActivatedWord)
        + Word(IsPaid, PaidWord)
        + Word(IsProvisioning, ProvisioningWord)
        + Word(IsDataExhausted, ExhaustedWord)
        + Word(Suspended is not null, Suspended?.ToString())
        + Word(Closed is not null, Closed?.ToString());

    private static string Word(bool isSaid, string? word) => isSaid ? "." + word : "";

    // By name only: Enum.TryParse would take numbers too.
    private static bool TryName<T>(string word, out T value) where T : struct, Enum =>
        Enum.TryParse(word, out value) && Enum.GetName(value) == word;
}
