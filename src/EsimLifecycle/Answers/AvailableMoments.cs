namespace EsimLifecycle;

/// <summary>What may be given in a state, and from when what may not.</summary>
/// <remarks>
/// Answers change at these moments only: when a deadline of the state happens, when a reason says that it ends, and, of a kind whose rule counts days
/// (<see cref="CommandOffer.NextDayAt"/>), with each day. These are walked, in order.
/// </remarks>
internal sealed class AvailableMoments
{
    // Two a day, for a year: holds may stand for ever.
    private const int MaxDayMoments = 2 * 366;

    private readonly PreparedPolicy _policy;
    private readonly Subscription _state;
    private readonly Caller _caller;
    private readonly Instant _now;

    // Worked out by whoever asks first. Two who ask at once work out the same.
    private Instant?[]? _moments;

    private AvailableMoments(PreparedPolicy policy, Subscription state, Caller caller, Instant now) =>
        (_policy, _state, _caller, _now) = (policy, state, caller, now);

    public Instant? this[CommandKind kind] => (_moments ??= Find())[(int)kind];

    public static ValueList<AvailableCommand> Find(PreparedPolicy policy, Subscription state, Caller caller, Instant now)
    {
        var moments = new AvailableMoments(policy, state, caller, now);
        var commands = new AvailableCommand[CommandDefinition.Count];
        var decision = moments.Begin(state, now);
        for (var i = 0; i < commands.Length; i++)
        {
            var answer = moments.Ask(decision, (CommandKind)i, now, lists: true, out var offer, out _);
            commands[i] = new AvailableCommand((CommandKind)i, answer, offer.Choices, moments);
        }

        return new ValueList<AvailableCommand>(commands);
    }

    private Instant?[] Find()
    {
        var found = new Instant?[CommandDefinition.Count];
        var waits = new Wait[found.Length];
        var (state, now, daysLeft) = (_state, _now, MaxDayMoments);
        var next = Ask(state, now, found, waits, Wait.None);
        for (var i = 0; i < AvailableCommand.MaxMoments && next.At is { } moment && moment <= Limits.LatestNow; i++)
        {
            while (next.DayAt < moment && daysLeft-- > 0)
            {
                var today = Ask(state, next.DayAt.Value, found, waits, Wait.ForDays);
                next = today with { At = Earlier(moment, today.At) };
                moment = next.At!.Value;
            }

            now = moment;
            if (state.IsDue(now))
            {
                var passing = new DecisionBuilder(_policy, state, now);
                Clock.PassTime(ref passing);
                state = passing.Conclude(Outcome.Accepted).Subscription;
            }

            next = Ask(state, now, found, waits, Wait.ForMoments);
        }

        return found;
    }

    /// <summary>
    /// Asks about every kind that waits for as much as <paramref name="least"/>, and returns the next moments at which an answer may change.
    /// </summary>
    private Next Ask(Subscription state, Instant now, Instant?[] found, Wait[] waits, Wait least)
    {
        var decision = Begin(state, now);
        var next = default(Next);
        var isAnyWaiting = false;
        for (var i = 0; i < found.Length; i++)
        {
            if (waits[i] < least)
                continue;
            var answer = Ask(decision, (CommandKind)i, now, lists: false, out var offer, out var hasAccess);

            // Time never gives access.
            if (answer.Outcome == Outcome.Refused && hasAccess)
            {
                isAnyWaiting = true;
                waits[i] = offer.NextDayAt is null ? Wait.ForMoments : Wait.ForDays;
                next = new Next(Earlier(next.At, offer.NextRetryAt), Earlier(next.DayAt, offer.NextDayAt));
            }
            else
            {
                waits[i] = Wait.None;
                if (least != Wait.None)
                    found[i] = now;
            }
        }

        return isAnyWaiting ? next with { At = Earlier(next.At, state.NextDeadline) } : next;
    }

    private static Instant? Earlier(Instant? a, Instant? b) => a is null || b < a ? b : a;

    /// <summary>Asks about a kind of command: the door's own checks, then the command's rule.</summary>
    private CandidateAnswer Ask(DecisionBuilder decision, CommandKind kind, Instant now, bool lists, out CommandOffer offer, out bool hasAccess)
    {
        var isAdmitted = CommandGate.Admits(ref decision, kind, _caller, now, out hasAccess);
        decision.IsTrial = _policy.DefinitionOf(kind).IsTriable;
        offer = new CommandOffer(decision, now, lists && hasAccess);
        if (isAdmitted)
            _policy.DefinitionOf(kind).Offer?.Invoke(ref offer);

        // A fact is never refused for its content: nothing but the door decides about it.
        return offer.IsUnanswered ? new CandidateAnswer(null, decision.HasRefusals ? Outcome.Refused : Outcome.Accepted, decision.Refusals) : offer.Best;
    }

    private DecisionBuilder Begin(Subscription state, Instant now)
    {
        var decision = new DecisionBuilder(_policy, state, now);
        decision.Begin(CommandOffer.GivenBy(_caller));
        return decision;
    }

    /// <summary>The next moments at which an answer may change: a deadline or the end of a reason, and the beginning of a day that counts.</summary>
    private readonly record struct Next(Instant? At, Instant? DayAt);

    /// <summary>What a kind of command waits for.</summary>
    private enum Wait
    {
        None,
        ForMoments,
        ForDays,
    }
}
