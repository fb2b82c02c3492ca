using System.Diagnostics;

namespace EsimLifecycle;

/// <summary>One way of giving a command, to be shown to a person: a plan, a timing, a device, with the answer to it.</summary>
/// <remarks>Only what the command is about is set; everything else is null or empty. Immutable and thread-safe.</remarks>
/// <param name="Outcome">
/// What <see cref="Lifecycle.Decide"/> would say: <see cref="Outcome.AlreadyDone"/> means that there is nothing left to do by it.
/// </param>
[DebuggerDisplay("{Outcome}: {Command}")]
public sealed record CommandChoice(Outcome Outcome)
{
    internal CommandChoice(in CandidateAnswer answer, bool isComplete = true)
        : this(answer.Outcome)
    {
        Command = isComplete ? answer.Candidate : null;
        Refusals = answer.Refusals;
    }

    /// <summary>
    /// Gets the command, ready to be given; null if it needs something that only the host knows, such as the EID of a new device or the reference
    /// of a document.
    /// </summary>
    /// <remarks>
    /// What is left open has its default or, where there is none, the first value: the cancellation's reason is
    /// <see cref="CancellationReason.NoLongerNeeded"/>, the payment method the first of <see cref="Methods"/>. Use <c>with</c> for another.
    /// </remarks>
    public LifecycleCommand? Command { get; init; }

    /// <summary>Gets a value indicating whether the command would not be refused.</summary>
    public bool IsPossible => Outcome != Outcome.Refused;

    /// <summary>Gets every reason against this choice, as <see cref="Lifecycle.Decide"/> would give them; empty if it is possible.</summary>
    public ValueList<Refusal> Refusals { get; init; }

    /// <summary>Gets the plan, with its terms as offered now or, for a renewal of the plan that was agreed, as agreed.</summary>
    public PlanTerms? Plan { get; init; }

    /// <summary>Gets the pack.</summary>
    public PackTerms? Pack { get; init; }

    /// <summary>Gets the price, after promotions where they apply.</summary>
    public Money? Price { get; init; }

    /// <summary>
    /// Gets what would be charged to a payment method now, which is less than the price if a credit or the balance pays a part; null if nothing would.
    /// </summary>
    public Money? Charged { get; init; }

    /// <summary>Gets the payment methods by which it would not be refused, in the policy's order.</summary>
    public ValueList<PaymentMethod> Methods { get; init; }

    /// <summary>Gets when a cancellation would end the subscription; null if it is refused.</summary>
    public CancellationEnds? Ends { get; init; }

    /// <summary>Gets the timing of a cancellation.</summary>
    public CancellationTiming? Timing { get; init; }

    /// <summary>Gets the first date that may be chosen: for the last day of service, or for the return from a pause.</summary>
    public LocalDate? Earliest { get; init; }

    /// <summary>Gets the last date that may be chosen. The end of a minimum term may be chosen also beyond it.</summary>
    public LocalDate? Latest { get; init; }

    /// <summary>Gets the device: the bound one, the one to be replaced.</summary>
    public Eid? Device { get; init; }

    /// <summary>Gets the kind of document that is missing or was submitted.</summary>
    public DocumentKind? Document { get; init; }

    /// <summary>Gets the key of what it is about: a charge, a late charge, a purchase, a refund leg, a transfer or a port-out.</summary>
    public Reference Reference { get; init; }

    /// <summary>Gets the amount that is open of it.</summary>
    public Money? Amount { get; init; }
}

/// <summary>When a cancellation would end the subscription, as the request would be recorded now.</summary>
/// <param name="BillingEndsAt">The end of billing: the first moment that is not billed.</param>
/// <param name="ServiceEndsAt">The end of service: the first moment without it.</param>
/// <param name="SettlesAt">The earliest moment of the settlement.</param>
/// <param name="LastDay">The last day served, in the subscription's zone.</param>
public sealed record CancellationEnds(Instant BillingEndsAt, Instant ServiceEndsAt, Instant SettlesAt, LocalDate LastDay);
