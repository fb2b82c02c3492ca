namespace EsimLifecycle;

/// <summary>The door: decides on commands, lets time pass, and rebuilds subscriptions from their events.</summary>
/// <remarks>
/// <para>Pure: no clock, no I/O, no randomness. The same inputs give the same decision, always. Thread-safe and immutable: make one per
/// policy and reuse it.</para>
/// </remarks>
public sealed class Lifecycle
{
    /// <summary>Makes a lifecycle that follows <paramref name="policy"/>, with the time zones that come with NodaTime.</summary>
    /// <param name="policy">The carrier's rules.</param>
    /// <exception cref="ArgumentNullException"><paramref name="policy"/> is null.</exception>
    /// <exception cref="InvalidPolicyException">The policy has faults; the exception lists every one.</exception>
    public Lifecycle(CarrierPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        Policy = policy;
        Rules = new PreparedPolicy(policy, LifecycleCommand.Definitions);
    }

    /// <summary>The carrier's rules that this lifecycle follows.</summary>
    public CarrierPolicy Policy { get; }

    internal PreparedPolicy Rules { get; }

    /// <summary>Lets time pass up to <paramref name="context"/>'s <c>Now</c>, then decides on <paramref name="command"/>.</summary>
    /// <remarks>
    /// Asked in this order: whether the command is well-formed, who may give it, whether it was given before, whether it is timely, then its own rule. To a
    /// caller who may not give it, a command is never one that was given before: it is refused, and nothing is recorded.
    /// </remarks>
    /// <param name="subscription">The state as it was stored; <see cref="Subscription.None"/> before the first event.</param>
    /// <param name="command">What is wanted, or what happened.</param>
    /// <param name="context">When, by whom, in which message.</param>
    /// <returns>
    /// The events to store (also when the command is refused: what time alone brought about), the state after them, and every reason
    /// for a refusal.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> or <paramref name="command"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="context"/> is the default value.</exception>
    public Decision Decide(Subscription subscription, LifecycleCommand command, CommandContext context)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        ArgumentNullException.ThrowIfNull(command);
        Require(context);
        var decision = new DecisionBuilder(Rules, subscription, context.Now);
        Clock.PassTime(ref decision);
        return CommandGate.Decide(ref decision, command, context);
    }

    /// <summary>Lets every deadline that has passed by <paramref name="now"/> happen, in order, each at its own due instant.</summary>
    /// <param name="subscription">The state as it was stored.</param>
    /// <param name="now">The host's clock at this moment.</param>
    /// <returns>The events to store and the state after them. Nothing due gives no events and costs nothing.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A deadline is due and <paramref name="now"/> lies beyond <see cref="Limits.LatestNow"/>.</exception>
    public Decision Advance(Subscription subscription, Instant now)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        if (!subscription.IsDue(now))
            return new Decision(subscription);

        var decision = new DecisionBuilder(Rules, subscription, Limits.Check(now));
        Clock.PassTime(ref decision);
        return decision.Conclude(Outcome.Accepted);
    }

    /// <summary>What a request to cancel would lead to: what stands against it, its dates, and its settlement, to the cent.</summary>
    /// <remarks>
    /// Nothing is decided: it is the same rules that <see cref="Decide"/> would follow, up to the settlement, so that the figures are those that follow if
    /// nothing else changes until then.
    /// </remarks>
    /// <param name="subscription">The state as it was stored.</param>
    /// <param name="request">The request that is thought of.</param>
    /// <param name="context">When, and by whom it would be made.</param>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> or <paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="context"/> is the default value.</exception>
    public CancellationQuote Quote(Subscription subscription, RequestCancellation request, CommandContext context)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        ArgumentNullException.ThrowIfNull(request);
        Require(context);
        var decision = new DecisionBuilder(Rules, subscription, context.Now);
        Clock.PassTime(ref decision);
        return QuoteBuilder.Quote(ref decision, request, context);
    }

    /// <summary>What the customer should know and do before asking for the end: the quote, and a list to go through.</summary>
    /// <inheritdoc cref="Quote"/>
    public CancellationChecklist Checklist(Subscription subscription, RequestCancellation request, CommandContext context)
    {
        var quote = Quote(subscription, request, context);
        return CancellationChecklist.Of(Advance(subscription, context.Now).Subscription, quote);
    }

    /// <summary>Tells of every command whether a caller may give it now, or which reasons of access and status stand against it.</summary>
    /// <remarks>
    /// It asks the machine that <see cref="Decide"/> asks, after time has passed, and not the commands' own rules: an allowed command can still be refused for
    /// what it asks. What stands here against a command is among the refusals of every command of that kind.
    /// </remarks>
    /// <param name="subscription">The state as it was stored; <see cref="Subscription.None"/> before the first event.</param>
    /// <param name="caller">Who would give them.</param>
    /// <param name="now">The host's clock at this moment.</param>
    /// <returns>One for each <see cref="CommandKind"/>, in its order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> or <paramref name="caller"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A deadline is due and <paramref name="now"/> lies beyond <see cref="Limits.LatestNow"/>.</exception>
    public ValueList<AvailableCommand> Available(Subscription subscription, Caller caller, Instant now)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var decision = new DecisionBuilder(Rules, Advance(subscription, now).Subscription, now);
        var commands = new AvailableCommand[LifecycleCommand.Definitions.Length];
        for (var i = 0; i < commands.Length; i++)
        {
            var kind = (CommandKind)i;
            commands[i] = new AvailableCommand(kind, CommandGate.Against(kind, decision, caller));
        }

        return ValueList.Create<AvailableCommand>(commands);
    }

    /// <summary>The state after one more event: the only way in which state changes.</summary>
    /// <param name="subscription">The state before it; <see cref="Subscription.None"/> before the first.</param>
    /// <param name="event">The event.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidHistoryException">The event belongs to another subscription, or is not the next one.</exception>
    public static Subscription Evolve(Subscription subscription, LifecycleEvent @event)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        ArgumentNullException.ThrowIfNull(@event);
        var draft = subscription.ToDraft();
        @event.ApplyTo(draft);
        return draft.Seal();
    }

    private static void Require(in CommandContext context)
    {
        if (context.By is null)
            throw new ArgumentException("The context has no caller and no command id; expected one made by its constructor.", nameof(context));
    }

    /// <summary>Rebuilds a subscription from all its events, in order.</summary>
    /// <param name="events">The events, the first one first.</param>
    /// <exception cref="ArgumentNullException"><paramref name="events"/> or one of them is null.</exception>
    /// <exception cref="InvalidHistoryException">An event belongs to another subscription, or is not the next one.</exception>
    public static Subscription Replay(IEnumerable<LifecycleEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (events is LifecycleEvent[] array)
            return Replay(array.AsSpan());

        var draft = Subscription.None.ToDraft();
        foreach (var @event in events)
        {
            ArgumentNullException.ThrowIfNull(@event, nameof(events));
            @event.ApplyTo(draft);
        }

        return draft.Seal();
    }

    /// <summary>Rebuilds a subscription from all its events, in order.</summary>
    /// <param name="events">The events, the first one first.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    /// <exception cref="InvalidHistoryException">An event belongs to another subscription, or is not the next one.</exception>
    public static Subscription Replay(params ReadOnlySpan<LifecycleEvent> events)
    {
        var draft = Subscription.None.ToDraft();
        foreach (var @event in events)
        {
            ArgumentNullException.ThrowIfNull(@event, nameof(events));
            @event.ApplyTo(draft);
        }

        return draft.Seal();
    }
}
