namespace EsimLifecycle;

/// <summary>Offers what is paid for.</summary>
internal static class PaidOffer
{
    /// <summary>
    /// Asks about a purchase by a method that is charged, of which the first stands for all, and from the balance; lists it with the methods by which it
    /// is possible.
    /// </summary>
    public static void AddPaid<T>(
        ref this CommandOffer offer, T purchase, Func<T, PaymentMethod, T> by, Money price, PlanTerms? plan = null, PackTerms? pack = null)
        where T : LifecycleCommand
    {
        var accepted = offer.Policy.Renewal.Methods;
        var (charged, fromBalance) = (default(CandidateAnswer), default(CandidateAnswer));
        Money? amount = null;
        foreach (var method in accepted)
        {
            if (method == PaymentMethod.Balance)
            {
                fromBalance = offer.Ask(by(purchase, method));
            }
            else if (charged.Candidate is null)
            {
                charged = offer.Ask(by(purchase, method));
                amount = AmountCharged(offer.Asked);
            }
        }

        var answer = charged.Or(fromBalance);
        if (answer.Candidate is null)
            answer = offer.Ask(by(purchase, default));
        if (!offer.Lists)
            return;
        offer.List(new CommandChoice(answer)
        {
            Plan = plan,
            Pack = pack,
            Price = price,
            Charged = amount,
            Methods = Possible(accepted, charged.IsPossible, fromBalance.IsPossible),
        });
    }

    private static Money? AmountCharged(in DecisionBuilder asked)
    {
        for (var i = 0; i < asked.EventCount; i++)
        {
            if (asked.EventAt(i) is ChargeRequested { Charge.Amount: var amount })
                return amount;
        }

        return null;
    }

    private static ValueList<PaymentMethod> Possible(ValueList<PaymentMethod> accepted, bool isCharged, bool isFromBalance)
    {
        if (isCharged == isFromBalance)
            return isCharged ? accepted : default;
        var possible = default(ListBuilder<PaymentMethod>);
        foreach (var method in accepted)
        {
            if (method == PaymentMethod.Balance ? isFromBalance : isCharged)
                possible.Add(method);
        }

        return possible.ToList();
    }
}
