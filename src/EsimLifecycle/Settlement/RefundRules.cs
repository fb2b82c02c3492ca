namespace EsimLifecycle;

/// <summary>The rules that apply to every refund leg.</summary>
internal static class RefundRules
{
    /// <summary>What is to be paid of legs, all in one currency, and when the last of it; null if nothing is.</summary>
    public static (Money? Amount, Instant? DueBy) ToPay(ValueList<RefundLeg> legs)
    {
        Money? amount = null;
        Instant? dueBy = null;
        foreach (var leg in legs)
        {
            if (leg.Status != RefundStatus.Due)
                continue;
            amount = amount + leg.Outstanding ?? leg.Outstanding;
            dueBy = dueBy > leg.DueBy ? dueBy : leg.DueBy ?? dueBy;
        }

        return (amount, dueBy);
    }

    /// <summary>Moves a leg one step along the refund chart.</summary>
    public static RefundLeg Move(this RefundLeg leg, RefundTrigger trigger, RefundStatus to) => RefundChart.Instance.Allows(leg.Status, trigger, to)
        ? leg with { Status = to, Attempt = to == RefundStatus.Due ? leg.Attempt + 1 : leg.Attempt }
        : throw new InvalidOperationException($"{trigger} led a refund from {leg.Status} to {to}, which the chart does not declare.");

    /// <summary>
    /// Creates a refund leg for a payment that is sent back in full or in part: due or, while a hold is in effect on the claim, held as all of
    /// it. Null if there is no room for it: then it waits (<see cref="RefundGathering"/>).
    /// </summary>
    public static RefundLeg? SendBack(ref DecisionBuilder decision, Reference payment, PaymentMethod? method, Money amount, int n = 1)
    {
        if (Room(decision.State) < n)
            return null;
        return IsOnHold(decision.State)
            ? Create(ref decision, payment, method, amount, n, RefundStatus.Held, HeldUntil(ref decision))
            : Create(ref decision, payment, method, amount, n, RefundStatus.Due, DueBy(ref decision));
    }

    private static RefundLeg Create(
        ref DecisionBuilder decision, Reference payment, PaymentMethod? method, Money amount, int n, RefundStatus status, Instant dueBy, ValueList<LegTransfer> transfers = default) =>
        new(decision.NewKey("refund", n), amount, status)
        {
            Payment = payment,
            Method = method,
            DueBy = dueBy,
            Transfers = transfers,
        };

    /// <summary>Creates the refund legs of a closing subscription: each payment is refunded its remainder, newest first, and one leg takes what is left.</summary>
    public static ValueList<RefundLeg> Claim(ref DecisionBuilder decision, Money net, ClosedReason reason)
    {
        var state = decision.State;
        var room = Room(state);
        var legs = default(ListBuilder<RefundLeg>);
        for (var i = state.Payments.Count - 1; i >= 0 && net.IsPositive && legs.Count < room - 1; i--)
        {
            var payment = state.Payments[i];
            var amount = Money.Min(net, Refundable(state, payment));
            if (!amount.IsPositive)
                continue;
            legs.Add(Begin(ref decision, legs.Count + 1, amount, reason, payment));
            net -= amount;
        }

        if (net.IsPositive && room > 0)
            legs.Add(Begin(ref decision, legs.Count + 1, net, reason));
        return legs.ToList();
    }

    /// <summary>Returns the number of further legs that there is room for: one that is over makes room.</summary>
    public static int Room(Subscription state)
    {
        var room = RefundLeg.Remembered;
        foreach (var leg in state.Refunds)
        {
            if (!leg.IsOver)
                room--;
        }

        return room;
    }

    public static Instant DueBy(ref DecisionBuilder decision) => decision.Prepared.EndOfDayAfter(decision.At, decision.Policy.Settlement.RefundDueDays);

