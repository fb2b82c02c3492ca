using static EsimLifecycle.Tests.RenewalSteps;

namespace EsimLifecycle.Tests;

public class WorkedExampleTests
{
    /// <summary>Promotion 5, top-up 40, a March of 31.00 bought from the balance, billing ended on 11 March: ten of 31 days are used.</summary>
    private static Scenario Closed(EarlyTerminationFee? fee = null) =>
        Shop().With(s => s.Follow(s.Policy with { Plans = [s.Policy.Plans[0] with { CommitmentMonths = fee is null ? 0 : 12, EarlyTermination = fee }] }))
            .At("2026-02-28").When(new OpenSubscription(Scenario.Id, "monthly") { Contact = Scenario.Contact })
            .Granted("5.00").ToppedUp("USD 40.00")
            .At("2026-03-01").When(new Activate()).Then<SubscriptionActivated>()
            .Holds(Account.Promotional, "USD 0.00").Holds(Account.Wallet, "USD 14.00").Holds(Account.Deferred, "USD 31.00")
            .At("2026-03-11T15:00:00").Requested().At("2026-03-20").When(new ApproveCancellation(), Scenario.Reviewer).Is(SubscriptionStatus.Closed);

    [Fact]
    public void The_refund_is_the_unused_money_and_the_wallet() =>
        Closed().With(s => s.Last.Events.OfType<AccountSettled>().Single().Lines.Should().Equal(
            new SettlementLine(SettlementLineKind.UnusedPeriod, SettlementRule.Prorated, Usd("17.61"), Usd("31.00"))
            {
                Share = new SettlementShare(21, 31, SettlementUnit.Days),
                Rounding = MoneyRounding.HalfUp,
            },
            new SettlementLine(SettlementLineKind.Wallet, SettlementRule.Whole, Usd("14.00"), Usd("14.00")),
            new SettlementLine(SettlementLineKind.PromotionalLapsed, SettlementRule.WorthNothing, Usd("0.00"), Usd("3.39"))))
            .With(s => s.Last.Events.OfType<AccountSettled>().Single().Net.Should().Be(Usd("31.61")));

    [Fact]
    public void Left_early_the_fee_is_taken_off_and_every_cent_is_somewhere() =>
        Closed(new EarlyTerminationFee { Kind = EarlyTerminationFeeKind.Fixed, Amount = Usd("12.00") })
            .With(s => s.Last.Events.OfType<AccountSettled>().Single().Net.Should().Be(Usd("19.61")))
            .When(new RecordRefund(new Reference("payout"), Usd("19.61")), Caller.System).Then<RefundRecorded>()
            .Holds(Account.Customer, "USD -20.39").Holds(Account.Earned, "USD 10.00").Holds(Account.Fees, "USD 12.00").Holds(Account.Concessions, "USD -1.61")
            .Holds(Account.RefundPayable, "USD 0.00").Holds(Account.Wallet, "USD 0.00").Holds(Account.Deferred, "USD 0.00").Holds(Account.Promotional, "USD 0.00");

    [Fact]
    public void Paid_out_every_cent_is_somewhere() =>
        Closed().When(new RecordRefund(new Reference("payout"), Usd("31.61")), Caller.System).Then<RefundRecorded>()
            .Holds(Account.Customer, "USD -8.39").Holds(Account.Earned, "USD 10.00").Holds(Account.Concessions, "USD -1.61")
            .Holds(Account.RefundPayable, "USD 0.00").Holds(Account.Wallet, "USD 0.00").Holds(Account.Deferred, "USD 0.00").Holds(Account.Promotional, "USD 0.00");
}
