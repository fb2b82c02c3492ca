namespace EsimLifecycle;

/// <summary>What was agreed when a subscription was opened.</summary>
/// <remarks>What was agreed stays as it was when the carrier's policy changes, until the customer chooses another plan or <see cref="AnnounceTermsChange"/>.</remarks>
public sealed record Contract
{
    /// <summary>The plan as it was agreed: price, period, commitment.</summary>
    public required PlanTerms Plan { get; init; }

    /// <summary>The plan that begins with the next period bought; null where this one goes on.</summary>
    public PlanTerms? NextPlan { get; init; }

    /// <summary>The name of the policy under which it was opened, or from which the terms come that were announced and count now.</summary>
    public required string PolicyName { get; init; }

    /// <summary>The version of that policy.</summary>
    public required int PolicyVersion { get; init; }

    /// <summary>The change of the terms that the carrier announced last; null where none was.</summary>
    public TermsChange? TermsChange { get; init; }

    /// <summary>When the subscription was opened or imported.</summary>
    public required Instant OpenedAt { get; init; }

    /// <summary>By when it has to be activated.</summary>
    public Instant? ActivationDueBy { get; init; }

    /// <summary>When it was activated; null while it is not.</summary>
    public Instant? ActivatedAt { get; init; }

    /// <summary>When the minimum term ends; null where there is none.</summary>
    public Instant? CommittedUntil { get; init; }

    /// <summary>The phone number, where there is one.</summary>
    public Msisdn? Number { get; init; }

    /// <summary>The profile's ICCID, where it is known.</summary>
    public Iccid? Iccid { get; init; }

    /// <summary>The subscription that this one follows, where the customer came back.</summary>
    public SubscriptionId Predecessor { get; init; }
}
