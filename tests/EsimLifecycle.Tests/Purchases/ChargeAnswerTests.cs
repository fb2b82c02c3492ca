using static EsimLifecycle.Tests.RenewalSteps;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>However a charge is answered (late, in part, twice, by other money, by none), the customer has what it was for, or the money.</summary>
public class ChargeAnswerTests
{
    private static readonly Reference Charge4 = new("charge-4");
    private static readonly Reference Charge5 = new("charge-5");

    private static RecordPayment Failure(string reference, Reference charge) =>
        new(new Reference(reference), Usd("31.00"), PaymentMethod.Card) { Charge = charge, Failed = true };

    private static int Attempt(Scenario scenario) => scenario.Charge().Attempt;

    private static Scenario Charged(string? plan = null, PaymentMethod method = PaymentMethod.BankTransfer) =>
        Shop().InMarch().At("2026-03-20").When(new Renew(method) { Plan = plan }).Then<ChargeRequested>();

    private static Scenario GivenUp(string? plan = null) => Charged(plan).Until("2026-03-21").Then<ChargeFailed>();

    // Late.

    [Theory]
    [InlineData("2026-03-20T12:00:00")]
    [InlineData("2026-03-22")] // given up the day before
    [InlineData("2026-04-10")] // in grace
    public void Another_plan_that_was_asked_for_and_paid_for_is_bought_however_late(string at) =>
        Charged("roaming").Until(at).Paid("USD 62.00", Charge4).Used(PaymentUse.Renewal).PaidUntil("2026-05-01")
            .With(s => s.State.Contract!.Plan.Code.Should().Be("roaming")).Holds(Account.Wallet, "USD 0.00");

    [Fact]
    public void Late_it_buys_what_it_was_for_over_a_change_of_plan_in_between() =>
        GivenUp("roaming").ToppedUp("USD 100.00").When(new ChangePlan("committed", PlanChangeTiming.Now)).Then<PlanChanged>()
            .Paid("USD 62.00", Charge4).Then<PaymentRecorded, SubscriptionRenewed>().With(s => s.State.Contract!.Plan.Code.Should().Be("roaming"));

    [Fact]
    public void For_the_plan_that_was_agreed_before_a_change_it_buys_nothing_of_the_new_one_and_is_balance() =>
        Charged().ToppedUp("USD 62.00").When(new ChangePlan("roaming", PlanChangeTiming.Now)).Then<PlanChanged>()
            .Paid("USD 31.00", Charge4).Then<PaymentRecorded>().Used(PaymentUse.Wallet).With(s => s.Event<PaymentRecorded>().Rest.Should().BeNull())
            .With(s => s.State.Renewal.Charges.Should().BeEmpty());

    [Fact]
    public void Late_while_suspended_it_buys_the_plan_as_well() =>
        GivenUp("roaming").When(new Suspend()).Paid("USD 62.00", Charge4).Is(S.Suspended).PaidUntil("2026-05-01")
            .With(s => s.State.Contract!.Plan.Code.Should().Be("roaming"));

    [Fact]
    public void Late_after_closing_it_goes_back() =>
        GivenUp("roaming").Until("2026-05-01").Is(S.Closed).Paid("USD 62.00", Charge4).PaysBack("USD 62.00");

    // Unasked.

    [Fact]
    public void Too_little_for_the_plan_that_is_being_charged_money_unasked_counts_towards_it() =>
        Charged("roaming").Paid("USD 31.00").Then<PaymentRecorded>().Used(PaymentUse.Wallet)
            .With(s => s.Event<PaymentRecorded>().Should().Match<PaymentRecorded>(part => part.Charge == Charge4 && part.Rest == Usd("31.00")))
            .Paid("USD 62.00", Charge4).Then<PaymentRecorded, SubscriptionRenewed>().PaidUntil("2026-05-01").Holds(Account.Wallet, "USD 31.00")
            .With(s => s.State.Contract!.Plan.Code.Should().Be("roaming"));

