using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

public class TermTests
{
    private static Scenario Grace(int days) => With(policy => policy with { Renewal = policy.Renewal with { GraceDays = days } });

    [Fact]
    public void A_period_that_ends_has_been_served() =>
        With().Activated().Until("2026-02-28").Then<PeriodEnded, GraceEntered>().Is(SubscriptionStatus.Grace)
            .Holds(Account.Earned, "USD 31.00").Holds(Account.Deferred, "USD 0.00");

    [Fact]
    public void A_31st_anchor_gives_28_February_and_then_31_March() =>
        With().Activated().Paid().Paid()
            .With(s => s.State.Term.Periods.Select(period => period.End)
                .Should().Equal(new LocalDate(2026, 2, 28), new LocalDate(2026, 3, 31), new LocalDate(2026, 4, 30)));

    [Fact]
    public void Bought_ahead_one_period_follows_the_other() =>
        With().Activated().Paid().Until("2026-02-28").Then<PeriodEnded>().Is(SubscriptionStatus.Active)
            .Until("2026-03-31").Then<PeriodEnded, GraceEntered>();

    [Fact]
    public void Without_grace_the_end_of_what_is_paid_is_the_end() =>
        Grace(0).Activated().Bound(Phone).Until("2026-02-28")
            .Then<PeriodEnded, DeviceUnbound, AccountSettled, SubscriptionClosed>()
            .With(s => s.Event<SubscriptionClosed>().Reason.Should().Be(ClosedReason.Expired));

    [Theory]
    [InlineData("Pacific/Honolulu")]
    [InlineData("Pacific/Kiritimati")]
    public void Without_grace_there_is_none_either_where_the_carrier_moves_to_another_zone(string zone) =>
        Grace(0).Activated().Bound(Phone).With(s => s.Follow(s.Policy with { Identity = s.Policy.Identity with { Zone = zone } }))
            .Until("2026-03-02").Then<PeriodEnded, DeviceUnbound, AccountSettled, SubscriptionClosed>()
            .With(s => s.Event<SubscriptionClosed>().At.Should().Be(Instant.FromUtc(2026, 2, 27, 17, 0)));

    [Fact]
    public void The_end_of_grace_is_the_end() =>
        Grace(15).Activated().Until("2026-03-15").Then<PeriodEnded, GraceEntered, AccountSettled, SubscriptionClosed>()
            .With(s => s.Event<SubscriptionClosed>().At.Should().Be(s.Local("2026-03-15")));

    [Fact]
    public void Grace_lasts_as_long_as_was_promised_when_it_began() =>
        Grace(15).Activated().Until("2026-03-01").With(s => s.Follow(s.Policy with { Renewal = s.Policy.Renewal with { GraceDays = 1 } }))
            .Until("2026-03-14T23:59:59").ThenNothing().Is(SubscriptionStatus.Grace)
            .Until("2026-03-15").Is(SubscriptionStatus.Closed);

    [Fact]
    public void A_line_that_comes_back_keeps_the_grace_it_was_promised() =>
        Grace(30).Activated().Until("2026-03-01").When(new Suspend()).Then<SubscriptionSuspended>()
            .With(s => s.Follow(s.Policy with { Renewal = s.Policy.Renewal with { GraceDays = 1 } }))
            .At("2026-03-10").When(new Resume()).Then<SubscriptionResumed>()
            .With(s => s.State.Term.GraceEndsAt.Should().Be(s.Local("2026-03-30")));

    [Theory]
    [InlineData("2026-03-30", 1)]
    [InlineData("2026-04-01", 2)]
    public void Renewed_after_a_gap_it_is_the_period_that_holds_today(string paid, int index) =>
        Grace(60).Activated().Until(paid).Is(SubscriptionStatus.Grace).Paid()
            .With(s => s.Event<SubscriptionRenewed>().NextIndex.Should().Be(index + 1))
            .With(s => (s.State.Term.PaidUntil > s.Now).Should().BeTrue());

    [Fact]
    public void A_changed_zone_leaves_the_dates_in_the_zone_that_was_agreed() =>
        With().Activated().With(s => s.Follow(s.Policy with { Identity = s.Policy.Identity with { Zone = "Asia/Tokyo" } }))
            .Paid().With(s => s.State.Term.Periods.Select(period => period.EndsAt)
                .Should().Equal(Instant.FromUtc(2026, 2, 27, 17, 0), Instant.FromUtc(2026, 3, 30, 17, 0)));
}
