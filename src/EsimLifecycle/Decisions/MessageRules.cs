namespace EsimLifecycle;

/// <summary>Whether what a message tells is still true; what it tells is overtaken otherwise.</summary>
internal static class MessageRules
{
    // A name without a line here does not compile; numbers without a name come in by no way.
#pragma warning disable CS8524
    public static bool IsTrue(SendMessage message, Subscription state) => message.Template switch
    {
        MessageTemplate.Activated => state.Status == SubscriptionStatus.Active && state.Contract!.ActivatedAt == message.At,
        MessageTemplate.Suspended => state.Status == SubscriptionStatus.Suspended && state.Suspension!.Since == message.At,
        MessageTemplate.Resumed => state.Status is SubscriptionStatus.Active or SubscriptionStatus.Grace,
        MessageTemplate.Renewed or MessageTemplate.CheckSettings or MessageTemplate.ValidityExtended => ReachesAsFar(message, state),
        MessageTemplate.GraceEntered => state.Status == SubscriptionStatus.Grace && state.Term.GraceEndsAt == message.Until,
        MessageTemplate.RenewalReminder => state.Status == SubscriptionStatus.Active && !state.Renewal.Purchases.HasTime
            && state.Term.PaidUntilDate == message.PaidUntil && state.Term.RemindAt == message.Until,
        MessageTemplate.GraceReminder => state.Status == SubscriptionStatus.Grace && !state.Renewal.Purchases.HasTime && state.Term.GraceEndsAt == message.Until,
        MessageTemplate.AutoRenewalGivenUp => IsOpen(state) && state.Renewal.AutoRenewal is not null && state.Term.ChargeAt is null
            && IsGivenUp(message.About, state),
        MessageTemplate.PaymentFailed => IsOpen(state) && (message.Until is null
            ? IsGivenUp(message.About, state)
            : state.Renewal.Find(message.About) is { } charge && charge.RetryAt == message.Until),
        MessageTemplate.PaymentIncomplete => IsOpen(state)
            && state.Renewal.Find(message.About) is { Paid: not null } charge && charge.Amount == message.Amount,
        MessageTemplate.PackBought => HasPack(message, state),
        MessageTemplate.PlanChangeScheduled => IsOpen(state) && state.Contract!.NextPlan?.Code == message.Plan,
        MessageTemplate.PlanChanged => state.Contract!.Plan.Code == message.Plan && (message.PaidUntil is null ? state.Status == SubscriptionStatus.Pending : ReachesAsFar(message, state)),
        MessageTemplate.CreditGranted => state.Status != SubscriptionStatus.Closed && state.Balances[Account.Promotional].IsPositive,
        MessageTemplate.DataLow => state.Status != SubscriptionStatus.Closed && state.Usage is { IsDataLow: true, IsDataExhausted: false },
        MessageTemplate.DataExhausted => state.Status != SubscriptionStatus.Closed && state.Usage.IsDataExhausted,
        MessageTemplate.BalanceLow => IsOpen(state) && state.Usage.IsBalanceLow && state.Spendable <= message.Amount,
        MessageTemplate.DisuseAdvice => state.Status == SubscriptionStatus.Active && state.Renewal.AutoRenewal is not null && state.Usage.IsDisuseNoticed
            && !(state.Usage.LastUsedAt >= message.At),
        MessageTemplate.ProvisioningFailed => IsOpen(state) && state.Renewal.Purchases is { Reserved.Count: 0, Ended: [.., { IsApplied: false } last] }
            && last.Key == message.About,
        MessageTemplate.DuesOpen => state.Dues.IsPositive,
        MessageTemplate.CardCredited => state.CardReturn is { IsCredited: true },
        MessageTemplate.CardNotCredited => state.References.Contains(MoneyReferences.OfCardReturn(message.About)),
        MessageTemplate.LateChargeDisputed => state.FindLateCharge(message.About) is { Status: LateChargeStatus.Disputed },
        MessageTemplate.LateChargeUpheld => state.FindLateCharge(message.About) is { Status: LateChargeStatus.Upheld },
        MessageTemplate.LateChargeCancelled => state.FindLateCharge(message.About) is not { Status: not LateChargeStatus.Cancelled },
        MessageTemplate.LateChargeDue => state.FindLateCharge(message.About) is { Status: LateChargeStatus.Due },
        MessageTemplate.PaymentSentBack => FindLeg(message.About, state) is not { IsOver: true },
        MessageTemplate.CancellationReceived => state.Status.IsPendingCancel() && (state.Cancellation!.RequestedAt == message.At || state.Cancellation.ReopenedAt == message.At),
        MessageTemplate.DocumentsAsked => state.Status == SubscriptionStatus.AwaitingDocuments && state.Cancellation!.Since == message.At,
        MessageTemplate.SupplementAsked => state.Status == SubscriptionStatus.AwaitingSupplement && state.Cancellation!.Since == message.At,
        MessageTemplate.DocumentsReminder => state.Status == SubscriptionStatus.AwaitingDocuments && Lacks(message, state),
        MessageTemplate.SupplementReminder => state.Status == SubscriptionStatus.AwaitingSupplement && Lacks(message, state),
        MessageTemplate.ClearingReminder => state.Status == SubscriptionStatus.Clearing && IsUncleared(message, state),
        MessageTemplate.DocumentNotAccepted => state.Status.IsPendingCancel()
            && state.Cancellation!.Submitted.Find(message.Document, static (document, reference) => document.Reference == reference) is { Counts: false } document
            && state.Cancellation.Missing.Contains(document.Kind),
        MessageTemplate.CancellationApproved => state.Status.IsPendingCancel() && state.Cancellation!.ApprovedAt == message.At,
        MessageTemplate.CancellationDelayed => state.Status.IsPendingCancel() && state.Cancellation!.IsProcessOverdue,
        MessageTemplate.CancellationRejected or MessageTemplate.CancellationWithdrawn or MessageTemplate.CancellationLapsed =>
            IsOpen(state) && state.CancellationHistory.EndedAt == message.At,
        MessageTemplate.TermsChangeAnnounced => state.Status != SubscriptionStatus.Closed && state.Contract!.TermsChange?.AnnouncedAt == message.At,
        MessageTemplate.Closed => state.Status == SubscriptionStatus.Closed,
        MessageTemplate.RefundPaid => state.Payouts.Find(message.About, static (payout, reference) => payout.Reference == reference) is { Outcome: PayoutOutcome.Paid },
        MessageTemplate.RefundFailed => FindLeg(message.About, state) is { Status: RefundStatus.Failed, RetryAt: null },
        MessageTemplate.TransferDone => HasTransfer(message.About, state, isDone: true),
        MessageTemplate.TransferFailed => HasTransfer(message.About, state, isDone: false),
        MessageTemplate.NumberPortedOut => true, // for good
        MessageTemplate.PortOutFailed => state.Closure?.Number is { Status: NumberStatus.Resting or NumberStatus.Released, PortOuts: [.., var last] } && last.Key == message.About,
    };
#pragma warning restore CS8524