    /// <summary>Puts changed legs in the places of those in a draft, and new ones at the end; of too many, the oldest that are over are forgotten.</summary>
    public static void Put(Subscription draft, ValueList<RefundLeg> changed)
    {
        draft.Refunds = Merge(draft.Refunds, changed);
        Forget(draft);
    }

    public static void Put(Subscription draft, RefundLeg leg)
    {
        draft.Refunds = draft.Refunds.Put(leg, leg.Key, static (known, key) => known.Key == key);
        Forget(draft);
    }

    private static ValueList<RefundLeg> Merge(ValueList<RefundLeg> legs, ValueList<RefundLeg> changed)
    {
        if (legs.Count == 0 || changed.Count == 0)
            return legs.Count == 0 ? changed : legs;
        if (changed.Count == 1)
            return legs.Put(changed[0], changed[0].Key, static (known, key) => known.Key == key);

        // Those that change stand in the order of the list, as a rule: each is looked for behind the one before.
        var all = new List<RefundLeg>(legs);
        var place = 0;
        foreach (var leg in changed)
        {
            var index = all.FindIndex(place, known => known.Key == leg.Key);
            if (index < 0)
                index = all.FindIndex(0, place, known => known.Key == leg.Key);
            if (index < 0)
                all.Add(leg);
            else
                (all[index], place) = (leg, index);
        }

        return ValueList.Create(all);
    }

    private static void Forget(Subscription draft)
    {
        var tooMany = draft.Refunds.Count - RefundLeg.Remembered;
        if (tooMany <= 0)
            return;
        var kept = default(ListBuilder<RefundLeg>);
        foreach (var leg in draft.Refunds)
        {
            if (tooMany > 0 && leg.IsOver)
            {
                tooMany--;
                Return(draft, leg.Payment, GoneBack(leg));
            }
            else
            {
                kept.Add(leg);
            }
        }

        draft.Refunds = kept.ToList();
    }

    private static void Return(Subscription draft, Reference reference, Money returned)
    {
        var index = draft.Payments.IndexOf(reference, static (payment, reference) => payment.Reference == reference);
        if (index >= 0 && draft.Payments[index] is var payment)
            draft.Payments = draft.Payments.SetItem(index, payment with { Returned = payment.Returned + returned ?? returned });
    }

    /// <summary>Returns the leg with a key; null if there is none, or it is no longer remembered.</summary>
    public static RefundLeg? Find(ValueList<RefundLeg> legs, Reference key) => legs.Find(key, static (leg, key) => leg.Key == key);

    /// <summary>Handles a deadline that has passed, for all legs that share it.</summary>
    public static void Pass(ref DecisionBuilder decision, Deadline deadline)
    {
        var (due, kind) = (deadline.Due, deadline.Kind);
        Predicate<RefundLeg> hasPassed = leg => leg.Deadline == kind && leg.NextDueBy == due;
        switch (kind)
        {
            case DeadlineKind.RefundRetry:
                decision.Raise(new RefundRetryDue { Legs = Change(decision.State, leg => leg.RetryAt == due, leg => leg.Move(RefundTrigger.Retry, RefundStatus.Due) with { RetryAt = null }) });
                break;
            case DeadlineKind.Transfer:
                Transfers.Fail(ref decision, hasPassed);
                break;
            default:
                decision.Raise(new RefundOverdue { Legs = Overdue(ref decision, hasPassed) });
                break;
        }
    }

    /// <summary>Determines whether a leg can still be held: a payout or a transfer that is under way counts if it arrives nevertheless.</summary>
    public static bool CanBeHeld(RefundLeg leg) => !leg.IsOver && leg.Status != RefundStatus.Held;

    /// <summary>Determines whether a hold is in effect on the line or its claim, so that what becomes payable is held as well.</summary>
    public static bool IsOnHold(Subscription state) => state.Suspension?.Holder.IsHold() == true || Any(state, IsHeld);

    public static bool IsHeld(RefundLeg leg) => leg.Status == RefundStatus.Held;

