using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>The carrier announces other terms: from USD 31.00 a month to USD 40.00. Paid until 28 February 2026.</summary>
public class TermsChangeTests
{
    private static readonly RequestCancellation Leave = new(CancellationReason.TermsChanged);

    [Fact]
    public void The_customer_is_told_and_nothing_else_changes_yet() =>
        Announced("2026-04-01").Then<TermsChangeAnnounced>().Is(S.Active)
            .With(s => Instruction.From(s.Last.Events[0]).Should().ContainSingle()
                .Which.Should().BeOfType<SendMessage>().Which.Template.Should().Be(MessageTemplate.TermsChangeAnnounced))
            .With(s => Price(s).Should().Be("USD 31.00"))
            .With(s => s.State.Contract!.PolicyVersion.Should().Be(1));

    [Fact]
    public void A_period_that_starts_before_has_the_terms_that_were_agreed_and_the_first_after_it_the_new_ones() =>
        Announced("2026-03-15")
            .Paid("USD 31.00").With(s => Price(s).Should().Be("USD 31.00"))
            .With(s => s.State.Term.Periods[^1].Start.Should().Be(new LocalDate(2026, 2, 28)))
            .Paid("USD 40.00").With(s => Price(s).Should().Be("USD 40.00"))
            .With(s => s.Event<SubscriptionRenewed>().Period.Start.Should().Be(new LocalDate(2026, 3, 31)))
            .With(s => (s.State.Contract!.PolicyName, s.State.Contract.PolicyVersion).Should().Be(("test", 2)));

    [Fact]
    public void The_start_counts_not_the_day_on_which_it_is_bought()
    {
        Announced("2026-02-28").Paid("USD 31.00").Then<PaymentRecorded>().Holds(Account.Wallet, "USD 31.00");
        Announced("2026-03-01").Paid("USD 31.00").With(s => s.Event<SubscriptionRenewed>().TakesTermsChange.Should().BeFalse());
        Announced("2026-03-05").At("2026-03-10").Paid("USD 31.00")
            .With(s => s.Event<SubscriptionRenewed>().Period.Start.Should().Be(new LocalDate(2026, 2, 28)))
            .Is(S.Active);
    }

    [Fact]
    public void Auto_renewal_charges_the_new_price_for_the_first_period_with_the_new_terms() =>
        Announced("2026-02-28").When(new SetAutoRenewal(true)).Until("2026-02-25").Then<RenewalChargeDue>()
            .With(s => s.Event<RenewalChargeDue>().Charge.Amount.Should().Be(Money.Parse("USD 40.00")));

    [Fact]
    public void The_anniversary_is_kept_where_periods_are_as_long_as_before() =>
        Announced("2026-02-28").Paid("USD 40.00").Paid("USD 40.00")
            .With(s => s.State.Term.Periods.Select(period => period.End).Should()
                .Equal(new LocalDate(2026, 2, 28), new LocalDate(2026, 3, 31), new LocalDate(2026, 4, 30)));

    [Fact]
    public void Another_length_begins_where_what_is_paid_ends() =>
        Announced("2026-02-10", plan => plan with { Length = Period.FromDays(10) }).Paid("USD 40.00")
            .With(s => s.State.Term.Periods[^1].Should().Match<PaidPeriod>(period =>
                period.Start == new LocalDate(2026, 2, 28) && period.End == new LocalDate(2026, 3, 10)));

    [Fact]
    public void It_binds_nobody_longer() =>
        Announced("2026-02-28", plan => plan with { CommitmentMonths = 24 }, agreed: plan => plan with { CommitmentMonths = 3 }).Paid("USD 40.00")
            .With(s => s.State.Contract!.Plan.CommitmentMonths.Should().Be(24))
            .With(s => s.State.Contract!.CommittedUntil.Should().Be(s.Local("2026-04-30")));

    [Fact]
    public void A_time_that_is_topped_up_has_the_new_table_from_then_on()
    {
        static PlanTerms ByTopUp(PlanTerms plan, int days) => plan with { Validity = new ValidityTerms { Steps = [new ValidityStep(Money.Parse("USD 10.00"), days)] } };

        Announced("2026-03-05", plan => ByTopUp(plan, 10), agreed: plan => ByTopUp(plan, 20))
            .ToppedUp("USD 10.00").With(s => s.State.Term.PaidUntilDate.Should().Be(new LocalDate(2026, 3, 20)))
            .ToppedUp("USD 10.00").With(s => s.State.Term.PaidUntilDate.Should().Be(new LocalDate(2026, 3, 30)))
            .With(s => s.Event<ValidityExtended>().TakesTermsChange.Should().BeTrue())
            .With(s => s.State.Contract!.PolicyVersion.Should().Be(2));
    }

