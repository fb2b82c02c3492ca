namespace EsimLifecycle;

/// <summary>Where a subscription stands after a cancellation came to nothing.</summary>
/// <param name="Status">Pending, active, in grace or suspended.</param>
/// <param name="GraceEndsAt">When grace ends, in grace.</param>
/// <param name="ActivationDueBy">By when it has to be activated, while pending.</param>
/// <param name="SuspensionEndsBy">When the suspension ends by itself, while suspended.</param>
/// <param name="RestoresService">Whether service had been stopped while the request was open, and has to be put in effect again.</param>
public sealed record Reinstatement(
    SubscriptionStatus Status,
    Instant? GraceEndsAt = null,
    Instant? ActivationDueBy = null,
    Instant? SuspensionEndsBy = null,
    bool RestoresService = false)
{
    internal void Apply(Subscription draft, Instant at)
    {
        draft.Status = Status;
        draft.Cancellation = null;
        draft.CancellationHistory = draft.CancellationHistory with { EndedAt = at };
        draft.Term = draft.Term with { GraceEndsAt = GraceEndsAt, Unearned = default };

        // The charge that the request made void is wanted again.
        if (draft.Renewal.AutoRenewal is not null && draft.Contract!.ActivatedAt is not null)
            draft.Term = draft.Term.Rearm(at);
        if (ActivationDueBy is not null)
            draft.Contract = draft.Contract! with { ActivationDueBy = ActivationDueBy };
        if (SuspensionEndsBy is { } endsBy)
            draft.Suspension = draft.Suspension! with { EndsBy = endsBy };
    }

    internal void Instruct(ref Outbox outbox, MessageTemplate template)
    {
        if (RestoresService)
            outbox.Provision(default, null);
        outbox.Tell(template);
    }
}
