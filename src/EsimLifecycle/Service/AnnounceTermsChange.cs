namespace EsimLifecycle;

/// <summary>
/// Announces that the carrier changes the terms of the customer's plan to those it offers now under the same code. The customer is notified
/// and may, for a limited time, leave without commitment or fee.
/// </summary>
/// <remarks>
/// <para>The new terms, and the policy's name and version with them, apply from the first period bought that starts on
/// <see cref="EffectiveOn"/> or later; an existing commitment is unchanged. The first period, with which the subscription is activated,
/// keeps the agreed terms, and another plan that the customer has chosen takes precedence.</para>
/// <para>Until the policy's notice days have passed, and at least until <see cref="EffectiveOn"/>, the customer may cancel for
/// <see cref="CancellationReason.TermsChanged"/> without commitment or fee. A new announcement replaces one whose terms have not begun, and
/// never shortens the time to leave.</para>
/// <para>Refused with <see cref="RefusalCode.PlanNotOffered"/>, <see cref="RefusalCode.TermsDate"/>,
/// <see cref="RefusalCode.RenewalByTopUp"/> if the new terms require topping up and the current ones do not,
/// <see cref="RefusalCode.ChargeInFlight"/> while a period that would have the new terms is being charged,
/// <see cref="RefusalCode.ProvisioningPending"/> while a period with previously announced terms is reserved, and
/// <see cref="RefusalCode.SubscriptionClosed"/>.</para>
/// </remarks>
/// <param name="EffectiveOn">The earliest start date of a period with the new terms: from tomorrow to ten years ahead.</param>
/// <param name="Note">A description of the change, as a reference to a record that the host keeps.</param>
public sealed record AnnounceTermsChange(LocalDate EffectiveOn, PersonalReference Note = default) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.AnnounceTermsChange) { Roles = [Role.Carrier], IsTriable = true, Offer = Offer };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var state = decision.State;
        var contract = state.Contract!;
        var plan = decision.Prepared.FindPlan(contract.Plan.Code);
        if (plan is null)
            decision.Refuse(Refusals.PlanNotOffered(contract.Plan.Code, decision.Prepared.PlanCodes));
        else if (plan.Validity is not null && contract.Plan.Validity is null)
            decision.Refuse(Refusals.RenewalByTopUp(plan.Code));
        var today = decision.Prepared.DateOf(decision.At);
        if (EffectiveOn <= today || EffectiveOn > today.PlusDays(Limits.MaxDays))
        {
            decision.Refuse(Refusals.TermsDate(today.PlusDays(1), today.PlusDays(Limits.MaxDays)));
        }
        else if (state.Renewal.Find(ChargePurpose.Renewal) is { IsDormant: false } charge && Periods.NextStart(ref decision) >= EffectiveOn)
        {
            decision.Refuse(Refusals.ChargeInFlight(charge.Key, charge.AnswerDueBy));
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

    internal override Facts ListFacts() => new(("effectiveOn", EffectiveOn));

    // Of all dates the latest has the least against it: only what is charged already can be in its way.
    private static void Offer(ref CommandOffer offer) => offer.Ask(new AnnounceTermsChange(offer.Decision.Prepared.DateOf(offer.Decision.At).PlusDays(Limits.MaxDays)));

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(EffectiveOn);
        visitor.AddOptional(Note);
    }
}

/// <summary>A change of the plan's terms was announced.</summary>
public sealed record TermsChangeAnnounced : LifecycleEvent
{
    /// <summary>Gets the change.</summary>
    public required TermsChange Change { get; init; }

    internal override Facts ListFacts() => new(("plan", Change.Plan), ("effectiveOn", Change.EffectiveOn), ("leaveUntil", Change.WindowEndsAt));

    internal override void Apply(Subscription draft) => draft.Contract = draft.Contract! with { TermsChange = Change };

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(outbox.Message(MessageTemplate.TermsChangeAnnounced) with
    {
        Plan = Change.Plan.Code,
        Amount = Change.Plan.Price,
        Until = Change.WindowEndsAt,
        EffectiveOn = Change.EffectiveOn,
    });
}
