using System.Globalization;

namespace FleetSimulation;

/// <summary>What a shop's owner wants to know, from a tally: figures, charts and accounts in the reader's language, which the terminal and the page show alike.</summary>
internal sealed class Report(Shop shop, Tally tally, Phrases say)
{
    private static readonly Account[] Accounts = Enum.GetValues<Account>();
    private static readonly Account[] Revenue = [Account.Earned, Account.Fees, Account.Forfeited];
    private static readonly int[] LeadDays = [0, 7, 14, 30, 60, 90];

    public CultureInfo Culture => say.Culture;

    public string Language => say.Language;

    public string Title => Text("title", Of(Figure.Lives));

    public string Subtitle => Text(
        "subtitle", shop.Policy.Identity.Name, shop.Policy.Identity.Version, say.Date(Shop.FirstDay), say.Date(Shop.FirstDay.PlusDays(shop.Days - 1)), shop.Seed);

    public IReadOnlyList<(string Name, string Value, string? Share)> Figures
    {
        get
        {
            var (opened, closed) = (tally.Events.Total(typeof(SubscriptionOpened)), tally.Events.Total(typeof(SubscriptionClosed)));
            string Share(decimal part) => (opened == 0 ? 0 : part / opened).ToString("P1", Culture);
            return
            [
                (Text("figure.opened"), Number(opened), null),
                (Text("figure.kept"), Number(opened - closed), Share(opened - closed)),
                (Text("figure.closed"), Number(closed), Share(closed)),
                (Text("figure.paid"), Amount(Of(Figure.Paid)), null),
                (Text("figure.earned"), Amount(tally.Posted.Total(Revenue)), null),
                (Text("figure.lead"), MedianLead() is { } days ? Text("days", days) : "–", null),
            ];
        }
    }

    public IReadOnlyList<Chart> ByMonth => [InForce(), Flow(), Money()];

    public IReadOnlyList<Chart> ByReason => [Churn(), Lead(), Refusals()];

    /// <summary>Where what customers paid went: the lines before the first sum are what came in, those before the second where it is. The sums are equal.</summary>
    public IReadOnlyList<(string Name, string Amount, bool IsSum)> Ledger =>
    [
        .. new (string Key, decimal Minor, bool IsSum)[]
        {
            ("paid", Of(Figure.Paid), false),
            ("refunded", -Of(Figure.Refunded), false),
            ("takenBack", -Of(Figure.TakenBack), false),
            ("kept", Received, true),
            ("earned", Held(Account.Earned), false),
            ("fees", Held(Account.Fees, Account.Forfeited), false),
            ("deferred", Held(Account.Deferred, Account.Held), false),
            ("owed", Held(Account.Wallet, Account.RefundPayable), false),
            ("transfers", Held(Account.Transfers), false),
            ("receivable", Held(Account.Receivable), false),
            ("writtenOff", Held(Account.WrittenOff), false),
            ("free", Held(Account.Concessions, Account.Promotional), false),
            ("sum", AccountedFor, true),
        }.Where(line => line.IsSum || line.Minor != 0).Select(line => (Text($"accounts.{line.Key}"), Amount(line.Minor), line.IsSum)),
    ];

    /// <summary>What does not reconcile: none if every ledger sums to zero, each account holds what the events posted to it, and all that came in is accounted for.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            var faults = new List<string>();
            if (Of(Figure.Unbalanced) is > 0 and var unbalanced)
                faults.Add(Text("unbalanced.sums", unbalanced, Of(Figure.Lives)));
            if (Received != AccountedFor)
                faults.Add(Text("unbalanced.received", Amount(Received), Amount(AccountedFor), Amount(AccountedFor - Received)));
            foreach (var account in Accounts)
            {
                var (posted, held) = (tally.Posted.Total(account), Held(account));
                if (posted != held)
                    faults.Add(Text("unbalanced.account", account, Amount(posted), Amount(held), Amount(held - posted)));
            }

