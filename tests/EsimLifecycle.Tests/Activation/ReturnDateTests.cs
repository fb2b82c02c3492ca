namespace EsimLifecycle.Tests;

/// <summary>A pause may carry the date on which it ends by itself.</summary>
public class ReturnDateTests
{
    [Theory]
    [InlineData(AfterSuspension.Resume)]
    [InlineData(AfterSuspension.Close)]
    public void On_its_date_service_resumes_by_itself_whatever_follows_the_longest_suspension(AfterSuspension after) =>
        Shop(new ActivationPolicy { SuspensionStopsTerm = true, AfterMaxSuspension = after, MaxSuspensionDays = 30 }).When(new Suspend { Until = new LocalDate(2026, 3, 20) })
            .Then<SubscriptionSuspended>().With(s => s.State.NextDeadline.Should().Be(s.Local("2026-03-20")))
            .Until("2026-03-20").Then<SubscriptionResumed>().Is(SubscriptionStatus.Active)
            .With(s => s.State.Term.PaidUntilDate.Should().Be(new LocalDate(2026, 4, 10)));

    [Fact]
    public void It_can_be_ended_before() =>
        Shop().When(new Suspend { Until = new LocalDate(2026, 3, 20) }).At("2026-03-15").When(new Resume()).Then<SubscriptionResumed>().Is(SubscriptionStatus.Active);

    [Theory]
    [InlineData("2026-03-10")]
    [InlineData("2026-03-09")]
    [InlineData("2026-04-11")]
    public void A_date_that_has_begun_or_lies_beyond_the_longest_suspension_is_refused(string until) =>
        Shop(new ActivationPolicy { MaxSuspensionDays = 30 }).When(new Suspend { Until = NodaTime.Text.LocalDatePattern.Iso.Parse(until).Value }).ThenRefused(RefusalCode.SuspensionDate);

    [Theory]
    [InlineData(SuspensionHolder.Fraud)]
    [InlineData(SuspensionHolder.Regulator)]
    public void A_hold_never_ends_by_itself(SuspensionHolder holder) =>
        Shop().When(new Suspend(holder) { Until = new LocalDate(2026, 3, 20) }, Caller.Carrier).ThenRefused(RefusalCode.SuspensionDate);

    [Fact]
    public void A_hold_over_the_pause_takes_the_date_away() =>
        Shop().When(new Suspend { Until = new LocalDate(2026, 3, 20) }).When(new Suspend(SuspensionHolder.Fraud), Caller.Carrier).Until("2026-03-21").Is(SubscriptionStatus.Suspended);

    [Fact]
    public void A_date_that_passed_while_a_cancellation_was_open_resumes_when_that_is_withdrawn() =>
        Shop(cancellation: new CancellationPolicy { Review = true, ReviewBusinessDays = 30 }).When(new Suspend { Until = new LocalDate(2026, 3, 12) }).Requested().Is(SubscriptionStatus.UnderReview)
            .Until("2026-03-15").Is(SubscriptionStatus.UnderReview).When(new WithdrawCancellation()).Then<CancellationWithdrawn, SubscriptionResumed>().Is(SubscriptionStatus.Active);

    private static Scenario Shop(ActivationPolicy? rules = null, CancellationPolicy? cancellation = null) => Scenario.With(policy => policy with
    {
        Activation = rules ?? new ActivationPolicy(),
        Cancellation = cancellation ?? policy.Cancellation,
    }).At("2026-03-01T09:00:00").Activated().At("2026-03-10T09:00:00");
}
