namespace EsimLifecycle.Hosting.Conformance;

/// <summary>What a store keeps beside: its own schema, snapshots, how much is waiting.</summary>
internal static class KeepingCases
{
    private static readonly Duration Lease = Duration.FromMinutes(2);

    public static readonly KeyValuePair<string, Func<StorePlace, Task>>[] All =
    [
        new("a store is opened again, also by several at once, and nothing is lost", async place =>
        {
            ISubscriptionStore one = await place.ConnectAsync(), other = await place.ConnectAsync();
            var opened = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(async () => await (i % 2 == 0 ? one : other).OpenAsync())));
            Check.That(opened.All(policies => policies.Count == 0), "no policies in an empty store", string.Join(", ", opened.SelectMany(policies => policies)));
            var life = new Life("line-1");
            await one.StoreAsync(life.Activate());
            await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(async () => await (i % 2 == 0 ? one : other).OpenAsync())));
            await (await place.OpenAsync()).HasAsync(life.Id, life.Events);
        }),
        new("opening tells by which policies stored subscriptions were agreed, in ordinal order", async place =>
        {
            var store = await place.OpenAsync();
            foreach (var (id, policy) in new[] { ("1", "zebra"), ("2", "Zebra"), ("3", "alpha"), ("4", "it's \"new\" %_\\ (3)"), ("5", "Ärger"), ("6", "zebra") })
                await store.StoreAsync(new Life(id, Named(policy)).Open());
            string[] expected = ["Zebra", "alpha", "it's \"new\" %_\\ (3)", "zebra", "Ärger"];
            Check.Sequence(expected, await store.OpenAsync(), "the policies");
            Check.Sequence(expected, await (await place.ConnectAsync()).OpenAsync(), "the policies, for another process");
        }),
        new("what was refused leaves no policy behind", async place =>
        {
            var store = await place.OpenAsync();
            await store.StoreAsync(new Life("1").Open());
            Check.That(!await store.AppendAsync(new Life("1", Named("other")).Open("m")), "a second opening to be refused", "that it was stored");
            Check.Sequence([CarrierPolicy.Preset("axis-keep-number").Identity.Name], await store.OpenAsync(), "the policies");
        }),
        new("a subscription has no snapshot until one is saved", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            Check.Equal(Subscription.None, await store.ReadSnapshotAsync(life.Id), "the snapshot of an unknown subscription");
            await store.StoreAsync(life.Activate());
            Check.Equal(Subscription.None, await store.ReadSnapshotAsync(life.Id), "the snapshot of a subscription of which none was saved");
        }),
        new("a snapshot is read back equal, by another process too, at every version of a whole life", async place =>
        {
            var (one, other) = await place.OpenTwoAsync();
            var life = new Life("line-1");
            foreach (var append in life.LiveWhole())
            {
                await one.StoreAsync(append);
                await one.SaveSnapshotAsync(life.State);
                Check.Equal(life.State, await other.ReadSnapshotAsync(life.Id), "the snapshot");
            }
        }),
        new("of two snapshots the newer one stays, whichever is saved last", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            await store.StoreAsync(life.Activate());
            var older = life.State;
            await store.StoreAsync(life.Note());
            await store.SaveSnapshotAsync(life.State);
            await store.SaveSnapshotAsync(older);
            Check.Equal(life.State, await store.ReadSnapshotAsync(life.Id), "the snapshot");
        }),
        new("a snapshot changes nothing else: neither events nor what is due or to be told", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            await store.StoreAsync(life.Activate());
            var due = life.State.NextDeadline!.Value;
            await store.ClaimDueAsync(due, due + Lease, 10);
            await store.ClaimOneAsync(due, due + Lease);
            await store.SaveSnapshotAsync(life.State);
            await store.HasNothingToTellAsync(due, "during a claim");
            Check.Equal(0, (await store.ClaimDueAsync(due, due + Lease, 10)).Count, "the number of deadlines to claim during a claim");
            await store.HasAsync(life.Id, life.Events);
        }),
        new("the status of an empty store, and of one with nothing to do, is that nothing waits", async place =>
        {
            var store = await place.OpenAsync();
            Check.Equal(default, await store.GetStatusAsync(Life.Start), "the status of an empty store");
            var life = new Life("line-1");
            await store.StoreAsync(life.Open());
            Check.Equal(default, await store.GetStatusAsync(Life.Start), "the status of a store with nothing to do");
        }),
        new("the status tells the oldest deadline that has come, and nothing when all have passed", async place =>
        {
            var store = await place.OpenAsync();
            Life one = new("line-1"), other = new("line-2", from: Life.Start + Duration.FromDays(2));
            await store.StoreAsync(other.Open(), one.Open());
            Instant first = one.State.NextDeadline!.Value, second = other.State.NextDeadline!.Value;
            await IsAsync(first - Duration.FromTicks(1), null);
            await IsAsync(first, first);
            await IsAsync(second, first);
            await store.StoreAsync(one.Advance());
            await IsAsync(second, second);
            await store.StoreAsync(other.Advance());
            await IsAsync(second, null);

            async Task IsAsync(Instant now, Instant? due) => Check.Equal(due, (await store.GetStatusAsync(now)).OldestDue, "the oldest deadline that has come");
        }),
        new("a deadline that is claimed, however often, is the oldest until it has passed", async place =>
        {
            var store = await place.OpenAsync();
            Life one = new("line-1"), other = new("line-2", from: Life.Start + Duration.FromDays(2));
            await store.StoreAsync(other.Open(), one.Open());
            Instant first = one.State.NextDeadline!.Value, now = first + Lease;
            await IsAsync(first - Duration.FromTicks(1), null);
            for (var i = 0; i < 3; i++, now += Lease)
            {
                Check.Sequence([one.Id], await store.ClaimDueAsync(now, now + Lease, 10), "what is due");
                await IsAsync(now, first);
                await IsAsync(now + Lease, first);
            }

            await store.StoreAsync(one.Advance());
            await IsAsync(now, null);
            var second = other.State.NextDeadline!.Value;
            await store.ClaimDueAsync(second, second + Lease, 10);
            await IsAsync(second, second);

            async Task IsAsync(Instant at, Instant? due) => Check.Equal(due, (await store.GetStatusAsync(at)).OldestDue, "the oldest deadline that has come");
        }),
        new("the status counts subscriptions with instructions to hand over, and since when the first of them waits", async place =>
        {
            var store = await place.OpenAsync();
            Life one = new("line-1"), other = new("line-2", from: Life.Start + Duration.FromHours(1));
            var now = other.Now + Lease;
            await store.StoreAsync([.. other.Activate(), .. one.Activate()]);
            await IsAsync(2, one.Now);
            var claimed = await store.ClaimDeliveriesAsync(now, now + Lease, 1);
            await IsAsync(2, one.Now);
            await store.CompleteAsync([claimed[0] with { Tries = 1, RetryAt = now + Lease }]);
            await IsAsync(2, one.Now);
            await store.CompleteAsync([(await store.ClaimDeliveriesAsync(now, now + Lease, 10))[0].Done()]);
            await IsAsync(1, one.Now);
            await store.CompleteAsync([(await store.ClaimDeliveriesAsync(now + Lease, now + 2 * Lease, 10))[0].Done()]);
            await IsAsync(0, null);
            other.Now += Duration.FromHours(1);
            await store.StoreAsync(other.Toggle());
            await IsAsync(1, other.Now);

            async Task IsAsync(long untold, Instant? since)
            {
                var status = await store.GetStatusAsync(now);
                Check.Equal((untold, since), (status.Untold, status.UntoldSince), "the number of subscriptions with instructions, and since when the first waits");
            }
        }),
        new("the status counts subscriptions with dead letters", async place =>
        {
            var store = await place.OpenAsync();
            Life[] lives = [new("line-1"), new("line-2")];
            var now = Life.Start + Lease;
            foreach (var life in lives)
            {
                await store.StoreAsync(life.Activate());
                for (var i = 0; i < 2; i++)
                    await store.CompleteAsync([(await store.ClaimOneAsync(now, now + Lease)) with { DeadLetter = DeliveryCases.Letter(life, 3, $"{i}", now) }]);
                await store.CompleteAsync([(await store.ClaimOneAsync(now, now + Lease)).Done()]);
            }

            Check.Equal(new StoreStatus(null, 0, null, 2), await store.GetStatusAsync(now), "the status of two subscriptions with two dead letters each");
            await store.ReplaceDeadLetterAsync(DeliveryCases.Letter(lives[0], 3, "0", now), remove: true);
            Check.Equal(2, (await store.GetStatusAsync(now)).DeadLetters, "the number of subscriptions with dead letters");
            await store.ReplaceDeadLetterAsync(DeliveryCases.Letter(lives[0], 3, "1", now), remove: true);
            Check.Equal(1, (await store.GetStatusAsync(now)).DeadLetters, "the number of subscriptions with dead letters");
        }),
    ];

    private static CarrierPolicy Named(string name)
    {
        var policy = CarrierPolicy.Preset("axis-keep-number");
        return policy with { Identity = policy.Identity with { Name = name } };
    }
}
