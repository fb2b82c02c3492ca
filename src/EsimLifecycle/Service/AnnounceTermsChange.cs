namespace EsimLifecycle;

/// <summary>
/// The carrier changes the terms of the customer's plan to those it offers now under the same code. The customer is told, and may leave without commitment
/// or fee for a while.
/// </summary>
/// <remarks>
/// <para>The new terms count from the first period bought that starts on <see cref="EffectiveOn"/> or later, and with them the policy's name and version; a
/// minimum term stays as it is. The first period, with which the subscription is activated, is as agreed; and another plan that was chosen goes before.</para>
/// <para>Until the policy's days have passed, and at least until <see cref="EffectiveOn"/>, <see cref="CancellationReason.TermsChanged"/> is a reason to leave
/// without commitment and without fee. Another announcement takes the place of one whose terms have not begun, and closes no window earlier.</para>
/// <para>Refused with <see cref="RefusalCode.PlanNotOffered"/>, <see cref="RefusalCode.TermsDate"/>, <see cref="RefusalCode.RenewalByTopUp"/> where the plan's
/// time would have to be topped up from then on and is not yet, <see cref="RefusalCode.ChargeInFlight"/> where a period is being charged that would have the
/// new terms, and with <see cref="RefusalCode.SubscriptionClosed"/>.</para>
/// </remarks>
/// <param name="EffectiveOn">The first date on which a period may start that has the new terms: from tomorrow to ten years ahead.</param>
/// <param name="Note">What changes, as a reference to what the host keeps.</param>
public sealed record AnnounceTermsChange(LocalDate EffectiveOn, Reference Note = default) : LifecycleRequest(CommandKind.AnnounceTermsChange)
{
    internal override void Decide(ref Turn turn)
    {
        var state = turn.State;
        if (state.Status is SubscriptionStatus.None or SubscriptionStatus.Closed)
        {
            turn.Refuse(CommandRefusals.NotPermitted(Kind, state));
            return;
        }

        var contract = state.Contract!;
        var plan = turn.Rules.FindPlan(contract.Plan.Code);
        if (plan is null)
            turn.Refuse(Refusals.PlanNotOffered(contract.Plan.Code, turn.Rules.PlanCodes));
        else if (plan.Validity is not null && contract.Plan.Validity is null)
            turn.Refuse(Refusals.RenewalByTopUp(plan.Code));
        var today = turn.Rules.DateOf(turn.At);
        if (EffectiveOn <= today || EffectiveOn > today.PlusDays(Limits.LongestDays))
        {
            turn.Refuse(Refusals.TermsDate(today.PlusDays(1), today.PlusDays(Limits.LongestDays)));
        }
        else if (state.Renewal.Find(ChargePurpose.Renewal) is { } charge && Buying.NextStart(ref turn) >= EffectiveOn)
        {
            turn.Refuse(Refusals.ChargeInFlight(charge.Key, charge.IsAutomatic ? null : charge.AnswerDueBy));
        }

        if (turn.HasRefusals)
            return;

        var change = new TermsChange(
            plan!,
            EffectiveOn,
            turn.At,
            TermsChangeRules.WindowEnd(ref turn, EffectiveOn),
            turn.Policy.Identity.Name,
            turn.Policy.Identity.Version,
            Note);
        if (!change.IsSameAs(contract.TermsChange))
            turn.Raise(new TermsChangeAnnounced { Change = change });
    }

    internal override void AddTo(ref Fingerprint fingerprint)
    {
        fingerprint.Add(EffectiveOn);
        fingerprint.Add(Note.Text);
    }
}

/// <summary>A change of the terms that the carrier announced.</summary>
/// <param name="Plan">The plan as it will be.</param>
/// <param name="EffectiveOn">The first date on which a period may start that has the new terms.</param>
/// <param name="AnnouncedAt">When it was announced.</param>
/// <param name="WindowEndsAt">Until when the customer may leave because of it, without commitment or fee.</param>
/// <param name="PolicyName">The name of the policy from which the terms come.</param>
/// <param name="PolicyVersion">The version of that policy.</param>
/// <param name="Note">What changes, as a reference to what the host keeps.</param>
/// <param name="IsTaken">Whether a period with the new terms was bought, or another plan chosen instead.</param>
public sealed record TermsChange(
    PlanTerms Plan,
    LocalDate EffectiveOn,
    Instant AnnouncedAt,
    Instant WindowEndsAt,
    string PolicyName,
    int PolicyVersion,
    Reference Note = default,
    bool IsTaken = false)
{
    /// <summary>Whether it says what another one, which still stands, said before.</summary>
    internal bool IsSameAs(TermsChange? earlier) => earlier is { IsTaken: false }
        && earlier == this with { AnnouncedAt = earlier.AnnouncedAt, WindowEndsAt = earlier.WindowEndsAt };
}

/// <summary>The carrier announced other terms.</summary>
public sealed record TermsChangeAnnounced : LifecycleEvent
{
    /// <summary>The change.</summary>
    public required TermsChange Change { get; init; }

    internal override void Apply(Subscription draft) => draft.Contract = draft.Contract! with { TermsChange = Change };

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.TermsChangeAnnounced);
}

/// <summary>What an announced change of the terms means for leaving and for buying.</summary>
internal static class TermsChangeRules
{
    /// <summary>Whether somebody who leaves for that reason now is bound by no minimum term and owes no fee.</summary>
    public static bool FreesFromCommitment(Subscription state, CancellationReason reason, Instant at) =>
        reason == CancellationReason.TermsChanged && state.Contract!.TermsChange is { } change && at < change.WindowEndsAt;

    public static Instant WindowEnd(ref Turn turn, LocalDate effectiveOn)
    {
        var end = Instant.Max(turn.Rules.StartOf(effectiveOn), turn.Rules.EndOfDayAfter(turn.At, turn.Policy.Cancellation.TermsChangeWindowDays));
        return turn.State.Contract!.TermsChange is { } earlier ? Instant.Max(end, earlier.WindowEndsAt) : end;
    }

    /// <summary>The plan whose terms count for a period that starts on a date, where no other was chosen.</summary>
    public static PlanTerms PlanFrom(Subscription state, LocalDate start) => IsTakenBy(state, start) ? state.Contract!.TermsChange!.Plan : state.Contract!.Plan;

    /// <summary>The plan whose terms count for the next period, where no other was chosen.</summary>
    public static PlanTerms NextPlan(ref Turn turn)
    {
        var state = turn.State;
        return IsPending(state) && state.Term.Schedule is not null ? PlanFrom(state, Buying.NextStart(ref turn)) : state.Contract!.Plan;
    }

    /// <summary>Whether a period of the agreed plan that starts on a date is the first with the new terms.</summary>
    public static bool IsTakenBy(Subscription state, LocalDate start) => IsPending(state) && start >= state.Contract!.TermsChange!.EffectiveOn;

    /// <summary>The contract under the announced terms.</summary>
    public static Contract Take(Contract contract) => Answer(contract) with
    {
        Plan = contract.TermsChange!.Plan,
        PolicyName = contract.TermsChange.PolicyName,
        PolicyVersion = contract.TermsChange.PolicyVersion,
    };

    /// <summary>The contract with nothing announced that is still to come: those terms count, or others that were chosen.</summary>
    public static Contract Answer(Contract contract) => contract.TermsChange is { IsTaken: false } change
        ? contract with { TermsChange = change with { IsTaken = true } }
        : contract;

    private static bool IsPending(Subscription state) => state.Contract!.TermsChange is { IsTaken: false };
}
