namespace EsimLifecycle;

internal static class BalanceRules
{
    /// <summary>Refuses a transfer that the policy does not offer, or that lacks a target or the consent.</summary>
    public static void Check(ref DecisionBuilder decision, BalanceChoice? choice)
    {
        if (choice is not { Disposition: BalanceDisposition.Transfer })
            return;
        if (!decision.Policy.Settlement.Transfers)
            decision.Refuse(Refusals.TransferNotOffered());
        if (choice.To == default || choice.To.Text == decision.State.Id.Text)
            decision.Refuse(Refusals.TransferTarget());
        if (choice.Consent == default)
            decision.Refuse(Refusals.TransferConsent(choice.To));
    }

    public static ValueList<RefundLeg> ToTransfer(ref DecisionBuilder decision, Predicate<RefundLeg> which, PersonalReference to)
    {
        var legs = default(ListBuilder<RefundLeg>);
        foreach (var leg in decision.State.Refunds)
        {
            if (which(leg))
                legs.Add(Transfers.Begin(ref decision, leg, to));
        }

        return legs.ToList();
    }
}
