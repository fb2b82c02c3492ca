using System.Globalization;

namespace FleetSimulation;

/// <summary>What a shop's owner wants to know, from a tally: figures, charts and accounts in the reader's language, which the terminal and the page show alike.</summary>
internal sealed class Report
{
    private static readonly int[] LeadDays = [0, 7, 14, 30, 60, 90];

    private readonly Shop _shop;
    private readonly Tally _tally;
    private readonly Phrases _say;
    private readonly LocalDate[] _months;

    public Report(Shop shop, Tally tally, Phrases say)
    {
        (_shop, _tally, _say) = (shop, tally, say);
        _months = [.. Enumerable.Range(0, tally.Months).Select(Shop.FirstDay.PlusMonths)];
        Accounts = ListAccounts();
        Figures = ListFigures();
        ByMonth = [InForce(), Flow(), Revenue()];
        ByReason = [Churn(), Lead(), Refusals()];
    }

    public CultureInfo Culture => _say.Culture;

    public string Language => _say.Language;

    public string Title => Text("title", _tally.Lives);

    public string Subtitle => Text(
        "subtitle", _shop.Policy.Identity.Name, _shop.Policy.Identity.Version, _say.Date(Shop.FirstDay), _say.Date(Shop.FirstDay.PlusDays(_shop.Days - 1)), _shop.Seed);

    public IReadOnlyList<(string Name, string Value, string? Share)> Figures { get; }

    public IReadOnlyList<Chart> ByMonth { get; }

    public IReadOnlyList<Chart> ByReason { get; }

    /// <summary>Where what customers paid went: the lines before the first sum are what came in, those before the second where it is. The sums are equal.</summary>
    public IReadOnlyList<(string Name, string Amount, bool IsSum)> Accounts { get; }

    /// <summary>Whether every ledger sums to zero, each account holds what the events posted to it, and all that came in is accounted for.</summary>
    public bool IsReconciled => _tally.Unbalanced == 0 && Received == AccountedFor
        && Enum.GetValues<Account>().All(account => Flow(account, _tally.Months) == _tally.Balance(account));

    public string Verdict => IsReconciled
        ? Text("balanced", _tally.Lives, Amount(Received))
        : Text("unbalanced", _tally.Unbalanced, _tally.Lives, Amount(Received), Amount(AccountedFor));

    public string Counted => Text("counted", _tally.Decisions, _tally.Events);

    /// <summary>What events say that came in and was not paid back.</summary>
    private Int128 Received => Sum(_tally.Paid) - Sum(_tally.Refunded) - Sum(_tally.TakenBack);

    /// <summary>What the ledgers hold at the end, the customers' side apart.</summary>
    private Int128 AccountedFor => Enum.GetValues<Account>().Where(account => account != Account.Customer).Aggregate(Int128.Zero, (sum, account) => sum + _tally.Balance(account));

    public string Text(string key, params ReadOnlySpan<object?> facts) => _say.Text(key, facts);

    private IReadOnlyList<(string Name, string Value, string? Share)> ListFigures()
    {
        var opened = _tally.Opened.Sum();
        var closed = _tally.Closed.Sum();
        return
        [
            (Text("figure.opened"), Number(opened), null),
            (Text("figure.kept"), Number(opened - closed), Share(opened - closed, opened)),
            (Text("figure.closed"), Number(closed), Share(closed, opened)),
            (Text("figure.paid"), Amount(Sum(_tally.Paid)), null),
            (Text("figure.earned"), Amount(Earned(_tally.Months)), null),
            (Text("figure.lead"), MedianLead() is { } days ? Text("days", days) : "–", null),
        ];
    }

    private IReadOnlyList<(string Name, string Amount, bool IsSum)> ListAccounts()
    {
        Int128 Of(params ReadOnlySpan<Account> accounts)
        {
            var sum = Int128.Zero;
            foreach (var account in accounts)
                sum += _tally.Balance(account);
            return sum;
        }

        (string Key, Int128 Minor, bool IsSum)[] lines =
        [
            ("accounts.paid", Sum(_tally.Paid), false),
            ("accounts.refunded", -Sum(_tally.Refunded), false),
            ("accounts.takenBack", -Sum(_tally.TakenBack), false),
            ("accounts.kept", Received, true),
            ("accounts.earned", Of(Account.Earned), false),
            ("accounts.fees", Of(Account.Fees, Account.Forfeited), false),
            ("accounts.deferred", Of(Account.Deferred, Account.Held), false),
            ("accounts.owed", Of(Account.Wallet, Account.RefundPayable), false),
            ("accounts.transfers", Of(Account.Transfers), false),
            ("accounts.receivable", Of(Account.Receivable), false),
            ("accounts.writtenOff", Of(Account.WrittenOff), false),
            ("accounts.free", Of(Account.Concessions, Account.Promotional), false),
            ("accounts.sum", AccountedFor, true),
        ];
        return [.. lines.Where(line => line.IsSum || line.Minor != 0).Select(line => (Text(line.Key), Amount(line.Minor), line.IsSum))];
    }

