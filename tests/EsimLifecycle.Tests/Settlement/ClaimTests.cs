using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.RefundStatus;

namespace EsimLifecycle.Tests;

/// <summary>The refund claim: a leg for each payment, newest first, and what may become of it.</summary>
public class ClaimTests
{
    private static readonly ReportChargeback Disputed = new(new Reference("payment-1"), Money.Parse("USD 31.00"));

    [Fact]
    public void A_dispute_that_is_won_while_the_claim_is_held_is_held_as_all_of_it() =>
        With().Opened().Paid().ToppedUp("USD 5.00").When(Disputed, Caller.System).When(new Terminate(TerminationReason.Fraud), Caller.Carrier)
            .When(Disputed with { Won = true }, Caller.System).Then<ChargebackReversed>()
            .With(s => s.State.Refunds.Should().HaveCount(2).And.OnlyContain(leg => leg.Status == RefundStatus.Held))
            .With(s => s.Instructions().OfType<PayRefund>().Should().BeEmpty())
            .When(new ReleaseRefund(), Caller.Carrier).With(s => s.Instructions().OfType<PayRefund>().Should().HaveCount(2));

    [Fact]
    public void A_payment_that_arrives_while_the_claim_is_held_goes_back_when_it_is_released() =>
        With().Opened().Paid().When(new Terminate(TerminationReason.Fraud), Caller.Carrier).Paid("USD 7.00")
            .With(s => s.Instructions().OfType<PayRefund>().Should().BeEmpty())
            .When(new ReleaseRefund(), Caller.Carrier).With(s => s.Instructions().OfType<PayRefund>().Should().HaveCount(2));

    [Fact]
    public void A_payout_under_way_when_a_claim_is_released_is_waited_for_and_not_made_twice() =>
        RefundChartTests.Due().When(new RecordRefund(new("payout"), Money.Parse("USD 31.00")) { Outcome = PayoutOutcome.Submitted }, Caller.System)
            .When(new Suspend(SuspensionHolder.Fraud), Caller.Carrier).When(new ReleaseRefund(), Caller.Carrier)
            .With(s => s.State.Refunds.Single().Status.Should().Be(RefundStatus.Submitted))
            .With(s => s.Instructions().OfType<PayRefund>().Should().BeEmpty())
            .When(new RecordRefund(new("payout"), Money.Parse("USD 31.00")), Caller.System).With(s => s.State.Refunds.Single().Status.Should().Be(RefundStatus.Paid));

    private static readonly PayDues TooMuch = new(new Reference("too-much"), Money.Parse("USD 9.00"), PaymentMethod.Card);

    [Theory]
    [InlineData(TerminationReason.Fraud)]
    [InlineData(TerminationReason.Regulatory)]
    public void What_was_to_be_paid_before_is_held_with_the_claim(TerminationReason reason) =>
        With().Activated().When(TooMuch, Caller.System).With(s => s.State.Refunds.Single().Status.Should().Be(S.Due))
            .With(s => s.Instructions().OfType<PayRefund>().Single().IsStillWanted(s.When(new Terminate(reason), Caller.Carrier).State).Should().BeFalse())
            .Then<AccountSettled, SubscriptionClosed, RefundHeld>().With(s => s.State.Refunds.Should().OnlyContain(leg => leg.Status == S.Held))
            .With(s => s.Instructions().OfType<PayRefund>().Should().BeEmpty())
            .When(new ReleaseRefund(), Caller.Carrier).With(s => s.Instructions().OfType<PayRefund>().Should().Contain(pay => pay.Amount == TooMuch.Amount));

    [Theory]
    [InlineData(SuspensionHolder.Fraud)]
    [InlineData(SuspensionHolder.Regulator)]
    public void While_a_line_is_held_nothing_of_it_is_paid_out_until_the_hold_is_lifted(SuspensionHolder holder) =>
        With().Activated().When(TooMuch, Caller.System)
            .When(new Suspend(holder), Caller.Carrier).Then<SubscriptionSuspended, RefundHeld>()
            .When(TooMuch with { Reference = new("again") }, Caller.System).Then<PaymentRecorded>()
            .With(s => s.State.Refunds.Should().HaveCount(2).And.OnlyContain(leg => leg.Status == S.Held))
            .With(s => s.Instructions().OfType<PayRefund>().Should().BeEmpty())
            .When(new Resume(), Caller.Carrier).Then<SubscriptionResumed, RefundReleased>()
            .With(s => s.Instructions().OfType<PayRefund>().Should().HaveCount(2))
            .With(s => s.State.Refunds.Should().OnlyContain(leg => leg.Status == S.Due));

