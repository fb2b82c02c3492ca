namespace EsimLifecycle;

/// <summary>
/// The one path of every purchase: once it is priced and paid (by a charge, from the balance, or because it is free) it is reserved, and
/// then either confirmed and applied, or released. If the policy requires no confirmation, it is applied in the same decision.
/// </summary>
internal static class PurchasePipeline
{
    /// <summary>
    /// Buys with a payment, and from the balance what it does not cover; without a payment, from the balance alone. Together they cover the
    /// price, which may be zero.
    /// </summary>
    public static void Pay(ref DecisionBuilder decision, in Purchase purchase, IncomingPayment? payment, PaymentUse use)
    {
        Money? part = null;
        if (payment is { } incoming)
        {
            part = Money.Min(incoming.Receipt.Amount, purchase.Price);
            RecordPart(ref decision, incoming, part.Value, use);
        }

        PayFromBalance(ref decision, purchase, part);
    }

    /// <summary>Buys from a balance that covers the price, or what of it was not paid already.</summary>
    /// <param name="decision">The decision so far.</param>
    /// <param name="purchase">The purchase.</param>
    /// <param name="paid">The part of its price that a payment, recorded already, has paid; null without a payment.</param>
    public static void PayFromBalance(ref DecisionBuilder decision, in Purchase purchase, Money? paid = null)
    {
        var postings = new Postings();
        if (Pricing.Spend(decision.State, purchase.Price - paid ?? purchase.Price, PaidTo(ref decision), ref postings) is { } free)
            Take(ref decision, purchase.PaidBy(free), postings.ToList(), paid);
        else
            Take(ref decision, purchase, postings.ToList(), paid);
    }

    /// <summary>Records a payment of which a part pays for a purchase; the rest goes to the wallet.</summary>
    public static void RecordPart(ref DecisionBuilder decision, IncomingPayment payment, Money part, PaymentUse use)
    {
        var postings = new Postings();
        postings.Add(Account.Customer, PaidTo(ref decision), part);
        postings.Add(Account.Customer, Account.Wallet, payment.Receipt.Amount - part);
        decision.Raise(PaymentRules.Recorded(payment.Receipt, use, payment.OccurredAt, payment.Charge, postings.ToList()));
    }

    /// <summary>
    /// Returns the account that receives the money for a purchase: deferred until it is earned or, if the policy requires confirmation,
    /// held until it is confirmed.
    /// </summary>
    public static Account PaidTo(ref DecisionBuilder decision) => Reserves(ref decision) ? Account.Held : Account.Deferred;

    // While a cancellation is open the same service goes on to its end: there is nothing to confirm, and nothing is reserved.
    private static bool Reserves(ref DecisionBuilder decision) =>
        decision.Policy.Renewal.ConfirmsProvisioning && !decision.State.Status.IsPendingCancel();

    /// <summary>Reserves a purchase that has been paid, or applies it at once if the policy requires no confirmation.</summary>
    /// <remarks>
    /// The postings pay for the purchase from the subscription's own accounts; the rest was paid by a payment that is already recorded.
    /// </remarks>
    public static void Take(ref DecisionBuilder decision, in Purchase purchase, ValueList<Posting> postings, Money? paid = null)
    {
        if (Reserves(ref decision))
            Reserve(ref decision, purchase, postings, paid);
        else
            Apply(ref decision, purchase, purchase.Settles.Count == 0 ? postings : [.. purchase.Settles, .. postings]);
    }

    private static void Reserve(ref DecisionBuilder decision, in Purchase purchase, ValueList<Posting> postings, Money? paid) => decision.Raise(new PurchaseReserved
    {
        Purchase = purchase with
        {
            Key = decision.NewKey("provisioning"),
            Held = paid is { IsZero: false } amount ? [new Posting(Account.Customer, Account.Held, amount), .. postings] : postings,
            Attempt = 1,
            ConfirmBy = ConfirmBy(ref decision),
        },
        Postings = postings,
    });

