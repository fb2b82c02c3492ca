using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The assumptions of a forecast: what everybody else does while the customer does nothing unless it is assumed here.</summary>
/// <remarks>
/// <para>By default everything that other systems answer succeeds, the reviewer approves, and the customer does nothing. Whatever is assumed to
/// happen happens at the moment from which it is awaited. What is assumed not to happen never does, so that its deadline passes.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed record ForecastAssumptions
{
    /// <summary>
    /// Gets the assumptions by default: payments succeed, purchases are confirmed, refunds arrive, the reviewer approves, and the customer does
    /// nothing.
    /// </summary>
    public static ForecastAssumptions Default { get; } = new();

    /// <summary>
    /// Gets the assumptions that everybody does their part, the customer too: documents come, devices are unbound, and what is owed is paid.
    /// </summary>
    public static ForecastAssumptions AllGoesWell { get; } = new() { DocumentsCome = true, DevicesAreUnbound = true, DuesArePaid = true };

    /// <summary>Gets whether charges to a payment method outside succeed; otherwise every attempt fails, and is retried as the policy has it.</summary>
    /// <value>
    /// The default is true: a charge is answered in full, and one that was paid in part with its rest. What is paid from the balance depends on the
    /// balance alone.
    /// </value>
    public bool PaymentsSucceed { get; init; } = true;

    /// <summary>
    /// Gets whether the carrier's system confirms purchases, where the policy waits for that (<see cref="RenewalPolicy.ConfirmsProvisioning"/>);
    /// otherwise every attempt fails, and the money comes back.
    /// </summary>
    /// <value>The default is true.</value>
    public bool PurchasesAreConfirmed { get; init; } = true;

    /// <summary>Gets what comes of the review of a cancellation.</summary>
    /// <value>The default is <see cref="AssumedReview.Approves"/>.</value>
    public AssumedReview Review { get; init; }

    /// <summary>Gets whether the customer submits the documents that a cancellation waits for.</summary>
    /// <value>The default is false: the request lapses at its deadline.</value>
    public bool DocumentsCome { get; init; }

    /// <summary>Gets whether the devices that are still bound are unbound while a cancellation is open.</summary>
    /// <value>The default is false.</value>
    public bool DevicesAreUnbound { get; init; }

    /// <summary>Gets whether the customer pays what is owed; during a cancellation, once its settlement has shown how much that is.</summary>
    /// <value>The default is false.</value>
    public bool DuesArePaid { get; init; }

    /// <summary>Gets whether what is to be paid back is paid out, and what is to be transferred arrives; refunds that are held stay held.</summary>
    /// <value>The default is true. If false, nothing is ever reported of them.</value>
    public bool RefundsArePaid { get; init; } = true;
}

/// <summary>What a forecast assumes of the review of a cancellation.</summary>
[JsonConverter(typeof(EnumJsonConverter<AssumedReview>))]
public enum AssumedReview
{
    /// <summary>The reviewer approves as soon as possible. The default value.</summary>
    Approves = 0,

    /// <summary>The reviewer rejects it, and the subscription is reinstated.</summary>
    Rejects,

    /// <summary>Nobody decides: what follows is what the policy has for an overdue review.</summary>
    NeverDecides,
}
