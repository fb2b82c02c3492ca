using FsCheck.Fluent;
using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

/// <summary>
/// What holds over the books of both subscriptions of a customer who comes back, whatever is owed or owned, paid, given up, disputed or moved meanwhile,
/// and in whichever order the host tells the one of the other.
/// </summary>
[Trait("speed", "slow")]
public class ComingBackLaws
{
    private static readonly SubscriptionId New = new("sub-2");

    [Fact]
    public void Nothing_is_owed_or_paid_twice() => Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), Play).Check(2_000);

    private static void Play(int seed)
    {
        var dice = new Dice(seed);
        Func<CarrierPolicy, CarrierPolicy> rules = policy => policy with { Closure = new ClosurePolicy { PredecessorDues = dice.OneIn(4) ? PredecessorDues.StayBehind : PredecessorDues.TakeOver } };
        var earlier = With(rules).Activated();
        for (var i = dice.From(0, 2); i > 0; i--)
            earlier.ToppedUp(Amount(dice).ToString());
        earlier.At("2026-01-31T11:00:00").Requested();
        for (var i = dice.From(0, 3); i > 0; i--)
            Happen(earlier, dice);
        var next = With(rules).At("2026-01-31T12:00:00").When(new OpenSubscription(New, "monthly") { Contact = Contact, Predecessor = Predecessor.Of(earlier.State) });
        for (var i = dice.From(0, 12); i > 0; i--)
        {
            var scenario = dice.OneIn(2) ? earlier : next;
            if (dice.OneIn(3))
                Tell(earlier, next, dice);
            else
                Happen(scenario, dice);
        }

        // In the end the host has told each of the other.
        while (Tell(earlier, next, dice))
        {
        }

        var zero = Money.Zero(Currency.USD);
        Money Sum(Account account) => earlier.State.Balances[account] + next.State.Balances[account];
        Sum(Account.Transfers).Should().Be(zero, "what left the one has come to the other");
        (Sum(Account.Customer) + Sum(Account.Receivable) + Sum(Account.WrittenOff)).Should().BeLessThanOrEqualTo(zero, "nobody gets back more than they paid");
        earlier.State.Refunds.Aggregate(zero, (sum, leg) => sum + leg.Outstanding).Should().Be(earlier.State.Balances[Account.RefundPayable]);
        next.State.Balances[Account.Receivable].IsPositive.Should().BeFalse();
        earlier.State.Balances[Account.Receivable].IsPositive.Should().BeFalse();
    }

    private static Money Amount(Dice dice) => Money.OfMinor(dice.Of(1, 250, 300, 999), Currency.USD);

    private static void Happen(Scenario scenario, Dice dice)
    {
        var reference = new Reference($"r-{scenario.State.Version}");
        var late = scenario.State.LateCharges.Count == 0 ? new Reference("none") : scenario.State.LateCharges[dice.From(0, scenario.State.LateCharges.Count - 1)].Reference;
        LifecycleCommand command = dice.From(0, 7) switch
        {
            0 or 1 => new ReportLateCharge(reference, Amount(dice), scenario.Local("2026-01-31T10:30:00")),
            2 => new DisputeLateCharge(late),
            3 => new ResolveLateCharge(late, dice.Any<LateChargeOutcome>()),
            4 => new PayDues(reference, Amount(dice), PaymentMethod.Card) { Charge = dice.OneIn(2) ? late : default },
            5 => new WriteOff(),
            6 => new ReportChargeback(new Reference("payment-1"), Amount(dice)) { Dispute = reference },
            _ => new ChooseBalanceDisposition(new BalanceChoice(BalanceDisposition.Transfer, new PersonalReference(New.ToString()), new PersonalReference("own"))),
        };
        scenario.When(command, command is DisputeLateCharge or ChooseBalanceDisposition ? Customer : Caller.Carrier);
    }

    /// <summary>Carries out one instruction about the other subscription that is still wanted and not done; sometimes twice.</summary>
    private static bool Tell(Scenario earlier, Scenario next, Dice dice)
    {
        var all = next.History.Concat(earlier.History).SelectMany(each => Instruction.From(each)).ToList();
        if (all.OfType<MoveDues>().SingleOrDefault() is { } dues && !earlier.History.OfType<DuesMoved>().Any())
        {
            for (var i = dice.From(1, 2); i > 0; i--)
                earlier.When(new RecordDuesMoved(New, dues.Amount), Caller.System);
            return true;
        }

        if (all.OfType<TransferBalance>().LastOrDefault(each => each.IsStillWanted(earlier.State)) is not { } transfer)
            return false;
        next.When(new ReceiveTransfer(Id, transfer.Transfer, transfer.Amount), Caller.System);
        earlier.When(new RecordTransfer(transfer.Transfer) { Amount = transfer.Amount }, Caller.System);
        return true;
    }
}
