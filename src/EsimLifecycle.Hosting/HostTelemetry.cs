using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EsimLifecycle.Hosting;

/// <summary>
/// What a host says about itself, by .NET's own means: a <see cref="Meter"/> and an <see cref="ActivitySource"/>, both named <c>EsimLifecycle</c>. None of
/// it has personal data; a subscription's id stands in traces only.
/// </summary>
internal sealed class HostTelemetry : IDisposable
{
    public const string Name = "EsimLifecycle";

    private static readonly string? Version = typeof(HostTelemetry).Assembly.GetName().Version?.ToString(3);

    private readonly Meter _meter;
    private readonly ActivitySource _activities = new(Name, Version);
    private readonly Counter<long> _commands;
    private readonly Histogram<double> _commandTime;
    private readonly Histogram<double> _decisionTime;
    private readonly Counter<long> _conflicts;
    private readonly Histogram<double> _lateness;
    private readonly Counter<long> _instructions;
    private readonly TimeProvider _clock;
    private readonly Instrument[] _gauges;
    private volatile object _status = default(StoreStatus);

    public HostTelemetry(TimeProvider clock, IMeterFactory? meters = null)
    {
        _clock = clock;
        _meter = meters?.Create(Name, Version) ?? new Meter(Name, Version);
        _commands = _meter.CreateCounter<long>("esim.commands", "{command}", "Commands that were decided and stored, by `command` and `outcome`.");
        _commandTime = _meter.CreateHistogram<double>("esim.command.duration", "s", "The time from a command to its decision being stored, by `command` and `outcome`.");
        _decisionTime = _meter.CreateHistogram<double>("esim.decision.duration", "s", "The time that deciding alone took.");
        _conflicts = _meter.CreateCounter<long>("esim.conflicts", "{conflict}", "Decisions that were made anew because somebody else was faster.");
        _lateness = _meter.CreateHistogram<double>("esim.deadline.lateness", "s", "The time after which a deadline that had come was advanced.");
        _instructions = _meter.CreateCounter<long>("esim.instructions", "{instruction}", "Instructions, by `instruction` and `result`: done, overtaken, failed, dead.");
        _gauges =
        [
            _meter.CreateObservableGauge("esim.untold", () => Status.Untold, "{subscription}", "Subscriptions with instructions to hand over, those that wait to be tried again included."),
            _meter.CreateObservableGauge("esim.untold.age", () => Since(Status.UntoldSince), "s", "The time for which the first of them has been waiting."),
            _meter.CreateObservableGauge("esim.deadlines.overdue", () => Since(Status.OldestDue), "s", "The time for which the first deadline that has not passed has been due."),
            _meter.CreateObservableGauge("esim.dead_letters", () => Status.DeadLetters, "{subscription}", "Subscriptions with dead letters."),
        ];
    }

    /// <summary>Gets whether somebody measures what is waiting in the store.</summary>
    public bool IsWatched => Array.Exists(_gauges, static gauge => gauge.Enabled);

    private StoreStatus Status => (StoreStatus)_status;

    /// <summary>Keeps what is waiting in the store for the gauges.</summary>
    public void Saw(StoreStatus status) => _status = status;

    public Activity? Start(string what, SubscriptionId id) => _activities.StartActivity(what)?.SetTag("esim.subscription", id.ToString());

    public void Decided(TimeSpan took) => _decisionTime.Record(took.TotalSeconds);

    public void Conflicted() => _conflicts.Add(1);

    public void Done(LifecycleCommand command, Outcome outcome, TimeSpan took, Activity? activity)
    {
        var tags = new TagList { { "command", command.Kind.ToString() }, { "outcome", outcome.ToString() } };
        _commands.Add(1, tags);
        _commandTime.Record(took.TotalSeconds, tags);
        activity?.SetTag("esim.command", command.Kind.ToString()).SetTag("esim.outcome", outcome.ToString());
    }

    public void Advanced(Duration late) => _lateness.Record(late.TotalSeconds);

    public void Told(Instruction instruction, string result) =>
        _instructions.Add(1, new TagList { { "instruction", instruction.GetType().Name }, { "result", result } });

    public void Dispose()
    {
        _meter.Dispose();
        _activities.Dispose();
    }

    private double Since(Instant? moment) => moment is { } past ? Math.Max(0, (_clock.Now() - past).TotalSeconds) : 0;
}

/// <summary>The host's clock, in the library's terms.</summary>
internal static class Clocks
{
    public static Instant Now(this TimeProvider clock) => Instant.FromDateTimeOffset(clock.GetUtcNow());
}
