using FsCheck;
using FsCheck.Fluent;
using NodaTime.Text;

namespace EsimLifecycle.Tests;

public class ZonedDatesTests
{
    [Theory]
    [InlineData("Asia/Jakarta", "2026-03-29", "2026-03-28T17:00:00Z")]
    [InlineData("Asia/Manila", "2026-03-29", "2026-03-28T16:00:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z")]
    [InlineData("Europe/Berlin", "2026-03-30", "2026-03-29T22:00:00Z")]
    [InlineData("America/New_York", "2026-11-01", "2026-11-01T04:00:00Z")]
    [InlineData("America/New_York", "2026-11-02", "2026-11-02T05:00:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "2026-04-04T13:00:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-06", "2026-04-05T13:30:00Z")]
    public void A_date_starts_at_midnight_in_the_carriers_zone(string zone, string date, string instant)
    {
        var start = ZonedDates.AtStartOfDay(Date(date), Zone(zone));

        start.Should().Be(InstantPattern.General.Parse(instant).Value);
        ZonedDates.DateOf(start, Zone(zone)).Should().Be(Date(date));
        ZonedDates.DateOf(start - Duration.Epsilon, Zone(zone)).Should().Be(Date(date).PlusDays(-1));
    }

    [Fact]
    public void A_skipped_midnight_moves_forward_to_one_o_clock() =>
        ZonedDates.AtStartOfDay(Date("2018-11-04"), Zone("America/Sao_Paulo")).Should().Be(Instant.FromUtc(2018, 11, 4, 3, 0));

    [Fact]
    public void A_skipped_day_moves_forward_to_the_next()
    {
        var start = ZonedDates.AtStartOfDay(Date("2011-12-30"), Zone("Pacific/Apia"));

        start.Should().Be(ZonedDates.AtStartOfDay(Date("2011-12-31"), Zone("Pacific/Apia")));
        start.Should().Be(Instant.FromUtc(2011, 12, 30, 10, 0));
        ZonedDates.DateOf(start - Duration.Epsilon, Zone("Pacific/Apia")).Should().Be(Date("2011-12-29"));
    }

    [Fact]
    public void A_midnight_that_comes_twice_is_the_first() =>
        ZonedDates.AtStartOfDay(Date("2000-10-29"), Zone("America/Havana")).Should().Be(Instant.FromUtc(2000, 10, 29, 4, 0));

    [Fact]
    public void No_zone_ever_moves_a_date_but_for_the_days_it_skipped()
    {
        var zones = Gen.Elements<string>(DateTimeZoneProviders.Tzdb.Ids).ToArbitrary();
        var dates = Gen.Choose(0, 36_525).Select(day => new LocalDate(1970, 1, 1).PlusDays(day)).ToArbitrary();

        Prop.ForAll(zones, dates, (zone, date) =>
        {
            var start = ZonedDates.AtStartOfDay(date, Zone(zone));
            var found = ZonedDates.DateOf(start, Zone(zone));
            return ZonedDates.DateOf(start - Duration.Epsilon, Zone(zone)) < date
                && (found == date || (found == date.PlusDays(1) && start == ZonedDates.AtStartOfDay(found, Zone(zone))));
        }).Check(1000);
    }

    [Fact]
    public void Around_every_transition_of_every_zone_a_day_starts_where_its_midnight_is_or_the_gap_ends()
    {
        foreach (var zone in DateTimeZoneProviders.Tzdb.Ids.Select(Zone))
        {
            foreach (var interval in zone.GetZoneIntervals(Instant.FromUtc(1970, 1, 2, 0, 0), Instant.FromUtc(2040, 1, 1, 0, 0)).Skip(1))
            {
                for (var days = -1; days <= 2; days++)
                {
                    var date = interval.Start.InUtc().Date.PlusDays(days);
                    var midnight = zone.MapLocal(date.AtMidnight());
                    var expected = midnight.Count == 0 ? midnight.LateInterval.Start : midnight.First().ToInstant();
                    if (ZonedDates.AtStartOfDay(date, zone) != expected)
                        Assert.Fail($"{zone.Id}, {date}: {ZonedDates.AtStartOfDay(date, zone)} was found; expected {expected}.");
                }
            }
        }
    }

    [Fact]
    public void Periods_as_instants_are_periods_again()
    {
        string[] zones = ["Asia/Jakarta", "Asia/Manila", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo"];

        var schedules = BillingScheduleLaws.SchedulesOf().ToArbitrary();
        Prop.ForAll(schedules, Gen.Elements(zones).ToArbitrary(), Gen.Choose(0, 60).ToArbitrary(), (schedule, zone, n) =>
        {
            var (period, at) = (schedule[n], Zone(zone));
            return schedule.PeriodAt(ZonedDates.DateOf(ZonedDates.AtStartOfDay(period.Start, at), at)) == period
                && schedule.PeriodAt(ZonedDates.DateOf(ZonedDates.AtStartOfDay(period.End, at) - Duration.Epsilon, at)) == period;
        }).QuickCheckThrowOnFailure();
    }

    private static LocalDate Date(string text) => BillingCaseFields.IsoDate(text);

    private static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];
}
