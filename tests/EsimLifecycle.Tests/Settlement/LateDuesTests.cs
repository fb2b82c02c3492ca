using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>What comes to be owed, is paid or given up between the settlement and its end.</summary>
public class LateDuesTests
{
    private static readonly ReportChargeback Chargeback = new(new Reference("payment-1"), Money.Parse("USD 31.00"));

    private static PayDues Dues(string amount) => new(new Reference("dues"), Money.Parse(amount), PaymentMethod.Card);

    /// <summary>Settled with that to give back, and waiting for the phone; then the bank takes the first payment back.</summary>
    private static Scenario ChargedBack(string balance, AfterClearing after = AfterClearing.GoBack) =>
        WithRules(new CancellationRules(AfterClearing: after)).Activated().ToppedUp(balance).Bound(Phone)
            .Requested().Then<CancellationRequested, AccountSettled, ClearingStarted>()
            .When(Chargeback, Caller.System).Then<ChargebackRecorded>().Holds(Account.Receivable, "USD -31.00");

    /// <summary>Settled with a fee of 5.00, of which 3.00 are owed, and waiting for the phone.</summary>
    private static Scenario OwingTheFee() =>
        With(policy => policy with { Settlement = new SettlementRules(CancellationFee: Money.Parse("USD 5.00")) })
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
        With(policy => policy with { Settlement = new SettlementRules(CancellationFee: Money.Parse("USD 5.00")) })
            .Activated().When(Chargeback, Caller.System).Bound(Phone).Requested().Holds(Account.Receivable, "USD -36.00")
            .When(new WriteOff(Money.Parse("USD 33.00")), Caller.Carrier)
            .Until("2026-03-03").Holds(Account.WrittenOff, "USD -31.00").Holds(Account.Receivable, "USD 0.00").Holds(Account.Wallet, "USD 0.00");

    [Fact]
    public void Asked_again_the_fee_is_due_once() =>
        OwingTheFee().When(Dues("USD 3.00"), Caller.System).Until("2026-03-03").Holds(Account.Wallet, "USD 5.00")
            .When(new UnbindDevice(Phone)).Requested().Is(S.Closed).Holds(Account.Fees, "USD 5.00").Holds(Account.RefundPayable, "USD 0.00");
}
