using System.Globalization;
using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

/// <summary>
/// However much arrives, a subscription stays small, and nothing is lost by that: what is folded is still counted, and goes back to the cent.
/// </summary>
public class BoundLaws
{
    private const int Steps = 700;

    private static readonly Money Zero = Money.Zero(Currency.USD);

    [Fact]
    public void A_flood_of_money_stays_within_bounds_and_is_returned_to_the_cent()
    {
        var seen = new HashSet<Type>();
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => Play(seed, seen)).Check(10);
        seen.Should().Contain(typeof(RefundsGathered), "money waits for its turn, and gets it");
    }

    private static void Play(int seed, HashSet<Type> seen)
    {
        var dice = new Dice(seed);
        var flood = new Flood(dice);
        var closesAt = dice.From(Steps / 4, Steps / 2);
        for (var i = 0; i < Steps; i++)
        {
            if (i == closesAt)
                flood.Close();
            flood.DoSomething();
            StaysSmall(flood.State);
            flood.State.Balances.Sum.Should().Be(Zero);
        }

        LifecycleJson.ReadSubscription(LifecycleJson.Write(flood.State)).Should().Be(flood.State);
        Lifecycle.Replay(flood.History).Should().Be(flood.State);
        flood.PayAll();
        seen.UnionWith(flood.History.Select(each => each.GetType()));
    }

    private static void StaysSmall(Subscription state)
    {
        state.Payments.Count.Should().BeLessThanOrEqualTo(PaymentReceipt.Remembered);
        state.Refunds.Count.Should().BeLessThanOrEqualTo(RefundLeg.Remembered);
        state.Payouts.Count.Should().BeLessThanOrEqualTo(Payout.Remembered);
        state.Disputes.Count.Should().BeLessThanOrEqualTo(Dispute.Remembered);
        state.LateCharges.Count.Should().BeLessThanOrEqualTo(LateCharge.Remembered);
        state.Usage.Packs.Count.Should().BeLessThanOrEqualTo(Usage.MaxPacks);
        state.Term.Periods.Count.Should().BeLessThanOrEqualTo(PaidTerm.MaxPeriods);
    }

    /// <summary>Payments in a flood, before and after closing, and a host that pays some of it back, in whole or in part, or in vain.</summary>
    private sealed class Flood
    {
        private readonly Dice _dice;
        private readonly Lifecycle _lifecycle;
        private Instant _now = Instant.FromUtc(2026, 1, 31, 3, 0);
        private int _commands;
        private int _payments;
        private int _payouts;

        public Flood(Dice dice)
        {
            _dice = dice;
            _lifecycle = new Lifecycle(new CarrierPolicy
            {
                Identity = new PolicyIdentity { Name = "flood", Version = 1, Currency = Currency.USD, Zone = "Asia/Jakarta" },
                Plans = [new PlanTerms { Code = "monthly", Price = Money.Parse("USD 31.00"), Length = Period.FromMonths(1) }],
                Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = dice.Any<UnusedWorth>() } },
            });
            Give(new OpenSubscription(Scenario.Id, "monthly") { Contact = Scenario.Contact });
            Pay(Money.Parse("USD 31.00"));
            Give(new Activate());
        }

        public Subscription State { get; private set; } = Subscription.None;

        public List<LifecycleEvent> History { get; } = [];

        public void Close() => Give(new RequestCancellation(CancellationReason.NoLongerNeeded));

        public void DoSomething()
        {
            switch (_dice.From(0, 9))
            {
                case 0 when State.Refunds.Where(leg => leg.Outstanding.IsPositive && leg.Status != RefundStatus.TransferDue).ToArray() is [_, ..] legs:
                    var leg = _dice.Of<RefundLeg>(legs);
                    PayOut(Money.OfMinor(_dice.From(1, leg.Outstanding.MinorUnits), Currency.USD), leg.Key, _dice.Of(PayoutOutcome.Paid, PayoutOutcome.Paid, PayoutOutcome.Submitted, PayoutOutcome.Failed));
                    break;
                case 1 when State.Payouts.Count > 0:
                    var payout = State.Payouts[_dice.From(0, State.Payouts.Count - 1)];
                    Give(new RecordRefund(payout.Reference, payout.Amount) { Outcome = _dice.Of(PayoutOutcome.Paid, PayoutOutcome.Failed) });
                    break;
                case 2:
                    Give(new ReportChargeback(Payment(_dice.From(1, _payments)), Money.OfMinor(_dice.From(1, 100), Currency.USD)) { Dispute = new Reference(Name("dispute", _commands)) });
                    break;
                case 3 when State.Disputes.Count > 0:
                    var dispute = State.Disputes[_dice.From(0, State.Disputes.Count - 1)];
                    Give(new ReportChargeback(dispute.Payment, dispute.Amount) { Dispute = dispute.Id, Won = true });
                    break;
                case 4:
                    Give(new ReportLateCharge(new Reference(Name("late", _commands)), Money.OfMinor(_dice.From(1, 100), Currency.USD), State.Contract!.ActivatedAt!.Value));
                    break;
                case 5 when State.LateCharges.Count > 0:
                    Give(new DisputeLateCharge(State.LateCharges[_dice.From(0, State.LateCharges.Count - 1)].Reference));
                    break;
                default:
                    Pay(Money.OfMinor(_dice.From(1, 2_000), Currency.USD));
                    break;
            }
        }

        /// <summary>Decides what is disputed, pays what is owed, and then every refund that is asked for, until none is left: nothing is to be paid then.</summary>
        public void PayAll()
        {
            foreach (var charge in State.LateCharges.Where(charge => charge.Status == LateChargeStatus.Disputed))
                Give(new ResolveLateCharge(charge.Reference, LateChargeOutcome.Upheld));
            foreach (var payout in State.Payouts.Where(payout => payout.Outcome == PayoutOutcome.Submitted))
                Give(new RecordRefund(payout.Reference, payout.Amount) { Outcome = PayoutOutcome.Failed });
            var payable = State.Balances[Account.RefundPayable];
            var (before, owed) = (State.Balances[Account.Customer], State.Dues);
            while (State.Refunds.FirstOrDefault(leg => leg.Outstanding.IsPositive) is { } leg)
                PayOut(leg.Outstanding, leg.Key, PayoutOutcome.Paid);
            State.Balances[Account.RefundPayable].Should().Be(Zero);
            (State.Balances[Account.Customer] - before + owed - State.Dues).Should().Be(payable);
        }

        private void Pay(Money amount) => Give(new TopUp(Payment(++_payments), amount, PaymentMethod.Card));

        private void PayOut(Money amount, Reference leg, PayoutOutcome outcome) => Give(new RecordRefund(new Reference(Name("payout", ++_payouts)), amount) { Leg = leg, Outcome = outcome });

        private void Give(LifecycleCommand command)
        {
            _now += Duration.FromMinutes(1);
            var decision = _lifecycle.Decide(State, command, new CommandContext(_now, command is ResolveLateCharge or DisputeLateCharge ? Caller.Carrier : command is LifecycleRequest ? Scenario.Customer : Caller.System, new CommandId(Name("message", ++_commands))));
            State = decision.Subscription;
            History.AddRange(decision.Events);
        }

        private static Reference Payment(int i) => new(Name("payment", i));

        private static string Name(string what, int i) => string.Create(CultureInfo.InvariantCulture, $"{what}-{i}");
    }
}
