using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>A physical card that comes back is credited once.</summary>
public class CardReturnTests
{
    private static readonly Iccid Own = Iccid.Parse("8962110000000000001");
    private static readonly Iccid Other = Iccid.Parse("8962110000000000019");

    private static RecordCardReturn Card(string reference = "parcel-1") => new(new Reference(reference));

    /// <summary>USD 2.00 for a card that is back within 30 days.</summary>
    private static Scenario Offering(CancellationPolicy? cancellation = null) => With(policy => policy with
    {
        Closure = new ClosurePolicy { CardReturn = new CardReturnTerms { Credit = Money.Parse("USD 2.00") } },
        Cancellation = cancellation ?? policy.Cancellation,
    });

    private static Scenario Closed(string balance = "USD 10.00") => Offering().Activated().ToppedUp(balance).Requested().Is(S.Closed);

    private static void IsNotCredited(Scenario s, CardReturnFault fault) =>
        s.Then<CardReturned>().Tells(MessageTemplate.CardNotCredited).Event<CardReturned>().Should().BeEquivalentTo(new { Fault = (CardReturnFault?)fault });

    [Fact]
    public void Back_in_time_it_is_credited_into_the_claim() =>
        Closed().At("2026-02-10").When(Card(), Caller.System).Then<CardReturned, CardCredited>().Tells(MessageTemplate.CardCredited).PaysBack("USD 2.00")
            .Holds(Account.RefundPayable, "USD 12.00").Holds(Account.Concessions, "USD -2.00");

    [Fact]
    public void Where_the_claim_is_paid_it_is_a_new_one() =>
        Closed().When(new RecordRefund(new Reference("payout"), Money.Parse("USD 10.00")), Caller.System).When(Card(), Caller.System).PaysBack("USD 2.00")
            .When(new RecordRefund(new Reference("payout-2"), Money.Parse("USD 2.00")), Caller.System).Holds(Account.RefundPayable, "USD 0.00");

    [Fact]
    public void It_is_set_off_against_what_is_owed() =>
        Closed("USD 1.00").With(s => s.When(new ReportChargeback(new Reference("payment-1"), Money.Parse("USD 2.50")), Caller.System)).Holds(Account.Receivable, "USD -1.50")
            .When(Card(), Caller.System).Then<CardReturned, CardCredited, RefundsSetOff>()
            .With(s => s.Instructions().OfType<PayRefund>().Single(each => each.IsStillWanted(s.State)).Amount.Should().Be(Money.Parse("USD 0.50")))
            .Holds(Account.Receivable, "USD 0.00").Holds(Account.RefundPayable, "USD 0.50");

    [Fact]
    public void Told_again_it_is_harmless_and_a_second_one_is_credited_no_more() =>
        Closed().When(Card(), Caller.System).When(Card(), Caller.System).AlreadyDone()
            .When(Card("parcel-2"), Caller.System).With(s => IsNotCredited(s, CardReturnFault.AlreadyReturned)).Holds(Account.RefundPayable, "USD 12.00")
            .When(Card("parcel-2"), Caller.System).AlreadyDone();

    [Fact]
    public void Too_late_it_is_recorded_with_when_it_was_expected() =>
        Closed().With(s => s.State.Closure!.CardReturn.Should().Be(new CardReturnOffer(Money.Parse("USD 2.00"), s.Local("2026-03-03"))))
            .Until("2026-03-03").When(Card(), Caller.System).With(s => IsNotCredited(s, CardReturnFault.ReceivedTooLate))
            .With(s => s.Event<CardReturned>().EndedAt.Should().Be(s.Local("2026-03-03"))).Holds(Account.RefundPayable, "USD 10.00");

    [Fact]
    public void When_it_was_received_counts() =>
        Closed().Until("2026-03-05").With(s => s.When(Card() with { OccurredAt = s.Local("2026-03-02T23:59:59") }, Caller.System)).Then<CardReturned, CardCredited>();

    [Fact]
    public void Where_nothing_is_offered_it_is_only_recorded() =>
        With().Activated().Requested().When(Card(), Caller.System).With(s => IsNotCredited(s, CardReturnFault.NotOffered)).Holds(Account.RefundPayable, "USD 0.00");

    [Fact]
    public void Handed_in_before_the_end_it_is_credited_with_the_end() =>
        Offering().Activated().ToppedUp("USD 10.00").Bound(Phone).Requested().Is(S.Clearing).When(Card(), Caller.System).Then<CardReturned>().Tells()
            .Holds(Account.Concessions, "USD 0.00").When(new UnbindDevice(Phone)).Then<DeviceUnbound, SubscriptionClosed, CardCredited>()
            .Holds(Account.RefundPayable, "USD 12.00").When(Card("parcel-2"), Caller.System).With(s => IsNotCredited(s, CardReturnFault.AlreadyReturned));

    [Fact]
    public void What_was_offered_when_it_came_counts_whatever_the_policy_says_at_the_end() =>
        Offering().Activated().When(Card(), Caller.System).Then<CardReturned>()
            .With(s => s.Follow(s.Policy with { Closure = new ClosurePolicy() })).Requested().Holds(Account.RefundPayable, "USD 2.00");

    [Fact]
    public void What_was_offered_at_the_end_counts_whatever_the_policy_says_later() =>
        Closed().With(s => s.Follow(s.Policy with { Closure = new ClosurePolicy() })).When(Card(), Caller.System).Then<CardReturned, CardCredited>();

    [Fact]
    public void Credited_at_an_end_by_force_it_is_set_off_too() =>
        Offering(new CancellationPolicy { OverdueClearing = OverdueClearing.ForceClose }).Activated()
            .When(new ReportChargeback(new Reference("payment-1"), Money.Parse("USD 31.00")), Caller.System).When(Card(), Caller.System)
            .Requested().Until("2026-03-03").Is(S.Closed).Holds(Account.Receivable, "USD -29.00").Holds(Account.RefundPayable, "USD 0.00");

    [Fact]
    public void It_goes_where_the_rest_goes() =>
        Offering().Activated().ToppedUp("USD 10.00").When(RefundChartTests.Moved).Is(S.Closed).When(Card(), Caller.System)
            .With(s => s.State.Refunds[^1].Should().BeEquivalentTo(new { Status = RefundStatus.TransferDue, Amount = Money.Parse("USD 2.00") }));

    [Fact]
    public void Closed_for_fraud_it_is_held_with_the_rest() =>
        Offering().Activated().When(new Terminate(TerminationReason.Fraud), Caller.Carrier).When(Card(), Caller.System)
            .With(s => s.State.Refunds.Single().Status.Should().Be(RefundStatus.Held));

    [Fact]
    public void Another_card_is_not_credited_and_the_right_one_still_is() =>
        Offering().When(new OpenSubscription(Id, "monthly") { Iccid = Own, Contact = Contact }).Paid().When(new Activate()).Requested().Is(S.Closed)
            .When(Card() with { Iccid = Other }, Caller.System).With(s => IsNotCredited(s, CardReturnFault.OtherCard))
            .When(Card("parcel-2") with { Iccid = Own }, Caller.System).Then<CardReturned, CardCredited>();

    [Fact]
    public void A_credit_of_nothing_is_no_term() =>
        (With().Policy with { Closure = new ClosurePolicy { CardReturn = new CardReturnTerms { Credit = Money.Parse("USD 0.00") } } }).Validate()
            .Should().ContainSingle().Which.Path.Should().Be("$.closure.cardReturn.credit");
}
