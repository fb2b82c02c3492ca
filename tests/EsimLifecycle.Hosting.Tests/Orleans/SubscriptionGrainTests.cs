using System.Data;
using Microsoft.Extensions.DependencyInjection;

namespace EsimLifecycle.Hosting.Tests;

/// <summary>Subscriptions in a cluster of two silos.</summary>
public sealed class SubscriptionGrainTests(Cluster cluster) : IClassFixture<Cluster>
{
    private static int Lines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_from_all_silos_at_once_go_to_one_and_none_is_decided_twice()
    {
        var id = await OpenAsync();
        var decisions = await Task.WhenAll(cluster.Silos.Append(cluster.Client).SelectMany((grains, from) =>
            Enumerable.Range(0, 50).Select(i => ContactAsync(grains, id, $"m-{from}-{i}"))));

        decisions.Should().OnlyContain(decision => decision.Outcome == Outcome.Accepted);
        (await cluster.StoredAsync(id)).Select(each => each.Version).Should().Equal(Enumerable.Range(1, 151).Select(i => (long)i));
        cluster.Writers[id].Should().ContainSingle();
        cluster.Conflicts.Should().NotContain(id);
        (await cluster.Client.GetSubscription(id).GetAsync(Cancel)).Should().Be(Lifecycle.Replay(await cluster.StoredAsync(id)));
    }

    [Fact]
    public async Task A_message_that_comes_again_by_another_silo_changes_nothing()
    {
        var id = await OpenAsync();
        foreach (var grains in cluster.Silos)
            await ContactAsync(grains, id, "m-2");

        (await ContactAsync(cluster.Client, id, "m-2")).Outcome.Should().Be(Outcome.AlreadyDone);
        (await cluster.Client.GetSubscription(id).ReadAsync(1, Cancel)).Should().ContainSingle().Which.Should().BeOfType<ContactUpdated>();
    }

    [Fact]
    public async Task A_version_that_was_seen_is_asked_for()
    {
        var grain = cluster.Client.GetSubscription(await OpenAsync());
        var renew = new UpdateContact(new PersonalReference("contact-2"));

        (await grain.DoIfUnchangedAsync(7, renew, Caller.Carrier, new("m-2"), cancel: Cancel)).Should().BeNull();
        (await grain.DoIfUnchangedAsync(1, renew, Caller.Carrier, new("m-2"), cancel: Cancel))!.Value.Subscription.Version.Should().Be(2);
    }

    [Fact]
    public async Task Answers_come_from_where_the_state_is()
    {
        var id = Next();
        var grain = cluster.Client.GetSubscription(id);
        await grain.DoAsync(
            new ImportSubscription(id, "keep-monthly")
            {
                ActivatedOn = new(2026, 1, 15),
                PaidFrom = new(2026, 1, 15),
                PaidUntil = new(2026, 2, 15),
                PaidForPeriod = Money.Parse("USD 3.00"),
                Devices = [new(EsimLifecycle.Tests.Scenario.Phone)],
                Contact = new("contact-1"),
            },
            Caller.Carrier, new("m-1"), cancel: Cancel);
        var request = new RequestCancellation(CancellationReason.NoLongerNeeded);

        (await grain.ProgressAsync(Cancel)).Should().BeNull();
        (await grain.QuoteAsync(request, Caller.Carrier, Cancel)).Lines.Should().NotBeEmpty();
        (await grain.AvailableAsync(Caller.Carrier, Cancel)).Should().Contain(each => each.Kind == CommandKind.RequestCancellation);
        (await grain.DoAsync(request, Caller.Carrier, new("m-4"), cancel: Cancel)).Outcome.Should().Be(Outcome.Accepted);
        (await grain.ProgressAsync(Cancel)).Should().NotBeNull();

        // Whoever knows the policy can ask anything about the state that was sent.
        await using var other = cluster.AnotherProcess();
        (await other.AskAsync(id, (lifecycle, state, now) => lifecycle.NextCharge(state, now), cancel: Cancel))
            .Should().Be(new Lifecycle(CarrierPolicy.Preset("axis-keep-number")).NextCharge(await grain.GetAsync(Cancel), Instant.FromDateTimeOffset(cluster.Clock.GetUtcNow())));
    }

