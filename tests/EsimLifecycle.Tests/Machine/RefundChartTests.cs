using static EsimLifecycle.Tests.Scenario;
using Edge = EsimLifecycle.ChartEdge<EsimLifecycle.RefundStatus, EsimLifecycle.RefundTrigger>;
using S = EsimLifecycle.RefundStatus;
using T = EsimLifecycle.RefundTrigger;

namespace EsimLifecycle.Tests;

/// <summary>The life of a leg of the refund claim, along every edge of its chart.</summary>
public class RefundChartTests
{
    /// <summary>Leaves, and what is left goes to another subscription.</summary>
    internal static readonly RequestCancellation Moved = new(CancellationReason.NoLongerNeeded)
    {
        Balance = new BalanceChoice(BalanceDisposition.Transfer, new PersonalReference("sub-2"), new PersonalReference("consent-1")),
    };

    private static readonly ChooseBalanceDisposition Move = new(Moved.Balance!);
    private static readonly ChooseBalanceDisposition GiveUp = new(new BalanceChoice(BalanceDisposition.Forfeit));

    /// <summary>Closed, with USD 31.00 of one payment to pay back.</summary>
    internal static Scenario Due() => With().Opened().Paid().Requested().Is(SubscriptionStatus.Closed);

    private static Scenario Held() => With().Opened().Paid().When(new Terminate(TerminationReason.Fraud), Caller.Carrier);

    private static RecordRefund Payout(PayoutOutcome outcome, string reference = "payout", string amount = "USD 31.00") =>
        new(new Reference(reference), Money.Parse(amount)) { Outcome = outcome };

    private static readonly Suspend Hold = new(SuspensionHolder.Fraud);
    private static readonly RecordRefund Paid = Payout(PayoutOutcome.Paid);
    private static readonly RecordRefund Failed = Payout(PayoutOutcome.Failed);
    private static readonly RecordRefund Submitted = Payout(PayoutOutcome.Submitted);
    private static readonly RecordRefund Part = Payout(PayoutOutcome.Paid, "part", "USD 11.00");

