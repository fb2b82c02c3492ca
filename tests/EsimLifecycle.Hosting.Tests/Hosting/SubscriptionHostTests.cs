using Microsoft.Extensions.Time.Testing;

namespace EsimLifecycle.Hosting.Tests;

public sealed class SubscriptionHostTests : IAsyncDisposable
{
    private static readonly CarrierPolicy Policy = CarrierPolicy.Preset("axis-keep-number");
    private static readonly SubscriptionId Id = new("line-1");
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 31, 10, 0, 0, TimeSpan.Zero));
    private readonly MemoryStore _store = new();
    private readonly SubscriptionHost _host;

    public SubscriptionHostTests() => _host = new SubscriptionHost(_store, [Policy], clock: _clock);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_decided_is_stored_and_the_same_message_again_changes_nothing()
    {
        (await OpenAsync("m-1")).Outcome.Should().Be(Outcome.Accepted);
        (await OpenAsync("m-1")).Outcome.Should().Be(Outcome.AlreadyDone);

        var events = await _host.ReadAsync(Id, cancel: Cancel).ToListAsync(Cancel);
        events.Should().ContainSingle().Which.Should().BeOfType<SubscriptionOpened>();
        (await _host.GetAsync(Id, Cancel)).Should().Be(Lifecycle.Replay(events));
    }

    [Fact]
    public async Task A_message_that_the_subscription_has_forgotten_is_still_no_new_one()
    {
        await OpenAsync("m-1");
        for (var i = 0; i < 200; i++)
            (await ContactAsync($"contact-{i}", $"update-{i}")).Outcome.Should().Be(Outcome.Accepted);
        var before = await _host.GetAsync(Id, Cancel);

        (await ContactAsync("contact-0", "update-0")).Outcome.Should().Be(Outcome.AlreadyDone);
        (await ContactAsync("contact-1", "update-0")).Refusals.Should().ContainSingle().Which.Code.Should().Be(RefusalCode.CommandIdReused);

        (await _host.GetAsync(Id, Cancel)).Should().Be(before);
    }

    [Fact]
    public async Task Who_opens_a_subscription_reads_nothing_first_and_one_that_another_process_has_opened_is_found_all_the_same()
    {
        var reads = 0;
        var watched = new StoreDouble(_store);
        watched.Read = (id, after, cancel) => { reads++; return _store.ReadAsync(id, after, cancel); };
        watched.ReadSnapshot = (id, cancel) => { reads++; return _store.ReadSnapshotAsync(id, cancel); };
        await using (var one = new SubscriptionHost(watched, [Policy], clock: _clock))
            (await one.OpenAsync("line-1", "m-1")).Outcome.Should().Be(Outcome.Accepted);
        reads.Should().Be(0);

        await using var other = new SubscriptionHost(watched, [Policy], clock: _clock);
        (await other.OpenAsync("line-1", "m-1")).Outcome.Should().Be(Outcome.AlreadyDone);
        await using var third = new SubscriptionHost(watched, [Policy], clock: _clock);
        (await third.OpenAsync("line-1", "m-2")).Outcome.Should().Be(Outcome.Refused);
        (await _store.ReadAsync(Id, 0, Cancel).CountAsync(Cancel)).Should().Be(1);
    }

    [Fact]
    public async Task Two_hosts_on_one_store_answer_from_what_the_other_has_stored()
    {
        await using var other = new SubscriptionHost(_store, [Policy], clock: _clock);
        await OpenAsync("m-1");
        await other.GetAsync(Id, Cancel);
        await ContactAsync("contact-1", "m-2");

        // Decided on what it knew it would be accepted by neither: the same contact again changes nothing.
        (await other.DoAsync(Id, new UpdateContact(new PersonalReference("contact-1")), Caller.Carrier, new CommandId("m-3"), cancel: Cancel)).Outcome
            .Should().Be(Outcome.AlreadyDone);
        (await other.GetAsync(Id, Cancel)).Should().Be(await _host.GetAsync(Id, Cancel));
    }

    [Fact]
    public async Task A_version_that_was_seen_is_asked_for()
    {
        await OpenAsync("m-1");

        (await IfAsync(0, "m-2")).Should().BeNull();
        (await IfAsync(1, "m-2"))!.Value.Outcome.Should().Be(Outcome.Accepted);
        (await IfAsync(1, "m-2"))!.Value.Outcome.Should().Be(Outcome.AlreadyDone, "it was this message that changed the version");
        (await IfAsync(1, "m-3")).Should().BeNull();

        ValueTask<Decision?> IfAsync(long version, string message) =>
            _host.DoIfUnchangedAsync(Id, version, new UpdateContact(new PersonalReference(message)), Caller.Carrier, new CommandId(message), cancel: Cancel);
    }

    [Fact]
    public async Task Time_passes()
    {
        await OpenAsync("m-1");
        (await _host.AdvanceAsync(Id, Cancel)).Events.Should().BeEmpty();

        _clock.Advance(TimeSpan.FromDays(400));
        (await _host.AdvanceAsync(Id, Cancel)).Subscription.Status.Should().Be(SubscriptionStatus.Closed);
    }

    [Fact]
    public async Task A_subscription_is_decided_on_by_the_policy_of_its_contract()
    {
        await OpenAsync("m-1");
        _host.Register(CarrierPolicy.Preset("smart-keep-number"));

        (await ContactAsync("contact-1", "m-2")).Outcome.Should().Be(Outcome.Accepted);
        await FluentActions.Awaiting(() => _host.DoAsync(new("line-2"), new OpenSubscription(new("line-2"), "keep-monthly"), Caller.Carrier, new("m-3"), cancel: Cancel).AsTask())
            .Should().ThrowAsync<ArgumentException>().WithMessage("There are several policies, and none is named for a new subscription; registered: *");

        await using var stranger = new SubscriptionHost(_store, [CarrierPolicy.Preset("smart-keep-number")], clock: _clock);
        await FluentActions.Awaiting(() => stranger.OpenAsync(Cancel))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("The store has subscriptions that were agreed by *axis-keep-number*");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private ValueTask<Decision> OpenAsync(string message) =>
        _host.DoAsync(Id, new OpenSubscription(Id, "keep-monthly"), Caller.Carrier, new CommandId(message), cancel: Cancel);

    private ValueTask<Decision> ContactAsync(string contact, string message) =>
        _host.DoAsync(Id, new UpdateContact(new PersonalReference(contact)), Caller.Carrier, new CommandId(message), cancel: Cancel);
}
