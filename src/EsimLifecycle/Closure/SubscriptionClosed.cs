namespace EsimLifecycle;

/// <summary>A subscription is over, for good.</summary>
public sealed record SubscriptionClosed : LifecycleEvent
{
    /// <summary>Why.</summary>
    public required ClosedReason Reason { get; init; }

    /// <summary>What brought it there.</summary>
    public required SubscriptionTrigger Trigger { get; init; }

    /// <summary>What has to be paid back to the customer, by the payments it goes back to, newest first; empty where there is nothing.</summary>
    public ValueList<RefundLeg> Refunds { get; init; }

    /// <summary>Where the balance goes instead, where that was chosen.</summary>
    public BalanceChoice? Balance { get; init; }

    internal override SubscriptionTrigger? Along => Trigger;

    internal override void Apply(Subscription draft)
    {
        draft.Status = SubscriptionStatus.Closed;
        draft.Closure = new Closure(Reason, At);
        draft.Suspension = null;
        draft.Term = draft.Term with { Periods = default, Unearned = default, Prepaid = null, GraceEndsAt = null, ChargeAt = null, RemindAt = null };
        draft.Renewal = draft.Renewal.VoidCharges() with { AutoRenewal = null, Provisioning = null };
        draft.Usage = draft.Usage with { Packs = default, DisuseAt = null };
        if (draft.Cancellation is { } request)
            draft.Cancellation = request with { DueBy = null, Missing = default };
        draft.Refunds = RefundRules.Merge(draft.Refunds, Refunds);
    }

    internal override void Instruct(ref Outbox outbox)
    {
        outbox.CancelMessages();
        foreach (var leg in Refunds)
        {
            if (leg.Status == RefundStatus.Due)
                outbox.PayRefund(leg);
        }

        outbox.TransferBalance(Refunds, Balance);
        outbox.Tell(MessageTemplate.Closed);
    }
}

/// <summary>The one way in which a subscription ends.</summary>
internal static class Closing
{
    /// <summary>Unbinds what is still bound, settles what is not settled, and closes.</summary>
    public static void Close(ref Turn turn, ClosedReason reason, SubscriptionTrigger trigger)
    {
        foreach (var binding in turn.State.Devices)
            Bindings.Unbind(ref turn, binding, UnbindingProof.Closure);
        if (turn.State.Cancellation is not { SettledAt: not null })
            Settling.Settle(ref turn, reason);

        // What has come to be owed only since the settlement is taken from what it left.
        var undecided = RefundRules.Undecided(turn.State);
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