    [Fact]
    public void Enough_for_the_plan_that_is_being_charged_money_unasked_buys_that_and_its_own_answer_is_balance() =>
        Charged("roaming").Paid("USD 62.00").Then<PaymentRecorded, SubscriptionRenewed>().With(s => s.State.Contract!.Plan.Code.Should().Be("roaming"))
            .Paid("USD 62.00", Charge4).Then<PaymentRecorded>().Used(PaymentUse.Wallet).PaidUntil("2026-05-01")
            .Paid("USD 62.00", Charge4).PaysBack("USD 62.00");

    // What costs nothing.

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_promotion_that_makes_the_period_free_while_it_is_charged_buys_it_and_the_money_is_balance(bool automatic) =>
        (automatic ? Shop().InMarch().Renewing().Until("2026-03-29") : Shop().InMarch().When(new Renew(PaymentMethod.Card)))
            .With(s => s.When(new ApplyPromotion("free"))).Then<PromotionApplied, SubscriptionRenewed>().PaidUntil("2026-05-01")
            .Paid("USD 31.00", automatic ? Charge5 : Charge4).Then<PaymentRecorded>().Used(PaymentUse.Wallet).Holds(Account.Wallet, "USD 31.00")
            .PaidUntil("2026-05-01");

    [Theory]
    [InlineData("2026-03-20")]
    [InlineData("2026-04-20")] // in grace
    public void Money_unasked_for_a_period_that_costs_nothing_buys_it_and_is_balance(string at) =>
        Shop().InMarch().When(new ApplyPromotion("free")).Until(at).Paid().Then<PaymentRecorded, SubscriptionRenewed>().PaidUntil("2026-05-01")
            .Holds(Account.Wallet, "USD 31.00").Is(S.Active)
            .Paid().Then<PaymentRecorded, SubscriptionRenewed>().PaidUntil("2026-06-01");

    [Fact]
    public void Free_by_then_what_was_given_up_is_bought_by_money_that_comes_late() =>
        GivenUp().When(new ApplyPromotion("free")).Then<PromotionApplied>()
            .Paid("USD 31.00", Charge4).Then<PaymentRecorded, SubscriptionRenewed>().Holds(Account.Wallet, "USD 31.00").PaidUntil("2026-05-01");

    // In part.

    [Fact]
    public void Too_little_keeps_the_charge_open_is_told_and_is_tried_again_for_the_rest() =>
        Shop().InMarch().Renewing(PaymentMethod.BankTransfer).Until("2026-03-29").Answered("USD 30.50").Then<PaymentRecorded>()
            .Tells(MessageTemplate.PaymentIncomplete).Holds(Account.Wallet, "USD 30.50")
            .With(s => s.Event<PaymentRecorded>().Rest.Should().Be(Usd("0.50"))).With(s => s.Charge().Paid.Should().Be(Usd("30.50")))
            .Until("2026-03-30").Then<ChargeFailed>().Tells(MessageTemplate.PaymentFailed)
            .Until("2026-03-31").Then<RenewalChargeDue>().With(s => s.Instructions().OfType<ChargePayment>().Single().Amount.Should().Be(Usd("0.50")))
            .Answered("USD 0.50").Then<PaymentRecorded, SubscriptionRenewed>().PaidUntil("2026-05-01").Holds(Account.Wallet, "USD 0.00");

