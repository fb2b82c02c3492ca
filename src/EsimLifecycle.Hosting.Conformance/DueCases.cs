namespace EsimLifecycle.Hosting.Conformance;

/// <summary>Whose deadline has come is claimed by one process at a time.</summary>
internal static class DueCases
{
    private static readonly Duration Tick = Duration.FromTicks(1);
    private static readonly Duration Lease = Duration.FromMinutes(2);

    public static readonly KeyValuePair<string, Func<StorePlace, Task>>[] All =
    [
        new("a deadline is claimed when it has come, to the tick, and not before", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            await store.StoreAsync([.. life.Activate(), life.Renew()]);
            var due = life.State.NextDeadline!.Value;
            Check.That(due.ToUnixTimeTicks() % 10 != 0, "a deadline with a fraction of a microsecond", $"{due}");
            await ClaimedAsync(store, due - Tick, due + Lease, []);
            await ClaimedAsync(store, due, due + Lease, [life]);
        }),
        new("a claimed deadline is given to nobody until the lease ends, to the tick, and then again", async place =>
        {
            var (one, other) = await place.OpenTwoAsync();
            var life = new Life("line-1");
            await one.StoreAsync(life.Open());
            var now = life.State.NextDeadline!.Value + Duration.FromHours(3);
            var until = now + Lease + 3 * Tick;
            await ClaimedAsync(one, now, until, [life]);
            await ClaimedAsync(one, now, until, []);
            await ClaimedAsync(other, until - Tick, until + Lease, []);
            await ClaimedAsync(other, until, until + Lease, [life]);
            await ClaimedAsync(one, until, until + Lease, []);
        }),
        new("those that have been due for longest are claimed first, and no more than are asked for", async place =>
        {
            var store = await place.OpenAsync();
            Life[] lives = [.. Enumerable.Range(0, 30).Select(i => new Life($"line-{i * 7 % 30}", from: Life.Start + Duration.FromDays(i * 11 % 30)))];
            foreach (var life in lives)
                await store.StoreAsync(life.Open());
            Life[] sorted = [.. lives.OrderBy(life => life.State.NextDeadline)];
            var now = sorted[^1].State.NextDeadline!.Value;
            await ClaimedAsync(store, now, now + Lease, sorted[..7], max: 7);
            await ClaimedAsync(store, now, now + Lease, sorted[7..8], max: 1);
            await ClaimedAsync(store, now, now + Lease, sorted[8..], max: 100);
        }),
        new("an append ends the claim and sets the next deadline", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            await store.StoreAsync([.. life.Activate(), life.Renew()]);
            var due = life.State.NextDeadline!.Value;
            await ClaimedAsync(store, due, due + Duration.FromDays(1000), [life]);
            await store.StoreAsync(life.Advance());
            var next = life.State.NextDeadline!.Value;
            Check.That(next > due && next < due + Duration.FromDays(1000), "a later deadline within the lease", $"{next}");
            await ClaimedAsync(store, next - Tick, next + Lease, []);
            await ClaimedAsync(store, next, next + Lease, [life]);
        }),
        new("an append brings a deadline forward or puts it off", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            await store.StoreAsync(life.Open());
            var opened = life.State.NextDeadline!.Value;
            await store.StoreAsync(life.Do(new RecordPayment(new Reference("payment-1"), Money.Parse("USD 3.00"), PaymentMethod.Card)), life.Do(new Activate()));
            var nearer = life.State.NextDeadline!.Value;
            await store.StoreAsync(life.Renew(), life.Do(new RecordPayment(new Reference("payment-2"), Money.Parse("USD 3.00"), PaymentMethod.Card) { Charge = life.State.Renewal.Charges[0].Key }));
            var later = life.State.NextDeadline!.Value;
            Check.That(nearer < opened && later > nearer, "a nearer deadline and then a later one", $"{opened}, {nearer}, {later}");
            await ClaimedAsync(store, later - Tick, later + Lease, []);
            await ClaimedAsync(store, later, later + Lease, [life]);
        }),
        new("a refused append leaves the claim and the deadline as they are", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            await store.StoreAsync(life.Activate());
            var late = life.Elsewhere(other => other.Renew());
            await store.StoreAsync(life.Note());
            var due = life.State.NextDeadline!.Value;
            await ClaimedAsync(store, due, due + Lease, [life]);
            Check.That(!await store.AppendAsync(late), "a late append to be refused", "that it was stored");
            await ClaimedAsync(store, due, due + Lease, []);
            await ClaimedAsync(store, due + Lease, due + 2 * Lease, [life]);
        }),
        new("what has no deadline any more is never due", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            await store.StoreAsync(life.LiveWhole());
            Check.Equal(null, life.State.NextDeadline, "the deadline at the end of a life");
            await ClaimedAsync(store, Limits.LatestNow, Limits.LatestNow + Lease, []);
        }),
        new("deadlines and leases are kept from 1970 to 2500 and beyond", async place =>
        {
            var store = await place.OpenAsync();
            Life first = new("first", from: Limits.EarliestNow + Tick), last = new("last", from: Limits.LatestNow - Tick);
            await store.StoreAsync(first.Open(), last.Open());
            Instant early = first.State.NextDeadline!.Value, late = last.State.NextDeadline!.Value;
            await ClaimedAsync(store, Limits.EarliestNow, Limits.EarliestNow + Lease, []);
            await ClaimedAsync(store, early - Tick, early + Lease, []);
            await ClaimedAsync(store, early, Limits.LatestNow + Tick, [first]);
            await ClaimedAsync(store, Limits.LatestNow, late, []);
            await ClaimedAsync(store, Limits.LatestNow + Tick, late + Lease, [first]);
            await ClaimedAsync(store, late - Tick, late, []);
            await ClaimedAsync(store, late, late + Lease, [last]);
        }),
        new("claimers in two processes are never given the same deadline, and together all of them", async place =>
        {
            var (one, other) = await place.OpenTwoAsync();
            Life[] lives = [.. Enumerable.Range(0, 60).Select(i => new Life($"line-{i}"))];
            await one.AppendAsync([.. lives.Select(life => life.Open())]);
            var now = lives[0].State.NextDeadline!.Value;
            var claimed = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(async () =>
            {
                List<SubscriptionId> mine = [];
                while (await (i % 2 == 0 ? one : other).ClaimDueAsync(now, now + Lease, 4) is { Count: > 0 } some)
                    mine.AddRange(some);
                return mine;
            })));
            var all = claimed.SelectMany(mine => mine).ToList();

            // One who found the rest just being claimed by others has left; it is still there.
            while (await one.ClaimDueAsync(now, now + Lease, 4) is { Count: > 0 } rest)
                all.AddRange(rest);
            Check.Sequence(lives.Select(life => life.Id.ToString()).Order(StringComparer.Ordinal), all.Select(id => id.ToString()).Order(StringComparer.Ordinal), "the claimed subscriptions");
        }),
    ];

    private static async Task ClaimedAsync(ISubscriptionStore store, Instant now, Instant until, Life[] lives, int max = 10) =>
        Check.Sequence(lives.Select(life => life.Id), await store.ClaimDueAsync(now, until, max), $"what is due at {NodaTime.Text.InstantPattern.ExtendedIso.Format(now)}");
}
