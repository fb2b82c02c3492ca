using System.CommandLine;
using NodaTime.Text;

namespace SelfCare;

/// <summary><c>forecast</c>: draws the months ahead of a kept subscription.</summary>
internal static class ForecastCommand
{
    private const int MonthsAhead = 6;

    private static readonly Option<string?> Until = new("--until") { Description = "The last date; in six months by default.", HelpName = "date" };

    private static readonly Option<string> Payments = Choice("--payments", "Whether charges succeed.", "succeed", "fail");

    private static readonly Option<string> Review = Choice("--review", "What comes of the review of a cancellation.", "approves", "rejects", "never");

    private static readonly Option<string> Customer = Choice(
        "--customer", "Whether the customer does what a cancellation waits for: documents, devices, what is owed.", "waits", "acts");

    public static Symbol[] Options => [Until, Payments, Review, Customer];

    public static int Run(JournalDesk desk, SubscriptionId id, ParseResult parsed) => desk.Forecast(id, UntilOf(parsed), new ForecastAssumptions
    {
        PaymentsSucceed = parsed.GetValue(Payments) == "succeed",
        Review = parsed.GetValue(Review) switch
        {
            "rejects" => AssumedReview.Rejects,
            "never" => AssumedReview.NeverDecides,
            _ => AssumedReview.Approves,
        },
        DocumentsCome = parsed.GetValue(Customer) == "acts",
        DevicesAreUnbound = parsed.GetValue(Customer) == "acts",
        DuesArePaid = parsed.GetValue(Customer) == "acts",
    });

    /// <summary>The last date where the user says none.</summary>
    public static LocalDate DefaultUntil(LocalDate today) => today.PlusMonths(MonthsAhead);

    private static LocalDate? UntilOf(ParseResult parsed)
    {
        if (parsed.GetValue(Until) is not { } text)
            return null;
        return LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date } && date.Year is > 1970 and < 2500
            ? date
            : throw new BadInputException($"--until: found '{text}'; expected a date such as 2026-12-31.");
    }

    private static Option<string> Choice(string name, string description, params string[] values)
    {
        var option = new Option<string>(name) { Description = description, HelpName = string.Join('|', values), DefaultValueFactory = _ => values[0] };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
