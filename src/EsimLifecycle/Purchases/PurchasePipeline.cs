namespace EsimLifecycle;

/// <summary>
/// The one way in which anything is bought: once it is priced and paid (by a charge, from the balance, or because it costs nothing) it is reserved, and then
/// confirmed and applied, or released. Where the policy asks for no confirmation it is applied in the same decision.
/// </summary>
internal static class PurchasePipeline
{
    /// <summary>Buys from the balance, which covers it; also what costs nothing.</summary>
    public static void PayFromBalance(ref DecisionBuilder turn, in Purchase purchase)
    {
        var postings = new Postings();
        var promotional = Pricing.Spend(turn.State, purchase.Price, PaidTo(ref turn), ref postings);
        Take(ref turn, purchase.PaidBy(promotional), postings.ToList());
    }

    /// <summary>Records a payment of which a part pays for a purchase; the rest is balance.</summary>
    public static void RecordPart(ref DecisionBuilder turn, PaymentReceipt payment, Money part, PaymentUse use, Instant? occurredAt, Reference charge)
    {
        var postings = new Postings();
        postings.Add(Account.Customer, PaidTo(ref turn), part);
        postings.Add(Account.Customer, Account.Wallet, payment.Amount - part);
        turn.Raise(PaymentRules.Recorded(payment, use, occurredAt, charge, postings.ToList()));
    }

    /// <summary>Where the money for a purchase goes: it is deferred until it is served, or held until it is confirmed.</summary>
    public static Account PaidTo(ref DecisionBuilder turn) => turn.Policy.Renewal.ConfirmsProvisioning ? Account.Held : Account.Deferred;

    /// <summary>Reserves what is paid, or applies it at once.</summary>
    /// <remarks>The postings pay for it from the subscription's own accounts; the rest was paid by a payment that is recorded already.</remarks>
    public static void Take(ref DecisionBuilder turn, in Purchase purchase, ValueList<Posting> postings, Money? paid = null)
    {
        if (turn.Policy.Renewal.ConfirmsProvisioning)
        {
            turn.Raise(new PurchaseReserved
            {
                Purchase = purchase with
                {
                    Key = turn.NewKey("provisioning"),
                    Held = paid is { IsZero: false } amount ? [new Posting(Account.Customer, Account.Held, amount), .. postings] : postings,
                    Attempt = 1,
                    ConfirmBy = ConfirmBy(ref turn),
                },
                Postings = postings,
            });
        }
        else
        {
            Apply(ref turn, purchase, purchase.Settles.Count == 0 ? postings : [.. purchase.Settles, .. postings]);
        }
    }

    /// <summary>What is reserved is in effect.</summary>
    public static void Confirm(ref DecisionBuilder turn, in Purchase purchase)
    {
        var postings = new Postings();
        postings.Add(Account.Held, Account.Deferred, purchase.SetAside);
        foreach (var posting in purchase.Settles)
            postings.Add(posting.From, posting.To, posting.Amount);
        Apply(ref turn, purchase, postings.ToList());
    }

    /// <summary>A try to put it in effect failed, or nobody reported in time that it is: there is another one before its end, or it is released.</summary>
    public static void Fail(ref DecisionBuilder turn, in Purchase purchase)
    {
        if (purchase.Attempt >= turn.Policy.Renewal.ProvisioningAttempts || turn.At >= purchase.EndOf(turn.State))
            Release(ref turn, purchase, isFailed: true);
        else
            turn.Raise(new ProvisioningRetried { Purchase = purchase.Key, Attempt = purchase.Attempt + 1, ConfirmBy = ConfirmBy(ref turn) });
    }

    /// <summary>Releases everything that is reserved, because the subscription is to end.</summary>
    public static void ReleaseAll(ref DecisionBuilder turn)
    {
        while (turn.State.Renewal.Purchases.Reserved is [var purchase, ..])
            Release(ref turn, purchase, isFailed: false);
    }

