namespace EsimLifecycle;

/// <summary>What every command has to pass before its own rule is asked: that it is well-formed, access, redelivery, time, in this order.</summary>
internal static class CommandGate
{
    public static Decision Decide(ref Turn turn, LifecycleCommand command, in CommandContext context)
    {
        if (Identify(ref turn, command, context) is not { } cause)
            return turn.Conclude(Outcome.Refused);

        turn.Rules.Access.Check(ref turn, command.Kind, context.By);

        // To somebody without access it is no redelivery: nothing is confirmed, and no contradiction recorded.
        if (!turn.HasRefusals)
        {
            switch (turn.State.Recent.Match(cause))
            {
                case RecentMatch.Same:
                    return turn.Conclude(Outcome.AlreadyDone);
                case RecentMatch.OtherContent:
                    return TakeConflict(ref turn, command, cause);
            }
        }

        if (!IsTimely(ref turn, command, context))
            return turn.Conclude(Outcome.Refused);

        // Who may not give the command still learns every other reason against it, as a quote would tell them; nothing can be raised after a refusal.
        var before = turn.EventCount;
        turn.Begin(cause);
        command.Decide(ref turn);
        if (turn.HasRefusals)
            return turn.Conclude(Outcome.Refused);
        if (turn.EventCount == before)
            return turn.Conclude(Outcome.AlreadyDone);

        FollowUp.Continue(ref turn, before);
        Clock.PassTime(ref turn);
        return turn.Conclude(Outcome.Accepted);
    }

    /// <summary>The request as it would stand, and every reason against it, as <see cref="Decide"/> finds them.</summary>
    public static CancellationRequested? Propose(ref Turn turn, RequestCancellation request, in CommandContext context)
    {
        if (Identify(ref turn, request, context) is not { } cause)
            return null;
        turn.Rules.Access.Check(ref turn, request.Kind, context.By);
        if (!IsTimely(ref turn, request, context))
            return null;
        turn.Begin(cause);
        return request.Propose(ref turn);
    }

    /// <summary>Who says what in which message; null where a property is malformed, the caller's included: it can't be kept, and no rule can be asked about it.</summary>
    private static Cause? Identify(ref Turn turn, LifecycleCommand command, in CommandContext context)
    {
        var visitor = command.VisitAll();
        var digest = visitor.Digest;
        visitor.AddPart(context.By, nameof(context.By));
        foreach (var property in visitor.Malformed)
            turn.Refuse(Refusals.CommandMalformed(property.Path, property.Expected));
        return turn.HasRefusals ? null : new Cause(context.Id, context.By, digest);
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
        var found = turn.RefusalCount;
        if (command is LifecycleFact && turn.State.Status == SubscriptionStatus.None)
            turn.Refuse(Refusals.SubscriptionNotOpened(command.Kind));
        else if (command is LifecycleRequest && turn.State.LastEventAt - Limits.ClockTolerance is var earliest && context.Now < earliest)
            turn.Refuse(Refusals.TimeBeforeHistory(context.Now, turn.State.LastEventAt, earliest));
        return turn.RefusalCount == found;
    }
}
