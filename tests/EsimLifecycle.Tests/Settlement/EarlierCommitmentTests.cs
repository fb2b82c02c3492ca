namespace EsimLifecycle.Tests;

/// <summary>A minimum term goes on when the plan it was agreed with has been left for another.</summary>
public class EarlierCommitmentTests
{
    [Fact]
    public void Of_a_plan_without_a_minimum_term_a_declining_fee_has_fallen_to_nothing() => AfterChangingTo(EarlyTerminationFeeKind.Declining)
        .Requested().Then<CancellationRequested, AccountSettled, SubscriptionClosed>()
        .With(s => s.State.Cancellation!.Fees.Should().BeEmpty())
        .Holds(Account.Fees, "USD 0.00");

    [Fact]
    public void A_fixed_fee_is_due() => AfterChangingTo(EarlyTerminationFeeKind.Fixed)
        .Requested().Then<CancellationRequested, AccountSettled, SubscriptionClosed>()
        .Holds(Account.Fees, "USD 12.00");

    /// <summary>Committed for three months with the first plan, and now on one that has no minimum term but a fee.</summary>
    private static Scenario AfterChangingTo(EarlyTerminationFeeKind kind) =>
        Scenario.With(policy => policy with
        {
            Plans =
            [
                policy.Plans[0] with { CommitmentMonths = 3 },
                new PlanTerms("free", Money.Parse("USD 0.00"), Period.FromMonths(1), EarlyTermination: new EarlyTerminationFee(kind, Money.Parse("USD 12.00"))),
            ],
        }).Activated().When(new ChangePlan("free", PlanChangeTiming.Now, PaymentMethod.Balance)).Then<PlanChanged>();
}
