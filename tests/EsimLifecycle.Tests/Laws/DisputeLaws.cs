using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

/// <summary>
/// 17: a payment never comes back twice. Whatever a bank takes back and returns, and however late or wrongly a host is told or tells of it: counted by who hands
/// the money out, the customer never has more than was paid, beyond what they owe for it.
/// </summary>
[Trait("speed", "slow")]
public class DisputeLaws
{
    [Fact]
    public void The_customer_never_has_more_than_was_paid() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), Play).Check(3_000);

    private static void Play(int seed)
    {
        var dice = new Dice(seed);
        var world = new MoneyWorld(dice);
        for (var i = 0; i < 40; i++)
            world.DoSomething();
        world.Finish();
    }
}

/// <summary>A bank, a host and the money between them and the customer.</summary>
internal sealed class MoneyWorld
{
    private static readonly Money Zero = Money.Zero(Currency.USD);

    private readonly Scenario _scenario;
    private readonly Dice _dice;

    /// <summary>What was paid in, by payment, and what the bank has taken of it.</summary>
    private readonly Dictionary<Reference, (Money Paid, Money Taken)> _payments = [];
    private readonly List<ReportChargeback> _disputes = [];
    private readonly List<RecordRefund> _underWay = [];
    private readonly List<RecordRefund> _failed = [];
    private readonly List<RecordRefund> _arrived = [];

    /// <summary>What the host was told to pay and to move, and has not begun.</summary>
    private readonly Dictionary<Reference, PayRefund> _asked = [];
    private readonly Dictionary<Reference, TransferBalance> _moving = [];

    /// <summary>What it has moved, and nobody has told of yet.</summary>
    private readonly List<TransferBalance> _moved = [];
    private Money _in = Zero;
    private Money _out = Zero;
    private int _references;

