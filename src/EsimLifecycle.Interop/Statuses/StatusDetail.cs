using System.Diagnostics.CodeAnalysis;

namespace EsimLifecycle.Interop;

/// <summary>The full status of a subscription, including the details that another system's single status may not express.</summary>
/// <remarks>
/// <para>The text form consists of words separated by points, such as <c>Pending</c>, <c>Suspended.Activated.Paid.Fraud</c> or
/// <c>Closed.Activated.Expired</c>. Send it along with the other system's status, in a characteristic or a note, to lose nothing.</para>
/// <para>The default value is that of no subscription. Thread-safe: instances are immutable.</para>
/// </remarks>
public readonly record struct StatusDetail
{
    private const string ActivatedWord = "Activated";
    private const string PaidWord = "Paid";
    private const string ProvisioningWord = "Provisioning";
    private const string ExhaustedWord = "DataExhausted";

    /// <summary>Gets the status of the subscription.</summary>
    public SubscriptionStatus Status { get; init; }

    /// <summary>Gets whether the subscription was ever activated.</summary>
    public bool IsActivated { get; init; }

    /// <summary>Gets whether a period that has not ended is paid.</summary>
    public bool IsPaid { get; init; }

    /// <summary>Gets whether a purchase still waits for the carrier's system to confirm it.</summary>
    public bool IsProvisioning { get; init; }

    /// <summary>Gets whether the data of the current period is used up.</summary>
    public bool IsDataExhausted { get; init; }

    /// <summary>Gets who suspended the subscription, even while a cancellation is open; null if it is not suspended.</summary>
    public SuspensionHolder? Suspended { get; init; }

    /// <summary>Gets why the subscription is closed; null if it is not.</summary>
    public ClosedReason? Closed { get; init; }

    /// <summary>Returns the status detail of a subscription.</summary>
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

    /// <summary>
    /// Reads the text that <see cref="ToString"/> writes, also with surrounding spaces; returns false for any other text.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out StatusDetail detail)
    {
        detail = default;
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

        detail = read;
        return true;
    }

    internal static StatusDetail Parse(string text) => TryParse(text, out var detail) ? detail : throw new FormatException($"'{text}' is no detail.");

    /// <summary>Returns the words of the status detail, separated by points.</summary>
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
