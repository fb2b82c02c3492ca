using static EsimLifecycle.Tests.Scenario;
using H = EsimLifecycle.SuspensionHolder;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>A hold for fraud or by a regulator: in every status, over whatever is weaker, and never ended by time in the customer's favour.</summary>
public class HoldTests
{
    private static readonly H[] Holds = [H.Fraud, H.Regulator];

    /// <summary>Prorated refunds, a reviewer, and a suspension of 30 days at most.</summary>
    private static Scenario Refunding(AfterSuspension after = AfterSuspension.Resume, CancellationPolicy? cancellation = null) => With(policy => policy with
    {
        Plans = [policy.Plans[0] with { Price = Money.Parse("USD 365.00"), Length = Period.FromYears(1) }],
        Activation = new ActivationPolicy { MaxSuspensionDays = 30, AfterMaxSuspension = after },
        Cancellation = cancellation ?? policy.Cancellation,
        Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated } },
    });

    public static MatrixTheoryData<S, H> WhereToHold => new([.. Lives.Origins, .. Lives.Stages], Holds);

    [Theory]
    [MemberData(nameof(WhereToHold))]
    public void It_is_put_on_in_every_status_but_closed(S status, H holder)
    {
        var scenario = status.IsPendingCancel() ? Lives.Cancelling(S.Active, status) : Lives.In(status);

        scenario.ToppedUp("USD 5.00").When(new Suspend(holder, new PersonalReference("case-1")), Caller.Carrier).Then<SubscriptionSuspended>()
            .Is(status is S.Active or S.Grace ? S.Suspended : status)
            .With(s => s.State.Suspension!.Holder.Should().Be(holder))
            .When(new Suspend(holder), Caller.Carrier).With(s => s.State.Suspension!.Reason.Should().Be(new PersonalReference("case-1")))
            .When(new Terminate(TerminationReason.Revoked), Caller.Carrier).Is(S.Closed)
            .With(s => s.State.Refunds.Should().NotBeEmpty().And.OnlyContain(leg => leg.Status == RefundStatus.Held));
    }

    /// <summary>For each pair whether the second takes the place of the first.</summary>
    public static TheoryData<H, H> Pairs => new(from first in Enum.GetValues<H>() from second in Enum.GetValues<H>() where first != second select (first, second));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_stronger_holder_takes_the_place_of_a_weaker_one(H first, H second)
    {
        var scenario = Lives.In(S.Active).When(new Suspend(first), Caller.Carrier).At("2026-02-10").When(new Suspend(second), Caller.Carrier);

        if (second > first)
        {
            scenario.Then<SubscriptionSuspended>().Is(S.Suspended).With(s => s.State.Suspension!.Holder.Should().Be(second));
            scenario.State.Suspension!.Since.Should().Be(scenario.Local("2026-01-31T10:00:00"), "the line has been suspended since then");
            scenario.State.Suspension!.EndsBy.Should().BeGreaterThan(scenario.Local("2026-08-09"), "the new holder has all the time there is");
        }
        else
        {
            scenario.With(s => s.Last.Refusals.Should().NotBeEmpty()).With(s => s.State.Suspension!.Holder.Should().Be(first));
        }
    }

    [Fact]
    public void A_customer_s_pause_does_not_keep_the_carrier_from_holding_the_line() =>
        With().Activated().When(new Suspend()).At("2026-02-03").When(new Suspend(H.Fraud), Caller.Carrier).Then<SubscriptionSuspended>()
            .At("2026-02-04").When(new Resume()).ThenRefused(RefusalCode.SuspensionHeld).Is(S.Suspended)
            .When(new RequestCancellation(CancellationReason.NoLongerNeeded)).ThenRefused(RefusalCode.CancellationFraudHold)
            .When(new Suspend()).ThenRefused(RefusalCode.StatusNotPermitted)
            .When(new Suspend(H.Carrier), Caller.Agent(CallerChannel.Shop)).ThenRefused(RefusalCode.StatusNotPermitted)
            .When(new Suspend(H.Carrier), Caller.Carrier).ThenRefused(RefusalCode.SuspensionHeld)
            .When(new Resume(), Caller.Carrier).Then<SubscriptionResumed>().Is(S.Active);

    [Fact]
    public void Put_on_while_a_cancellation_waits_it_holds_the_refund() =>
        Refunding(cancellation: new CancellationPolicy { WaitingDays = 7 }).Activated().ToppedUp("USD 50.00").At("2026-02-03").Requested().Is(S.Clearing)
            .At("2026-02-04").When(new Suspend(H.Fraud), Caller.Carrier).Then<SubscriptionSuspended>().Is(S.Clearing)
            .Until("2026-02-11").Is(S.Closed)
            .With(s => s.State.Refunds.Should().NotBeEmpty().And.OnlyContain(leg => leg.Status == RefundStatus.Held))
            .With(s => s.Last.Events.SelectMany(each => Instruction.From(each)).Should().NotContain(each => each is PayRefund || each is TransferBalance));

    [Theory]
    [InlineData(H.Fraud)]
    [InlineData(H.Regulator)]
    public void A_cancellation_that_comes_to_nothing_leaves_it_in_effect(H holder)
    {
        foreach (var (stage, way) in Lives.WaysBack)
        {
            foreach (var origin in Lives.Origins)
            {
                Lives.Cancelling(origin, stage, change: policy => Lives.Limited(policy, way)).When(new Suspend(holder), Caller.Carrier).GoesBack(way)
                    .Is(origin == S.Pending ? S.Pending : S.Suspended).With(s => s.State.Suspension!.Holder.Should().Be(holder))
                    .When(new Resume()).With(s => s.Last.Refusals.Single().Code.Should().Be(RefusalCode.SuspensionHeld))
                    .When(new Resume(), Caller.Carrier).Then<SubscriptionResumed>().Is(origin == S.Suspended ? S.Active : origin);
            }
        }
    }

    [Fact]
    public void Lifted_while_the_cancellation_is_open_it_goes_on_as_if_it_had_not_been() =>
        Lives.Cancelling(S.Active, S.UnderReview).When(new Suspend(H.Regulator), Caller.Carrier)
            .When(new Resume(), Caller.Carrier).Then<SubscriptionResumed>().Is(S.UnderReview)
            .When(new Resume(), Caller.Carrier).ThenRefused(RefusalCode.StatusNotPermitted)
            .When(new ApproveCancellation(), Reviewer).Is(S.Closed)
            .With(s => s.State.Refunds.Should().NotContain(leg => leg.Status == RefundStatus.Held));

    [Fact]
    public void Lifted_after_the_account_was_settled_it_earns_nothing_twice() =>
        With(policy => policy with
        {
            Plans = [policy.Plans[0] with { Price = Money.Parse("USD 1.50"), Length = Period.FromDays(1) }],
            Activation = new ActivationPolicy { SuspensionStopsTerm = true },
            Cancellation = new CancellationPolicy { Timings = [CancellationTiming.EndOfTerm] },
        }).Activated().Bound(Phone).When(new Suspend()).Requested(timing: CancellationTiming.EndOfTerm)
            .At("2026-02-01T04:00:00").When(new Resume()).Then<AccountSettled, PeriodEnded, SubscriptionResumed>().Is(S.Clearing)
            .Holds(Account.Deferred, "USD 0.00").Holds(Account.Earned, "USD 1.50");

    [Fact]
    public void Before_activation_it_keeps_the_line_from_being_activated() =>
        With().Opened().Paid().When(new Suspend()).ThenRefused(RefusalCode.StatusNotPermitted)
            .When(new Suspend(H.Fraud), Caller.Carrier).Then<SubscriptionSuspended>().Is(S.Pending)
            .When(new Activate()).ThenRefused(RefusalCode.SuspensionHeld)
            .When(new Resume(), Caller.Carrier).Then<SubscriptionResumed>().Is(S.Pending)
            .When(new Activate()).Then<SubscriptionActivated>().Is(S.Active);

    [Fact]
    public void Never_activated_it_expires_with_its_claim_held() =>
        With().Opened().Paid().When(new Suspend(H.Regulator), Caller.Carrier).Until("2027-02-01").Is(S.Closed)
            .With(s => s.State.Refunds.Should().ContainSingle().Which.Status.Should().Be(RefundStatus.Held));

    [Theory]
    [InlineData(H.Fraud)]
    [InlineData(H.Regulator)]
    public void At_its_longest_people_have_to_decide_and_then_it_closes_with_its_claim_held(H holder) =>
        Refunding().Activated().When(new Suspend(holder), Caller.Carrier)
            .Until("2026-03-03").Then<HoldOverdue>().Is(S.Suspended)
            .With(s => s.State.Suspension!.Should().Match<Suspension>(suspension => suspension.IsOverdue && suspension.EndsBy == s.Local("2026-04-03")))
            .When(new Resume()).ThenRefused(RefusalCode.SuspensionHeld)
            .Until("2026-04-03").Is(S.Closed)
            .With(s => s.State.Refunds.Should().ContainSingle().Which.Status.Should().Be(RefundStatus.Held))
            .With(s => s.Last.Events.SelectMany(each => Instruction.From(each)).Should().NotContain(each => each is PayRefund));

    [Fact]
    public void Where_the_policy_closes_what_was_suspended_for_long_its_claim_is_held() =>
        Refunding(AfterSuspension.Close).Activated().When(new Suspend(H.Fraud), Caller.Carrier).Until("2026-03-03").Is(S.Closed)
            .With(s => s.State.Refunds.Should().ContainSingle().Which.Status.Should().Be(RefundStatus.Held));

    [Fact]
    public void A_weaker_suspension_ends_by_itself_as_before() =>
        Refunding().Activated().When(new Suspend(H.Carrier), Caller.Carrier).Until("2026-03-03").Then<SubscriptionResumed>().Is(S.Active);

    [Fact]
    public void A_claim_held_for_as_long_as_can_be_waits_for_people_and_is_not_paid() =>
        Refunding().Activated().When(new Terminate(TerminationReason.Fraud), Caller.Carrier)
            .Until("2027-02-01").Then<RefundOverdue>()
            .With(s => s.State.Refunds.Single().Should().Match<RefundLeg>(leg => leg.Status == RefundStatus.Held && leg.IsOverdue))
            .With(s => s.State.NextDeadline.Should().BeNull())
            .Until("2036-01-01").ThenNothing()
            .When(new ReleaseRefund(), Caller.Carrier).Then<RefundReleased>()
            .With(s => s.State.Refunds.Single().Should().Match<RefundLeg>(leg => leg.Status == RefundStatus.Due && !leg.IsOverdue && leg.DueBy != null));

    [Theory]
    [InlineData(H.Fraud)]
    [InlineData(H.Regulator)]
    public void After_closing_it_holds_the_claim(H holder) =>
        RefundChartTests.Due().When(new Suspend()).ThenRefused(RefusalCode.SubscriptionClosed)
            .When(new Suspend(H.Carrier), Caller.Carrier).ThenRefused(RefusalCode.SubscriptionClosed)
            .When(new Suspend(holder), Caller.Customer(CallerChannel.App)).ThenRefused(RefusalCode.SubscriptionClosed)
            .When(new Suspend(holder, new PersonalReference("case-1")), Caller.Carrier).Then<RefundHeld>().Is(S.Closed)
            .With(s => s.State.Refunds.Single().Status.Should().Be(RefundStatus.Held))
            .With(s => s.Event<RefundHeld>().Should().Match<RefundHeld>(held => held.Holder == holder && held.Reason == new PersonalReference("case-1")))
            .When(new ChooseBalanceDisposition(new BalanceChoice(BalanceDisposition.Forfeit))).ThenRefused(RefusalCode.RefundNotOpen)
            .When(new Suspend(holder), Caller.Carrier).ThenRefused(RefusalCode.SubscriptionClosed)
            .When(new ReleaseRefund { Forfeit = true }, Caller.Carrier).Then<RefundReleased>().Holds(Account.Forfeited, "USD 31.00")
            .When(new Suspend(holder), Caller.Carrier).ThenRefused(RefusalCode.SubscriptionClosed);

    [Fact]
    public void A_payout_that_was_under_way_counts_when_it_arrives_and_is_not_tried_again_when_it_fails() =>
        RefundChartTests.Due().When(new RecordRefund(new Reference("p-1"), Money.Parse("USD 11.00")) { Outcome = PayoutOutcome.Submitted }, Caller.System)
            .When(new Suspend(H.Fraud), Caller.Carrier).Then<RefundHeld>()
            .When(new RecordRefund(new Reference("p-1"), Money.Parse("USD 11.00")), Caller.System).Then<RefundRecorded>().Holds(Account.RefundPayable, "USD 20.00")
            .When(new RecordRefund(new Reference("p-2"), Money.Parse("USD 20.00")) { Outcome = PayoutOutcome.Submitted }, Caller.System).Then<FactConflicted>()
            .When(new RecordRefund(new Reference("p-1"), Money.Parse("USD 11.00")) { Outcome = PayoutOutcome.Failed }, Caller.System).Then<RefundRecorded>()
            .Holds(Account.RefundPayable, "USD 31.00")
            .With(s => s.State.Refunds.Should().OnlyContain(leg => leg.Status == RefundStatus.Held && leg.RetryAt == null))
            .With(s => s.Last.Events.SelectMany(each => Instruction.From(each)).Should().NotContain(each => each is PayRefund));

    [Theory]
    [InlineData(S.Active)]
    [InlineData(S.Grace)]
    public void For_non_payment_it_is_lifted_by_paying_what_is_owed(S origin)
    {
        var owed = Money.Parse("USD 31.00");
        Scenario Owing() => Lives.In(origin).When(new ReportChargeback(new Reference("payment-1"), owed), Caller.System)
            .When(new Suspend(H.NonPayment), Caller.Carrier).Then<SubscriptionSuspended>();
        PayDues Pay(string reference, string amount) => new(new Reference(reference), Money.Parse(amount), PaymentMethod.Card);

        Owing().When(Pay("d-1", "USD 11.00"), Caller.System).Then<PaymentRecorded>().Is(S.Suspended)
            .When(Pay("d-2", "USD 20.00"), Caller.System).Then<PaymentRecorded, SubscriptionResumed>().Is(origin)
            .With(s => s.State.Suspension.Should().BeNull());
        Owing().When(new WriteOff(), Caller.Carrier).Then<DuesWrittenOff, SubscriptionResumed>().Is(origin);
        Owing().When(new Suspend(H.Fraud), Caller.Carrier).When(Pay("d-1", "USD 31.00"), Caller.System).Then<PaymentRecorded>().Is(S.Suspended);
    }

    [Fact]
    public void For_non_payment_in_grace_it_is_lifted_by_paying_for_the_next_period() =>
        Lives.In(S.Grace).When(new Suspend(H.NonPayment), Caller.Carrier).ToppedUp("USD 1.00").Is(S.Suspended)
            .Paid().Then<PaymentRecorded, SubscriptionRenewed, SubscriptionResumed>().Is(S.Active);

    [Fact]
    public void For_non_payment_of_what_the_ledger_does_not_know_a_further_period_lifts_nothing() =>
        With().Activated().When(new Suspend(H.NonPayment), Caller.Carrier).Paid().Then<PaymentRecorded, SubscriptionRenewed>().Is(S.Suspended);
}
