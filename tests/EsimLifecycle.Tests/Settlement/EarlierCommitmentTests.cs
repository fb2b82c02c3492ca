namespace EsimLifecycle.Tests;

/// <summary>A minimum term goes on when the plan it was agreed with has been left for another.</summary>
public class EarlierCommitmentTests
{
    [Fact]
    public void A_fixed_fee_is_due() => AfterChangingTo(EarlyTerminationFeeKind.Fixed)
        .Requested().Then<CancellationRequested, AccountSettled, SubscriptionClosed>()
        .Holds(Account.Fees, "USD 12.00");

    [Fact]
    public void A_declining_fee_falls_over_the_plan_s_own_term_and_is_whole_before_that() => AfterChangingTo(EarlyTerminationFeeKind.Declining, months: 1)
        .Requested().Then<CancellationRequested, AccountSettled, SubscriptionClosed>()
        .Holds(Account.Fees, "USD 12.00");

    /// <summary>Committed for three months with the first plan, and now on one that has no minimum term, or a shorter one, but a fee.</summary>
    private static Scenario AfterChangingTo(EarlyTerminationFeeKind kind, int months = 0) =>
        Scenario.With(policy => policy with
        {
            Plans =
            [
                policy.Plans[0] with { CommitmentMonths = 3 },
                new PlanTerms { Code = "free", Price = Money.Parse("USD 0.00"), Length = Period.FromMonths(1), CommitmentMonths = months, EarlyTermination = new EarlyTerminationFee { Kind = kind, Amount = Money.Parse("USD 12.00") } },
            ],
        }).Activated().When(new ChangePlan("free", PlanChangeTiming.Now, PaymentMethod.Balance)).Then<PlanChanged>();
}
