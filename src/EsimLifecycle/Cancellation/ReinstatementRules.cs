namespace EsimLifecycle;

/// <summary>The one rule by which a subscription is reinstated when its cancellation is withdrawn, is rejected or lapses.</summary>
internal static class ReinstatementRules
{
    public static void Lapse(ref DecisionBuilder decision, LapseReason reason) =>
        Raise(ref decision, new CancellationLapsed { Reinstatement = StaysFree(ref decision, Compute(ref decision, out var postings)), Reason = reason, Postings = postings });

    public static void Reject(ref DecisionBuilder decision, RejectionReason reason, PersonalReference note) =>
        Raise(ref decision, new CancellationRejected { Reinstatement = StaysFree(ref decision, Compute(ref decision, out var postings)), Reason = reason, Note = note, Postings = postings });

    /// <summary>Raises the event that ends a request without closing, and asks again for what the request had interrupted.</summary>
    public static void Raise(ref DecisionBuilder decision, LifecycleEvent ended)
    {
        var interrupted = decision.State.Cancellation!.Interrupted;
        decision.Raise(ended);
        foreach (var charge in interrupted)
            ChargeRules.AskAgain(ref decision, charge);
    }

    /// <summary>
    /// Computes the reinstatement: pending if the subscription was never activated, suspended if it was suspended, and otherwise active or
    /// in grace as its dates now say; never closed. Deadlines that passed while the request was open are extended to at least the policy's
    /// rescue days from now.
    /// </summary>
    /// <param name="decision">The decision so far.</param>
    /// <param name="postings">The postings that reverse a settlement, and that earn the periods that ended in the meantime.</param>
    public static Reinstatement Compute(ref DecisionBuilder decision, out ValueList<Posting> postings)
    {
        var state = decision.State;
        postings = Undo(state);
        bool isRescued;
        if (state.Contract!.ActivatedAt is null)
        {
            var dueBy = TermRules.Rescue(ref decision, state.Contract.ActivationDueBy!.Value, again: false, out isRescued);
            return new Reinstatement(SubscriptionStatus.Pending, ActivationDueBy: dueBy, IsRescued: isRescued);
        }

        if (state.Suspension is { } suspension)
        {
            isRescued = false;
            var endsBy = suspension.Until is not null ? suspension.EndsBy : TermRules.Rescue(ref decision, suspension.EndsBy, again: false, out isRescued);
            return new Reinstatement(SubscriptionStatus.Suspended, state.Term.GraceEndsAt, SuspensionEndsBy: endsBy, IsRescued: isRescued);
        }

        if (state.Term.PaidUntil > decision.At)
            return new Reinstatement(SubscriptionStatus.Active);
        var graceEndsAt = TermRules.Rescue(ref decision, TermRules.GraceByDates(ref decision, state.Term), again: false, out isRescued);
        return new Reinstatement(SubscriptionStatus.Grace, graceEndsAt, IsRescued: isRescued, RemindAt: Reminders.OfGrace(ref decision, graceEndsAt, state.Term));
    }

    /// <summary>Keeps the freedom with which a request was made in time: it can be asked again within the rescue days.</summary>
    private static Reinstatement StaysFree(ref DecisionBuilder decision, Reinstatement reinstatement) =>
        decision.State.Cancellation is { IsInCoolingOff: true } or { IsFree: true }
            ? reinstatement with { FreeUntil = decision.Prepared.EndOfDayAfter(decision.At, decision.Policy.Cancellation.RescueDays) }
            : reinstatement;

    /// <summary>Returns the postings that reverse a settlement, with what was written off since.</summary>
    public static ValueList<Posting> UndoSettlement(Subscription state)
    {
        var postings = new Postings();
        UndoSettlement(state, ref postings);
        return postings.ToList();
    }

    private static ValueList<Posting> Undo(Subscription state)
    {
        var postings = new Postings();
        UndoSettlement(state, ref postings);
        foreach (var period in state.Term.Unearned)
            postings.Add(Account.Deferred, Account.Earned, period.Price);
        return postings.ToList();
    }

    private static void UndoSettlement(Subscription state, ref Postings postings)
    {
        var receivable = -state.Dues;
        var givenUp = Money.Zero(receivable.Currency);
        foreach (var posting in state.Cancellation!.SettlementPostings)
        {
            if (posting.From == Account.WrittenOff)
            {
                givenUp += posting.Amount;
                continue;
            }

            postings.Add(posting.To, posting.From, posting.Amount);
            if (posting.From == Account.Receivable)
                receivable += posting.Amount;
            else if (posting.To == Account.Receivable)
                receivable -= posting.Amount;
        }

        // What is no longer owed need not have been given up, and is the customer's where it was paid.
        if (receivable.IsPositive)
        {
            givenUp = Money.Min(givenUp, receivable);
            postings.Add(Account.Receivable, Account.WrittenOff, givenUp);
            postings.Add(Account.Receivable, Account.Wallet, receivable - givenUp);
        }
    }
}
