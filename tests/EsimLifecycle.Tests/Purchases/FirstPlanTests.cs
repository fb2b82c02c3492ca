namespace EsimLifecycle.Tests;

/// <summary>Before the activation another plan takes the place of the first, with the money that was paid.</summary>
public class FirstPlanTests
{
    public static TheoryData<PlanChangeTiming> Timings => [PlanChangeTiming.Now, PlanChangeTiming.PeriodEnd];

    /// <summary>The next period is the first: both timings are the same.</summary>
    [Theory]
    [MemberData(nameof(Timings))]
    public void Another_plan_is_chosen_and_paid(PlanChangeTiming when) =>
        Shop().Opened().When(new ChangePlan("b", when)).Then<FirstPlanChanged>().Is(SubscriptionStatus.Pending)
            .With(s => s.State.Contract!.Plan.Code.Should().Be("b"))
            .When(new ChangePlan("b", when)).ThenRefused(RefusalCode.PlanUnchanged)
            .Paid("USD 20.00").With(s => s.Event<PaymentRecorded>().Use.Should().Be(PaymentUse.FirstPeriod))
            .When(new Activate()).Then<SubscriptionActivated>().Holds(Account.Deferred, "USD 20.00").Holds(Account.Wallet, "USD 0.00")
            .With(s => s.State.Contract!.CommittedUntil.Should().Be(s.Local("2026-07-31")));

    [Fact]
    public void What_was_paid_pays_the_cheaper_plan_and_the_rest_is_balance() =>
        Shop("b").Opened().Paid("USD 20.00").When(new ChangePlan("a")).Then<FirstPlanChanged>()
            .Holds(Account.Deferred, "USD 10.00").Holds(Account.Wallet, "USD 10.00")
            .When(new Activate()).Then<SubscriptionActivated>().Holds(Account.Deferred, "USD 10.00").Holds(Account.Wallet, "USD 10.00");

    [Fact]
    public void What_was_paid_is_balance_until_the_dearer_plan_is_paid() =>
        Shop().Opened().Paid("USD 10.00").When(new ChangePlan("b")).Then<FirstPlanChanged>()
            .Holds(Account.Deferred, "USD 0.00").Holds(Account.Wallet, "USD 10.00")
            .When(new Activate()).ThenRefused(RefusalCode.ActivationUnpaid)
            .ToppedUp("USD 10.00").When(new Activate()).Then<SubscriptionActivated>().Holds(Account.Deferred, "USD 20.00").Holds(Account.Wallet, "USD 0.00");

    [Fact]
    public void There_and_back_costs_nothing() =>
        Shop().Opened().Paid("USD 10.00").When(new ChangePlan("b")).When(new ChangePlan("a")).Then<FirstPlanChanged>()
            .Holds(Account.Deferred, "USD 0.00").Holds(Account.Wallet, "USD 10.00")
            .When(new Activate()).Then<SubscriptionActivated>().Holds(Account.Deferred, "USD 10.00").Holds(Account.Wallet, "USD 0.00");

    [Fact]
    public void Never_activated_all_of_it_comes_back() =>
        Shop("b").Opened().Paid("USD 20.00").When(new ChangePlan("a")).Until("2027-02-01").Is(SubscriptionStatus.Closed).Holds(Account.RefundPayable, "USD 20.00");

    [Fact]
    public void A_promotion_goes_with_the_first_period_of_the_plan_that_is_chosen() =>
        Shop().Opened().When(new ApplyPromotion("half")).Paid("USD 5.00").With(s => s.State.Renewal.Promotions[0].PeriodsLeft.Should().Be(0))
            .When(new ChangePlan("b")).Holds(Account.Wallet, "USD 5.00").With(s => s.State.Renewal.Promotions[0].PeriodsLeft.Should().Be(1))
            .Paid("USD 10.00").When(new Activate()).Then<SubscriptionActivated>().Holds(Account.Deferred, "USD 10.00").Holds(Account.Wallet, "USD 5.00");

    [Fact]
    public void While_the_first_period_is_reserved_its_plan_is_fixed() =>
        Shop(change: policy => policy with { Renewal = policy.Renewal with { ConfirmsProvisioning = true } })
            .Opened().Paid("USD 10.00").When(new Activate()).Then<PurchaseReserved>()
            .When(new ChangePlan("b")).ThenRefused(RefusalCode.ProvisioningPending);

    private static Scenario Shop(string first = "a", Func<CarrierPolicy, CarrierPolicy>? change = null) => Scenario.With(policy =>
    {
        policy = policy with
        {
            Plans =
            [
                .. new[]
                {
                    new PlanTerms { Code = "a", Price = Money.Parse("USD 10.00"), Length = Period.FromMonths(1) },
                    new PlanTerms { Code = "b", Price = Money.Parse("USD 20.00"), Length = Period.FromMonths(1), CommitmentMonths = 6 },
                }.OrderBy(plan => plan.Code != first),
            ],
            Promotions = [new PromotionTerms { Code = "half", Percent = 50 }],
        };
        return change is null ? policy : change(policy);
    });
}
