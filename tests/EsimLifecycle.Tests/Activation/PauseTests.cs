namespace EsimLifecycle.Tests;

/// <summary>A pause that stops the paid time moves its end by the whole days that were missed, and by nothing else.</summary>
public class PauseTests
{
    [Theory]
    [InlineData("2026-03-10T23:59:00", "2026-03-11T00:01:00", 0)] // two minutes
    [InlineData("2026-03-11T00:02:00", "2026-03-11T23:58:00", 0)]
    [InlineData("2026-03-10T12:00:00", "2026-03-11T11:59:00", 0)]
    [InlineData("2026-03-10T12:00:00", "2026-03-11T12:00:00", 1)]
    [InlineData("2026-03-10T00:00:00", "2026-03-11T00:00:00", 1)]
    [InlineData("2026-03-10T12:00:00", "2026-03-20T11:00:00", 9)]
    [InlineData("2026-03-31T23:59:00", "2026-04-01T00:01:00", 0)] // over the end itself
    public void Whole_days_missed_move_the_end(string from, string until, int days)
    {
        var scenario = Paused(from, until);
        scenario.State.Term.PaidUntilDate.Should().Be(new LocalDate(2026, 4, 1).PlusDays(days));
    }

    [Fact]
    public void A_pause_over_the_end_of_the_paid_time_gives_no_day() =>
        Paused("2026-03-31T23:59:00", "2026-04-01T00:01:00").Is(SubscriptionStatus.Grace).Holds(Account.Earned, "USD 31.00");

    [Fact]
    public void However_many_short_pauses_they_are_no_discount()
    {
        var scenario = Shop().Activated();
        for (var day = 10; day < 30; day++)
            scenario.At($"2026-03-{day}T23:59:00").When(new Suspend()).At($"2026-03-{day + 1}T00:01:00").When(new Resume());
        scenario.State.Term.PaidUntilDate.Should().Be(new LocalDate(2026, 4, 1));
    }

    /// <summary>Cancelling while paused gives back what cancelling right after resuming would.</summary>
    [Theory]
    [InlineData("2026-03-10T23:59:00", "2026-03-11T00:01:00", "USD 21.00")]
    [InlineData("2026-03-10T12:00:00", "2026-03-20T12:00:00", "USD 22.00")]
    public void A_pause_before_the_end_gives_back_the_days_missed_and_no_more(string from, string until, string refund)
    {
        Paused(from, until).Requested().Holds(Account.RefundPayable, refund);
        Shop().Activated().At(from).When(new Suspend()).At(until).Requested().Holds(Account.RefundPayable, refund);
    }

    private static Scenario Paused(string from, string until) => Shop().Activated().At(from).When(new Suspend()).Then<SubscriptionSuspended>().At(until).When(new Resume());

    private static Scenario Shop() => Scenario.With(policy => policy with
    {
        Activation = new ActivationPolicy { SuspensionStopsTerm = true },
        Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated } },
    }).At("2026-03-01T09:00:00");
}
