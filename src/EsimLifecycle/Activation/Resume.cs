namespace EsimLifecycle;

/// <summary>Puts a suspended subscription back into service, active or in grace as its dates say.</summary>
/// <remarks>
/// Refused with <see cref="RefusalCode.SuspensionHeld"/> to a caller who may not lift this hold, and with
/// <see cref="RefusalCode.StatusNotPermitted"/> unless suspended.
/// </remarks>
public sealed record Resume() : LifecycleRequest(CommandKind.Resume)
{
    internal override void Decide(ref Turn turn)
    {
        var state = turn.State;
        if (state.Status != SubscriptionStatus.Suspended)
        {
            turn.Refuse(CommandRefusals.NotPermitted(Kind, state));
            return;
        }

        var role = turn.Cause!.By.Role;
        if (!SuspensionRules.IsOwn(state.Suspension!.Holder, role))
            turn.Refuse(SuspensionRules.Refusal(RefusalCode.SuspensionHeld, state.Suspension.Holder, role));
        if (!turn.HasRefusals)
            SuspensionRules.Resume(ref turn, CommandKind.Resume);
    }

    internal override void AddTo(ref Fingerprint fingerprint)
    {
    }
}

/// <summary>A suspended subscription was put back into service, on request or because the longest suspension had passed.</summary>
public sealed record SubscriptionResumed : LifecycleEvent
{
    /// <summary>What brought it back.</summary>
    public required SubscriptionTrigger Trigger { get; init; }

    /// <summary>Active or in grace.</summary>
    public required SubscriptionStatus Status { get; init; }

    /// <summary>What is paid: later than before where the suspension stopped the term.</summary>
    public required Term Term { get; init; }

    /// <summary>The change of plan that is not confirmed yet, with the term to go back to moved as well; null for none.</summary>
    public Provisioning? Provisioning { get; init; }

    internal override SubscriptionTrigger? Along => Trigger;

    internal override void Apply(Subscription draft)
    {
        draft.Status = Status;
        draft.Suspension = null;
        draft.Term = Term;
        if (Provisioning is not null)
            draft.Renewal = draft.Renewal with { Provisioning = Provisioning };
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.Resumed);
}

internal static class SuspensionRules
{
    /// <summary>Whether a role may place and lift a suspension on this account.</summary>
    public static bool IsOwn(SuspensionHolder holder, Role role) => role switch
    {
        Role.Carrier => true,
        Role.Agent => holder is not (SuspensionHolder.Fraud or SuspensionHolder.Regulator),
        _ => holder == SuspensionHolder.Customer,
    };

    public static Refusal Refusal(string code, SuspensionHolder holder, Role role) =>
        new(code, new RefusalFact("holder", holder), new RefusalFact("role", role));

    public static void ReachMaximum(ref Turn turn)
    {
        if (turn.Policy.Activation.AfterLongestSuspension == AfterSuspension.Close)
            Closing.Close(ref turn, ClosedReason.Expired, DeadlineKind.SuspensionEnd);
        else
            Resume(ref turn, DeadlineKind.SuspensionEnd);
    }

    /// <summary>Back into service as the dates say; a line that lapsed meanwhile gets its rescue days of grace.</summary>
    public static void Resume(ref Turn turn, SubscriptionTrigger trigger)
    {
        var term = TermRules.IfResumed(ref turn, turn.At);

        // A period that an undone purchase gave back may have ended while the term stood still: its end comes next.
        var isPaid = term.PaidUntil > turn.At || term.Periods.Count > 0;
        var change = turn.State.Renewal.Provisioning is { IsPlanChange: true } awaited
            ? awaited with { Term = TermRules.IfResumed(ref turn, awaited.Term, awaited.Plan, turn.At) }
            : null;
        turn.Raise(new SubscriptionResumed
        {
            Trigger = trigger,
            Status = isPaid ? SubscriptionStatus.Active : SubscriptionStatus.Grace,
            Term = isPaid ? term with { GraceEndsAt = null } : term with { GraceEndsAt = TermRules.GraceAfterReturn(ref turn, term) },
            Provisioning = change,
        });
    }
}
