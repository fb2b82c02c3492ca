namespace EsimLifecycle.Tests;

/// <summary>An end that was asked for can be brought forward as long as it has not come.</summary>
public class BringForwardTests
{
    private static RequestCancellation Leave => new(CancellationReason.NoLongerNeeded);

    private static RequestCancellation AtTheEnd => Leave with { Timing = CancellationTiming.EndOfTerm };

    [Fact]
    public void From_the_end_of_the_term_to_now() =>
        Shop().At("2026-03-05").When(AtTheEnd).Is(SubscriptionStatus.Clearing)
            .At("2026-03-11").When(Leave).Then<CancellationRequested, AccountSettled, SubscriptionClosed>().Holds(Account.RefundPayable, "USD 21.00");

    [Fact]
    public void From_the_end_of_the_term_to_a_date_and_not_back() =>
        Shop().At("2026-03-05").When(AtTheEnd)
            .When(Leave with { Timing = CancellationTiming.OnDate, OnDate = new LocalDate(2026, 3, 21) }).Then<CancellationRequested>()
            .When(Leave with { Timing = CancellationTiming.OnDate, OnDate = new LocalDate(2026, 3, 22) }).ThenRefused(RefusalCode.CancellationAlreadyOpen)
            .When(AtTheEnd).ThenRefused(RefusalCode.CancellationAlreadyOpen)
            .Until("2026-03-21").Is(SubscriptionStatus.Closed).Holds(Account.RefundPayable, "USD 11.00");

    [Fact]
    public void An_end_that_has_come_stays() =>
        Shop(new CancellationPolicy { Review = true }).When(Leave).Is(SubscriptionStatus.UnderReview).When(Leave).ThenRefused(RefusalCode.CancellationAlreadyOpen)
            .With(s => s.Lifecycle.Available(s.State, Scenario.Customer, s.Now)[(int)CommandKind.RequestCancellation].IsPossible.Should().BeFalse());

    /// <summary>It is no other request: limits on requests do not count it, and what it waits for goes on.</summary>
    [Fact]
    public void The_review_goes_on_and_the_limits_do_not_count_it() =>
        Shop(new CancellationPolicy { Timings = [CancellationTiming.Immediate, CancellationTiming.EndOfTerm], Review = true, MaxRequests = 1, RequestCooldownDays = 30 })
            .At("2026-03-05").When(AtTheEnd).Is(SubscriptionStatus.UnderReview)
            .With(s => s.Lifecycle.Available(s.State, Scenario.Customer, s.Now)[(int)CommandKind.RequestCancellation].IsPossible.Should().BeTrue())
            .At("2026-03-11").When(Leave).Then<CancellationRequested>().Is(SubscriptionStatus.UnderReview)
            .With(s => s.State.Cancellation!.RequestedAt.Should().Be(s.Local("2026-03-05")))
            .With(s => s.State.CancellationHistory.RequestedAt.Count.Should().Be(1))
            .At("2026-03-12").When(new ApproveCancellation(), Scenario.Reviewer).Is(SubscriptionStatus.Closed).Holds(Account.RefundPayable, "USD 21.00");

    /// <summary>What is shown anew is what counts, fees included.</summary>
    [Fact]
    public void An_earlier_end_has_its_own_fee() =>
        Scenario.With(policy => policy with
        {
            Plans = [policy.Plans[0] with { CommitmentMonths = 2, EarlyTermination = new() { Kind = EarlyTerminationFeeKind.ShareOfRemaining, Percent = 100 } }],
            Cancellation = new CancellationPolicy { Timings = [CancellationTiming.Immediate, CancellationTiming.EndOfTerm] },
            Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated } },
        }).At("2026-03-01").Activated().Paid().When(AtTheEnd).With(s => s.State.Cancellation!.Fees.Should().BeEmpty())
            .At("2026-03-11").With(s => s.Lifecycle.Quote(s.State, Leave, new CommandContext(s.Now, Scenario.Customer, new CommandId("q"))).Costs.Should().Be(Money.Parse("USD 31.00")))
            .When(Leave).Holds(Account.Fees, "USD 31.00").Holds(Account.RefundPayable, "USD 21.00");

    [Fact]
    public void Brought_forward_within_the_cooling_off_period_it_is_a_withdrawal() =>
        Scenario.With(policy => policy with
        {
            Cancellation = new CancellationPolicy { Timings = [CancellationTiming.Immediate, CancellationTiming.EndOfTerm], Review = true },
            Settlement = new SettlementPolicy { Refund = new RefundTerms { CoolingOffDays = 14 }, CancellationFee = Money.Parse("USD 5.00") },
        }).At("2026-03-01").Activated().When(AtTheEnd).Is(SubscriptionStatus.UnderReview)
            .At("2026-03-11").When(Leave).Is(SubscriptionStatus.Closed).Holds(Account.Fees, "USD 0.00").Holds(Account.RefundPayable, "USD 21.00");

    [Fact]
    public void Brought_forward_as_a_withdrawal_it_waits_for_the_supplement_but_for_no_review() =>
        Scenario.With(policy => policy with
        {
            Cancellation = new CancellationPolicy { Timings = [CancellationTiming.Immediate, CancellationTiming.EndOfTerm], Review = true },
            Settlement = new SettlementPolicy { Refund = new RefundTerms { CoolingOffDays = 14 } },
        }).At("2026-03-01").Activated().When(AtTheEnd).When(new RequestSupplement([DocumentKind.Explanation]), Scenario.Reviewer).Is(SubscriptionStatus.AwaitingSupplement)
            .At("2026-03-03").When(Leave).Is(SubscriptionStatus.AwaitingSupplement)
            .When(new SubmitDocuments([new SubmittedDocument(DocumentKind.Explanation, new PersonalReference("letter"))])).Is(SubscriptionStatus.Closed).Holds(Account.RefundPayable, "USD 29.00");

    private static Scenario Shop(CancellationPolicy? rules = null) => Scenario.With(policy => policy with
    {
        Cancellation = rules ?? new CancellationPolicy { Timings = [CancellationTiming.Immediate, CancellationTiming.EndOfTerm, CancellationTiming.OnDate], RequestCooldownDays = 30 },
        Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated } },
    }).At("2026-03-01").Activated();
}
