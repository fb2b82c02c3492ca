namespace EsimLifecycle;

/// <summary>The state of a subscription that is reinstated after a cancellation was withdrawn, was rejected or lapsed.</summary>
/// <param name="Status">The status: pending, active, in grace or suspended.</param>
/// <param name="GraceEndsAt">The end of grace, while in grace.</param>
/// <param name="ActivationDueBy">The deadline for the activation, while pending.</param>
/// <param name="SuspensionEndsBy">The time at which the suspension ends by itself, while suspended.</param>
/// <param name="IsRescued">Whether the policy's rescue days moved one of these dates, which they do once in each paid term.</param>
/// <param name="FreeUntil">
/// The time until which the customer may ask again as freely as within the cooling-off period, or within the window of changed terms, in
/// which the request was made; null if it was not, or if the customer withdrew it.
/// </param>
/// <param name="RemindAt">The time at which the customer is reminded of the end of grace; null for never, and outside grace.</param>
public sealed record Reinstatement(
    SubscriptionStatus Status,
    Instant? GraceEndsAt = null,
    Instant? ActivationDueBy = null,
    Instant? SuspensionEndsBy = null,
    bool IsRescued = false,
    Instant? FreeUntil = null,
    Instant? RemindAt = null) : IFactual
{
    internal void Apply(Subscription draft, Instant at)
    {
        draft.Status = Status;
        var history = draft.CancellationHistory with { EndedAt = at };
        if (FreeUntil is not null)
            history = draft.Cancellation is { IsInCoolingOff: true } ? history with { WithdrawsUntil = FreeUntil } : history with { LeavesUntil = FreeUntil };
        draft.CancellationHistory = history;
        draft.Cancellation = null;
        draft.Term = draft.Term with
        {
            GraceEndsAt = GraceEndsAt,
            RemindAt = Status == SubscriptionStatus.Grace ? RemindAt : draft.Term.RemindAt,
            IsRescued = draft.Term.IsRescued || IsRescued,
            Unearned = default,
        };

        // The charge that the request made void is wanted again.
        if (draft.Renewal.AutoRenewal is not null && draft.Contract!.ActivatedAt is not null)
            draft.Term = draft.Term.Rearm(at);
        if (ActivationDueBy is not null)
            draft.Contract = draft.Contract! with { ActivationDueBy = ActivationDueBy };
        if (SuspensionEndsBy is { } endsBy)
            draft.Suspension = draft.Suspension! with { EndsBy = endsBy };
    }

    Facts IFactual.ListFacts() => new(("status", Status), ("graceEndsAt", GraceEndsAt));
}