    [Theory]
    [InlineData("payment")]
    [InlineData("payment for it")]
    [InlineData("top-up")]
    [InlineData("credit")]
    [InlineData("promotion")]
    public void The_rest_may_come_any_way_and_at_any_time_while_the_line_lives(string rest)
    {
        foreach (var at in new[] { "2026-03-20T12:00:00", "2026-03-22", "2026-03-30", "2026-04-20" })
        {
            var scenario = Charged().Paid("USD 29.00", Charge4).Then<PaymentRecorded>().Until(at);
            _ = rest switch
            {
                "payment" => scenario.Paid("USD 2.00"),
                "payment for it" => scenario.Paid("USD 2.00", Charge4),
                "top-up" => scenario.ToppedUp("USD 2.00"),
                "credit" => scenario.When(new GrantCredit(Usd("2.00")), Caller.Carrier),
                _ => scenario.When(new ApplyPromotion("five")),
            };
            scenario.Is(S.Active).PaidUntil("2026-05-01").With(s => s.State.Renewal.Charges.Should().BeEmpty())
                .Paid("USD 31.00", Charge4).PaysBack("USD 31.00");
        }
    }

    [Fact]
    public void A_charge_of_the_customers_own_is_tried_again_for_its_rest_and_then_waits_for_it() =>
        Charged(method: PaymentMethod.PayPal).Paid("USD 30.00", Charge4)
            .Until("2026-03-22").With(s => s.Instructions().OfType<ChargePayment>().Should().ContainSingle().Which.Should().Match<ChargePayment>(
                again => again.Amount == Usd("1.00") && again.Method == PaymentMethod.PayPal && again.Charge == Charge4))
            .Until("2026-04-20").Is(S.Grace).With(s => s.Charge().IsDormant.Should().BeTrue())
            .Until("2026-05-01").Is(S.Closed).Holds(Account.RefundPayable, "USD 30.00");

    [Fact]
    public void What_waits_for_its_rest_is_charged_anew_for_the_rest_when_the_customer_asks_or_auto_renewal_does() =>
        Charged().Paid("USD 30.00", Charge4).Until("2026-04-05").With(s => s.Charge().IsDormant.Should().BeTrue())
            .When(new Renew(PaymentMethod.Card)).Then<ChargeRequested>().With(s => s.Charge().Should().Match<Charge>(it => it.Key == Charge4 && it.Amount == Usd("1.00")))
            .Until("2026-04-20").With(s => s.Charge().IsDormant.Should().BeTrue())
            .When(new SetAutoRenewal(true)).Then<AutoRenewalSet, RenewalChargeDue>().With(s => s.Charge().Amount.Should().Be(Usd("1.00")))
            .Answered("USD 1.00").Then<PaymentRecorded, SubscriptionRenewed>();

    [Fact]
    public void Switched_off_the_part_that_was_paid_of_an_automatic_charge_is_balance() =>
        Shop().InMarch().Renewing().Until("2026-03-29").Answered("USD 30.00").When(new SetAutoRenewal(false)).Then<AutoRenewalSet>()
            .ToppedUp("USD 1.00").Then<PaymentRecorded>().Holds(Account.Wallet, "USD 31.00").PaidUntil("2026-04-01");

    [Fact]
    public void A_part_that_is_spent_otherwise_is_lacking_again() =>
        Charged().Paid("USD 30.00", Charge4).When(new BuyPack("gigabyte", PaymentMethod.Balance)).Then<PackBought>().Holds(Account.Wallet, "USD 26.00")
            .Paid("USD 1.00").Then<PaymentRecorded>().With(s => s.Event<PaymentRecorded>().Rest.Should().Be(Usd("4.00")));

    [Fact]
    public void Late_and_too_little_it_opens_the_charge_again_for_the_rest() =>
        GivenUp("roaming").Paid("USD 60.00", Charge4).Then<PaymentRecorded>().Tells(MessageTemplate.PaymentIncomplete)
            .ToppedUp("USD 2.00").Then<PaymentRecorded, SubscriptionRenewed>().With(s => s.State.Contract!.Plan.Code.Should().Be("roaming"));

