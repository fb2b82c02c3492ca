using System.Collections.Concurrent;

namespace EsimLifecycle.Hosting.Tests;

public sealed class StateCacheTests
{
    private static readonly ConcurrentDictionary<string, Subscription[]> States = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(50)]
    [InlineData(int.MaxValue)]
    public void It_keeps_no_more_than_it_may(int capacity)
    {
        var cache = new StateCache(capacity);
        var states = Enumerable.Range(0, 120).Select(i => StateOf($"line-{i}", 1)).ToArray();
        foreach (var state in states)
            cache.Keep(state);
        states.Count(each => cache.Find(each.Id).Version > 0).Should().BeInRange(Math.Min(120, capacity / 2), capacity);
    }

    [Fact]
    public void What_is_used_stays_and_an_older_state_takes_no_newer_ones_place()
    {
        var cache = new StateCache(10);
        cache.Keep(StateOf("line-1", 2));
        for (var i = 0; i < 100; i++)
        {
            cache.Keep(StateOf($"other-{i}", 1));
            cache.Find(new("line-1")).Version.Should().Be(2);
            cache.Keep(StateOf("line-1", 1));
        }

        cache.Find(new("other-1")).Should().Be(Subscription.None);
        cache.Forget(new("line-1"));
        cache.Find(new("line-1")).Should().Be(Subscription.None);
        cache.Keep(StateOf("line-1", 1));
        cache.Find(new("line-1")).Version.Should().Be(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_host_with_hardly_any_memory_decides_the_same(int cacheSize)
    {
        await using var host = new SubscriptionHost(new MemoryStore(), [Line.Policy], new() { CacheSize = cacheSize }, RunningHost.NewClock());
        for (var i = 0; i < 5; i++)
            await host.ActivateAsync($"line-{i}");
        for (var i = 0; i < 5; i++)
        {
            (await host.ContactAsync($"line-{i}", "contact-2", "m-1")).Outcome.Should().Be(Outcome.Accepted);
            (await host.ContactAsync($"line-{i}", "contact-2", "m-1")).Outcome.Should().Be(Outcome.AlreadyDone);
            (await host.StateAsync($"line-{i}")).Should().Be(Lifecycle.Replay(await host.ReadAsync(new($"line-{i}"), cancel: Cancel).ToListAsync(Cancel)));
        }
    }

    [Fact]
    public async Task A_long_history_is_read_whole_once_and_then_from_its_snapshot_which_can_be_dropped()
    {
        var store = new StoreDouble(new MemoryStore());
        var read = 0;
        store.Read = (id, after, cancel) => store.Inner.ReadAsync(id, after, cancel).Select(each =>
        {
            read++;
            return each;
        });
        var options = new SubscriptionHostOptions { CacheSize = 0, SnapshotAfter = 50 };
        await using var host = new SubscriptionHost(store, [Line.Policy], options, RunningHost.NewClock());
        await using (var writer = new SubscriptionHost(store.Inner, [Line.Policy], clock: RunningHost.NewClock()))
        {
            await writer.OpenAsync("line-1");
            for (var i = 0; i < 120; i++)
                await writer.ContactAsync("line-1", $"contact-{i}");
        }

        var state = await host.StateAsync("line-1");
        (read, state.Version).Should().Be((121, 121));
        await host.ContactAsync("line-1", "contact-last");
        read.Should().Be(121, "it was read from the snapshot");
        state = await host.StateAsync("line-1");
        (read, state.Version).Should().Be((122, 122));

        store.ReadSnapshot = (_, _) => new(Subscription.None);
        store.SaveSnapshot = (_, _) => throw new IOException("The disk is full.");
        (await host.StateAsync("line-1")).Should().Be(state);
        read.Should().Be(244, "without the snapshot everything is read again");
    }

    private static Subscription StateOf(string id, int version) => States.GetOrAdd(id, _ =>
    {
        var (lifecycle, now) = (new Lifecycle(Line.Policy), Instant.FromUtc(2026, 1, 31, 3, 0));
        var opened = lifecycle.Decide(Subscription.None, new OpenSubscription(new(id), "keep-monthly"), new(now, Caller.Carrier, new("m-1"))).Subscription;
        return [opened, lifecycle.Decide(opened, new UpdateContact(new("contact-1")), new(now, Caller.Carrier, new("m-2"))).Subscription];
    })[version - 1];
}
