using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>A customer comes back: a new subscription that knows its predecessor.</summary>
public class ComingBackTests
{
    private static readonly SubscriptionId New = new("sub-2");

    /// <summary>Closed on 2026-01-31 by the customer, owing as much.</summary>
    private static Scenario Earlier(string owed = "USD 0.00", Func<CarrierPolicy, CarrierPolicy>? change = null)
    {
        var scenario = With(change).Activated().At("2026-01-31T11:00:00").Requested().Is(S.Closed);
        if (!Money.Parse(owed).IsZero)
            scenario.When(new ReportLateCharge(new Reference("late-1"), Money.Parse(owed), scenario.Local("2026-01-31T10:30:00")), Caller.System).Holds(Account.Receivable, $"USD -{owed[4..]}");
        return scenario;
    }

    private static Scenario Returning(Scenario earlier, string at = "2026-02-10", Func<CarrierPolicy, CarrierPolicy>? change = null) =>
        With(change).At(at).When(new OpenSubscription(New, "monthly") { Contact = Contact, Predecessor = Predecessor.Of(earlier.State) });

    private static Func<CarrierPolicy, CarrierPolicy> After(ClosurePolicy closure) => policy => policy with { Closure = closure };

    private static Money Sum(Account account, params Scenario[] both) => both.Select(each => each.State.Balances[account]).Aggregate((sum, next) => sum + next);

    [Fact]
    public void The_new_subscription_knows_its_predecessor() =>
        Returning(Earlier()).Then<SubscriptionOpened>().Is(S.Pending).With(s => s.State.Contract!.Predecessor.Should().Be(Id));

    [Fact]
    public void What_is_not_closed_is_followed_by_nothing() =>
        Returning(With().Activated()).ThenRefused(RefusalCode.PredecessorNotClosed);

    [Fact]
    public void What_was_never_opened_is_no_predecessor() =>
        FluentActions.Invoking(() => Predecessor.Of(Subscription.None)).Should().Throw<ArgumentException>().WithParameterName("earlier");

    [Fact]
    public void Before_the_wait_is_over_it_is_refused_with_when_it_will_be()
    {
        var wait = After(new ClosurePolicy { ReturnDays = 30 });
        Returning(Earlier(), change: wait).ThenRefused(RefusalCode.ReturnTooSoon).With(s => s.Last.Refusals[0].RetryAt.Should().Be(s.Local("2026-03-03")));
        Returning(Earlier(), "2026-03-02T23:59:59", wait).ThenRefused(RefusalCode.ReturnTooSoon);
        Returning(Earlier(), "2026-03-03", wait).Then<SubscriptionOpened>();
    }

    [Fact]
    public void The_wait_may_depend_on_why_it_closed()
    {
        var closure = new ClosurePolicy { ReturnDays = 30, ReturnDaysByReason = [new ReturnWait(ClosedReason.CustomerCancelled, 0), new ReturnWait(ClosedReason.Revoked, 365)], NoReturnAfter = [ClosedReason.Fraud] };
        Returning(Earlier(), change: After(closure)).Then<SubscriptionOpened>();
        Returning(Ended(TerminationReason.Revoked), "2026-06-01", After(closure)).ThenRefused(RefusalCode.ReturnTooSoon).With(s => s.Last.Refusals[0].RetryAt.Should().Be(s.Local("2027-02-01")));
        Returning(Ended(TerminationReason.Fraud), "2036-06-01", After(closure)).ThenRefused(RefusalCode.ReturnNotAccepted);
        Returning(Ended(TerminationReason.PortedOut), "2026-02-10", After(closure)).ThenRefused(RefusalCode.ReturnTooSoon);

        static Scenario Ended(TerminationReason reason) => With().Activated().When(new Terminate(reason), Caller.Carrier);
    }

    [Fact]
    public void Every_reason_is_told_at_once() =>
        Returning(Earlier("USD 3.00"), change: After(new ClosurePolicy { ReturnDays = 30, PredecessorDues = PredecessorDues.PayFirst })).ThenRefused(RefusalCode.ReturnTooSoon, RefusalCode.PredecessorDues);

    [Fact]
    public void Commitment_and_cooling_off_begin_anew()
    {
        Func<CarrierPolicy, CarrierPolicy> committed = policy => policy with
        {
            Plans = [policy.Plans[0] with { CommitmentMonths = 12, EarlyTermination = new EarlyTerminationFee { Kind = EarlyTerminationFeeKind.Fixed, Amount = Money.Parse("USD 5.00") }, Refund = new RefundTerms { CoolingOffDays = 14 } }],
        };
        var earlier = With(committed).Activated().At("2026-02-02").Requested().Is(S.Closed);
        earlier.State.Closure!.Reason.Should().Be(ClosedReason.WithdrawnInCoolingOff);
        var next = Returning(earlier, "2026-06-10", committed).Paid().When(new Activate()).Then<SubscriptionActivated>();
        next.State.Contract!.Commitment!.End.Should().Be(new LocalDate(2027, 6, 10));
        next.At("2026-06-20").Requested().Is(S.Closed).With(s => s.State.Closure!.Reason.Should().Be(ClosedReason.WithdrawnInCoolingOff));
    }