    [Fact]
    public void What_can_not_be_put_in_effect_is_released_with_its_terms_which_are_still_to_come() =>
        Announced("2026-02-28", change: policy => policy with { Renewal = policy.Renewal with { ConfirmsProvisioning = true, ProvisioningAttempts = 1 } })
            .Paid("USD 40.00").Then<PaymentRecorded, PurchaseReserved>().With(s => s.Event<PurchaseReserved>().Purchase.TakesTermsChange.Should().BeTrue())
            .With(s => Price(s).Should().Be("USD 31.00"))
            .Until("2026-02-02").With(s => s.Event<PurchaseReleased>().IsFailed.Should().BeTrue())
            .With(s => Price(s).Should().Be("USD 31.00"))
            .With(s => s.State.Contract!.PolicyVersion.Should().Be(1))
            .Paid("USD 40.00").Reported().Then<SubscriptionRenewed>().With(s => s.State.Contract!.PolicyVersion.Should().Be(2));

    [Fact]
    public void While_a_period_with_the_terms_announced_is_reserved_no_others_are_announced() =>
        Announced("2026-02-28", change: policy => policy with { Renewal = policy.Renewal with { ConfirmsProvisioning = true } })
            .Paid("USD 40.00").Then<PaymentRecorded, PurchaseReserved>()
            .When(new AnnounceTermsChange(new LocalDate(2026, 4, 1)), Caller.Carrier).ThenRefused(RefusalCode.ProvisioningPending);

    [Fact]
    public void A_plan_that_the_customer_chooses_goes_before() =>
        Announced("2026-02-28", change: policy => policy with { Plans = policy.Plans.Add(new PlanTerms { Code = "small", Price = Money.Parse("USD 5.00"), Length = Period.FromMonths(1) }) })
            .When(new ChangePlan("small")).Then<PlanChangeScheduled>()
            .Paid("USD 5.00").With(s => s.State.Contract!.Plan.Code.Should().Be("small"))
            .With(s => s.State.Contract!.TermsChange!.IsTaken.Should().BeTrue())
            .Paid("USD 5.00").With(s => s.State.Contract!.Plan.Code.Should().Be("small"));

    [Fact]
    public void The_first_period_is_as_agreed_and_the_second_is_not() =>
        With().Opened().Follow(Changed(With().Policy)).When(new AnnounceTermsChange(new(2026, 2, 1)), Caller.Carrier)
            .At("2026-02-05").Paid("USD 31.00").When(new Activate()).Then<SubscriptionActivated>()
            .With(s => Price(s).Should().Be("USD 31.00"))
            .Paid("USD 40.00").With(s => Price(s).Should().Be("USD 40.00"));

    [Fact]
    public void Within_the_window_it_is_a_reason_to_leave_without_commitment() =>
        Announced("2026-02-10", agreed: plan => plan with { CommitmentMonths = 12 })
            .When(new RequestCancellation(CancellationReason.NoLongerNeeded)).ThenRefused(RefusalCode.CancellationCommitment)
            .When(new RequestCancellation(CancellationReason.PolicyChanged)).ThenRefused(RefusalCode.CancellationCommitment)
            .When(Leave).Is(S.Closed);

    [Fact]
    public void Within_the_window_no_fee_is_due() =>
        Announced(
            "2026-02-10",
            agreed: plan => plan with { CommitmentMonths = 12, EarlyTermination = new EarlyTerminationFee { Kind = EarlyTerminationFeeKind.Fixed, Amount = Money.Parse("USD 50.00") } },
            change: policy => policy with { Settlement = policy.Settlement with { CancellationFee = Money.Parse("USD 5.00") } })
            .When(Leave).Is(S.Closed).Holds(Account.Receivable, "USD 0.00").Holds(Account.Fees, "USD 0.00");

    [Theory]
    [InlineData("2026-02-10", "2026-03-03")]
    [InlineData("2026-05-01", "2026-05-01")]
    public void The_window_lasts_the_policys_days_and_at_least_until_the_new_terms_count(string effectiveOn, string end)
    {
        var scenario = Announced(effectiveOn).With(s => s.State.Contract!.TermsChange!.WindowEndsAt.Should().Be(s.Local(end))).Paid("USD 50.00").Paid("USD 50.00").Paid("USD 50.00");

        scenario.At(scenario.Local(end)).When(Leave).Last.Refusals.Select(refusal => refusal.Code).Should().Equal(RefusalCode.CancellationNoTermsChange);
    }

    [Fact]
    public void On_the_last_day_of_the_window_one_may_leave() =>
        Announced("2026-02-10").At("2026-03-02T23:59:59").When(Leave).Is(S.Closed);

    [Fact]
    public void Without_an_announcement_there_is_no_such_reason() =>
        With().Activated().When(Leave).ThenRefused(RefusalCode.CancellationNoTermsChange);

