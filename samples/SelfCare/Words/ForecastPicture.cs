using System.Globalization;
using Spectre.Console;

namespace SelfCare;

/// <summary>
/// Draws what is ahead: a line for each month with a sign for each of its days, and below it what is charged, paid back or changes. It is read without colours
/// as well.
/// </summary>
internal sealed class ForecastPicture(IAnsiConsole console, Phrases say)
{
    /// <summary>From this number of charges in a month on they are told as a sum.</summary>
    private const int ManyCharges = 4;

    private const char Charged = '$';
    private const char Failed = 'x';
    private const char PaidBack = '+';

    private static readonly (SubscriptionStatus Status, char Sign)[] Signs =
    [
        (SubscriptionStatus.Pending, '░'), (SubscriptionStatus.Active, '█'), (SubscriptionStatus.Grace, '▒'), (SubscriptionStatus.Suspended, '='),
        (SubscriptionStatus.AwaitingDocuments, '▓'), (SubscriptionStatus.UnderReview, '▓'), (SubscriptionStatus.AwaitingSupplement, '▓'),
        (SubscriptionStatus.Clearing, '▓'), (SubscriptionStatus.Closed, '·'),
    ];

    /// <param name="subscription">The subscription, as of now.</param>
    /// <param name="steps">What is foreseen.</param>
    /// <param name="from">The first date.</param>
    /// <param name="until">The last date.</param>
    /// <param name="findEnd">When it would be closed if the customer did what a cancellation waits for; null if not by then.</param>
    public void Show(Subscription subscription, IEnumerable<ForecastStep> steps, LocalDate from, LocalDate until, Func<Instant?> findEnd)
    {
        var (end, lapsesAt) = (subscription, default(Instant?));
        var days = new SortedDictionary<LocalDate, Day>();
        var status = subscription.Status;
        foreach (var step in steps)
        {
            var day = DayOf(step.At);
            day.Charges.AddRange(step.Charges);
            if (step.Assumed is PayDues paid)
                day.Notes.Add((Charged, say.Explain(paid)));
            if (step.Refunded is { } refunded)
                day.Notes.Add((PaidBack, say.Text("forecastRefund", say.Amount(refunded))));
            if (step.Subscription.Status != status)
                day.Notes.Add((SignOf(step.Subscription.Status), Change(step)));
            if (status != SubscriptionStatus.Closed && step.Subscription.Status == SubscriptionStatus.Closed)
                AddAccount(day, step);
            if (subscription.Status.IsPendingCancel() && step.Events.Any(each => each is CancellationLapsed))
                lapsesAt ??= step.At;
            end = step.Subscription;
            status = day.Status = end.Status;
        }

        status = subscription.Status;
        var last = days.Count == 0 ? from : days.Keys.Last();
        for (var month = new LocalDate(from.Year, from.Month, 1); month <= until && (month <= last || status != SubscriptionStatus.Closed); month = month.PlusMonths(1))
            ShowMonth(month, from, until, days, ref status);
        ShowLegend(subscription, days.Values);
        ShowSum(end, [.. days.Values.SelectMany(day => day.Charges)]);
        if (lapsesAt is { } lapse)
            console.WriteLine(findEnd() is { } closedAt ? say.Text("forecastLapses", say.Date(lapse), say.Date(closedAt)) : say.Text("forecastLapsesLater", say.Date(lapse)));

        Day DayOf(Instant at)
        {
            var date = say.DateOf(at);
            if (!days.TryGetValue(date, out var day))
                days[date] = day = new Day(status);
            return day;
        }
    }

    /// <summary>What the change comes from: "Grace period began: the number is kept up to and including 30 June 2026".</summary>
    private string Change(ForecastStep step)
    {
        var telling = step.Events.LastOrDefault(each => each is SubscriptionClosed or GraceEntered or SubscriptionActivated or SubscriptionResumed
            or CancellationLapsed or CancellationRejected or CancellationApproved or ReviewStarted or ClearingStarted);
        return telling is null ? say.Title(step.Subscription.Status) : say.Explain(telling);
    }