    [Theory]
    [InlineData(SuspensionHolder.Customer)]
    [InlineData(SuspensionHolder.Carrier)]
    [InlineData(SuspensionHolder.NonPayment)]
    public void A_weaker_suspension_holds_no_money(SuspensionHolder holder) =>
        With().Activated().When(TooMuch, Caller.System).When(new Suspend(holder), Caller.Carrier).Then<SubscriptionSuspended>()
            .With(s => s.State.Refunds.Single().Status.Should().Be(S.Due));

    private static readonly RequestCancellation Moved = RefundChartTests.Moved;

    private static Scenario ThreeTopUps() => With().Activated().ToppedUp("USD 10.00").ToppedUp("USD 20.00").ToppedUp("USD 5.00");

    private static RecordRefund Refund(string reference, string amount, PayoutOutcome outcome = PayoutOutcome.Paid) =>
        new(new Reference(reference), Money.Parse(amount)) { Outcome = outcome };

    private static IEnumerable<(string Payment, string Amount)> Legs(Scenario scenario) =>
        scenario.State.Refunds.Select(leg => (leg.Payment.ToString(), leg.Amount.ToString()));

    [Fact]
    public void Each_payment_gets_back_what_is_left_of_it_newest_first() =>
        ThreeTopUps().Requested().With(s => Legs(s).Should().Equal(("payment-4", "USD 5.00"), ("payment-3", "USD 20.00"), ("payment-2", "USD 10.00")))
            .With(s => s.Last.Events.SelectMany(e => Instruction.From(e)).OfType<PayRefund>().Select(pay => (pay.Payment, pay.Method, pay.Leg))
                .Should().Equal(s.State.Refunds.Select(leg => (leg.Payment, (PaymentMethod?)PaymentMethod.Card, leg.Key))));

    [Fact]
    public void What_the_bank_took_back_is_not_refunded_as_well() =>
        ThreeTopUps().When(new ReportChargeback(new Reference("payment-4"), Money.Parse("USD 5.00")), Caller.System)
            .Requested().Holds(Account.Receivable, "USD 0.00")
            .With(s => Legs(s).Should().Equal(("payment-3", "USD 20.00"), ("payment-2", "USD 10.00")));

    [Fact]
    public void Money_that_came_otherwise_than_by_a_payment_has_a_leg_of_its_own() =>
        With().Activated().When(new ReceiveTransfer(new SubscriptionId("sub-0"), new Reference("transfer-7"), Money.Parse("USD 8.00")), Caller.System).Then<TransferReceived>()
            .Holds(Account.Transfers, "USD -8.00").Requested().With(s => Legs(s).Should().Equal(("payment-1", "USD 8.00")));

    [Fact]
    public void One_payout_may_serve_several_legs_in_their_order() =>
        ThreeTopUps().Requested().When(Refund("payout", "USD 15.00"), Caller.System).Then<RefundRecorded>()
            .With(s => s.State.Refunds.Select(leg => leg.Status).Should().Equal(S.Paid, S.Due, S.Due))
            .With(s => s.State.Refunds[1].Outstanding.Should().Be(Money.Parse("USD 10.00")));

    [Fact]
    public void A_payout_that_names_its_leg_is_for_that_one() =>
        ThreeTopUps().Requested().With(s => s.When(Refund("payout", "USD 10.00") with { Leg = s.State.Refunds[2].Key }, Caller.System)).Then<RefundRecorded>()
            .With(s => s.State.Refunds.Select(leg => leg.Status).Should().Equal(S.Due, S.Due, S.Paid))
            .With(s => s.When(Refund("more", "USD 1.00") with { Leg = s.State.Refunds[2].Key }, Caller.System)).Then<RefundRecorded, RefundsSetOff>()
            .Holds(Account.Receivable, "USD 0.00").Holds(Account.RefundPayable, "USD 24.00").PaysBack("USD 4.00");

    [Fact]
    public void After_three_failures_it_is_given_up_and_another_way_asked_for() =>
        RefundChartTests.Due()
            .When(Refund("one", "USD 31.00", PayoutOutcome.Failed), Caller.System).Until("2026-02-01T10:00:00").Then<RefundRetryDue>()
            .When(Refund("two", "USD 31.00", PayoutOutcome.Failed), Caller.System).Until("2026-02-02T10:00:00").Then<RefundRetryDue>()
            .When(Refund("three", "USD 31.00", PayoutOutcome.Failed), Caller.System).Then<RefundRecorded>()
            .With(s => Instruction.From(s.Event<RefundRecorded>()).OfType<SendMessage>().Single().Template.Should().Be(MessageTemplate.RefundFailed))
            .With(s => s.State.NextDeadline.Should().Be(s.Local("2026-02-15"), "only that it is overdue is still said"))
            .When(Refund("by-hand", "USD 31.00"), Caller.System).Then<RefundRecorded>().Holds(Account.RefundPayable, "USD 0.00");