    public static bool Any(Subscription state, Predicate<RefundLeg> which)
    {
        foreach (var leg in state.Refunds)
        {
            if (which(leg))
                return true;
        }

        return false;
    }

    /// <summary>Holds what is still unpaid of refunds and, of a closed subscription, the number while it rests.</summary>
    public static void Hold(ref DecisionBuilder decision, SuspensionHolder holder, PersonalReference reason = default)
    {
        var dueBy = HeldUntil(ref decision);
        decision.Raise(new RefundHeld { Holder = holder, Reason = reason, Legs = Change(decision.State, CanBeHeld, leg => Hold(leg, dueBy) with { WasDue = true }) });
    }

    /// <summary>
    /// Returns the legs of which people are told that they are overdue. Of a refund that is not paid they are told again; one that is held
    /// waits for them.
    /// </summary>
    private static ValueList<RefundLeg> Overdue(ref DecisionBuilder decision, Predicate<RefundLeg> which)
    {
        var rules = decision.Policy.Settlement;
        var again = decision.Prepared.StartOf(decision.Prepared.DateOf(decision.At).PlusDays(rules.RefundDueDays));
        return Change(decision.State, which, leg => leg with
        {
            OverdueNotices = leg.OverdueNotices + 1,
            OverdueNoticeAt = leg.Status != RefundStatus.Held && leg.OverdueNotices + 1 < rules.OverdueNotices ? again : null,
        });
    }

    public static RefundLeg Hold(RefundLeg leg, Instant dueBy) =>
        leg.Move(RefundTrigger.Hold, RefundStatus.Held).DueAnew(dueBy) with { RetryAt = null };

    public static Instant HeldUntil(ref DecisionBuilder decision) =>
        decision.Prepared.EndOfDayAfter(decision.At, decision.Policy.Settlement.MaxHoldDays);

    public static void Release(ref DecisionBuilder decision, Predicate<RefundLeg> which)
    {
        // What was under way when it was held, and still is, is waited for as it was before.
        var (state, dueBy) = (decision.State, DueBy(ref decision));
        decision.Raise(new RefundReleased
        {
            Legs = Change(
                state, which, leg => leg.Move(RefundTrigger.Release, state.UnderWay(leg.Key).IsPositive ? RefundStatus.Submitted : RefundStatus.Due).DueAnew(dueBy)),
            ReleasesNumber = state.Closure?.Number is { HeldBy: not null },
        });
    }

    /// <summary>Returns the legs that match a predicate, each with a change applied.</summary>
    public static ValueList<RefundLeg> Change(Subscription state, Predicate<RefundLeg> which, Func<RefundLeg, RefundLeg> change)
    {
        var changed = default(ListBuilder<RefundLeg>);
        foreach (var leg in state.Refunds)
        {
            if (which(leg))
                changed.Add(change(leg));
        }

        return changed.ToList();
    }

    /// <summary>Ends legs without a payout and posts their money to an account of the ledger.</summary>
    public static ValueList<RefundLeg> End(Subscription state, Predicate<RefundLeg> which, RefundTrigger trigger, RefundStatus to, Account account, ref Postings postings)
    {
        var ended = default(ListBuilder<RefundLeg>);
        foreach (var leg in state.Refunds)
        {
            if (!which(leg))
                continue;
            postings.Add(Account.RefundPayable, account, leg.Outstanding);
            ended.Add(leg.Move(trigger, to) with { DueBy = null, RetryAt = null });
        }

        return ended.ToList();
    }

    /// <summary>Takes a part from a leg that the customer's bank took back, or that is set off; the leg ends where that is all of it.</summary>
    public static RefundLeg Reduce(RefundLeg leg, Money part, bool isChargedBack)
    {
        var isAll = part == leg.Outstanding;
        leg = isChargedBack ? leg with { ChargedBack = leg.ChargedBack + part ?? part } : leg with { SetOff = leg.SetOff + part ?? part };
        if (isAll)
            return leg.Move(RefundTrigger.SetOff, RefundStatus.SetOff) with { DueBy = null, RetryAt = null };
        return leg is { Status: RefundStatus.TransferDue, Transfers: [.., var latest] }
            ? leg with { Transfers = leg.Transfers.SetItem(leg.Transfers.Count - 1, latest with { Amount = latest.Amount - part }) }
            : leg;
    }

