namespace EsimLifecycle;

/// <summary>The contract agreed when a subscription was opened.</summary>
/// <remarks>
/// The contract does not change with the carrier's policy; only another plan chosen by the customer or <see cref="AnnounceTermsChange"/>
/// changes it.
/// </remarks>
public sealed record Contract
{
    /// <summary>Gets the plan as it was agreed: price, period, commitment.</summary>
    public required PlanTerms Plan { get; init; }

    /// <summary>Gets the plan that begins with the next period bought; null if the current plan continues.</summary>
    public PlanTerms? NextPlan { get; init; }

    /// <summary>
    /// Gets the name of the policy under which the subscription was opened, or from which the announced terms now in effect come.
    /// </summary>
    public required string PolicyName { get; init; }

    /// <summary>Gets the version of that policy.</summary>
    public required int PolicyVersion { get; init; }

    /// <summary>
    /// Gets the time zone, as an IANA identifier, in which the dates of this subscription begin and end. A policy that has another zone
    /// later does not change it.
    /// </summary>
    public required string Zone { get; init; }

    /// <summary>Gets the latest change of terms that the carrier announced; null if there was none.</summary>
    public TermsChange? TermsChange { get; init; }

    /// <summary>Gets the time at which the subscription was opened or imported.</summary>
    public required Instant OpenedAt { get; init; }

    /// <summary>Gets the deadline for activation.</summary>
    public Instant? ActivationDueBy { get; init; }

    /// <summary>Gets the time of activation; null before it.</summary>
    public Instant? ActivatedAt { get; init; }

    /// <summary>Gets the minimum term; null if there is none.</summary>
    public Commitment? Commitment { get; init; }

    /// <summary>Gets the end of the minimum term (the commitment); null if there is none.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Instant? CommittedUntil => Commitment?.EndsAt;

    /// <summary>Gets the telephone number; null if there is none.</summary>
    public Msisdn? Number { get; init; }

    /// <summary>Gets the profile's ICCID; null if it is not known.</summary>
    public Iccid? Iccid { get; init; }

    /// <summary>Gets the earlier subscription that this one follows, for a returning customer; none otherwise.</summary>
    public SubscriptionId Predecessor { get; init; }
}
