using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>What comes to be owed, is paid or given up between the settlement and its end.</summary>
public class LateDuesTests
{
    private static readonly ReportChargeback Chargeback = new(new Reference("payment-1"), Money.Parse("USD 31.00"));

    private static PayDues Dues(string amount) => new(new Reference("dues"), Money.Parse(amount), PaymentMethod.Card);

    /// <summary>Settled with that to give back, and waiting for the phone; then the bank takes the first payment back.</summary>
    private static Scenario ChargedBack(string balance, OverdueClearing after = OverdueClearing.Reinstate) =>
        WithRules(new CancellationPolicy { OverdueClearing = after }).Activated().ToppedUp(balance).Bound(Phone)
            .Requested().Then<CancellationRequested, AccountSettled, ClearingStarted>()
            .When(Chargeback, Caller.System).Then<ChargebackRecorded>().Holds(Account.Receivable, "USD -31.00");

    /// <summary>Settled with a fee of 5.00, of which 3.00 are owed, and waiting for the phone.</summary>
    private static Scenario OwingTheFee() =>
        With(policy => policy with { Settlement = new SettlementPolicy { CancellationFee = Money.Parse("USD 5.00") } })
            .Activated().ToppedUp("USD 2.00").Bound(Phone).Requested().Then<CancellationRequested, AccountSettled, ClearingStarted>()
            .Holds(Account.Receivable, "USD -3.00");

    [Fact]
    public void What_was_paid_of_a_fee_is_balance_when_the_cancellation_comes_to_nothing() =>
        OwingTheFee().When(Dues("USD 2.00"), Caller.System).Then<PaymentRecorded>()
            .Until("2026-03-03").Then<PeriodEnded, CancellationLapsed>()
            .Holds(Account.Fees, "USD 0.00").Holds(Account.Receivable, "USD 0.00").Holds(Account.Wallet, "USD 4.00");

    [Fact]
    public void What_was_given_up_of_a_fee_is_not_when_the_cancellation_comes_to_nothing() =>
        OwingTheFee().When(Dues("USD 1.00"), Caller.System).When(new WriteOff(), Caller.Carrier).Then<DuesWrittenOff>().Is(S.Clearing)
            .Until("2026-03-03").Then<PeriodEnded, CancellationLapsed>()
            .Holds(Account.WrittenOff, "USD 0.00").Holds(Account.Receivable, "USD 0.00").Holds(Account.Wallet, "USD 3.00");

    [Fact]
    public void What_was_given_up_of_an_older_debt_stays_given_up() =>
        With(policy => policy with { Settlement = new SettlementPolicy { CancellationFee = Money.Parse("USD 5.00") } })
            .Activated().When(Chargeback, Caller.System).Bound(Phone).Requested().Holds(Account.Receivable, "USD -36.00")
            .When(new WriteOff(Money.Parse("USD 33.00")), Caller.Carrier)
            .Until("2026-03-03").Holds(Account.WrittenOff, "USD -31.00").Holds(Account.Receivable, "USD 0.00").Holds(Account.Wallet, "USD 0.00");

    [Fact]
    public void Asked_again_the_fee_is_due_once() =>
        OwingTheFee().When(Dues("USD 3.00"), Caller.System).Until("2026-03-03").Holds(Account.Wallet, "USD 5.00")
            .When(new UnbindDevice(Phone)).Requested().Is(S.Closed).Holds(Account.Fees, "USD 5.00").Holds(Account.RefundPayable, "USD 0.00");

    [Fact]
    public void Owed_only_since_the_settlement_it_is_taken_from_what_is_given_back() =>
        ChargedBack("USD 40.00").When(new UnbindDevice(Phone)).Then<DeviceUnbound, SubscriptionClosed>()
            .With(s => s.Event<SubscriptionClosed>().Refunds.Single().Amount.Should().Be(Money.Parse("USD 9.00")))
            .Holds(Account.Receivable, "USD 0.00").Holds(Account.RefundPayable, "USD 9.00");

    [Fact]
    public void Of_what_is_owed_only_the_rest_has_to_be_paid() =>
        ChargedBack("USD 20.00").When(new UnbindDevice(Phone)).Then<DeviceUnbound>().Is(S.Clearing)
            .With(s => s.Progress!.Dues.Should().Be(Money.Parse("USD 11.00")))
            .When(Dues("USD 11.00"), Caller.System).Then<PaymentRecorded, SubscriptionClosed>()
            .With(s => s.State.Refunds.Should().BeEmpty())
            .Holds(Account.Receivable, "USD 0.00").Holds(Account.RefundPayable, "USD 0.00");

    [Fact]
    public void Closed_by_force_nothing_is_paid_out_to_who_owes_more() =>
        ChargedBack("USD 20.00", OverdueClearing.ForceClose).Until("2026-03-03").Is(S.Closed)
            .With(s => s.State.Refunds.Should().BeEmpty())
            .Holds(Account.Receivable, "USD -11.00").Holds(Account.RefundPayable, "USD 0.00");

    [Fact]
    public void Come_to_nothing_it_is_owed_and_the_balance_is_as_it_was() =>
        ChargedBack("USD 20.00").Until("2026-03-03").Is(S.Grace).Holds(Account.Receivable, "USD -31.00").Holds(Account.Wallet, "USD 20.00");

    [Fact]
    public void The_customer_is_told_that_something_has_to_be_paid() =>
        With(policy => policy with { Settlement = new SettlementPolicy { CancellationFee = Money.Parse("USD 5.00") } }).Activated().ToppedUp("USD 2.00")
            .Requested().Tells(MessageTemplate.CancellationReceived, MessageTemplate.DuesOpen);
}
