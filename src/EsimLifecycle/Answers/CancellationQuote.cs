namespace EsimLifecycle;

/// <summary>The outcome of a request to cancel, computed before the request is made. Immutable and thread-safe.</summary>
public sealed record CancellationQuote
{
    /// <summary>Gets every reason against the request at present; empty if it would be accepted.</summary>
    public ValueList<Refusal> Refusals { get; init; }

    /// <summary>
    /// Gets the request as it would be recorded: its dates, its documents, its fees. It is present also if there are reasons against it
    /// that can be removed; null if its end can't be determined (a cancellation is open already, the timing is not offered, or the minimum
    /// term does not permit it).
    /// </summary>
    public CancellationRequest? Request { get; init; }

    /// <summary>Gets the lines of the settlement, in their order; empty if there is no <see cref="Request"/>.</summary>
    public ValueList<SettlementLine> Lines { get; init; }

    /// <summary>
    /// Gets the net amount: positive if it is due to the customer, negative if it is due from the customer; null if there is no
    /// <see cref="Request"/>.
    /// </summary>
    public Money? Net { get; init; }

    /// <summary>Gets the total of the cancellation's fees; null if there is no <see cref="Request"/>.</summary>
    public Money? Costs { get; init; }

    /// <summary>
    /// Gets the amount that is still charged before the settlement, because periods are bought as before until an end beyond the paid time (the end
    /// of the minimum term); zero as a rule, and null if there is no <see cref="Request"/>.
    /// </summary>
    /// <remarks>It is what auto-renewal charges if every payment succeeds; what it takes from the balance is missing from <see cref="Net"/>.</remarks>
    public Money? StillCharged { get; init; }
}

/// <summary>Builds quotes with the same rules that decide, on a state that is discarded afterwards.</summary>
internal static class QuoteBuilder
{
    public static CancellationQuote Quote(ref DecisionBuilder decision, RequestCancellation command, in CommandContext context)
    {
        var proposed = CommandGate.Propose(ref decision, command, context);
        if (proposed is null)
            return new CancellationQuote { Refusals = decision.Refusals };

        // Nobody's command: what is thrown away is not remembered.
        var asked = new DecisionBuilder(decision.Prepared, decision.State, decision.At);
        RequestCancellation.Make(ref asked, proposed);
        var request = asked.State.Cancellation!;
        if (asked.State.RenewsUntilEnd)
            FollowUp.Continue(ref asked, before: 0);
        else
            FollowUp.Reckon(ref asked, before: 0);
        var expected = ExpectedSettlement.Of(decision.Prepared, asked.Conclude(Outcome.Accepted).Subscription);
        return new CancellationQuote
        {
            Refusals = decision.Refusals,
            Request = request,
            Lines = expected.Lines,
            Net = expected.Net,
            Costs = ExpectedSettlement.CostsOf(request, expected.Net.Currency),
            StillCharged = expected.StillCharged,
        };
    }
}
