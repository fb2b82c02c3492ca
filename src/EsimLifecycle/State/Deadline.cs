namespace EsimLifecycle;

/// <summary>A moment at which something happens by itself unless something else happens first.</summary>
/// <param name="Due">The moment: it has passed when the clock shows it or later.</param>
/// <param name="Kind">What falls due.</param>
public readonly record struct Deadline(Instant Due, DeadlineKind Kind);

/// <summary>What falls due at a <see cref="Deadline"/>. At the same instant they fire in this order.</summary>
public enum DeadlineKind
{
    /// <summary>The current period ends.</summary>
    PeriodEnd,

    /// <summary>A device that is being unbound is assumed to be.</summary>
    AssumedUnbinding,

    /// <summary>The documents for a cancellation have to be complete.</summary>
    Documents,

    /// <summary>What the reviewer asked for in addition has to be there.</summary>
    Supplement,

    /// <summary>The review has to be done.</summary>
    Review,

    /// <summary>A cancellation takes effect and is settled.</summary>
    Settlement,

    /// <summary>Service ends, and with it the subscription.</summary>
    Closing,

    /// <summary>Clearing has to be done.</summary>
    Clearing,

    /// <summary>The whole of a cancellation has to be done.</summary>
    Process,

    /// <summary>Service ends while a cancellation is still open.</summary>
    ServiceEnd,

    /// <summary>The outcome of a charge has to be known.</summary>
    ChargeAnswer,

    /// <summary>A charge is tried again.</summary>
    ChargeRetry,

    /// <summary>Auto-renewal charges the next period.</summary>
    RenewalCharge,

    /// <summary>Grace ends.</summary>
    GraceEnd,

    /// <summary>The subscription has to be activated.</summary>
    Activation,

    /// <summary>A suspension ends by itself.</summary>
    SuspensionEnd,

    /// <summary>The carrier's system has to confirm what was bought.</summary>
    Provisioning,

    /// <summary>A pack expires.</summary>
    PackExpiry,

    /// <summary>The customer is reminded of the end of what is paid.</summary>
    RenewalReminder,

    /// <summary>Disuse has lasted long.</summary>
    Disuse,

    /// <summary>A payout that failed is tried again.</summary>
    RefundRetry,

    /// <summary>A refund has to be paid.</summary>
    Refund,

    /// <summary>A refund that is held is released by itself.</summary>
    RefundRelease,

    /// <summary>A transfer has to be confirmed.</summary>
    Transfer,
}
