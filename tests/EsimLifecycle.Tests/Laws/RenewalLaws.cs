using System.Runtime.CompilerServices;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using static EsimLifecycle.Tests.RenewalSteps;

namespace EsimLifecycle.Tests;

/// <summary>What holds however a subscription is renewed: money, time and redelivery, over random lives in which charges are really answered.</summary>
[Trait("speed", "slow")]
public class RenewalLaws
{
    private static readonly Gen<RenewalMove[]> Moves = Gen.ArrayOf(
        from what in Gen.Choose(0, RenewalLife.Moves - 1)
        from much in Gen.Choose(0, 9)
        from hours in Gen.Frequency((3, Gen.Choose(0, 12)), (2, Gen.Choose(20, 100)), (1, Gen.Choose(500, 1000)))
        select new RenewalMove(what, much, hours),
        40);

    private static void ForAll(Action<RenewalMove[]> law, int lives = 1_000, [CallerMemberName] string name = "") =>
        Prop.ForAll(Arb.From(Moves, Shrink), law).Check(lives, name: name);

    [Fact]
    public void No_account_of_the_customers_money_is_ever_negative() => ForAll(moves =>
    {
        foreach (var life in RenewalLife.Play(moves))
            NothingIsNegative(life);
    });

    [Fact]
    public void The_customers_account_is_what_they_paid_and_got_back() => ForAll(moves =>
    {
        foreach (var life in RenewalLife.Play(moves))
            TheCustomersAccountIsRight(life);
    });

    [Fact]
    public void Postings_sum_to_zero_and_what_is_deferred_is_what_was_paid_for_what_has_not_been_served() => ForAll(moves =>
    {
        foreach (var life in RenewalLife.Play(moves))
        {
            var state = life.State;
            Expect(state.Balances.Sum.IsZero, "the postings sum to zero");
            if (state.Cancellation is { SettledAt: not null } || state.Status == SubscriptionStatus.Closed)
                continue;
            var unserved = state.Term.Periods.Concat(state.Term.Unearned).Select(period => period.Price).Concat(state.Usage.Packs.Select(pack => pack.Price))
                .Aggregate(Usd("0.00"), (sum, price) => sum + price);
            Expect(state.Balances[Account.Deferred] == unserved, $"{state.Balances[Account.Deferred]} is deferred for {unserved}");
        }
    });

    [Fact]
    public void Paid_periods_tile() => ForAll(moves =>
    {
        foreach (var life in RenewalLife.Play(moves))
            PeriodsTile(life);
    });

    [Fact]
    public void A_thousand_small_steps_of_time_are_one_long_one() => ForAll(
        moves =>
        {
            var life = RenewalLife.Play(moves).Last();
            var end = life.Now + Duration.FromDays(500);
            var once = life.Lifecycle.Advance(life.State, end);
            var state = life.State;
            var events = new List<LifecycleEvent>();
            for (var i = 1; i <= 1_000; i++)
            {
                var decision = life.Lifecycle.Advance(state, life.Now + Duration.FromHours(12 * i));
                events.AddRange(decision.Events);
                state = decision.Subscription;
            }

            Expect(state.Equals(once.Subscription) && events.SequenceEqual(once.Events), "time passes the same in steps");
        },
        lives: 300);

    [Fact]
    public void Time_alone_ends_every_wait() => ForAll(moves =>
    {
        var life = RenewalLife.Play(moves).Last();
        var end = life.Lifecycle.Advance(life.State, life.Now + Duration.FromDays(4_000)).Subscription;
        Expect(end.Status == SubscriptionStatus.Closed && end.NextDeadline is null, $"it is {end.Status} in the end");
    });

    [Fact]
    public void Facts_delivered_again_in_any_order_change_nothing() => ForAll(moves =>
    {
        foreach (var life in RenewalLife.Play(moves))
            FactsChangeNothingTwice(life);
    });