    [Fact]
    public void A_pack_paid_in_part_is_bought_with_its_rest() =>
        Shop().InMarch().When(new BuyPack("gigabyte", PaymentMethod.BankTransfer)).Paid("USD 3.00", Charge4).Then<PaymentRecorded>().Tells(MessageTemplate.PaymentIncomplete)
            .Until("2026-03-20").ToppedUp("USD 1.00").Then<PaymentRecorded, PackBought>().Holds(Account.Wallet, "USD 0.00")
            .With(s => s.State.Usage.Packs.Single().BoughtOn.Should().Be(new LocalDate(2026, 3, 20)));

    [Fact]
    public void A_change_of_plan_paid_in_part_is_made_with_its_rest() =>
        Shop().InMarch().When(new ChangePlan("roaming", PlanChangeTiming.Now, PaymentMethod.BankTransfer)).Paid("USD 30.00", Charge4).Then<PaymentRecorded>()
            .With(s => s.Event<PaymentRecorded>().Rest.Should().Be(Usd("1.00")))
            .ToppedUp("USD 1.00").Then<PaymentRecorded, PlanChanged>().Holds(Account.Wallet, "USD 0.00");

    [Fact]
    public void Another_pack_takes_the_place_of_one_that_only_waits_for_its_rest() =>
        Shop().InMarch().When(new BuyPack("gigabyte", PaymentMethod.BankTransfer)).Paid("USD 1.00", Charge4).Until("2026-03-30")
            .When(new BuyPack("week", PaymentMethod.Card)).Then<ChargeRequested>().With(s => s.Charge().Amount.Should().Be(Usd("3.00")));

    [Fact]
    public void With_what_is_in_the_balance_a_part_may_be_enough() =>
        Charged().ToppedUp("USD 5.00").Granted("3.00").Paid("USD 25.00", Charge4).Then<PaymentRecorded, SubscriptionRenewed>()
            .Holds(Account.Promotional, "USD 0.00").Holds(Account.Wallet, "USD 2.00").Holds(Account.Deferred, "USD 62.00");

    [Fact]
    public void Money_in_another_currency_goes_back_and_answers_nothing() =>
        Charged().Paid("JPY 3100", Charge4).PaysBack("JPY 3100").With(s => s.Charge().AnswerDueBy.Should().NotBeNull())
            .Answered().Then<PaymentRecorded, SubscriptionRenewed>();

    // Superseded.

    [Fact]
    public void Given_up_and_renewed_otherwise_it_is_balance_and_no_second_period() =>
        Charged().Until("2026-03-22").When(new Renew(PaymentMethod.Card)).Answered().Then<PaymentRecorded, SubscriptionRenewed>()
            .Paid("USD 31.00", Charge4).Then<PaymentRecorded>().Used(PaymentUse.Wallet).PaidUntil("2026-05-01").Holds(Account.Wallet, "USD 31.00")
            .Paid("USD 31.00", Charge4).PaysBack("USD 31.00");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whatever_bought_the_period_meanwhile_it_is_balance(bool fromBalance) =>
        GivenUp().With(s => _ = fromBalance ? s.ToppedUp("USD 31.00").When(new Renew(PaymentMethod.Balance)) : s.Paid()).PaidUntil("2026-05-01")
            .Until("2026-04-10").Paid("USD 31.00", Charge4).Used(PaymentUse.Wallet).PaidUntil("2026-05-01");

    [Fact]
    public void A_pack_bought_otherwise_meanwhile_is_not_bought_again() =>
        Shop().InMarch().When(new BuyPack("gigabyte", PaymentMethod.BankTransfer)).Until("2026-03-03").When(new BuyPack("gigabyte", PaymentMethod.Card))
            .Answered("USD 4.00").Then<PaymentRecorded, PackBought>().Paid("USD 4.00", Charge4).Then<PaymentRecorded>().Used(PaymentUse.Wallet);

    // Failures.

