namespace EsimLifecycle;

/// <summary>Closes subscriptions, whatever the reason.</summary>
internal static class ClosureRules
{
    /// <summary>Unbinds the remaining devices, settles the account unless it is settled, and closes the subscription.</summary>
    public static void Close(ref DecisionBuilder decision, ClosedReason reason, SubscriptionTrigger trigger)
    {
        foreach (var binding in decision.State.Devices)
            Bindings.Unbind(ref decision, binding, UnbindingProof.Closure);

        // Who asks to cancel first does not escape what fraud forfeits.
        if (decision.State.Cancellation is not { SettledAt: not null } || reason == ClosedReason.Fraud)
            SettlementCalculator.Settle(ref decision, reason);

        // What has come to be owed only since the settlement is taken from what it left.
        var undecided = decision.State.UndecidedRefund;
        var dues = Money.Min(undecided, decision.State.Dues);
        var net = undecided - dues;
        var postings = new Postings();
        postings.Add(Account.RefundPayable, Account.Receivable, dues);
        var holder = decision.State.HolderIfClosed(reason);
        var serviceEndedAt = decision.State.Cancellation is { } request ? Instant.Min(request.ServiceEndsAt, decision.At) : decision.At;
        var rules = decision.Policy.Closure;
        Instant? retainedUntil = rules.RetentionDays is { } days ? decision.Prepared.EndOfDayAfter(decision.At, days) : null;
        decision.Raise(new SubscriptionClosed
        {
            Reason = reason,
            Trigger = trigger,
            Refunds = net.IsPositive ? RefundRules.Claim(ref decision, net, reason) : default,
            ServiceEndedAt = serviceEndedAt,
            LateChargesUntil = LateChargeRules.WindowEnd(ref decision, serviceEndedAt),
            CardReturn = decision.Policy.Closure.CardReturn is { } terms ? new CardReturnOffer(terms.Credit, decision.Prepared.EndOfDayAfter(decision.At, terms.Days)) : null,
            Number = NumberRules.Begin(ref decision, reason),
            RetainedUntil = retainedUntil,
            ErasedBy = retainedUntil is { } end ? decision.Prepared.StartOf(decision.Prepared.DateOf(end).PlusDays(rules.MaxErasureDelayDays)) : null,
            Balance = net.IsPositive ? decision.State.Cancellation?.Balance : null,
            Postings = postings.ToList(),
        });
        if (holder is { } held && RefundRules.Any(decision.State, RefundRules.CanBeHeld))
            RefundRules.Hold(ref decision, held);
    }
}
