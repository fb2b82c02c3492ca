using System.Runtime.CompilerServices;

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
        Prepared = new PreparedPolicy(policy, LifecycleCommand.DefinitionOf);
    }

    /// <summary>Gets the carrier's rules that this lifecycle follows.</summary>
    public CarrierPolicy Policy { get; }

    /// <summary>Gets the time zone of the policy, in which its dates begin and in which people are told moments.</summary>
    public DateTimeZone Zone => Prepared.Zone;

    internal PreparedPolicy Prepared { get; }

    /// <summary>Advances time to the <c>Now</c> of <paramref name="context"/>, then decides on <paramref name="command"/>.</summary>
    /// <remarks>
    /// The checks run in this order: whether the command is well-formed, whether the caller may give it, whether it is a redelivery,
    /// whether it is timely, and then the command's own rule. A command from a caller without access is never treated as a redelivery: it
    /// is refused, and nothing is recorded.
    /// </remarks>
    /// <example>
    /// <code>
    /// var decision = lifecycle.Decide(subscription, new UnbindDevice(device), new CommandContext(now, caller, messageId));
    /// foreach (var refusal in decision.Refusals)
    ///     Console.WriteLine(refusal.Explain(culture));
    /// foreach (var @event in decision.Events) // store these and, with them, what follows for your systems
    ///     outbox.AddRange(Instruction.From(@event));
    /// </code>
    /// </example>
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
        return subscription.IsDue(now) ? PassTime(subscription, now) : new Decision(subscription);
    }

    /// <summary>
    /// Returns the outcome of a request to cancel without making it: the reasons against it, its dates, and its settlement to the cent.
    /// </summary>
    /// <remarks>
    /// Nothing is decided or recorded. The quote is computed by the same rules as <see cref="Decide"/>, up to the settlement, so that its
    /// figures hold as long as nothing else changes.
    /// </remarks>
    /// <example>
    /// <code>
    /// var request = new RequestCancellation(CancellationReason.NoLongerNeeded) { Timing = CancellationTiming.EndOfTerm };
    /// var quote = lifecycle.Quote(subscription, request, context);
    /// foreach (var line in quote.Lines)
    ///     Console.WriteLine($"{line.Explain(culture)}: {line.Amount}");
    /// Console.WriteLine($"comes back: {quote.Net}");
    /// </code>
    /// </example>
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

    /// <summary>
    /// Returns the progress of the open cancellation: its stage, what is missing, whose turn it is and until when, and the settlement to the cent.
    /// </summary>
    /// <param name="subscription">The stored state.</param>
    /// <param name="now">The current time of the host's clock.</param>
    /// <returns>The progress after time has passed; null if no cancellation is open then.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A deadline is due and <paramref name="now"/> lies beyond <see cref="Limits.LatestNow"/>.</exception>
    public CancellationProgress? Progress(Subscription subscription, Instant now)
    {
        var state = Advance(subscription, now).Subscription;
        return CancellationProgress.Of(Prepared.For(state), state);
    }

    /// <summary>
    /// Returns what will happen if nobody does anything but what is assumed, step by step: events, charges with their amounts, statuses.
    /// </summary>
    /// <remarks>
    /// <para>A forecast is what <see cref="Advance"/> gives at each deadline, and then the outcomes and answers that are assumed, decided as by
    /// <see cref="Decide"/>. The state that it builds is thrown away; nothing in it is to be stored.</para>
    /// <para>It is lazy: a step is computed when it is read (some microseconds each), and only the current state is kept, so that a hundred years
    /// can be walked. It ends with the last deadline, or with <paramref name="until"/>. Read again, it begins anew.</para>
    /// <example>
    /// <code>
    /// foreach (var step in lifecycle.Forecast(subscription, now, now + Duration.FromDays(90)))
    /// {
    ///     foreach (var charge in step.Charges)
    ///         Console.WriteLine($"{charge.At}: {charge.Amount} by {charge.Method} until {charge.Until}");
    /// }
    /// </code>
    /// </example>
    /// </remarks>
    /// <param name="subscription">The stored state.</param>
    /// <param name="now">The current time of the host's clock, from which what is awaited is answered.</param>
    /// <param name="until">The last moment of the forecast; not before <paramref name="now"/>.</param>
    /// <param name="assumptions">What is assumed; null, the default, for <see cref="ForecastAssumptions.Default"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="now"/> or <paramref name="until"/> is not within <see cref="Limits"/>, or <paramref name="until"/> is before
    /// <paramref name="now"/>; or a value of <paramref name="assumptions"/> is not defined.
    /// </exception>
    public IEnumerable<ForecastStep> Forecast(Subscription subscription, Instant now, Instant until, ForecastAssumptions? assumptions = null)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        Limits.Check(now);
        Limits.Check(until);
        ArgumentOutOfRangeException.ThrowIfLessThan(until, now);
        assumptions ??= ForecastAssumptions.Default;
        if (!Enum.IsDefined(assumptions.Review))
            throw new ArgumentOutOfRangeException(nameof(assumptions), assumptions.Review, "An assumption about the review is expected.");
        return ForecastWalk.From(Prepared.For(subscription), subscription, now, until, assumptions);
    }

    /// <summary>
    /// Returns the next charge: when how much is charged, by which method, and for what, with promotions, announced terms and a change of plan with
    /// the next period taken into account.
    /// </summary>
    /// <remarks>
    /// It is the first charge of a forecast by <see cref="ForecastAssumptions.Default"/>: of auto-renewal, outside or from the balance, or one that
    /// is under way already. Periods that cost nothing are passed over. If the balance does not cover what is charged to it, the charge
    /// <see cref="ExpectedCharge.Fails"/>.
    /// </remarks>
    /// <param name="subscription">The stored state.</param>
    /// <param name="now">The current time of the host's clock.</param>
    /// <returns>The charge; null if nothing will be charged, above all because auto-renewal is off.</returns>
    /// <inheritdoc cref="Forecast" path="/exception[1]"/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="now"/> is not within <see cref="Limits"/>.</exception>
    public ExpectedCharge? NextCharge(Subscription subscription, Instant now)
    {
        foreach (var step in Forecast(subscription, now, Limits.LatestNow))
        {
            if (step.Charges is [var charge, ..])
                return charge;

            // What is free for good is never charged, however often it is renewed.
            if (step.Subscription is { Contract: { Plan.Price.IsZero: true, NextPlan: null, TermsChange: null or { IsTaken: true } }, Renewal.Charges.Count: 0 })
                return null;
        }

        return null;
    }

    /// <summary>
    /// Compares the days on which a request to cancel could be made: the quote on each day, what is charged until then, and the cheapest day.
    /// </summary>
    /// <remarks>
    /// <para>Until the day of the request nothing happens but what <see cref="ForecastAssumptions.Default"/> has. What is compared is what the
    /// customer receives in the end less what they pay from now on (<see cref="LeavingDay.Total"/>); what service until then is worth to them is
    /// not.</para>
    /// <para>Costs a quote for each day and one forecast until the last (some microseconds each); for a request that ends with a minimum term, a
    /// forecast until its end for each day.</para>
    /// </remarks>
    /// <param name="subscription">The stored state.</param>
    /// <param name="request">The request, as it would be made on each of the days.</param>
    /// <param name="context">The current time and the caller of the request.</param>
    /// <param name="from">The first day, in the carrier's zone; today if it is earlier.</param>
    /// <param name="to">The last day; not before the first, and at most <see cref="LeavingDays.MaxDays"/> days are compared.</param>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> or <paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="context"/> is the default value.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="to"/> is before the first day, too far after it, or beyond <see cref="Limits.LatestNow"/>.</exception>
    public LeavingDays BestDay(Subscription subscription, RequestCancellation request, CommandContext context, LocalDate from, LocalDate to)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        ArgumentNullException.ThrowIfNull(request);
        Require(context);
        var policy = Prepared.For(subscription);
        var first = LocalDate.Max(from, policy.DateOf(context.Now));
        var last = LocalDate.Min(first.PlusDays(LeavingDays.MaxDays - 1), policy.DateOf(Limits.LatestNow));
        if (to < first || to > last)
            throw new ArgumentOutOfRangeException(nameof(to), to, $"The last day is expected between {first.Iso()} and {last.Iso()}.");
        return LeavingDaysBuilder.Compare(policy, subscription, request, context, first, to);
    }

    /// <summary>
    /// Returns, for every kind of command, whether a caller may give it now: what may be chosen or, if it is not possible, every reason against it and
    /// the moment from which it is.
    /// </summary>
    /// <remarks>
    /// <para>It has no rules of its own: after time has passed, each command's own rule is asked about a few candidates, which cover what may be chosen, and
    /// nothing of it is recorded. A command of a kind that is not possible is refused whatever its content, unless it tells again what was done before.
    /// What is possible can still be refused for its content.</para>
    /// <para>A fact is possible whenever the caller may report it.</para>
    /// </remarks>
    /// <example>
    /// <code>
    /// foreach (var each in lifecycle.Available(subscription, caller, now))
    /// {
    ///     foreach (var choice in each.Choices.Where(choice =&gt; choice.Outcome == Outcome.Accepted))
    ///         Console.WriteLine($"{each.Kind} {choice.Plan?.Code}{choice.Device}{choice.Ends?.LastDay} {choice.Price}"); // a button
    ///     foreach (var refusal in each.Refusals)
    ///         Console.WriteLine($"{each.Kind} not now: {refusal.Explain(culture)} Possible from: {each.PossibleFrom}"); // a hint
    /// }
    ///
    /// var renewal = lifecycle.Available(subscription, caller, now)[(int)CommandKind.Renew];
    /// </code>
    /// </example>
    /// <param name="subscription">The stored state; <see cref="Subscription.None"/> before the first event.</param>
    /// <param name="caller">The caller who would give the commands.</param>
    /// <param name="now">The current time of the host's clock.</param>
    /// <returns>One answer for each <see cref="CommandKind"/>, in its order, so that the kind is its index.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> or <paramref name="caller"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A deadline is due and <paramref name="now"/> lies beyond <see cref="Limits.LatestNow"/>.</exception>
    public ValueList<AvailableCommand> Available(Subscription subscription, Caller caller, Instant now)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        ArgumentNullException.ThrowIfNull(caller);
        return AvailableMoments.Find(Prepared.For(subscription), Advance(subscription, now).Subscription, caller, now);
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
        @event.ApplyTo(draft, before: null);
        return draft.Seal();
    }

    // By itself, so that where nothing is due nobody makes room for a decision.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Decision PassTime(Subscription subscription, Instant now)
    {
        var decision = new DecisionBuilder(Prepared.For(subscription), subscription, Limits.Check(now));
        Clock.PassTime(ref decision);
        return decision.Conclude(Outcome.Accepted);
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
        LifecycleEvent? before = null;
        foreach (var @event in events)
        {
            ArgumentNullException.ThrowIfNull(@event, nameof(events));
            @event.ApplyTo(draft, before);
            before = @event;
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
        LifecycleEvent? before = null;
        foreach (var @event in events)
        {
            ArgumentNullException.ThrowIfNull(@event, nameof(events));
            @event.ApplyTo(draft, before);
            before = @event;
        }

        return draft.Seal();
    }
}
