namespace EsimLifecycle.Tests;

/// <summary>A suspension that stops the term: the paid time stands still, whatever happens meanwhile.</summary>
public class StandingTermTests
{
    private static readonly CancellationPolicy AnyTiming =
        new() { Timings = [CancellationTiming.Immediate, CancellationTiming.EndOfTerm, CancellationTiming.OnDate] };

    /// <summary>March is paid, 31 days for USD 31.00, and suspended on the 11th, after ten of them.</summary>
    private static Scenario SuspendedAfterTenDaysOfMarch() => Scenario
        .With(policy => policy with
        {
            Activation = new ActivationPolicy { SuspensionStopsTerm = true },
            Cancellation = AnyTiming,
            Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated } },
        })
        .At("2026-03-01").Activated()
        .At("2026-03-11").When(new Suspend()).Then<SubscriptionSuspended>();

    [Theory]
    [InlineData("2026-03-11", "2026-04-01")]
    [InlineData("2026-03-12", "2026-04-02")]
    [InlineData("2026-04-11", "2026-05-02")] // a month and no day
    [InlineData("2026-05-20", "2026-06-10")] // 70 days: two months and nine days
    [InlineData("2026-09-06", "2026-09-27")] // 179 days
    public void Resuming_moves_the_end_by_every_day_missed(string resumed, string paidUntil) =>
        SuspendedAfterTenDaysOfMarch()
            .At(resumed).When(new Resume()).Then<SubscriptionResumed>().Is(SubscriptionStatus.Active)
            .With(s => s.State.Term.PaidUntil.Should().Be(s.Local(paidUntil)));

    [Fact]
    public void The_days_missed_are_not_served() =>
        SuspendedAfterTenDaysOfMarch()
            .At("2026-03-31").When(new Resume()).Then<SubscriptionResumed>()
            .At("2026-04-05").Requested().Then<CancellationRequested, AccountSettled, SubscriptionClosed>()
            .Holds(Account.Earned, "USD 15.00").Holds(Account.RefundPayable, "USD 16.00");

    [Fact]
    public void Twice_suspended_is_twice_moved() =>
        SuspendedAfterTenDaysOfMarch()
            .At("2026-03-31").When(new Resume()).Then<SubscriptionResumed>()
            .At("2026-04-05").When(new Suspend()).Then<SubscriptionSuspended>()
            .At("2026-06-05").When(new Resume()).Then<SubscriptionResumed>()
            .With(s => s.State.Term.PaidUntil.Should().Be(s.Local("2026-06-21")))
            .Requested().Then<CancellationRequested, AccountSettled, SubscriptionClosed>()
            .Holds(Account.Earned, "USD 15.00").Holds(Account.RefundPayable, "USD 16.00");

    [Theory]
    [InlineData("2026-03-12")]
    [InlineData("2026-04-01")]
    [InlineData("2026-08-01")]
    public void Cancelled_while_it_stands_the_rest_comes_back(string requested) =>
        SuspendedAfterTenDaysOfMarch()
            .At(requested).Requested().Then<CancellationRequested, AccountSettled, SubscriptionClosed>()
            .Holds(Account.Earned, "USD 10.00").Holds(Account.RefundPayable, "USD 21.00");

    [Fact]
    public void The_end_of_a_standing_term_is_where_it_would_be_if_it_went_on_now() =>
        SuspendedAfterTenDaysOfMarch()
            .At("2026-05-01").Requested(timing: CancellationTiming.EndOfTerm).Then<CancellationRequested, ClearingStarted>()
            .With(s => s.State.Cancellation!.BillingEndsAt.Should().Be(s.Local("2026-05-22")));

    [Fact]
    public void A_date_may_be_as_late_as_a_standing_term_would_reach() =>
        SuspendedAfterTenDaysOfMarch()
            .At("2026-05-01")
            .When(OnDate(new LocalDate(2026, 5, 23))).ThenRefused(RefusalCode.CancellationDate)
            .With(s => s.Last.Refusals[0]["latest"].Should().Be(new LocalDate(2026, 5, 22)))
            .When(OnDate(new LocalDate(2026, 5, 22))).Then<CancellationRequested, ClearingStarted>();

    [Theory]
    [InlineData("2026-03-20")]
    [InlineData("2026-04-20")]
    [InlineData("2026-06-20")]
    public void A_period_bought_meanwhile_follows_without_a_gap(string paid) =>
        SuspendedAfterTenDaysOfMarch()
            .At(paid).Paid().Then<PaymentRecorded, SubscriptionRenewed>().Is(SubscriptionStatus.Suspended)
            .At("2026-06-30").When(new Resume()).Then<SubscriptionResumed>().Is(SubscriptionStatus.Active)
            .With(s =>
            {
                var periods = s.State.Term.Periods;
                periods.Count.Should().Be(2);
                periods[1].Start.Should().Be(periods[0].End);
                s.State.Term.PaidUntil.Should().Be(s.Local("2026-08-20"));
            });

    [Fact]
    public void Its_deadlines_stand_as_well() =>
        SuspendedAfterTenDaysOfMarch()
            .With(s => s.State.Deadlines.Select(deadline => deadline.Kind).Should().Equal(DeadlineKind.SuspensionEnd));

    [Fact]
    public void It_stands_while_a_cancellation_is_open_and_after_it_was_withdrawn() =>
        SuspendedAfterTenDaysOfMarch().At("2026-03-21").Follow(Standing(review: true))
            .Requested().Then<CancellationRequested, ReviewStarted>()
            .Until("2026-04-05").Then<ReviewOverdue>()
            .When(new WithdrawCancellation()).Then<CancellationWithdrawn>().Is(SubscriptionStatus.Suspended)
            .At("2026-05-01").When(new Resume()).Then<SubscriptionResumed>().Is(SubscriptionStatus.Active)
            .With(s => s.State.Term.PaidUntil.Should().Be(s.Local("2026-05-22")));

    [Fact]
    public void What_is_agreed_when_it_begins_holds_when_the_policy_changes() =>
        SuspendedAfterTenDaysOfMarch()
            .With(s => s.Follow(s.Policy with { Activation = new ActivationPolicy { SuspensionStopsTerm = false } }))
            .At("2026-03-21").When(new Resume()).Then<SubscriptionResumed>()
            .With(s => s.State.Term.PaidUntil.Should().Be(s.Local("2026-04-11")));

    [Fact]
    public void Suspended_in_grace_there_is_no_paid_time_to_move_and_grace_follows() =>
        SuspendedAfterTenDaysOfMarch()
            .At("2026-03-11").When(new Resume()).Then<SubscriptionResumed>()
            .At("2026-04-11").When(new Suspend()).Then<PeriodEnded, GraceEntered, SubscriptionSuspended>()
            .At("2026-08-11").When(new Resume()).Then<SubscriptionResumed>().Is(SubscriptionStatus.Grace)
            .With(s => s.State.Term.GraceEndsAt.Should().Be(s.Local("2026-08-31"))); // 20 of 30 days were left

    private static RequestCancellation OnDate(LocalDate date) =>
        new(CancellationReason.NoLongerNeeded) { Timing = CancellationTiming.OnDate, OnDate = date };

    private static CarrierPolicy Standing(bool review) => SuspendedAfterTenDaysOfMarch().Policy with
    {
        Cancellation = AnyTiming with { Review = review },
    };
}