    /// <summary>Neither closed nor about to be: what concerns going on is worth telling.</summary>
    private static bool IsOpen(Subscription state) => state.Status != SubscriptionStatus.Closed && !state.Status.IsPendingCancel();

    /// <summary>The same deadline stands, and one of the documents that were named is still missing.</summary>
    private static bool Lacks(SendMessage message, Subscription state)
    {
        foreach (var document in message.Documents)
        {
            if (state.Cancellation!.Missing.Contains(document))
                return state.Cancellation.DueBy == message.Until;
        }

        return false;
    }

    /// <summary>The same deadline stands, and one of the devices that were named is still bound, or dues are still open.</summary>
    private static bool IsUncleared(SendMessage message, Subscription state)
    {
        if (state.Cancellation!.DueBy != message.Until)
            return false;
        foreach (var device in message.Devices)
        {
            if (state.FindBinding(device) is { Status: not BindingStatus.UnbindRequested })
                return true;
        }

        return message.Amount is not null && state.DuesBeforeEnd.IsPositive;
    }

    /// <summary>The paid term is not over, and reaches at least as far as was told.</summary>
    private static bool ReachesAsFar(SendMessage message, Subscription state) => state.Term.Periods.Count > 0 && state.Term.PaidUntilDate >= message.PaidUntil;

    /// <summary>The charge was given up, or only waits for its rest, and there is no newer one for the same.</summary>
    private static bool IsGivenUp(Reference charge, Subscription state) => state.Renewal.Find(charge) is { IsDormant: true }
        || (state.Renewal.FindEnded(charge) is { Outcome: ChargeOutcome.GivenUp, Charge: { } ended } && state.Renewal.Find(ended.Purpose) is null);

    /// <summary>A pack counts until it expires; a pack of time ends at once by itself, and counts as paid time.</summary>
    private static bool HasPack(SendMessage message, Subscription state) => message.Until == message.At
        ? state.Term.Periods.Count > 0
        : state.Usage.Packs.Find(message.About, static (pack, key) => pack.Key == key) is not null;

    private static RefundLeg? FindLeg(Reference key, Subscription state) => state.Refunds.Find(key, static (leg, key) => leg.Key == key);

    private static bool HasTransfer(Reference transfer, Subscription state, bool isDone)
    {
        foreach (var leg in state.Refunds)
        {
            if (leg.Transfer == transfer && (leg.Status == RefundStatus.Transferred) == isDone && (isDone || leg.IsPayable))
                return true;
        }

        return false;
    }
}
