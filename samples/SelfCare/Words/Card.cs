using Spectre.Console;

namespace SelfCare;

/// <summary>Shows a subscription as a card: what the library describes it as, with the next charge and, where all is told, the ledger.</summary>
internal sealed class Card(IAnsiConsole console, Phrases say, Detail detail)
{
    private readonly Grid _rows = new Grid { Expand = false }
        .AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(2))
        .AddColumn(new GridColumn().PadRight(0));

    /// <param name="subscription">The subscription, as of now.</param>
    /// <param name="lifecycle">Its rules.</param>
    /// <param name="now">What the clock shows.</param>
    public void Show(Subscription subscription, Lifecycle lifecycle, Instant now)
    {
        var progress = lifecycle.Progress(subscription, now);
        var unsaid = Unsaid(subscription).ToHashSet();
        foreach (var lines in say.Describe(subscription).Where(line => !unsaid.Contains(line.Text)).GroupBy(line => line.Kind))
        {
            var text = string.Join("\n", lines.Select(line => line.Text));
            Row(lines.First().Label, lines.Key == DescriptionLineKind.Cancellation && progress is not null ? say.Explain(progress) : text);
            if (lines.Key == DescriptionLineKind.AutoRenewal && progress is null && lifecycle.NextCharge(subscription, now) is { } charge)
                Row(say.Text("nextCharge"), Next(charge));
        }

        if (detail == Detail.Full)
        {
            if (subscription.Contract is { } contract)
                Row(say.Text("rulesName"), contract.PolicyName);
            Row(say.Text("version"), subscription.Version.ToString(say.Culture));
            Row(say.Text("ledger"), string.Join("\n", Ledger(subscription.Balances)));
        }

        console.Write(new Panel(_rows)
        {
            Header = new PanelHeader($" {Markup.Escape(subscription.Id.ToString())} "),
            Border = BoxBorder.Rounded,
            Expand = true,
            Padding = new Padding(1, 0, 1, 0),
        });
    }

    private string Next(ExpectedCharge charge) => say.Text(
        charge.Fails ? "nextChargeFails" : "nextChargeIs", say.Date(charge.At), say.Amount(charge.Amount), say.Word(charge.Method), charge.Pack ?? charge.Plan);

    /// <summary>A customer has no use for the dates on which messages go out.</summary>
    private IEnumerable<string> Unsaid(Subscription subscription) => subscription.Deadlines
        .Where(due => detail != Detail.Full && due.Kind is DeadlineKind.Reminder or DeadlineKind.RenewalReminder or DeadlineKind.Disuse)
        .Select(say.Explain);

    private IEnumerable<string> Ledger(Balances balances)
    {
        var names = Enum.GetValues<Account>().ToDictionary(account => account, account => say.Word(account));
        var width = names.Values.Max(Cells.Count);
        foreach (var (account, name) in names)
        {
            if (!balances[account].IsZero)
                yield return $"{Cells.PadRight(name, width)} {Cells.PadLeft(say.Amount(balances[account]), 14)}";
        }
    }

    private void Row(string label, string text)
    {
        if (text.Length > 0)
            _rows.AddRow(new Text(label, new Style(foreground: Color.Grey)), new Text(text));
    }
}
