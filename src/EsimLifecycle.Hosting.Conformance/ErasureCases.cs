using System.Security.Cryptography;

namespace EsimLifecycle.Hosting.Conformance;

/// <summary>A history is replaced by one that names nobody, and everything else stays as it is.</summary>
internal static class ErasureCases
{
    private static readonly Duration Lease = Duration.FromMinutes(2);

    public static readonly KeyValuePair<string, Func<StorePlace, Task>>[] All =
    [
        new("events are replaced whole, with the ids of their messages, and so another process reads them", async place =>
        {
            var (one, other) = await place.OpenTwoAsync();
            var (life, neighbour) = (new Life("line-1"), new Life("line-2"));
            await one.StoreAsync(life.LiveWhole());
            await one.StoreAsync(neighbour.LiveWhole());
            var erased = WithoutNames(life.Events);
            Check.That(await one.ReplaceEventsAsync(life.Id, erased), "as many events to be replaced as are stored", "that they were not");
            await other.HasAsync(life.Id, erased);
            await one.HasAsync(neighbour.Id, neighbour.Events);
            foreach (var (before, after) in life.Events.Zip(erased))
            {
                if (before.Cause is null)
                    continue;
                Check.Equal(null, await other.FindMessageAsync(life.Id, before.Cause.Command), "the digest of a message by the id that it had");
                Check.Equal(after.Cause!.Digest, await other.FindMessageAsync(life.Id, after.Cause.Command), "the digest of a message by its new id");
            }

            foreach (var cause in neighbour.Events.Select(each => each.Cause).OfType<Cause>())
                Check.Equal(cause.Digest, await other.FindMessageAsync(neighbour.Id, cause.Command), "the digest of a message of another subscription");
        }),
        new("an event that was stored without a message has none after it was replaced", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            await store.StoreAsync(life.Open("first"), life.Do(new UpdateContact(new("contact-1")), "second", isNew: false));
            var erased = WithoutNames(life.Events);
            Check.That(await store.ReplaceEventsAsync(life.Id, erased), "as many events to be replaced as are stored", "that they were not");
            Check.Equal(null, await store.FindMessageAsync(life.Id, erased[^1].Cause!.Command), "the digest of a message that is none");
        }),
        new("fewer events than are stored, or more, replace none", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            Check.That(!await store.ReplaceEventsAsync(life.Id, WithoutNames([life.Open().Decision.Events[0]])), "nothing to be replaced of an unknown subscription", "that something was");
            await store.HasAsync(life.Id, []);
            life = new Life("line-1");
            await store.StoreAsync(life.Activate());
            var later = life.Note();
            Check.That(!await store.ReplaceEventsAsync(life.Id, WithoutNames(life.Events)), "nothing to be replaced by more events", "that something was");
            Check.That(!await store.ReplaceEventsAsync(life.Id, WithoutNames(life.Events[..2])), "nothing to be replaced by fewer events", "that something was");
            await store.HasAsync(life.Id, life.Events[..^later.Events.Count]);
        }),
        new("the snapshot goes; what is due and what is to be told stay, and an append goes on", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            await store.StoreAsync(life.Activate());
            await store.SaveSnapshotAsync(life.State);
            var now = life.State.NextDeadline!.Value;
            var before = await store.GetStatusAsync(now);
            var erased = WithoutNames(life.Events);
            await store.ReplaceEventsAsync(life.Id, erased);
            Check.Equal(Subscription.None, await store.ReadSnapshotAsync(life.Id), "the snapshot");
            Check.Equal(before, await store.GetStatusAsync(now), "the status");
            Check.Sequence([life.Id], await store.ClaimDueAsync(now, now + Lease, 10), "what is due");
            var told = await store.ClaimOneAsync(now, now + Lease);
            Check.Sequence(erased.Where(each => each.Version > told.Told), told.Events, "what is to be told");
            await store.StoreAsync(life.Note());
            await store.HasAsync(life.Id, [.. erased, life.Events[^1]]);
        }),
        new("a state that later events have passed is not saved as a snapshot, so that nobody puts back what was erased", async place =>
        {
            var (one, other) = await place.OpenTwoAsync();
            var life = new Life("line-1");
            await one.StoreAsync(life.Activate());
            var old = life.State;
            await one.StoreAsync(life.Note());
            await one.SaveSnapshotAsync(life.State);
            await one.ReplaceEventsAsync(life.Id, WithoutNames(life.Events));
            await other.SaveSnapshotAsync(old);
            Check.Equal(Subscription.None, await one.ReadSnapshotAsync(life.Id), "the snapshot");
            await one.SaveSnapshotAsync(new Life("nobody").Open().Decision.Subscription);
            Check.Equal(Subscription.None, await one.ReadSnapshotAsync(new("nobody")), "the snapshot of an unknown subscription");
        }),
    ];

    private static ValueList<LifecycleEvent> WithoutNames(IEnumerable<LifecycleEvent> events) =>
        History.ReadEvents(History.Erase(History.Seal(events, new HistorySalt(RandomNumberGenerator.GetBytes(HistorySalt.Size)))));
}
