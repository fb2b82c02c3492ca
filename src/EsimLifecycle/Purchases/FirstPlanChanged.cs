namespace EsimLifecycle;

/// <summary>Before the activation another plan took the place of the first.</summary>
public sealed record FirstPlanChanged : LifecycleEvent
{
    /// <summary>Gets the new plan.</summary>
    public required PlanTerms Plan { get; init; }

    /// <summary>Gets the part of what was paid that pays the first period of the new plan; null if it is not paid.</summary>
    public PrepaidPeriod? Prepaid { get; init; }

    internal override Facts ListFacts() => new(("plan", Plan));

    internal override void Apply(Subscription draft)
    {
        draft.GoOn();
        draft.Contract = TermsChangeRules.Answer(draft.Contract!) with { Plan = Plan, NextPlan = null };
        if (draft.Term.Prepaid is { } before)
        {
            draft.Renewal = draft.Renewal with { Promotions = draft.Renewal.BeforeUse(before.Promotions) };
            draft.Term = draft.Term with { Prepaid = Prepaid };
            if (draft.Payments.IndexOf(before.Payment, static (payment, reference) => payment.Reference == reference) is var index and >= 0)
                draft.Payments = draft.Payments.SetItem(index, PaymentRules.ToWallet(draft.Payments[index], Postings));
        }

        if (Prepaid is not null)
            draft.Renewal = draft.Renewal.Use(Prepaid.Promotions);
        if (Plan.Validity is not null)
            draft.Renewal = draft.Renewal with { AutoRenewal = null };
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.PlanChanged, plan: Plan.Code);
}

internal static class FirstPlan
{
    public static void Change(ref DecisionBuilder decision, PlanTerms? plan)
    {
        var state = decision.State;
        RenewalRefusals.CheckReserved(ref decision);
        if (plan is not null && plan == state.Contract!.Plan)
            decision.Refuse(Refusals.PlanUnchanged(plan.Code));
        if (decision.HasRefusals)
            return;

        PrepaidPeriod? prepaid = null;
        var postings = new Postings();
        if (state.Term.Prepaid is { } before)
        {
            var price = Pricing.Of(plan!, state.Renewal.BeforeUse(before.Promotions), decision.Policy.Identity.RoundTo);
            if (price.Price <= before.Price && !price.Price.IsZero)
                prepaid = new PrepaidPeriod(price.Price) { Payment = before.Payment, Promotions = price.Promotions };
            postings.Add(Account.Deferred, Account.Wallet, prepaid is null ? before.Price : before.Price - prepaid.Price);
        }

        decision.Raise(new FirstPlanChanged { Plan = plan!, Prepaid = prepaid, Postings = postings.ToList() });
    }
}
