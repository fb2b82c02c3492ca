using Stateless;

namespace EsimLifecycle;

/// <summary>A live Stateless machine for one subscription, for hosts that attach their own actions to its transitions.</summary>
/// <remarks>
/// <para>The rules decide and the machine follows: only the events of a decision move it (<see cref="Follow"/>). Everything else is
/// Stateless: <c>OnTransitioned</c>, <c>Configure(status).OnEntry</c> and <c>OnExit</c>, superstates, <c>IsInState</c>, <c>CanFire</c>.
/// Firing a trigger that would lead to another status throws; firing one that keeps the status does nothing.</para>
/// <para>Creating one takes some 30 µs and 60 kB, which suits aggregates in memory, actors and screens, but not a million rows;
/// <see cref="Lifecycle"/> needs none. Like every Stateless machine it belongs to one thread at a time. Its asynchronous members work, but
/// the library does not use them.</para>
/// <para>An exception in an exit action leaves everything as it was. An exception in an entry or transition action leaves the machine
/// moved, with the remaining actions of that step not run. In both cases <see cref="Follow"/> can be called again with the same events and
/// continues from there.</para>
/// </remarks>
public sealed class SubscriptionMachine : StateMachine<SubscriptionStatus, SubscriptionTrigger>, IFollowing<SubscriptionStatus>
{
    private readonly Position _position;

    /// <summary>Creates the machine of a subscription.</summary>
    /// <param name="subscription">The state to start from; <see cref="Subscription.None"/> before the first event.</param>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> is null.</exception>
    public SubscriptionMachine(Subscription subscription)
        : this(new Position(subscription ?? throw new ArgumentNullException(nameof(subscription))))
    {
    }

    private SubscriptionMachine(Position position)
        : base(() => position.Now.Status, _ => position.Now = position.Next!)
    {
        _position = position;
        SubscriptionChart.Configure(this);

        // The first action of every step, before any of the host's: nobody but a decision leaves a status.
        for (var status = SubscriptionStatus.None; status <= SubscriptionStatus.Closed; status++)
            Configure(status).OnExit(RequireDecision);
    }

    /// <summary>Gets the subscription: the state before the step in exit actions, and the state after it in all others.</summary>
    public Subscription Subscription => _position.Now;

    /// <summary>Gets the event of the current step, for actions; null between steps.</summary>
    public LifecycleEvent? Event { get; private set; }

    SubscriptionStatus? IFollowing<SubscriptionStatus>.Chosen => _position.Next?.Status;

    /// <summary>
    /// Moves the machine along the events of a decision, in order. Events that the <see cref="Subscription"/> already contains are
    /// skipped.
    /// </summary>
    /// <param name="events">The events.</param>
    /// <exception cref="ArgumentNullException"><paramref name="events"/> or one of them is null.</exception>
    /// <exception cref="InvalidHistoryException">
    /// An event belongs to another subscription, is not the next one, or matches no edge of the chart.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The method was called from an action, while other events are being followed.
    /// </exception>
    public void Follow(IEnumerable<LifecycleEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (Event is not null)
            throw new InvalidOperationException($"An action of {Event.GetType().Name} follows other events; expected that after the step.");
        foreach (var @event in events)
        {
            ArgumentNullException.ThrowIfNull(@event, nameof(events));
            if (@event.Version > Subscription.Version || @event.Subscription != Subscription.Id)
                Step(@event);
        }
    }

    private void Step(LifecycleEvent @event)
    {
        var next = Lifecycle.Evolve(Subscription, @event);
        if (!SubscriptionChart.IsStep(State, @event.TriggeredBy, next.Status))
            throw new InvalidHistoryException($"{@event.GetType().Name} leads from {State} to {next.Status}, which the chart does not declare.");
        (Event, _position.Next) = (@event, next);
        try
        {
            if (@event.TriggeredBy is { } trigger)
                Fire(trigger);
            _position.Now = next;
        }
        finally
        {
            (Event, _position.Next) = (null, null);
        }
    }

    private void RequireDecision()
    {
        if (_position.Next is null)
            throw new InvalidOperationException($"Only a decision leads a subscription out of {State}; let {nameof(Lifecycle)} decide, and follow its events.");
    }

    private sealed class Position(Subscription now)
    {
        public Subscription Now { get; set; } = now;

        public Subscription? Next { get; set; }
    }
}
