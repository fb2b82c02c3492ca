using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

/// <summary>What is said to be possible is what is then accepted; and the moment at which it is said to become so is the first.</summary>
[Trait("speed", "slow")]
public class AvailableLaws
{
    private static readonly Instant Start = Instant.FromUtc(2026, 1, 31, 3, 0);

    /// <summary>Some of who is asked for: a customer, an agent, a reviewer and a carrier who may do nearly everything.</summary>
    internal static readonly Caller[] Callers =
    [
        Scenario.Customer,
        Scenario.Reviewer,
        Caller.Carrier,
        Caller.Agent(CallerChannel.Hotline, new PersonalReference("agent"), IdentityAssurance.High),
    ];

    [Fact]
    public void What_is_possible_is_accepted_and_what_is_not_is_refused() => Prop.ForAll(
        RandomHistories.Of(RandomPolicies.All),
        history => Walk(history, WhatIsSaidIsWhatIsDone)).Check(300);

    [Fact]
    public void The_moment_is_the_first_at_which_it_is_possible() => Prop.ForAll(
        RandomHistories.Of(RandomPolicies.All),
        history => Walk(history, TheMomentIsTheFirst, each: 6)).Check(100);

    private static void Walk(RandomHistory history, Action<Lifecycle, Subscription, Caller, Instant> law, int each = 1)
    {
        var (lifecycle, state, now) = (new Lifecycle(history.Rules), Subscription.None, Start);
        for (var i = 0; i < history.Steps.Count; i++)
        {
            var step = history.Steps[i].In(state, history.Rules);
            now += step.After;
            if (i % each == 0)
                law(lifecycle, state, i % 2 == 0 ? step.By : Callers[i / 2 % Callers.Length], now);
            state = step.Command is { } command
                ? lifecycle.Decide(state, command, new CommandContext(now, step.By, new CommandId($"c-{i}"))).Subscription
                : lifecycle.Advance(state, now).Subscription;
        }
    }

    private static void WhatIsSaidIsWhatIsDone(Lifecycle lifecycle, Subscription state, Caller caller, Instant now)
    {
        foreach (var available in lifecycle.Available(state, caller, now))
        {
            var candidates = available.Choices.Select(choice => (choice.Command, choice.Outcome, choice.Refusals)).Append((available.Candidate, available.Outcome, available.Refusals));
            foreach (var (candidate, outcome, refusals) in candidates)
            {
                // A reason against what stands for anything does not name it.
                if (candidate is null || (outcome == Outcome.Refused && ReferenceEquals(candidate, available.Candidate)))
                    continue;
                var decision = lifecycle.Decide(state, candidate, new CommandContext(now, caller, new CommandId("candidate")));
                Expect(
                    decision.Outcome == outcome && decision.Refusals == refusals,
                    $"{candidate} is said to be {outcome} [{string.Join(", ", refusals)}], but is {decision.Outcome} [{string.Join(", ", decision.Refusals)}]");
            }

            Expect(available.IsPossible == (available.Refusals.Count == 0), $"{available.Kind} has a reason where it is not possible");
            Expect(!available.IsPossible || available.Candidate is not null || SubscriptionChart.IsFact(available.Kind), $"{available.Kind} is possible by a candidate");
            Expect(available.Choices.All(choice => choice.Outcome >= available.Outcome), $"no choice is better than {available.Kind} is said to be");
        }
    }

    private static void TheMomentIsTheFirst(Lifecycle lifecycle, Subscription state, Caller caller, Instant now)
    {
        const int Deadlines = 40;
        var asked = lifecycle.Available(state, caller, now);
        var waiting = asked.Where(each => !each.IsPossible).ToList();
        Expect(asked.All(each => !each.IsPossible || each.PossibleFrom is null), "what is possible now has no moment");
        var said = waiting.Select(each => each.PossibleFrom).OfType<Instant>().ToHashSet();
        Expect(said.All(moment => moment > now), "a moment is still to come");

        // Every deadline, what is just before it and between two, every moment that was said, and every moment at which a reason is said to end.
        var (later, at) = (lifecycle.Advance(state, now).Subscription, now);
        for (var i = 0; i < Deadlines && at < Limits.LatestNow; i++)
        {
            var due = Instant.Min(later.NextDeadline ?? at + Duration.FromDays(400), Limits.LatestNow);
            var probes = new SortedSet<Instant>(said.Where(moment => moment > at && moment < due)) { at + ((due - at) / 3), due - Duration.Epsilon, due };
            foreach (var retryAt in lifecycle.Available(later, caller, at).SelectMany(each => each.Choices.SelectMany(choice => choice.Refusals).Concat(each.Refusals)).Select(refusal => refusal.RetryAt).OfType<Instant>())
            {
                if (retryAt > at && retryAt < due)
                    probes.UnionWith([retryAt - Duration.Epsilon, retryAt]);
            }

            foreach (var probe in probes.Where(probe => probe > at))
            {
                var then = lifecycle.Available(later, caller, probe);
                waiting.RemoveAll(each =>
                {
                    var isPossible = then[(int)each.Kind].IsPossible;
                    Expect(isPossible == (each.PossibleFrom == probe), $"{each.Kind} [{string.Join(", ", each.Refusals)}] is said to be possible from {each.PossibleFrom}; at {probe} it is {(isPossible ? "possible" : $"not: {string.Join(", ", then[(int)each.Kind].Refusals)}")}");
                    return isPossible;
                });
            }

            (later, at) = (lifecycle.Advance(later, due).Subscription, due);
        }

        Expect(waiting.All(each => each.PossibleFrom is null || each.PossibleFrom > at), "what was said came true");
    }

    private static void Expect(bool holds, string law)
    {
        if (!holds)
            throw new InvalidOperationException(law);
    }
}
