namespace EsimLifecycle;

/// <summary>Prices, and how they are paid from the balance.</summary>
internal static class Pricing
{
    /// <summary>
    /// Returns the price of the next period: that of the plan named for it, or else of the plan agreed or announced for it, less the
    /// promotions that still apply; never below zero.
    /// </summary>
    public static PeriodPrice NextPeriod(ref DecisionBuilder decision, PlanTerms? named = null)
    {
        var state = decision.State;
        var plan = named ?? state.Contract!.NextPlan ?? TermsChangeRules.NextPlan(ref decision);
        return Of(plan, state.Renewal.Promotions, decision.Policy.Identity.RoundTo);
    }

    /// <summary>Returns the price of a period of a plan, less the promotions that still apply; never below zero.</summary>
    public static PeriodPrice Of(PlanTerms plan, ValueList<AppliedPromotion> promotions, Money? unit)
    {
        var price = plan.Price;
        ValueList<string> used = default;
        foreach (var promotion in promotions)
        {
            if (promotion.PeriodsLeft <= 0 || !promotion.Terms.AppliesTo(plan))
                continue;
            price -= Discount(promotion.Terms, plan.Price, price, unit);
            used = used.Add(promotion.Terms.Code);
        }

        return new PeriodPrice(plan, price, used);
    }

    /// <summary>Returns the balance that the customer can spend: free credit, and money beyond what they owe.</summary>
    public static Money Spendable(Subscription state) => state.Spendable;

    /// <summary>Pays from the balance, free credit first. Returns the part that free credit paid; null if it paid nothing.</summary>
    public static Money? Spend(Subscription state, Money amount, Account to, ref Postings postings) =>
        Spend(state.Balances[Account.Promotional], amount, to, ref postings);

    public static Money? Spend(Money promotionalBalance, Money amount, Account to, ref Postings postings)
    {
        var promotional = Money.Min(promotionalBalance, amount);
        postings.Add(Account.Promotional, to, promotional);
        postings.Add(Account.Wallet, to, amount - promotional);
        return promotional.IsZero ? null : promotional;
    }

    private static Money Discount(PromotionTerms promotion, Money fullPrice, Money left, Money? unit)
    {
        var discount = promotion.Amount ?? fullPrice.Share(promotion.Percent, 100, MoneyRounding.HalfUp, unit);
        return Money.Min(discount, left);
    }
}

/// <summary>The price of the next period, with its plan and the promotions that were applied.</summary>
internal readonly record struct PeriodPrice(PlanTerms Plan, Money Price, ValueList<string> Promotions);