    /// <summary>Gives the money of a reserved purchase back to where it came from. As nothing else had changed, nothing else is undone.</summary>
    public static void Release(ref DecisionBuilder turn, in Purchase purchase, bool isFailed)
    {
        var state = turn.State;
        var postings = new Postings();
        var refund = Money.Zero(state.Balances.Currency);
        foreach (var held in purchase.Held)
        {
            if (held.From == Account.Customer)
                refund += held.Amount;
            else
                postings.Add(Account.Held, held.From, held.Amount);
        }

        // What the bank took back has gone back already: it settles what is owed for that, and is balance where that was paid again.
        var payment = PaymentRules.Find(state, purchase.Payment);
        if (payment is not null && refund - RefundRules.Refundable(state, payment) is { IsPositive: true } takenBack)
        {
            refund -= takenBack;
            var dues = Money.Min(takenBack, Money.Max(-state.Balances[Account.Receivable], Money.Zero(refund.Currency)));
            postings.Add(Account.Held, Account.Receivable, dues);
            postings.Add(Account.Held, Account.Wallet, takenBack - dues);
        }

        // What ended, or would have, while it was waited for has at least the rescue days from now.
        postings.Add(Account.Held, Account.RefundPayable, refund);
        var lapses = state.Status == SubscriptionStatus.Active && purchase.Follows && state.Term.Periods.Count == 0;
        var isLate = state.Status == SubscriptionStatus.Grace && purchase.IsTime && state.Term.GraceEndsAt <= turn.At;
        turn.Raise(new PurchaseReleased
        {
            Purchase = purchase.Key,
            IsFailed = isFailed,
            Status = lapses ? SubscriptionStatus.Grace : state.Status,
            GraceEndsAt = lapses || isLate ? TermRules.GraceAfterReturn(ref turn, state.Term) : null,
            ActivationDueBy = state.Status == SubscriptionStatus.Pending && state.Contract!.ActivationDueBy <= turn.At
                ? turn.Rules.EndOfDayAfter(turn.At, turn.Policy.Cancellation.RescueDays)
                : null,
            Refund = refund.IsZero ? null : RefundRules.SendBack(ref turn, purchase.Payment, payment?.Method, refund),
            Postings = postings.ToList(),
        });
    }

    /// <summary>The reserved purchases as a suspension leaves them that stopped the term for some days; empty where none is moved.</summary>
    public static ValueList<Purchase> IfResumed(ref DecisionBuilder turn)
    {
        var reserved = turn.State.Renewal.Purchases.Reserved;
        var days = reserved.Count == 0 ? 0 : TermRules.DaysStopped(ref turn, turn.At);
        if (days == 0)
            return default;
        for (var i = 0; i < reserved.Count; i++)
        {
            if (reserved[i].Period is not { } period)
                continue;

            // What follows is anchored where its time now ends.
            var plan = reserved[i].Plan ?? turn.State.Contract!.Plan;
            period = Periods.Move(ref turn, period, plan, days);
            reserved = reserved.SetItem(i, reserved[i] with { Period = period, Schedule = new BillingSchedule(period.End, plan.Length), NextIndex = 0 });
        }

        return reserved;
    }

    private static Instant ConfirmBy(ref DecisionBuilder turn) => turn.At + Duration.FromDays(turn.Policy.Renewal.ProvisioningTimeoutDays);

    private static void Apply(ref DecisionBuilder turn, in Purchase purchase, ValueList<Posting> postings)
    {
        var status = turn.State.Status == SubscriptionStatus.Suspended ? SubscriptionStatus.Suspended : SubscriptionStatus.Active;
        switch (purchase.Kind)
        {
            case PurchaseKind.FirstPeriod:
                turn.Raise(new SubscriptionActivated
                {
                    Purchase = purchase.Key,
                    Schedule = purchase.Schedule!,
                    Period = purchase.Period!,
                    CommittedUntil = purchase.CommittedUntil,
                    Promotions = purchase.Promotions,
                    DisuseAt = Disuse.After(ref turn, turn.At),
                    Postings = postings,
                });
                break;
            case PurchaseKind.Renewal:
                turn.Raise(new SubscriptionRenewed
                {
                    Purchase = purchase.Key,
                    Status = status,
                    Period = purchase.Period!,
                    Schedule = purchase.Schedule,
                    NextIndex = purchase.NextIndex,
                    Plan = purchase.Plan,
                    CommittedUntil = purchase.CommittedUntil,
                    TakesTermsChange = purchase.TakesTermsChange,
                    Promotions = purchase.Promotions,
                    Charge = purchase.Charge,
                    Postings = postings,
                });
                break;
            case PurchaseKind.PlanChange:
                turn.Raise(new PlanChanged
                {
                    Purchase = purchase.Key,
                    Plan = purchase.Plan!,
                    Period = purchase.Period!,
                    Schedule = purchase.Schedule,
                    Credit = purchase.Credit!.Value,
                    CommittedUntil = purchase.CommittedUntil,
                    Charge = purchase.Charge,
                    Postings = postings,
                });
                break;
            case PurchaseKind.Time:
                // Time has no expiry of its own: it is served as it passes with the period it becomes, and its price is earned at once.
                turn.Raise(new PackBought { Purchase = purchase.Key, Pack = purchase.Pack! with { ExpiresAt = turn.At }, Postings = postings });
                if (purchase.Period is { } time)
                    Validity.Add(ref turn, time, status);
                break;
            default:
                turn.Raise(new PackBought { Purchase = purchase.Key, Pack = purchase.Pack!, Postings = postings });
                break;
        }
    }
}
