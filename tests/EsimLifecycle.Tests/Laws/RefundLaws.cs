using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

/// <summary>
/// What holds for every refund claim and a host that does what it is told, no more and no less: it pays whole or in part, tells of it early, late or never
/// before the end, its payouts fail and bounce, transfers are taken or not, the customer chooses again.
/// </summary>
[Trait("speed", "slow")]
public class RefundLaws
{
    private const int Steps = 40;

    [Fact]
    public void Nothing_is_refunded_twice_and_nothing_is_left() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), Play).Check(2_000);

    private static void Play(int seed)
    {
        var dice = new Dice(seed);
        var host = new RefundHost(Closed(dice), dice);
        for (var i = 0; i < Steps; i++)
            host.DoSomething();
        host.Finish();
    }

    /// <summary>Closed with something of several payments, of a transfer or of neither to give back; perhaps held, perhaps to be moved.</summary>
    private static Scenario Closed(Dice dice)
    {
        var scenario = Scenario.With(policy => policy with
        {
            Settlement = new SettlementPolicy
            {
                Refund = new RefundTerms { UnusedPeriod = dice.Any<UnusedWorth>() },
                RefundAttempts = dice.Of(1, 2, 3),
                RefundRetryDays = dice.Of(1, 3),
                RefundDueDays = dice.Of(1, 14),
                TransferTimeoutDays = dice.Of(1, 7),
                MaxHoldDays = dice.Of(2, 30),
            },
        }).Activated();
        for (var i = dice.From(0, 4); i > 0; i--)
            scenario.ToppedUp(Money.OfMinor(dice.From(1, 5_000), Currency.USD).ToString());
        if (dice.OneIn(3))
            scenario.When(new ReceiveTransfer(new SubscriptionId("sub-0"), new Reference("transfer-0"), Money.Parse("USD 7.77")), Caller.System);
        if (dice.OneIn(4))
            scenario.When(new ReportChargeback(new Reference("payment-1"), Money.Parse("USD 3.00")), Caller.System);
        return dice.From(0, 3) switch
        {
            0 => scenario.When(RefundChartTests.Moved),
            1 => scenario.When(new Terminate(TerminationReason.Fraud), Caller.Carrier),
            _ => scenario.Requested(),
        };
    }
}

/// <summary>A host that pays back what it is told to, and reports it honestly.</summary>
internal sealed class RefundHost
{
    private readonly Scenario _scenario;
    private readonly Dice _dice;

    /// <summary>What it was told to pay and has not begun, by leg.</summary>
    private readonly Dictionary<Reference, Money> _asked = [];
    private readonly List<RecordRefund> _underWay = [];
    private readonly List<RecordRefund> _arrived = [];
    private readonly Dictionary<Reference, Money> _moving = [];
    private readonly Money _before;
    private readonly Money _payable;
    private Money _sentBack = Money.Zero(Currency.USD);
    private Money _paidDues = Money.Zero(Currency.USD);
    private int _references;

    public RefundHost(Scenario scenario, Dice dice)
    {
        (_scenario, _dice) = (scenario, dice);
        _before = State.Balances[Account.Customer];
        _payable = State.Balances[Account.RefundPayable];
        Obey(scenario.Last);
    }

    private Subscription State => _scenario.State;

    public void DoSomething()
    {
        switch (_dice.From(0, 11))
        {
            case 0 or 1:
                Begin(PayoutOutcome.Submitted);
                break;
            case 2 or 3:
                Begin(PayoutOutcome.Paid);
                break;
            case 4:
                Begin(PayoutOutcome.Failed);
                break;
            case 5 or 6:
                Answer(_underWay, _dice.OneIn(3) ? PayoutOutcome.Failed : PayoutOutcome.Paid);
                break;
            case 7:
                Answer(_arrived, PayoutOutcome.Failed);
                break;
            case 8:
                _scenario.Until(_scenario.Now + Duration.FromHours(_dice.From(1, 100)));
                Obey(_scenario.Last);
                break;
            case 9:
                Do(new ChooseBalanceDisposition(_dice.OneIn(4) ? new BalanceChoice(BalanceDisposition.Forfeit) : RefundChartTests.Moved.Balance!), Scenario.Customer);
                break;
            case 10:
                Move(_dice.OneIn(2));
                break;
            default:
                if (_dice.OneIn(3))
                    Do(new ReleaseRefund { Forfeit = _dice.OneIn(4) }, Caller.Carrier);
                else if (_dice.OneIn(3))
                    SendBack();
                break;
        }
    }

