using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.RefundStatus;

namespace EsimLifecycle.Tests;

/// <summary>Good news counts, however late: what arrived has arrived, nothing is asked for again, and what went out twice is owed. And what was given out of goodwill.</summary>
public class LateNewsTests
{
    private static RecordRefund Payout(string reference, string amount, PayoutOutcome outcome = PayoutOutcome.Paid) => new(new Reference(reference), Money.Parse(amount)) { Outcome = outcome };

    private static Scenario Due() => RefundChartTests.Due();

    /// <summary>USD 31.00 to be moved, and not confirmed in time, so that it is to be paid back.</summary>
    private static Scenario GivenUp() => With().Opened().Paid().When(RefundChartTests.Moved).Until("2026-02-08").Then<TransferRecorded>().PaysBack("USD 31.00");

    private static Scenario Moved(Scenario scenario, string? amount = null) => scenario.When(
        new RecordTransfer(scenario.State.Refunds[0].Transfers[0].Transfer) { Amount = amount is null ? null : Money.Parse(amount), OccurredAt = scenario.Local("2026-02-05") }, Caller.System);

    private static Scenario Prorated() => With(policy => policy with { Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated } } });

    [Fact]
    public void A_transfer_told_of_late_counts_and_is_not_paid_back() =>
        Moved(GivenUp()).Then<TransferRecorded>().Holds(Account.Transfers, "USD 31.00").Holds(Account.RefundPayable, "USD 0.00")
            .With(s => s.Instructions().OfType<PayRefund>().Should().BeEmpty()).With(s => s.State.NextDeadline.Should().BeNull())
            .With(s => Moved(s)).AlreadyDone();

    [Fact]
    public void A_transfer_told_as_failed_that_arrived_counts() =>
        With().Opened().Paid().When(RefundChartTests.Moved)
            .With(s => s.When(new RecordTransfer(s.State.Refunds[0].Transfer) { Failed = true }, Caller.System)).PaysBack("USD 31.00")
            .With(s => Moved(s)).Then<TransferRecorded>().Holds(Account.Transfers, "USD 31.00").Holds(Account.RefundPayable, "USD 0.00")
            .With(s => s.When(new RecordTransfer(s.State.Refunds[0].Transfer) { Failed = true }, Caller.System)).Then<FactConflicted>();

    [Fact]
    public void Moved_after_it_was_paid_back_it_is_owed() =>
        Moved(GivenUp().When(Payout("p", "USD 31.00"), Caller.System)).Then<TransferRecorded>()
            .Holds(Account.Transfers, "USD 31.00").Holds(Account.Customer, "USD 0.00").Holds(Account.Receivable, "USD -31.00");

    [Fact]
    public void Moved_while_a_payout_is_under_way_what_arrives_second_is_owed() =>
        Moved(GivenUp().When(Payout("p", "USD 31.00", PayoutOutcome.Submitted), Caller.System)).Holds(Account.RefundPayable, "USD 0.00")
            .When(Payout("p", "USD 31.00"), Caller.System).Then<RefundRecorded>().Holds(Account.Receivable, "USD -31.00");

    [Fact]
    public void Moved_while_a_payout_is_under_way_that_fails_nothing_is_owed_or_due() =>
        Moved(GivenUp().When(Payout("p", "USD 31.00", PayoutOutcome.Submitted), Caller.System))
            .When(Payout("p", "USD 31.00", PayoutOutcome.Failed), Caller.System).Then<RefundRecorded>()
            .Holds(Account.RefundPayable, "USD 0.00").Holds(Account.Receivable, "USD 0.00").With(s => s.State.NextDeadline.Should().BeNull());

    [Fact]
    public void Moved_by_an_earlier_choice_the_later_one_is_not_wanted_and_owed_if_it_arrives_too() =>
        Moved(GivenUp().When(new ChooseBalanceDisposition(RefundChartTests.Moved.Balance!)).Then<BalanceDispositionChosen>())
            .Holds(Account.RefundPayable, "USD 0.00").With(s => s.State.Refunds.Single().Status.Should().Be(S.Transferred))
            .With(s => s.When(new RecordTransfer(s.State.Refunds[0].Transfers[1].Transfer), Caller.System)).Then<TransferRecorded>()
            .Holds(Account.Transfers, "USD 62.00").Holds(Account.Receivable, "USD -31.00");

    [Fact]
    public void Moved_whole_before_the_bank_took_it_back_the_second_is_owed() =>
        With().Opened().Paid().When(RefundChartTests.Moved).When(new ReportChargeback(new Reference("payment-1"), Money.Parse("USD 31.00")), Caller.System)
            .Holds(Account.RefundPayable, "USD 0.00").With(s => Moved(s)).Then<TransferRecorded>().Holds(Account.Transfers, "USD 31.00").Holds(Account.Receivable, "USD -31.00");

    [Fact]
    public void More_moved_than_was_told_last_is_owed() =>
        With().Opened().Paid().When(RefundChartTests.Moved).When(new ReportChargeback(new Reference("payment-1"), Money.Parse("USD 11.00")), Caller.System)
            .With(s => Moved(s, "USD 31.00")).Holds(Account.Transfers, "USD 31.00").Holds(Account.Receivable, "USD -11.00");

    [Fact]
    public void Less_moved_than_was_told_the_rest_is_due() =>
        With().Opened().Paid().When(RefundChartTests.Moved).With(s => Moved(s, "USD 20.00")).PaysBack("USD 11.00").Holds(Account.RefundPayable, "USD 11.00");

    [Fact]
    public void A_payout_told_as_failed_that_arrived_counts_and_is_not_tried_again() =>
        Due().When(Payout("p", "USD 31.00", PayoutOutcome.Failed), Caller.System).When(Payout("p", "USD 31.00"), Caller.System).Then<RefundRecorded>()
            .Holds(Account.RefundPayable, "USD 0.00").With(s => s.State.NextDeadline.Should().BeNull())
            .When(Payout("p", "USD 31.00"), Caller.System).AlreadyDone()
            .When(Payout("p", "USD 31.00", PayoutOutcome.Failed), Caller.System).Then<FactConflicted>().Holds(Account.RefundPayable, "USD 0.00");

    [Fact]
    public void Paid_again_meanwhile_the_second_is_owed() =>
        Due().When(Payout("p", "USD 31.00", PayoutOutcome.Failed), Caller.System).Until("2026-02-01T10:00:00").Then<RefundRetryDue>()
            .When(Payout("q", "USD 31.00"), Caller.System).When(Payout("p", "USD 31.00"), Caller.System).Then<RefundRecorded>()
            .Holds(Account.RefundPayable, "USD 0.00").Holds(Account.Receivable, "USD -31.00").Tells(MessageTemplate.RefundPaid, MessageTemplate.DuesOpen);

    [Fact]
    public void Under_way_when_the_bank_took_it_back_what_arrives_is_owed_and_what_fails_is_not_tried_again()
    {
        Scenario TakenBack() => Due().When(Payout("p", "USD 31.00", PayoutOutcome.Submitted), Caller.System)
            .When(new ReportChargeback(new Reference("payment-1"), Money.Parse("USD 31.00")), Caller.System).Holds(Account.Receivable, "USD 0.00");
        TakenBack().When(Payout("p", "USD 31.00"), Caller.System).Holds(Account.Receivable, "USD -31.00").Holds(Account.RefundPayable, "USD 0.00");
        TakenBack().When(Payout("p", "USD 31.00", PayoutOutcome.Failed), Caller.System).Holds(Account.Receivable, "USD 0.00").Holds(Account.RefundPayable, "USD 0.00")
            .With(s => s.State.NextDeadline.Should().BeNull());
    }

    [Fact]
    public void Given_out_of_goodwill_it_is_taken_from_what_is_refunded_later() =>
        Prorated().Activated().At("2026-02-04").When(Payout("re-1", "USD 10.00"), Caller.System).Then<RefundRecorded>()
            .Holds(Account.Customer, "USD -21.00").Holds(Account.Receivable, "USD 0.00")
            .With(s => s.State.Payments[0].Refunded.Should().Be(Money.Parse("USD 10.00")))
            .Requested().Holds(Account.RefundPayable, "USD 16.57")
            .With(s => s.Event<AccountSettled>().Lines.Select(line => (line.Kind, line.Amount.ToString())).Should().Equal(
                (SettlementLineKind.UnusedPeriod, "USD 26.57"), (SettlementLineKind.Refunded, "USD -10.00")));

    [Fact]
    public void Given_out_of_goodwill_for_what_is_used_nothing_is_owed() =>
        Prorated().Activated().When(Payout("re-1", "USD 10.00"), Caller.System).Until("2026-02-28").Then<PeriodEnded, GraceEntered>()
            .Requested().Is(SubscriptionStatus.Closed).Holds(Account.Receivable, "USD 0.00").Holds(Account.RefundPayable, "USD 0.00");

    [Fact]
    public void Beyond_what_was_paid_it_is_no_goodwill_and_owed() =>
        Prorated().Activated().When(Payout("re-1", "USD 40.00"), Caller.System).Then<RefundRecorded>().Holds(Account.Concessions, "USD -31.00").Holds(Account.Receivable, "USD -9.00");

    [Fact]
    public void Come_back_it_is_refundable_again() =>
        Prorated().Activated().When(Payout("re-1", "USD 10.00"), Caller.System).When(Payout("re-1", "USD 10.00", PayoutOutcome.Failed), Caller.System).Then<RefundRecorded>()
            .Holds(Account.Customer, "USD -31.00").Holds(Account.Concessions, "USD 0.00").With(s => s.State.Payments[0].Refunded.Should().BeNull());

    [Fact]
    public void Of_a_payment_that_is_named_it_is_taken_from_that_one() =>
        Prorated().Activated().ToppedUp("USD 20.00").When(Payout("re-1", "USD 10.00") with { Payment = new Reference("payment-1") }, Caller.System)
            .With(s => s.State.Payments.Select(payment => payment.Refunded?.ToString()).Should().Equal("USD 10.00", null));

    [Fact]
    public void Given_out_of_goodwill_for_what_is_reserved_it_is_not_paid_back_when_that_is_released() =>
        RenewalSteps.ShopThatConfirms().InMarch().Paid().Then<PaymentRecorded, PurchaseReserved>()
            .When(Payout("re-1", "USD 31.00") with { Payment = new Reference("payment-2") }, Caller.System)
            .Reported(failed: true).Reported(failed: true).Reported(failed: true).Then<PurchaseReleased>()
            .Holds(Account.RefundPayable, "USD 0.00").Holds(Account.Wallet, "USD 0.00").Holds(Account.Concessions, "USD 0.00");
}
