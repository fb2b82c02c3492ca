namespace EsimLifecycle;

/// <summary>The settlement that an open request comes to if nothing happens but what it waits for, computed by the rules that settle it.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="Net">What is due to the customer, or from them.</param>
/// <param name="StillCharged">What is still charged before it, for periods until an end beyond the paid time.</param>
internal readonly record struct ExpectedSettlement(ValueList<SettlementLine> Lines, Money Net, Money StillCharged)
{
    private static readonly ForecastAssumptions Assumptions = ForecastAssumptions.AllGoesWell with { RefundsArePaid = false };

    /// <summary>Returns the settlement of a request, or what it was settled at.</summary>
    public static ExpectedSettlement Of(PreparedPolicy policy, Subscription state)
    {
        var request = state.Cancellation!;
        var zero = Money.Zero(state.Balances.Currency);
        if (request.SettledAt is not null)
            return new ExpectedSettlement(request.SettlementLines, request.SettlementLines.Aggregate(zero, (sum, line) => sum + line.Amount), zero);
        if (state.RenewsUntilEnd && AfterRenewals(policy, state, zero) is { } renewed)
            return renewed;
        var settling = new DecisionBuilder(policy, state, request.SettlesAt);
        return Of(SettlementCalculator.Work(ref settling, request.ClosesAs), zero);
    }

    /// <summary>Returns the fees of a request.</summary>
    public static Money CostsOf(CancellationRequest request, Currency currency)
    {
        var costs = Money.Zero(currency);
        foreach (var fee in request.Fees)
            costs -= fee.Amount;
        return costs;
    }

    private static ExpectedSettlement Of(AccountSettled settled, Money stillCharged) => new(settled.Lines, settled.Net, stillCharged);

    /// <summary>
    /// Returns the settlement after the periods that are bought until the end; null if the request would lapse before, because nobody buys them by
    /// themselves.
    /// </summary>
    private static ExpectedSettlement? AfterRenewals(PreparedPolicy policy, Subscription state, Money charged)
    {
        var until = Instant.Min(state.Cancellation!.SettlesAt, Limits.LatestNow);
        foreach (var step in ForecastWalk.From(policy, state, state.LastEventAt, until, Assumptions))
        {
            foreach (var charge in step.Charges)
                charged += charge.Paid ?? Money.Zero(charged.Currency);
            foreach (var @event in step.Events)
            {
                if (@event is CancellationLapsed or CancellationRejected)
                    return null;
                if (@event is AccountSettled settled)
                    return Of(settled, charged);
            }
        }

        return null;
    }
}
