namespace EsimLifecycle.Hosting.Conformance;

/// <summary>A decision is stored whole, once, and only at the version that it was decided on.</summary>
internal static class AppendCases
{
    public static readonly KeyValuePair<string, Func<StorePlace, Task>>[] All =
    [
        new("a store can append one batch at a time, or several", async place =>
        {
            var store = await place.OpenAsync();
            Check.That(store.MaxConcurrentAppends >= 1, "MaxConcurrentAppends to be at least 1", $"{store.MaxConcurrentAppends}");
        }),
        new("an append at a version that the subscription has passed is refused", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            await store.StoreAsync(life.Open());
            var late = life.Elsewhere(other => other.Note("late"));
            await store.StoreAsync(life.Note());
            Check.That(!await store.AppendAsync(late), "an append after version 1 of a subscription at version 2 to be refused", "that it was stored");
            await store.HasAsync(life.Id, life.Events);
        }),
        new("an append that would leave a gap is refused, and can be stored when the gap is filled", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            SubscriptionAppend first = life.Open(), second = life.Note(), third = life.Note();
            Check.That(!await store.AppendAsync(second), "the second event of a subscription without a first to be refused", "that it was stored");
            await store.StoreAsync(first);
            Check.That(!await store.AppendAsync(third), "the third event of a subscription without a second to be refused", "that it was stored");
            await store.HasAsync(life.Id, life.Events[..1]);
            await store.StoreAsync(second, third);
            await store.HasAsync(life.Id, life.Events);
        }),
        new("the same append a second time is refused", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            var opened = life.Open();
            await store.StoreAsync(opened);
            Check.That(!await store.AppendAsync(opened), "an append that is stored already to be refused", "that it was stored again");
            await store.HasAsync(life.Id, life.Events);
        }),
        new("several events are stored whole or not at all", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            await store.StoreAsync(life.Activate());
            life.Now += Duration.FromDays(10);
            var leaving = life.Elsewhere(other => other.Do(new RequestCancellation(CancellationReason.NoLongerNeeded), "leaving"));
            Check.That(leaving.Events.Count > 1, "a decision with several events", $"{leaving.Events.Count}");
            await store.StoreAsync(life.Note());
            Check.That(!await store.AppendAsync(leaving), "several events, the first of whose versions is taken, to be refused", "that they were stored");
            await store.HasAsync(life.Id, life.Events);
            await store.StoreAsync(life.Do(new RequestCancellation(CancellationReason.NoLongerNeeded), "leaving"));
            await store.HasAsync(life.Id, life.Events);
        }),
        new("what is refused does not hold up the others of its batch", async place =>
        {
            var store = await place.OpenAsync();
            Life[] lives = [.. Enumerable.Range(0, 100).Select(i => new Life($"line-{i}"))];
            Check.Sequence(lives.Select(_ => true), await store.AppendAsync([.. lives.Select(life => life.Open())]), "the results of opening a hundred");

            // Every seventh is too late.
            SubscriptionAppend[] batch = [.. lives.Select((life, i) => i % 7 == 3 ? life.Elsewhere(other => other.Note("late")) : life.Note())];
            foreach (var life in lives.Where((_, i) => i % 7 == 3))
                await store.StoreAsync(life.Note());
            Check.Sequence(lives.Select((_, i) => i % 7 != 3), await store.AppendAsync(batch), "the results of a batch in which every seventh is too late");
            foreach (var life in lives)
                await store.HasAsync(life.Id, life.Events);
        }),
        new("of many who append at one version, in two processes, exactly one is stored", async place =>
        {
            var (one, other) = await place.OpenTwoAsync();
            var life = new Life("line-1");
            await one.StoreAsync(life.Open());
            for (var round = 0; round < 5; round++)
                await RaceAsync(one, other, life, (racer, i) => racer.Do(new UpdateContact(new PersonalReference($"contact-{round}-{i}")), $"race-{round}-{i}"));
        }),
        new("of many who open the same subscription, in two processes, exactly one is stored", async place =>
        {
            var (one, other) = await place.OpenTwoAsync();
            for (var round = 0; round < 5; round++)
                await RaceAsync(one, other, new Life($"line-{round}"), (racer, i) => racer.Open($"open-{i}"));
        }),
        new("batches that cross in two processes end, each append stored once", async place =>
        {
            var (one, other) = await place.OpenTwoAsync();
            Life[] lives = [.. Enumerable.Range(0, 40).Select(i => new Life($"line-{i}"))];
            SubscriptionAppend[] there = [.. lives.Select(life => life.Elsewhere(racer => racer.Open("there")))], back = [.. lives.Reverse().Select(life => life.Elsewhere(racer => racer.Open("back")))];
            var results = await Task.WhenAll(Task.Run(async () => await one.AppendAsync(there)), Task.Run(async () => await other.AppendAsync(back)));
            for (var i = 0; i < lives.Length; i++)
            {
                Check.That(results[0][i] != results[1][^(i + 1)], $"exactly one of two who opened '{lives[i].Id}' to be stored", results[0][i] ? "both" : "neither");
                Check.Equal(1, (await one.ReadAllAsync(lives[i].Id)).Count, $"the number of events of '{lives[i].Id}'");
            }
        }),
        new("an append that is called off before it begins stores nothing", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            var opened = life.Open();
            try
            {
                await store.AppendAsync(opened, new CancellationToken(canceled: true));
                throw new StoreConformanceException("Expected an OperationCanceledException from an append that was called off; found none.");
            }
            catch (OperationCanceledException)
            {
                await store.HasAsync(life.Id, []);
            }

            await store.StoreAsync(opened);
        }),
    ];

    private static async Task RaceAsync(ISubscriptionStore one, ISubscriptionStore other, Life life, Func<Life, int, SubscriptionAppend> act)
    {
        SubscriptionAppend[] racing = [.. Enumerable.Range(0, 16).Select(i => life.Elsewhere(racer => act(racer, i)))];
        var results = await Task.WhenAll(racing.Select((append, i) => Task.Run(() => (i % 2 == 0 ? one : other).AppendAsync(append))));
        Check.Equal(1, results.Count(isStored => isStored), "the number of appends at one version that were stored");
        var winner = Array.IndexOf(results, true);
        act(life, winner);
        await one.HasAsync(life.Id, life.Events);
        await other.HasAsync(life.Id, life.Events);
    }
}