    [Fact]
    public void A_failure_of_an_earlier_try_told_again_has_no_effect() =>
        Shop(renewal => renewal with { RetryDays = [1, 1] }).InMarch().Renewing().Until("2026-03-29")
            .When(Failure("f1", Charge5), Caller.System).Until("2026-03-30").When(Failure("f2", Charge5), Caller.System).Until("2026-03-31T04:00:00")
            .With(s => Attempt(s).Should().Be(3))
            .When(Failure("f1", Charge5), Caller.System).AlreadyDone()
            .When(Failure("f2", Charge5), Caller.System).AlreadyDone()
            .With(s => Attempt(s).Should().Be(3)).With(s => s.Charge().AnswerDueBy.Should().NotBeNull())
            .When(Failure("f3", Charge5), Caller.System).Then<PaymentRecorded, ChargeFailed>()
            .When(Failure("f1", Charge5), Caller.System).AlreadyDone();

    [Fact]
    public void Where_a_provider_has_one_reference_for_all_tries_each_failure_counts() =>
        Shop().InMarch().Renewing().Until("2026-03-29T01:00:00").When(Failure("one", Charge5), Caller.System).Then<PaymentRecorded, ChargeFailed>()
            .When(Failure("one", Charge5), Caller.System).AlreadyDone()
            .Until("2026-03-30T02:00:00").When(Failure("one", Charge5), Caller.System).Then<PaymentRecorded, ChargeFailed>()
            .With(s => s.Charge().RetryAt.Should().Be(s.Local("2026-04-01T02:00:00")))
            .When(Failure("one", Charge5), Caller.System).AlreadyDone();

    [Fact]
    public void Told_which_try_failed_or_when_there_is_no_doubt() =>
        Shop().InMarch().Renewing().Until("2026-03-29T01:00:00").When(Failure("one", Charge5), Caller.System).Until("2026-03-30T02:00:00")
            .When(Failure("one", Charge5) with { Attempt = 1 }, Caller.System).AlreadyDone()
            .With(s => s.When(Failure("one", Charge5) with { OccurredAt = s.Local("2026-03-29T01:00:00") }, Caller.System)).AlreadyDone()
            .With(s => s.When(Failure("late", Charge5) with { OccurredAt = s.Local("2026-03-29T01:00:00") }, Caller.System)).Then<PaymentRecorded>()
            .When(Failure("one", Charge5) with { Attempt = 2 }, Caller.System).Then<PaymentRecorded, ChargeFailed>();

    [Fact]
    public void A_failure_that_arrives_after_its_charge_was_paid_changes_nothing() =>
        Shop().InMarch().Renewing().Until("2026-03-29").When(Failure("f1", Charge5), Caller.System).Until("2026-03-30").Answered()
            .When(Failure("f1", Charge5), Caller.System).AlreadyDone()
            .When(Failure("f2", Charge5), Caller.System).Then<PaymentRecorded>().PaidUntil("2026-05-01");

    // Paid now, in dunning.

    [Fact]
    public void Between_two_tries_the_customer_pays_now_another_way_and_that_answers_the_charge() =>
        Shop().InMarch().Renewing().Until("2026-03-29").Refused().At("2026-03-29T08:00:00").When(new Renew(PaymentMethod.PayPal)).Then<ChargeRequested>()
            .With(s => s.Charge().Should().Match<Charge>(it => it.Key == Charge5 && it.Method == PaymentMethod.PayPal && it.Attempt == 2))
            .When(new Renew(PaymentMethod.Card)).ThenRefused(RefusalCode.ChargeInFlight)
            .With(s => s.Last.Refusals[0].RetryAt.Should().Be(s.Local("2026-03-30T08:00:00")))
            .Until("2026-03-30").ThenNothing().Answered().Then<PaymentRecorded, SubscriptionRenewed>()
            .Until("2026-03-31").PaidUntil("2026-05-01").With(s => s.State.Renewal.Charges.Should().BeEmpty());

    [Fact]
    public void That_failing_as_well_auto_renewal_goes_on_by_its_own_method() =>
        Shop().InMarch().Renewing().Until("2026-03-29").Refused().At("2026-03-29T08:00:00").When(new Renew(PaymentMethod.PayPal)).Refused()
            .Until("2026-03-31T08:00:00").Then<RenewalChargeDue>().With(s => s.Charge().Should().Match<Charge>(it => it.Method == PaymentMethod.Card && it.IsAutomatic));