    [Fact]
    public void What_comes_back_after_the_rest_was_moved_is_due_by_itself() =>
        RefundChartTests.Due().When(Refund("part", "USD 11.00"), Caller.System).When(new ChooseBalanceDisposition(Moved.Balance!)).Then<BalanceDispositionChosen>()
            .When(Refund("part", "USD 11.00", PayoutOutcome.Failed), Caller.System).Then<RefundRecorded>()
            .With(s => s.State.Refunds.Select(leg => (leg.Status, leg.Outstanding.ToString())).Should().Equal((S.TransferDue, "USD 20.00"), (S.Due, "USD 11.00")))
            .Holds(Account.RefundPayable, "USD 31.00");

    [Fact]
    public void A_transfer_is_one_instruction_and_ends_with_its_confirmation() =>
        ThreeTopUps().When(Moved).Then<CancellationRequested, AccountSettled, SubscriptionClosed>()
            .With(s => Instruction.From(s.Event<SubscriptionClosed>()).OfType<TransferBalance>().Single().Should().BeEquivalentTo(
                new { Amount = Money.Parse("USD 35.00"), To = new Reference("sub-2"), s.State.Refunds[0].Transfer }))
            .With(s => Instruction.From(s.Event<SubscriptionClosed>()).OfType<PayRefund>().Should().BeEmpty())
            .With(s => s.When(new RecordTransfer(s.State.Refunds[0].Transfer), Caller.System)).Then<TransferRecorded>()
            .Holds(Account.Transfers, "USD 35.00").Holds(Account.RefundPayable, "USD 0.00")
            .With(s => s.State.NextDeadline.Should().BeNull())
            .With(s => s.When(new RecordTransfer(s.State.Refunds[0].Transfer), Caller.System)).AlreadyDone()
            .With(s => s.When(new RecordTransfer(s.State.Refunds[0].Transfer) { Failed = true }, Caller.System)).Then<FactConflicted>();

    [Fact]
    public void A_transfer_that_is_not_taken_becomes_a_refund_to_each_payment() =>
        ThreeTopUps().When(Moved).With(s => s.When(new RecordTransfer(s.State.Refunds[0].Transfer) { Failed = true }, Caller.System)).Then<TransferRecorded>()
            .With(s => Instruction.From(s.Event<TransferRecorded>()).OfType<PayRefund>().Select(pay => pay.Amount.ToString()).Should().Equal("USD 5.00", "USD 20.00", "USD 10.00"));

    [Fact]
    public void A_transfer_that_nobody_confirms_becomes_a_refund_in_time() =>
        ThreeTopUps().When(Moved).Until("2026-02-08").Then<TransferRecorded>().With(s => s.State.Refunds.Should().OnlyContain(leg => leg.Status == S.Due));

    [Fact]
    public void The_receiving_subscription_takes_a_transfer_once() =>
        With().Opened().When(new ReceiveTransfer(new SubscriptionId("sub-0"), new Reference("transfer-7"), Money.Parse("USD 8.00")), Caller.System).Then<TransferReceived>()
            .When(new ReceiveTransfer(new SubscriptionId("sub-0"), new Reference("transfer-7"), Money.Parse("USD 8.00")), Caller.System).AlreadyDone()
            .Holds(Account.Wallet, "USD 8.00");

    [Fact]
    public void The_receiving_subscription_refuses_another_currency_and_what_is_on_its_way_out()
    {
        With().Activated().When(new ReceiveTransfer(new SubscriptionId("sub-0"), new Reference("transfer-7"), Money.Parse("EUR 8.00")), Caller.System)
            .ThenRefused(RefusalCode.CurrencyMismatch);
        With().Activated().Bound(Phone).Requested().When(new ReceiveTransfer(new SubscriptionId("sub-0"), new Reference("transfer-7"), Money.Parse("USD 8.00")), Caller.System)
            .ThenRefused(RefusalCode.StatusNotPermitted);
    }

