using System.Text;

namespace EsimLifecycle.Hosting.Tests;

public sealed class ErasureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_the_handler_has_erased_what_a_host_knows_of_a_customer_the_history_names_nobody_either()
    {
        await using var running = await ClosedAsync();
        var told = new List<PersonalData>();
        running.Hands.Do = (instruction, _) =>
        {
            if (instruction is ErasePersonalData erase)
                told.Add(erase.Data);
            return Task.CompletedTask;
        };
        var before = await EventsAsync(running);
        await running.StartAsync();
        await running.ToldAsync();

        told.Single().Devices.Should().Contain(Line.Devices[0], "the handler has to know what to erase");
        var after = await EventsAsync(running);
        TextOf(after).Should().NotContain($"{Line.Devices[0]}").And.NotContain("contact-1").And.NotContain("message-7");
        after.Select(each => (each.GetType(), each.Version, each.At)).Should().Equal(before.Select(each => (each.GetType(), each.Version, each.At)));
        var state = await running.Host.StateAsync("line-1");
        state.Should().BeEquivalentTo(new { Status = SubscriptionStatus.Closed, Balances = Lifecycle.Replay(before).Balances }).And.Be(Lifecycle.Replay(after));
        running.Hands.CountOf<ErasePersonalData>().Should().Be(1);
        (await running.Host.DeadLettersAsync(cancel: Cancel)).Should().BeEmpty();
    }

    [Fact]
    public async Task Nothing_is_erased_before_the_handler_has_done_its_part()
    {
        await using var running = await ClosedAsync(options => options.MaxTries = 1);
        running.Hands.Do = (instruction, _) => instruction is ErasePersonalData ? throw new HttpRequestException("down") : Task.CompletedTask;
        var before = await EventsAsync(running);
        await running.StartAsync();
        await running.ToldAsync();
        (await EventsAsync(running)).Should().Equal(before);

        running.Hands.Do = (_, _) => Task.CompletedTask;
        var letter = (await running.Host.DeadLettersAsync(cancel: Cancel)).Single();
        (await running.Host.SendAgainAsync(letter, new HandsHandler(running.Hands, running.Clock), Cancel)).Should().BeNull();
        running.Hands.All.OfType<ErasePersonalData>().Last().Data.Devices.Should().Contain(Line.Devices[0]);
        TextOf(await EventsAsync(running)).Should().NotContain($"{Line.Devices[0]}").And.NotContain("contact-1");
    }

    [Fact]
    public async Task An_event_that_comes_while_the_history_is_replaced_is_not_lost()
    {
        await using var running = await ClosedAsync();
        var replace = running.Store.ReplaceEvents;
        var (appended, tries) = (false, 0);
        running.Store.ReplaceEvents = async (id, events, cancel) =>
        {
            tries++;
            if (!appended && (appended = true))
                await running.Host.GiveAsync("line-1", new ReportLateCharge(new Reference("late-1"), Money.Parse("USD 0.10"), running.Now - Duration.FromDays(100)));
            return await replace(id, events, cancel);
        };
        await running.StartAsync();
        await running.ToldAsync();
        tries.Should().BeGreaterThanOrEqualTo(2);

        var after = await EventsAsync(running);
        TextOf(after).Should().Contain("late-1").And.NotContain($"{Line.Devices[0]}").And.NotContain("contact-1");
        after.Select(each => each.Version).Should().Equal(Enumerable.Range(1, after.Count).Select(version => (long)version));
    }

    [Fact]
    public async Task No_snapshot_is_saved_of_a_line_that_was_forgotten_by_a_process_that_knows_it_from_before_either()
    {
        await using var running = await ClosedAsync();
        List<Subscription> saved = [];
        running.Store.SaveSnapshot = (state, _) =>
        {
            saved.Add(state);
            return default;
        };
        await using var other = new SubscriptionHost(running.Store, [Line.Policy], new() { SnapshotAfter = 1 }, running.Clock);
        await other.OpenAsync("line-2");
        await using var third = new SubscriptionHost(running.Store, [Line.Policy], new() { SnapshotAfter = 1 }, running.Clock);
        await third.StateAsync("line-2");
        await third.StateAsync("line-1");

        saved.Should().ContainSingle().Which.Id.Should().Be(new SubscriptionId("line-2"));
    }

    [Fact]
    public async Task A_SQLite_file_holds_nothing_of_it_any_more_byte_by_byte()
    {
        var directory = Directory.CreateTempSubdirectory("esim-erasure-");
        try
        {
            var file = Path.Combine(directory.FullName, "lines.db");
            await using (var store = new SqliteSubscriptionStore(file))
            await using (var running = await ClosedAsync(on: store))
            {
                (await BytesAsync(file)).Should().Contain($"{Line.Devices[0]}", "it was there before");
                await running.StartAsync();
                await running.ToldAsync();
            }

            var left = await BytesAsync(file);
            left.Should().Contain("line-1").And.NotContain($"{Line.Devices[0]}").And.NotContain("contact-1");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>A host that does not run yet, with a line whose last event has just told it to erase personal data.</summary>
    private static async Task<RunningHost> ClosedAsync(Action<SubscriptionHostOptions>? options = null, ISubscriptionStore? on = null)
    {
        var running = RunningHost.Create(options, on);
        await running.Host.ActivateAsync("line-1");
        await running.Host.GiveAsync("line-1", new BindDevice(Line.Devices[0]), "message-7");
        await running.Host.GiveAsync("line-1", new RequestCancellation(CancellationReason.NoLongerNeeded));
        await running.Host.GiveAsync("line-1", new UnbindDevice(Line.Devices[0]));
        while ((await running.Host.StateAsync("line-1")).NextDeadline is { } next)
        {
            if (running.Now < next)
                running.Clock.SetUtcNow(next.ToDateTimeOffset().AddSeconds(1));
            await running.Host.AdvanceAsync(new("line-1"), Cancel);
        }

        (await running.Host.StateAsync("line-1")).Closure!.ErasedAt.Should().NotBeNull();
        return running;
    }

    private static async Task<List<LifecycleEvent>> EventsAsync(RunningHost running) => await running.Host.ReadAsync(new("line-1"), cancel: Cancel).ToListAsync(Cancel);

    private static string TextOf(IEnumerable<LifecycleEvent> events) => string.Concat(events.Select(each => Encoding.UTF8.GetString(LifecycleJson.Write(each))));

    private static async Task<string> BytesAsync(string file)
    {
        var text = "";
        foreach (var each in Directory.GetFiles(Path.GetDirectoryName(file)!))
        {
            await using var stream = new FileStream(each, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            text += await reader.ReadToEndAsync(Cancel);
        }

        return text;
    }
}