    private static readonly (Edge Edge, Func<Scenario> Life)[] Edges =
    [
        (new Edge(S.Due, T.Hold, S.Held), Held),
        (new Edge(S.Submitted, T.Hold, S.Held), () => Due().When(Submitted, Caller.System).When(Hold, Caller.Carrier)),
        (new Edge(S.Failed, T.Hold, S.Held), () => Due().When(Failed, Caller.System).When(Hold, Caller.Carrier)),
        (new Edge(S.TransferDue, T.Hold, S.Held), () => With().Opened().Paid().When(Moved).When(Hold, Caller.Carrier)),
        (new Edge(S.Held, T.Pay, S.Paid), () => Due().When(Submitted, Caller.System).When(Hold, Caller.Carrier).When(Paid, Caller.System)),
        (new Edge(S.Held, T.Pay, S.Held), () => Due().When(Hold, Caller.Carrier).When(Part, Caller.System)),
        (new Edge(S.Held, T.Fail, S.Held), () => Due().When(Submitted, Caller.System).When(Hold, Caller.Carrier).When(Failed, Caller.System)),
        (new Edge(S.Held, T.ConfirmTransfer, S.Transferred), () => With().Opened().Paid().When(Moved).When(Hold, Caller.Carrier)
            .With(s => s.When(new RecordTransfer(s.State.Refunds.Single().Transfer), Caller.System))),
        (new Edge(S.Held, T.Release, S.Due), () => Held().When(new ReleaseRefund(), Caller.Carrier)),
        (new Edge(S.Held, T.Release, S.Submitted), () => Due().When(Submitted, Caller.System).When(Hold, Caller.Carrier).When(new ReleaseRefund(), Caller.Carrier)),
        (new Edge(S.Held, T.Forfeit, S.Forfeited), () => Held().When(new ReleaseRefund { Forfeit = true }, Caller.Carrier)),
        (new Edge(S.Due, T.ChooseTransfer, S.TransferDue), () => Due().When(Move)),
        (new Edge(S.Failed, T.ChooseTransfer, S.TransferDue), () => Due().When(Failed, Caller.System).When(Move)),
        (new Edge(S.TransferDue, T.ConfirmTransfer, S.Transferred), () => Transfer(failed: false)),
        (new Edge(S.TransferDue, T.FailTransfer, S.Due), () => Transfer(failed: true)),
        (new Edge(S.Due, T.Submit, S.Submitted), () => Due().When(Submitted, Caller.System)),
        (new Edge(S.Failed, T.Submit, S.Submitted), () => Due().When(Failed, Caller.System).When(Payout(PayoutOutcome.Submitted, "again"), Caller.System)),
        (new Edge(S.Due, T.Pay, S.Paid), () => Due().When(Paid, Caller.System)),
        (new Edge(S.Due, T.Pay, S.Due), () => Due().When(Part, Caller.System)),
        (new Edge(S.Submitted, T.Pay, S.Paid), () => Due().When(Submitted, Caller.System).When(Paid, Caller.System)),
        (new Edge(S.Submitted, T.Pay, S.Due), () => Due().When(Part with { Outcome = PayoutOutcome.Submitted }, Caller.System).When(Part, Caller.System)),
        (new Edge(S.Submitted, T.Pay, S.Submitted), () => Due().When(Submitted, Caller.System).When(Part, Caller.System)),
        (new Edge(S.Failed, T.Pay, S.Paid), () => Due().When(Failed, Caller.System).When(Payout(PayoutOutcome.Paid, "again"), Caller.System)),
        (new Edge(S.Failed, T.Pay, S.Failed), () => Due().When(Failed, Caller.System).When(Part, Caller.System)),
        (new Edge(S.Due, T.Fail, S.Failed), () => Due().When(Failed, Caller.System)),
        (new Edge(S.Submitted, T.Fail, S.Failed), () => Due().When(Submitted, Caller.System).When(Failed, Caller.System)),
        (new Edge(S.Failed, T.Fail, S.Failed), () => Due().When(Failed, Caller.System).When(Payout(PayoutOutcome.Failed, "again"), Caller.System)),
        (new Edge(S.Failed, T.Retry, S.Due), () => Due().When(Failed, Caller.System).Until("2026-02-01T10:00:00")),
        (new Edge(S.Paid, T.Bounce, S.Due), () => Due().When(Paid, Caller.System).When(Failed, Caller.System)),
        (new Edge(S.Due, T.Forfeit, S.Forfeited), () => Due().When(GiveUp)),
        (new Edge(S.Failed, T.Forfeit, S.Forfeited), () => Due().When(Failed, Caller.System).When(GiveUp)),
        (new Edge(S.Due, T.SetOff, S.SetOff), () => Due().When(ChargedBack("USD 31.00"), Caller.System)),
        (new Edge(S.Due, T.SetOff, S.Due), () => Due().When(ChargedBack("USD 11.00"), Caller.System)),
        (new Edge(S.Held, T.SetOff, S.SetOff), () => Held().When(ChargedBack("USD 31.00"), Caller.System)),
        (new Edge(S.Held, T.SetOff, S.Held), () => Held().When(ChargedBack("USD 11.00"), Caller.System)),
        (new Edge(S.Submitted, T.SetOff, S.SetOff), () => Due().When(Submitted, Caller.System).When(ChargedBack("USD 31.00"), Caller.System)),
        (new Edge(S.Submitted, T.SetOff, S.Submitted), () => Due().When(Submitted, Caller.System).When(ChargedBack("USD 11.00"), Caller.System)),
        (new Edge(S.Failed, T.SetOff, S.SetOff), () => Due().When(Failed, Caller.System).When(ChargedBack("USD 31.00"), Caller.System)),
        (new Edge(S.Failed, T.SetOff, S.Failed), () => Due().When(Failed, Caller.System).When(ChargedBack("USD 11.00"), Caller.System)),
        (new Edge(S.TransferDue, T.SetOff, S.SetOff), () => Due().When(Move).When(ChargedBack("USD 31.00"), Caller.System)),
        (new Edge(S.TransferDue, T.SetOff, S.TransferDue), () => Due().When(Move).When(ChargedBack("USD 11.00"), Caller.System)),
        (new Edge(S.Due, T.ConfirmTransfer, S.Transferred), () => TransferTold(GivenUp())),
        (new Edge(S.Failed, T.ConfirmTransfer, S.Transferred), () => TransferTold(GivenUp().When(Failed, Caller.System))),
        (new Edge(S.Submitted, T.ConfirmTransfer, S.Transferred), () => TransferTold(GivenUp().When(Submitted, Caller.System))),
    ];

