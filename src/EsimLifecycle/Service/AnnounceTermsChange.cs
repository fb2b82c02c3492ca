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
/// new terms, <see cref="RefusalCode.ProvisioningPending"/> where one is reserved that has the terms announced before, and with <see cref="RefusalCode.SubscriptionClosed"/>.</para>
/// </remarks>
/// <param name="EffectiveOn">The first date on which a period may start that has the new terms: from tomorrow to ten years ahead.</param>
/// <param name="Note">What changes, as a reference to what the host keeps.</param>
public sealed record AnnounceTermsChange(LocalDate EffectiveOn, Reference Note = default) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.AnnounceTermsChange) { Roles = [Role.Carrier] };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var state = decision.State;
        var contract = state.Contract!;
        var plan = decision.Rules.FindPlan(contract.Plan.Code);
        if (plan is null)
            decision.Refuse(Refusals.PlanNotOffered(contract.Plan.Code, decision.Rules.PlanCodes));
        else if (plan.Validity is not null && contract.Plan.Validity is null)
            decision.Refuse(Refusals.RenewalByTopUp(plan.Code));
        var today = decision.Rules.DateOf(decision.At);
        if (EffectiveOn <= today || EffectiveOn > today.PlusDays(Limits.MaxDays))
        {
            decision.Refuse(Refusals.TermsDate(today.PlusDays(1), today.PlusDays(Limits.MaxDays)));
        }
        else if (state.Renewal.Find(ChargePurpose.Renewal) is { } charge && Periods.NextStart(ref decision) >= EffectiveOn)
        {
            decision.Refuse(Refusals.ChargeInFlight(charge.Key, charge.IsAutomatic ? null : charge.AnswerDueBy));
        }

        if (state.Renewal.Purchases.Time is { TakesTermsChange: true } purchase)
            decision.Refuse(Refusals.ProvisioningPending(purchase.Key));

        if (decision.HasRefusals)
            return;

        var change = new TermsChange(
            plan!,
            EffectiveOn,
            decision.At,
            TermsChangeRules.WindowEnd(ref decision, EffectiveOn),
            decision.Policy.Identity.Name,
            decision.Policy.Identity.Version,
            Note);
        if (!change.IsSameAs(contract.TermsChange))
            decision.Raise(new TermsChangeAnnounced { Change = change });
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(EffectiveOn);
        visitor.AddOptional(Note);
    }
}

/// <summary>The carrier announced other terms.</summary>
public sealed record TermsChangeAnnounced : LifecycleEvent
{
    /// <summary>The change.</summary>
    public required TermsChange Change { get; init; }

    internal override void Apply(Subscription draft) => draft.Contract = draft.Contract! with { TermsChange = Change };

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.TermsChangeAnnounced);
}
