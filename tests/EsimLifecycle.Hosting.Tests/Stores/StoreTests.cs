using EsimLifecycle.Hosting.Conformance;
using Microsoft.Extensions.Time.Testing;

namespace EsimLifecycle.Hosting.Tests;

/// <summary>What both stores on disk have to do beyond the conformance suite.</summary>
public abstract class StoreTests : IAsyncLifetime
{
    private static readonly CarrierPolicy Policy = CarrierPolicy.Preset("axis-keep-number");
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 31, 10, 0, 0, TimeSpan.Zero));
    private readonly List<ISubscriptionStore> _stores = [];

    public static TheoryData<string> Cases => [.. StoreConformance.Cases];

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected Instant Now => Instant.FromDateTimeOffset(_clock.GetUtcNow());

    /// <summary>Another store on the same place, as another process would have it.</summary>
    protected abstract ValueTask<ISubscriptionStore> MakeAsync();

    public virtual ValueTask InitializeAsync() => default;

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
            await ((IAsyncDisposable)store).DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory, MemberData(nameof(Cases))]
    public Task It_conforms(string name) => StoreConformance.RunAsync(name, _ => MakeAsync(), Cancel);

    [Fact]
    public async Task What_was_stored_is_there_for_the_next_process()
    {
        await using (var host = await StartAsync())
        {
            await OpenAsync(host, "line-1");
            await ContactAsync(host, "line-1", "contact-1");
        }

        await using var next = await StartAsync();

        (await next.GetAsync(new("line-1"), Cancel)).Version.Should().Be(2);
        (await ContactAsync(next, "line-1", "contact-1")).Outcome.Should().Be(Outcome.AlreadyDone);
        (await _stores[^1].OpenAsync(Cancel)).Should().Equal(Policy.Identity.Name);
    }

    [Fact]
    public async Task Of_two_processes_that_decide_on_the_same_one_comes_second_and_decides_again()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();
        var lines = Enumerable.Range(1, 8).Select(n => $"line-{n}").ToArray();
        foreach (var line in lines)
            await OpenAsync(one, line);

        // Each message is sent to both at once, and each process has its own besides.
        await Task.WhenAll(
            from line in lines
            from n in Enumerable.Range(0, 10)
            from host in new[] { one, other }
            from message in new[] { $"both-{n}", $"{(host == one ? "one" : "other")}-{n}" }
            select Task.Run(() => ContactAsync(host, line, message).AsTask()));

        foreach (var line in lines)
        {
            var events = await one.ReadAsync(new(line), cancel: Cancel).ToListAsync(Cancel);
            events.Select(each => each.Version).Should().Equal(Enumerable.Range(1, 31).Select(n => (long)n));
            events.OfType<ContactUpdated>().Select(each => each.Cause!.Command.ToString()).Should().OnlyHaveUniqueItems();
            Lifecycle.Replay(events).Should().Be(await other.GetAsync(new(line), Cancel));
        }
    }

    [Fact]
    public async Task A_long_history_is_read_in_order_and_snapshots_may_be_lost_at_any_time()
    {
        await using var host = await StartAsync();
        await OpenAsync(host, "line-1");
        for (var n = 1; n < 1250; n++)
            await ContactAsync(host, "line-1", $"contact-{n}");

        (await host.ReadAsync(new("line-1"), cancel: Cancel).Select(each => each.Version).ToListAsync(Cancel)).Should().Equal(Enumerable.Range(1, 1250).Select(n => (long)n));
        (await host.ReadAsync(new("line-1"), 1000, Cancel).CountAsync(Cancel)).Should().Be(250);

        var before = await host.GetAsync(new("line-1"), Cancel);
        await using (var other = await StartAsync())
            (await other.GetAsync(new("line-1"), Cancel)).Should().Be(before);
        (await _stores[0].ReadSnapshotAsync(new("line-1"), Cancel)).Should().Be(before);
        await RunAsync("DROP TABLE snapshot");
        (await _stores[0].ReadSnapshotAsync(new("line-1"), Cancel)).Should().Be(Subscription.None);
        await _stores[0].SaveSnapshotAsync(before, Cancel);

        await using var next = await StartAsync();
        (await next.GetAsync(new("line-1"), Cancel)).Should().Be(before);
        (await _stores[0].ReadSnapshotAsync(new("line-1"), Cancel)).Should().Be(before);
        await RunAsync("UPDATE snapshot SET json = '{\"of\": \"another release\"}'");
        (await _stores[0].ReadSnapshotAsync(new("line-1"), Cancel)).Should().Be(Subscription.None);
    }

    [Fact]
    public async Task A_thousand_that_are_due_are_given_to_three_who_claim_once_each()
    {
        await using var host = await StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(n => OpenAsync(host, $"line-{n}").AsTask()));
        var stores = new[] { _stores[0], await OpenStoreAsync(), await OpenStoreAsync() };
        var (now, until) = (Now + Duration.FromDays(400), Now + Duration.FromDays(401));
        var oldest = (await _stores[0].GetStatusAsync(now, Cancel)).OldestDue!.Value;
        oldest.Should().BeLessThan(now);

        var claimed = await Task.WhenAll(stores.Select(store => Task.Run(async () =>
        {
            List<SubscriptionId> all = [];
            for (var count = -1; count != all.Count;)
            {
                count = all.Count;
                all.AddRange(await store.ClaimDueAsync(now, until, 64, Cancel));
            }

            return all;
        })));

        claimed.SelectMany(each => each).Should().HaveCount(1000).And.OnlyHaveUniqueItems();
        (await _stores[0].GetStatusAsync(now, Cancel)).OldestDue.Should().Be(oldest, "none of them has passed");
        (await _stores[0].ClaimDueAsync(until, until + Duration.FromHours(1), 2000, Cancel)).Should().HaveCount(1000);
    }

    [Fact]
    public async Task A_version_to_come_leaves_no_gap_and_spoils_nothing_for_the_others()
    {
        var store = await OpenStoreAsync();
        var (first, second, third) = (Opened("line-1"), Opened("line-2"), Opened("line-3"));
        (await store.AppendAsync([first, second], Cancel)).Should().Equal(true, true);
        var (known, ahead) = (Changed(first, "m-1"), Changed(Changed(second, "m-1"), "m-2"));

        (await store.AppendAsync([ahead, known, third], Cancel)).Should().Equal(false, true, true);
        (await store.AppendAsync([Changed(Opened("line-4"), "m-1")], Cancel)).Should().Equal(false);

        (await store.ReadAsync(new("line-2"), 0, Cancel).CountAsync(Cancel)).Should().Be(1);
        (await store.ReadAsync(new("line-4"), 0, Cancel).CountAsync(Cancel)).Should().Be(0);
    }

    [Fact]
    public async Task A_deadline_between_two_ticks_is_not_due_before_its_time()
    {
        var store = await OpenStoreAsync();
        _clock.Advance(TimeSpan.FromTicks(3));
        await store.AppendAsync([Opened("line-1")], Cancel);
        var due = Lifecycle.Replay(await store.ReadAsync(new("line-1"), 0, Cancel).ToListAsync(Cancel)).NextDeadline!.Value;
        var lease = due + Duration.FromHours(1);

        (await store.ClaimDueAsync(due - Duration.FromNanoseconds(1), lease, 10, Cancel)).Should().BeEmpty();
        (await store.ClaimDueAsync(due, lease, 10, Cancel)).Should().ContainSingle();
    }

    [Fact]
    public async Task An_event_that_can_not_be_read_holds_back_the_instructions_of_its_own_subscription_only()
    {
        await using var host = await StartAsync();
        foreach (var line in new[] { "line-1", "line-2" })
            await host.ActivateAsync(line);
        await host.UnbindAllAsync("line-1");
        await RunAsync("UPDATE event SET json = '{ \"event\": \"FromTheFuture\" }' WHERE subscription = 'line-1' AND version = 5");

        var claimed = await _stores[0].ClaimDeliveriesAsync(Now, Now + Duration.FromHours(1), 10, Cancel);
        claimed.ToDictionary(each => $"{each.Id}", each => each.Events.Select(@event => @event.Version).ToArray()).Should()
            .BeEquivalentTo(new Dictionary<string, long[]> { ["line-1"] = [3, 4], ["line-2"] = [3] });

        await _stores[0].CompleteAsync([claimed.Single(each => $"{each.Id}" == "line-1") with { Told = 4 }], Cancel);
        (await _stores[0].ClaimDeliveriesAsync(Now, Now + Duration.FromHours(1), 10, Cancel)).Should().ContainSingle().Which.Events.Should().BeEmpty();
    }

    [Fact]
    public async Task Several_processes_open_a_new_place_at_once()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => MakeAsync().AsTask()));
        _stores.AddRange(stores);

        var names = await Task.WhenAll(stores.Select(store => Task.Run(() => store.OpenAsync(Cancel).AsTask())));

        names.Should().AllSatisfy(each => each.Should().BeEmpty());
        (await stores[0].AppendAsync([Opened("line-1")], Cancel)).Should().Equal(true);
        (await stores[1].OpenAsync(Cancel)).Should().Equal(Policy.Identity.Name);
    }

    [Theory]
    [InlineData("UPDATE meta SET value = '7' WHERE name = 'schema'", "*version 7 of the store's tables*expected 1 at the most*")]
    [InlineData("DROP TABLE event", "*no table 'event'*expected all of*")]
    [InlineData("DROP TABLE meta; CREATE TABLE meta (a integer)", "*table 'meta' that this store did not make*")]
    [InlineData("DROP TABLE meta", "*table 'policy' that this store did not make*")]
    [InlineData("UPDATE meta SET value = 'Mine' WHERE name = 'store'", "*table 'meta' that this store did not make*")]
    public async Task What_is_not_its_own_is_refused_and_left_as_it_is(string sql, string message)
    {
        await OpenStoreAsync();
        await RunAsync(sql);
        var before = await TablesAsync();
        var store = await MakeAsync();
        _stores.Add(store);

        for (var again = 0; again < 2; again++)
            await FluentActions.Awaiting(() => store.OpenAsync(Cancel).AsTask()).Should().ThrowAsync<InvalidOperationException>().WithMessage(message);

        (await TablesAsync()).Should().Equal(before);
    }

    /// <summary>Runs SQL past the store.</summary>
    protected abstract Task RunAsync(string sql);

    protected abstract Task<IReadOnlyList<string>> TablesAsync();

    protected async ValueTask<ISubscriptionStore> OpenStoreAsync()
    {
        var store = await MakeAsync();
        _stores.Add(store);
        await store.OpenAsync(Cancel);
        return store;
    }

    protected SubscriptionAppend Opened(string line) => new(
        new Lifecycle(Policy).Decide(Subscription.None, new OpenSubscription(new(line), "keep-monthly"), new CommandContext(Now, Caller.Carrier, new("open"))), new CommandId("open"));

    protected SubscriptionAppend Changed(SubscriptionAppend before, string message) => new(
        new Lifecycle(Policy).Decide(
            before.Decision.Subscription, new UpdateContact(new PersonalReference(message)), new CommandContext(Now, Caller.Carrier, new(message))), new CommandId(message));

    private async ValueTask<SubscriptionHost> StartAsync() => new(await OpenStoreAsync(), [Policy], clock: _clock);

    private static ValueTask<Decision> OpenAsync(SubscriptionHost host, string line) =>
        host.DoAsync(new(line), new OpenSubscription(new(line), "keep-monthly"), Caller.Carrier, new CommandId("open"), cancel: Cancel);

    private static ValueTask<Decision> ContactAsync(SubscriptionHost host, string line, string contact) =>
        host.DoAsync(new(line), new UpdateContact(new PersonalReference(contact)), Caller.Carrier, new CommandId(contact), cancel: Cancel);
}
