namespace EsimLifecycle.Hosting.Conformance;

/// <summary>How far the instructions of a subscription have been handed over is a cursor, which one process at a time moves.</summary>
internal static class DeliveryCases
{
    private static readonly Instant Now = Life.Start + Duration.FromDays(1);
    private static readonly Duration Tick = Duration.FromTicks(1);
    private static readonly Duration Lease = Duration.FromMinutes(2) + Tick;

    public static readonly KeyValuePair<string, Func<StorePlace, Task>>[] All =
    [
        new("events without instructions are not handed over, and the cursor passes them", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            var activated = life.Activate().ToArray();
            await store.StoreAsync(activated[..^1]);
            await store.HasNothingToTellAsync(Now, "of events without instructions");
            await store.StoreAsync(activated[^1]);
            var delivery = await store.ClaimOneAsync(Now, Now + Lease);
            Check.Equal(life.Id, delivery.Id, "the claimed subscription");
            Check.Equal(2L, delivery.Told, "the version up to which everything is told");
            Check.Equal((0, 0), (delivery.ToldOfNext, delivery.Tries), "the instructions told of the next event, and its tries");
            Check.Equal((null, null), (delivery.RetryAt, delivery.DeadLetter), "the next try and the dead letter of a fresh claim");
            Check.Equal(Now + Lease, delivery.LeasedUntil, "the end of the lease");
            Check.Sequence(life.Events[2..], delivery.Events, "the events to hand over");
        }),
        new("what is completed is not handed over again, and what is appended later is", async place =>
        {
            var (one, other) = await place.OpenTwoAsync();
            var life = new Life("line-1");
            await one.StoreAsync(life.Activate());
            await one.CompleteAsync([(await one.ClaimOneAsync(Now, Now + Lease)).Done()]);
            await other.HasNothingToTellAsync(Now + 2 * Lease, "after it was completed");
            await other.StoreAsync([.. life.Notes(3), life.Toggle()]);
            var next = await one.ClaimOneAsync(Now, Now + Lease);
            Check.Equal(6L, next.Told, "the version up to which everything is told");
            Check.Sequence(life.Events[6..], next.Events, "the events to hand over");
        }),
        new("a claimed delivery is given to nobody until its lease ends, to the tick, and then again as it was", async place =>
        {
            var (one, other) = await place.OpenTwoAsync();
            var life = new Life("line-1");
            await one.StoreAsync(life.Activate());
            var first = await one.ClaimOneAsync(Now, Now + Lease);
            await one.HasNothingToTellAsync(Now, "during a lease");
            await other.HasNothingToTellAsync(Now + Lease - Tick, "during a lease");
            var second = await other.ClaimOneAsync(Now + Lease, Now + 2 * Lease);
            Check.Equal(first.Told, second.Told, "the cursor of a delivery whose lease has ended");
            Check.Sequence(first.Events, second.Events, "the events of a delivery whose lease has ended");
        }),
        new("who has lost the lease completes nothing", async place =>
        {
            var (one, other) = await place.OpenTwoAsync();
            var life = new Life("line-1");
            await one.StoreAsync(life.Activate());
            var lost = await one.ClaimOneAsync(Now, Now + Lease);
            var held = await other.ClaimOneAsync(Now + Lease, Now + 2 * Lease);
            await one.CompleteAsync([lost.Done() with { DeadLetter = Letter(life, 3, "late", Now) }]);
            Check.Equal(0, (await one.ReadDeadLettersAsync(null, 10)).Count, "the number of dead letters of a completion that came too late");
            await one.HasNothingToTellAsync(Now + Lease, "while another holds the lease");
            await other.CompleteAsync([held with { ToldOfNext = 1, Tries = 0 }]);
            Check.Equal(1, (await one.ClaimOneAsync(Now + Lease, Now + 2 * Lease)).ToldOfNext, "the instructions told of the next event");
        }),
        new("who completes a second time changes nothing", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            await store.StoreAsync([.. life.Activate(), life.Toggle()]);
            var claimed = await store.ClaimOneAsync(Now, Now + Lease);
            await store.CompleteAsync([claimed.Done()]);
            await store.CompleteAsync([claimed with { Tries = 3 }]);
            await store.HasNothingToTellAsync(Now + 2 * Lease, "after it was completed");
        }),
        new("a delivery that is completed in part goes on where it stopped, at once", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            await store.StoreAsync([.. life.Activate(), life.Toggle(), life.Toggle()]);
            var claimed = await store.ClaimOneAsync(Now, Now + Lease);
            await store.CompleteAsync([claimed with { Told = 3, ToldOfNext = 1 }]);
            var rest = await store.ClaimOneAsync(Now, Now + Lease);
            Check.Equal((3, 1, 0), (rest.Told, rest.ToldOfNext, rest.Tries), "the cursor and the tries");
            Check.Sequence(life.Events[3..], rest.Events, "the events to hand over");
            await store.CompleteAsync([rest]);
            Check.Equal((3, 1, 0), (await store.ClaimOneAsync(Now, Now + Lease)) is var same ? (same.Told, same.ToldOfNext, same.Tries) : default, "what is released as it was claimed");
        }),
        new("what failed is tried again at its time, to the tick, with the number of its tries", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            await store.StoreAsync(life.Activate());
            var at = Now;
            for (var tries = 1; tries <= 3; tries++)
            {
                var claimed = await store.ClaimOneAsync(at, at + Lease);
                Check.Equal(tries - 1, claimed.Tries, "the number of tries");
                var retry = at + Duration.FromHours(tries) + Tick;
                await store.CompleteAsync([claimed with { ToldOfNext = 1, Tries = tries, RetryAt = retry }]);
                await store.HasNothingToTellAsync(at + Lease, "before the time of the next try");
                await store.HasNothingToTellAsync(retry - Tick, "a tick before the time of the next try");
                at = retry;
            }

            Check.Equal((3, 1), (await store.ClaimOneAsync(at, at + Lease)) is var last ? (last.Tries, last.ToldOfNext) : default, "the tries, and the instructions told of the event");
        }),
        new("an append does not bring the next try forward", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            await store.StoreAsync(life.Activate());
            var retry = Now + Duration.FromHours(1);
            await store.CompleteAsync([(await store.ClaimOneAsync(Now, Now + Lease)) with { Tries = 1, RetryAt = retry }]);
            await store.StoreAsync(life.Toggle(), life.Note());
            await store.HasNothingToTellAsync(retry - Tick, "before the time of the next try");
            var claimed = await store.ClaimOneAsync(retry, retry + Lease);
            Check.Equal((2, 1), (claimed.Told, claimed.Tries), "the cursor and the tries");
            Check.Sequence(life.Events[2..], claimed.Events, "the events to hand over");
        }),
        new("what is appended during a claim is seen after it", async place =>
        {
            var (one, other) = await place.OpenTwoAsync();
            var life = new Life("line-1");
            await one.StoreAsync(life.Activate());
            var claimed = await one.ClaimOneAsync(Now, Now + Lease);
            await other.StoreAsync(life.Note(), life.Toggle());
            await other.HasNothingToTellAsync(Now, "during a claim, whatever is appended");
            await one.CompleteAsync([claimed.Done()]);
            var next = await other.ClaimOneAsync(Now, Now + Lease);
            Check.That(next.Told is 3 or 4, "the cursor after version 3, or after 4, which has no instructions", $"{next.Told}");
            Check.Sequence(life.Events[(int)next.Told..], next.Events, "the events to hand over");
        }),
        new("a claim gives no more events than it may, and then the rest", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            await store.StoreAsync([.. life.Activate(), .. life.Notes(2 * Delivery.MaxEvents), life.Toggle()]);
            List<LifecycleEvent> told = [];
            while (told.Count < life.Events.Count - 2)
            {
                var claimed = await store.ClaimOneAsync(Now, Now + Lease);
                Check.That(claimed.Events.Count is > 0 and <= Delivery.MaxEvents, $"1 to {Delivery.MaxEvents} events", $"{claimed.Events.Count}");
                Check.Equal(told.Count + 2L, claimed.Told, "the cursor");
                told.AddRange(claimed.Events);
                await store.CompleteAsync([claimed.Done()]);
            }

            Check.Sequence(life.Events[2..], told, "all events to hand over");
            await store.HasNothingToTellAsync(Now + 2 * Lease, "after the last was completed");
        }),
        new("those that have waited for longest are claimed first, and no more than are asked for", async place =>
        {
            var store = await place.OpenAsync();
            Life[] lives = [.. Enumerable.Range(0, 20).Select(i => new Life($"line-{i * 7 % 20}", from: Life.Start + Duration.FromMinutes(i * 11 % 20)))];
            foreach (var life in lives)
                await store.StoreAsync(life.Activate());
            SubscriptionId[] sorted = [.. lives.OrderBy(life => life.Now).Select(life => life.Id)];
            Check.Sequence(sorted[..6], (await store.ClaimDeliveriesAsync(Now, Now + Lease, 6)).Select(each => each.Id), "the first six");
            Check.Sequence(sorted[6..], (await store.ClaimDeliveriesAsync(Now, Now + Lease, 100)).Select(each => each.Id), "the others");
        }),
        new("several deliveries are completed together, each as far as it has come", async place =>
        {
            var store = await place.OpenAsync();
            Life[] lives = [.. Enumerable.Range(0, 12).Select(i => new Life($"line-{i}"))];
            foreach (var life in lives)
                await store.StoreAsync([.. life.Activate(), life.Toggle()]);
            var claimed = await store.ClaimDeliveriesAsync(Now, Now + Lease, 100);
            await store.CompleteAsync([.. claimed.Select((delivery, i) => (i % 3) switch
            {
                0 => delivery.Done(),
                1 => delivery with { Told = 3, ToldOfNext = 1 },
                _ => delivery with { Tries = 2, RetryAt = Now + Lease },
            })]);
            var again = await store.ClaimDeliveriesAsync(Now, Now + Lease, 100);
            Check.Sequence(claimed.Where((_, i) => i % 3 == 1).Select(each => each.Id.ToString()).Order(), again.Select(each => each.Id.ToString()).Order(), "those that go on at once");
            Check.That(again.All(each => (each.Told, each.ToldOfNext) == (3, 1)), "each of them after the first instruction of version 4", string.Join(", ", again.Select(each => (each.Told, each.ToldOfNext))));
            var later = await store.ClaimDeliveriesAsync(Now + Lease - Tick, Now + 3 * Lease, 100);
            Check.Equal(0, later.Count, "the number of those that are tried before their time");
        }),
        new("claims and leases are kept from 1970 to 2500", async place =>
        {
            var store = await place.OpenAsync();
            Life first = new("first", from: Limits.EarliestNow + Tick), last = new("last", from: Limits.LatestNow - Tick);
            await store.StoreAsync([.. first.Activate(), .. last.Activate()]);
            var early = (await store.ClaimDeliveriesAsync(Limits.EarliestNow + Tick, Limits.EarliestNow + Lease, 10)).Where(each => each.Id == first.Id).ToArray();
            Check.Equal(1, early.Length, "the number of claims of a subscription that was activated in 1970");
            await store.CompleteAsync([early[0].Done()]);
            var until = Limits.LatestNow + Duration.FromDays(1) + Tick;
            var late = await store.ClaimDeliveriesAsync(Limits.LatestNow, until, 10);
            Check.Sequence([last.Id], late.Select(each => each.Id), "what is to be handed over in 2500");
            Check.Equal(until, late[0].LeasedUntil, "the end of the lease");
            await store.CompleteAsync([late[0] with { Tries = 1, RetryAt = until + Tick }]);
            await store.HasNothingToTellAsync(until, "before the next try");
            await store.ClaimOneAsync(until + Tick, until + Lease);
        }),
        new("claimers in two processes are never given the same delivery, and together all of them", async place =>
        {
            var (one, other) = await place.OpenTwoAsync();
            Life[] lives = [.. Enumerable.Range(0, 60).Select(i => new Life($"line-{i}"))];
            foreach (var life in lives)
                await one.StoreAsync(life.Activate());
            var claimed = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(async () =>
            {
                var store = i % 2 == 0 ? one : other;
                List<Delivery> mine = [];
                while (await store.ClaimDeliveriesAsync(Now, Now + Lease, 4) is { Count: > 0 } some)
                {
                    mine.AddRange(some);
                    await store.CompleteAsync([.. some.Select(each => each.Done())]);
                }

                return mine;
            })));
            var all = claimed.SelectMany(mine => mine).ToList();

            // One who found the rest just being claimed by others has left; it is still there.
            while (await one.ClaimDeliveriesAsync(Now, Now + Lease, 4) is { Count: > 0 } rest)
                all.AddRange(rest);
            Check.Sequence(
                lives.Select(life => life.Id.ToString()).Order(StringComparer.Ordinal), all.Select(each => each.Id.ToString()).Order(StringComparer.Ordinal), "the claimed subscriptions");
        }),
        new("appends and completions at the same time lose nothing and tell nothing twice", async place =>
        {
            var (one, other) = await place.OpenTwoAsync();
            var life = new Life("line-1");
            await one.StoreAsync(life.Activate());
            var isAppended = false;
            var appending = Task.Run(async () =>
            {
                for (var i = 0; i < 40; i++)
                    await one.StoreAsync(life.Toggle());
                Volatile.Write(ref isAppended, true);
            });
            List<LifecycleEvent> told = [];
            for (var isLast = false; !isLast;)
            {
                isLast = Volatile.Read(ref isAppended) || appending.IsCompleted;
                while (await other.ClaimDeliveriesAsync(Now, Now + Lease, 4) is [var claimed])
                {
                    told.AddRange(claimed.Events);
                    await other.CompleteAsync([claimed.Done()]);
                }
            }

            await appending;
            Check.Sequence(life.Events[2..], told, "all events to hand over");
        }),
    ];

    internal static DeadLetter Letter(Life life, long version, string what, Instant at) => new(life.Id, version, $"{life.Id}/{version}/{what}", 12, at, "TimeoutException: …");
}