    internal static IEnumerable<Life> Lives => [
        .. Edges.Select(each => new Life($"refund {each.Edge.From} {each.Edge.Trigger} {each.Edge.To}", each.Life)),
        new Life("refund received", () => With().Opened().When(new ReceiveTransfer(new SubscriptionId("sub-0"), new Reference("transfer-7"), Money.Parse("USD 8.00")), Caller.System)),
        new Life("refund overdue", () => Due().Until("2026-02-15")),
        new Life("refund set off", () => With().Activated().ToppedUp("USD 50.00").Requested().When(ChargedBack("USD 31.00"), Caller.System)),
        new Life("dispute won", () => With().Activated().When(ChargedBack("USD 31.00"), Caller.System).When(ChargedBack("USD 31.00") with { Won = true }, Caller.System)),
        new Life("dues written off", () => With().Activated()
            .When(new ReportChargeback(new Reference("payment-1"), Money.Parse("USD 31.00")), Caller.System).When(new WriteOff(), Caller.Carrier)),
    ];

    public static readonly TheoryData<int> Numbers = new(Enumerable.Range(0, Edges.Length));

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_leg_goes_along_every_edge(int number)
    {
        var (edge, life) = Edges[number];
        var scenario = life();
        scenario.Last.Refusals.Should().BeEmpty();
        scenario.State.Refunds.Should().ContainSingle().Which.Status.Should().Be(edge.To);
    }

    [Fact]
    public void Every_edge_is_shown() =>
        Edges.Select(each => each.Edge).Append(new Edge(S.Paid, T.Bounce, S.Held)).Should().BeEquivalentTo(RefundChart.Instance.Edges);

    [Fact]
    public void What_comes_back_while_another_leg_is_held_is_held_as_well() =>
        With().Opened().Paid().ToppedUp("USD 8.00").Requested()
            .With(s => s.When(Payout(PayoutOutcome.Paid, amount: "USD 8.00") with { Leg = s.State.Refunds.Single(leg => leg.Amount == Money.Parse("USD 8.00")).Key }, Caller.System))
            .When(Hold, Caller.Carrier).When(Payout(PayoutOutcome.Failed, amount: "USD 8.00"), Caller.System).Then<RefundRecorded>()
            .With(s => s.State.Refunds.Select(leg => leg.Status).Should().Equal(S.Held, S.Held));

    private static ReportChargeback ChargedBack(string amount) => new(new Reference("payment-1"), Money.Parse(amount));

    /// <summary>A transfer that nobody confirmed in time, so that it is to be paid back.</summary>
    private static Scenario GivenUp() => Due().When(Move).Until("2026-02-08").Then<TransferRecorded>();

    private static Scenario TransferTold(Scenario scenario) => scenario.When(new RecordTransfer(scenario.State.Refunds.Single().Transfer), Caller.System);

    private static Scenario Transfer(bool failed) =>
        With().Opened().Paid().When(Moved).With(s => s.State.Refunds.Single().Status.Should().Be(S.TransferDue))
            .With(s => s.When(new RecordTransfer(s.State.Refunds.Single().Transfer) { Failed = failed }, Caller.System));
}
