using System.Globalization;

namespace EsimLifecycle;

/// <summary>The work of one decision: the state as it becomes, the events raised, the reasons found against it.</summary>
/// <remarks>A ref struct, so that a decision costs its events and one copy of the state, and nothing besides.</remarks>
internal ref struct DecisionBuilder
{
    private readonly Subscription _origin;
    private Subscription? _draft;
    private ListBuilder<LifecycleEvent> _events;
    private ValueList<Refusal> _refusals;
    private Given _given;
    private Cause? _cause;

    public DecisionBuilder(PreparedPolicy rules, Subscription origin, Instant now)
    {
        Prepared = rules;
        _origin = origin;
        // A host whose clock lags behind the history's must not write into the past.
        Now = Instant.Max(now, origin.LastEventAt);
        At = Now;
    }

    /// <summary>Whether events are only noted, and change nothing: enough for who asks what a rule would do.</summary>
    public bool IsTrial { get; set; }

    /// <summary>The carrier's rules.</summary>
    public PreparedPolicy Prepared { get; }

    public readonly CarrierPolicy Policy => Prepared.Policy;

    /// <summary>Gets the instant up to which time has to pass: the host's clock, or the end of the history if that is later.</summary>
    public Instant Now { get; }

    /// <summary>Gets the instant of the decision: <see cref="Now"/> for a command, the due instant for a deadline.</summary>
    public Instant At { get; private set; }

    /// <summary>The command being decided, or null while time passes. Made when first asked for: most refusals need none.</summary>
    public Cause? Cause => _cause ??= _given.By is null ? null : new Cause(_given.Id, _given.By, _given.Digest);

    /// <summary>Who gave the command being decided, or null while time passes.</summary>
    public readonly Caller? By => _given.By;

    /// <summary>The state as the events raised so far have made it.</summary>
    public readonly Subscription State => _draft ?? _origin;

    public readonly bool HasRefusals => _refusals.Count > 0;

    public readonly int RefusalCount => _refusals.Count;

    /// <summary>The reasons found so far.</summary>
    public readonly ValueList<Refusal> Refusals => _refusals;

    /// <summary>The events raised so far.</summary>
    public readonly ValueList<LifecycleEvent> Events => _events.ToList();

    public readonly int EventCount => _events.Count;

    public readonly LifecycleEvent EventAt(int index) => _events[index];

    /// <summary>Creates a key for something that begins with the next event: a word for its kind, and that event's version.</summary>
    public readonly Reference NewKey(string what) => new(string.Concat(what, "-", Digits(State.Version + 1)));

    /// <summary>Creates a key for one of several things that begin with the next event: the n-th, counted from 1.</summary>
    public readonly Reference NewKey(string what, int n) => new(string.Concat([what, "-", Digits(State.Version + 1), "-", Digits(n)]));

    /// <summary>Marks the events from here on as caused by a command; by none, where it is the default value.</summary>
    public void Begin(in Given given) => (_given, _cause) = (given, null);

    /// <summary>Applies an event to the state, having checked that the chart allows where it leads.</summary>
    public void Raise(LifecycleEvent @event)
    {
        if (HasRefusals)
            throw RaisedAfterRefusal(@event);
        if (IsTrial)
        {
            _events.Add(@event);
            return;
        }

        var draft = _draft ??= _origin.ToDraft();
        @event.Stamp(draft.Id == default ? @event.Subscription : draft.Id, draft.Version + 1, At, Cause);
        var from = draft.Status;
        @event.ApplyTo(draft);
        if (_given.By is not null)
            draft.Remember(_given.Remembered);
        if (!SubscriptionChart.IsStep(from, @event.TriggeredBy, draft.Status))
            throw OffTheChart(from, @event, draft.Status);
        if (ServiceRules.ChangeOf(draft, Policy) is { } service)
            @event.Serve(draft, service);
        _events.Add(@event);
    }

    /// <summary>Adds a reason against the command.</summary>
    public void Refuse(Refusal refusal) => _refusals = _refusals.Add(refusal);

    /// <summary>Adds a reason against the command where it holds.</summary>
    public void RefuseIf(Refusal? refusal)
    {
        if (refusal is not null)
            Refuse(refusal);
    }

    /// <summary>Sets the instant of the events from here on.</summary>
    public void MoveTo(Instant at) => At = at;

    public readonly Decision Conclude(Outcome outcome) => new(_draft?.Seal() ?? _origin, outcome, _events.ToList(), _refusals);

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static InvalidOperationException RaisedAfterRefusal(LifecycleEvent @event) =>
        new($"A rule raised {@event.GetType().Name} after a refusal; it has to decide first.");

    private static InvalidOperationException OffTheChart(SubscriptionStatus from, LifecycleEvent @event, SubscriptionStatus to) =>
        new($"{@event.GetType().Name} led from {from} to {to}, which the chart does not declare.");
}

/// <summary>A command as it was given: what is put together to a <see cref="Cause"/> where one is needed.</summary>
/// <param name="Id">The id of the command.</param>
/// <param name="By">The caller who gave it.</param>
/// <param name="Digest">The digest of its content.</param>
/// <param name="Remembered">What is remembered of it.</param>
internal readonly record struct Given(CommandId Id, Caller By, CommandDigest Digest, RecentCommand Remembered);
