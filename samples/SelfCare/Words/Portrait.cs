using Spectre.Console;

namespace SelfCare;

/// <summary>Prints a subscription for people: where it stands, what is bound, what is due, what its ledger holds.</summary>
internal sealed class Portrait(IAnsiConsole console, Phrases say)
{
    public void Show(Subscription subscription)
    {
        var grid = new Grid { Expand = false }
            .AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(2))
            .AddColumn(new GridColumn().PadRight(0));
        Row(grid, subscription.Id.ToString(), Standing(subscription));
        if (subscription.Contract is { } contract)
            Row(grid, "plan", $"{EventWords.Plan(contract.Plan)}; agreed under {contract.PolicyName}");
        if (subscription.Term.PaidUntil is { } paidUntil && subscription.Closure is null)
            Row(grid, "paid until", say.Moment(paidUntil));
        if (subscription.Cancellation is { } request && subscription.Closure is null)
            Row(grid, "cancellation", $"asked {say.Moment(request.RequestedAt)}, billing ends {say.Moment(request.BillingEndsAt)}");
        Row(grid, "devices", string.Join("\n", subscription.Devices.Select(device => $"{device.Device} {Phrases.Name(device.Kind)}")));
        Row(grid, "deadlines", string.Join("\n", subscription.Deadlines.Select(due => $"{say.Moment(due.Due)} {Phrases.Name(due.Kind)}")));
        Row(grid, "ledger", string.Join("\n", Ledger(subscription.Balances)));
        console.Write(grid);
    }

    private string Standing(Subscription subscription) => subscription.Closure is { } closure
        ? $"closed on {say.Moment(closure.At)}: {Phrases.Name(closure.Reason)}"
        : $"{Phrases.Name(subscription.Status)}, version {subscription.Version}";

    private static IEnumerable<string> Ledger(Balances balances)
    {
        foreach (var account in Enum.GetValues<Account>())
        {
            if (!balances[account].IsZero)
                yield return $"{Phrases.Title(account.ToString()),-14} {balances[account],12}";
        }
    }

    private static void Row(Grid grid, string name, string text) =>
        grid.AddRow(new Text(name, new Style(decoration: Decoration.Bold)), new Text(text.Length > 0 ? text : "none"));
}
