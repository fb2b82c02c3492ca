using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EsimLifecycle.Hosting.Tests;

/// <summary>A host is put together by a few calls.</summary>
public sealed class DependencyInjectionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_call_gives_a_host_in_memory()
    {
        await using var services = new ServiceCollection().AddEsimLifecycle(Line.Policy).Services.BuildServiceProvider();
        var host = services.GetRequiredService<SubscriptionHost>();
        await host.ActivateAsync("line-1");
        services.GetRequiredService<SubscriptionHost>().Should().BeSameAs(host);
        services.GetRequiredService<ISubscriptionStore>().Should().BeOfType<MemoryStore>();
    }

    [Fact]
    public async Task Several_calls_add_policies_to_the_same_host_and_no_second_workers()
    {
        var collection = new ServiceCollection();
        collection.AddEsimLifecycle(Line.Policy).UseMemory();
        var before = collection.Count(each => each.ServiceType == typeof(IHostedService));
        collection.AddEsimLifecycle(CarrierPolicy.Preset("axis-travel"), Line.Policy);
        collection.AddEsimLifecycle();
        collection.Count(each => each.ServiceType == typeof(IHostedService)).Should().Be(before).And.Be(3);
        await using var services = collection.BuildServiceProvider();
        var host = services.GetRequiredService<SubscriptionHost>();
        (await host.DoAsync(new("line-1"), new OpenSubscription(new("line-1"), "travel-7d"), Caller.Carrier, new("m-1"), "axis-travel (example)", Cancel)).Outcome.Should().Be(Outcome.Accepted);
        (await host.DoAsync(new("line-2"), new OpenSubscription(new("line-2"), "keep-monthly"), Caller.Carrier, new("m-1"), Line.Policy.Identity.Name, Cancel)).Outcome.Should().Be(Outcome.Accepted);
    }

    [Fact]
    public async Task The_last_store_and_the_last_handler_count()
    {
        var store = new StoreDouble(new MemoryStore());
        await using var services = new ServiceCollection().AddSingleton(new Hands()).AddSingleton(TimeProvider.System).AddEsimLifecycle(Line.Policy)
            .UseMemory().UseStore(_ => new StoreDouble(new MemoryStore())).UseStore(_ => store).AddInstructions<Never>().AddInstructions<HandsHandler>().Services.BuildServiceProvider();
        services.GetRequiredService<ISubscriptionStore>().Should().BeSameAs(store);
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IInstructionHandler>().Should().BeOfType<HandsHandler>();
        scope.ServiceProvider.GetServices<IInstructionHandler>().Should().ContainSingle();
    }

    [Fact]
    public async Task Without_a_handler_or_where_it_is_switched_off_nothing_is_handed_over()
    {
        foreach (var running in new[]
        {
            RunningHost.Create(services: services => services.Remove(services.Single(each => each.ServiceType == typeof(IInstructionHandler)))),
            RunningHost.Create(options => options.Instructions = false),
        })
        {
            await using (running)
            {
                running.Store.ClaimDeliveries = (_, _, _, _) => throw new InvalidOperationException("Nobody is to ask.");
                var looked = 0;
                running.Store.ClaimDue = (now, until, max, cancel) =>
                {
                    looked++;
                    return running.Store.Inner.ClaimDueAsync(now, until, max, cancel);
                };
                await running.Host.ActivateAsync("line-1");
                await running.StartAsync();
                await running.UntilAsync(() => Volatile.Read(ref looked) > 5, "deadlines were looked for");
                running.Logs.Lines.Should().NotContain(line => line.Contains("instructions", StringComparison.Ordinal));
                (await running.Host.GetStatusAsync(Cancel)).Untold.Should().Be(1, "it waits for a process that has one");
            }
        }
    }

    [Fact]
    public async Task What_is_wrong_with_a_store_stops_the_process_at_its_start_before_other_services_run()
    {
        var isStarted = false;
        await using var running = RunningHost.Create(services: services => services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(new Started(() => isStarted = true))));
        running.Store.Open = _ => throw new InvalidOperationException("The database has version 7 of the schema; expected 1 to 3.");
        await FluentActions.Awaiting(running.StartAsync).Should().ThrowAsync<InvalidOperationException>().WithMessage("The database has version 7 of the schema; expected 1 to 3.");
        isStarted.Should().BeFalse();
    }

    [Fact]
    public async Task A_policy_that_stored_subscriptions_need_is_asked_for_at_the_start()
    {
        var memory = new MemoryStore();
        await using (var before = new SubscriptionHost(memory, [CarrierPolicy.Preset("axis-travel")], clock: RunningHost.NewClock()))
            await before.GiveAsync("line-1", new OpenSubscription(new("line-1"), "travel-7d"));
        await using var running = RunningHost.Create(on: memory);
        await FluentActions.Awaiting(running.StartAsync).Should().ThrowAsync<InvalidOperationException>().WithMessage("The store has subscriptions that were agreed by 'axis-travel (example)', *");
    }

    [Fact]
    public async Task A_policy_with_faults_stops_the_process_and_names_them()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddEsimLifecycle(Line.Policy with { Plans = default });
        using var host = builder.Build();
        await FluentActions.Awaiting(() => host.StartAsync(Cancel)).Should().ThrowAsync<InvalidPolicyException>();
    }

    [Fact]
    public async Task A_store_that_failed_to_open_is_opened_by_the_next_call_and_opened_once_for_all_who_wait()
    {
        var (store, opened) = (new StoreDouble(new MemoryStore()), 0);
        store.Open = async cancel =>
        {
            await Task.Yield();
            return Interlocked.Increment(ref opened) == 1 ? throw new IOException("down") : await store.Inner.OpenAsync(cancel);
        };
        await using var host = new SubscriptionHost(store, [Line.Policy], clock: RunningHost.NewClock());
        await FluentActions.Awaiting(() => host.OpenAsync("line-1")).Should().ThrowAsync<IOException>();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => host.OpenAsync($"line-{i}")));
        opened.Should().Be(2);
    }

    [Fact]
    public async Task Deadlines_can_be_advanced_elsewhere()
    {
        var elsewhere = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var running = RunningHost.Create(services: services => services.AddEsimLifecycle().AdvanceBy(provider => async (id, cancel) =>
        {
            elsewhere.Enqueue(id.ToString());
            return await provider.GetRequiredService<SubscriptionHost>().AdvanceAsync(id, cancel);
        }));
        await running.Host.OpenAsync("line-1");
        running.Clock.Advance(TimeSpan.FromDays(366));
        await running.StartAsync();
        await running.UntilAsync(() => !elsewhere.IsEmpty, "it was advanced elsewhere");
        elsewhere.Should().Equal("line-1");
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_container_can_be_disposed_of_without_awaiting_it(string store)
    {
        var directory = Directory.CreateTempSubdirectory("esim-dispose-");
        try
        {
            var builder = new ServiceCollection().AddEsimLifecycle(Line.Policy);
            var provider = (store switch
            {
                "memory" => builder,
                "SQLite" => builder.UseSqlite(Path.Combine(directory.FullName, "lines.db")),
                _ => builder.UsePostgres("Host=127.0.0.1;Port=1;Database=nowhere;Username=nobody"),
            }).Services.BuildServiceProvider();
            var host = provider.GetRequiredService<SubscriptionHost>();
            if (store != "PostgreSQL")
                await host.OpenAsync("line-1");

            provider.Dispose();

            await FluentActions.Awaiting(() => host.OpenAsync("line-2")).Should().ThrowAsync<Exception>();
            provider.Dispose();
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private sealed class Never : IInstructionHandler
    {
        public ValueTask HandleAsync(Instruction instruction, CancellationToken cancel) => throw new NotSupportedException();
    }

    private sealed class Started(Action started) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken)
        {
            started();
            return Task.CompletedTask;
        }
    }
}
