using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace EsimLifecycle.Hosting.Tests;

/// <summary>A cluster in which time passes, and silos die.</summary>
public sealed class ClusterTimeTests : IAsyncLifetime
{
    private readonly Cluster _cluster = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Deadlines_are_advanced_where_the_subscription_is_and_its_instructions_are_handed_over_in_order()
    {
        SubscriptionId[] ids = [.. Enumerable.Range(0, 40).Select(i => new SubscriptionId($"line-{i}"))];
        await Parallel.ForEachAsync(ids, Cancel, async (id, cancel) =>
        {
            var grain = _cluster.Client.GetSubscription(id);
            await grain.DoAsync(new OpenSubscription(id, "keep-monthly"), Caller.Carrier, new("m-1"), cancel: cancel);
            await grain.DoAsync(new RecordPayment(new("pay-1"), Money.Parse("USD 3.00"), PaymentMethod.Card), Caller.Carrier, new("m-2"), cancel: cancel);
            await grain.DoAsync(new Activate(), Caller.Carrier, new("m-3"), cancel: cancel);
        });
        await UntilAsync(async () => (await _cluster.Store.GetStatusAsync(Instant.MaxValue, Cancel)).Untold == 0);

        _cluster.Clock.PutOn(TimeSpan.FromDays(400));
        await UntilAsync(async () => (await Task.WhenAll(ids.Select(id => _cluster.Client.GetSubscription(id).GetAsync(Cancel).AsTask()))).All(state => state.Status == SubscriptionStatus.Closed));
        await UntilAsync(async () => (await _cluster.Store.GetStatusAsync(Instant.MaxValue, Cancel)).Untold == 0);

        ids.SelectMany(id => _cluster.Writers[id].Keys).Distinct().Should().HaveCount(2);
        ids.Should().AllSatisfy(id => _cluster.Writers[id].Should().ContainSingle("a deadline is advanced by the silo that has the state"));
        _cluster.Conflicts.Should().BeEmpty();
        foreach (var id in ids)
        {
            var wanted = (await _cluster.StoredAsync(id)).SelectMany(each => Instruction.From(each)).Select(each => each.Key).ToArray();
            var handedOver = _cluster.HandedOver.Where(each => each.Subscription == id).Select(each => each.Key).ToArray();
            handedOver.Should().OnlyHaveUniqueItems().And.NotBeEmpty().And.Equal(wanted.Where(handedOver.Contains), "what was overtaken is left out, and the rest comes in order");
        }
    }

    [Fact]
    [Trait("speed", "slow")]
    public async Task A_silo_that_dies_under_load_takes_nothing_with_it_that_was_acknowledged()
    {
        var acknowledged = new ConcurrentBag<(SubscriptionId Id, CommandId Message)>();
        var (failures, killed) = (0, false);
        var load = Task.WhenAll(Enumerable.Range(0, 16).Select(client => Task.Run(async () =>
        {
            for (var i = 0; i < 150; i++)
            {
                var (id, message) = (new SubscriptionId($"line-{(client + i) % 20}"), new CommandId($"m-{client}-{i}"));
                for (var done = false; !done;)
                {
                    try
                    {
                        var grain = _cluster.Client.GetSubscription(id);
                        await grain.DoAsync(new OpenSubscription(id, "keep-monthly"), Caller.Carrier, new("open"), cancel: Cancel);
                        done = (await grain.DoAsync(new UpdateContact(new PersonalReference($"contact-{message}")), Caller.Carrier, message, cancel: Cancel)).Outcome != Outcome.Refused;
                        acknowledged.Add((id, message));
                    }
                    catch (Exception) when (!Cancel.IsCancellationRequested)
                    {
                        Interlocked.Increment(ref failures);
                        await Task.Delay(20, Cancel);
                    }
                }

                if (client == 0 && i == 30)
                {
                    await _cluster.KillOneAsync();
                    killed = true;
                }
            }
        }, Cancel)));
        await load;

        killed.Should().BeTrue();
        acknowledged.Should().HaveCount(16 * 150);
        foreach (var line in acknowledged.GroupBy(each => each.Id))
        {
            var stored = await _cluster.StoredAsync(line.Key);
            stored.Select(each => each.Version).Should().Equal(Enumerable.Range(1, stored.Length).Select(i => (long)i));
            stored.Select(each => each.Cause!.Command).Should().OnlyHaveUniqueItems().And.BeEquivalentTo(line.Select(each => each.Message).Append(new CommandId("open")));
            (await _cluster.Client.GetSubscription(line.Key).GetAsync(Cancel)).Should().Be(Lifecycle.Replay(stored));
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var end = DateTime.UtcNow.AddSeconds(30); !await condition(); await Task.Delay(20, Cancel))
            DateTime.UtcNow.Should().BeBefore(end);
    }
}