    /// <summary>Sets what the customer owes off against what is still to be paid to them, and not already under way.</summary>
    public static void SetOffDues(ref DecisionBuilder decision)
    {
        var state = decision.State;
        var dues = state.DuesBeforeEnd;
        if (!dues.IsPositive)
            return;
        var postings = new Postings();
        var legs = default(ListBuilder<RefundLeg>);
        foreach (var leg in state.Refunds)
        {
            if (leg.IsOver || Money.Min(dues, leg.Outstanding - state.UnderWay(leg.Key)) is not { IsPositive: true } part)
                continue;
            postings.Add(Account.RefundPayable, Account.Receivable, part);
            legs.Add(Reduce(leg, part, isChargedBack: false));
            dues -= part;
        }

        if (legs.Count > 0)
            decision.Raise(new RefundsSetOff { Legs = WithTheirTransfers(state, legs.ToList()), Postings = postings.ToList() });
    }

    /// <summary>Returns changed legs with the other legs that are to be moved by the same transfer, which is told anew as a whole.</summary>
    public static ValueList<RefundLeg> WithTheirTransfers(Subscription state, ValueList<RefundLeg> changed)
    {
        var all = changed;
        foreach (var leg in state.Refunds)
        {
            if (leg.Status != RefundStatus.TransferDue || changed.IndexOf(leg.Key, static (each, key) => each.Key == key) >= 0)
                continue;
            if (changed.IndexOf(leg.Transfer, static (each, transfer) => each.Transfer == transfer) >= 0)
                all = all.Add(leg);
        }

        return all;
    }

    /// <summary>Returns the refundable part of a payment: its amount less chargebacks, goodwill, and the claims of other legs.</summary>
    public static Money Refundable(Subscription state, PaymentReceipt payment)
    {
        // What the ledger could not take went back whole, and what was paid from the balance came by other payments.
        var zero = Money.Zero(state.Balances.Currency);
        if (!state.CanBook(payment.Amount) || payment.Method == PaymentMethod.Balance)
            return zero;
        var left = payment.Amount - (payment.ChargedBack ?? zero) - (payment.Refunded ?? zero) - (payment.Returned ?? zero);
        foreach (var leg in state.Refunds)
        {
            if (leg.Payment == payment.Reference)
                left -= GoneBack(leg);
        }

        return left;
    }

    private static Money GoneBack(RefundLeg leg) => leg.ChargedBack is { } chargedBack ? leg.Amount - chargedBack : leg.Amount;

    /// <summary>Creates a leg of the claim of a subscription that closes, or has closed, for a reason.</summary>
    public static RefundLeg Begin(ref DecisionBuilder decision, int n, Money amount, ClosedReason reason, PaymentReceipt? payment = null)
    {
        var (reference, method) = (payment?.Reference ?? default, payment?.Method);
        if (decision.State.HolderIfClosed(reason) is not null || IsOnHold(decision.State))
            return Create(ref decision, reference, method, amount, n, RefundStatus.Held, HeldUntil(ref decision));

        return reason is ClosedReason.CustomerCancelled or ClosedReason.WithdrawnInCoolingOff
            && decision.State.Cancellation is { Balance: { Disposition: BalanceDisposition.Transfer } choice }
            ? Create(ref decision, reference, method, amount, n, RefundStatus.TransferDue, Transfers.DueBy(ref decision), [Transfers.Part(ref decision, amount, choice.To)])
            : Create(ref decision, reference, method, amount, n, RefundStatus.Due, DueBy(ref decision));
    }
}