    /// <summary>Confirms a reserved purchase and applies it.</summary>
    public static void Confirm(ref DecisionBuilder decision, in Purchase purchase)
    {
        var postings = new Postings();
        postings.Add(Account.Held, Account.Deferred, purchase.SetAside);
        foreach (var posting in purchase.Settles)
            postings.Add(posting.From, posting.To, posting.Amount);
        Apply(ref decision, purchase, postings.ToList());
    }

    /// <summary>
    /// Handles a provisioning attempt that failed or was not confirmed in time: retries it if there is time before the purchase ends, and
    /// releases the purchase otherwise.
    /// </summary>
    public static void Fail(ref DecisionBuilder decision, in Purchase purchase)
    {
        if (purchase.Attempt >= decision.Policy.Renewal.ProvisioningAttempts || decision.At >= purchase.EndOf(decision.State))
            Release(ref decision, purchase, isFailed: true);
        else
            decision.Raise(new ProvisioningRetried { Purchase = purchase.Key, Attempt = purchase.Attempt + 1, ConfirmBy = ConfirmBy(ref decision) });
    }

    /// <summary>Releases every reserved purchase, because the subscription is about to end.</summary>
    public static void ReleaseAll(ref DecisionBuilder decision)
    {
        while (decision.State.Renewal.Purchases.Reserved is [var purchase, ..])
            Release(ref decision, purchase, isFailed: false);
    }

    /// <summary>
    /// Releases a reserved purchase and returns its money to where it came from. Nothing else changed with the reservation, so nothing else
    /// is reversed.
    /// </summary>
    public static void Release(ref DecisionBuilder decision, in Purchase purchase, bool isFailed)
    {
        var state = decision.State;
        var postings = new Postings();
        var refund = Money.Zero(state.Balances.Currency);
        var owed = state.Dues;
        foreach (var held in purchase.Held)
        {
            if (held.From == Account.Customer)
                refund += held.Amount;
            else
                postings.Add(Account.Held, held.From, held.Amount);
        }

        // What was refunded out of goodwill, or the bank took back, has gone back already: the latter settles what is owed for that, and is
        // balance where that was paid again.
        var payment = PaymentRules.Find(state, purchase.Payment);
        if (payment?.Refunded is { } refunded)
        {
            var returned = Money.Min(refund, refunded);
            refund -= returned;
            postings.Add(Account.Held, Account.Concessions, returned);
        }

        if (payment is not null && refund - RefundRules.Refundable(state, payment) is { IsPositive: true } takenBack)
        {
            refund -= takenBack;
            var dues = Money.Min(takenBack, state.Dues);
            postings.Add(Account.Held, Account.Receivable, dues);
            postings.Add(Account.Held, Account.Wallet, takenBack - dues);
            owed -= dues;
        }

        var setOff = Money.Min(refund, owed);
        refund -= setOff;
        postings.Add(Account.Held, Account.Receivable, setOff);
        postings.Add(Account.Held, Account.RefundPayable, refund);

        // What ended, or would have, while it was waited for has at least the rescue days from now.
        var lapses = state.Status == SubscriptionStatus.Active && purchase.Follows && state.Term.Periods.Count == 0;
        var isLate = state.Status == SubscriptionStatus.Grace && purchase.IsTime && state.Term.GraceEndsAt <= decision.At;
        var graceEndsAt = lapses || isLate ? TermRules.GraceAfterRelease(ref decision, state.Term) : (Instant?)null;
        decision.Raise(new PurchaseReleased
        {
            Purchase = purchase.Key,
            IsFailed = isFailed,
            Status = lapses ? SubscriptionStatus.Grace : state.Status,
            GraceEndsAt = graceEndsAt,
            RemindAt = graceEndsAt is { } end ? Reminders.OfGrace(ref decision, end, state.Term) : null,
            ActivationDueBy = state.Status == SubscriptionStatus.Pending && state.Contract!.ActivationDueBy <= decision.At
                ? decision.Prepared.EndOfDayAfter(decision.At, decision.Policy.Cancellation.RescueDays)
                : null,
            Refund = refund.IsZero ? null : RefundRules.SendBack(ref decision, purchase.Payment, payment?.Method, refund),
            Postings = postings.ToList(),
        });
    }