    private Chart InForce()
    {
        Series Of(string key, params SubscriptionStatus[] statuses) =>
            new(Text($"inForce.{key}"), [.. Enumerable.Range(0, _tally.Months).Select(month => (decimal)statuses.Sum(status => _tally.AtEnd(month, status)))]);

        return MonthChart(
            Text("inForce.title"), ChartKind.Stacked, "N0", Of("active", SubscriptionStatus.Active), Of("grace", SubscriptionStatus.Grace), Of("suspended", SubscriptionStatus.Suspended),
            Of("cancelling", [.. Enum.GetValues<SubscriptionStatus>().Where(status => status.IsPendingCancel())]), Of("pending", SubscriptionStatus.Pending));
    }

    private Chart Flow() => MonthChart(
        Text("flow.title"), ChartKind.Grouped, "N0", new Series(Text("flow.opened"), Decimals(_tally.Opened)), new Series(Text("flow.activated"), Decimals(_tally.Activated)),
        new Series(Text("flow.closed"), Decimals(_tally.Closed)));

    private Chart Revenue()
    {
        var months = Enumerable.Range(0, _tally.Months).ToList();
        var series = new (string Key, IEnumerable<Int128> Minor)[]
        {
            ("money.earned", months.Select(month => Earned(month + 1) - Earned(month))),
            ("money.deferred", months.Select(month => Flow(Account.Deferred, month + 1) + Flow(Account.Held, month + 1))),
            ("money.paid", months.Select(month => _tally.Paid[month])),
            ("money.refunded", months.Select(month => _tally.Refunded[month])),
        }.Select(each => new Series(Text(each.Key), [.. each.Minor.Select(InCurrency)])).ToList();

        // In thousands or millions, so that the figures have four digits at most.
        var most = series.Max(each => each.Values.Max(Math.Abs));
        var scale = 0;
        for (; most >= 10_000 && scale < 4; scale++)
        {
            most /= 1000;
            series = [.. series.Select(each => each with { Values = [.. each.Values.Select(value => value / 1000)] })];
        }

        var unit = Text($"scale.{scale}", _shop.Policy.Identity.Currency);
        return MonthChart($"{Text("money.title")} ({unit})", ChartKind.Grouped, scale == 0 ? $"N{Digits}" : "N1", [.. series]);
    }

    private Chart Churn() => BarChart("churn", Enum.GetValues<CancellationReason>().Select(reason => (_say.Title(reason), _tally.Cancelled(reason)))
        .Concat(Enum.GetValues<ClosedReason>().Select(reason => (_say.Title(reason), _tally.ClosedAs(reason))))
        .Where(each => each.Item2 > 0).OrderByDescending(each => each.Item2));

    private Chart Lead()
    {
        var left = 0;
        var bars = new List<(string, long)>();
        foreach (var days in LeadDays)
        {
            bars.Add((days == 0 ? Text("lead.sameDay") : Text("lead.upTo", days), _tally.LeadDays[left..(days + 1)].Sum()));
            left = days + 1;
        }

        bars.Add((Text("lead.longer"), _tally.LeadDays[left..].Sum()));
        return BarChart("lead", bars);
    }

    private Chart Refusals() => BarChart("refusals", _tally.Refusals.OrderByDescending(each => each.Value).ThenBy(each => each.Key, StringComparer.Ordinal).Select(each => (each.Key, each.Value)));

    private Chart MonthChart(string title, ChartKind kind, string format, params Series[] series) => new(title, kind, [.. _months.Select(_say.Month)], series, format)
    {
        ShortLabels = [.. _months.Select(month => month.ToString(_tally.Months > 12 ? "MMM yy" : "MMM", Culture))],
    };

    private Chart BarChart(string key, IEnumerable<(string Label, long Count)> bars)
    {
        var all = bars.ToList();
        return new Chart(Text($"{key}.title"), ChartKind.Bars, [.. all.Select(each => each.Label)], [new Series(Text($"{key}.series"), [.. all.Select(each => (decimal)each.Count)])]);
    }

    private int? MedianLead()
    {
        var left = (_tally.LeadDays.Sum() + 1) / 2;
        if (left == 0)
            return null;
        var days = 0;
        while ((left -= _tally.LeadDays[days]) > 0)
            days++;
        return days;
    }

    /// <summary>All that is revenue, in the first months.</summary>
    private Int128 Earned(int months) => Flow(Account.Earned, months) + Flow(Account.Fees, months) + Flow(Account.Forfeited, months);

    private Int128 Flow(Account account, int months) => Sum(Enumerable.Range(0, months).Select(month => _tally.Flow(month, account)));

    private int Digits => _shop.Policy.Identity.Currency.MinorUnitDigits;

    private decimal InCurrency(Int128 minor) => (decimal)minor / (decimal)Math.Pow(10, Digits);

    private string Amount(Int128 minor) => $"{_shop.Policy.Identity.Currency} {InCurrency(minor).ToString($"N{Digits}", Culture)}";

    private string Number(long number) => number.ToString("N0", Culture);

    private string Share(long part, long whole) => (whole == 0 ? 0 : (decimal)part / whole).ToString("P1", Culture);

    private static Int128 Sum(IEnumerable<Int128> amounts) => amounts.Aggregate(Int128.Zero, (sum, amount) => sum + amount);

    private static decimal[] Decimals(long[] counts) => [.. counts.Select(count => (decimal)count)];
}