    public MoneyWorld(Dice dice)
    {
        _dice = dice;
        _scenario = Scenario.With(policy => policy with
        {
            Plans = [policy.Plans[0], new PlanTerms { Code = "day", Price = Money.Parse("USD 1.00"), Length = Period.FromDays(1) }],
            Renewal = policy.Renewal with { ConfirmsProvisioning = dice.OneIn(3), ProvisioningAttempts = 1 },
            Settlement = new SettlementPolicy
            {
                Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated },
                CancellationFee = dice.OneIn(4) ? Money.Parse("USD 5.00") : null,
                RefundAttempts = dice.Of(1, 3),
                RefundDueDays = dice.Of(1, 14),
                TransferTimeoutDays = dice.Of(1, 7),
                MaxHoldDays = dice.Of(2, 30),
            },
            Cancellation = new CancellationPolicy { Review = dice.OneIn(4), OverdueClearing = dice.Any<OverdueClearing>(), ClearingDays = 3 },
        }).Opened();
    }

    private Subscription State => _scenario.State;

    public void DoSomething()
    {
        switch (_dice.From(0, 21))
        {
            case 0 or 1 or 2:
                PayIn();
                break;
            case 3 or 4 or 5:
                TakeBack();
                break;
            case 6:
                Win();
                break;
            case 7:
                Do(new Activate(), Scenario.Customer);
                break;
            case 8:
                Do(_dice.OneIn(2) ? new Renew(PaymentMethod.Balance) : new ChangePlan(_dice.Of("day", "monthly"), PlanChangeTiming.Now), Scenario.Customer);
                break;
            case 9:
                Do(new RequestCancellation(CancellationReason.NoLongerNeeded) { Balance = _dice.OneIn(2) ? null : RefundChartTests.Moved.Balance }, Scenario.Customer);
                break;
            case 10:
                Do(_dice.OneIn(3) ? new Terminate(TerminationReason.Fraud) : new ReleaseRefund(), Caller.Carrier);
                break;
            case 11:
                Do(new ChooseBalanceDisposition(RefundChartTests.Moved.Balance!), Scenario.Customer);
                break;
            case 12 or 13 or 14:
                Begin(_dice.Any<PayoutOutcome>());
                break;
            case 15 or 16:
                Answer();
                break;
            case 17:
                Move();
                break;
            case 18:
                TellOfTheMove(_dice.OneIn(4));
                break;
            case 19:
                if (State.Renewal.Purchases.Reserved is [var reserved, ..])
                    Do(new ReportProvisioning(reserved.Key) { Failed = _dice.OneIn(2) }, Caller.System);
                else
                    Do(_dice.OneIn(2) ? new ApproveCancellation() : new WithdrawCancellation(), _dice.OneIn(2) ? Scenario.Reviewer : Scenario.Customer);
                break;
            default:
                _scenario.Until(_scenario.Now + Duration.FromHours(_dice.Of(1, 5, 30, 200)));
                Obey();
                break;
        }
    }

    /// <summary>Everything that is asked for is done in the end; then nothing is left to pay, unless it is held.</summary>
    public void Finish()
    {
        Do(new Terminate(TerminationReason.Revoked), Caller.Carrier);
        Do(new ReleaseRefund(), Caller.Carrier);
        while (_underWay.Count > 0)
            Answer();
        while (_moving.Count > 0)
            Move();
        while (_moved.Count > 0)
            TellOfTheMove(failed: false);
        _scenario.Until(_scenario.Now + Duration.FromDays(60));
        Obey();
        while (_asked.Count > 0)
            Begin(PayoutOutcome.Paid);
        (State.OutstandingRefund.IsZero || !State.Dues.IsPositive).Should().BeTrue("what is owed is set off first");
        State.OutstandingRefund.Should().Be(State.Balances[Account.RefundPayable]);
    }

    private Reference NewReference(string what) => new($"{what}-{++_references}");

    private void PayIn()
    {
        var amount = Money.OfMinor(_dice.Of(3_100, 100, 1_000, 6_200, _dice.From(1, 5_000)), Currency.USD);
        var reference = NewReference("payment");
        _payments[reference] = (amount, Zero);
        _in += amount;
        Do(
            _dice.From(0, 3) switch
            {
                0 => new TopUp(reference, amount, PaymentMethod.Card),
                1 => new PayDues(reference, amount, PaymentMethod.Card),
                _ => new RecordPayment(reference, amount, PaymentMethod.Card),
            },
            Caller.System);
        if (_dice.OneIn(4))
            Do(new PayDues(NewReference("balance"), amount, PaymentMethod.Balance), Caller.System);
    }

    private void TakeBack()
    {
        if (_payments.Count == 0)
            return;
        var (reference, (paid, taken)) = _payments.ElementAt(_dice.From(0, _payments.Count - 1));
        if (paid == taken || !State.Payments.Any(payment => payment.Reference == reference))
            return;
        var amount = _dice.OneIn(2) ? paid - taken : Money.OfMinor(_dice.From(1, (paid - taken).MinorUnits), Currency.USD);
        _payments[reference] = (paid, taken + amount);
        _out += amount;
        var dispute = new ReportChargeback(reference, amount) { Dispute = NewReference("dispute") };
        _disputes.Add(dispute);
        Do(dispute, Caller.System);
    }

    private void Win()
    {
        if (_disputes.Count == 0)
            return;
        var dispute = _disputes[_dice.From(0, _disputes.Count - 1)];
        _disputes.Remove(dispute);
        var (paid, taken) = _payments[dispute.Payment];
        _payments[dispute.Payment] = (paid, taken - dispute.Amount);
        _out -= dispute.Amount;
        Do(dispute with { Won = true }, Caller.System);
    }

    private void Begin(PayoutOutcome outcome)
    {
        if (_asked.Count == 0)
            return;
        var (leg, asked) = _asked.ElementAt(_dice.From(0, _asked.Count - 1));
        _asked.Remove(leg);
        var payout = new RecordRefund(NewReference("payout"), asked.Amount) { Leg = leg, Outcome = outcome };
        if (outcome == PayoutOutcome.Submitted)
            _underWay.Add(payout);
        else if (outcome == PayoutOutcome.Failed)
            _failed.Add(payout);
        else
            Arrive(payout);
        Do(payout, Caller.System);
    }

    private void Answer()
    {
        if (_underWay.Count > 0)
        {
            var payout = Take(_underWay) with { Outcome = _dice.OneIn(3) ? PayoutOutcome.Failed : PayoutOutcome.Paid };
            if (payout.Outcome == PayoutOutcome.Failed)
                _failed.Add(payout);
            else
                Arrive(payout);
            Do(payout, Caller.System);
        }
        else if (_failed.Count > 0 && _dice.OneIn(3))
        {
            // It had arrived after all.
            var payout = Take(_failed) with { Outcome = PayoutOutcome.Paid };
            _out += payout.Amount;
            Do(payout, Caller.System);
        }
        else if (_arrived.Count > 0 && _dice.OneIn(2))
        {
            var payout = Take(_arrived) with { Outcome = PayoutOutcome.Failed };
            _out -= payout.Amount;
            Do(payout, Caller.System);
        }
    }

    private void Arrive(RecordRefund payout)
    {
        _arrived.Add(payout);
        _out += payout.Amount;
    }

    private void Move()
    {
        if (_moving.Count == 0)
            return;
        var move = _moving.Values.First();
        _moving.Remove(move.Transfer);
        _moved.Add(move);
    }

    private void TellOfTheMove(bool failed)
    {
        if (_moved.Count == 0)
            return;
        var move = Take(_moved);
        if (failed)
            Do(new RecordTransfer(move.Transfer) { Failed = true }, Caller.System);
        _out += move.Amount;
        Do(new RecordTransfer(move.Transfer) { Amount = move.Amount }, Caller.System);
    }

    private T Take<T>(List<T> from)
    {
        var one = from[_dice.From(0, from.Count - 1)];
        from.Remove(one);
        return one;
    }

    private void Do(LifecycleCommand command, Caller by)
    {
        _scenario.When(command, by);
        if (command is LifecycleFact)
            _scenario.Last.Events.Where(each => each.Cause is not null).OfType<FactConflicted>().All(each => each.Fact is CommandKind.PayDues or CommandKind.ReportProvisioning)
                .Should().BeTrue("what moved is in the ledger, but {0} is not", command);
        var version = State.Version;
        if (command is LifecycleFact and not PayDues)
        {
            _scenario.When(command, by);
            State.Version.Should().Be(version, "{0} in another message changes nothing", command);
        }

        Obey();
    }

    private void Obey()
    {
        foreach (var @event in _scenario.Last.Events.Count > 0 ? _scenario.History.TakeLast(_scenario.Last.Events.Count) : _scenario.History.TakeLast(6))
        {
            foreach (var instruction in Instruction.From(@event))
            {
                if (instruction is PayRefund pay && pay.Leg != default)
                    _asked[pay.Leg] = pay;
                else if (instruction is TransferBalance move && _moved.TrueForAll(moved => moved.Transfer != move.Transfer))
                    _moving[move.Transfer] = move;
            }
        }

        // What is not due any more, is not wanted any more.
        foreach (var (key, pay) in _asked.ToList())
        {
            var leg = RefundRules.Find(State.Refunds, key)!;
            if (leg.Status != RefundStatus.Due || leg.Outstanding != pay.Amount)
                _asked.Remove(key);
        }

        foreach (var transfer in _moving.Keys.ToList())
        {
            if (!State.Refunds.Any(leg => leg.Status == RefundStatus.TransferDue && leg.Transfer == transfer))
                _moving.Remove(transfer);
        }

        var owed = State.Dues - State.Balances[Account.WrittenOff];
        var arrived = State.Balances[Account.Customer] + State.Balances[Account.Transfers];
        (arrived + _in).Should().Be(_out, "the ledger knows of all that moved");
        (_out <= _in + owed).Should().BeTrue("the customer has {0} of {1} paid, and owes {2}", _out, _in, owed);
        var asked = _asked.Values.Aggregate(Zero, (sum, pay) => sum + pay.Amount) + _moving.Values.Aggregate(Zero, (sum, move) => sum + move.Amount);
        (asked.IsZero || _out + asked <= _in + owed).Should().BeTrue("no more is asked for than was paid: {0} has come back of {1}, {2} is owed, and {3} asked for", _out, _in, owed, asked);
    }
}
