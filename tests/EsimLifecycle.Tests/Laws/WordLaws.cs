using System.Globalization;
using FsCheck.Fluent;
using static EsimLifecycle.Tests.LineTests;

namespace EsimLifecycle.Tests;

/// <summary>Whatever happens can be told: no fact is missing in a sentence, in any language.</summary>
[Trait("speed", "slow")]
public class WordLaws
{
    [Fact]
    public void Every_random_history_is_told_in_each_language() => Prop.ForAll(RandomHistories.Of(RandomPolicies.All), Tell).Check(1_000);

    private static void Tell(RandomHistory history)
    {
        var lifecycle = new Lifecycle(history.Rules);
        var now = Instant.FromUtc(2026, 1, 31, 3, 0);
        var state = Subscription.None;
        for (var i = 0; i < history.Steps.Count; i++)
        {
            var step = history.Steps[i].In(state, history.Rules);
            var culture = Cultures[i % Cultures.Length];
            now += step.After;
            var decision = step.Command is { } command
                ? lifecycle.Decide(state, command, new CommandContext(now, step.By, new CommandId($"c-{i}")))
                : lifecycle.Advance(state, now);
            foreach (var @event in decision.Events)
                TellEvent(@event, culture);
            if (step.Command is { } said)
                Expect(said.Explain(culture, Jakarta).Length > 0, said, "");
            foreach (var line in decision.Subscription.Describe(culture, Jakarta))
                IsTold(line.Text, line.Kind);
            foreach (var deadline in decision.Subscription.Deadlines)
                IsTold(deadline.Explain(culture, Jakarta), deadline);
            state = decision.Subscription;
        }
    }

    private static void TellEvent(LifecycleEvent @event, CultureInfo culture)
    {
        IsTold(@event.Explain(culture, Jakarta), @event);
        foreach (var instruction in Instruction.From(@event))
        {
            IsTold(instruction.Explain(culture, Jakarta), instruction);
            if (instruction is SendMessage message)
                IsTold(message.Compose(culture, Jakarta).Text, message);
        }
    }

    private static void IsTold(string line, object what) => Expect(FindFault(line) is null, what, line);

    private static void Expect(bool holds, object what, string line)
    {
        if (!holds)
            throw new InvalidOperationException($"{what} is told as '{line}', which has '{FindFault(line)}'.");
    }
}
