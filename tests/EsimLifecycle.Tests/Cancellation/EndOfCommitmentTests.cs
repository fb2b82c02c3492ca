namespace EsimLifecycle.Tests;

/// <summary>The end of the minimum term can be asked for before it is paid; until then everything is paid and renewed as before.</summary>
public class EndOfCommitmentTests
{
    private static readonly RequestCancellation Leave = new(CancellationReason.NoLongerNeeded) { Timing = CancellationTiming.OnDate, OnDate = new LocalDate(2026, 6, 1) };

    [Fact]
    public void It_is_accepted_and_costs_nothing() =>
        Shop().With(s => s.Lifecycle.Quote(s.State, Leave, new CommandContext(s.Now, Scenario.Customer, new CommandId("q"))).Net.Should().Be(Money.Parse("USD 0.00")))
            .When(Leave with { OnDate = new LocalDate(2026, 5, 31) }).ThenRefused(RefusalCode.CancellationDate, RefusalCode.CancellationCommitment)
            .When(Leave with { Timing = CancellationTiming.EndOfTerm }).ThenRefused(RefusalCode.CancellationCommitment)
            .When(Leave).Then<CancellationRequested, ClearingStarted>()
            .With(s => s.State.Cancellation!.BillingEndsAt.Should().Be(s.Local("2026-06-01")));

    [Fact]
    public void However_far_ahead() =>
        Shop(months: 12).When(Leave with { OnDate = new LocalDate(2027, 3, 1) }).Then<CancellationRequested, ClearingStarted>();

    [Fact]
    public void Paid_unasked_month_by_month_it_ends_there() =>
        Shop().When(Leave).At("2026-03-30").Paid().Then<PaymentRecorded, SubscriptionRenewed>().Is(SubscriptionStatus.Clearing)
            .At("2026-04-20").Paid().Then<PeriodEnded, PaymentRecorded, SubscriptionRenewed>()
            .Paid().With(s => s.Event<PaymentRecorded>().Use.Should().Be(PaymentUse.Wallet, "no period begins after the end"))
            .Until("2026-06-01").Is(SubscriptionStatus.Closed).Holds(Account.Earned, "USD 60.00").Holds(Account.RefundPayable, "USD 20.00");

    [Fact]
    public void Auto_renewal_goes_on_to_the_end()
    {
        var scenario = Shop().When(new SetAutoRenewal(true)).When(Leave);
        for (var month = 0; month < 2; month++)
        {
            scenario.Until(scenario.State.Term.PaidUntil!.Value - Duration.FromHours(60));
            scenario.State.Renewal.Charges.Should().ContainSingle();
            Instruction.From(scenario.Event<RenewalChargeDue>()).OfType<ChargePayment>().Single().IsStillWanted(scenario.State).Should().BeTrue("it is in service to the end");
            scenario.Paid(charge: scenario.State.Renewal.Charges[0].Key).Is(SubscriptionStatus.Clearing);
        }

        scenario.Until("2026-06-01").Is(SubscriptionStatus.Closed).Holds(Account.Earned, "USD 60.00").Holds(Account.RefundPayable, "USD 0.00");
    }

    [Fact]
    public void The_balance_pays_as_well() =>
        Shop().ToppedUp("USD 40.00").When(new SetAutoRenewal(true, PaymentMethod.Balance)).When(Leave).Until("2026-06-01").Is(SubscriptionStatus.Closed)
            .Holds(Account.Earned, "USD 60.00").Holds(Account.RefundPayable, "USD 0.00");

    /// <summary>What is committed is paid as before; nothing else is bought while a cancellation is open.</summary>
    [Fact]
    public void Nothing_more_can_be_asked_for() =>
        Shop().ToppedUp("USD 60.00").When(Leave).When(new Renew(PaymentMethod.Balance)).ThenRefused(RefusalCode.RenewalWhileCancelling);

    /// <summary>No service without payment: the request lapses, and the subscription is in grace as any other.</summary>
    [Fact]
    public void Not_paid_in_time_it_lapses() =>
        Shop().When(Leave).Until("2026-04-01").Is(SubscriptionStatus.Grace).With(s => s.Event<CancellationLapsed>().Reason.Should().Be(LapseReason.TermUnpaid))
            .Paid().Is(SubscriptionStatus.Active).When(Leave).Is(SubscriptionStatus.Clearing);

    [Fact]
    public void It_can_be_withdrawn_and_reviewed_as_any_other() =>
        Shop(new CancellationPolicy { Timings = [CancellationTiming.OnDate], Review = true }).When(Leave).Is(SubscriptionStatus.UnderReview)
            .When(new ApproveCancellation(), Scenario.Reviewer).Is(SubscriptionStatus.Clearing)
            .At("2026-03-30").Paid().When(new WithdrawCancellation()).Is(SubscriptionStatus.Active).With(s => s.State.Term.PaidUntilDate.Should().Be(new LocalDate(2026, 5, 1)));

    [Fact]
    public void Where_purchases_have_to_be_confirmed_periods_up_to_the_end_need_not_be() =>
        Shop(change: policy => policy with { Renewal = policy.Renewal with { ConfirmsProvisioning = true } })
            .When(Leave).At("2026-03-30").Paid().Then<PaymentRecorded, SubscriptionRenewed>();

    private static Scenario Shop(CancellationPolicy? rules = null, int months = 3, Func<CarrierPolicy, CarrierPolicy>? change = null) => Scenario.With(policy =>
    {
        policy = policy with
        {
            Plans = [policy.Plans[0] with { Price = Money.Parse("USD 20.00"), CommitmentMonths = months }],
            Cancellation = rules ?? new CancellationPolicy { Timings = [CancellationTiming.Immediate, CancellationTiming.EndOfTerm, CancellationTiming.OnDate] },
            Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated } },
        };
        return change is null ? policy : change(policy);
    }).At("2026-03-01").Activated().At("2026-03-11");
}
