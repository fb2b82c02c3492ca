namespace EsimLifecycle;

/// <summary>A refund that the host still has to pay; how much is what <see cref="Account.RefundPayable"/> holds.</summary>
/// <param name="DueBy">By when it is to be paid.</param>
/// <param name="IsOverdue">Whether that has passed.</param>
public sealed record RefundDue(Instant DueBy, bool IsOverdue = false)
{
    /// <summary>The refund that is due when another becomes due by <paramref name="dueBy"/>: the deadline that is still ahead stays.</summary>
    internal static RefundDue Join(RefundDue? earlier, Instant dueBy) => earlier is { IsOverdue: false } ? earlier : new RefundDue(dueBy);

    /// <summary>How much may be paid out now: what a settlement gives becomes due only when the subscription closes, because until then it can be undone.</summary>
    internal static Money AmountOf(Subscription state)
    {
        var amount = state.Balances[Account.RefundPayable];
        if (state.Status == SubscriptionStatus.Closed || state.Cancellation is not { } request)
            return amount;
        foreach (var posting in request.SettlementPostings)
        {
            if (posting.To == Account.RefundPayable)
                amount -= posting.Amount;
            else if (posting.From == Account.RefundPayable)
                amount += posting.Amount;
        }

        return amount;
    }
}