    [Fact]
    public void That_under_way_it_stands_when_auto_renewal_is_switched_off() =>
        Shop().InMarch().Renewing().Until("2026-03-29").Refused().When(new Renew(PaymentMethod.PayPal)).When(new SetAutoRenewal(false))
            .Answered().Then<PaymentRecorded, SubscriptionRenewed>().PaidUntil("2026-05-01");

    [Fact]
    public void From_the_balance_it_is_bought_at_once_and_not_tried_again() =>
        Shop().InMarch().Renewing().Until("2026-03-29").Refused().ToppedUp("USD 31.00").When(new Renew(PaymentMethod.Balance)).Then<SubscriptionRenewed>()
            .Until("2026-03-30").ThenNothing().Paid(charge: Charge5).Used(PaymentUse.Wallet);

    [Fact]
    public void Another_plan_is_chosen_between_two_tries_and_the_next_charges_that() =>
        Shop().InMarch().Renewing().Until("2026-03-29").Refused().When(new ChangePlan("roaming")).Then<PlanChangeScheduled>()
            .Until("2026-03-30").Then<RenewalChargeDue>().With(s => s.Charge().Amount.Should().Be(Usd("62.00")));

    // While a cancellation is open.

    [Fact]
    public void Paid_late_while_a_cancellation_is_open_it_is_bought_when_that_comes_to_nothing() =>
        GivenUp("roaming").Requested().Paid("USD 62.00", Charge4).Then<PaymentRecorded>().Tells().Holds(Account.Wallet, "USD 62.00")
            .When(new WithdrawCancellation()).Then<CancellationWithdrawn, SubscriptionRenewed>().PaidUntil("2026-05-01")
            .With(s => s.State.Contract!.Plan.Code.Should().Be("roaming"));

    [Fact]
    public void Paid_late_while_a_cancellation_is_open_it_is_given_back_when_that_closes() =>
        GivenUp("roaming").Requested().Paid("USD 62.00", Charge4).When(new ApproveCancellation(), Scenario.Reviewer).Is(S.Closed)
            .With(s => s.Instructions().OfType<PayRefund>().Should().Contain(refund => refund.Payment == new Reference("payment-2") && refund.Amount == Usd("62.00")));

    public static readonly TheoryData<string> Endings = ["withdrawn", "rejected", "lapsed"];

    private static Scenario ComesToNothing(Scenario scenario, string ending) => ending switch
    {
        "withdrawn" => scenario.When(new WithdrawCancellation()),
        "rejected" => scenario.When(new RejectCancellation(RejectionReason.Other), Scenario.Reviewer),
        _ => scenario.When(new RequestSupplement([DocumentKind.Explanation]), Scenario.Reviewer).Until(scenario.State.Cancellation!.DueBy!.Value),
    };

    [Theory]
    [MemberData(nameof(Endings))]
    public void A_charge_that_a_cancellation_interrupted_is_made_again_when_that_comes_to_nothing(string ending) =>
        ComesToNothing(Charged("roaming").Requested(), ending)
            .With(s => s.Charge().Should().Match<Charge>(it => it.Key != Charge4 && it.Plan!.Code == "roaming" && it.Amount == Usd("62.00") && it.Method == PaymentMethod.BankTransfer))
            .Paid("USD 62.00", Charge4).PaysBack("USD 62.00") // what the request made void stays void
            .Answered("USD 62.00").PaidUntil("2026-05-01").With(s => s.State.Contract!.Plan.Code.Should().Be("roaming"));