    [Fact]
    public void Another_announcement_takes_its_place_and_closes_no_window_earlier() =>
        Announced("2026-05-01").When(new AnnounceTermsChange(new(2026, 4, 1)), Caller.Carrier).Then<TermsChangeAnnounced>()
            .With(s => s.State.Contract!.TermsChange!.EffectiveOn.Should().Be(new LocalDate(2026, 4, 1)))
            .With(s => s.State.Contract!.TermsChange!.WindowEndsAt.Should().Be(s.Local("2026-05-01")));

    [Fact]
    public void The_same_announcement_again_changes_nothing() =>
        Announced("2026-05-01").At("2026-02-03").When(new AnnounceTermsChange(new(2026, 5, 1)), Caller.Carrier).AlreadyDone();

    [Fact]
    public void A_plan_that_is_no_longer_offered_has_no_new_terms() =>
        With().Activated().Follow(With(policy => policy with { Plans = [policy.Plans[0] with { Code = "other" }] }).Policy)
            .When(new AnnounceTermsChange(new(2026, 5, 1)), Caller.Carrier).ThenRefused(RefusalCode.PlanNotOffered)
            .With(s => s.Last.Refusals[0]["offered"].Should().Be((ValueList<string>)["other"]));

    [Fact]
    public void What_was_paid_in_advance_is_not_topped_up_all_at_once() =>
        Announced("2026-05-01", plan => plan with { Validity = new ValidityTerms { Steps = [new ValidityStep(Money.Parse("USD 10.00"), 10)] } })
            .ThenRefused(RefusalCode.RenewalByTopUp);

    [Fact]
    public void While_a_period_is_being_charged_its_terms_stay()
    {
        var charging = With().Activated().When(new Renew(PaymentMethod.Card)).Follow(Changed(With().Policy));

        charging.When(new AnnounceTermsChange(new(2026, 2, 28)), Caller.Carrier).ThenRefused(RefusalCode.ChargeInFlight)
            .When(new AnnounceTermsChange(new(2026, 3, 1)), Caller.Carrier).Then<TermsChangeAnnounced>();
    }

    [Fact]
    public void Only_the_carrier_changes_its_terms() =>
        With().Activated().When(new AnnounceTermsChange(new(2026, 5, 1))).ThenRefused(RefusalCode.RoleNotPermitted);

    [Fact]
    public void While_leaving_one_is_told_too() =>
        Lives.Cancelling(S.Active, S.UnderReview).When(new AnnounceTermsChange(new(2026, 5, 1)), Caller.Carrier).Then<TermsChangeAnnounced>();

    [Fact]
    public void Leaving_before_the_activation_a_payment_is_still_taken() =>
        Lives.Cancelling(S.Pending, S.UnderReview).When(new AnnounceTermsChange(new(2026, 5, 1)), Caller.Carrier)
            .Paid("USD 31.00").Then<PaymentRecorded>();

    [Fact]
    public void What_is_closed_has_no_terms() =>
        With().Activated().Requested().When(new AnnounceTermsChange(new(2026, 5, 1)), Caller.Carrier).ThenRefused(RefusalCode.SubscriptionClosed);

    [Fact]
    public void A_payment_for_a_line_that_leaves_before_it_was_activated_goes_to_the_wallet() =>
        Lives.Cancelling(S.Pending, S.UnderReview).When(new AnnounceTermsChange(new(2026, 5, 1)), Caller.Carrier)
            .Paid().With(s => s.Event<PaymentRecorded>().Use.Should().Be(PaymentUse.Wallet));

    private static CarrierPolicy Changed(CarrierPolicy policy, Func<PlanTerms, PlanTerms>? terms = null) => policy with
    {
        Identity = policy.Identity with { Version = 2 },
        Plans = policy.Plans.SetItem(0, (terms ?? (plan => plan))(policy.Plans[0] with { Price = Money.Parse("USD 40.00") })),
    };

    /// <summary>Active under the terms agreed, when the carrier announces its new ones.</summary>
    private static Scenario Announced(
        string effectiveOn,
        Func<PlanTerms, PlanTerms>? terms = null,
        Func<PlanTerms, PlanTerms>? agreed = null,
        Func<CarrierPolicy, CarrierPolicy>? change = null)
    {
        var scenario = With(policy => policy with { Plans = policy.Plans.SetItem(0, (agreed ?? (plan => plan))(policy.Plans[0])) }).Activated();
        var date = NodaTime.Text.LocalDatePattern.Iso.Parse(effectiveOn).Value;
        return scenario.Follow((change ?? (policy => policy))(Changed(scenario.Policy, terms))).When(new AnnounceTermsChange(date), Caller.Carrier);
    }

    private static string Price(Scenario scenario) => scenario.State.Contract!.Plan.Price.ToString();
}
