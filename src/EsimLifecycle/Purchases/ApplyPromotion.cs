namespace EsimLifecycle;

/// <summary>Applies a promotion, which lowers the price of the next periods that are bought.</summary>
/// <remarks>
/// Refused with <see cref="RefusalCode.PromotionUnknown"/>, <see cref="RefusalCode.PromotionNotValid"/>, <see cref="RefusalCode.PromotionUsed"/>,
/// <see cref="RefusalCode.PromotionNotStackable"/>, <see cref="RefusalCode.RenewalWhileCancelling"/>.
/// </remarks>
/// <param name="Promotion">The promotion's code.</param>
public sealed record ApplyPromotion(string Promotion) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ApplyPromotion)
    {
        Roles = [Role.Customer, Role.Agent, Role.Carrier, Role.System],
        IsTriable = true,
        Offer = Offer,
    };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var terms = decision.Prepared.FindPromotion(Promotion);
        if (terms is null)
        {
            decision.Refuse(Refusals.PromotionUnknown(Promotion));
            return;
        }

        CheckWindow(ref decision, terms);
        foreach (var applied in decision.State.Renewal.Promotions)
        {
            if (applied.Terms.Code == Promotion)
                decision.Refuse(Refusals.PromotionUsed(Promotion));
            else if (applied.PeriodsLeft > 0 && !(applied.Terms.Stackable && terms.Stackable))
                decision.Refuse(Refusals.PromotionNotStackable(Promotion, applied.Terms.Code));
        }

        if (!decision.HasRefusals)
            decision.Raise(new PromotionApplied { Promotion = terms });
    }

    internal override Facts ListFacts() => new(("promotion", Promotion));

    private static void Offer(ref CommandOffer offer)
    {
        foreach (var promotion in offer.Policy.Promotions)
        {
            var answer = offer.Ask(new ApplyPromotion(promotion.Code));
            if (offer.Lists && offer.Role != Role.Customer)
                offer.List(new CommandChoice(answer));
        }

        offer.AddNone(new ApplyPromotion(""), "promotion");
    }

    internal override void Visit(ref PropertyVisitor visitor) => visitor.Add(Promotion);

    private static void CheckWindow(ref DecisionBuilder decision, PromotionTerms terms)
    {
        var today = decision.Prepared.DateOf(decision.At);
        if ((terms.ValidFrom is not { } from || today >= from) && (terms.ValidUntil is not { } until || today < until))
            return;
        decision.Refuse(Refusals.PromotionNotValid(terms.Code, terms.ValidFrom is { } start && today < start ? decision.Prepared.StartOf(start) : null));
    }
}

/// <summary>A promotion was applied.</summary>
public sealed record PromotionApplied : LifecycleEvent
{
    /// <summary>Gets the terms of the promotion.</summary>
    public required PromotionTerms Promotion { get; init; }

    internal override Facts ListFacts() => new(("promotion", Promotion));

    internal override void Apply(Subscription draft) =>
        draft.Renewal = draft.Renewal with { Promotions = draft.Renewal.Promotions.Add(new AppliedPromotion(Promotion, Promotion.Periods)) };
}
