namespace EsimLifecycle.Tests;

/// <summary>What a request was shown is what counts, however slow the review is and whatever the policy says by then.</summary>
public class FixedAtTheRequestTests
{
    private static readonly EarlyTerminationFee Sixty = new() { Kind = EarlyTerminationFeeKind.Fixed, Amount = Money.Parse("USD 60.00") };

    public static TheoryData<string, Func<CarrierPolicy, CarrierPolicy>> Changes => new()
    {
        { "least refund", policy => policy with { Settlement = policy.Settlement with { MinRefund = Money.Parse("USD 500.00") } } },
        { "forfeits", policy => policy with { Settlement = policy.Settlement with { ForfeitsBalance = [ClosedReason.CustomerCancelled] } } },
        { "fee", policy => policy with { Settlement = policy.Settlement with { CancellationFee = Money.Parse("USD 9.00") } } },
        { "refund terms", policy => policy with { Settlement = policy.Settlement with { Refund = new RefundTerms() } } },
        { "zone to the west", policy => policy with { Identity = policy.Identity with { Zone = "America/Los_Angeles" } } },
        { "zone to the east", policy => policy with { Identity = policy.Identity with { Zone = "Pacific/Kiritimati" } } },
        { "currency", InRupiah },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_policy_that_changes_meanwhile_leaves_the_quote_as_it_was(string what, Func<CarrierPolicy, CarrierPolicy> change)
    {
        var scenario = Reviewed().Activated().ToppedUp("USD 5.00").At("2026-02-10T01:00:00").Requested().Is(SubscriptionStatus.UnderReview);
        scenario.Follow(change(scenario.Policy)).At("2026-02-11").When(new ApproveCancellation(), Scenario.Reviewer).Is(SubscriptionStatus.Closed);
        scenario.Event<AccountSettled>().Net.Should().Be(Money.Parse("USD 24.93"), what);
    }

    public static TheoryData<LifecycleCommand> Purchases =>
    [
        new Renew(PaymentMethod.Card), new Renew(PaymentMethod.Card) { Plan = "monthly" }, new ChangePlan("other"), new ChangePlan("other", PlanChangeTiming.Now, PaymentMethod.Card),
        new BuyPack("data", PaymentMethod.Card), new ApplyPromotion("spring"), new AnnounceTermsChange(new LocalDate(2026, 5, 1)), new GrantCredit(Money.Parse("IDR 5000.00")),
        new RequestCancellation(CancellationReason.NoLongerNeeded), new SetAutoRenewal(true), new TopUp(new Reference("t"), Money.Parse("IDR 5000.00"), PaymentMethod.Card),
    ];

    /// <summary>Under a policy in another currency a subscription goes on by what was agreed, or refuses, and never throws.</summary>
    [Theory]
    [MemberData(nameof(Purchases))]
    public void A_policy_in_another_currency_never_throws(LifecycleCommand command)
    {
        var scenario = Reviewed().Activated().ToppedUp("USD 5.00").Follow(InRupiah(Reviewed().Policy)).At("2026-02-10");
        var by = command is AnnounceTermsChange ? Caller.Carrier : command is GrantCredit ? Caller.Agent(CallerChannel.Hotline, new PersonalReference("agent")) : command is LifecycleFact ? Caller.System : Scenario.Customer;
        var request = new RequestCancellation(CancellationReason.NoLongerNeeded);
        var context = new CommandContext(scenario.Now, Scenario.Customer, new CommandId("quote"));
        scenario.Lifecycle.Checklist(scenario.State, request, context).Quote.Net!.Value.Currency.Should().Be(Currency.USD);
        scenario.Lifecycle.Available(scenario.State, Scenario.Customer, scenario.Now).Should().NotBeEmpty();
        scenario.When(command, by).Until("2026-06-01").Is(SubscriptionStatus.Closed);
        scenario.State.Balances.Currency.Should().Be(Currency.USD);
    }

    [Fact]
    public void What_is_offered_in_another_currency_is_not_offered_to_it() =>
        Reviewed().Activated().Follow(InRupiah(Reviewed().Policy))
            .When(new ChangePlan("other")).ThenRefused(RefusalCode.PlanNotOffered)
            .When(new BuyPack("data", PaymentMethod.Card)).ThenRefused(RefusalCode.PackNotOffered)
            .When(new ApplyPromotion("spring")).ThenRefused(RefusalCode.PromotionUnknown)
            .When(new Renew(PaymentMethod.Card)).Then<ChargeRequested>()
            .With(s => s.Event<ChargeRequested>().Charge.Amount.Should().Be(Money.Parse("USD 31.00")));

    [Fact]
    public void The_dates_stay_in_the_zone_that_was_agreed() =>
        Reviewed().Activated().Follow(Reviewed().Policy with { Identity = Reviewed().Policy.Identity with { Zone = "America/Los_Angeles" } })
            .With(s => s.When(new Renew(PaymentMethod.Card)).Paid(charge: s.State.Renewal.Charges[0].Key))
            .With(s => s.State.Term.PaidUntil.Should().Be(Reviewed().Local("2026-03-31")));

    /// <summary>A withdrawal within the cooling-off period is a right: nobody reviews it.</summary>
    [Fact]
    public void A_withdrawal_in_time_is_not_lost_by_a_slow_review() =>
        Committed(new CancellationPolicy { Review = true, ReviewBusinessDays = 2, OverdueReview = OverdueReview.Reject }).At("2027-06-01T09:00:00").Activated()
            .At("2027-06-14T10:00:00").Requested().Is(SubscriptionStatus.Closed).Holds(Account.Fees, "USD 0.00")
            .With(s => s.State.Closure!.Reason.Should().Be(ClosedReason.WithdrawnInCoolingOff));

    /// <summary>Asked in time, and come to nothing: it can be asked again as freely within the rescue days.</summary>
    [Fact]
    public void A_withdrawal_in_time_that_lapsed_can_be_asked_again_as_freely() =>
        Committed(new CancellationPolicy { Documents = [DocumentKind.ProofOfIdentity], DocumentDueDays = 3, RescueDays = 7 }).At("2027-06-01T09:00:00").Activated()
            .At("2027-06-14T10:00:00").Requested().Is(SubscriptionStatus.AwaitingDocuments)
            .Until("2027-06-20").Is(SubscriptionStatus.Active)
            .With(s => s.At("2027-06-26").Lifecycle.Quote(s.State, new RequestCancellation(CancellationReason.NoLongerNeeded), new CommandContext(s.Now, Scenario.Customer, new CommandId("q"))).Costs.Should().Be(Money.Parse("USD 65.00")))
            .At("2027-06-24").Requested().Submitted(DocumentKind.ProofOfIdentity).Is(SubscriptionStatus.Closed).Holds(Account.Fees, "USD 0.00");

    [Fact]
    public void Leaving_for_changed_terms_in_time_can_be_asked_again_as_freely_after_a_slow_review() =>
        Committed(new CancellationPolicy { Review = true, ReviewBusinessDays = 2, OverdueReview = OverdueReview.Reject, TermsChangeWindowDays = 2 }, coolingOffDays: 0)
            .At("2027-06-01T09:00:00").Activated()
            .When(new AnnounceTermsChange(new LocalDate(2027, 6, 2)), Caller.Carrier).At("2027-06-03").Requested(CancellationReason.TermsChanged).Is(SubscriptionStatus.UnderReview)
            .Until("2027-06-09").Is(SubscriptionStatus.Active)
            .Requested(CancellationReason.TermsChanged).Is(SubscriptionStatus.UnderReview).When(new ApproveCancellation(), Scenario.Reviewer).Is(SubscriptionStatus.Closed)
            .Holds(Account.Fees, "USD 0.00");

    public static TheoryData<bool> Settled => [false, true];

    /// <summary>Who asks to cancel first does not escape what fraud forfeits, settled already or not.</summary>
    [Theory]
    [MemberData(nameof(Settled))]
    public void Terminating_for_fraud_forfeits_also_while_a_cancellation_is_open(bool isSettled)
    {
        var scenario = Scenario.With(policy => policy with
        {
            Cancellation = new CancellationPolicy { Review = true },
            Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated, ByReason = [new WorthByReason(ClosedReason.Fraud, UnusedWorth.Nothing)] }, ForfeitsBalance = [ClosedReason.Fraud] },
        }).Activated().Bound(Scenario.Phone).ToppedUp("USD 40.00").Requested().Is(SubscriptionStatus.UnderReview);
        if (isSettled)
            scenario.When(new ApproveCancellation(), Scenario.Reviewer).Is(SubscriptionStatus.Clearing).Holds(Account.RefundPayable, "USD 71.00");
        scenario.When(new Terminate(TerminationReason.Fraud), Caller.Carrier).Is(SubscriptionStatus.Closed)
            .Holds(Account.Forfeited, "USD 40.00").Holds(Account.Earned, "USD 31.00").Holds(Account.RefundPayable, "USD 0.00");
        scenario.State.Refunds.Should().BeEmpty();
    }

    private static Scenario Reviewed() => Scenario.With(policy => policy with
    {
        Plans = [policy.Plans[0], policy.Plans[0] with { Code = "other" }],
        Packs = [new PackTerms { Code = "data", Kind = PackKind.Data, Price = Money.Parse("USD 1.00"), Length = Period.FromDays(7), DataBytes = 1000 }],
        Promotions = [new PromotionTerms { Code = "spring", Percent = 10 }],
        Cancellation = new CancellationPolicy { Review = true },
        Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated } },
    });

    private static Scenario Committed(CancellationPolicy rules, int coolingOffDays = 14) => Scenario.With(policy => policy with
    {
        Plans = [policy.Plans[0] with { CommitmentMonths = 12, EarlyTermination = Sixty }],
        Cancellation = rules,
        Settlement = new SettlementPolicy { Refund = new RefundTerms { CoolingOffDays = coolingOffDays }, CancellationFee = Money.Parse("USD 5.00") },
    });

    private static CarrierPolicy InRupiah(CarrierPolicy policy) => policy with
    {
        Identity = policy.Identity with { Currency = Currency.IDR },
        Plans = [.. policy.Plans.Select(plan => plan with { Price = Money.Parse("IDR 50000.00") })],
        Packs = [.. policy.Packs.Select(pack => pack with { Price = Money.Parse("IDR 5000.00") })],
        Promotions = [new PromotionTerms { Code = "spring", Amount = Money.Parse("IDR 5000.00") }],
        Renewal = policy.Renewal with { BalanceLow = Money.Parse("IDR 5000.00") },
        Settlement = policy.Settlement with { MinRefund = Money.Parse("IDR 5000.00"), CancellationFee = Money.Parse("IDR 5000.00") },
    };
}
