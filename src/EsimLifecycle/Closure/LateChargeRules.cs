namespace EsimLifecycle;

/// <summary>The rules for charges that are reported late.</summary>
internal static class LateChargeRules
{
    public static void Take(ref DecisionBuilder decision, ReportLateCharge report)
    {
        // What arrived by post was there before it was entered.
        var arrivedAt = Instant.Min(report.OccurredAt ?? decision.At, decision.At);
        var charge = new LateCharge(report.Reference, report.Amount, report.UsedAt) { Note = report.Note, Open = Money.Zero(report.Amount.Currency) };
        if (FindFault(ref decision, report.UsedAt, arrivedAt) is var (reason, endedAt))
        {
            decision.Raise(new LateChargeRecorded
            {
                Charge = charge with { Status = LateChargeStatus.Voided, VoidReason = reason, EndedAt = endedAt },
                OccurredAt = report.OccurredAt,
            });
            return;
        }

        decision.Raise(new LateChargeRecorded
        {
            Charge = charge with { Open = report.Amount },
            OccurredAt = report.OccurredAt,
            Postings = [new Posting(Account.Receivable, Account.Earned, report.Amount)],
        });
    }

    /// <summary>Returns the charge with a reference, or refuses because there is none that is remembered.</summary>
    public static LateCharge? Find(ref DecisionBuilder decision, Reference reference)
    {
        var charge = decision.State.FindLateCharge(reference);
        if (charge is null)
            decision.Refuse(Refusals.LateChargeUnknown(reference));
        return charge;
    }

    /// <summary>Returns the charges with one of them updated.</summary>
    public static ValueList<LateCharge> Put(ValueList<LateCharge> charges, LateCharge charge) =>
        charges.Put(charge, charge.Reference, static (known, reference) => known.Reference == reference);

    /// <summary>
    /// Cancels a charge: what is open of it is owed no longer, what was given up of it was never owed, and what was paid of it settles other amounts
    /// that are owed, and is the customer's beyond that.
    /// </summary>
    public static void Cancel(ref DecisionBuilder decision, LateCharge charge, PersonalReference note)
    {
        var state = decision.State;
        var zero = Money.Zero(charge.Amount.Currency);
        var givenUp = charge.WrittenOff ?? zero;
        var paid = charge.Amount - charge.Open - givenUp;
        var otherDues = charge.Status == LateChargeStatus.Disputed ? state.Dues : state.Dues - charge.Open;
        var setOff = Money.Min(paid, otherDues);
        var rest = paid - setOff;
        var canKeep = PaymentRules.CanBeKept(state, charge.Amount);
        var postings = new Postings();
        postings.Add(Account.Earned, Account.Receivable, charge.Open + setOff);
        postings.Add(Account.Earned, Account.WrittenOff, givenUp);
        postings.Add(Account.Earned, canKeep ? Account.Wallet : Account.RefundPayable, rest);
        decision.Raise(new LateChargeResolved
        {
            Charge = charge with { Status = LateChargeStatus.Cancelled, Open = zero, WrittenOff = null, DecideBy = null },
            Refunds = canKeep || !rest.IsPositive ? default : RefundRules.Claim(ref decision, rest, state.Closure?.Reason ?? ClosedReason.CustomerCancelled),
            Note = note,
            Postings = postings.ToList(),
        });
    }

    /// <summary>Returns the end of the time within which charges can be reported, of a subscription whose service ended then.</summary>
    public static Instant WindowEnd(ref DecisionBuilder decision, Instant serviceEndedAt) =>
        decision.Prepared.EndOfDayAfter(serviceEndedAt, decision.Policy.Closure.LateChargeDays);

    /// <summary>
    /// Returns the charges with one more: the oldest makes room of which nothing is owed or undecided, or else the oldest that is not disputed. Where all
    /// are disputed, the new one is owed without being remembered by itself.
    /// </summary>
    public static ValueList<LateCharge> Remember(ValueList<LateCharge> charges, LateCharge charge)
    {
        if (charges.Count < LateCharge.Remembered)
            return charges.Add(charge);
        var over = charges.IndexOf(0, static (each, _) => each.Open.IsZero && each.Status != LateChargeStatus.Disputed);
        if (over < 0)
            over = charges.IndexOf(0, static (each, _) => each.Status != LateChargeStatus.Disputed);
        return over < 0 ? charges : charges.Replace(over, charge);
    }

    /// <summary>Returns why a charge is not due, with what had ended; null if it is due.</summary>
    private static (LateChargeVoidReason Reason, Instant? EndedAt)? FindFault(ref DecisionBuilder decision, Instant usedAt, Instant arrivedAt)
    {
        var state = decision.State;
        var endedAt = state.ServiceEnd;
        if (usedAt >= endedAt)
            return (LateChargeVoidReason.AfterServiceEnd, endedAt);
        if (usedAt > decision.At + Limits.ClockTolerance || !state.WasServedAt(usedAt))
            return (LateChargeVoidReason.NotInService, null);
        if (endedAt is { } end && (state.Closure?.LateChargesUntil ?? WindowEnd(ref decision, end)) is var until && arrivedAt >= until)
            return (LateChargeVoidReason.ReportedTooLate, until);
        return null;
    }
}
