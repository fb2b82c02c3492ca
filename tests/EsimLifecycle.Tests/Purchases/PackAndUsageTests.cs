using static EsimLifecycle.Tests.RenewalSteps;

namespace EsimLifecycle.Tests;

public class PackAndUsageTests
{
    private static Scenario WithData(long bytes = 1000) => Shop().With(s => s.Follow(s.Policy with
    {
        Plans = [s.Policy.Plans[0] with { DataBytes = bytes }],
        Packs = [.. s.Policy.Packs, new PackTerms { Code = "quarter", Kind = PackKind.Data, Price = Usd("10.00"), Length = Period.FromDays(90), DataBytes = 500 }],
    })).InMarch().ToppedUp("USD 99.00");

    private static Scenario Pack(Scenario scenario, string pack) => scenario.When(new BuyPack(pack, PaymentMethod.Balance));

    private static RecordUsage Used(long bytes) => new(bytes);

    [Fact]
    public void From_the_balance_it_is_bought_at_once_and_earned_when_it_expires() =>
        Pack(WithData(), "gigabyte").Then<PackBought>().Tells(MessageTemplate.PackBought).Holds(Account.Deferred, "USD 35.00")
            .Until("2026-03-08").Then<PackExpired>().Holds(Account.Deferred, "USD 31.00").Holds(Account.Earned, "USD 4.00");

    [Fact]
    public void Otherwise_it_is_bought_when_its_charge_is_paid() =>
        WithData().When(new BuyPack("gigabyte", PaymentMethod.Card)).Then<ChargeRequested>()
            .Answered("USD 4.50").Then<PaymentRecorded, PackBought>().Used(PaymentUse.Pack).Holds(Account.Wallet, "USD 99.50");

    [Fact]
    public void Paid_after_it_was_given_up_it_is_the_pack_and_never_buys_a_period_nobody_asked_for() =>
        WithData().When(new BuyPack("gigabyte", PaymentMethod.BankTransfer)).Until("2026-03-02").Then<ChargeFailed>()
            .Paid("USD 40.00", new Reference("charge-5")).Then<PaymentRecorded, PackBought>().Used(PaymentUse.Pack).PaidUntil("2026-04-01")
            .With(s => s.State.Usage.Packs.Single().BoughtOn.Should().Be(new LocalDate(2026, 3, 2)));

    [Fact]
    public void One_that_is_not_offered_is_refused() =>
        Pack(WithData(), "gold").ThenRefused(RefusalCode.PackNotOffered);

    [Fact]
    public void In_grace_packs_are_not_sold() =>
        Pack(WithData().Until("2026-04-01"), "gigabyte").ThenRefused(RefusalCode.StatusNotPermitted);

    [Fact]
    public void Time_is_added_to_the_end_of_what_is_paid_and_earned_at_once() =>
        Pack(WithData(), "week").With(s => s.Last.Events.Select(each => each.GetType()).Should().Equal(typeof(PackBought), typeof(ValidityExtended), typeof(PackExpired)))
            .PaidUntil("2026-04-08").Tiles().Holds(Account.Earned, "USD 3.00");

    [Fact]
    public void Usage_is_taken_from_what_expires_first() =>
        Pack(Pack(WithData(), "quarter"), "gigabyte").When(Used(2200), Caller.System)
            .With(s => s.State.Usage.Packs.Single(pack => pack.Terms.Code == "gigabyte").LeftBytes.Should().Be(0))
            .With(s => s.State.Usage.UsedBytes.Should().Be(1000))
            .With(s => s.State.Usage.Packs.Single(pack => pack.Terms.Code == "quarter").LeftBytes.Should().Be(300));

    [Fact]
    public void Low_is_told_once_a_period_and_exhausted_once() =>
        WithData().When(Used(700), Caller.System).Then<UsageRecorded>()
            .When(Used(100), Caller.System).Then<UsageRecorded, DataLow>().When(Used(50), Caller.System).Then<UsageRecorded>()
            .When(Used(150), Caller.System).Then<UsageRecorded, DataExhausted>().When(Used(50), Caller.System).Then<UsageRecorded>()
            .With(s => s.State.Usage.BeyondBytes.Should().Be(50))
            .Paid().Until("2026-04-01").When(Used(1000), Caller.System).Then<UsageRecorded, DataExhausted>();

    [Fact]
    public void A_pack_makes_room_and_low_is_told_again() =>
        Pack(WithData().When(Used(1000), Caller.System).Then<UsageRecorded, DataExhausted>(), "gigabyte")
            .When(Used(700), Caller.System).Then<UsageRecorded, DataLow>();

    [Fact]
    public void A_counter_that_does_not_rise_is_stale() =>
        WithData().When(new RecordUsage(700, IsTotal: true), Caller.System).Then<UsageRecorded>()
            .When(new RecordUsage(600, IsTotal: true), Caller.System).AlreadyDone()
            .When(new RecordUsage(700, IsTotal: true), Caller.System).AlreadyDone()
            .When(new RecordUsage(750, IsTotal: true), Caller.System).Then<UsageRecorded>()
            .With(s => s.State.Usage.UsedBytes.Should().Be(750));

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void What_can_not_be_is_a_conflict(long bytes) =>
        WithData().When(Used(bytes), Caller.System).Then<FactConflicted>()
            .When(new RecordUsage(bytes, IsTotal: true), Caller.System).Then<FactConflicted>();

    [Fact]
    public void Without_a_limit_nothing_runs_low() =>
        Shop().InMarch().When(Used(long.MaxValue >> 20), Caller.System).Then<UsageRecorded>();

    [Fact]
    public void What_is_left_of_packs_at_the_end_is_earned() =>
        Pack(WithData(), "gigabyte").Requested().When(new ApproveCancellation(), Scenario.Reviewer).Is(SubscriptionStatus.Closed)
            .Holds(Account.Deferred, "USD 0.00").Holds(Account.Earned, "USD 4.00").Holds(Account.RefundPayable, "USD 126.00");
}
