namespace EsimLifecycle.Tests;

public class DeadlinesTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(13, 37)]
    [InlineData(23, 59)]
    public void The_day_of_the_event_is_not_counted_and_the_last_day_is_whole(int hour, int minute)
    {
        var from = new LocalDateTime(2026, 3, 20, hour, minute).InZoneStrictly(Berlin).ToInstant();

        // 14 days from 20 March: the last is 3 April; summer time has begun in between.
        Deadlines.EndOfDayAfter(from, 14, Berlin).Should().Be(Instant.FromUtc(2026, 4, 3, 22, 0));
        Deadlines.EndOfDayAfter(from, 0, Berlin).Should().Be(Instant.FromUtc(2026, 3, 20, 23, 0));
    }

    [Fact]
    public void The_event_is_dated_where_the_carrier_is()
    {
        var from = Instant.FromUtc(2026, 1, 1, 20, 0);

        Deadlines.EndOfDayAfter(from, 1, DateTimeZoneProviders.Tzdb["Asia/Jakarta"]).Should().Be(Instant.FromUtc(2026, 1, 3, 17, 0));
        Deadlines.EndOfDayAfter(from, 1, DateTimeZoneProviders.Tzdb["America/New_York"]).Should().Be(Instant.FromUtc(2026, 1, 3, 5, 0));
    }

    [Fact]
    public void Business_days_skip_the_weekend()
    {
        var friday = Instant.FromUtc(2026, 1, 9, 12, 0);
        var saturday = Instant.FromUtc(2026, 1, 10, 12, 0);

        Deadlines.EndOfBusinessDayAfter(friday, 7, BusinessCalendar.Default, Berlin).Should().Be(Instant.FromUtc(2026, 1, 20, 23, 0));
        Deadlines.EndOfBusinessDayAfter(saturday, 1, BusinessCalendar.Default, Berlin).Should().Be(Instant.FromUtc(2026, 1, 12, 23, 0));
        Deadlines.EndOfBusinessDayAfter(saturday, 0, BusinessCalendar.Default, Berlin).Should().Be(Instant.FromUtc(2026, 1, 12, 23, 0));
    }

    [Fact]
    public void A_term_has_bounds()
    {
        var negative = () => Deadlines.EndOfDayAfter(Instant.FromUtc(2026, 1, 1, 0, 0), -1, Berlin);
        var long_ = () => Deadlines.EndOfDayAfter(Instant.FromUtc(2026, 1, 1, 0, 0), 3661, Berlin);
        var early = () => Deadlines.EndOfDayAfter(Instant.FromUtc(1969, 1, 1, 0, 0), 1, Berlin);
        var late = () => Deadlines.EndOfDayAfter(Instant.FromUtc(2999, 12, 30, 0, 0), 2, Berlin);

        negative.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*0 to 3660*");
        long_.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*0 to 3660*");
        early.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*1970-01-01*");
        late.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*2999-12-31*");
    }
}
