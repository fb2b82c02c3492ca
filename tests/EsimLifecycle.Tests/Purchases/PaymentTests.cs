using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

public class PaymentTests
{
    private static RecordPayment Pay(string reference, string amount, bool failed = false) =>
        new(new Reference(reference), Money.Parse(amount), PaymentMethod.Card) { Failed = failed };

    private static Action<Scenario> Used(PaymentUse use) => s => s.Event<PaymentRecorded>().Use.Should().Be(use);

    [Fact]
    public void Pending_it_pays_the_first_period_and_the_surplus_is_balance() =>
        With().Opened().Paid("USD 40.00").Then<PaymentRecorded>().With(Used(PaymentUse.FirstPeriod))
            .Holds(Account.Deferred, "USD 31.00").Holds(Account.Wallet, "USD 9.00").Holds(Account.Customer, "USD -40.00");

    [Fact]
    public void A_second_first_period_is_balance() =>
        With().Opened().Paid().Paid().With(Used(PaymentUse.Wallet))
            .Holds(Account.Deferred, "USD 31.00").Holds(Account.Wallet, "USD 31.00");

    [Fact]
    public void What_does_not_buy_a_period_is_balance() =>
        With().Opened().Paid("USD 30.99").With(Used(PaymentUse.Wallet)).Holds(Account.Wallet, "USD 30.99").Holds(Account.Deferred, "USD 0.00");

    [Fact]
    public void A_top_up_is_balance() =>
        With().Opened().ToppedUp("USD 31.00").With(Used(PaymentUse.Wallet)).Holds(Account.Wallet, "USD 31.00").Holds(Account.Deferred, "USD 0.00");

    [Fact]
    public void Active_it_buys_the_period_that_follows_without_a_gap() =>
        With().Activated().Paid("USD 32.00").Then<PaymentRecorded, SubscriptionRenewed>().With(Used(PaymentUse.Renewal)).Is(SubscriptionStatus.Active)
            .Holds(Account.Deferred, "USD 62.00").Holds(Account.Wallet, "USD 1.00")
            .With(s => s.State.Term.Periods[1].Start.Should().Be(s.State.Term.Periods[0].End));

    [Fact]
    public void In_grace_it_restores_service() =>
        With().Activated().Until("2026-03-05").Is(SubscriptionStatus.Grace)
            .Paid().Then<PaymentRecorded, SubscriptionRenewed>().Is(SubscriptionStatus.Active)
            .With(s => s.State.Term.PaidUntil.Should().Be(s.Local("2026-03-31")));

    [Fact]
    public void Suspended_it_is_paid_for_and_stays_suspended() =>
        With().Activated().When(new Suspend()).Paid().Then<PaymentRecorded, SubscriptionRenewed>().Is(SubscriptionStatus.Suspended);

    [Fact]
    public void While_a_cancellation_is_open_it_is_balance_and_comes_back_with_it() =>
        With(policy => policy with { Cancellation = new CancellationPolicy { Review = true } }).Activated().Requested()
            .Paid().Then<PaymentRecorded>().With(Used(PaymentUse.Wallet)).Holds(Account.Wallet, "USD 31.00")
            .When(new ApproveCancellation(), Reviewer).Is(SubscriptionStatus.Closed).Holds(Account.RefundPayable, "USD 31.00");

    [Fact]
    public void Once_settled_it_is_sent_back_to_where_it_came_from() =>
        Settled().Paid().Then<PaymentRecorded>().With(Used(PaymentUse.SentBack))
            .Holds(Account.Wallet, "USD 0.00").Holds(Account.RefundPayable, "USD 31.00")
            .With(s => Instruction.From(s.Event<PaymentRecorded>()).OfType<PayRefund>().Single().Payment.Should().Be(new Reference("payment-2")));

    [Fact]
    public void Closed_it_is_sent_back_within_the_time_for_refunds() =>
        With().Activated().Requested().Is(SubscriptionStatus.Closed)
            .Paid().With(Used(PaymentUse.SentBack)).Holds(Account.RefundPayable, "USD 31.00")
            .With(s => s.State.NextDeadline.Should().Be(s.Local("2026-02-15")));

    [Theory]
    [InlineData("EUR 31.00")]
    [InlineData("JPY 31")]
    [InlineData("USD 10000000000.01")]
    public void What_the_ledger_can_not_take_is_sent_back_whole(string amount) =>
        With().Activated().When(Pay("odd", amount), Caller.System).Then<PaymentRecorded>().With(Used(PaymentUse.SentBack))
            .With(s => s.Last.Events[0].Postings.Count.Should().Be(0))
            .With(s => Instruction.From(s.Last.Events[0]).OfType<PayRefund>().Single().Amount.Should().Be(Money.Parse(amount)));

    [Theory]
    [InlineData("USD 0.00")]
    [InlineData("USD -5.00")]
    [InlineData("EUR -5.00")]
    public void No_money_is_no_payment_and_nothing_goes_back(string amount) =>
        With().Activated().When(Pay("nothing", amount), Caller.System).Then<FactConflicted>()
            .With(s => Instruction.From(s.Last.Events[0]).Should().BeEmpty());

