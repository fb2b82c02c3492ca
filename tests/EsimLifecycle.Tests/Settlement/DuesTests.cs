using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

public class DuesTests
{
    private static ReportChargeback Chargeback(string amount) => new(new Reference("payment-1"), Money.Parse(amount));

    private static PayDues Dues(string reference, string amount) => new(new Reference(reference), Money.Parse(amount), PaymentMethod.Card);

    [Fact]
    public void What_is_owed_is_taken_from_what_is_given_back_and_only_the_rest_is_paid() =>
        With().Activated().ToppedUp("USD 20.00").When(Chargeback("USD 5.00"), Caller.System).Then<ChargebackRecorded>()
            .Requested().Then<CancellationRequested, AccountSettled, SubscriptionClosed>()
            .Holds(Account.Receivable, "USD 0.00").Holds(Account.RefundPayable, "USD 15.00")
            .With(s => s.Event<AccountSettled>().Net.Should().Be(Money.Parse("USD 15.00")))
            .With(s => s.Event<SubscriptionClosed>().Refunds.Single().Amount.Should().Be(Money.Parse("USD 15.00")));

    [Fact]
    public void Until_it_is_closed_nothing_of_that_is_due() =>
        With().Activated().ToppedUp("USD 20.00").When(Chargeback("USD 5.00"), Caller.System).Bound(Phone)
            .Requested().Then<CancellationRequested, AccountSettled, ClearingStarted>()
            .With(s => s.State.Refunds.Should().BeEmpty())
            .When(new RecordRefund(new Reference("early"), Money.Parse("USD 1.00")) { Outcome = PayoutOutcome.Submitted }, Caller.System).Then<FactConflicted>()
            .When(new UnbindDevice(Phone)).With(s => s.Event<SubscriptionClosed>().Refunds.Single().Amount.Should().Be(Money.Parse("USD 15.00")));

    [Fact]
    public void What_stays_owed_keeps_it_from_closing_until_it_is_paid() =>
        With().Activated().When(Chargeback("USD 31.00"), Caller.System)
            .Requested().Then<CancellationRequested, AccountSettled, ClearingStarted>().Holds(Account.Receivable, "USD -31.00")
            .When(Dues("part", "USD 11.00"), Caller.System).Then<PaymentRecorded>().Is(S.Clearing)
            .When(Dues("rest", "USD 20.00"), Caller.System).Then<PaymentRecorded, SubscriptionClosed>()
            .Holds(Account.Receivable, "USD 0.00").Holds(Account.RefundPayable, "USD 0.00");

    [Fact]
    public void Paid_beyond_what_is_owed_the_rest_goes_back() =>
        With().Activated().When(Chargeback("USD 31.00"), Caller.System).Requested().Is(S.Clearing)
            .When(Dues("all", "USD 40.00"), Caller.System).Then<PaymentRecorded, SubscriptionClosed>()
            .Holds(Account.RefundPayable, "USD 9.00")
            .With(s => s.History.SelectMany(each => Instruction.From(each)).OfType<PayRefund>().Single().Amount.Should().Be(Money.Parse("USD 9.00")));

    [Fact]
    public void Not_paid_in_time_the_cancellation_lapses_and_it_stays_owed() =>
        With().Activated().When(Chargeback("USD 31.00"), Caller.System).Requested()
            .Until("2026-03-03").Then<PeriodEnded, CancellationLapsed>().Is(S.Grace)
            .Holds(Account.Receivable, "USD -31.00").Holds(Account.Earned, "USD 31.00");

    [Fact]
    public void Closed_by_force_it_stays_owed() =>
        With(policy => policy with { Cancellation = new CancellationPolicy { OverdueClearing = OverdueClearing.ForceClose } })
            .Activated().When(Chargeback("USD 31.00"), Caller.System).Requested()
            .Until("2026-03-03").Then<PeriodEnded, SubscriptionClosed>().Holds(Account.Receivable, "USD -31.00")
            .When(Dues("late", "USD 31.00"), Caller.System).Then<PaymentRecorded>().Holds(Account.Receivable, "USD 0.00");

    [Fact]
    public void Where_nothing_is_owed_it_is_sent_back() =>
        With().Activated().When(Dues("by-mistake", "USD 31.00"), Caller.System).Then<PaymentRecorded>().PaysBack("USD 31.00").Holds(Account.Wallet, "USD 0.00");
}
