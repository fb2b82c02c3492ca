namespace EsimLifecycle;

/// <summary>What every command has to pass before its own rule is asked: redelivery, time, role, channel, identity.</summary>
internal static class CommandGate
{
    public static Decision Decide(ref Turn turn, LifecycleCommand command, in CommandContext context)
    {
        var cause = new Cause(context.Id, context.By, command.Digest());
        switch (turn.State.Recent.Match(cause))
        {
            case RecentMatch.Same:
                return turn.Conclude(Outcome.AlreadyDone);
            case RecentMatch.OtherContent:
                return TakeConflict(ref turn, command, cause);
        }

        if (!IsTimely(ref turn, command, context))
            return turn.Conclude(Outcome.Refused);

        var before = turn.EventCount;
        Begin(ref turn, command, context, cause);
        command.Decide(ref turn);
        if (turn.HasRefusals)
            return turn.Conclude(Outcome.Refused);
        if (turn.EventCount == before)
            return turn.Conclude(Outcome.AlreadyDone);

        Continuation.Continue(ref turn);
        turn.PassTime();
        return turn.Conclude(Outcome.Accepted);
    }

    /// <summary>The request as it would stand, and every reason against it, as <see cref="Decide"/> finds them.</summary>
    public static CancellationRequested? Propose(ref Turn turn, RequestCancellation request, in CommandContext context)
    {
        if (!IsTimely(ref turn, request, context))
            return null;
        Begin(ref turn, request, context, new Cause(context.Id, context.By, request.Digest()));
        return request.Propose(ref turn);
    }

    private static void Begin(ref Turn turn, LifecycleCommand command, in CommandContext context, Cause cause)
    {
        // Who may not give the command still learns every other reason against it.
        turn.Rules.Access.Check(ref turn, command.Kind, context.By);
        turn.Begin(cause);
    }

    /// <summary>The same id with other content: a request is refused; a fact can't be, and is recorded as a conflict.</summary>
    private static Decision TakeConflict(ref Turn turn, LifecycleCommand command, Cause cause)
    {
        if (command is LifecycleRequest)
        {
            turn.Refuse(Refusals.CommandIdReused(cause.Command));
            return turn.Conclude(Outcome.Refused);
        }

        turn.Begin(cause);
        turn.Raise(new FactConflicted { Fact = command.Kind });
        return turn.Conclude(Outcome.Accepted);
    }

    private static bool IsTimely(ref Turn turn, LifecycleCommand command, in CommandContext context)
    {
        if (command is LifecycleFact && turn.State.Status == SubscriptionStatus.None)
            turn.Refuse(Refusals.SubscriptionNotOpened(command.Kind));
        else if (command is LifecycleRequest && turn.State.LastEventAt - Lifecycle.ClockTolerance is var earliest && context.Now < earliest)
            turn.Refuse(Refusals.TimeBeforeHistory(context.Now, turn.State.LastEventAt, earliest));
        return !turn.HasRefusals;
    }
}
