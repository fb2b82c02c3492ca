namespace EsimLifecycle.Tests;

/// <summary>Fifty automatic renewals through the lifecycle: in zones with and without daylight saving, from the days that not every month has.</summary>
public class RenewalCalendarLaws
{
    private const int Months = 50;

    public static readonly TheoryData<string, int> ZonesAndAnchors = new MatrixTheoryData<string, int>(
        ["Asia/Jakarta", "Asia/Manila", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"],
        [28, 29, 30, 31]);

    [Theory]
    [MemberData(nameof(ZonesAndAnchors))]
    public void Periods_tile_and_keep_their_day(string zone, int day)
    {
        var periods = Renewed(zone, new LocalDate(2026, 1, day), Period.FromMonths(1), Months);

        for (var i = 0; i < periods.Count; i++)
        {
            var month = new YearMonth(2026, 1).PlusMonths(i);
            var start = month.OnDayOfMonth(Math.Min(day, month.ToDateInterval().Length));
            periods[i].Start.Should().Be(start);
            if (i > 0)
                periods[i - 1].End.Should().Be(start);
        }
    }

    [Theory]
    [MemberData(nameof(ZonesAndAnchors))]
    public void A_change_of_the_clocks_never_moves_a_date(string zone, int day)
    {
        foreach (var period in Renewed(zone, new LocalDate(2026, 1, day), Period.FromMonths(1), Months))
            period.EndsAt.InZone(DateTimeZoneProviders.Tzdb[zone]).Should().Be(DateTimeZoneProviders.Tzdb[zone].AtStartOfDay(period.End));
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")]
    public void A_day_is_a_date_also_where_it_has_23_hours_or_25(string zone)
    {
        var periods = Renewed(zone, new LocalDate(2026, 3, 1), Period.FromDays(1), 300);

        for (var i = 0; i < periods.Count; i++)
        {
            periods[i].Start.Should().Be(new LocalDate(2026, 3, 1).PlusDays(i));
            periods[i].End.Should().Be(periods[i].Start.PlusDays(1));
        }
    }

    /// <summary>The periods of a line that renews itself from its balance.</summary>
    private static List<PaidPeriod> Renewed(string zone, LocalDate start, Period length, int count)
    {
        var policy = Scenario.With(plain => plain with
        {
            Identity = plain.Identity with { Zone = zone },
            Plans = [plain.Plans[0] with { Length = length }],
        }).Policy;
        var lifecycle = new Lifecycle(policy);
        var now = start.At(new LocalTime(12, 0)).InZoneLeniently(DateTimeZoneProviders.Tzdb[zone]).ToInstant();
        var state = Subscription.None;
        var commands = 0;
        foreach (var command in new LifecycleCommand[]
        {
            new OpenSubscription(Scenario.Id, "monthly"),
            new TopUp(new Reference("top-up"), policy.Plans[0].Price.Multiply(count), PaymentMethod.Card),
            new Activate(),
            new SetAutoRenewal(true, PaymentMethod.Balance),
        })
        {
            state = lifecycle.Decide(state, command, new CommandContext(now, Caller.System, new CommandId($"command-{++commands}"))).Subscription;
        }

        var events = lifecycle.Advance(state, now + Duration.FromDays(32 * count)).Events;
        List<PaidPeriod> periods = [.. state.Term.Periods, .. events.OfType<SubscriptionRenewed>().Select(renewed => renewed.Period)];
        periods.Count.Should().Be(count);
        return periods;
    }
}
