using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

/// <summary>A payment never goes back twice: by the bank, and by a refund.</summary>
public class ChargebackTests
{
    private static readonly Money TooMuch = Money.OfMinor(long.MaxValue, Currency.USD);

    [Fact]
    public void What_was_sent_back_beyond_the_ledger_is_not_refunded_again() =>
        With().Activated().ToppedUp("USD 20.00").Paid(TooMuch.ToString()).Requested()
            .With(s => s.State.Refunds.Should().ContainSingle().Which.Payment.Should().Be(new Reference("payment-2")));

    [Fact]
    public void Of_a_payment_that_the_ledger_never_held_it_is_a_conflict() =>
        With().Activated().Paid(TooMuch.ToString()).Paid(TooMuch.ToString())
            .When(new ReportChargeback(new Reference("payment-2"), TooMuch), Caller.System).Then<FactConflicted>()
            .When(new ReportChargeback(new Reference("payment-3"), TooMuch), Caller.System).Then<FactConflicted>()
            .Holds(Account.Receivable, "USD 0.00");

    [Fact]
    public void Taken_back_after_the_refund_was_paid_the_customer_owes_it() =>
        RefundChartTests.Due().When(new RecordRefund(new Reference("payout"), Money.Parse("USD 31.00")), Caller.System)
            .When(new ReportChargeback(new Reference("payment-1"), Money.Parse("USD 31.00")), Caller.System).Then<ChargebackRecorded>()
            .Holds(Account.Receivable, "USD -31.00").Holds(Account.Customer, "USD 31.00")
            .When(new PayDues(new Reference("dues"), Money.Parse("USD 31.00"), PaymentMethod.Card), Caller.System)
            .Holds(Account.Customer, "USD 0.00").Holds(Account.Receivable, "USD 0.00");

    [Fact]
    public void A_purchase_that_the_bank_took_back_is_not_paid_back_when_it_is_released() =>
        RenewalSteps.ShopThatConfirms().InMarch().Paid().Then<PaymentRecorded, PurchaseReserved>()
            .When(new ReportChargeback(new Reference("payment-2"), Money.Parse("USD 11.00")), Caller.System)
            .Reported(failed: true).Reported(failed: true).Reported(failed: true).Then<PurchaseReleased>()
            .PaysBack("USD 20.00").Holds(Account.Receivable, "USD 0.00").Holds(Account.RefundPayable, "USD 20.00");

    [Fact]
    public void Taken_back_whole_and_paid_again_as_dues_it_is_balance_when_it_is_released() =>
        RenewalSteps.ShopThatConfirms().InMarch().Paid()
            .When(new ReportChargeback(new Reference("payment-2"), Money.Parse("USD 31.00")), Caller.System)
            .When(new PayDues(new Reference("dues"), Money.Parse("USD 31.00"), PaymentMethod.Card), Caller.System)
            .Reported(failed: true).Reported(failed: true).Reported(failed: true).Then<PurchaseReleased>()
            .With(s => s.State.Refunds.Should().BeEmpty()).Holds(Account.Wallet, "USD 31.00").Holds(Account.RefundPayable, "USD 0.00");
}
