using Spectre.Console;

namespace SelfCare;

/// <summary>Shows a subscription as a card: where it stands, until when it is paid, what is bound, what comes next.</summary>
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
        Row("status", Standing(subscription));
        if (subscription.Contract is { } contract)
            ShowContract(subscription, contract, lifecycle, now);
        if (subscription.Closure is { } closure)
            ShowClosure(closure);
        RowIfAny("refunds", Lines(subscription.Refunds, say.Explain));
        RowIfAny("lateCharges", Lines(subscription.LateCharges, say.Explain));
        if (subscription.Closure is null || subscription.Devices.Count > 0)
            Row("devices", Lines(subscription.Devices, say.Explain));
        RowIfAny("deadlines", Lines(Deadlines(subscription), line => line));
        if (detail == Detail.Full)
        {
            Row("version", subscription.Version.ToString(say.Culture));
            RowIfAny("ledger", Lines(Ledger(subscription.Balances), line => line));
        }

        console.Write(new Panel(_rows)
        {
            Header = new PanelHeader($" {Markup.Escape(subscription.Id.ToString())} "),
            Border = BoxBorder.Rounded,
            Expand = true,
            Padding = new Padding(1, 0, 1, 0),
        });
    }

    private void ShowContract(Subscription subscription, Contract contract, Lifecycle lifecycle, Instant now)
    {
        Row("planName", say.Plan(contract.Plan));
        if (contract.NextPlan is { } next)
            Row("nextPlan", say.Plan(next));
        Row("rulesName", contract.PolicyName);
        if (subscription.Closure is not null)
        {
            RowIfAny("owed", AccountLines.Owed(subscription, say));
            return;
        }

        if (contract.CommittedUntil is { } committedUntil)
            Row("minimumTerm", say.Until(committedUntil));
        RowIfAny("paid", AccountLines.PaidUntil(subscription, say));
        if (subscription.Term.Prepaid is { } prepaid)
            Row("paid", say.Text("firstPeriod", say.Amount(prepaid.Price)));
        if (!subscription.Status.IsPendingCancel() && lifecycle.NextCharge(subscription, now) is { } charge)
            Row("nextCharge", Next(charge));
        Row("balance", AccountLines.Balance(subscription, say));
        RowIfAny("owed", AccountLines.Owed(subscription, say));
        RowIfAny("dataLeft", AccountLines.Data(subscription, say));
        RowIfAny("packs", Lines(subscription.Usage.Packs, pack => $"{pack.Terms.Code} {say.Until(pack.ExpiresAt)}"));
        RowIfAny("promotions", Lines(subscription.Renewal.Promotions.Where(promotion => promotion.PeriodsLeft > 0), Promotion));
        Row("autoRenewal", AccountLines.AutoRenewal(subscription, say));
        RowIfAny("charges", Lines(subscription.Renewal.Charges, say.Explain));
        RowIfAny("reserved", Lines(subscription.Renewal.Purchases.Reserved, say.Explain));
        if (lifecycle.Progress(subscription, now) is { } progress)
            Row("cancellation", ProgressLines.Of(progress, say));
    }

    /// <summary>What became of the number and the personal data; what is still to come of them is among the deadlines.</summary>
    private void ShowClosure(Closure closure)
    {
        if (closure.Number is { } number)
            Row("number", number.Status == NumberStatus.Resting && number.PortableUntil is { } until ? $"{say.Word(number.Status)}; {say.Text("portable", say.Until(until))}" : say.Word(number.Status));
        if (closure.ErasedAt is { } erasedAt)
            Row("personalData", say.Text("dataErased", say.LastDate(erasedAt)));
    }

    private string Standing(Subscription subscription) => subscription.Closure is { } closure
        ? $"[bold]{say.Word(subscription.Status)}[/] {say.LastDate(closure.At)}: {say.Word(closure.Reason)}"
        : $"[bold]{say.Word(subscription.Status)}[/]";

    private string Next(ExpectedCharge charge) => say.Text(
        charge.Fails ? "nextChargeFails" : "nextChargeIs", say.Date(charge.At), say.Amount(charge.Amount), say.Word(charge.Method), charge.Pack ?? charge.Plan);

    private string Promotion(AppliedPromotion promotion) => say.Text(
        "promotion",
        promotion.Terms.Code,
        promotion.Terms.Amount is { } amount ? say.Amount(amount) : $"{promotion.Terms.Percent}%",
        promotion.PeriodsLeft);

    /// <summary>A customer has no use for the dates on which messages go out.</summary>
    private IEnumerable<string> Deadlines(Subscription subscription) => subscription.Deadlines
        .Where(due => detail == Detail.Full || due.Kind is not (DeadlineKind.Reminder or DeadlineKind.RenewalReminder or DeadlineKind.Disuse))
        .Select(say.Explain).Distinct();

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

    private static string Lines<T>(IEnumerable<T> items, Func<T, string> words) => string.Join("\n", items.Select(words));

    private void RowIfAny(string name, string text)
    {
        if (text.Length > 0)
            Row(name, text);
    }

    private void Row(string name, string text) => _rows.AddRow(
        new Text(say.Text(name), new Style(foreground: Color.Grey)),
        name == "status" ? new Markup(text) : new Text(text.Length > 0 ? text : say.Text("none")));
}
