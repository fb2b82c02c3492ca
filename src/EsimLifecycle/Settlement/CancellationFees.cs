namespace EsimLifecycle;

/// <summary>
/// Computes the fees of a cancellation, which are fixed at the request so that a slow review makes nothing more expensive, and the fee of a
/// contract that ends within its minimum term in another way.
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
        return timing == CancellationTiming.Immediate && days > 0
            && (decision.At < decision.Prepared.EndOfDayAfter(agreedAt, days) || decision.At < decision.State.CancellationHistory.WithdrawsUntil);
    }

    /// <summary>Computes the fees as lines of the future settlement. Refuses if the commitment can't be ended early for a fee.</summary>
    public static ValueList<SettlementLine> Work(ref DecisionBuilder decision, Instant billingEndsAt)
    {
        var fees = default(ListBuilder<SettlementLine>);
        if (decision.State.Contract!.Plan.EarlyTermination is not null)
            fees.AddIfAny(RemainingCommitment.At(ref decision, billingEndsAt, ClosedReason.CustomerCancelled)?.Fee(decision.State.Contract!.Plan, decision.Policy.Identity.RoundTo));
        else if (CommitmentRules.IfResumed(ref decision, decision.At) is { } commitment && commitment.EndsAt > billingEndsAt)
            decision.Refuse(Refusals.CancellationCommitment(commitment.EndsAt));

        if (decision.Policy.Settlement.CancellationFee is { IsZero: false } amount)
            fees.Add(new SettlementLine(SettlementLineKind.CancellationFee, SettlementRule.Fixed, -amount, amount));
        return fees.ToList();
    }

    /// <summary>
    /// Returns the fee for a contract that ends within its minimum term other than by the customer's request; empty if the policy does not
    /// ask for it.
    /// </summary>
    public static ValueList<SettlementLine> OfLapse(ref DecisionBuilder decision, ClosedReason reason)
    {
        var state = decision.State;
        if (!decision.Policy.Settlement.OwesEarlyTermination.Contains(reason) || state.Contract!.Plan.EarlyTermination is null || IsFree(state))
            return default;
        var fees = default(ListBuilder<SettlementLine>);
        if (state.Cancellation is { } request)
        {
            foreach (var fee in request.Fees)
            {
                if (fee.Kind == SettlementLineKind.EarlyTerminationFee)
                    fees.Add(fee);
            }
        }
        else
        {
            fees.AddIfAny(RemainingCommitment.At(ref decision, decision.At, reason)?.Fee(state.Contract.Plan, decision.Policy.Identity.RoundTo));
        }

        return fees.ToList();
    }

    private static void AddIfAny(this ref ListBuilder<SettlementLine> fees, SettlementLine? fee)
    {
        if (fee is { Amount.IsZero: false })
            fees.Add(fee);
    }

    // The carrier ends it where it keeps a line out of service for long, and the customer may go rather than take other terms.
    private static bool IsFree(Subscription state) =>
        state.Suspension is { Holder: not (SuspensionHolder.Customer or SuspensionHolder.NonPayment) }
        || (state.Contract!.TermsChange is { IsTaken: false } change && !(state.Term.PaidUntil > change.WindowEndsAt));
}

/// <summary>What remains of a minimum term, on the contract's own calendar, without what is paid and not given back.</summary>
/// <param name="Periods">The number of periods of the plan that begin in what remains.</param>
/// <param name="Months">The number of months of the minimum term that are not over.</param>
internal readonly record struct RemainingCommitment(int Periods, int Months)
{
    /// <summary>Returns what remains when service ends at an instant; null if nothing remains.</summary>
    public static RemainingCommitment? At(ref DecisionBuilder decision, Instant end, ClosedReason reason)
    {
        if (CommitmentRules.IfResumed(ref decision, decision.At) is not { } commitment)
            return null;
        var term = TermRules.IfResumed(ref decision, decision.At);
        var paidUntil = term.PaidUntilDate!.Value;
        var isKept = !SettlementCalculator.GivesBack(decision.State, reason);

        // Nobody escapes by not paying: what is not paid remains, whether or not its time has passed since.
        var endsOn = isKept ? paidUntil : LocalDate.Min(paidUntil, decision.Prepared.DateOf(end));
        if (commitment.End <= endsOn)
            return null;
        var from = isKept ? paidUntil : LocalDate.Min(paidUntil, decision.Prepared.FirstDayFrom(end));
        var periods = 0;
        foreach (var period in term.Periods)
        {
            if (period.Start >= from && period.Start < commitment.End)
                periods++;
        }

        if (term.Schedule!.TryPeriodAt(commitment.End.PlusDays(-1), out var last))
            periods += Math.Max(0, last.Index + 1 - term.NextIndex);
        return new RemainingCommitment(periods, commitment.MonthsLeft(endsOn));
    }

    /// <summary>Returns the fee of a plan for what remains.</summary>
    public SettlementLine Fee(PlanTerms plan, Money? unit)
    {
        var fee = plan.EarlyTermination!;
        switch (fee.Kind)
        {
            case EarlyTerminationFeeKind.ShareOfRemaining:
                return Line(SettlementRule.ShareOfRemaining, plan.Price.Multiply(Periods), new SettlementShare(fee.Percent, 100, SettlementUnit.Percent), unit);
            case EarlyTerminationFeeKind.Declining:
                // A minimum term of an earlier plan may be longer than this plan's own.
                var months = Math.Min(Months, plan.CommitmentMonths);
                return Line(SettlementRule.Declining, fee.Amount!.Value, new SettlementShare(months, plan.CommitmentMonths, SettlementUnit.Months), unit);
            default:
                return new SettlementLine(SettlementLineKind.EarlyTerminationFee, SettlementRule.Fixed, -fee.Amount!.Value, fee.Amount.Value);
        }
    }

    private static SettlementLine Line(SettlementRule rule, Money basis, SettlementShare share, Money? unit) =>
        new(SettlementLineKind.EarlyTerminationFee, rule, -basis.Share(share.Part, share.Whole, MoneyRounding.HalfUp, unit), basis)
        {
            Share = share,
            Rounding = MoneyRounding.HalfUp,
        };
}
