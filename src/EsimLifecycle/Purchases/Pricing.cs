namespace EsimLifecycle;

/// <summary>Works out prices and pays them from the balance.</summary>
internal static class Pricing
{
    /// <summary>
    /// The price of the next period: of the plan named for it or else agreed or announced for it, less the promotions that still count, never below zero.
    /// </summary>
    public static PeriodPrice NextPeriod(ref DecisionBuilder decision, PlanTerms? named = null)
    {
        var state = decision.State;
        var plan = named ?? state.Contract!.NextPlan ?? TermsChangeRules.NextPlan(ref decision);
        var price = plan.Price;
        ValueList<string> used = default;
        foreach (var promotion in state.Renewal.Promotions)
        {
            if (promotion.PeriodsLeft <= 0)
                continue;
            price -= Discount(promotion.Terms, plan.Price, price);
            used = used.Add(promotion.Terms.Code);
        }

        return new PeriodPrice(plan, price, used);
    }

    /// <summary>Free credit and money that the customer can spend.</summary>
    public static Money Spendable(Subscription state) => state.Balances[Account.Promotional] + state.Balances[Account.Wallet];

    /// <summary>Pays from the balance, free credit first. Returns the part that free credit paid, or null for none.</summary>
    public static Money? Spend(Subscription state, Money amount, Account to, ref Postings postings) =>
        Spend(state.Balances[Account.Promotional], amount, to, ref postings);

    public static Money? Spend(Money promotionalBalance, Money amount, Account to, ref Postings postings)
    {
        var promotional = Money.Min(promotionalBalance, amount);
        postings.Add(Account.Promotional, to, promotional);
        postings.Add(Account.Wallet, to, amount - promotional);
        return promotional.IsZero ? null : promotional;
    }

    private static Money Discount(PromotionTerms promotion, Money fullPrice, Money left)
    {
        var discount = promotion.Amount ?? fullPrice.MultiplyByFraction(promotion.Percent, 100, MoneyRounding.HalfUp);
        return Money.Min(discount, left);
    }
}

/// <summary>What the next period costs, with the promotions that count.</summary>
internal readonly record struct PeriodPrice(PlanTerms Plan, Money Price, ValueList<string> Promotions);