    [Fact]
    public void The_customer_may_choose_again_until_it_is_settled() =>
        With(policy => policy with { Cancellation = new CancellationPolicy { WaitingDays = 7 } }).Activated().ToppedUp("USD 5.00").Bound(Phone).Requested()
            .When(new ChooseBalanceDisposition(new BalanceChoice(BalanceDisposition.Forfeit))).Then<BalanceDispositionChosen>()
            .When(new ChooseBalanceDisposition(new BalanceChoice(BalanceDisposition.Forfeit))).AlreadyDone()
            .Until("2026-02-10").When(new ChooseBalanceDisposition(Moved.Balance!)).ThenRefused(RefusalCode.CancellationSettled)
            .Holds(Account.Forfeited, "USD 5.00");

    [Fact]
    public void Held_for_fraud_nothing_is_paid_until_it_is_released() =>
        With().Activated().ToppedUp("USD 5.00").When(new Suspend(SuspensionHolder.Fraud), Caller.Carrier).When(new Terminate(TerminationReason.PortedOut), Caller.Carrier)
            .With(s => s.Last.Events.SelectMany(e => Instruction.From(e)).OfType<PayRefund>().Should().BeEmpty())
            .When(new ReleaseRefund()).ThenRefused(RefusalCode.RoleNotPermitted)
            .When(new ReleaseRefund(), Caller.Carrier).Then<RefundReleased>()
            .With(s => Instruction.From(s.Event<RefundReleased>()).OfType<PayRefund>().Single().Amount.Should().Be(Money.Parse("USD 5.00")));

    [Fact]
    public void Held_for_fraud_and_paid_all_the_same_it_is_not_paid_again() =>
        With().Activated().ToppedUp("USD 5.00").When(new Terminate(TerminationReason.Fraud), Caller.Carrier)
            .When(Refund("early", "USD 5.00"), Caller.System).Then<RefundRecorded, RefundsSetOff>()
            .Holds(Account.RefundPayable, "USD 0.00").Holds(Account.Receivable, "USD 0.00").When(new ReleaseRefund(), Caller.Carrier).ThenRefused(RefusalCode.RefundNotHeld);

    [Fact]
    public void Dues_that_are_given_up_no_longer_keep_it_from_closing() =>
        With().Activated().When(new ReportChargeback(new Reference("payment-1"), Money.Parse("USD 31.00")), Caller.System).Requested()
            .Is(SubscriptionStatus.Clearing)
            .When(new WriteOff(Money.Parse("USD 31.01")), Caller.Carrier).ThenRefused(RefusalCode.AmountOutOfRange)
            .When(new WriteOff(Money.Parse("USD 1.00")), Caller.Carrier).Then<DuesWrittenOff>().Is(SubscriptionStatus.Clearing)
            .When(new WriteOff(), Caller.Carrier).Then<DuesWrittenOff, SubscriptionClosed>()
            .Holds(Account.WrittenOff, "USD -31.00").Holds(Account.Receivable, "USD 0.00");

    [Fact]
    public void What_came_back_is_paid_again_and_nothing_that_is_under_way() =>
        RefundChartTests.Due().When(Refund("part", "USD 11.00"), Caller.System).When(Refund("rest", "USD 20.00", PayoutOutcome.Submitted), Caller.System)
            .When(Refund("part", "USD 11.00", PayoutOutcome.Failed), Caller.System).PaysBack("USD 11.00")
            .When(Refund("rest", "USD 20.00"), Caller.System).When(Refund("again", "USD 11.00"), Caller.System)
            .Then<RefundRecorded>().Holds(Account.RefundPayable, "USD 0.00").With(s => s.State.Refunds.Should().OnlyContain(leg => leg.IsOver));

    [Fact]
    public void What_came_back_of_two_that_were_moved_is_due_as_two() =>
        ThreeTopUps().Requested()
            .With(s => s.When(Refund("first", "USD 3.00") with { Leg = s.State.Refunds[0].Key }, Caller.System))
            .When(Refund("both", "USD 7.00"), Caller.System).When(Refund("first", "USD 3.00", PayoutOutcome.Failed), Caller.System)
            .When(new ChooseBalanceDisposition(Moved.Balance!)).Then<BalanceDispositionChosen>()
            .When(Refund("both", "USD 7.00", PayoutOutcome.Failed), Caller.System).Then<RefundRecorded>()
            .Holds(Account.RefundPayable, "USD 35.00").With(s => s.State.OutstandingRefund.Should().Be(Money.Parse("USD 35.00")))
            .With(s => s.Instructions().OfType<PayRefund>().Select(pay => pay.Amount.ToString()).Should().Equal("USD 2.00", "USD 5.00"));

