using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>A monthly plan that renews itself by card: charged on 25 February, three days before the period ends.</summary>
public class RestingAutoRenewalTests
{
    private static readonly Reference First = new("charge-5");

    private static Scenario Renewing(Func<CarrierPolicy, CarrierPolicy>? change = null, PaymentMethod method = PaymentMethod.Card) =>
        With(policy => (change ?? (same => same))(policy with { Renewal = policy.Renewal with { DisuseDays = 0 } }))
            .Activated().When(new SetAutoRenewal(true, method)).Then<AutoRenewalSet>();

    private static CarrierPolicy Reviewed(CarrierPolicy policy) => policy with { Cancellation = new CancellationPolicy { Review = true, ReviewBusinessDays = 20 } };

    [Fact]
    public void It_is_charged_before_the_end_and_goes_on() =>
        Renewing().Until("2026-02-25").Then<RenewalChargeDue>()
            .Paid(charge: First).Then<PaymentRecorded, SubscriptionRenewed>()
            .Until("2026-03-27T23:59:59").Then<PeriodEnded>().Is(S.Active)
            .Until("2026-03-28").Then<RenewalChargeDue>();

    [Fact]
    public void Declined_it_is_tried_again_and_at_last_given_up() =>
        Renewing().Until("2026-02-25").Declined(First).Then<PaymentRecorded, ChargeFailed>()
            .Until("2026-02-26").Then<RenewalChargeDue>().Declined(First)
            .Until("2026-02-28").Then<PeriodEnded, GraceEntered, RenewalChargeDue>()
            .Declined(First).Until("2026-03-04").Then<RenewalChargeDue>()
            .Declined(First).Then<PaymentRecorded, ChargeFailed>().With(s => s.Event<ChargeFailed>().RetryAt.Should().BeNull())
            .With(s => Instruction.From(s.Event<ChargeFailed>()).OfType<SendMessage>().Single().Template.Should().Be(MessageTemplate.AutoRenewalGivenUp))
            .Until("2026-03-29").ThenNothing().Is(S.Grace);

    [Fact]
    public void A_free_period_is_not_charged_it_just_follows() =>
        Renewing(policy => policy with { Plans = [policy.Plans[0] with { Price = Money.Parse("USD 0.00") }] })
            .Until("2026-02-25").Then<SubscriptionRenewed>().Until("2026-12-31").Is(S.Active);

    [Fact]
    public void A_period_that_promotions_make_free_is_not_charged_either() =>
        Renewing(policy => policy with { Promotions = [new PromotionTerms { Code = "gift", Percent = 100 }] })
            .When(new ApplyPromotion("gift")).Until("2026-02-25").Then<SubscriptionRenewed>()
            .Until("2026-03-28").Then<PeriodEnded, RenewalChargeDue>();

    [Fact]
    public void Switched_off_and_on_again_while_a_charge_was_in_flight_it_is_charged_anew() =>
        Renewing().Until("2026-02-25").Then<RenewalChargeDue>()
            .When(new SetAutoRenewal(false)).Then<AutoRenewalSet>()
            .When(new SetAutoRenewal(true)).Then<AutoRenewalSet, RenewalChargeDue>()
            .Paid(charge: First).With(s => s.Event<PaymentRecorded>().Use.Should().Be(PaymentUse.SentBack))
            .Paid(charge: new Reference("charge-8")).Then<PaymentRecorded, SubscriptionRenewed>();

    [Fact]
    public void A_cancellation_voids_the_charge_in_flight_and_taken_back_it_is_charged_anew() =>
        Renewing(Reviewed).Until("2026-02-25").Requested()
            .Paid(charge: First).With(s => s.Event<PaymentRecorded>().Use.Should().Be(PaymentUse.SentBack))
            .At("2026-02-26").When(new WithdrawCancellation()).Then<CancellationWithdrawn, RenewalChargeDue>();

    [Fact]
    public void While_a_cancellation_is_open_nothing_is_charged_and_taken_back_in_grace_it_is_charged_at_once() =>
        Renewing(Reviewed).At("2026-02-20").Requested()
            .Until("2026-03-02").Then<PeriodEnded>()
            .When(new WithdrawCancellation()).Then<CancellationWithdrawn, RenewalChargeDue>().Is(S.Grace);

    [Fact]
    public void Suspended_over_the_end_it_is_charged_when_it_is_resumed() =>
        Renewing().At("2026-02-20").When(new Suspend()).Then<SubscriptionSuspended>()
            .Until("2026-03-02").Then<PeriodEnded>()
            .When(new Resume()).Then<SubscriptionResumed, RenewalChargeDue>().Is(S.Grace);

    [Fact]
    public void Another_plan_that_is_reserved_leaves_the_charge_in_flight_and_released_its_dunning_goes_on() =>
        Renewing(policy => policy with
        {
            Plans = [policy.Plans[0], new PlanTerms { Code = "small", Price = Money.Parse("USD 1.00"), Length = Period.FromMonths(1) }],
            Renewal = policy.Renewal with { ConfirmsProvisioning = true, ProvisioningAttempts = 1 },
        })
            .Until("2026-02-25").Then<RenewalChargeDue>()
            .When(new ChangePlan("small", PlanChangeTiming.Now)).Then<PurchaseReserved>()
            .Until("2026-02-26").Then<ChargeFailed, PurchaseReleased>()
            .Until("2026-02-27").Then<RenewalChargeDue>();

    [Fact]
    public void Another_plan_in_effect_voids_the_charge_in_flight() =>
        Renewing(policy => policy with
        {
            Plans = [policy.Plans[0], new PlanTerms { Code = "small", Price = Money.Parse("USD 1.00"), Length = Period.FromMonths(1) }],
            Renewal = policy.Renewal with { ConfirmsProvisioning = true },
        })
            .Until("2026-02-25").Then<RenewalChargeDue>()
            .When(new ChangePlan("small", PlanChangeTiming.Now)).Reported().Then<PlanChanged>()
            .Paid(charge: new Reference("charge-6")).With(s => s.Event<PaymentRecorded>().Use.Should().Be(PaymentUse.SentBack));

    [Fact]
    public void From_the_balance_it_is_paid_as_soon_as_that_is_enough() =>
        Renewing(method: PaymentMethod.Balance).Until("2026-03-10").Is(S.Grace)
            .ToppedUp("USD 62.00").Then<PaymentRecorded, SubscriptionRenewed>().Is(S.Active).Holds(Account.Wallet, "USD 31.00");
}
