using Microsoft.Extensions.DependencyInjection;

namespace EsimLifecycle.Hosting.Tests;

public sealed class DeadlineWorkerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_deadline_that_has_come_is_advanced_at_its_own_time()
    {
        await using var running = await RunningHost.StartAsync();
        await running.Host.OpenAsync("line-1");
        var due = (await running.Host.StateAsync("line-1")).NextDeadline!.Value;
        running.Clock.Advance((due - running.Now).ToTimeSpan() - TimeSpan.FromMinutes(1));
        await running.SettleAsync();
        (await running.Host.StateAsync("line-1")).Status.Should().Be(SubscriptionStatus.Pending);

        running.Clock.Advance(TimeSpan.FromHours(5));
        await running.UntilAsync(() => Status(running, "line-1") == SubscriptionStatus.Closed, "it is closed");
        (await running.Host.StateAsync("line-1")).LastEventAt.Should().Be(due);
    }

    [Fact]
    public async Task Two_processes_share_what_is_due_and_no_advance_is_made_twice()
    {
        var (memory, clock) = (new MemoryStore(), RunningHost.NewClock());
        await using var one = RunningHost.Create(options => options.MaxParallel = 1, memory, clock);
        await using var two = RunningHost.Create(options => options.MaxParallel = 1, memory, clock);
        for (var i = 0; i < 100; i++)
            await one.Host.OpenAsync($"line-{i}");
        var appends = new System.Collections.Concurrent.ConcurrentQueue<bool>();
        foreach (var each in new[] { one, two })
        {
            each.Store.Append = async (batch, cancel) =>
            {
                var results = await memory.AppendAsync(batch, cancel);
                foreach (var isStored in results)
                    appends.Enqueue(isStored);
                return results;
            };
        }

        clock.Advance(TimeSpan.FromDays(366));
        await Task.WhenAll(one.StartAsync(), two.StartAsync());
        await one.UntilAsync(() => Enumerable.Range(0, 100).All(i => Status(one, $"line-{i}") == SubscriptionStatus.Closed), "all are closed");
        appends.Should().HaveCount(100).And.OnlyContain(isStored => isStored);
    }

    [Fact]
    public async Task An_advance_that_fails_holds_up_its_own_subscription_only_and_is_made_after_the_lease()
    {
        await using var running = RunningHost.Create(options => options.CacheSize = 0);
        for (var i = 0; i < 20; i++)
            await running.Host.OpenAsync($"line-{i}");
        await running.Host.OpenAsync("bad-line");
        var isBroken = true;
        running.Store.Read = (id, after, cancel) =>
            isBroken && id.ToString() == "bad-line" ? throw new IOException("unreadable") : running.Store.Inner.ReadAsync(id, after, cancel);
        running.Clock.Advance(TimeSpan.FromDays(366));
        await running.StartAsync();
        await running.UntilAsync(() => Enumerable.Range(0, 20).All(i => Status(running, $"line-{i}") == SubscriptionStatus.Closed), "the others are closed");
        await running.UntilAsync(() => running.Logs.Lines.Contains("Error: Advancing the subscription ****line failed; it is tried again after 00:02:00."), "it was said");

        isBroken = false;
        running.Clock.Advance(TimeSpan.FromMinutes(2));
        await running.UntilAsync(() => Status(running, "bad-line") == SubscriptionStatus.Closed, "it is closed too");
    }

    [Fact]
    public async Task A_store_that_fails_for_a_while_holds_up_nothing_for_good()
    {
        await using var running = RunningHost.Create();
        await running.Host.OpenAsync("line-1");
        var claims = 0;
        running.Store.ClaimDue = (now, until, max, cancel) =>
            Interlocked.Increment(ref claims) <= 3 ? throw new IOException("down") : running.Store.Inner.ClaimDueAsync(now, until, max, cancel);
        running.Clock.Advance(TimeSpan.FromDays(366));
        await running.StartAsync();
        await running.UntilAsync(() => Status(running, "line-1") == SubscriptionStatus.Closed, "it is closed");
        running.Logs.Lines.Count(line => line == "Error: Looking for deadlines that have come failed (IOException); it is tried again.").Should().Be(3);
    }

    [Fact]
    public async Task A_clock_that_jumps_by_years_lets_everything_happen_at_its_own_time()
    {
        await using var running = await RunningHost.StartAsync();
        await running.Host.ActivateAsync("line-1");
        running.Clock.Advance(TimeSpan.FromDays(1000));
        await running.UntilAsync(() => Status(running, "line-1") == SubscriptionStatus.Closed, "it is closed");

        var events = await running.Host.ReadAsync(new("line-1"), cancel: Cancel).ToListAsync(Cancel);
        events.Select(each => each.At).Should().BeInAscendingOrder();
        events.OfType<GraceEntered>().Single().At.Should().BeLessThan(Instant.FromUtc(2026, 3, 2, 0, 0));
    }

    [Fact]
    public async Task A_clock_that_is_put_back_makes_nothing_happen_and_loses_nothing()
    {
        await using var running = await RunningHost.StartAsync();
        await running.Host.ActivateAsync("line-1");
        var now = running.Clock.GetUtcNow();
        running.Clock.AdjustTime(now.AddDays(-3));
        await running.SettleAsync();
        (await running.Host.GiveAsync("line-1", new RecordPayment(new Reference("late"), Money.Parse("USD 3.00"), PaymentMethod.Card))).Outcome.Should().Be(Outcome.Accepted, "a fact is always recorded");
        (await running.Host.GiveAsync("line-1", new Renew(PaymentMethod.Card))).Refusals.Should().ContainSingle().Which.Code.Should().Be(RefusalCode.TimeBeforeHistory);

        running.Clock.AdjustTime(now.AddDays(400));
        await running.UntilAsync(() => Status(running, "line-1") == SubscriptionStatus.Closed, "it is closed");
        (await running.Host.ReadAsync(new("line-1"), cancel: Cancel).ToListAsync(Cancel)).Select(each => each.At).Should().BeInAscendingOrder();
    }

    [Fact]
    public async Task A_deadline_passes_without_a_lease_between_though_the_clock_is_a_little_behind_where_it_is_advanced()
    {
        var (memory, here) = (new MemoryStore(), RunningHost.NewClock());
        var there = RunningHost.NewClock();
        there.AdjustTime(there.GetUtcNow().AddMilliseconds(-50));
        await using var other = new SubscriptionHost(memory, [Line.Policy], clock: there);
        await using var running = RunningHost.Create(options => options.CacheSize = 0, memory, here, services => services.AddEsimLifecycle().AdvanceBy(_ => other.AdvanceAsync));
        await running.Host.ActivateAsync("line-1");
        await running.StartAsync();
        var due = (await running.Host.StateAsync("line-1")).NextDeadline!.Value;
        var left = (due - running.Now).ToTimeSpan();
        there.Advance(left);
        here.Advance(left);
        await running.SettleAsync();
        (await running.Host.StateAsync("line-1")).NextDeadline.Should().Be(due, "there it has not come");

        there.Advance(TimeSpan.FromMilliseconds(50));
        await running.UntilAsync(() => running.Host.StateAsync("line-1").GetAwaiter().GetResult().NextDeadline != due, "it has passed");
        (running.Now - due).TotalSeconds.Should().BeLessThan(6);
        running.Logs.Lines.Should().NotContain(line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deadline_passes_without_a_lease_between_though_the_clock_is_put_back_a_little_as_it_comes()
    {
        await using var running = RunningHost.Create();
        await running.Host.OpenAsync("line-1");
        var due = (await running.Host.StateAsync("line-1")).NextDeadline!.Value;
        running.Store.ClaimDue = async (now, until, max, cancel) =>
        {
            var claimed = await running.Store.Inner.ClaimDueAsync(now, until, max, cancel);
            if (claimed.Count > 0)
                running.Clock.AdjustTime(running.Clock.GetUtcNow().AddMilliseconds(-300));
            return claimed;
        };
        running.Clock.SetUtcNow(due.ToDateTimeOffset().AddMilliseconds(1));
        await running.StartAsync();
        await running.UntilAsync(() => Status(running, "line-1") == SubscriptionStatus.Closed, "it is closed");
        (running.Now - due).TotalSeconds.Should().BeLessThan(6);
    }

    [Fact]
    public async Task Of_clocks_that_differ_by_more_a_deadline_waits_for_the_lease_and_it_is_said()
    {
        var memory = new MemoryStore();
        var there = RunningHost.NewClock();
        await using var other = new SubscriptionHost(memory, [Line.Policy], clock: there);
        await using var running = RunningHost.Create(on: memory, services: services => services.AddEsimLifecycle().AdvanceBy(_ => other.AdvanceAsync));
        await running.Host.OpenAsync("line-1");
        running.Clock.Advance(TimeSpan.FromDays(366));
        await running.StartAsync();
        for (var i = 0; i < 300 && !running.Logs.Lines.Any(line => line.StartsWith("Warning", StringComparison.Ordinal)); i++)
        {
            running.Clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(2, Cancel);
        }

        running.Logs.Lines.Should().Contain("Warning: A deadline of the subscription ***e-1 has come here, but not by the clock of whoever advances it; it is tried again after 00:02:00."
            .Replace("***e-1", new SubscriptionId("line-1").ToString("M")));
        there.Advance(TimeSpan.FromDays(366));
        running.Clock.Advance(TimeSpan.FromMinutes(2));
        await running.UntilAsync(() => Status(running, "line-1") == SubscriptionStatus.Closed, "it is closed");
    }

    [Fact]
    public async Task A_process_can_leave_deadlines_to_others()
    {
        await using var running = RunningHost.Create(options => options.Deadlines = false);
        running.Store.ClaimDue = (_, _, _, _) => throw new InvalidOperationException("Nobody is to ask.");
        await running.Host.OpenAsync("line-1");
        running.Clock.Advance(TimeSpan.FromDays(366));
        await running.StartAsync();
        await running.SettleAsync();
        running.Logs.Lines.Should().NotContain(line => line.Contains("deadlines", StringComparison.Ordinal));
        Status(running, "line-1").Should().Be(SubscriptionStatus.Pending);
    }

    private static SubscriptionStatus Status(RunningHost running, string id) => running.Host.StateAsync(id).GetAwaiter().GetResult().Status;
}