    [Fact]
    public void Payments_delivered_again_in_another_message_change_nothing() => ForAll(moves =>
    {
        foreach (var life in RenewalLife.Play(moves))
        {
            foreach (var (fact, _) in life.Facts)
            {
                if (fact is not RecordPayment { Failed: false, Amount.IsPositive: true })
                    continue;
                var again = life.Deliver(fact, "another-message");
                Expect(again.Events.Count == 0 && again.Subscription.Equals(life.State), $"{fact} in another message changes nothing");
            }
        }
    });

    [Fact]
    public void All_of_it_holds_under_random_policies()
    {
        var lives =
            from policy in RandomPolicies.All
            from moves in Moves
            select new LifeUnder(policy.Policy, moves);
        Prop.ForAll(Arb.From(lives, Shrink), it =>
        {
            foreach (var life in RenewalLife.Play(it.Moves, it.Policy))
            {
                NothingIsNegative(life);
                TheCustomersAccountIsRight(life);
                PeriodsTile(life);
                FactsChangeNothingTwice(life);
            }
        }).Check(1_000);
    }

    private static IEnumerable<LifeUnder> Shrink(LifeUnder it) =>
        RandomPolicies.Simplify(it.Policy).Select(policy => it with { Policy = policy }).Concat(Shrink(it.Moves).Select(moves => it with { Moves = moves }));

    private sealed record LifeUnder(CarrierPolicy Policy, RenewalMove[] Moves)
    {
        public override string ToString() => $"{Encoding.UTF8.GetString(LifecycleJson.Write(Policy))}\n{string.Join("\n", Moves.Select(move => move.ToString()))}";
    }

    private static void NothingIsNegative(RenewalLife life)
    {
        foreach (var account in new[] { Account.Wallet, Account.Promotional, Account.Deferred, Account.RefundPayable, Account.Earned })
            Expect(!life.State.Balances[account].IsNegative, $"{account} is {life.State.Balances[account]}");
    }

    private static void TheCustomersAccountIsRight(RenewalLife life) =>
        Expect(life.State.Balances[Account.Customer] == -life.PaidIn, $"the customer's account is {life.State.Balances[Account.Customer]} after {life.PaidIn}");

    private static void PeriodsTile(RenewalLife life)
    {
        var term = life.State.Term;
        for (var i = 1; i < term.Periods.Count; i++)
            Expect(term.Periods[i].Start == term.Periods[i - 1].End, $"{term.Periods[i - 1].End} is followed by {term.Periods[i].Start}");
        if (term.Periods.Count > 0)
            Expect(term.Periods[^1].End == term.PaidUntilDate && term.Periods[^1].EndsAt == term.PaidUntil, "what is paid ends with the last period");
    }

    private static void FactsChangeNothingTwice(RenewalLife life)
    {
        foreach (var (fact, id) in life.Facts)
        {
            var again = life.Deliver(fact, id);

            // The ids of messages go with the personal data; what has a key of its own is known by that, and what had no effect has none again.
            if (life.State.Closure is { ErasedAt: not null })
                Expect(again.Events.All(each => each is FactConflicted or PersonalDataErased or PaymentRecorded { Use: PaymentUse.Failed }) && again.Subscription.Balances.Equals(life.State.Balances), $"{fact} again moves nothing");
            else
                Expect(again.Outcome == Outcome.AlreadyDone && again.Events.Count == 0 && again.Subscription.Equals(life.State), $"{fact} again changes nothing");
        }
    }

    private static IEnumerable<RenewalMove[]> Shrink(RenewalMove[] moves)
    {
        for (var part = moves.Length / 2; part > 0; part /= 2)
        {
            for (var start = 0; start + part <= moves.Length; start += part)
                yield return [.. moves.Take(start), .. moves.Skip(start + part)];
        }
    }

    private static void Expect(bool holds, string law)
    {
        if (!holds)
            throw new InvalidOperationException(law);
    }
}
