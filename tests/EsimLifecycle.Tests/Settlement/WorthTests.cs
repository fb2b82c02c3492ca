namespace EsimLifecycle.Tests;

/// <summary>What an unused period is worth, in the units that people use.</summary>
public class WorthTests
{
    private const long Gigabyte = 1 << 30;

    [Theory]
    [InlineData(10, true, "USD 0.00")] // all data used
    [InlineData(5, true, "USD 15.50")] // half of the data, and more of the time
    [InlineData(1, true, "USD 21.00")] // most of the data, and 21 of 31 days
    [InlineData(0, true, "USD 21.00")]
    [InlineData(10, false, "USD 21.00")]
    public void The_lesser_of_time_left_and_data_left(int gigabytes, bool caps, string refund)
    {
        var scenario = Shop(dataBytes: 10 * Gigabyte, caps: caps).At("2026-03-01T09:00:00").Activated();
        if (gigabytes > 0)
            scenario.When(new RecordUsage(gigabytes * Gigabyte), Caller.System);
        scenario.At("2026-03-11T12:00:00").Requested().Holds(Account.RefundPayable, refund);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0L)]
    public void Without_an_allowance_only_time_counts(long? dataBytes) =>
        Shop(dataBytes).At("2026-03-01").Activated().When(new RecordUsage(50 * Gigabyte), Caller.System).At("2026-03-11").Requested().Holds(Account.RefundPayable, "USD 21.00");

    /// <summary>A period that has not begun is whole, and what is used after the request does not count.</summary>
    [Fact]
    public void Only_the_current_period_is_used_and_only_until_the_request() =>
        Shop(10 * Gigabyte, review: true).At("2026-03-01").Activated().Paid().When(new RecordUsage(5 * Gigabyte), Caller.System)
            .At("2026-03-11").Requested().Is(SubscriptionStatus.UnderReview)
            .At("2026-03-12").When(new RecordUsage(5 * Gigabyte), Caller.System)
            .At("2026-03-16").When(new RecordUsage(7 * Gigabyte), Caller.System).When(new ApproveCancellation(), Scenario.Reviewer)
            .Is(SubscriptionStatus.Closed).Holds(Account.RefundPayable, "USD 46.50");

    [Fact]
    public void In_whole_rupiah_credit_price_and_refund_are_whole()
    {
        var scenario = Scenario.With(policy => policy with
        {
            Identity = policy.Identity with { Currency = Currency.IDR, RoundTo = Money.Parse("IDR 1.00") },
            Plans =
            [
                new PlanTerms { Code = "a", Price = Money.Parse("IDR 50000.00"), Length = Period.FromMonths(1) },
                new PlanTerms { Code = "b", Price = Money.Parse("IDR 99999.00"), Length = Period.FromMonths(1) },
            ],
            Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated } },
        }).At("2026-03-01").Activated().At("2026-03-12").When(new ChangePlan("b", PlanChangeTiming.Now, PaymentMethod.Card)).Then<ChargeRequested>();
        scenario.Event<ChargeRequested>().Charge.Amount.Should().Be(Money.Parse("IDR 67741.00"));
        scenario.Paid("IDR 67741.00", scenario.State.Renewal.Charges[0].Key).Then<PaymentRecorded, PlanChanged>()
            .Holds(Account.Earned, "IDR 17742.00").Holds(Account.Deferred, "IDR 99999.00").Holds(Account.Wallet, "IDR 0.00")
            .At("2026-03-20").Requested().Holds(Account.RefundPayable, "IDR 74193.00").Holds(Account.Earned, "IDR 43548.00");
    }

    [Fact]
    public void Fees_and_discounts_are_in_the_unit_as_well()
    {
        var scenario = Scenario.With(policy => policy with
        {
            Identity = policy.Identity with { Currency = Currency.IDR, RoundTo = Money.Parse("IDR 100.00") },
            Plans = [new PlanTerms { Code = "a", Price = Money.Parse("IDR 49900.00"), Length = Period.FromMonths(1), CommitmentMonths = 12, EarlyTermination = new() { Kind = EarlyTerminationFeeKind.Declining, Amount = Money.Parse("IDR 100000.00") } }],
            Promotions = [new PromotionTerms { Code = "third", Percent = 33 }],
        }).Opened().When(new ApplyPromotion("third")).Paid("IDR 33400.00").With(s => s.Event<PaymentRecorded>().Prepaid.Should().Be(Money.Parse("IDR 33400.00")));
        scenario.When(new Activate()).At("2026-02-10").Requested().Holds(Account.Fees, "IDR 91700.00"); // 11 of 12 months
    }

    [Fact]
    public void A_promotion_may_be_meant_for_some_plans_or_for_periods_no_longer_than_months()
    {
        foreach (var limited in new[] { new PromotionTerms { Code = "spring", Percent = 20, Periods = 3, Plans = ["monthly"] }, new PromotionTerms { Code = "spring", Percent = 20, Periods = 3, MaxPeriodMonths = 1 } })
        {
            Scenario.With(policy => policy with
            {
                Plans = [policy.Plans[0], new PlanTerms { Code = "yearly", Price = Money.Parse("USD 300.00"), Length = Period.FromYears(1) }],
                Promotions = [limited],
            }).Opened().When(new ApplyPromotion("spring")).Paid("USD 24.80").When(new Activate()).Then<SubscriptionActivated>()
                .When(new Renew(PaymentMethod.Card) { Plan = "yearly" }).With(s => s.Event<ChargeRequested>().Charge.Amount.Should().Be(Money.Parse("USD 300.00")))
                .With(s => s.Paid("USD 300.00", s.State.Renewal.Charges[0].Key))
                .With(s => s.State.Renewal.Promotions[0].PeriodsLeft.Should().Be(2, "it uses nothing up"));
        }
    }

    private static Scenario Shop(long? dataBytes, bool caps = true, bool review = false) => Scenario.With(policy => policy with
    {
        Plans = [policy.Plans[0] with { DataBytes = dataBytes }],
        Cancellation = new CancellationPolicy { Review = review },
        Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated, CapsAtDataLeft = caps } },
    });
}
