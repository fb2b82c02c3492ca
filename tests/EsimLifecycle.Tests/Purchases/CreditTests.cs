using static EsimLifecycle.Tests.RenewalSteps;

namespace EsimLifecycle.Tests;

/// <summary>Free credit, chargebacks and dues.</summary>
public class CreditTests
{
    private static ReportChargeback Chargeback(string amount, string payment = "payment-1") => new(new Reference(payment), Money.Parse(amount));

    [Fact]
    public void Free_credit_comes_from_the_carrier_and_is_spent_before_money() =>
        Shop().InMarch().ToppedUp("USD 31.00").Granted("5.00").Holds(Account.Concessions, "USD -5.00")
            .When(new Renew(PaymentMethod.Balance)).Then<SubscriptionRenewed>()
            .Holds(Account.Promotional, "USD 0.00").Holds(Account.Wallet, "USD 5.00");

    [Fact]
    public void Free_credit_is_never_refunded() =>
        Shop().InMarch().Granted("5.00").Requested().When(new ApproveCancellation(), Scenario.Reviewer).Is(SubscriptionStatus.Closed)
            .Holds(Account.Concessions, "USD 0.00").Holds(Account.RefundPayable, "USD 31.00");

    [Theory]
    [InlineData("EUR 5.00", RefusalCode.CurrencyMismatch)]
    [InlineData("USD 0.00", RefusalCode.AmountOutOfRange)]
    [InlineData("USD -5.00", RefusalCode.AmountOutOfRange)]
    public void Credit_that_is_none_is_refused(string amount, string code) =>
        Shop().InMarch().When(new GrantCredit(Money.Parse(amount)), Caller.Carrier).ThenRefused(code);

    [Fact]
    public void Customers_grant_themselves_nothing() =>
        Shop().InMarch().When(new GrantCredit(Usd("5.00"))).ThenRefused(RefusalCode.RoleNotPermitted);

    [Fact]
    public void Charged_back_the_customer_owes_it() =>
        Shop().InMarch().When(Chargeback("USD 31.00"), Caller.System).Then<ChargebackRecorded>().Tells(MessageTemplate.DuesOpen)
            .Holds(Account.Receivable, "USD -31.00").Holds(Account.Customer, "USD 0.00");

    [Fact]
    public void Charged_back_twice_it_counts_once() =>
        Shop().InMarch().When(Chargeback("USD 31.00"), Caller.System).When(Chargeback("USD 31.00"), Caller.System).AlreadyDone()
            .Holds(Account.Receivable, "USD -31.00");

    [Theory]
    [InlineData("EUR 31.00", "payment-1")]
    [InlineData("USD 0.00", "payment-1")]
    [InlineData("USD 31.00", "nobody's")]
    public void A_chargeback_of_nothing_or_of_nothing_known_is_a_conflict(string amount, string payment) =>
        Shop().InMarch().When(Chargeback(amount, payment), Caller.System).Then<FactConflicted>().Holds(Account.Receivable, "USD 0.00");

    [Fact]
    public void Dues_are_paid_and_the_surplus_is_balance() =>
        Shop().InMarch().When(Chargeback("USD 31.00"), Caller.System)
            .When(new PayDues(new Reference("dues"), Usd("40.00"), PaymentMethod.Card), Caller.System).Then<PaymentRecorded>().Used(PaymentUse.Dues)
            .Holds(Account.Receivable, "USD 0.00").Holds(Account.Wallet, "USD 9.00").Holds(Account.Customer, "USD -40.00");

    [Fact]
    public void Where_nothing_is_owed_dues_go_back_whole() =>
        Shop().InMarch().When(new PayDues(new Reference("dues"), Usd("40.00"), PaymentMethod.Card), Caller.System)
            .Used(PaymentUse.SentBack).Holds(Account.RefundPayable, "USD 40.00").Holds(Account.Wallet, "USD 0.00");

    [Fact]
    public void Closed_and_owing_dues_are_taken_and_only_the_surplus_goes_back() =>
        Shop(renewal => renewal with { GraceDays = 0 }).InMarch().When(Chargeback("USD 31.00"), Caller.System).Until("2026-04-01").Is(SubscriptionStatus.Closed)
            .When(new PayDues(new Reference("dues"), Usd("40.00"), PaymentMethod.Card), Caller.System)
            .Holds(Account.Receivable, "USD 0.00").Holds(Account.RefundPayable, "USD 9.00")
            .With(s => s.Instructions().OfType<PayRefund>().Single().Amount.Should().Be(Usd("9.00")));

    [Fact]
    public void What_is_owed_is_taken_from_what_is_given_back() =>
        Shop().InMarch().ToppedUp("USD 10.00").When(Chargeback("USD 10.00", "payment-2"), Caller.System)
            .At("2026-03-11").Requested().When(new ApproveCancellation(), Scenario.Reviewer).Is(SubscriptionStatus.Closed)
            .Holds(Account.Receivable, "USD 0.00").Holds(Account.RefundPayable, "USD 21.00");
}
