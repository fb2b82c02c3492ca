using System.Globalization;

namespace EsimLifecycle;

/// <summary>
/// Finds what a state waits for and assumptions answer: one command at a time, in a fixed order, until nothing is left. It asks the state and
/// its instructions; what follows from an answer is the command's own rule.
/// </summary>
internal sealed class AssumedAnswers(ForecastAssumptions assumptions)
{
    private const int Kinds = 7;

    private int _kind;
    private int _skipped;

    /// <summary>Begins another moment, at which everything may be answered.</summary>
    public void Begin() => _skipped = 0;

    /// <summary>Leaves what the last answer was for until the next moment, because nothing came of it.</summary>
    public void Skip() => _skipped |= 1 << _kind;

    /// <summary>Returns the next answer; null if nothing is awaited that is answered.</summary>
    public AssumedAnswer? Next(Subscription state)
    {
        if (state.Status == SubscriptionStatus.None)
            return null;
        for (_kind = 0; _kind < Kinds; _kind++)
        {
            if ((_skipped & (1 << _kind)) == 0 && Find(_kind, state) is { } answer)
                return answer;
        }

        return null;
    }

    private AssumedAnswer? Find(int kind, Subscription state) => kind switch
    {
        0 => Charge(state),
        1 => Purchase(state),
        2 => Documents(state),
        3 => Device(state),
        4 => Review(state),
        5 => Dues(state),
        _ => assumptions.RefundsArePaid ? Refund(state) : null,
    };

    private AssumedAnswer? Charge(Subscription state)
    {
        foreach (var charge in state.Renewal.Charges)
        {
            if (charge.AnswerDueBy is null || !charge.Amount.IsPositive || !IsWanted(charge, state))
                continue;
            return Answer(state, Caller.System, new RecordPayment(Name(state), charge.Amount, charge.Method)
            {
                Charge = charge.Key,
                Failed = !assumptions.PaymentsSucceed,
                Attempt = charge.Attempt,
            });
        }

        return null;
    }

    // A host that does what it is told charges only what is still wanted.
    private static bool IsWanted(Charge charge, Subscription state) =>
        new ChargePayment("", charge.Key, charge.Amount, charge.Method, charge.Attempt) { Subscription = state.Id, Version = state.Version }.IsStillWanted(state);

    private AssumedAnswer? Purchase(Subscription state) => state.Renewal.Purchases.Reserved is [var purchase, ..]
        ? Answer(state, Caller.System, new ReportProvisioning(purchase.Key) { Failed = !assumptions.PurchasesAreConfirmed, Attempt = purchase.Attempt })
        : null;

    private AssumedAnswer? Documents(Subscription state)
    {
        if (!assumptions.DocumentsCome || !state.Status.IsPendingCancel() || state.Cancellation!.Missing is not { Count: > 0 } missing)
            return null;
        return Answer(state, Caller.Carrier, new SubmitDocuments([.. missing.Select(kind => new SubmittedDocument(kind, new PersonalReference($"{Text(state)}:{kind}")))]));
    }

    private AssumedAnswer? Device(Subscription state) => assumptions.DevicesAreUnbound && state.Status.IsPendingCancel() && state.Devices is [var binding, ..]
        ? Answer(state, Caller.Carrier, new AttestUnbound(binding.Device, new PersonalReference(Text(state))))
        : null;

    private AssumedAnswer? Review(Subscription state)
    {
        if (state.Status != SubscriptionStatus.UnderReview || assumptions.Review == AssumedReview.NeverDecides)
            return null;

        // Nobody reviews their own request.
        var reviewer = new PersonalReference("forecast");
        if (state.Cancellation!.RequestedBy.Id == reviewer)
            reviewer = new PersonalReference("forecast:reviewer");
        return Answer(state, Caller.Reviewer(reviewer), assumptions.Review == AssumedReview.Approves ? new ApproveCancellation() : new RejectCancellation(RejectionReason.Other));
    }

    private AssumedAnswer? Dues(Subscription state)
    {
        // Before the settlement nobody knows whether anything is left to pay.
        if (!assumptions.DuesArePaid || (state.Status.IsPendingCancel() && state.Cancellation!.SettledAt is null) || state.DuesBeforeEnd is not { IsPositive: true } dues)
            return null;
        return Answer(state, Caller.System, new PayDues(Name(state), AtMost(dues), PaymentMethod.Card));
    }

    private static AssumedAnswer? Refund(Subscription state)
    {
        foreach (var payout in state.Payouts)
        {
            if (payout.Outcome == PayoutOutcome.Submitted)
                return Answer(state, Caller.System, new RecordRefund(payout.Reference, payout.Amount));
        }

        foreach (var leg in state.Refunds)
        {
            if (leg.Status == RefundStatus.TransferDue)
                return Answer(state, Caller.System, new RecordTransfer(leg.Transfer));
            if (leg.Status == RefundStatus.Due && leg.Outstanding is { IsPositive: true } outstanding)
                return Answer(state, Caller.System, new RecordRefund(Name(state), AtMost(outstanding)) { Leg = leg.Key });
        }

        return null;
    }

    /// <summary>Returns an amount, or the largest that the ledger takes at once.</summary>
    private static Money AtMost(Money amount) => Money.Min(amount, Money.OfMinor(Limits.MaxAmount, amount.Currency));

    private static AssumedAnswer Answer(Subscription state, Caller by, LifecycleCommand command) => new(command, by, new CommandId(Text(state)));

    private static Reference Name(Subscription state) => new(Text(state));

    /// <summary>Returns a name of its own for each version, so that none is taken for another's redelivery.</summary>
    private static string Text(Subscription state) => string.Create(CultureInfo.InvariantCulture, $"forecast:{state.Version}");
}

/// <summary>A command that is assumed to be given, by whom, and as which message.</summary>
internal readonly record struct AssumedAnswer(LifecycleCommand Command, Caller By, CommandId Id);
