using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

/// <summary>Law: any life is sealed decision by decision, verifies, gives its events back, and is still the same life when nobody can be found in it.</summary>
[Trait("speed", "slow")]
public class HistoryLaws
{
    private static readonly Instant Start = Instant.FromUtc(2026, 1, 31, 3, 0);

    [Fact]
    public void Any_life_is_sealed_verified_replayed_and_erased() => Prop.ForAll(RandomHistories.Of(RandomPolicies.All), Play).Check(2_000);

    private static void Play(RandomHistory history)
    {
        var lifecycle = new Lifecycle(history.Rules);
        var (state, now, n) = (Subscription.None, Start, 0);
        var (events, records) = (new List<LifecycleEvent>(), new List<SealedRecord>());
        foreach (var planned in history.Steps)
        {
            var step = planned.In(state, history.Rules);
            now += step.After;
            var decision = step.Command is { } command
                ? lifecycle.Decide(state, command, new CommandContext(now, step.By, new CommandId($"c-{++n}")))
                : lifecycle.Advance(state, now);
            state = decision.Subscription;
            events.AddRange(decision.Events);
            records.AddRange(History.Seal(decision.Events, HistoryTests.Salt, records.Count == 0 ? default : records[^1].Head));
        }

        if (records.Count == 0)
            return;
        var (head, lines) = (records[^1].Head, History.WriteLines(records));
        Expect(History.VerifyLines(lines, HistoryTests.Salt, head) == new HistoryVerdict(head, Fault: null, ErasedRecords: 0), "a sealed history is intact");
        Expect(History.ReadLines(lines).SequenceEqual(records), "records are read as they were written");
        Expect(History.ReadEvents(records).SequenceEqual(events), "a sealed history gives its events back");

        ClosureCertificateTests.Expect(events, records);
        var erased = History.Erase(records);
        Expect(History.VerifyLines(History.WriteLines(erased), head: head).IsIntact, "erasing breaks no chain");
        Expect(ErasureTests.WithoutMemory(Lifecycle.Replay(History.ReadEvents(erased))) == ErasureTests.WithoutMemory(ErasureTests.InPseudonyms(state, records)), "an erased history is the same life");
    }

    private static void Expect(bool holds, string law)
    {
        if (!holds)
            throw new InvalidOperationException(law);
    }
}