    [Fact]
    public async Task A_subscription_that_is_not_there_is_none()
    {
        var grain = cluster.Client.GetSubscription(Next());

        (await grain.GetAsync(Cancel)).Should().Be(Subscription.None);
        (await grain.AdvanceAsync(Cancel)).Events.Should().BeEmpty();
        FluentActions.Invoking(() => cluster.Client.GetSubscription(default)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task What_the_host_throws_arrives_as_it_is()
    {
        var grain = cluster.Client.GetSubscription(Next());
        var open = new OpenSubscription(new("another"), "keep-monthly");

        (await Throws<ArgumentException>(() => grain.DoAsync(open, Caller.Carrier, new("m-1"), cancel: Cancel).AsTask())).Message
            .Should().StartWith("The command is about the subscription 'another'; expected 'line-");
        (await Throws<ArgumentException>(() => grain.DoAsync(open, Caller.Carrier, new("m-1"), "nobody's", Cancel).AsTask())).Message
            .Should().StartWith("The policy \"nobody's\" is not registered".Replace('"', '\''));
        (await Throws<ArgumentNullException>(() => grain.DoAsync(null!, Caller.Carrier, new("m-1"), cancel: Cancel).AsTask())).Message.Should().Contain("command");
        (await Throws<ArgumentException>(() => cluster.Client.GetGrain<Orleans.ISubscriptionGrain>("not an id\n").GetAsync(Cancel).AsTask())).Message.Should().NotBeEmpty();

        var refused = cluster.Client.GetSubscription(Cluster.Refused);
        (await Throws<DBConcurrencyException>(() => refused.DoAsync(new OpenSubscription(Cluster.Refused, "keep-monthly"), Caller.Carrier, new("m-1"), cancel: Cancel).AsTask())).Message
            .Should().Be("Others have changed the subscription 4 times while a decision on it was being stored; it can be tried again.");

        static async Task<T> Throws<T>(Func<Task> call) where T : Exception
        {
            var caught = await FluentActions.Awaiting(call).Should().ThrowExactlyAsync<T>();
            return caught.Which;
        }
    }

    [Fact]
    public async Task A_call_can_be_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await FluentActions.Awaiting(() => cluster.Client.GetSubscription(Next()).GetAsync(cancelled.Token).AsTask()).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task What_another_process_has_stored_is_seen_and_decided_on()
    {
        var id = await OpenAsync();
        await using var other = cluster.AnotherProcess();
        await other.DoAsync(id, new UpdateContact(new PersonalReference("contact-2")), Caller.Carrier, new("m-2"), cancel: Cancel);

        (await cluster.Client.GetSubscription(id).GetAsync(Cancel)).Version.Should().Be(2);
        await other.DoAsync(id, new UpdateContact(new PersonalReference("contact-3")), Caller.Carrier, new("m-3"), cancel: Cancel);
        (await ContactAsync(cluster.Client, id, "m-3")).Refusals.Should().ContainSingle().Which.Code.Should().Be(RefusalCode.CommandIdReused);
        (await ContactAsync(cluster.Client, id, "m-4")).Subscription.Version.Should().Be(4);
    }

    private async Task<SubscriptionId> OpenAsync()
    {
        var id = Next();
        (await cluster.Client.GetSubscription(id).DoAsync(new OpenSubscription(id, "keep-monthly"), Caller.Carrier, new("m-1"), cancel: Cancel)).Outcome.Should().Be(Outcome.Accepted);
        return id;
    }

    private static SubscriptionId Next() => new($"line-{Interlocked.Increment(ref Lines)}");

    private static Task<Decision> ContactAsync(IGrainFactory grains, SubscriptionId id, string message) =>
        grains.GetSubscription(id).DoAsync(new UpdateContact(new PersonalReference($"contact-of-{message}")), Caller.Carrier, new(message), cancel: Cancel).AsTask();
}
