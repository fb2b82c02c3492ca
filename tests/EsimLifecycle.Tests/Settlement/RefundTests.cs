using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

public class RefundTests
{
    private static RecordRefund Refund(string reference, string amount, bool failed = false) =>
        new(new Reference(reference), Money.Parse(amount)) { Outcome = failed ? PayoutOutcome.Failed : PayoutOutcome.Paid };

    /// <summary>Closed with USD 20.00 to pay back by the end of 14 February.</summary>
    private static Scenario Due() =>
        With().Activated().ToppedUp("USD 20.00").Requested().Then<CancellationRequested, AccountSettled, SubscriptionClosed>()
            .Holds(Account.RefundPayable, "USD 20.00");

    [Fact]
    public void Paid_whole_nothing_is_due_any_more() =>
        Due().When(Refund("payout", "USD 20.00"), Caller.System).Then<RefundRecorded>()
            .Holds(Account.RefundPayable, "USD 0.00").Holds(Account.Customer, "USD -31.00")
            .With(s => s.State.NextDeadline.Should().BeNull());

    [Fact]
    public void Paid_in_parts_the_rest_stays_due() =>
        Due().When(Refund("first", "USD 5.00"), Caller.System).Then<RefundRecorded>().Holds(Account.RefundPayable, "USD 15.00")
            .With(s => s.State.NextDeadline.Should().Be(s.Local("2026-02-15")))
            .When(Refund("second", "USD 15.00"), Caller.System).Then<RefundRecorded>()
            .With(s => s.State.NextDeadline.Should().BeNull());

    [Theory]
    [InlineData("EUR 20.00")]
    [InlineData("USD 0.00")]
    [InlineData("USD -1.00")]
    public void What_is_not_due_is_a_conflict_and_moves_nothing(string amount) =>
        Due().When(Refund("payout", amount), Caller.System).Then<FactConflicted>().Holds(Account.RefundPayable, "USD 20.00");

    [Fact]
    public void A_payout_of_more_than_is_due_pays_it_and_the_rest_is_owed() =>
        Due().When(Refund("payout", "USD 25.00"), Caller.System).Then<RefundRecorded>()
            .Holds(Account.RefundPayable, "USD 0.00").Holds(Account.Receivable, "USD -5.00")
            .Tells(MessageTemplate.RefundPaid, MessageTemplate.DuesOpen)
            .When(Refund("payout", "USD 25.00", failed: true), Caller.System).Then<RefundRecorded>()
            .Holds(Account.RefundPayable, "USD 20.00").Holds(Account.Receivable, "USD 0.00").PaysBack("USD 20.00");

    [Fact]
    public void A_failed_payout_stays_due_and_is_tried_again_a_day_later() =>
        Due().When(Refund("payout", "USD 20.00", failed: true), Caller.System).Then<RefundRecorded>().Holds(Account.RefundPayable, "USD 20.00")
            .With(s => Instruction.From(s.Event<RefundRecorded>()).Should().BeEmpty())
            .Until("2026-02-01T10:00:00").Then<RefundRetryDue>()
            .With(s => Instruction.From(s.Event<RefundRetryDue>()).OfType<PayRefund>().Single().Amount.Should().Be(Money.Parse("USD 20.00")))
            .With(s => s.State.NextDeadline.Should().Be(s.Local("2026-02-15")));

    [Fact]
    public void Where_a_part_fails_the_rest_that_nobody_has_begun_is_told_anew() =>
        Due().When(Refund("payout", "USD 5.00", failed: true), Caller.System).Then<RefundRecorded>().PaysBack("USD 15.00")
            .With(s => Instruction.From(s.Event<RefundRecorded>()).OfType<PayRefund>().Single().IsStillWanted(s.State).Should().BeTrue())
            .When(Refund("rest", "USD 15.00"), Caller.System).Holds(Account.RefundPayable, "USD 5.00")
            .Until("2026-02-01T10:00:00").Then<RefundRetryDue>().PaysBack("USD 5.00");

    [Fact]
    public void A_failed_payout_of_more_than_is_due_is_no_reason_to_pay_it() =>
        Due().When(Refund("payout", "USD 25.00", failed: true), Caller.System).Then<FactConflicted>()
            .With(s => Instruction.From(s.Last.Events[0]).Should().BeEmpty());

    [Fact]
    public void Not_paid_in_time_it_is_overdue_which_is_told_again_and_stays_due() =>
        Due().Until("2026-02-15").Then<RefundOverdue>().Until("2026-03-01").Then<RefundOverdue>().Until("2026-03-15").Then<RefundOverdue>()
            .With(s => s.State.Refunds.Single().DueBy.Should().Be(s.Local("2026-02-15"))).With(s => s.State.NextDeadline.Should().BeNull())
            .When(Refund("late", "USD 20.00"), Caller.System).Then<RefundRecorded>().With(s => s.State.OutstandingRefund.IsZero.Should().BeTrue());

