namespace EsimLifecycle;

/// <summary>
/// What was to be paid back while as many refunds were unpaid as are remembered (<see cref="RefundLeg.Remembered"/>) became a refund leg, because one of
/// them is over.
/// </summary>
public sealed record RefundsGathered : LifecycleEvent
{
    /// <summary>Gets the refund leg, without a payment; null if the customer owed all of it.</summary>
    public RefundLeg? Leg { get; init; }

    internal override Facts ListFacts() => new(("refund", Leg), ("owed", Moved));

    internal override void Apply(Subscription draft)
    {
        if (Leg is not null)
            RefundRules.Put(draft, Leg);
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (Leg is not null)
            outbox.PayRefund(Leg);
    }
}

/// <summary>What is to be paid back while there is no room for a leg of it waits as payable.</summary>
internal static class RefundGathering
{
    /// <summary>Makes a leg of what waits, once there is room for one, without what is owed.</summary>
    public static void Continue(ref DecisionBuilder decision)
    {
        // What a settlement leaves is decided by the closing.
        var state = decision.State;
        if (state.Refunds.Count == 0 || (state.Cancellation is { SettledAt: not null } && state.Status != SubscriptionStatus.Closed)
            || state.UndecidedRefund is not { IsPositive: true } waiting || RefundRules.Room(state) <= 0)
        {
            return;
        }

        var owed = Money.Min(waiting, state.Dues);
        var postings = new Postings();
        postings.Add(Account.RefundPayable, Account.Receivable, owed);
        decision.Raise(new RefundsGathered
        {
            Leg = owed == waiting ? null : RefundRules.SendBack(ref decision, payment: default, method: null, waiting - owed),
            Postings = postings.ToList(),
        });
    }
}