            return faults;
        }
    }

    public string Verdict => Faults.Count == 0 ? Text("balanced", Of(Figure.Lives), Amount(Received)) : string.Join('\n', [Text("unbalanced"), .. Faults]);

    public string Counted => Text("counted", Of(Figure.Decisions), tally.Events.Total(tally.Events.Keys));

    /// <summary>What events say that came in and was not paid back.</summary>
    private decimal Received => Of(Figure.Paid) - Of(Figure.Refunded) - Of(Figure.TakenBack);

    /// <summary>What the ledgers hold at the end, the customers' side apart.</summary>
    private decimal AccountedFor => Held(Accounts.Except([Account.Customer]));

    public string Text(string key, params ReadOnlySpan<object?> facts) => say.Text(key, facts);

    private Chart InForce()
    {
        Series Of(string key, params IEnumerable<SubscriptionStatus> statuses) => new(Text($"inForce.{key}"), tally.AtEnd.ByMonth(statuses));
        return MonthChart(
            Text("inForce.title"), isWhole: true, "N0", Of("active", SubscriptionStatus.Active), Of("grace", SubscriptionStatus.Grace), Of("suspended", SubscriptionStatus.Suspended),
            Of("cancelling", Enum.GetValues<SubscriptionStatus>().Where(status => status.IsPendingCancel())), Of("pending", SubscriptionStatus.Pending));
    }

    private Chart Flow()
    {
        Series Of(string key, Type told) => new(Text($"flow.{key}"), tally.Events.ByMonth(told));
        return MonthChart(
            Text("flow.title"), isWhole: false, "N0", Of("opened", typeof(SubscriptionOpened)), Of("activated", typeof(SubscriptionActivated)), Of("closed", typeof(SubscriptionClosed)));
    }

    private Chart Money()
    {
        var change = tally.Posted.ByMonth(Account.Deferred, Account.Held);
        (string Key, decimal[] Minor)[] lines =
        [
            ("earned", tally.Posted.ByMonth(Revenue)),
            ("deferred", [.. change.Select((_, month) => change[..(month + 1)].Sum())]),
            ("paid", tally.Figures.ByMonth(Figure.Paid)),
            ("refunded", tally.Figures.ByMonth(Figure.Refunded)),
        ];

        // In thousands or millions, so that the figures have four digits at most.
        var (scale, unit) = (0, 1m);
        for (var most = lines.Max(line => line.Minor.Max(minor => Math.Abs(InCurrency(minor)))); most / unit >= 10_000 && scale < 4; scale++)
            unit *= 1000;
        return MonthChart(
            $"{Text("money.title")} ({Text($"scale.{scale}", shop.Policy.Identity.Currency)})", isWhole: false, scale == 0 ? $"N{Digits}" : "N1",
            [.. lines.Select(line => new Series(Text($"money.{line.Key}"), [.. line.Minor.Select(minor => InCurrency(minor) / unit)]))]);
    }

    private Chart Churn() => BarChart(
        "churn",
        Enumerable.Concat<Enum>(Enum.GetValues<CancellationReason>().Cast<Enum>(), Enum.GetValues<ClosedReason>().Cast<Enum>())
            .Select(reason => (say.Title(reason), tally.Reasons.Total(reason))).Where(bar => bar.Item2 > 0).OrderByDescending(bar => bar.Item2));

    private Chart Lead() => BarChart(
        "lead",
        [
            .. LeadDays.Select((days, i) => (days == 0 ? Text("lead.sameDay") : Text("lead.upTo", days), Leads(i == 0 ? -1 : LeadDays[i - 1], days))),
            (Text("lead.longer"), Leads(LeadDays[^1], int.MaxValue)),
        ]);

    /// <summary>How many took longer than so many days, up to so many.</summary>
    private decimal Leads(int after, int upTo) => tally.LeadDays.Total(tally.LeadDays.Keys.Where(days => days > after && days <= upTo));

    private Chart Refusals() => BarChart(
        "refusals", tally.Refusals.Keys.Order(StringComparer.Ordinal).Select(code => (code, tally.Refusals.Total(code))).OrderByDescending(bar => bar.Item2));

    private Chart MonthChart(string title, bool isWhole, string format, params Series[] series)
    {
        var months = Enumerable.Range(0, shop.MonthEnds.Length).Select(Shop.FirstDay.PlusMonths).ToList();
        return new(title, [.. months.Select(say.Month)], series, isWhole, format) { ShortLabels = [.. months.Select(month => month.ToString(months.Count > 12 ? "MMM yy" : "MMM", Culture))] };
    }

    private Chart BarChart(string key, IEnumerable<(string Label, decimal Count)> bars) => new(
        Text($"{key}.title"), [.. bars.Select(bar => bar.Label)], [new Series(Text($"{key}.series"), [.. bars.Select(bar => bar.Count)])]);

    private int? MedianLead()
    {
        var half = Leads(-1, int.MaxValue) / 2;
        return tally.LeadDays.Keys.Order().SkipWhile(days => Leads(-1, days) < half).Cast<int?>().FirstOrDefault();
    }

    private decimal Of(Figure figure) => tally.Figures.Total(figure);

    private decimal Held(params IEnumerable<Account> accounts) => tally.Held.Total(accounts);

    private int Digits => shop.Policy.Identity.Currency.MinorUnitDigits;

    private decimal InCurrency(decimal minor) => minor / (decimal)Math.Pow(10, Digits);

    private string Amount(decimal minor) => $"{shop.Policy.Identity.Currency} {InCurrency(minor).ToString($"N{Digits}", Culture)}";

    private string Number(decimal number) => number.ToString("N0", Culture);
}