    [Fact]
    public void A_late_message_that_a_payout_is_under_way_changes_nothing() =>
        RefundChartTests.Due().When(Refund("one", "USD 31.00"), Caller.System)
            .When(Refund("one", "USD 31.00", PayoutOutcome.Submitted), Caller.System).AlreadyDone()
            .When(Refund("one", "USD 31.00", PayoutOutcome.Failed), Caller.System).Then<RefundRecorded>()
            .When(Refund("one", "USD 31.00", PayoutOutcome.Submitted), Caller.System).AlreadyDone()
            .With(s => s.State.Refunds.Single().Status.Should().Be(S.Due));

    [Fact]
    public void What_is_under_way_is_not_sent_a_second_time() =>
        RefundChartTests.Due().When(Refund("one", "USD 20.00", PayoutOutcome.Submitted), Caller.System).Then<RefundRecorded>()
            .When(Refund("two", "USD 20.00", PayoutOutcome.Submitted), Caller.System).Then<FactConflicted>()
            .When(Refund("two-and-a-half", "USD 11.00", PayoutOutcome.Submitted), Caller.System).Then<RefundRecorded>();

    [Fact]
    public void What_is_under_way_can_not_be_moved() =>
        RefundChartTests.Due().When(Refund("one", "USD 20.00", PayoutOutcome.Submitted), Caller.System).When(Refund("two", "USD 11.00"), Caller.System)
            .When(new ChooseBalanceDisposition(Moved.Balance!)).ThenRefused(RefusalCode.RefundNotOpen)
            .When(Refund("one", "USD 20.00"), Caller.System).Then<RefundRecorded>().Holds(Account.RefundPayable, "USD 0.00");

    [Fact]
    public void Nobody_fills_a_balance_from_elsewhere_by_their_own_word() =>
        With().Activated().When(new ReceiveTransfer(new SubscriptionId("sub-0"), new Reference("transfer-7"), Money.Parse("USD 8.00")), Customer)
            .ThenRefused(RefusalCode.RoleNotPermitted);

    [Fact]
    public void The_customer_is_told_that_it_is_paid_once_nothing_of_it_is_left() =>
        RefundChartTests.Due().When(Refund("part", "USD 11.00"), Caller.System).Tells()
            .When(Refund("rest", "USD 20.00"), Caller.System).Tells(MessageTemplate.RefundPaid);

    [Fact]
    public void When_a_transfer_failed_is_kept_with_it() =>
        ThreeTopUps().When(Moved)
            .With(s => s.When(new RecordTransfer(s.State.Refunds[0].Transfer) { Failed = true, OccurredAt = s.Local("2026-01-30") }, Caller.System))
            .With(s => s.Event<TransferRecorded>().OccurredAt.Should().Be(s.Local("2026-01-30")));

    [Fact]
    public void Less_than_the_least_refund_may_be_moved_and_comes_back_where_that_fails() =>
        With(policy => policy with { Settlement = new SettlementPolicy { MinRefund = Money.Parse("USD 50.00") } }).Activated().ToppedUp("USD 8.00").When(Moved)
            .With(s => s.When(new RecordTransfer(s.State.Refunds[0].Transfer) { Failed = true }, Caller.System)).PaysBack("USD 8.00");

    [Fact]
    public void What_failed_is_tried_again_without_what_is_under_way() =>
        RefundChartTests.Due().When(Refund("one", "USD 11.00", PayoutOutcome.Submitted), Caller.System).When(Refund("two", "USD 20.00", PayoutOutcome.Submitted), Caller.System)
            .When(Refund("one", "USD 11.00", PayoutOutcome.Failed), Caller.System).Then<RefundRecorded>()
            .Until("2026-02-01T10:00:00").Then<RefundRetryDue>().PaysBack("USD 11.00")
            .When(Refund("two", "USD 20.00"), Caller.System).When(Refund("again", "USD 11.00"), Caller.System).Then<RefundRecorded>()
            .Holds(Account.RefundPayable, "USD 0.00").With(s => s.State.Refunds.Should().OnlyContain(leg => leg.IsOver));

    [Fact]
    public void Paid_in_part_after_it_failed_the_rest_is_still_tried_again() =>
        RefundChartTests.Due().When(Refund("one", "USD 31.00", PayoutOutcome.Failed), Caller.System).When(Refund("by-hand", "USD 11.00"), Caller.System)
            .Until("2026-02-01T10:00:00").Then<RefundRetryDue>().PaysBack("USD 20.00");
}