    /// <summary>Everything arrives in the end, and then nothing is left and nothing was paid beyond what was due.</summary>
    public void Finish()
    {
        Do(new ReleaseRefund(), Caller.Carrier);
        while (_underWay.Count > 0)
            Answer(_underWay, PayoutOutcome.Paid);
        while (_moving.Count > 0)
            Move(failed: false);
        _scenario.Until(_scenario.Now + Duration.FromDays(60));
        Obey(_scenario.Last);
        while (_asked.Count > 0)
            Begin(PayoutOutcome.Paid);
        foreach (var leg in State.Refunds.Where(leg => leg.Status == RefundStatus.Failed))
        {
            leg.RetryAt.Should().BeNull("it was given up, and is paid by hand");
            Report(new RecordRefund(NewReference(), leg.Outstanding) { Leg = leg.Key });
        }

        State.Refunds.All(leg => leg.IsOver).Should().BeTrue();
        State.Balances[Account.RefundPayable].IsZero.Should().BeTrue();
        var paid = _arrived.Aggregate(Money.Zero(Currency.USD), (sum, payout) => sum + payout.Amount);
        var elsewhere = State.Refunds.Where(leg => leg.Status is RefundStatus.Transferred or RefundStatus.Forfeited)
            .Aggregate(Money.Zero(Currency.USD), (sum, leg) => sum + leg.Amount - (leg.Paid ?? Money.Zero(Currency.USD)));
        (paid + elsewhere).Should().Be(_payable + _sentBack, "what was due is paid, moved or forfeited, once");
        State.Balances[Account.Customer].Should().Be(_before - _sentBack - _paidDues + paid);
    }

    private Reference NewReference() => new($"payout-{++_references}");

    private void Begin(PayoutOutcome outcome)
    {
        if (_asked.Count == 0)
            return;
        var (leg, asked) = _asked.ElementAt(_dice.From(0, _asked.Count - 1));
        var amount = _dice.OneIn(3) ? Money.OfMinor(_dice.From(1, asked.MinorUnits), asked.Currency) : asked;
        if (amount == asked)
            _asked.Remove(leg);
        else
            _asked[leg] = asked - amount;
        Report(new RecordRefund(NewReference(), amount) { Leg = leg, Outcome = outcome });
    }

    private void Answer(List<RecordRefund> payouts, PayoutOutcome outcome)
    {
        if (payouts.Count == 0)
            return;
        var payout = payouts[_dice.From(0, payouts.Count - 1)];
        payouts.Remove(payout);
        Report(payout with { Outcome = outcome });
    }

    private void Report(RecordRefund payout)
    {
        if (payout.Outcome == PayoutOutcome.Submitted)
            _underWay.Add(payout);
        else if (payout.Outcome == PayoutOutcome.Paid)
            _arrived.Add(payout);
        Do(payout, Caller.System);
        var version = State.Version;
        Do(payout, Caller.System);
        State.Version.Should().Be(version, "the same report in another message changes nothing");
    }

    private void Move(bool failed)
    {
        if (_moving.Count == 0)
            return;
        var transfer = _moving.Keys.First();
        _moving.Remove(transfer);
        Do(new RecordTransfer(transfer) { Failed = failed }, Caller.System);
    }

    private void SendBack()
    {
        var amount = Money.OfMinor(_dice.From(1, 900), Currency.USD);
        _scenario.Paid(amount.ToString());
        var sentBack = _scenario.Event<PaymentRecorded>().SentBack ?? Money.Zero(Currency.USD);
        _sentBack += sentBack;
        _paidDues += amount - sentBack;
        Obey(_scenario.Last);
    }

    private void Do(LifecycleCommand command, Caller by)
    {
        _scenario.When(command, by);
        Obey(_scenario.Last);
    }

    private void Obey(in Decision decision)
    {
        foreach (var @event in decision.Events)
        {
            @event.Should().NotBeOfType<FactConflicted>("the host reports only what it was told to do");

            // What nobody confirmed in time is not moved any more, and what is moved or left is not paid.
            if (@event is TransferRecorded transfer)
            {
                foreach (var leg in transfer.Legs)
                    _moving.Remove(leg.Transfer);
            }

            if (@event is BalanceDispositionChosen chosen)
            {
                foreach (var leg in chosen.Legs)
                    _asked.Remove(leg.Key);
            }

            foreach (var instruction in Instruction.From(@event))
            {
                if (instruction is PayRefund pay)
                    _asked[pay.Leg] = pay.Amount;
                else if (instruction is TransferBalance move)
                    _moving.Add(move.Transfer, move.Amount);
            }
        }

        foreach (var (leg, amount) in _asked)
        {
            var begun = _underWay.Where(payout => payout.Leg == leg).Aggregate(amount, (sum, payout) => sum + payout.Amount);
            (begun <= RefundRules.Find(State.Refunds, leg)!.Outstanding).Should().BeTrue("no more is asked for than is due and not under way");
        }

        var moved = _moving.Values.Aggregate(Money.Zero(Currency.USD), (sum, amount) => sum + amount);
        State.Refunds.Where(leg => leg.Status == RefundStatus.TransferDue).Aggregate(Money.Zero(Currency.USD), (sum, leg) => sum + leg.Outstanding).Should().Be(moved);
        State.OutstandingRefund.Should().Be(State.Balances[Account.RefundPayable]);
        State.Refunds.Select(leg => leg.Key).Should().OnlyHaveUniqueItems();
        foreach (var payment in State.Payments)
        {
            var back = State.Refunds.Where(leg => leg.Payment == payment.Reference).Aggregate(payment.ChargedBack ?? Money.Zero(Currency.USD), (sum, leg) => sum + leg.Amount - (leg.ChargedBack ?? Money.Zero(Currency.USD)));
            (back <= payment.Amount).Should().BeTrue("no payment goes back beyond what it was");
        }
    }
}
