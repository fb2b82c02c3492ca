namespace EsimLifecycle;

internal static class BalanceRules
{
    /// <summary>Refuses a choice that the policy does not offer, or that does not say where to.</summary>
    public static void Check(ref DecisionBuilder turn, BalanceChoice? choice)
    {
        if (choice is not { Disposition: BalanceDisposition.Transfer })
            return;
        if (!turn.Policy.Settlement.Transfers)
            turn.Refuse(Refusals.TransferNotOffered());
        if (choice.To == default || choice.To.Text == turn.State.Id.Text)
            turn.Refuse(Refusals.TransferTarget());
        if (choice.Consent == default)
            turn.Refuse(Refusals.TransferConsent(choice.To));
    }

    public static ValueList<RefundLeg> ToTransfer(ref DecisionBuilder turn, Predicate<RefundLeg> which)
    {
        var legs = default(ListBuilder<RefundLeg>);
        foreach (var leg in turn.State.Refunds)
        {
            if (which(leg))
                legs.Add(Transfers.Begin(ref turn, leg));
        }

        return legs.ToList();
    }
}
