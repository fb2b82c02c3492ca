using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace EsimLifecycle.Hosting.Tests;

public sealed class InstructionWorkerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Instructions_of_a_subscription_come_in_order_once_each_and_with_their_keys()
    {
        await using var running = RunningHost.Create();
        await running.Host.ActivateAsync("line-1");
        await running.Host.UnbindAllAsync("line-1");
        var expected = (await running.Host.ReadAsync(new("line-1"), cancel: Cancel).ToListAsync(Cancel)).SelectMany(each => Instruction.From(each).AsEnumerable()).Select(each => each.Key).ToArray();
        expected.Should().HaveCount(5).And.OnlyHaveUniqueItems();

        await running.StartAsync();
        await running.ToldAsync();

        running.Hands.Keys.Should().Equal(expected);
    }

    [Fact]
    public async Task What_is_stored_here_is_handed_over_at_once_without_waiting_for_a_look_at_the_store()
    {
        await using var running = await RunningHost.StartAsync(options => options.PollInterval = TimeSpan.FromHours(1));
        await running.Host.ActivateAsync("line-1");
        await WaitAsync(() => running.Hands.Count == 2);
        await running.Host.UnbindAllAsync("line-1");
        await WaitAsync(() => running.Hands.Count == 5);
    }

    [Fact]
    public async Task What_a_handler_reports_through_the_host_is_handed_over_next_without_waiting()
    {
        await using var running = await RunningHost.StartAsync(options => options.PollInterval = TimeSpan.FromHours(1));
        running.Hands.Do = async (instruction, cancel) =>
        {
            if (instruction is ChargePayment charge)
            {
                await running.Host.DoAsync(
                    charge.Subscription, new RecordPayment(new Reference("payment-2"), charge.Amount, PaymentMethod.Card) { Charge = charge.Charge }, Caller.System, new CommandId(charge.Key), cancel: cancel);
            }
        };
        await running.Host.ActivateAsync("line-1");
        await running.Host.GiveAsync("line-1", new Renew(PaymentMethod.Card));

        await WaitAsync(() => running.Hands.All.OfType<SendMessage>().Any(message => message.Template == MessageTemplate.Renewed));
        running.Hands.CountOf<ChargePayment>().Should().Be(1);
    }

    [Fact]
    public async Task What_was_overtaken_is_not_handed_over()
    {
        await using var running = RunningHost.Create();
        await running.Host.ActivateAsync("line-1");
        await running.Host.GiveAsync("line-1", new Suspend(SuspensionHolder.Carrier));

        await running.StartAsync();
        await running.UntilAsync(() => running.Hands.CountOf<SendMessage>() >= 1, "the customer was told");

        // In order: whatever was wanted before that has been handed over.
        running.Hands.CountOf<BarService>().Should().Be(1);
        running.Hands.CountOf<StartService>().Should().Be(0, "service is not to be started any more");
        running.Hands.All.OfType<SendMessage>().Should().ContainSingle().Which.Template.Should().Be(MessageTemplate.Suspended);
    }

    [Fact]
    public async Task What_a_deadline_has_overtaken_is_not_handed_over_though_nobody_has_advanced_it()
    {
        await using var running = RunningHost.Create(options => options.Deadlines = false);
        await running.Host.ActivateAsync("line-1");
        await running.Host.GiveAsync("line-1", new Renew(PaymentMethod.Card));
        running.Clock.Advance(TimeSpan.FromDays(2));

        await running.StartAsync();
        await running.UntilAsync(() => running.Hands.All.OfType<SendMessage>().Any(message => message.Template == MessageTemplate.PaymentFailed), "the customer was told that the charge failed");

        running.Hands.CountOf<ChargePayment>().Should().Be(0, "nobody waits for the charge any more");
    }

    [Fact]
    public async Task What_fails_is_tried_again_later_and_later_with_the_same_key_and_holds_back_its_own_subscription_only()
    {
        await using var running = RunningHost.Create(options => (options.RetryDelay, options.MaxRetryDelay, options.MaxTries) = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(90), 9));
        var completed = new BlockingCollection<Delivery>();
        running.Store.Complete = async (deliveries, cancel) =>
        {
            await running.Store.Inner.CompleteAsync(deliveries, cancel);
            foreach (var each in deliveries.Where(each => each.RetryAt is not null))
                completed.Add(each, cancel);
        };
        running.Hands.Do = (instruction, _) => instruction.Subscription.ToString() == "bad" ? throw new TimeoutException("no answer") : Task.CompletedTask;
        await running.Host.ActivateAsync("bad");
        await running.Host.ActivateAsync("good");
        await running.StartAsync();

        int[] delays = [10, 20, 40, 60, 60, 60];
        for (var i = 0; i < delays.Length; i++)
        {
            await running.UntilAsync(() => completed.Count > 0, $"try {i + 1} failed");
            var failed = completed.Take(Cancel);
            failed.Tries.Should().Be(i + 1);
            (failed.RetryAt!.Value - running.Now).TotalSeconds.Should().BeInRange(delays[i] - 0.5, (delays[i] * 1.5) + 0.5).And.BeLessThanOrEqualTo(90);
            running.Clock.Advance((failed.RetryAt.Value - running.Now).ToTimeSpan() - TimeSpan.FromMilliseconds(20));
            await running.SettleAsync();
            running.Hands.CountOf<StartService>().Should().Be(i + 2, "the others are not held up, and it is not tried before its time");
        }

        running.Hands.All.Where(each => each.Subscription.ToString() == "bad").Select(each => each.Key).Distinct().Should().ContainSingle();
        running.Hands.All.Count(each => each.Subscription.ToString() == "good").Should().Be(2);
        running.Logs.Lines.Should().Contain(line => line.StartsWith("Information: The instruction StartService of the subscription **d failed 2 times (TimeoutException); it is tried again after "));
    }

    [Fact]
    public async Task Those_that_failed_together_do_not_come_together_again()
    {
        await using var running = RunningHost.Create(options => (options.RetryDelay, options.MaxRetryDelay) = (TimeSpan.FromHours(1), TimeSpan.FromHours(1)));
        var retries = new ConcurrentBag<Instant>();
        running.Store.Complete = (deliveries, cancel) =>
        {
            foreach (var each in deliveries)
                retries.Add(each.RetryAt!.Value);
            return running.Store.Inner.CompleteAsync(deliveries, cancel);
        };
        running.Hands.Do = (_, _) => throw new TimeoutException();
        for (var i = 0; i < 30; i++)
            await running.Host.ActivateAsync($"line-{i}");
        await running.StartAsync();
        await running.UntilAsync(() => retries.Count >= 30, "all have failed");

        (retries.Max() - retries.Min()).TotalMinutes.Should().BeGreaterThan(5);
    }

    [Fact]
    public async Task Tries_are_those_of_one_instruction()
    {
        await using var running = RunningHost.Create(options => options.RetryDelay = TimeSpan.Zero);
        var (failed, tries) = (new HashSet<string>(), new ConcurrentQueue<int>());
        running.Hands.Do = (instruction, _) => failed.Add(instruction.Key) ? throw new TimeoutException() : Task.CompletedTask;
        running.Store.Complete = (deliveries, cancel) =>
        {
            tries.Enqueue(deliveries[0].Tries);
            return running.Store.Inner.CompleteAsync(deliveries, cancel);
        };
        await running.Host.ActivateAsync("line-1");
        await running.StartAsync();
        await running.UntilAsync(() => running.Hands.Count == 4 && tries.Count >= 3, "each failed once");
        tries.Should().Equal(1, 1, 0);
    }

    [Fact]
    public async Task Without_a_delay_it_is_tried_again_at_once_however_often()
    {
        await using var running = RunningHost.Create(options => (options.RetryDelay, options.MaxTries) = (TimeSpan.Zero, 1100));
        running.Hands.Do = (_, _) => throw new TimeoutException();
        await running.Host.ActivateAsync("line-1");
        await running.StartAsync();
        await running.UntilAsync(() => running.Hands.Count >= 1100, "all tries were made");
    }

    [Fact]
    public async Task After_so_many_tries_it_is_a_dead_letter_and_what_follows_goes_on()
    {
        await using var running = await DeadAsync();
        await running.UntilAsync(() => running.Hands.CountOf<SendMessage>() == 1, "the message after it was sent");

        running.Hands.CountOf<StartService>().Should().Be(3);
        var letter = (await running.Host.DeadLettersAsync(new("line-1"), cancel: Cancel)).Should().ContainSingle().Subject;
        letter.Should().Be((await running.Host.DeadLettersAsync(cancel: Cancel)).Single());
        (letter.Version, letter.Tries, letter.Error).Should().Be((3, 3, "HttpRequestException: 502 from the network"));
        letter.Key.Should().Be(running.Hands.All.OfType<StartService>().First().Key);
        (await running.Host.GetStatusAsync(Cancel)).DeadLetters.Should().Be(1);
        running.Logs.Lines.Should().Contain("Warning: The instruction StartService of the subscription ***-1 failed 3 times (HttpRequestException) and is a dead letter now.".Replace("***-1", new SubscriptionId("line-1").ToString("M")));
    }

    [Fact]
    public async Task A_dead_letter_is_sent_again_by_a_person()
    {
        await using var running = await DeadAsync();
        var letter = (await running.Host.DeadLettersAsync(cancel: Cancel)).Single();
        var handler = new HandsHandler(running.Hands, running.Clock);
        running.Clock.Advance(TimeSpan.FromHours(1));

        running.Hands.Do = (_, _) => throw new HttpRequestException("still down");
        var again = await running.Host.SendAgainAsync(letter, handler, Cancel);
        again.Should().Be(letter with { Tries = 4, At = running.Now, Error = "HttpRequestException: still down" });
        (await running.Host.DeadLettersAsync(cancel: Cancel)).Should().Equal(again!);

        running.Hands.Do = (_, _) => Task.CompletedTask;
        (await running.Host.SendAgainAsync(again!, handler, Cancel)).Should().BeNull();
        (await running.Host.DeadLettersAsync(cancel: Cancel)).Should().BeEmpty();
        running.Hands.CountOf<StartService>().Should().Be(5);
        await FluentActions.Awaiting(() => running.Host.SendAgainAsync(again!, handler, Cancel).AsTask()).Should().ThrowAsync<ArgumentException>().WithMessage("There is no dead letter 'line-1/3/*");
        running.Hands.CountOf<StartService>().Should().Be(5, "what was done is not done again");
    }

    [Fact]
    public async Task A_dead_letter_that_was_overtaken_goes_without_being_sent()
    {
        await using var running = await DeadAsync();
        var letter = (await running.Host.DeadLettersAsync(cancel: Cancel)).Single();
        await running.Host.GiveAsync("line-1", new Suspend(SuspensionHolder.Carrier));

        (await running.Host.SendAgainAsync(letter, new HandsHandler(running.Hands, running.Clock), Cancel)).Should().BeNull();
        running.Hands.CountOf<StartService>().Should().Be(3);
        (await running.Host.DeadLettersAsync(cancel: Cancel)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_dead_letter_that_two_send_again_at_once_is_handed_over_once()
    {
        await using var running = await DeadAsync();
        await running.UntilAsync(() => running.Hands.CountOf<SendMessage>() == 1, "the message after it was sent");
        var letter = (await running.Host.DeadLettersAsync(cancel: Cancel)).Single();
        var done = new TaskCompletionSource();
        running.Hands.Do = (_, _) => done.Task;
        var handler = new HandsHandler(running.Hands, running.Clock);
        var (one, other) = (running.Host.SendAgainAsync(letter, handler, Cancel).AsTask(), running.Host.SendAgainAsync(letter, handler, Cancel).AsTask());
        await WaitAsync(() => running.Hands.CountOf<StartService>() == 4);
        done.SetResult();

        (await one).Should().BeNull();
        await FluentActions.Awaiting(() => other).Should().ThrowAsync<ArgumentException>().WithMessage("There is no dead letter *");
        running.Hands.CountOf<StartService>().Should().Be(4);
    }

    [Fact]
    public async Task What_is_no_dead_letter_is_refused()
    {
        await using var running = await DeadAsync();
        var letter = (await running.Host.DeadLettersAsync(cancel: Cancel)).Single();
        var handler = new HandsHandler(running.Hands, running.Clock);
        foreach (var wrong in new[] { letter with { Key = "line-1/3/other" }, letter with { Version = 1 }, letter with { Version = 99 }, letter with { Id = new("nobody") } })
            await FluentActions.Awaiting(() => running.Host.SendAgainAsync(wrong, handler, Cancel).AsTask()).Should().ThrowAsync<ArgumentException>();
        running.Hands.CountOf<StartService>().Should().Be(3);
    }

    [Fact]
    public async Task An_error_is_kept_in_500_characters_that_every_store_can_keep()
    {
        await using var running = RunningHost.Create(options => options.MaxTries = 1);
        running.Hands.Do = (_, _) => throw new InvalidOperationException("\0\u0001" + new string('x', 470) + string.Concat(Enumerable.Repeat("\U0001F4B3", 20)) + "\uD83D");
        await running.Host.ActivateAsync("line-1");
        await running.StartAsync();
        await running.ToldAsync();

        var error = (await running.Host.DeadLettersAsync(cancel: Cancel))[0].Error;
        error.Should().StartWith("InvalidOperationException: \uFFFD\uFFFDxxx").And.EndWith("x");
        error.Length.Should().BeInRange(498, 500);
        error.Any(char.IsControl).Should().BeFalse();
        error.IsNormalized().Should().BeTrue("no half of a pair is left");
    }

    [Fact]
    public async Task A_handler_that_hangs_holds_up_its_own_subscription_only_and_is_left_alone_after_its_time()
    {
        await using var running = RunningHost.Create(options => options.MaxParallel = 2);
        var never = new TaskCompletionSource();
        running.Hands.Do = (instruction, _) => instruction.Subscription.ToString() == "hanging" && running.Hands.CountOf<StartService>() == 1 ? never.Task : Task.CompletedTask;
        await running.Host.ActivateAsync("hanging");
        await running.StartAsync();
        await running.UntilAsync(() => running.Hands.Count == 1, "it hangs");
        for (var i = 0; i < 20; i++)
            await running.Host.ActivateAsync($"line-{i}");
        await running.UntilAsync(() => running.Hands.Count == 41, "the others were handed over");

        running.Clock.Advance(TimeSpan.FromSeconds(30));
        await running.UntilAsync(() => running.Logs.Lines.Any(line => line.Contains("(TimeoutException)", StringComparison.Ordinal)), "its time was over");
        running.Clock.Advance(TimeSpan.FromSeconds(2));
        await running.SettleAsync();
        running.Hands.Count.Should().Be(41, "it still runs");
        never.SetResult();
        running.Clock.Advance(TimeSpan.FromMinutes(2));
        await running.UntilAsync(() => running.Hands.Count == 43, "it was tried again");
    }

    [Fact]
    public async Task While_a_handler_runs_on_after_its_time_nothing_else_of_its_subscription_is_begun()
    {
        await using var running = RunningHost.Create(options =>
            (options.MaxTries, options.RetryDelay, options.MaxRetryDelay) = (3, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)));
        var (deaf, most, now) = (new TaskCompletionSource(), 0, 0);
        running.Hands.Do = async (instruction, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            if (instruction is StartService && running.Hands.Count == 1)
                await deaf.Task;
            Interlocked.Decrement(ref now);
        };
        await running.Host.ActivateAsync("line-1");
        await running.StartAsync();
        await running.UntilAsync(() => running.Hands.Count == 1, "it runs");
        for (var i = 0; i < 10 && (await running.Host.DeadLettersAsync(cancel: Cancel)).Count == 0; i++)
        {
            running.Clock.Advance(TimeSpan.FromSeconds(30));
            await running.SettleAsync();
        }

        var letter = (await running.Host.DeadLettersAsync(cancel: Cancel)).Single();
        (letter.Tries, letter.Error).Should().Be((3, "TimeoutException: It was not done within 00:00:30, and still runs."));
        running.Clock.Advance(TimeSpan.FromSeconds(30));
        await running.SettleAsync();
        var again = running.Host.SendAgainAsync(letter, new HandsHandler(running.Hands, running.Clock), Cancel).AsTask();
        await running.SettleAsync();
        running.Clock.Advance(TimeSpan.FromSeconds(30));
        (await again)!.Error.Should().EndWith("and still runs.");
        running.Hands.Count.Should().Be(1, "neither a retry, nor what follows, nor what a person sends again is begun");
        running.Logs.Lines.Should().Contain(line => line.StartsWith("Information: The instruction SendMessage of the subscription") && line.Contains(" is put off by "));

        var waiting = running.Host.SendAgainAsync(letter, new HandsHandler(running.Hands, running.Clock), Cancel).AsTask();
        deaf.SetResult();
        (await waiting).Should().BeNull("it was its turn");
        running.Clock.Advance(TimeSpan.FromSeconds(30));
        await running.UntilAsync(() => running.Hands.CountOf<SendMessage>() == 1, "what follows was handed over");
        running.Hands.CountOf<StartService>().Should().Be(2);
        most.Should().Be(1);
    }

    [Fact]
    public async Task What_a_person_sends_again_waits_for_what_is_being_handed_over_and_the_worker_for_that()
    {
        await using var running = await DeadAsync();
        var (letter, handler) = ((await running.Host.DeadLettersAsync(cancel: Cancel)).Single(), new HandsHandler(running.Hands, running.Clock));
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        running.Hands.Do = (instruction, _) => instruction is StartService ? second.Task : running.Hands.CountOf<DeleteProfile>() == 1 ? first.Task : Task.CompletedTask;
        await running.Host.UnbindAllAsync("line-1");
        await running.UntilAsync(() => running.Hands.CountOf<DeleteProfile>() == 1, "the worker hands over");
        var again = running.Host.SendAgainAsync(letter, handler, Cancel).AsTask();
        await running.SettleAsync();
        running.Hands.CountOf<StartService>().Should().Be(3, "the worker is busy");
        first.SetResult();
        await running.UntilAsync(() => running.Hands.CountOf<StartService>() == 4 || running.Hands.CountOf<DeleteProfile>() == 3, "one of them goes on");
        second.SetResult();
        (await again).Should().BeNull();
        await running.UntilAsync(() => running.Hands.CountOf<DeleteProfile>() == 3, "the worker goes on");
        (await running.Host.DeadLettersAsync(cancel: Cancel)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_handler_is_told_when_its_time_is_over()
    {
        await using var running = RunningHost.Create(options => options.MaxTries = 1);
        running.Hands.Do = (instruction, cancel) => instruction is StartService ? Task.Delay(Timeout.Infinite, cancel) : Task.CompletedTask;
        await running.Host.ActivateAsync("line-1");
        await running.StartAsync();
        await running.UntilAsync(() => running.Hands.Count == 1, "it waits");
        running.Clock.Advance(TimeSpan.FromSeconds(30));
        await running.UntilAsync(() => running.Hands.Count == 2, "what follows was handed over");

        (await running.Host.DeadLettersAsync(cancel: Cancel)).Single().Error.Should().Be("TimeoutException: It was not done within 00:00:30.");
    }

    [Fact]
    public async Task A_lease_is_not_outlived_what_there_is_no_time_for_goes_on_with_another()
    {
        await using var running = RunningHost.Create(options => (options.Lease, options.HandlerTimeout) = (TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30)));
        var claims = new ConcurrentQueue<Delivery>();
        running.Store.ClaimDeliveries = async (now, until, max, cancel) =>
        {
            var claimed = await running.Store.Inner.ClaimDeliveriesAsync(now, until, max, cancel);
            foreach (var each in claimed)
                claims.Enqueue(each);
            return claimed;
        };
        running.Hands.Do = (_, _) =>
        {
            claims.Last().LeasedUntil.Should().BeGreaterThanOrEqualTo(running.Now + Duration.FromSeconds(30), "there is time for it");
            running.Clock.Advance(TimeSpan.FromSeconds(20));
            return Task.CompletedTask;
        };
        await running.Host.ActivateAsync("line-1");
        await running.Host.UnbindAllAsync("line-1");
        await running.StartAsync();
        await running.UntilAsync(() => running.Hands.Count >= 5, "all were handed over");
        await running.SettleAsync();

        running.Hands.Keys.Should().OnlyHaveUniqueItems().And.HaveCount(5);
        claims.Count.Should().Be(3, "two of 20 seconds fit into 60 less 30");
    }

    [Fact]
    public async Task A_lease_is_not_outlived_though_the_store_is_slow_to_say_what_is_wanted()
    {
        await using var running = RunningHost.Create(options => (options.Lease, options.HandlerTimeout) = (TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30)));
        var (until, isSlow, left) = (default(Instant), false, new List<double>());
        running.Store.ClaimDeliveries = async (now, leasedUntil, max, cancel) =>
        {
            var claimed = await running.Store.Inner.ClaimDeliveriesAsync(now, leasedUntil, max, cancel);
            if (claimed.Count > 0)
                (until, isSlow) = (leasedUntil, until == default);
            return claimed;
        };
        running.Store.Read = (id, after, cancel) =>
        {
            if (isSlow)
                running.Clock.Advance(TimeSpan.FromSeconds(40));
            isSlow = false;
            return running.Store.Inner.ReadAsync(id, after, cancel);
        };
        running.Hands.Do = (_, _) =>
        {
            left.Add((until - running.Now).TotalSeconds);
            return Task.CompletedTask;
        };
        await running.Host.ActivateAsync("line-1");
        await running.StartAsync();
        await running.UntilAsync(() => running.Hands.Count == 2, "both were handed over");

        left.Should().OnlyContain(seconds => seconds >= 30, "whoever claims it next must not meet a busy handler");
    }

    [Fact]
    public async Task What_was_handed_over_is_not_handed_over_again_because_the_state_could_not_be_read_for_the_next()
    {
        await using var running = RunningHost.Create();
        var (isBroken, completed) = (false, 0);
        running.Store.Read = (id, after, cancel) => isBroken ? throw new IOException("unreadable") : running.Store.Inner.ReadAsync(id, after, cancel);
        running.Store.Complete = async (deliveries, cancel) =>
        {
            await running.Store.Inner.CompleteAsync(deliveries, cancel);
            Interlocked.Increment(ref completed);
        };
        running.Hands.Do = (instruction, _) =>
        {
            isBroken = instruction is StartService;
            return Task.CompletedTask;
        };
        await running.Host.ActivateAsync("line-1");
        await running.StartAsync();
        await running.UntilAsync(() => Volatile.Read(ref completed) == 1, "it failed, and what was handed over is stored");
        running.Logs.Lines.Should().Contain(line => line.StartsWith("Error: Handing over", StringComparison.Ordinal));
        isBroken = false;
        running.Clock.Advance(TimeSpan.FromMinutes(2));
        await running.UntilAsync(() => running.Hands.CountOf<SendMessage>() == 1, "the next was handed over");

        running.Hands.CountOf<StartService>().Should().Be(1);
    }

    [Fact]
    public async Task What_can_not_be_read_is_said_and_waits_for_the_end_of_the_lease()
    {
        await using var running = RunningHost.Create();
        var (isBroken, claims) = (true, 0);
        running.Store.Read = (id, after, cancel) => isBroken ? throw new LifecycleJsonException("Found another event.") : running.Store.Inner.ReadAsync(id, after, cancel);
        running.Store.ClaimDeliveries = async (now, until, max, cancel) =>
        {
            var claimed = await running.Store.Inner.ClaimDeliveriesAsync(now, until, max, cancel);
            Interlocked.Add(ref claims, claimed.Count);
            return isBroken ? [.. claimed.Select(each => each with { Events = [] })] : claimed;
        };
        isBroken = false;
        await running.Host.ActivateAsync("line-1");
        isBroken = true;
        await running.StartAsync();
        await running.UntilAsync(() => running.Logs.Lines.Any(line => line.StartsWith("Error: Handing over", StringComparison.Ordinal)), "it was said");
        await running.SettleAsync();
        claims.Should().Be(1);

        isBroken = false;
        running.Clock.Advance(TimeSpan.FromMinutes(2));
        await running.UntilAsync(() => running.Hands.Count == 2, "both were handed over");
    }

    [Fact]
    public async Task What_was_handed_over_counts_though_the_handlers_services_can_not_be_disposed_of()
    {
        await using var running = RunningHost.Create(services: services => services.AddEsimLifecycle().AddInstructions<Undisposable>());
        await running.Host.ActivateAsync("line-1");
        await running.StartAsync();
        await running.ToldAsync();

        running.Hands.Count.Should().Be(2);
        running.Logs.Lines.Should().Contain(line => line.Contains("could not be disposed of", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_process_does_again_what_one_has_done_before_it_crashed_with_the_same_key()
    {
        var (memory, clock) = (new MemoryStore(), RunningHost.NewClock());
        await using var crashed = RunningHost.Create(on: memory, clock: clock);
        crashed.Store.Complete = (_, _) => throw new IOException("The process is gone.");
        await crashed.Host.ActivateAsync("line-1");
        await crashed.StartAsync();
        await crashed.UntilAsync(() => crashed.Hands.Count == 2, "both were handed over");
        await crashed.UntilAsync(() => crashed.Logs.Lines.Any(line => line.StartsWith("Error: Handing over", StringComparison.Ordinal)), "completing failed");
        await crashed.StopAsync();

        await using var other = await RunningHost.StartAsync(on: memory, clock: clock);
        await other.SettleAsync();
        other.Hands.Count.Should().Be(0, "the lease has not ended");
        clock.Advance(TimeSpan.FromMinutes(2));
        await other.UntilAsync(() => other.Hands.Count >= 2, "they were handed over again");
        other.Hands.Keys.Should().Equal(crashed.Hands.Keys);
    }

    [Fact]
    public async Task On_a_stop_what_is_done_is_completed_and_the_rest_is_released()
    {
        var (memory, clock) = (new MemoryStore(), RunningHost.NewClock());
        await using var running = RunningHost.Create(on: memory, clock: clock);
        var stopping = new TaskCompletionSource();
        running.Hands.Do = async (_, cancel) =>
        {
            // It is told, and ends what it has begun.
            using var told = cancel.Register(stopping.SetResult);
            await stopping.Task;
            await Task.Delay(50, CancellationToken.None);
        };
        await running.Host.ActivateAsync("line-1");
        await running.StartAsync();
        await running.UntilAsync(() => running.Hands.Count == 1, "the first is being handed over");
        await running.StopAsync();

        running.Hands.Count.Should().Be(1);
        var rest = (await memory.ClaimDeliveriesAsync(running.Now, running.Now + Duration.FromMinutes(1), 1, Cancel)).Single();
        (rest.Told, rest.ToldOfNext, rest.Tries).Should().Be((2, 1, 0));
    }

    [Fact]
    public async Task On_a_stop_what_was_interrupted_is_no_failure_and_is_released()
    {
        var (memory, clock) = (new MemoryStore(), RunningHost.NewClock());
        await using var running = RunningHost.Create(on: memory, clock: clock);
        running.Hands.Do = async (instruction, cancel) =>
        {
            try
            {
                await Task.Delay(Timeout.Infinite, cancel);
            }
            catch (OperationCanceledException) when (instruction.Subscription.ToString() == "line-2")
            {
                throw new IOException("The connection was closed."); // as some libraries say it
            }
        };
        await running.Host.ActivateAsync("line-1");
        await running.Host.ActivateAsync("line-2");
        await running.StartAsync();
        await running.UntilAsync(() => running.Hands.Count == 2, "both are being handed over");
        await running.StopAsync();

        var rest = await memory.ClaimDeliveriesAsync(running.Now, running.Now + Duration.FromMinutes(1), 10, Cancel);
        rest.Should().HaveCount(2).And.OnlyContain(each => each.Told == 2 && each.ToldOfNext == 0 && each.Tries == 0);
    }

    [Fact]
    public async Task On_a_stop_a_handler_that_hangs_is_waited_for_as_long_as_it_has_time()
    {
        var (memory, clock) = (new MemoryStore(), RunningHost.NewClock());
        await using var running = RunningHost.Create(on: memory, clock: clock);
        var never = new TaskCompletionSource();
        running.Hands.Do = (_, _) => never.Task;
        await running.Host.ActivateAsync("line-1");
        await running.StartAsync();
        await running.UntilAsync(() => running.Hands.Count == 1, "it hangs");
        var stopped = running.StopAsync();
        clock.Advance(TimeSpan.FromSeconds(30));
        await stopped;

        var rest = (await memory.ClaimDeliveriesAsync(running.Now, running.Now + Duration.FromMinutes(1), 1, Cancel)).Single();
        (rest.Told, rest.ToldOfNext, rest.Tries).Should().Be((2, 0, 0));
        never.SetResult();
    }

    [Fact]
    public async Task A_handler_is_made_in_a_scope_of_its_own_for_each_delivery()
    {
        Scoped.Made = Scoped.Disposed = 0;
        await using var running = RunningHost.Create(services: services => services.AddScoped<Scoped>().AddScoped<IInstructionHandler, ScopedHandler>());
        await running.Host.ActivateAsync("line-1");
        await running.Host.ActivateAsync("line-2");
        await running.StartAsync();
        await running.UntilAsync(() => running.Hands.Count == 4 && Scoped.Disposed == 2, "both were handed over, and their scopes are gone");
        Scoped.Made.Should().Be(2);
    }

    [Fact]
    public async Task A_store_that_fails_for_a_while_holds_up_nothing_for_good()
    {
        await using var running = RunningHost.Create();
        var claims = 0;
        running.Store.ClaimDeliveries = (now, until, max, cancel) =>
            Interlocked.Increment(ref claims) <= 3 ? throw new IOException("down") : running.Store.Inner.ClaimDeliveriesAsync(now, until, max, cancel);
        await running.Host.ActivateAsync("line-1");
        await running.StartAsync();
        await running.UntilAsync(() => running.Hands.Count == 2, "both were handed over");
        running.Logs.Lines.Count(line => line == "Error: Looking for instructions to hand over failed (IOException); it is tried again.").Should().Be(3);
    }

    [Fact]
    public async Task Three_processes_hand_everything_over_once()
    {
        var (memory, clock) = (new MemoryStore(), RunningHost.NewClock());
        await using var one = RunningHost.Create(on: memory, clock: clock);
        await using var two = RunningHost.Create(on: memory, clock: clock);
        await using var three = RunningHost.Create(on: memory, clock: clock);
        for (var i = 0; i < 60; i++)
            await one.Host.ActivateAsync($"line-{i}");
        await Task.WhenAll(one.StartAsync(), two.StartAsync(), three.StartAsync());
        await one.UntilAsync(() => one.Hands.Count + two.Hands.Count + three.Hands.Count >= 120, "all were handed over");
        await one.SettleAsync();

        one.Hands.Keys.Concat(two.Hands.Keys).Concat(three.Hands.Keys).Should().HaveCount(120).And.OnlyHaveUniqueItems();
    }

    private static async Task<RunningHost> DeadAsync()
    {
        var running = RunningHost.Create(options => (options.MaxTries, options.RetryDelay, options.MaxRetryDelay) = (3, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1)));
        running.Hands.Do = (instruction, _) => instruction is StartService ? throw new HttpRequestException("502 from the network") : Task.CompletedTask;
        await running.Host.ActivateAsync("line-1");
        await running.StartAsync();
        await running.UntilAsync(() => running.Hands.CountOf<SendMessage>() == 1, "what follows the dead letter was handed over");
        return running;
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        for (var began = Environment.TickCount64; !condition(); await Task.Delay(1, Cancel))
            (Environment.TickCount64 - began).Should().BeLessThan(10_000);
    }

    private sealed class Scoped : IDisposable
    {
        public static int Made;
        public static int Disposed;

        public Scoped() => Interlocked.Increment(ref Made);

        public void Dispose() => Interlocked.Increment(ref Disposed);
    }

    private sealed class ScopedHandler(Scoped scoped, Hands hands) : IInstructionHandler
    {
        public ValueTask HandleAsync(Instruction instruction, CancellationToken cancel)
        {
            scoped.Should().NotBeNull();
            return hands.HandleAsync(instruction, default, cancel);
        }
    }

    private sealed class Undisposable(Hands hands, TimeProvider clock) : IInstructionHandler, IDisposable
    {
        public ValueTask HandleAsync(Instruction instruction, CancellationToken cancel) => hands.HandleAsync(instruction, clock.GetUtcNow(), cancel);

        public void Dispose() => throw new IOException("The connection is gone.");
    }
}
