namespace EsimLifecycle;

/// <summary>The one way in which a subscription ends.</summary>
internal static class ClosureRules
{
    /// <summary>Unbinds what is still bound, settles what is not settled, and closes.</summary>
    public static void Close(ref DecisionBuilder turn, ClosedReason reason, SubscriptionTrigger trigger)
    {
        foreach (var binding in turn.State.Devices)
            Bindings.Unbind(ref turn, binding, UnbindingProof.Closure);
        if (turn.State.Cancellation is not { SettledAt: not null })
            SettlementCalculator.Settle(ref turn, reason);

        // What has come to be owed only since the settlement is taken from what it left.
        var undecided = turn.State.UndecidedRefund;
        var dues = Money.Min(undecided, Money.Max(-turn.State.Balances[Account.Receivable], Money.Zero(undecided.Currency)));
        var net = undecided - dues;
        var postings = new Postings();
        postings.Add(Account.RefundPayable, Account.Receivable, dues);
        turn.Raise(new SubscriptionClosed
        {
            Reason = reason,
            Trigger = trigger,
            Refunds = net.IsPositive ? RefundRules.Claim(ref turn, net, reason) : default,
            Balance = net.IsPositive ? turn.State.Cancellation?.Balance : null,
            Postings = postings.ToList(),
        });
    }
}