    [Fact]
    public void Once_it_is_paid_nobody_is_told_again_and_once_it_bounces_it_is_due_anew() =>
        Due().Until("2026-02-15").Then<RefundOverdue>().When(Refund("late", "USD 20.00"), Caller.System).Then<RefundRecorded>()
            .With(s => s.State.NextDeadline.Should().BeNull())
            .At("2026-02-20").When(Refund("late", "USD 20.00", failed: true), Caller.System).With(s => s.State.Refunds.Single().IsOverdue.Should().BeFalse())
            .Until("2026-03-07").Then<RefundOverdue>();

    [Fact]
    public void A_payment_sent_back_while_a_refund_is_due_does_not_put_it_off() =>
        Due().At("2026-02-10").Paid().With(s => s.State.NextDeadline.Should().Be(s.Local("2026-02-15")));

    [Fact]
    public void A_payment_sent_back_before_the_closing_is_not_paid_again_with_it() =>
        With().Activated().ToppedUp("USD 20.00").Bound(Phone).Requested().Then<CancellationRequested, AccountSettled, ClearingStarted>()
            .Paid("USD 7.00").Then<PaymentRecorded>()
            .When(new UnbindDevice(Phone)).Then<DeviceUnbound, SubscriptionClosed>()
            .With(s => s.Event<SubscriptionClosed>().Refunds.Single().Amount.Should().Be(Money.Parse("USD 20.00")))
            .Holds(Account.RefundPayable, "USD 27.00")
            .With(s => s.History.SelectMany(e => Instruction.From(e)).OfType<PayRefund>().Select(pay => pay.Amount.ToString())
                .Should().Equal("USD 7.00", "USD 20.00"));

    [Fact]
    public void Before_the_closing_only_what_was_sent_back_is_due() =>
        With().Activated().ToppedUp("USD 20.00").Bound(Phone).Requested()
            .Paid("USD 7.00").When(Refund("back", "USD 7.00"), Caller.System).Then<RefundRecorded>()
            .With(s => s.State.OutstandingRefund.IsZero.Should().BeTrue())
            .Until("2026-03-03").Then<PeriodEnded, CancellationLapsed>().Holds(Account.RefundPayable, "USD 0.00").Holds(Account.Wallet, "USD 20.00");

    [Fact]
    public void Paid_out_before_the_closing_it_is_taken_from_what_the_closing_gives_back() =>
        With().Activated().ToppedUp("USD 20.00").Bound(Phone).Requested()
            .When(Refund("early", "USD 15.00"), Caller.System).Then<RefundRecorded>().Holds(Account.Receivable, "USD -15.00").Is(SubscriptionStatus.Clearing)
            .When(new UnbindDevice(Phone)).Then<DeviceUnbound, SubscriptionClosed>().PaysBack("USD 5.00").Holds(Account.Receivable, "USD 0.00");

    [Fact]
    public void The_same_payout_in_another_message_is_counted_once() =>
        Due().When(Refund("payout", "USD 5.00"), Caller.System).Then<RefundRecorded>()
            .When(Refund("payout", "USD 5.00"), Caller.System).AlreadyDone().Holds(Account.RefundPayable, "USD 15.00")
            .When(Refund("payout", "USD 6.00"), Caller.System).Then<FactConflicted>().Holds(Account.RefundPayable, "USD 15.00");

    [Fact]
    public void The_last_payout_in_another_message_is_counted_once() =>
        Due().When(Refund("payout", "USD 20.00"), Caller.System).Then<RefundRecorded>()
            .When(Refund("payout", "USD 20.00"), Caller.System).AlreadyDone();

    [Fact]
    public void A_payout_that_bounces_is_due_again() =>
        Due().When(Refund("payout", "USD 20.00"), Caller.System).Then<RefundRecorded>()
            .At("2026-02-20").When(Refund("payout", "USD 20.00", failed: true), Caller.System).Then<RefundRecorded>()
            .Holds(Account.RefundPayable, "USD 20.00").Holds(Account.Customer, "USD -51.00")
            .With(s => s.State.NextDeadline.Should().Be(s.Local("2026-03-07")))
            .With(s => Instruction.From(s.Event<RefundRecorded>()).OfType<PayRefund>().Single().Amount.Should().Be(Money.Parse("USD 20.00")))
            .When(Refund("payout", "USD 20.00", failed: true), Caller.System).AlreadyDone()
            .When(Refund("again", "USD 20.00"), Caller.System).Then<RefundRecorded>().Holds(Account.RefundPayable, "USD 0.00");
}