    /// <summary>
    /// Returns the reserved purchases with their dates moved by the days for which a suspension stopped the term; empty if none is moved.
    /// </summary>
    public static ValueList<Purchase> IfResumed(ref DecisionBuilder decision)
    {
        var reserved = decision.State.Renewal.Purchases.Reserved;
        var days = reserved.Count == 0 ? 0 : TermRules.DaysStopped(ref decision, decision.At);
        if (days == 0)
            return default;
        for (var i = 0; i < reserved.Count; i++)
        {
            if (reserved[i].Period is not { } period)
                continue;

            // What follows is anchored where its time now ends.
            var plan = reserved[i].Plan ?? decision.State.Contract!.Plan;
            period = Periods.Move(ref decision, period, plan, days);
            reserved = reserved.SetItem(i, reserved[i] with
            {
                Period = period,
                Schedule = new BillingSchedule(period.End, plan.Length),
                NextIndex = 0,
                Commitment = CommitmentRules.Move(reserved[i].Commitment, days, decision.Prepared),
            });
        }

        return reserved;
    }

    private static Instant ConfirmBy(ref DecisionBuilder decision) => decision.At + Duration.FromDays(decision.Policy.Renewal.ProvisioningTimeoutDays);

    private static void Apply(ref DecisionBuilder decision, in Purchase purchase, ValueList<Posting> postings)
    {
        var status = decision.State.Status;
        if (status != SubscriptionStatus.Suspended && !status.IsPendingCancel())
            status = SubscriptionStatus.Active;
        switch (purchase.Kind)
        {
            case PurchaseKind.FirstPeriod:
                decision.Raise(new SubscriptionActivated
                {
                    Purchase = purchase.Key,
                    Schedule = purchase.Schedule!,
                    Period = purchase.Period!,
                    Commitment = purchase.Commitment,
                    Promotions = purchase.Promotions,
                    DisuseAt = Disuse.After(ref decision, decision.At),
                    Postings = postings,
                });
                break;
            case PurchaseKind.Renewal:
                decision.Raise(new SubscriptionRenewed
                {
                    Purchase = purchase.Key,
                    Status = status,
                    Period = purchase.Period!,
                    Schedule = purchase.Schedule,
                    NextIndex = purchase.NextIndex,
                    Plan = purchase.Plan,
                    Commitment = purchase.Commitment,
                    TakesTermsChange = purchase.TakesTermsChange,
                    Promotions = purchase.Promotions,
                    Charge = purchase.Charge,
                    Postings = postings,
                });
                break;
            case PurchaseKind.PlanChange:
                decision.Raise(new PlanChanged
                {
                    Purchase = purchase.Key,
                    Status = status,
                    Plan = purchase.Plan!,
                    Period = purchase.Period!,
                    Schedule = purchase.Schedule,
                    Credit = purchase.Credit!.Value,
                    PromotionsReturned = purchase.PromotionsReturned,
                    UsedBytes = purchase.UsedBytes,
                    Commitment = purchase.Commitment,
                    Charge = purchase.Charge,
                    Postings = postings,
                });
                break;
            case PurchaseKind.Time:
                // Time has no expiry of its own: it is served as it passes with the period it becomes, and its price is earned at once.
                decision.Raise(new PackBought { Purchase = purchase.Key, Pack = purchase.Pack! with { ExpiresAt = decision.At }, Postings = postings });
                if (purchase.Period is { } time)
                    Validity.Add(ref decision, time, status);
                break;
            default:
                decision.Raise(new PackBought { Purchase = purchase.Key, Pack = purchase.Pack!, Postings = postings });
                break;
        }
    }
}
