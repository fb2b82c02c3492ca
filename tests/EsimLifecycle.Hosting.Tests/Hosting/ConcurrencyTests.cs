using System.Collections.Concurrent;

namespace EsimLifecycle.Hosting.Tests;

/// <summary>Many clients, commands sent twice at once, several hosts: afterwards each is there once and every account is balanced.</summary>
public sealed class ConcurrencyTests
{
    private const int Clients = 32;
    private const int Lines = 400;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Thirty_two_clients_that_send_every_twentieth_command_twice_at_once_store_each_once(int hosts)
    {
        var (store, clock) = (new StoreDouble(new MemoryStore()) { MaxConcurrentAppends = 2 }, RunningHost.NewClock());
        var all = Enumerable.Range(0, hosts).Select(_ => new SubscriptionHost(store, [Line.Policy], new() { CacheSize = 100, MaxBatch = 16, MaxConflicts = 100 }, clock)).ToArray();
        var accepted = new ConcurrentDictionary<(string Id, string Message), int>();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            var dice = new Random(client);
            for (int line; (line = Interlocked.Increment(ref next)) < Lines;)
                await LiveAsync($"line-{line}", dice);
        })));

        // Some lines are used by all clients at the same time.
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            var dice = new Random(client);
            for (var i = 0; i < 20; i++)
                await SendAsync($"line-{i % 3}", new LogCorrespondence(CorrespondenceDirection.Received, CallerChannel.App, new($"letter-{client}-{i}")), $"shared-{client}-{i}", dice);
        })));

        foreach (var id in Enumerable.Range(0, Lines).Select(i => $"line-{i}"))
        {
            var events = await store.ReadAsync(new(id), 0, Cancel).ToListAsync(Cancel);
            events.Select(each => each.Version).Should().Equal(Enumerable.Range(1, events.Count).Select(version => (long)version));
            var stored = events.Where(each => each.Cause is not null).GroupBy(each => each.Cause!.Command.ToString()).ToDictionary(each => each.Key, each => each.Count());
            var state = Lifecycle.Replay(events);
            state.Balances.Sum.IsZero.Should().BeTrue();
            foreach (var host in all)
                (await host.StateAsync(id)).Should().Be(state);
            accepted.Keys.Where(each => each.Id == id).Select(each => each.Message).Should().BeEquivalentTo(stored.Keys);
        }

        accepted.Values.Should().OnlyContain(count => count == 1, "a command is accepted once, and its redeliveries are already done");
        foreach (var host in all)
            await host.DisposeAsync();

        async Task LiveAsync(string id, Random dice)
        {
            await SendAsync(id, new OpenSubscription(new(id), "keep-monthly") { Contact = new("contact-1") }, "open", dice);
            await SendAsync(id, new RecordPayment(new Reference($"payment-{id}"), Money.Parse("USD 3.00"), PaymentMethod.Card), "pay", dice);
            await SendAsync(id, new Activate(), "activate", dice);
            await SendAsync(id, new BindDevice(Line.Devices[0]), "bind", dice);
            await SendAsync(id, new UpdateContact(new("contact-2")), "contact", dice);
            await SendAsync(id, new RequestCancellation(CancellationReason.NoLongerNeeded), "leave", dice);
            await SendAsync(id, new UnbindDevice(Line.Devices[0]), "unbind", dice);
        }

        async Task SendAsync(string id, LifecycleCommand command, string message, Random dice)
        {
            var at = Enumerable.Range(0, dice.Next(20) == 0 ? 2 : 1).Select(_ => all[dice.Next(hosts)]).ToArray();
            var results = await Task.WhenAll(at.Select(host => Task.Run(() =>
                host.DoAsync(new(id), command, Caller.Carrier, new(message), cancel: Cancel).AsTask())));
            foreach (var result in results)
            {
                result.Outcome.Should().NotBe(Outcome.Refused);
                if (result.Outcome == Outcome.Accepted)
                    accepted.AddOrUpdate((id, message), 1, (_, count) => count + 1);
            }
        }
    }
}
