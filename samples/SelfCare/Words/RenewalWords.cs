namespace SelfCare;

/// <summary>Events that keep a subscription going in words: payments, charges, periods and what the carrier's system makes of them.</summary>
internal static class RenewalWords
{
    /// <summary>What a reader wants to know of an event; null where it is of another kind.</summary>
    public static string? Of(LifecycleEvent @event, Phrases say) => @event switch
    {
        PaymentRecorded e => Payment(e, say),
        ChargebackRecorded e => $"{e.Amount:C} of payment {e.Payment}{Dispute(e.Dispute)}, {(e.Owed.IsPositive ? $"{e.Owed:C} is owed from now on" : "nothing is owed")}",
        ChargebackReversed e => $"{e.Amount:C} of payment {e.Payment}{Dispute(e.Dispute)}: the dispute was won",
        SubscriptionRenewed e => $"{EventWords.Paid(e.Period)} for {e.Period.Price:C}{EventWords.With(e.Promotions)}"
            + (e.Plan is null ? "" : $"; from then on {EventWords.Plan(e.Plan)}"),
        ValidityExtended { Period: var period } =>
            $"{Phrases.Days(Period.DaysBetween(period.Start, period.End))} more, {Phrases.Through(period.End)}",
        ChargeRequested e => $"{Charge(e.Charge)}, to be answered {EventWords.By(e.Charge.AnswerDueBy, say)}",
        RenewalChargeDue e => $"{Charge(e.Charge)}{Try(e.Charge.Attempt)}",
        ChargeFailed e => $"{e.Charge}{Try(e.Attempt)}, {(e.RetryAt is { } retry ? $"to be tried again on {say.Moment(retry)}" : "given up")}",
        AutoRenewalSet e => e.Method is { } method ? $"on, by {Phrases.Method(method)}" : "off",
        RenewalReminderDue e => $"paid {Phrases.Through(e.PaidUntil)}, {(e.NextAt is { } next ? $"next reminder {say.Moment(next)}" : "the last one")}",
        PurchaseReserved e => Reserved(e.Purchase, say),
        ProvisioningRetried e => $"{e.Purchase}, try {e.Attempt} is to be confirmed {EventWords.By(e.ConfirmBy, say)}",
        PurchaseReleased e => Released(e, say),
        _ => null,
    };

    /// <summary>What a charge is for: "USD 31.00 by card for the next period (charge-7)".</summary>
    public static string Charge(Charge charge) => $"{charge.Amount:C} by {Phrases.Method(charge.Method)} for {For(charge)} ({charge.Key})";

    private static string For(Charge charge) => charge.Purpose switch
    {
        ChargePurpose.PlanChange => $"plan {charge.Plan!.Code}",
        ChargePurpose.Pack => $"pack {charge.Pack!.Code}",
        _ => "the next period",
    };

    private static string Dispute(Reference dispute) => dispute.IsNone ? "" : $" (dispute {dispute})";

    private static string Try(int attempt) => attempt == 1 ? "" : $", try {attempt}";

    private static string Payment(PaymentRecorded e, Phrases say)
    {
        var charge = e.Charge.IsNone ? "" : $", for {e.Charge}";
        var back = e.SentBack is { } amount && amount != e.Payment.Amount ? $", {amount:C} goes back" : "";
        var due = e.Refund?.DueBy is { } by ? $" {EventWords.By(by, say)}" : "";
        return $"{e.Payment.Amount:C} by {Phrases.Method(e.Payment.Method)} ({e.Payment.Reference}{charge}) {Use(e.Use)}{back}{due}{EventWords.With(e.Promotions)}";
    }

    private static string Use(PaymentUse use) => use switch
    {
        PaymentUse.FirstPeriod => "pays the first period",
        PaymentUse.Renewal => "buys the next period",
        PaymentUse.PlanChange => "goes towards the new plan",
        PaymentUse.Pack => "buys a pack",
        PaymentUse.Wallet => "is in the wallet",
        PaymentUse.Dues => "pays what was owed",
        PaymentUse.SentBack => "can't be kept and goes back",
        PaymentUse.Failed => "failed, and no money moved",
        _ => Phrases.Name(use),
    };

    /// <summary>What is bought and not in effect yet: "1 Mar – 1 Apr for USD 31.00, to be confirmed by … (provisioning-9)".</summary>
    public static string Reserved(Purchase purchase, Phrases say) =>
        $"{Bought(purchase)} for {purchase.Price:C}{EventWords.With(purchase.Promotions)}, to be confirmed {EventWords.By(purchase.ConfirmBy, say)} ({purchase.Key})";

    private static string Bought(Purchase purchase) => purchase switch
    {
        { Pack: { } pack } => $"pack {pack.Terms.Code}",
        { Plan: { } plan, Period: { } period } => $"plan {plan.Code}, {EventWords.Paid(period)}",
        _ => EventWords.Paid(purchase.Period!),
    };

    private static string Released(PurchaseReleased e, Phrases say)
    {
        var why = e.IsFailed ? "can't be put in effect" : "is no longer wanted";
        var back = e.Refund is { } leg ? $"{leg.Amount:C} of payment {leg.Payment} goes back {EventWords.By(leg.DueBy, say)}" : "the money is where it came from";
        var grace = e.GraceEndsAt is { } ends ? $"; grace {say.Until(ends)}" : "";
        return $"{e.Purchase} {why}; {back}{grace}; nothing else has changed";
    }
}
