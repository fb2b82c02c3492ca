using System.Data;

namespace EsimLifecycle.Hosting.Tests;

/// <summary>Somebody else is faster, a store fails in the middle, a message comes again years later: it is done once.</summary>
public sealed class ConflictTests : IAsyncDisposable
{
    private readonly StoreDouble _store = new(new MemoryStore());
    private readonly List<SubscriptionHost> _hosts = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(10)]
    public async Task A_store_that_always_says_that_somebody_was_faster_is_asked_so_many_times(int conflicts)
    {
        var host = NewHost(new() { MaxConflicts = conflicts });
        await host.OpenAsync("line-1");
        var appends = Refusing();

        await FluentActions.Awaiting(() => host.ContactAsync("line-1", "contact-2")).Should().ThrowAsync<DBConcurrencyException>().WithMessage("Others have changed the subscription * times *");
        appends().Should().Be(conflicts + 1);
        await FluentActions.Awaiting(() => NewHost(new() { MaxConflicts = conflicts }, RunningHost.NewClock().GetUtcNow().AddYears(2)).AdvanceAsync(new("line-1"), Cancel).AsTask())
            .Should().ThrowAsync<DBConcurrencyException>();
        appends().Should().Be(2 * (conflicts + 1));

        _store.Append = _store.Inner.AppendAsync;
        (await host.ContactAsync("line-1", "contact-2")).Outcome.Should().Be(Outcome.Accepted, "it can be tried again");
    }

    [Fact]
    public async Task Two_hosts_that_decide_on_stale_states_store_each_command_once()
    {
        SubscriptionHost one = NewHost(), other = NewHost();
        await one.ActivateAsync("line-1");
        await other.StateAsync("line-1");
        for (var i = 0; i < 20; i++)
        {
            await one.ContactAsync("line-1", $"contact-{2 * i}");
            await other.ContactAsync("line-1", $"contact-{(2 * i) + 1}");
        }

        (await one.GiveAsync("line-1", new RequestCancellation(CancellationReason.NoLongerNeeded))).Outcome.Should().Be(Outcome.Accepted);
        var refused = await other.GiveAsync("line-1", new RequestCancellation(CancellationReason.NoLongerNeeded));
        refused.Outcome.Should().Be(Outcome.Refused, "the other host has seen it, though it knew an older state");
        (await one.StateAsync("line-1")).Should().Be(await other.StateAsync("line-1"));
        (await VersionsAsync("line-1")).Should().Equal(Enumerable.Range(1, (int)refused.Subscription.Version).Select(version => (long)version));
    }

    [Fact]
    public async Task A_refusal_is_never_given_on_a_state_that_is_old()
    {
        SubscriptionHost one = NewHost(), other = NewHost();
        await one.ActivateAsync("line-1");
        (await one.GiveAsync("line-1", new RequestCancellation(CancellationReason.NoLongerNeeded))).Outcome.Should().Be(Outcome.Accepted);
        (await other.GiveAsync("line-1", new Renew(PaymentMethod.Card))).Outcome.Should().Be(Outcome.Refused);
        await one.GiveAsync("line-1", new WithdrawCancellation());

        (await other.GiveAsync("line-1", new Renew(PaymentMethod.Card))).Outcome.Should().Be(Outcome.Accepted);
    }

    [Fact]
    public async Task A_message_that_was_stored_by_another_process_long_ago_is_already_done_here()
    {
        SubscriptionHost one = NewHost(), other = NewHost();
        await one.OpenAsync("line-1");
        await one.ContactAsync("line-1", "contact-first", "m-1");
        for (var i = 0; i < 200; i++)
            await one.ContactAsync("line-1", $"contact-{i}");
        var version = (await other.StateAsync("line-1")).Version;

        (await other.ContactAsync("line-1", "contact-first", "m-1")).Outcome.Should().Be(Outcome.AlreadyDone);
        (await NewHost(new() { CacheSize = 0 }).ContactAsync("line-1", "contact-first", "m-1")).Outcome.Should().Be(Outcome.AlreadyDone);
        (await other.ContactAsync("line-1", "contact-other", "m-1")).Refusals.Should().ContainSingle().Which.Code.Should().Be(RefusalCode.CommandIdReused);
        (await one.StateAsync("line-1")).Version.Should().Be(version);
    }

    [Fact]
    public async Task A_payment_under_an_id_that_is_taken_is_recorded_all_the_same_and_once()
    {
        var host = NewHost();
        await host.OpenAsync("line-1", "m-1");
        for (var i = 0; i < 200; i++)
            await host.ContactAsync("line-1", $"contact-{i}");
        var payment = new RecordPayment(new Reference("payment-1"), Money.Parse("USD 3.00"), PaymentMethod.Card);

        (await host.GiveAsync("line-1", payment, "m-1")).Outcome.Should().Be(Outcome.Accepted);
        (await host.GiveAsync("line-1", payment, "m-1")).Outcome.Should().Be(Outcome.AlreadyDone);
        (await host.GiveAsync("line-1", payment, "m-2")).Outcome.Should().Be(Outcome.AlreadyDone);
        (await _store.ReadAsync(new("line-1"), 0, Cancel).ToListAsync(Cancel)).OfType<PaymentRecorded>().Should().ContainSingle();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task If_a_store_fails_and_nobody_knows_what_it_has_stored_the_same_message_is_given_again(bool isStored)
    {
        var host = NewHost();
        await host.OpenAsync("line-1");
        var fails = true;
        _store.Append = async (batch, cancel) =>
        {
            var results = isStored || !fails ? await _store.Inner.AppendAsync(batch, cancel) : [];
            return fails ? throw new IOException("The connection was lost.") : results;
        };
        await FluentActions.Awaiting(() => host.ContactAsync("line-1", "contact-2", "m-2")).Should().ThrowAsync<IOException>();
        fails = false;

        (await host.StateAsync("line-1")).Version.Should().Be(isStored ? 2 : 1);
        (await host.ContactAsync("line-1", "contact-2", "m-2")).Outcome.Should().Be(isStored ? Outcome.AlreadyDone : Outcome.Accepted);
        (await VersionsAsync("line-1")).Should().Equal(1, 2);
    }

    [Fact]
    public async Task A_store_that_fails_for_one_batch_fails_for_nobody_else()
    {
        var host = NewHost();
        await host.OpenAsync("line-1");
        _store.Append = (_, _) => throw new IOException("down");
        await FluentActions.Awaiting(() => host.ContactAsync("line-1", "contact-2")).Should().ThrowAsync<IOException>();
        _store.Append = (_, _) => new([true, true]);
        await FluentActions.Awaiting(() => host.ContactAsync("line-1", "contact-2")).Should().ThrowAsync<InvalidOperationException>().WithMessage("The store gave 2 results; expected one for each of 1 items.");
        _store.Append = _store.Inner.AppendAsync;
        (await host.ContactAsync("line-1", "contact-2")).Outcome.Should().Be(Outcome.Accepted);
    }

    [Fact]
    public async Task A_store_that_was_restored_from_an_older_copy_is_believed()
    {
        var (host, older) = (NewHost(), new MemoryStore());
        _store.Append = async (batch, cancel) =>
        {
            if (batch[0].Version <= 3)
                await older.AppendAsync(batch, cancel);
            return await _store.Inner.AppendAsync(batch, cancel);
        };
        await host.ActivateAsync("line-1");
        await host.ContactAsync("line-1", "contact-2");

        (_store.Append, _store.Read, _store.FindMessage) = (older.AppendAsync, older.ReadAsync, older.FindMessageAsync);
        (await host.ContactAsync("line-1", "contact-3")).Outcome.Should().Be(Outcome.Accepted);
        (await VersionsAsync("line-1")).Should().Equal(1, 2, 3, 4);
    }

    [Fact]
    public async Task What_is_called_off_before_it_is_stored_is_not_stored_and_what_is_being_stored_is_not_called_off()
    {
        var host = NewHost();
        await host.OpenAsync("line-1");
        using var called = new CancellationTokenSource();
        var (storing, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        _store.Append = async (batch, cancel) =>
        {
            storing.TrySetResult();
            await go.Task;
            return await _store.Inner.AppendAsync(batch, cancel);
        };
        var stored = host.DoAsync(new("line-1"), new UpdateContact(new("contact-2")), Caller.Carrier, new("m-2"), cancel: called.Token).AsTask();
        await storing.Task;
        var waiting = host.DoAsync(new("line-1"), new UpdateContact(new("contact-3")), Caller.Carrier, new("m-3"), cancel: called.Token).AsTask();
        await called.CancelAsync();

        await FluentActions.Awaiting(() => waiting).Should().ThrowAsync<OperationCanceledException>();
        go.SetResult();
        (await stored).Outcome.Should().Be(Outcome.Accepted);
        (await VersionsAsync("line-1")).Should().Equal(1, 2);
        await FluentActions.Awaiting(() => host.DoAsync(new("line-1"), new UpdateContact(new("contact-4")), Caller.Carrier, new("m-4"), cancel: called.Token).AsTask())
            .Should().ThrowAsync<OperationCanceledException>();
        await FluentActions.Awaiting(() => host.GetAsync(new("line-1"), called.Token).AsTask()).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task What_is_being_stored_when_the_host_is_disposed_of_is_stored_and_nothing_after_it()
    {
        var host = NewHost();
        await host.OpenAsync("line-1");
        var (storing, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        _store.Append = async (batch, cancel) =>
        {
            storing.TrySetResult();
            await go.Task;
            return await _store.Inner.AppendAsync(batch, cancel);
        };
        var stored = host.ContactAsync("line-1", "contact-2");
        await storing.Task;
        var others = Enumerable.Range(0, 20).Select(i => host.OpenAsync($"other-{i}")).ToArray();
        var disposed = host.DisposeAsync().AsTask();
        go.SetResult();
        await disposed;

        (await stored).Outcome.Should().Be(Outcome.Accepted);
        for (var i = 0; i < others.Length; i++)
        {
            // One whose id shares its gate with another was not in line yet.
            if (await others[i].ContinueWith(each => each.Exception?.InnerException, Cancel, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default) is { } fault)
                fault.Should().BeOfType<ObjectDisposedException>();
            (await VersionsAsync($"other-{i}")).Should().HaveCount(others[i].IsFaulted ? 0 : 1);
        }

        others.Should().Contain(each => each.IsCompletedSuccessfully);
        await FluentActions.Awaiting(() => host.ContactAsync("line-1", "contact-3")).Should().ThrowAsync<ObjectDisposedException>();
        await host.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
            await host.DisposeAsync();
    }

    private SubscriptionHost NewHost(SubscriptionHostOptions? options = null, DateTimeOffset? now = null)
    {
        var clock = RunningHost.NewClock();
        if (now is { } at)
            clock.SetUtcNow(at);
        var host = new SubscriptionHost(_store, [Line.Policy], options, clock);
        _hosts.Add(host);
        return host;
    }

    private Func<int> Refusing()
    {
        var appends = 0;
        _store.Append = (batch, _) =>
        {
            appends += batch.Count;
            return new([.. batch.Select(_ => false)]);
        };
        return () => appends;
    }

    private async Task<IEnumerable<long>> VersionsAsync(string id) => (await _store.ReadAsync(new(id), 0, Cancel).ToListAsync(Cancel)).Select(each => each.Version);
}
