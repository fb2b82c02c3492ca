namespace EsimLifecycle;

/// <summary>
/// A decider in the sense of event sourcing: it decides on commands, evolves a subscription by one event, and replays subscriptions from
/// their events. It is pure and thread-safe.
/// </summary>
/// <remarks>
/// <para>It uses no clock, no I/O and no randomness: the same inputs always give the same decision. It is immutable: create one per policy
/// and reuse it.</para>
/// </remarks>
public sealed class Lifecycle
{
    /// <summary>Creates a lifecycle that follows <paramref name="policy"/>, with the time zones that come with NodaTime.</summary>
    /// <param name="policy">The carrier's rules.</param>
    /// <exception cref="ArgumentNullException"><paramref name="policy"/> is null.</exception>
    /// <exception cref="InvalidPolicyException">The policy has faults; the exception lists every one.</exception>
    public Lifecycle(CarrierPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        Policy = policy;
        Prepared = new PreparedPolicy(policy, LifecycleCommand.Definitions);
    }

    /// <summary>Gets the carrier's rules that this lifecycle follows.</summary>
    public CarrierPolicy Policy { get; }

    internal PreparedPolicy Prepared { get; }

    /// <summary>Advances time to the <c>Now</c> of <paramref name="context"/>, then decides on <paramref name="command"/>.</summary>
    /// <remarks>
    /// The checks run in this order: whether the command is well-formed, whether the caller may give it, whether it is a redelivery,
    /// whether it is timely, and then the command's own rule. A command from a caller without access is never treated as a redelivery: it
    /// is refused, and nothing is recorded.
    /// </remarks>
    /// <param name="subscription">The stored state; <see cref="Subscription.None"/> before the first event.</param>
    /// <param name="command">The request or the fact to decide on.</param>
    /// <param name="context">The time, the caller and the id of the command.</param>
    /// <returns>
    /// The events to store (also for a refused command, if deadlines have passed), the state after them, and every reason for a refusal.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> or <paramref name="command"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="context"/> is the default value.</exception>
    public Decision Decide(Subscription subscription, LifecycleCommand command, CommandContext context)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        ArgumentNullException.ThrowIfNull(command);
        Require(context);
        var decision = new DecisionBuilder(Prepared.For(subscription), subscription, context.Now);
        Clock.PassTime(ref decision);
        return CommandGate.Decide(ref decision, command, context);
    }

    /// <summary>Fires every deadline that has passed by <paramref name="now"/>, in order, each at its own due instant.</summary>
    /// <param name="subscription">The stored state.</param>
    /// <param name="now">The current time of the host's clock.</param>
    /// <returns>The events to store and the state after them. If nothing is due, there are no events and the call costs nothing.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A deadline is due and <paramref name="now"/> lies beyond <see cref="Limits.LatestNow"/>.</exception>
    public Decision Advance(Subscription subscription, Instant now)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        if (!subscription.IsDue(now))
            return new Decision(subscription);

        var decision = new DecisionBuilder(Prepared.For(subscription), subscription, Limits.Check(now));
        Clock.PassTime(ref decision);
        return decision.Conclude(Outcome.Accepted);
    }

    /// <summary>
    /// Returns the outcome of a request to cancel without making it: the reasons against it, its dates, and its settlement to the cent.
    /// </summary>
    /// <remarks>
    /// Nothing is decided or recorded. The quote is computed by the same rules as <see cref="Decide"/>, up to the settlement, so that its
    /// figures hold as long as nothing else changes.
    /// </remarks>
    /// <param name="subscription">The stored state.</param>
    /// <param name="request">The request to quote.</param>
    /// <param name="context">The time and the caller of the request.</param>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> or <paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="context"/> is the default value.</exception>
    public CancellationQuote Quote(Subscription subscription, RequestCancellation request, CommandContext context)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        ArgumentNullException.ThrowIfNull(request);
        Require(context);
        var decision = new DecisionBuilder(Prepared.For(subscription), subscription, context.Now);
        Clock.PassTime(ref decision);
        return QuoteBuilder.Quote(ref decision, request, context);
    }

    /// <summary>Returns the checklist for a customer who is about to cancel: the quote, and the items to know and to do first.</summary>
    /// <inheritdoc cref="Quote"/>
    public CancellationChecklist Checklist(Subscription subscription, RequestCancellation request, CommandContext context)
    {
        var quote = Quote(subscription, request, context);
        return CancellationChecklist.Of(Prepared.For(subscription), Advance(subscription, context.Now).Subscription, quote);
    }

    /// <summary>Returns, for every command, whether a caller may give it now, or the reasons of access and status against it.</summary>
    /// <remarks>
    /// The answer comes from the same state machine as in <see cref="Decide"/>, after time has passed, but not from the commands' own
    /// rules: an allowed command can still be refused for its content. The reasons returned here for a command are among the refusals of
    /// every command of that kind.
    /// </remarks>
    /// <param name="subscription">The stored state; <see cref="Subscription.None"/> before the first event.</param>
    /// <param name="caller">The caller who would give the commands.</param>
    /// <param name="now">The current time of the host's clock.</param>
    /// <returns>One answer for each <see cref="CommandKind"/>, in its order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> or <paramref name="caller"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A deadline is due and <paramref name="now"/> lies beyond <see cref="Limits.LatestNow"/>.</exception>
    public ValueList<AvailableCommand> Available(Subscription subscription, Caller caller, Instant now)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var decision = new DecisionBuilder(Prepared.For(subscription), Advance(subscription, now).Subscription, now);
        var commands = new AvailableCommand[LifecycleCommand.Definitions.Length];
        for (var i = 0; i < commands.Length; i++)
        {
            var kind = (CommandKind)i;
            commands[i] = new AvailableCommand(kind, CommandGate.Against(kind, decision, caller));
        }

        return ValueList.Create<AvailableCommand>(commands);
    }

    /// <summary>Returns the state after one more event. State changes in no other way.</summary>
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
