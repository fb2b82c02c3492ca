using Spectre.Console;

namespace SelfCare;

/// <summary>The end of the account in words: the settlement as a table that a customer understands, and what becomes of the refund.</summary>
internal static class SettlementWords
{
    public static string? Of(LifecycleEvent @event, Phrases say) => @event switch
    {
        AccountSettled e => $"as of {say.AsOf(e.AsOf)}, {Net(e.Net)}",
        SubscriptionClosed e => $"{Phrases.Name(e.Reason)}{string.Concat(e.Refunds.Select(leg => $"; {Leg(leg, say)}"))}",
        RefundRecorded e => $"{e.Payout.Amount:C} ({e.Payout.Reference}) {Outcome(e.Payout.Outcome)}{string.Concat(e.Legs.Select(leg => $"; {Leg(leg, say)}"))}{string.Concat(e.Payout.Goodwill.Select(part => $"; {part.Amount:C} of payment {part.Payment} out of goodwill"))}{Owed(e.Payout.Owed)}",
        RefundRetryDue e => Legs(e.Legs, say),
        RefundOverdue e => Legs(e.Legs, say),
        RefundHeld e => $"on account of {Phrases.Name(e.Holder)}; {Legs(e.Legs, say)}",
        RefundReleased e => Legs(e.Legs, say),
        RefundsSetOff e => Legs(e.Legs, say),
        TransferRecorded e => Legs(e.Legs, say) + Owed(e.Owed),
        TransferReceived { Received: var received } => $"{received.Amount:C} from {received.From}",
        BalanceDispositionChosen e => Choice(e.Choice),
        DuesWrittenOff e => e.Reason.IsNone ? "nobody will ask for it any more" : $"because of {e.Reason}",
        _ => null,
    };

    public static string Choice(BalanceChoice choice) => choice.Disposition switch
    {
        BalanceDisposition.Transfer => $"what is left goes to {choice.To}",
        BalanceDisposition.Forfeit => "what is left is given up",
        _ => "what is left is refunded",
    };

    /// <summary>A line for each step of the sum, and the sum, in words for the customer.</summary>
    public static Table Table(string heading, ValueList<SettlementLine> lines, Money net, Phrases say)
    {
        var table = new Table { Border = TableBorder.Simple }
            .AddColumn(heading)
            .AddColumn(new TableColumn(say.Text("amount")).RightAligned());
        foreach (var line in lines)
            table.AddRow(Markup.Escape(say.Explain(line)), say.Amount(line.Amount));
        return table.AddRow($"[bold]{say.Text(net.IsNegative ? "toPay" : "leftForYou")}[/]", $"[bold]{say.Amount(net.Abs())}[/]");
    }

    private static string Net(Money net) =>
        net.IsZero ? "nothing is left to pay by either side" : net.IsPositive ? $"{net:C} is left for the customer" : $"{-net:C} is to be paid by the customer";

    public static string Outcome(PayoutOutcome outcome) => outcome switch
    {
        PayoutOutcome.Paid => "has arrived",
        PayoutOutcome.Submitted => "is under way",
        _ => "failed",
    };

    private static string Owed(Money? owed) => owed is { } amount ? $"; {amount:C} too much, owed from now on" : "";

    private static string Legs(ValueList<RefundLeg> legs, Phrases say) => string.Join("; ", legs.Select(leg => Leg(leg, say)));

    public static string Leg(RefundLeg leg, Phrases say)
    {
        var of = leg.Payment.IsNone ? "" : $" of payment {leg.Payment}";
        return leg.Status switch
        {
            RefundStatus.Due => $"{leg.Outstanding:C}{of} {(leg.IsOverdue ? "was to be" : "to be")} paid back {EventWords.By(leg.DueBy, say)}",
            RefundStatus.Held => $"{leg.Outstanding:C}{of} is held, {say.Until(leg.DueBy!.Value)} at the latest",
            RefundStatus.TransferDue => $"{leg.Outstanding:C}{of} to be moved {say.By(leg.DueBy!.Value)}",
            RefundStatus.Failed => $"{leg.Outstanding:C}{of} could not be paid, {(leg.RetryAt is { } at ? $"tried again on {say.Moment(at)}" : "another way is needed")}",
            RefundStatus.SetOff => $"{(leg.ChargedBack + leg.SetOff ?? leg.ChargedBack ?? leg.SetOff)!.Value:C}{of} is set off against what was owed",
            _ => $"{leg.Amount:C}{of} is {Phrases.Name(leg.Status)}",
        };
    }
}