    [Fact]
    public void A_failed_attempt_changes_nothing_but_the_record() =>
        With().Activated().When(Pay("card", "USD 31.00", failed: true), Caller.System).Then<PaymentRecorded>().With(Used(PaymentUse.Failed))
            .Holds(Account.Customer, "USD -31.00").With(s => s.State.Payments.Count.Should().Be(1))
            .When(Pay("card", "USD 31.00"), Caller.System).Then<PaymentRecorded, SubscriptionRenewed>();

    [Fact]
    public void The_same_payment_in_another_message_changes_nothing() =>
        With().Opened().When(Pay("card", "USD 31.00"), Caller.System).When(Pay("card", "USD 31.00"), Caller.System).AlreadyDone();

    [Fact]
    public void The_same_message_again_changes_nothing() =>
        With().Opened().When(Pay("card", "USD 31.00"), Caller.System, "message").When(Pay("card", "USD 31.00"), Caller.System, "message").AlreadyDone();

    public static readonly TheoryData<RecordPayment> Contradictions = new(
        Pay("card", "USD 31.01"),
        Pay("card", "EUR 31.00"),
        Pay("card", "USD 31.00", failed: true),
        Pay("card", "USD 31.00") with { Method = PaymentMethod.PayPal });

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void The_same_reference_with_other_content_is_kept_as_a_conflict_and_moves_nothing(RecordPayment other) =>
        With().Opened().When(Pay("card", "USD 31.00"), Caller.System)
            .When(other, Caller.System).Then<FactConflicted>().Holds(Account.Customer, "USD -31.00")
            .With(s => s.Event<FactConflicted>().Reference.Should().Be(new Reference("card")))
            .With(s => s.Event<FactConflicted>().Amount.Should().Be(other.Amount));

    [Fact]
    public void Another_payment_in_the_same_message_is_taken_by_its_own_reference_once() =>
        With().Opened().When(Pay("card", "USD 31.00"), Caller.System, "message")
            .When(Pay("cash", "USD 1.00"), Caller.System, "message").Then<PaymentRecorded>().Holds(Account.Customer, "USD -32.00")
            .When(Pay("cash", "USD 1.00"), Caller.System, "message").AlreadyDone();

    [Fact]
    public void A_payment_that_could_be_refunded_is_not_forgotten_over_one_that_was_sent_back() =>
        With().Opened().When(Pay("card", "USD 31.00"), Caller.System)
            .When(Pay("euros", "EUR 99.00"), Caller.System).When(Pay("too-much", "USD 10000000000.01"), Caller.System)
            .When(Pay("card", "USD 31.00"), Caller.System).AlreadyDone()
            .When(Pay("too-much", "USD 10000000000.01"), Caller.System).AlreadyDone();

    [Fact]
    public void It_never_undoes_a_deadline_that_has_fired() =>
        With().Activated().Until("2026-03-31").Is(SubscriptionStatus.Closed)
            .With(s => s.When(Pay("late", "USD 31.00") with { OccurredAt = s.Local("2026-03-01") }, Caller.System))
            .Then<PaymentRecorded>().With(Used(PaymentUse.SentBack)).Is(SubscriptionStatus.Closed);

    [Fact]
    public void It_is_taken_at_the_end_of_the_history_where_the_host_clock_lags() =>
        With().Activated().At("2026-01-30").Paid().Then<PaymentRecorded, SubscriptionRenewed>()
            .With(s => s.Last.Events[0].At.Should().Be(s.Local("2026-01-31T10:00:00")));

    [Fact]
    public void Beyond_the_last_date_nothing_is_sold_and_the_money_is_balance() =>
        With(policy => policy with { Plans = [policy.Plans[0] with { Length = Period.FromYears(9) }] })
            .At("2499-12-31").Activated()
            .With(s => Enumerable.Range(0, 10).ToList().ForEach(_ => s.Paid().Then<PaymentRecorded, SubscriptionRenewed>()))
            .Paid().Then<PaymentRecorded>().With(Used(PaymentUse.Wallet));

    [Fact]
    public void The_price_agreed_is_the_price_also_when_the_policy_raises_it() =>
        With().Activated().With(s => s.Follow(s.Policy with { Plans = [s.Policy.Plans[0] with { Price = Money.Parse("USD 50.00") }] }))
            .Paid("USD 31.00").Then<PaymentRecorded, SubscriptionRenewed>();

    [Fact]
    public void Nothing_opened_there_is_nothing_to_pay() =>
        With().When(Pay("card", "USD 31.00"), Caller.System).ThenRefused(RefusalCode.SubscriptionNotOpened);

    /// <summary>Approved and settled, but a device is still bound.</summary>
    private static Scenario Settled() =>
        With().Activated().Bound(Phone).Requested().Then<CancellationRequested, AccountSettled, ClearingStarted>();

    [Fact]
    public void A_payment_long_spent_is_recognised_when_it_is_delivered_again() =>
        With(policy => policy with { Plans = [policy.Plans[0] with { Length = Period.FromDays(1) }] }).Opened()
            .When(Pay("day-1", "USD 31.00"), Caller.System).When(new Activate())
            .Until("2026-02-01").When(Pay("day-2", "USD 31.00"), Caller.System).Then<PaymentRecorded, SubscriptionRenewed>()
            .Until("2026-02-02").When(Pay("day-3", "USD 31.00"), Caller.System).Then<PaymentRecorded, SubscriptionRenewed>()
            .When(Pay("day-1", "USD 31.00"), Caller.System).AlreadyDone();
}
