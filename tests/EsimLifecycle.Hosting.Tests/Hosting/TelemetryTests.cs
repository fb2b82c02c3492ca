using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace EsimLifecycle.Hosting.Tests;

/// <summary>What a host says about itself: each instrument measures, tags are few, nothing is personal.</summary>
public sealed class TelemetryTests : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _measured = new();
    private IMeterFactory? _meters;

    public TelemetryTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "EsimLifecycle" && instrument.Meter.Scope == _meters)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measured(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measured(instrument, value, tags));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_instrument_measures_what_it_says()
    {
        await using var running = RunningHost.Create(services: services => services.AddMetrics());
        Listen(running);
        await running.Host.ActivateAsync("line-1");
        await running.Host.OpenAsync("line-2", "m-2");
        await running.Host.OpenAsync("line-2", "m-2");
        await running.Host.ActivateAsync("line-3");
        await running.Host.GiveAsync("line-3", new Suspend(SuspensionHolder.Carrier));
        running.Clock.Advance(TimeSpan.FromMinutes(5));
        await running.Host.GetStatusAsync(Cancel);
        _listener.RecordObservableInstruments();
        Of("esim.untold").Should().Equal((2, ""));
        Of("esim.untold.age").Should().Equal((300, ""));
        Of("esim.dead_letters").Should().Equal((0, ""));
        Of("esim.deadlines.overdue").Should().Equal((0, ""));

        await using (var other = new SubscriptionHost(running.Store.Inner, [Line.Policy], clock: running.Clock))
            await other.ContactAsync("line-2", "contact-2");
        await running.Host.ContactAsync("line-2", "contact-3");
        var due = (await running.Host.StateAsync("line-2")).NextDeadline!.Value;
        running.Clock.SetUtcNow(due.ToDateTimeOffset().AddHours(3));
        await running.Host.GetStatusAsync(Cancel);
        _measured.Clear();
        _listener.RecordObservableInstruments();
        Of("esim.deadlines.overdue").Single().Value.Should().BeGreaterThanOrEqualTo(3 * 3600);
        await running.StartAsync();
        await running.UntilAsync(() => running.Hands.All.OfType<SendMessage>().Count(message => message.Template == MessageTemplate.Closed) == 3, "all are closed");

        Of("esim.deadline.lateness").Select(each => each.Value).Should().Contain(late => late >= 3 * 3600 && late < (3 * 3600) + 60);
        Of("esim.instructions").Select(each => each.Tags).Should().Contain(["instruction=StopService result=done", "instruction=StartService result=overtaken"]);
    }

    [Fact]
    public async Task Commands_are_counted_and_timed_by_kind_and_outcome()
    {
        await using var running = RunningHost.Create(services: services => services.AddMetrics());
        Listen(running);
        await running.Host.OpenAsync("line-1", "m-1");
        await running.Host.OpenAsync("line-1", "m-1");
        await running.Host.OpenAsync("line-1", "m-2");
        await running.Host.ContactAsync("line-1", "contact-2");

        Of("esim.commands").Should().Equal(
            (1, "command=OpenSubscription outcome=Accepted"), (1, "command=OpenSubscription outcome=AlreadyDone"), (1, "command=OpenSubscription outcome=Refused"),
            (1, "command=UpdateContact outcome=Accepted"));
        Of("esim.command.duration").Select(each => each.Tags).Should().Equal(Of("esim.commands").Select(each => each.Tags));
        Of("esim.decision.duration").Should().HaveCountGreaterThanOrEqualTo(4).And.OnlyContain(each => each.Tags == "" && each.Value >= 0);
    }

    [Fact]
    public async Task Conflicts_failures_and_dead_letters_are_counted()
    {
        await using var running = RunningHost.Create(options => (options.MaxTries, options.RetryDelay) = (2, TimeSpan.Zero), services: services => services.AddMetrics());
        Listen(running);
        await running.Host.ActivateAsync("line-1");
        await using (var other = new SubscriptionHost(running.Store.Inner, [Line.Policy], clock: running.Clock))
            await other.ContactAsync("line-1", "contact-2");
        await running.Host.ContactAsync("line-1", "contact-3");
        Of("esim.conflicts").Should().Equal((1, ""));

        running.Hands.Do = (instruction, _) => instruction is StartService ? throw new TimeoutException() : Task.CompletedTask;
        await running.StartAsync();
        await running.ToldAsync();
        Of("esim.instructions").Should().Equal(
            (1, "instruction=StartService result=failed"), (1, "instruction=StartService result=failed"), (1, "instruction=StartService result=dead"), (1, "instruction=SendMessage result=done"));
        await running.UntilAsync(() =>
        {
            _listener.RecordObservableInstruments();
            return Of("esim.dead_letters").LastOrDefault() == (1, "");
        }, "the gauges tell it, for somebody measures them");
    }

    [Fact]
    public async Task Each_instrument_has_a_name_a_unit_and_a_description_and_the_guide_has_them()
    {
        var instruments = new ConcurrentQueue<Instrument>();
        await using var running = RunningHost.Create(services: services => services.AddMetrics());
        var meters = running.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == "EsimLifecycle" && instrument.Meter.Scope == meters)
                    instruments.Enqueue(instrument);
            },
        };
        listener.Start();
        _ = running.Host;

        instruments.Select(each => each.Name).Should().BeEquivalentTo(
            "esim.commands", "esim.command.duration", "esim.decision.duration", "esim.conflicts", "esim.deadline.lateness", "esim.instructions", "esim.untold", "esim.untold.age",
            "esim.deadlines.overdue", "esim.dead_letters");
        instruments.Should().OnlyContain(each => !string.IsNullOrEmpty(each.Unit) && !string.IsNullOrEmpty(each.Description));
        instruments.Select(each => each.Meter.Version).Distinct().Should().ContainSingle().Which.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task While_nobody_measures_the_store_is_not_asked_what_waits()
    {
        await using var running = await RunningHost.StartAsync();
        running.Store.GetStatus = (_, _) => throw new InvalidOperationException("Nobody is to ask.");
        await running.SettleAsync();
        running.Logs.Lines.Should().NotContain(line => line.Contains("what is waiting", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Traces_name_what_was_done_and_to_which_subscription()
    {
        var traces = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "EsimLifecycle",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if ((activity.GetTagItem("esim.subscription") as string)?.StartsWith("traced-", StringComparison.Ordinal) == true)
                    traces.Enqueue(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var running = RunningHost.Create();
        running.Hands.Do = (instruction, _) => instruction is StartService ? throw new TimeoutException() : Task.CompletedTask;
        await running.Host.ActivateAsync("traced-1");
        await running.Host.OpenAsync("traced-1", "again");
        await running.StartAsync();
        await running.UntilAsync(() => traces.Any(each => each.OperationName == "esim.instruction" && each.Status == ActivityStatusCode.Error), "a failure was traced");
        running.Clock.Advance(TimeSpan.FromDays(60));
        await running.UntilAsync(() => traces.Any(each => each.OperationName == "esim.advance"), "an advance was traced");

        traces.Where(each => each.OperationName == "esim.command").Select(each => $"{each.GetTagItem("esim.command")} {each.GetTagItem("esim.outcome")} {each.GetTagItem("esim.subscription")}").Should().Equal(
            "OpenSubscription Accepted traced-1", "RecordPayment Accepted traced-1", "Activate Accepted traced-1", "OpenSubscription Refused traced-1");
        traces.First(each => each.OperationName == "esim.instruction").GetTagItem("esim.instruction").Should().Be("StartService");
        traces.SelectMany(each => each.TagObjects).Select(tag => tag.Key).Distinct().Should().BeSubsetOf(["esim.subscription", "esim.command", "esim.outcome", "esim.instruction"]);
    }

    [Fact]
    public async Task Neither_logs_nor_measures_have_anything_personal()
    {
        await using var running = RunningHost.Create(options => (options.MaxTries, options.RetryDelay) = (2, TimeSpan.Zero), services: services => services.AddMetrics());
        Listen(running);
        string[] personal = ["secret-line-4711", "secret-contact", "secret-payment", "secret-message", "+628123456789", "89049032123451234512345678901235", "secret-answer"];
        const string id = "secret-line-4711";
        running.Hands.Do = (_, _) => throw new InvalidOperationException("secret-answer for secret-contact");
        await running.Host.GiveAsync(id, new OpenSubscription(new(id), "keep-monthly") { Contact = new("secret-contact"), Number = Msisdn.Parse("+628123456789") }, "secret-message-1");
        await running.Host.GiveAsync(id, new RecordPayment(new Reference("secret-payment"), Money.Parse("USD 3.00"), PaymentMethod.Card), "secret-message-2");
        await running.Host.GiveAsync(id, new Activate(), "secret-message-3");
        await running.Host.GiveAsync(id, new BindDevice(Line.Devices[0]), "secret-message-4");
        await running.Host.GiveAsync(id, new BindDevice(Line.Devices[0]), "secret-message-5");
        await running.StartAsync();
        await running.UntilAsync(() => running.Logs.Lines.Count(line => line.StartsWith("Warning", StringComparison.Ordinal)) == 2, "both were given up");
        running.Store.Read = (_, _, _) => throw new IOException("down");
        running.Clock.Advance(TimeSpan.FromDays(400));
        await running.UntilAsync(() => running.Logs.Lines.Any(line => line.StartsWith("Error: Advancing", StringComparison.Ordinal)), "an advance failed");

        var said = running.Logs.Lines.Concat(_measured.Select(each => each.Tags)).ToArray();
        said.Should().Contain(line => line.Contains("4711", StringComparison.Ordinal), "the end of an id is shown");
        foreach (var word in personal)
            said.Should().NotContain(line => line.Contains(word, StringComparison.Ordinal));
        running.Store.Read = running.Store.Inner.ReadAsync;
    }

    public void Dispose() => _listener.Dispose();

    private void Listen(RunningHost running)
    {
        _meters = running.Services.GetRequiredService<IMeterFactory>();
        _listener.Start();
    }

    private void Measured(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue((instrument.Name, value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));

    private (double Value, string Tags)[] Of(string name) => [.. _measured.Where(each => each.Name == name).Select(each => (each.Value, each.Tags))];
}
