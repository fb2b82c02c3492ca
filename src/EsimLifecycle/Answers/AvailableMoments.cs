namespace EsimLifecycle;

/// <summary>What may be given in a state, and from when what may not.</summary>
/// <remarks>
/// Answers change at two kinds of moments only: when a deadline of the state happens, and when a reason says that it ends. These are walked, in order.
/// </remarks>
internal sealed class AvailableMoments
{
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
        var commands = new AvailableCommand[policy.Definitions.Length];
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
        var found = new Instant?[_policy.Definitions.Length];
        var isWaiting = new bool[found.Length];
        var (state, now) = (_state, _now);
        var next = Ask(state, now, found, isWaiting, isFirst: true);
        for (var i = 0; i < AvailableCommand.MaxMoments && next is { } moment && moment <= Limits.LatestNow; i++)
        {
            now = moment;
            if (state.IsDue(now))
            {
                var passing = new DecisionBuilder(_policy, state, now);
                Clock.PassTime(ref passing);
                state = passing.Conclude(Outcome.Accepted).Subscription;
            }

            next = Ask(state, now, found, isWaiting, isFirst: false);
        }

        return found;
    }

    /// <summary>Asks about every kind that is waited for, and returns the next moment at which an answer may change; null if there is none.</summary>
    private Instant? Ask(Subscription state, Instant now, Instant?[] found, bool[] isWaiting, bool isFirst)
    {
        var decision = Begin(state, now);
        Instant? next = null;
        var isAnyWaiting = false;
        for (var i = 0; i < found.Length; i++)
        {
            if (!isFirst && !isWaiting[i])
                continue;
            var answer = Ask(decision, (CommandKind)i, now, lists: false, out var offer, out var hasAccess);

            // Time never gives access.
            isWaiting[i] = answer.Outcome == Outcome.Refused && hasAccess;
            if (isWaiting[i])
            {
                isAnyWaiting = true;
                if (offer.NextRetryAt is { } retryAt && !(next <= retryAt))
                    next = retryAt;
            }
            else if (!isFirst)
            {
                found[i] = now;
            }
        }

        if (isAnyWaiting && state.NextDeadline is { } due && !(next <= due))
            next = due;
        return isAnyWaiting ? next : null;
    }

    /// <summary>Asks about a kind of command: the door's own checks, then the command's rule.</summary>
    private CandidateAnswer Ask(DecisionBuilder decision, CommandKind kind, Instant now, bool lists, out CommandOffer offer, out bool hasAccess)
    {
        var isAdmitted = CommandGate.Admits(ref decision, kind, _caller, now, out hasAccess);
        decision.IsTrial = _policy.Definitions[(int)kind].IsTriable;
        offer = new CommandOffer(decision, now, lists && hasAccess);
        if (isAdmitted)
            _policy.Definitions[(int)kind].Offer?.Invoke(ref offer);

        // A fact is never refused for its content: nothing but the door decides about it.
        return offer.IsUnanswered ? new CandidateAnswer(null, decision.HasRefusals ? Outcome.Refused : Outcome.Accepted, decision.Refusals) : offer.Best;
    }

    private DecisionBuilder Begin(Subscription state, Instant now)
    {
        var decision = new DecisionBuilder(_policy, state, now);
        decision.Begin(CommandOffer.CauseOf(_caller));
        return decision;
    }
}