    private void ShowMonth(LocalDate month, LocalDate from, LocalDate until, SortedDictionary<LocalDate, Day> days, ref SubscriptionStatus status)
    {
        var strip = new List<char>();
        var own = new List<(LocalDate Date, Day Day)>();
        for (var date = month; date.Month == month.Month; date = date.PlusDays(1))
        {
            if (days.TryGetValue(date, out var day))
            {
                status = day.Status;
                own.Add((date, day));
            }

            strip.Add(date < from || date > until ? ' ' : day?.Sign ?? SignOf(status));
        }

        var name = Cells.PadRight(say.Month(month), say.MonthWidth);
        var charges = own.SelectMany(each => each.Day.Charges).ToList();
        var sum = Sum(charges) is { } paid ? say.Amount(paid) : "";
        console.MarkupLine($"[bold]{name}[/]  [teal]{Markup.Escape(Cells.PadRight(string.Concat(strip), 31))}[/] {Cells.PadLeft(sum, 14)}".TrimEnd());
        if (charges.Count >= ManyCharges)
            Note("", Charged, say.Text("forecastMany", charges.Count(charge => !charge.Fails), say.Amount(Sum(charges) ?? Money.Zero(charges[0].Amount.Currency))));
        foreach (var (date, day) in own)
        {
            var when = date.Day.ToString(CultureInfo.InvariantCulture);
            foreach (var charge in day.Charges.Where(charge => charge.Fails || charges.Count < ManyCharges))
                Note(when, charge.Fails ? Failed : Charged, Told(charge));
            foreach (var (sign, text) in day.Notes)
                Note(when, sign, text);
        }
    }

    private void Note(string day, char sign, string text)
    {
        var grid = new Grid { Expand = false }
            .AddColumn(new GridColumn().NoWrap().RightAligned().PadLeft(say.MonthWidth + 2).PadRight(1).Width(2))
            .AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(1).Width(1))
            .AddColumn(new GridColumn().PadLeft(0).PadRight(0));
        grid.AddRow(new Text(day), new Text(sign.ToString()), new Text(text));
        console.Write(grid);
    }

    private string Told(ExpectedCharge charge)
    {
        var what = say.Text(charge.Fails ? "forecastFails" : "forecastCharge", say.Amount(charge.Amount), say.Word(charge.Method), charge.Pack ?? charge.Plan);
        if (charge.Attempt > 1)
            what += say.Text("forecastAttempt", charge.Attempt);
        return charge.Until is { } until ? $"{what}, {say.Text("paid")} {say.Through(until)}" : what;
    }

    private void ShowLegend(Subscription subscription, IEnumerable<Day> days)
    {
        var all = days.ToList();
        var statuses = all.Select(day => day.Status).Append(subscription.Status).ToHashSet();
        var signs = Signs.Where(each => statuses.Contains(each.Status)).Select(each => $"{each.Sign} {say.Word(each.Status)}").ToList();
        var charges = all.SelectMany(day => day.Charges).ToList();
        if (charges.Exists(charge => !charge.Fails))
            signs.Add($"{Charged} {say.Text("forecastLegendCharge")}");
        if (charges.Exists(charge => charge.Fails))
            signs.Add($"{Failed} {say.Text("forecastLegendFails")}");
        console.WriteLine();
        console.MarkupLine($"[grey]{Markup.Escape(string.Join("   ", signs))}[/]");
    }

    /// <summary>What is owed when it is closed, or still comes back.</summary>
    private void AddAccount(Day day, ForecastStep step)
    {
        if (say.Owed(step.Subscription) is { } owed)
            day.Notes.Add((SignOf(SubscriptionStatus.Closed), say.Text("forecastOwed", owed)));
        if (step.Subscription.Refunds.Where(leg => !leg.IsOver).Aggregate(default(Money?), (sum, leg) => sum + leg.Outstanding ?? leg.Outstanding) is { IsPositive: true } comesBack)
            day.Notes.Add((SignOf(SubscriptionStatus.Closed), say.Text("forecastComesBack", say.Amount(comesBack))));
    }

    private void ShowSum(Subscription end, List<ExpectedCharge> charges)
    {
        var owed = say.Owed(end);
        if (Sum(charges) is { } sum)
            console.WriteLine(say.Text("forecastSum", say.Amount(sum), charges.Count(charge => !charge.Fails)));
        else if (owed is null)
            console.WriteLine(say.Text("forecastNothing"));
        if (owed is not null)
            console.WriteLine(say.Text("forecastOwedThen", owed));
    }

    private static Money? Sum(List<ExpectedCharge> charges) => charges.Where(charge => !charge.Fails).Aggregate(default(Money?), (sum, charge) => sum + charge.Amount ?? charge.Amount);

    private static char SignOf(SubscriptionStatus status) => Array.Find(Signs, each => each.Status == status).Sign;

    private sealed class Day(SubscriptionStatus status)
    {
        public SubscriptionStatus Status { get; set; } = status;

        public List<ExpectedCharge> Charges { get; } = [];

        public List<(char Sign, string Text)> Notes { get; } = [];

        public char Sign => Charges.Exists(charge => charge.Fails) ? Failed : Charges.Count > 0 ? Charged : SignOf(Status);
    }
}
