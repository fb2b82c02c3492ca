using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>Other plans, time by topping up, and how much can be bought ahead.</summary>
public class PlanTests
{
    private static CarrierPolicy TwoPlans(CarrierPolicy policy) => policy with
    {
        Plans = [policy.Plans[0], new PlanTerms { Code = "contract", Price = Money.Parse("USD 20.00"), Length = Period.FromMonths(1), CommitmentMonths = 12 }],
    };

    private static CarrierPolicy ByTopUp(CarrierPolicy policy) => policy with
    {
        Plans = [policy.Plans[0] with { Validity = new ValidityTerms { Steps = [new ValidityStep(Money.Parse("USD 10.00"), 30)] } }],
        Activation = new ActivationPolicy { SuspensionStopsTerm = true },
    };

    [Fact]
    public void A_minimum_term_counts_from_the_first_day_of_the_plan_also_when_it_begins_with_the_next_period() =>
        With(TwoPlans).Activated().When(new ChangePlan("contract")).Then<PlanChangeScheduled>()
            .Paid("USD 20.00").Then<PaymentRecorded, SubscriptionRenewed>()
            .With(s => s.State.Contract!.CommittedUntil.Should().Be(s.Local("2027-02-28")))
            .Requested().ThenRefused(RefusalCode.CancellationCommitment);

    [Fact]
    public void A_plan_agreed_while_the_term_stands_still_follows_without_a_gap() =>
        With(policy => TwoPlans(policy) with { Activation = new ActivationPolicy { SuspensionStopsTerm = true } })
            .Activated().When(new ChangePlan("contract")).At("2026-02-10").When(new Suspend()).Then<SubscriptionSuspended>()
            .At("2026-04-10").Paid("USD 20.00").Then<PaymentRecorded, SubscriptionRenewed>()
            .When(new Resume()).Then<SubscriptionResumed>()
            .With(s => s.State.Term.Periods[1].Start.Should().Be(s.State.Term.Periods[0].End));

    [Fact]
    public void Time_bought_while_the_term_stands_still_follows_without_a_gap() =>
        With(ByTopUp).Activated().At("2026-02-10").When(new Suspend()).Then<SubscriptionSuspended>()
            .At("2026-04-10").ToppedUp("USD 10.00").Then<PaymentRecorded, ValidityExtended>()
            .When(new Resume()).Then<SubscriptionResumed>()
            .With(s => s.State.Term.Periods[1].Start.Should().Be(s.State.Term.Periods[0].End))
            .With(s => s.State.Term.PaidUntilDate.Should().Be(new LocalDate(2026, 5, 28))); // 18 days were left, and 30 more

    [Theory]
    [InlineData(2, "2026-03-31")]
    [InlineData(3, "2026-02-28")]
    public void Where_fewer_periods_may_be_paid_ahead_than_are_the_refusal_says_when_there_is_room(int most, string retryAt) =>
        With().Activated().Paid().Paid().With(s => s.Follow(s.Policy with { Renewal = s.Policy.Renewal with { MaxPrepaidPeriods = most } }))
            .When(new Renew(PaymentMethod.Card)).ThenRefused(RefusalCode.RenewalTooFarAhead)
            .With(s => s.Last.Refusals[0].RetryAt.Should().Be(s.Local(retryAt)));

    [Fact]
    public void What_would_reach_beyond_the_last_date_no_time_heals() =>
        With(policy => policy with
        {
            Plans = [policy.Plans[0] with { Length = Period.FromYears(9) }],
            Renewal = policy.Renewal with { MaxPrepaidPeriods = 100 },
        }).At("2499-12-31").Activated()
            .With(s => Enumerable.Range(0, 10).ToList().ForEach(_ => s.Paid().Then<PaymentRecorded, SubscriptionRenewed>()))
            .When(new Renew(PaymentMethod.Card)).ThenRefused(RefusalCode.RenewalTooFarAhead)
            .With(s => s.Last.Refusals[0].RetryAt.Should().BeNull());

    [Fact]
    public void Once_settled_nothing_is_bought_and_there_is_no_remedy() =>
        With().Activated().Bound(Phone).Requested().Is(S.Clearing)
            .When(new Renew(PaymentMethod.Card)).ThenRefused(RefusalCode.RenewalWhileCancelling)
            .With(s => s.Last.Refusals[0].Remedy.Should().BeNull())
            .When(new SetAutoRenewal(true)).ThenRefused(RefusalCode.RenewalWhileCancelling)
            .With(s => s.Last.Refusals[0].Remedy.Should().BeNull());
}
