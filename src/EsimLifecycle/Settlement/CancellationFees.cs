namespace EsimLifecycle;

/// <summary>
/// Computes the fees of a cancellation. They are fixed at the request, so that a slow review makes nothing more expensive.
/// </summary>
internal static class CancellationFees
{
    /// <summary>Determines whether the request is a withdrawal within the cooling-off period.</summary>
    public static bool IsInCoolingOff(ref DecisionBuilder decision, CancellationTiming timing)
    {
        var contract = decision.State.Contract!;
        var days = contract.Plan.Refund!.CoolingOffDays;

        // One that was taken over was agreed before it was activated, and so before it was opened here.
        var agreedAt = Instant.Min(contract.OpenedAt, contract.ActivatedAt ?? contract.OpenedAt);
        return timing == CancellationTiming.Immediate && days > 0 && decision.At < decision.Prepared.EndOfDayAfter(agreedAt, days);
    }

    /// <summary>Computes the fees as lines of the future settlement. Refuses if the commitment can't be ended early for a fee.</summary>
    public static ValueList<SettlementLine> Work(ref DecisionBuilder decision, Instant billingEndsAt)
    {
        var fees = default(ListBuilder<SettlementLine>);
        if (decision.State.Contract!.CommittedUntil is { } until && until > billingEndsAt)
        {
            if (decision.State.Contract.Plan.EarlyTermination is not { } terms)
                decision.Refuse(Refusals.CancellationCommitment(until));
            else if (EarlyTermination(terms, decision.State.Contract.Plan, decision.Prepared.DateOf(billingEndsAt), decision.Prepared.DateOf(until)) is { Amount.IsZero: false } fee)
                fees.Add(fee);
        }

        if (decision.Policy.Settlement.CancellationFee is { IsZero: false } amount)
            fees.Add(new SettlementLine(SettlementLineKind.CancellationFee, SettlementRule.Fixed, -amount, amount));
        return fees.ToList();
    }

    private static SettlementLine EarlyTermination(EarlyTerminationFee fee, PlanTerms plan, LocalDate from, LocalDate until)
    {
        switch (fee.Kind)
        {
            case EarlyTerminationFeeKind.ShareOfRemaining:
                var remaining = plan.Price.Multiply(CountBegun(from, until, plan.Length));
                return Line(SettlementRule.ShareOfRemaining, remaining, new SettlementShare(fee.Percent, 100, SettlementUnit.Percent));
            case EarlyTerminationFeeKind.Declining:
                // A minimum term of an earlier plan may be longer than this plan's own.
                var months = Math.Min(CountBegun(from, until, Period.FromMonths(1)), plan.CommitmentMonths);
                return Line(SettlementRule.Declining, fee.Amount!.Value, new SettlementShare(months, plan.CommitmentMonths, SettlementUnit.Months));
            default:
                return new SettlementLine(SettlementLineKind.EarlyTerminationFee, SettlementRule.Fixed, -fee.Amount!.Value, fee.Amount.Value);
        }
    }

    private static SettlementLine Line(SettlementRule rule, Money basis, SettlementShare share) =>
        new(SettlementLineKind.EarlyTerminationFee, rule, -basis.MultiplyByFraction(share.Part, share.Whole, MoneyRounding.HalfUp), basis)
        {
            Share = share,
            Rounding = MoneyRounding.HalfUp,
        };

    /// <summary>
    /// Returns how many periods of a length begin between the end of billing and the end of the commitment; a period that has begun counts
    /// in full.
    /// </summary>
    private static int CountBegun(LocalDate from, LocalDate until, Period length)
    {
        var schedule = new BillingSchedule(from, length);
        var count = 0;
        while (schedule[count].Start < until)
            count++;
        return count;
    }
}
