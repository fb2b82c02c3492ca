namespace EsimLifecycle;

/// <summary>What a request to cancel would lead to, before it is made. It never changes; thread-safe.</summary>
public sealed record CancellationQuote
{
    /// <summary>Every reason against the request as it is now; empty where it would be accepted.</summary>
    public ValueList<Refusal> Refusals { get; init; }

    /// <summary>
    /// The request as it would stand: its dates, the documents, its fees. Also where something else stands against it that can be mended; null where its
    /// end can't be told (one is open already, the timing is not offered, the minimum term can't be left).
    /// </summary>
    public CancellationRequest? Request { get; init; }

    /// <summary>The lines of the settlement, in their order; empty where there is no <see cref="Request"/>.</summary>
    public ValueList<SettlementLine> Lines { get; init; }

    /// <summary>What would be due to the customer or, negative, from the customer; null where there is no <see cref="Request"/>.</summary>
    public Money? Net { get; init; }

    /// <summary>What the cancellation costs: its fees together; null where there is no <see cref="Request"/>.</summary>
    public Money? Costs { get; init; }
}

/// <summary>Asking is doing: a quote is made by the rules that decide, on a state that is thrown away.</summary>
internal static class QuoteBuilder
{
    public static CancellationQuote Quote(ref DecisionBuilder decision, RequestCancellation command, in CommandContext context)
    {
        var proposed = CommandGate.Propose(ref decision, command, context);
        if (proposed is null)
            return new CancellationQuote { Refusals = decision.Refusals };

        var asked = new DecisionBuilder(decision.Rules, decision.State, decision.At);
        asked.Begin(decision.Cause!);
        asked.Raise(proposed);
        var request = proposed.Request;
        var settling = new DecisionBuilder(decision.Rules, asked.State, request.SettlesAt);
        SettlementCalculator.Settle(ref settling, request.ClosesAs);
        var settled = (AccountSettled)settling.Events[^1];
        var costs = Money.Zero(settled.Net.Currency);
        foreach (var fee in request.Fees)
            costs -= fee.Amount;
        return new CancellationQuote
        {
            Refusals = decision.Refusals,
            Request = request,
            Lines = settled.Lines,
            Net = settled.Net,
            Costs = costs,
        };
    }
}
