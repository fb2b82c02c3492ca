using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>A dispute takes back first what the payment bought and is still there; the customer owes only the rest. Won, the payment counts again.</summary>
public class DisputeTests
{
    private static ReportChargeback Chargeback(string amount, string payment = "payment-1", string dispute = "", bool won = false) =>
        new(new Reference(payment), Money.Parse(amount)) { Dispute = dispute.Length == 0 ? default : new Reference(dispute), Won = won };

    private static Scenario Prorated(Func<CarrierPolicy, CarrierPolicy>? change = null) =>
        With(policy => (change ?? (same => same))(policy with { Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated } } }));

    /// <summary>USD 31.00 of the first payment, and USD 50.00 of a top-up, to give back.</summary>
    private static Scenario Closing(string how) => how switch
    {
        "due" => Prorated().Activated().ToppedUp("USD 50.00").Requested(),
        "held" => Prorated().Activated().ToppedUp("USD 50.00").When(new Terminate(TerminationReason.Fraud), Caller.Carrier),
        "failed" => Paying("USD 81.00", PayoutOutcome.Failed),
        "under way" => Paying("USD 81.00", PayoutOutcome.Submitted),
        _ => Prorated().Activated().ToppedUp("USD 50.00").When(RefundChartTests.Moved),
    };

    private static Scenario Paying(string amount, PayoutOutcome outcome) =>
        Closing("due").When(new RecordRefund(new Reference("payout"), Money.Parse(amount)) { Outcome = outcome }, Caller.System).Then<RefundRecorded>();

    [Theory]
    [InlineData("due")]
    [InlineData("held")]
    [InlineData("failed")]
    [InlineData("under way")]
    [InlineData("moved")]
    public void What_is_still_to_go_back_to_it_does_not_and_nothing_is_owed(string how) =>
        Closing(how).Is(S.Closed).Holds(Account.RefundPayable, "USD 81.00")
            .When(Chargeback("USD 50.00", "payment-2"), Caller.System).Then<ChargebackRecorded>()
            .Holds(Account.Receivable, "USD 0.00").Holds(Account.RefundPayable, "USD 31.00").Holds(Account.Customer, "USD -31.00")
            .With(s => s.Instructions().OfType<SendMessage>().Should().BeEmpty("nothing is owed"))
            .With(s => s.State.Refunds[0].Status.Should().Be(RefundStatus.SetOff))
            .When(Chargeback("USD 50.00", "payment-2"), Caller.System).AlreadyDone()
            .When(new ReleaseRefund(), Caller.Carrier)
            .With(s => s.Instructions().OfType<PayRefund>().Select(pay => pay.Amount.ToString()).Should().BeSubsetOf(["USD 31.00"]));

    [Theory]
    [InlineData("due")]
    [InlineData("held")]
    [InlineData("failed")]
    [InlineData("moved")]
    public void Of_a_part_the_rest_still_goes_back(string how) =>
        Closing(how).When(Chargeback("USD 20.00", "payment-2"), Caller.System).Then<ChargebackRecorded>()
            .Holds(Account.Receivable, "USD 0.00").Holds(Account.RefundPayable, "USD 61.00")
            .With(s => s.State.Refunds[0].Outstanding.Should().Be(Money.Parse("USD 30.00")))
            .When(Chargeback("USD 30.00", "payment-2"), Caller.System).Holds(Account.Receivable, "USD 0.00").Holds(Account.RefundPayable, "USD 31.00");

    [Fact]
    public void What_is_to_be_moved_is_told_anew_with_what_is_left() =>
        Closing("moved").When(Chargeback("USD 20.00", "payment-2"), Caller.System)
            .With(s => s.Instructions().OfType<TransferBalance>().Single().Should().BeEquivalentTo(new { Amount = Money.Parse("USD 61.00"), s.State.Refunds[0].Transfer, To = new Reference("sub-2") }))
            .With(s => s.When(new RecordTransfer(s.State.Refunds[1].Transfer), Caller.System)).Then<TransferRecorded>()
            .Holds(Account.Transfers, "USD 61.00").Holds(Account.RefundPayable, "USD 0.00").Holds(Account.Receivable, "USD 0.00");

    [Fact]
    public void More_than_is_still_to_go_back_is_owed_and_set_off_against_other_refunds() =>
        Prorated().Activated().At("2026-02-10").ToppedUp("USD 50.00").Requested().Holds(Account.RefundPayable, "USD 69.93")
            .When(Chargeback("USD 31.00"), Caller.System).Then<ChargebackRecorded, RefundsSetOff>()
            .Holds(Account.RefundPayable, "USD 38.93").Holds(Account.Receivable, "USD 0.00").PaysBack("USD 38.93");

    [Fact]
    public void After_the_closing_it_is_set_off_against_the_refund_of_another_payment() =>
        Prorated().Activated().At("2026-02-20").Paid().At("2026-02-28").When(new RequestCancellation(CancellationReason.NoLongerNeeded)).Holds(Account.RefundPayable, "USD 31.00")
            .When(Chargeback("USD 31.00"), Caller.System).Then<ChargebackRecorded, RefundsSetOff>()
            .Holds(Account.RefundPayable, "USD 0.00").Holds(Account.Receivable, "USD 0.00")
            .With(s => s.State.NextDeadline.Should().BeNull());

    [Fact]
    public void An_unspent_balance_goes_back_and_buys_nothing_more() =>
        With().Activated().ToppedUp("USD 62.00").When(Chargeback("USD 62.00", "payment-2"), Caller.System).Then<ChargebackRecorded>()
            .Holds(Account.Wallet, "USD 0.00").Holds(Account.Receivable, "USD 0.00").Holds(Account.Customer, "USD -31.00")
            .When(new Renew(PaymentMethod.Balance)).ThenRefused(RefusalCode.BalanceTooLow);

    [Fact]
    public void What_was_spent_of_it_is_owed() =>
        With().Activated().ToppedUp("USD 62.00").When(new Renew(PaymentMethod.Balance)).Then<SubscriptionRenewed>()
            .When(Chargeback("USD 62.00", "payment-2"), Caller.System).Then<ChargebackRecorded>()
            .Holds(Account.Wallet, "USD 0.00").Holds(Account.Receivable, "USD -31.00");

    [Fact]
    public void The_balance_that_came_by_another_payment_stays_but_buys_nothing_while_as_much_is_owed() =>
        With().Activated().ToppedUp("USD 40.00").When(Chargeback("USD 31.00"), Caller.System)
            .Holds(Account.Wallet, "USD 40.00").Holds(Account.Receivable, "USD -31.00")
            .When(new Renew(PaymentMethod.Balance)).ThenRefused(RefusalCode.BalanceTooLow)
            .With(s => s.Last.Refusals[0]["balance"]!.ToString().Should().Be("USD 9.00"));

    [Fact]
    public void Of_two_top_ups_the_older_one_is_spent_first() =>
        With().Activated().ToppedUp("USD 31.00").ToppedUp("USD 20.00").When(new Renew(PaymentMethod.Balance))
            .When(Chargeback("USD 20.00", "payment-3"), Caller.System).Holds(Account.Wallet, "USD 0.00").Holds(Account.Receivable, "USD 0.00")
            .When(Chargeback("USD 31.00", "payment-2"), Caller.System).Holds(Account.Receivable, "USD -31.00");

    [Fact]
    public void What_was_prepaid_is_not_paid_any_more_and_activates_nothing() =>
        With().Opened().Paid().When(Chargeback("USD 31.00"), Caller.System).Then<ChargebackRecorded>()
            .Holds(Account.Deferred, "USD 0.00").Holds(Account.Receivable, "USD 0.00")
            .When(new Activate()).ThenRefused(RefusalCode.ActivationUnpaid)
            .Paid().When(new Activate()).Then<SubscriptionActivated>();

    [Fact]
    public void Prepaid_and_taken_back_in_part_the_rest_is_balance() =>
        With().Opened().Paid("USD 40.00").When(Chargeback("USD 10.00"), Caller.System)
            .Holds(Account.Deferred, "USD 0.00").Holds(Account.Wallet, "USD 30.00").Holds(Account.Receivable, "USD 0.00")
            .When(new Activate()).ThenRefused(RefusalCode.ActivationUnpaid)
            .ToppedUp("USD 1.00").When(new Activate()).Then<SubscriptionActivated>();

    [Fact]
    public void Prepaid_and_then_another_plan_chosen_all_of_it_goes() =>
        RenewalSteps.Shop().Opened().Paid().When(new ChangePlan("day")).Then<FirstPlanChanged>().Holds(Account.Wallet, "USD 30.00").Holds(Account.Deferred, "USD 1.00")
            .When(Chargeback("USD 31.00"), Caller.System).Holds(Account.Wallet, "USD 0.00").Holds(Account.Deferred, "USD 0.00").Holds(Account.Receivable, "USD 0.00");

    [Fact]
    public void The_promotion_that_it_was_prepaid_with_counts_again() =>
        RenewalSteps.Shop().Opened().When(new ApplyPromotion("five")).Then<PromotionApplied>().Paid("USD 26.00").Used(PaymentUse.FirstPeriod)
            .With(s => s.State.Renewal.Promotions[0].PeriodsLeft.Should().Be(0))
            .When(Chargeback("USD 26.00"), Caller.System).With(s => s.State.Renewal.Promotions[0].PeriodsLeft.Should().Be(1))
            .Paid("USD 26.00").Used(PaymentUse.FirstPeriod);

    [Fact]
    public void Reserved_for_the_activation_it_is_released() =>
        RenewalSteps.ShopThatConfirms().Opened().Paid().When(new Activate()).Then<PurchaseReserved>()
            .When(Chargeback("USD 31.00"), Caller.System).Then<PurchaseReleased, ChargebackRecorded>()
            .Holds(Account.Held, "USD 0.00").Holds(Account.Deferred, "USD 0.00").Holds(Account.Receivable, "USD 0.00")
            .When(new Activate()).ThenRefused(RefusalCode.ActivationUnpaid);

    [Fact]
    public void Several_disputes_of_one_payment_are_owed_together() =>
        With().Activated().When(Chargeback("USD 10.00"), Caller.System).When(Chargeback("USD 10.00"), Caller.System).When(Chargeback("USD 11.00"), Caller.System).Then<ChargebackRecorded>()
            .Holds(Account.Receivable, "USD -31.00")
            .When(Chargeback("USD 11.00"), Caller.System).AlreadyDone().When(Chargeback("USD 10.00"), Caller.System).AlreadyDone();

    [Fact]
    public void A_dispute_is_known_by_its_id() =>
        With().Activated().When(Chargeback("USD 10.00", dispute: "d-1"), Caller.System).When(Chargeback("USD 10.00", dispute: "d-1"), Caller.System).AlreadyDone()
            .When(Chargeback("USD 10.00", dispute: "d-2"), Caller.System).Then<ChargebackRecorded>().Holds(Account.Receivable, "USD -20.00")
            .When(Chargeback("USD 12.00", dispute: "d-1"), Caller.System).Then<FactConflicted>()
            .With(s => s.Event<FactConflicted>().Amount.Should().Be(Money.Parse("USD 12.00")))
            .When(Chargeback("USD 31.00", dispute: "d-3"), Caller.System).Then<ChargebackRecorded>().Holds(Account.Receivable, "USD -51.00");

    [Fact]
    public void Taken_back_beyond_the_payment_it_is_owed_whole() =>
        With().Activated().When(Chargeback("USD 46.00"), Caller.System).Then<ChargebackRecorded>().Holds(Account.Receivable, "USD -46.00")
            .When(Chargeback("USD 46.00"), Caller.System).AlreadyDone();

    [Fact]
    public void Won_the_debt_is_settled_and_the_payment_is_whole_again() =>
        Prorated().Activated().At("2026-02-05").When(Chargeback("USD 31.00", dispute: "d-1"), Caller.System).Holds(Account.Receivable, "USD -31.00")
            .When(Chargeback("USD 31.00", dispute: "d-1", won: true), Caller.System).Then<ChargebackReversed>()
            .Holds(Account.Receivable, "USD 0.00").Holds(Account.Customer, "USD -31.00")
            .When(Chargeback("USD 31.00", dispute: "d-1", won: true), Caller.System).AlreadyDone()
            .When(Chargeback("USD 31.00", dispute: "d-1"), Caller.System).AlreadyDone()
            .At("2026-02-10").Requested()
            .With(s => s.State.Refunds.Should().ContainSingle().Which.Should().Match<RefundLeg>(leg => leg.Payment == new Reference("payment-1") && leg.Amount == Money.Parse("USD 19.93")));

    [Fact]
    public void Won_after_the_debt_was_paid_it_is_balance() =>
        With().Activated().When(Chargeback("USD 31.00"), Caller.System)
            .When(new PayDues(new Reference("dues"), Money.Parse("USD 31.00"), PaymentMethod.Card), Caller.System)
            .When(Chargeback("USD 31.00", won: true), Caller.System).Then<ChargebackReversed>()
            .Holds(Account.Wallet, "USD 31.00").Holds(Account.Receivable, "USD 0.00");

    [Fact]
    public void Won_what_was_taken_from_the_balance_is_there_again() =>
        With().Activated().ToppedUp("USD 62.00").When(Chargeback("USD 62.00", "payment-2"), Caller.System).When(Chargeback("USD 62.00", "payment-2", won: true), Caller.System)
            .Holds(Account.Wallet, "USD 62.00").When(Chargeback("USD 62.00", "payment-2", dispute: "again"), Caller.System).Holds(Account.Wallet, "USD 0.00").Holds(Account.Receivable, "USD 0.00");

    [Theory]
    [InlineData("due")]
    [InlineData("failed")]
    [InlineData("under way")]
    [InlineData("moved")]
    public void Won_after_the_closing_it_is_to_be_paid_back_again(string how) =>
        Closing(how).When(Chargeback("USD 50.00", "payment-2"), Caller.System).When(Chargeback("USD 50.00", "payment-2", won: true), Caller.System).Then<ChargebackReversed>()
            .Holds(Account.RefundPayable, "USD 81.00").Holds(Account.Receivable, "USD 0.00").PaysBack("USD 50.00")
            .With(s => s.State.Refunds[^1].Payment.Should().Be(new Reference("payment-2")));

    [Fact]
    public void Won_while_the_claim_is_held_it_is_held_as_well_and_paid_back_when_it_is_released() =>
        Closing("held").When(Chargeback("USD 50.00", "payment-2"), Caller.System).When(Chargeback("USD 50.00", "payment-2", won: true), Caller.System).Then<ChargebackReversed>()
            .Holds(Account.RefundPayable, "USD 81.00").Holds(Account.Receivable, "USD 0.00").With(s => s.Instructions().OfType<PayRefund>().Should().BeEmpty())
            .When(new ReleaseRefund(), Caller.Carrier).With(s => s.Instructions().OfType<PayRefund>().Select(refund => refund.Amount).Should().Equal(Money.Parse("USD 31.00"), Money.Parse("USD 50.00")));

    [Fact]
    public void Won_after_the_debt_was_written_off_nothing_is_given_up_any_more() =>
        With().Activated().When(Chargeback("USD 31.00"), Caller.System).When(new WriteOff(), Caller.Carrier).Holds(Account.WrittenOff, "USD -31.00")
            .When(Chargeback("USD 31.00", won: true), Caller.System).Then<ChargebackReversed>()
            .Holds(Account.WrittenOff, "USD 0.00").Holds(Account.Wallet, "USD 0.00").Holds(Account.Customer, "USD -31.00");

    [Theory]
    [InlineData("owed", "USD 21.00")]
    [InlineData("written off", "USD 21.00")]
    [InlineData("paid", "USD 21.00, USD 10.00")]
    public void Won_after_a_part_was_refunded_no_more_goes_to_the_payment_than_is_left_of_it(string debt, string legs)
    {
        var story = RefundChartTests.Due().When(new RecordRefund(new Reference("payout"), Money.Parse("USD 10.00")), Caller.System)
            .When(Chargeback("USD 31.00"), Caller.System).Holds(Account.Receivable, "USD -10.00");
        story = debt switch
        {
            "written off" => story.When(new WriteOff(), Caller.Carrier),
            "paid" => story.When(new PayDues(new Reference("dues"), Money.Parse("USD 10.00"), PaymentMethod.Card), Caller.System),
            _ => story,
        };

        story.When(Chargeback("USD 31.00", won: true), Caller.System).Then<ChargebackReversed>()
            .Holds(Account.Receivable, "USD 0.00").Holds(Account.WrittenOff, "USD 0.00")
            .With(s => string.Join(", ", s.State.Refunds.Where(leg => !leg.IsOver).Select(leg => leg.Amount)).Should().Be(legs));
    }

    [Fact]
    public void Told_that_it_was_won_before_it_is_told_that_it_was_taken_nothing_is_owed() =>
        With().Activated().When(Chargeback("USD 31.00", dispute: "d-1", won: true), Caller.System).Then<ChargebackReversed>()
            .When(Chargeback("USD 31.00", dispute: "d-1"), Caller.System).AlreadyDone().Holds(Account.Receivable, "USD 0.00").Holds(Account.Customer, "USD -31.00");

    [Fact]
    public void Without_an_id_what_was_never_taken_can_t_be_won() =>
        With().Activated().When(Chargeback("USD 31.00", won: true), Caller.System).Then<FactConflicted>().Holds(Account.Customer, "USD -31.00");

    [Fact]
    public void The_balance_pays_what_is_owed() =>
        Prorated().Activated().ToppedUp("USD 40.00").When(Chargeback("USD 31.00"), Caller.System)
            .When(FromBalance("d-1", "USD 31.00"), Caller.System).Then<PaymentRecorded>()
            .Holds(Account.Wallet, "USD 9.00").Holds(Account.Receivable, "USD 0.00").Holds(Account.Customer, "USD -40.00")
            .When(FromBalance("d-1", "USD 31.00"), Caller.System).AlreadyDone()
            .Requested().Holds(Account.RefundPayable, "USD 40.00")
            .With(s => s.State.Refunds.Select(leg => (leg.Payment.ToString(), leg.Amount.ToString())).Should().Equal(("payment-2", "USD 40.00")));

    [Fact]
    public void The_balance_pays_no_more_than_is_owed_and_there_is() =>
        With().Activated().ToppedUp("USD 20.00").When(Chargeback("USD 31.00"), Caller.System)
            .When(FromBalance("d-1", "USD 5.00"), Caller.System).Holds(Account.Wallet, "USD 15.00").Holds(Account.Receivable, "USD -26.00")
            .When(FromBalance("d-2", "USD 26.00"), Caller.System).Holds(Account.Wallet, "USD 0.00").Holds(Account.Receivable, "USD -11.00")
            .When(FromBalance("d-3", "USD 11.00"), Caller.System).Then<FactConflicted>().With(s => s.Event<FactConflicted>().Amount.Should().Be(Money.Parse("USD 11.00")));

    [Fact]
    public void Free_credit_pays_no_debt() =>
        With().Activated().When(new GrantCredit(Money.Parse("USD 31.00")), Caller.Carrier).When(Chargeback("USD 31.00"), Caller.System)
            .When(FromBalance("d-1", "USD 31.00"), Caller.System).Then<FactConflicted>().Holds(Account.Promotional, "USD 31.00").Holds(Account.Receivable, "USD -31.00");

    [Fact]
    public void Money_that_buys_nothing_pays_what_is_owed_first() =>
        With().Activated().When(Chargeback("USD 31.00"), Caller.System).ToppedUp("USD 40.00").Then<PaymentRecorded>().Used(PaymentUse.Dues)
            .Holds(Account.Receivable, "USD 0.00").Holds(Account.Wallet, "USD 9.00")
            .When(Chargeback("USD 40.00", "payment-2"), Caller.System).Holds(Account.Wallet, "USD 0.00").Holds(Account.Receivable, "USD -31.00");

    [Fact]
    public void Money_that_can_t_be_kept_pays_what_is_owed_before_it_goes_back() =>
        With().Activated().At("2026-02-28").Until("2026-03-31").Is(S.Closed).When(Chargeback("USD 31.00"), Caller.System).Holds(Account.Receivable, "USD -31.00")
            .Paid("USD 40.00").Then<PaymentRecorded>().Used(PaymentUse.Dues).PaysBack("USD 9.00").Holds(Account.Receivable, "USD 0.00").Holds(Account.RefundPayable, "USD 9.00");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_balance_is_no_payment_from_outside(bool isTopUp) =>
        With().Activated().ToppedUp("USD 40.00")
            .When(isTopUp ? new TopUp(new Reference("b"), Money.Parse("USD 31.00"), PaymentMethod.Balance) : new RecordPayment(new Reference("b"), Money.Parse("USD 31.00"), PaymentMethod.Balance), Caller.System)
            .Then<FactConflicted>().With(s => s.Event<FactConflicted>().Amount.Should().Be(Money.Parse("USD 31.00")))
            .Holds(Account.Customer, "USD -71.00").Holds(Account.Wallet, "USD 40.00").Requested().Holds(Account.RefundPayable, "USD 40.00");

    private static PayDues FromBalance(string reference, string amount) => new(new Reference(reference), Money.Parse(amount), PaymentMethod.Balance);
}