    [Fact]
    public void What_is_still_owed_is_taken_over_once_for_both()
    {
        var earlier = Earlier("USD 3.00");
        var next = Returning(earlier).Then<SubscriptionOpened>().Tells(MessageTemplate.DuesOpen).Holds(Account.Receivable, "USD -3.00").Holds(Account.Transfers, "USD 3.00");
        var told = next.Instructions().OfType<MoveDues>().Single();
        told.Should().BeEquivalentTo(new { Predecessor = Id, Amount = Money.Parse("USD 3.00") });

        earlier.When(new RecordDuesMoved(New, told.Amount), Caller.System).Then<DuesMoved>().Holds(Account.Receivable, "USD 0.00").Holds(Account.Transfers, "USD -3.00")
            .When(new RecordDuesMoved(New, told.Amount), Caller.System).AlreadyDone()
            .When(new RecordDuesMoved(New, told.Amount + told.Amount), Caller.System).Then<FactConflicted>().Holds(Account.Transfers, "USD -3.00");

        Sum(Account.Transfers, earlier, next).IsZero.Should().BeTrue();
        Sum(Account.Receivable, earlier, next).Should().Be(Money.Parse("USD -3.00"));
        next.When(new PayDues(new Reference("dues"), Money.Parse("USD 3.00"), PaymentMethod.Card), Caller.System).Holds(Account.Receivable, "USD 0.00");
        Sum(Account.Customer, earlier, next).Should().Be(Money.Parse("USD -34.00"));
        Sum(Account.Earned, earlier, next).Should().Be(Money.Parse("USD 34.00"));
    }

    [Fact]
    public void What_was_paid_there_in_the_meantime_comes_back_there()
    {
        var earlier = Earlier("USD 3.00");
        var next = Returning(earlier);
        earlier.When(new PayDues(new Reference("dues"), Money.Parse("USD 2.00"), PaymentMethod.Card), Caller.System)
            .When(new RecordDuesMoved(New, Money.Parse("USD 3.00")), Caller.System).Then<DuesMoved>().PaysBack("USD 2.00")
            .Holds(Account.Receivable, "USD 0.00").Holds(Account.RefundPayable, "USD 2.00");
        Sum(Account.Transfers, earlier, next).IsZero.Should().BeTrue();
    }

    [Fact]
    public void What_can_not_have_moved_is_a_conflict() =>
        Earlier("USD 3.00").When(new RecordDuesMoved(Id, Money.Parse("USD 3.00")), Caller.System).Then<FactConflicted>()
            .When(new RecordDuesMoved(New, Money.Parse("EUR 3.00")), Caller.System).Then<FactConflicted>().Holds(Account.Receivable, "USD -3.00");

    [Fact]
    public void What_is_disputed_stays_behind() =>
        Returning(Earlier("USD 3.00").When(new DisputeLateCharge(new Reference("late-1")))).Then<SubscriptionOpened>().Tells().Holds(Account.Receivable, "USD 0.00");

    [Fact]
    public void A_policy_may_ask_for_it_first_or_leave_it_where_it_is()
    {
        Returning(Earlier("USD 3.00"), change: After(new ClosurePolicy { PredecessorDues = PredecessorDues.PayFirst })).ThenRefused(RefusalCode.PredecessorDues)
            .With(s => s.Last.Refusals[0]["owed"].Should().Be(Money.Parse("USD 3.00")));
        Returning(Earlier(), change: After(new ClosurePolicy { PredecessorDues = PredecessorDues.PayFirst })).Then<SubscriptionOpened>();
        Returning(Earlier("USD 3.00"), change: After(new ClosurePolicy { PredecessorDues = PredecessorDues.StayBehind })).Then<SubscriptionOpened>().Tells().Holds(Account.Receivable, "USD 0.00");
    }

    [Fact]
    public void A_debt_in_another_currency_has_to_be_paid_first() =>
        With(policy => policy with { Identity = policy.Identity with { Currency = Currency.EUR }, Plans = [policy.Plans[0] with { Price = Money.Parse("EUR 9.00") }] })
            .At("2026-02-10").When(new OpenSubscription(New, "monthly") { Predecessor = Predecessor.Of(Earlier("USD 3.00").State) }).ThenRefused(RefusalCode.PredecessorDues);

    [Fact]
    public void What_is_still_to_be_paid_out_there_is_moved_by_its_owner()
    {
        var earlier = With().Activated().ToppedUp("USD 10.00").Requested().Is(S.Closed).Holds(Account.RefundPayable, "USD 10.00");
        var next = Returning(earlier).Then<SubscriptionOpened>();
        earlier.When(new ChooseBalanceDisposition(new BalanceChoice(BalanceDisposition.Transfer, new PersonalReference("sub-2"), new PersonalReference("own")))).Then<BalanceDispositionChosen>();
        var move = earlier.Instructions().OfType<TransferBalance>().Single();
        next.When(new ReceiveTransfer(Id, move.Transfer, move.Amount), Caller.System).Then<TransferReceived>().Holds(Account.Wallet, "USD 10.00");
        earlier.When(new RecordTransfer(move.Transfer), Caller.System).Then<TransferRecorded>().Holds(Account.RefundPayable, "USD 0.00");
        Sum(Account.Transfers, earlier, next).IsZero.Should().BeTrue();
        next.ToppedUp("USD 21.00").When(new Activate()).Then<SubscriptionActivated>();
    }

    [Fact]
    public void What_it_says_is_written_and_read() =>
        LifecycleJson.ReadCommand("""{ "do": "OpenSubscription", "id": "sub-2", "plan": "monthly", "predecessor": { "id": "sub-1", "reason": "Expired", "closedAt": "2026-01-31T04:00:00Z", "owed": "USD 3.00" } }"""u8)
            .Should().Be(new OpenSubscription(New, "monthly")
            {
                Predecessor = new Predecessor(Id) { Reason = ClosedReason.Expired, ClosedAt = Instant.FromUtc(2026, 1, 31, 4, 0), Owed = Money.Parse("USD 3.00") },
            });
}
