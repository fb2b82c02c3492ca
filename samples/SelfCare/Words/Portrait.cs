using Spectre.Console;

namespace SelfCare;

/// <summary>Prints a subscription for people: where it stands, what is bound, what is due, what its ledger holds.</summary>
internal sealed class Portrait(IAnsiConsole console, Phrases say)
{
    public void Show(Subscription subscription, CancellationProgress? progress)
    {
        var grid = new Grid { Expand = false }
            .AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(2))
            .AddColumn(new GridColumn().PadRight(0));
        Row(grid, subscription.Id.ToString(), Standing(subscription));
        if (subscription.Contract is { } contract)
        {
            Row(grid, "plan", Plan(contract));
            Row(grid, "rules", contract.PolicyName);
        }

        if (subscription is { Contract: not null, Closure: null })
            ShowAccount(grid, subscription, progress);
        if (subscription.Closure is { } closure)
            RowIfAny(grid, "after closing", Lines(ClosureWords.After(closure, say), line => line));
        Row(grid, "devices", Lines(subscription.Devices, DeviceWords.Of));
        Row(grid, "deadlines", Lines(subscription.Deadlines.Select(due => $"{say.Moment(due.Due)} {DeadlineWords.Of(due.Kind)}").Distinct(), line => line));
        Row(grid, "ledger", string.Join("\n", Ledger(subscription.Balances)));
        console.Write(grid);
    }

    private void ShowAccount(Grid grid, Subscription subscription, CancellationProgress? progress)
    {
        RowIfAny(grid, "paid", AccountWords.PaidUntil(subscription));
        RowIfAny(grid, "paid", subscription.Term.Prepaid is { } prepaid ? $"{prepaid.Price:C} for the first period" : "");
        Row(grid, "balance", AccountWords.Balance(subscription));
        RowIfAny(grid, "owed", AccountWords.Owed(subscription));
        RowIfAny(grid, "data left", AccountWords.Data(subscription));
        RowIfAny(grid, "packs", Lines(subscription.Usage.Packs, pack => $"{pack.Terms.Code} {say.Until(pack.ExpiresAt)}"));
        RowIfAny(grid, "promotions", Lines(
            subscription.Renewal.Promotions.Where(promotion => promotion.PeriodsLeft > 0),
            promotion => $"{PurchaseWords.Promotion(promotion.Terms)}, {promotion.PeriodsLeft} left"));
        Row(grid, "auto-renewal", AccountWords.AutoRenewal(subscription));
        RowIfAny(grid, "charges", Lines(subscription.Renewal.Charges, charge => $"{RenewalWords.Charge(charge)}, {Due(charge)}"));
        RowIfAny(grid, "reserved", Lines(subscription.Renewal.Purchases.Reserved, purchase => RenewalWords.Reserved(purchase, say)));
        if (progress is not null)
            Row(grid, "cancellation", ProgressWords.Of(progress, say));
    }

    private static string Plan(Contract contract)
    {
        var next = contract.NextPlan is { } plan ? $"\nnext {EventWords.Plan(plan)}" : "";
        return EventWords.Plan(contract.Plan) + next;
    }

    private string Due(Charge charge) => charge.RetryAt is { } retry
        ? $"to be tried again on {say.Moment(retry)}"
        : $"to be answered {EventWords.By(charge.AnswerDueBy, say)}";

    private string Standing(Subscription subscription) => subscription.Closure is { } closure
        ? $"closed {say.End(closure.At)}: {Phrases.Name(closure.Reason)}"
        : $"{Phrases.Name(subscription.Status)}, version {subscription.Version}";

    private static IEnumerable<string> Ledger(Balances balances)
    {
        foreach (var account in Enum.GetValues<Account>())
        {
            if (!balances[account].IsZero)
                yield return $"{Phrases.Title(account.ToString()),-14} {balances[account],12:C}";
        }
    }

    private static string Lines<T>(IEnumerable<T> items, Func<T, string> words) => string.Join("\n", items.Select(words));

    private static void RowIfAny(Grid grid, string name, string text)
    {
        if (text.Length > 0)
            Row(grid, name, text);
    }

    private static void Row(Grid grid, string name, string text) =>
        grid.AddRow(new Text(name, new Style(decoration: Decoration.Bold)), new Text(text.Length > 0 ? text : "none"));
}
