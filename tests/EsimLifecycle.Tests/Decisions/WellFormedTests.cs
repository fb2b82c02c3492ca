using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

/// <summary>What a request lacks, or can't be read again, is told by the name it has in JSON; nothing of it is kept.</summary>
public class WellFormedTests
{
    [Fact]
    public void A_web_request_without_a_device_is_refused_and_the_subscription_can_still_be_read() => With().Activated()
        .When(new BindDevice(default)).ThenRefused(RefusalCode.CommandMalformed)
        .With(s => s.Last.Refusals[0].Facts.Should().Equal(new RefusalFact("property", "device"), new RefusalFact("expected", "Eid")))
        .With(s => LifecycleJson.ReadSubscription(LifecycleJson.Write(s.State)).Should().Be(s.State));

    [Fact]
    public void All_that_is_malformed_is_told_at_once_with_its_path()
    {
        var import = new ImportSubscription(default, null!)
        {
            AutoRenewal = (PaymentMethod)99,
            Wallet = default(Money),
            Number = default(Msisdn),
            Devices = [new DeviceToBind(Phone), new DeviceToBind(default, (DeviceKind)(-1)), null!],
            ActivatedOn = new LocalDate(2026, 1, 1, CalendarSystem.Julian),
        };

        With().When(import, Caller.Carrier).Last.Refusals.Select(refusal => refusal["property"]).Should().Equal(
            "id", "plan", "activatedOn", "wallet", "autoRenewal", "devices[1].device", "devices[1].kind", "devices[2]", "number");
    }

    [Fact]
    public void A_part_is_malformed_by_its_own_name() => With().Activated()
        .When(new RequestCancellation(CancellationReason.Other) { Balance = new BalanceChoice((BalanceDisposition)7) })
        .ThenRefused(RefusalCode.CommandMalformed)
        .With(s => s.Last.Refusals[0]["property"].Should().Be("balance.disposition"))
        .With(s => s.Last.Refusals[0]["expected"].Should().Be("BalanceDisposition (Refund, Transfer, Forfeit)"))
        .When(new ChooseBalanceDisposition(null!)).ThenRefused(RefusalCode.CommandMalformed)
        .With(s => s.Last.Refusals[0]["property"].Should().Be("choice"));

    [Fact]
    public void A_malformed_fact_is_no_fact() => With().Activated()
        .When(new RecordPayment(default, Money.Parse("USD 1.00"), PaymentMethod.Card), Caller.System).ThenRefused(RefusalCode.CommandMalformed)
        .When(new ReportChargeback(new Reference("payment"), default), Caller.System).ThenRefused(RefusalCode.CommandMalformed)
        .When(new RecordUsage(1) { OccurredAt = Instant.MinValue }, Caller.System).ThenRefused(RefusalCode.CommandMalformed)
        .With(s => s.Last.Refusals[0]["expected"].Should().Be("Instant (1970-01-01T00:00:00Z … 2500-01-01T00:00:00Z)"));

    [Fact]
    public void A_caller_who_can_t_be_is_refused() => With().Activated()
        .When(new Renew(PaymentMethod.Card), new Caller((Role)9, (CallerChannel)(-1), (IdentityAssurance)99))
        .ThenRefused(RefusalCode.CommandMalformed, RefusalCode.CommandMalformed, RefusalCode.CommandMalformed)
        .With(s => s.Last.Refusals.Select(refusal => refusal["property"]).Should().Equal("by.role", "by.channel", "by.identity"));

    [Fact]
    public void Of_what_is_malformed_no_rule_is_asked() => With()
        .When(new Renew((PaymentMethod)99), new Caller(Role.Customer)).ThenRefused(RefusalCode.CommandMalformed);

    [Fact]
    public void A_quote_is_refused_for_it_as_well()
    {
        var s = With().Activated();

        var quote = s.Lifecycle.Quote(s.State, new RequestCancellation((CancellationReason)99), new CommandContext(s.Now, Customer, new CommandId("quote")));

        quote.Refusals.Should().ContainSingle().Which.Code.Should().Be(RefusalCode.CommandMalformed);
    }

    [Fact]
    public void References_that_need_not_be_given_need_not_be_given() => With().Opened().Paid()
        .When(new Activate()).Then<SubscriptionActivated>()
        .When(new BindDevice(Phone)).Then<DeviceBound>()
        .When(new Suspend()).Then<SubscriptionSuspended>();
}