    [Fact]
    public void A_pack_and_a_change_of_plan_are_asked_for_again_as_well() =>
        Shop().InMarch().When(new BuyPack("gigabyte", PaymentMethod.PayPal)).When(new ChangePlan("roaming", PlanChangeTiming.Now, PaymentMethod.Card))
            .Requested().With(s => s.State.Renewal.Charges.Should().BeEmpty()).When(new WithdrawCancellation())
            .Then<CancellationWithdrawn, ChargeRequested, ChargeRequested>()
            .With(s => s.State.Renewal.Charges.Select(it => (it.Purpose, it.Method, it.Amount)).Should().Equal(
                (ChargePurpose.Pack, PaymentMethod.PayPal, Usd("4.00")), (ChargePurpose.PlanChange, PaymentMethod.Card, Usd("31.00"))));

    [Fact]
    public void What_was_reserved_from_the_balance_is_reserved_again() =>
        ShopThatConfirms().InMarch().ToppedUp("USD 62.00").When(new Renew(PaymentMethod.Balance) { Plan = "roaming" }).Then<PurchaseReserved>()
            .Requested().Holds(Account.Wallet, "USD 62.00").When(new WithdrawCancellation()).Then<CancellationWithdrawn, PurchaseReserved>()
            .Holds(Account.Held, "USD 62.00").Reported().Then<SubscriptionRenewed>().With(s => s.State.Contract!.Plan.Code.Should().Be("roaming"));

    [Fact]
    public void What_was_reserved_by_a_payment_is_charged_again_because_that_went_back() =>
        ShopThatConfirms().InMarch().When(new Renew(PaymentMethod.Card)).Answered().Then<PaymentRecorded, PurchaseReserved>()
            .Requested().PaysBack("USD 31.00").When(new WithdrawCancellation()).Then<CancellationWithdrawn, ChargeRequested>()
            .With(s => s.Charge().Should().Match<Charge>(it => it.Method == PaymentMethod.Card && it.Amount == Usd("31.00")));

    [Fact]
    public void What_the_balance_no_longer_covers_or_auto_renewal_charges_anyway_is_left() =>
        Shop().InMarch().Renewing().Until("2026-03-29").Requested().When(new WithdrawCancellation()).Then<CancellationWithdrawn, RenewalChargeDue>()
            .With(s => s.State.Renewal.Charges.Should().ContainSingle());

    // At the same instant.

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void From_the_balance_it_is_renewed_before_the_period_ends_at_the_same_instant(int graceDays) =>
        Shop(renewal => renewal with { GraceDays = graceDays, ChargeDaysAhead = 0, RetryDays = [] }).InMarch().ToppedUp("USD 62.00").Renewing(PaymentMethod.Balance)
            .Until("2026-04-01").Then<SubscriptionRenewed, PeriodEnded>().Is(S.Active).PaidUntil("2026-05-01").Tiles()
            .Until("2026-05-01").Then<SubscriptionRenewed, PeriodEnded, BalanceLow>().PaidUntil("2026-06-01")
            .Until("2026-06-01").Is(graceDays == 0 ? S.Closed : S.Grace);

    [Fact]
    public void Given_up_with_the_money_there_since_it_is_renewed_without_a_gap() =>
        Shop(renewal => renewal with { RetryDays = [] }).InMarch().Renewing(PaymentMethod.Balance).Until("2026-03-29").ToppedUp("USD 31.00")
            .Until("2026-04-01").Then<SubscriptionRenewed, PeriodEnded, BalanceLow>().Is(S.Active).PaidUntil("2026-05-01");

    [Fact]
    public void Reserved_at_that_instant_it_stays_in_service() =>
        Shop(renewal => renewal with { GraceDays = 0, ChargeDaysAhead = 0, ConfirmsProvisioning = true }).InMarch().ToppedUp("USD 31.00").Renewing(PaymentMethod.Balance)
            .Until("2026-04-01").Then<PurchaseReserved, PeriodEnded>().Is(S.Active).Reported().Then<SubscriptionRenewed, BalanceLow>().PaidUntil("2026-05-01");
}
