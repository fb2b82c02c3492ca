namespace EsimLifecycle;

/// <summary>What every command has to pass before its own rule is asked: that it is well-formed, access, redelivery, time, the machine, in this order.</summary>
internal static class CommandGate
{
    public static Decision Decide(ref DecisionBuilder turn, LifecycleCommand command, in CommandContext context)
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

        if (!IsTimely(ref turn, command, context) | !IsPermitted(ref turn, command.Kind))
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
    public static CancellationRequested? Propose(ref DecisionBuilder turn, RequestCancellation request, in CommandContext context)
    {
        if (Identify(ref turn, request, context) is not { } cause)
            return null;
        turn.Rules.Access.Check(ref turn, request.Kind, context.By);
        if (!IsTimely(ref turn, request, context) | !IsPermitted(ref turn, request.Kind))
            return null;
        turn.Begin(cause);
        return request.Propose(ref turn);
    }

    /// <summary>Who says what in which message; null where a property is malformed, the caller's included: it can't be kept, and no rule can be asked about it.</summary>
    private static Cause? Identify(ref DecisionBuilder turn, LifecycleCommand command, in CommandContext context)
    {
        var visitor = command.VisitAll();
        var digest = visitor.Digest;
        visitor.AddPart(context.By, nameof(context.By));
        foreach (var property in visitor.Malformed)
            turn.Refuse(Refusals.CommandMalformed(property.Path, property.Expected));
        return turn.HasRefusals ? null : new Cause(context.Id, context.By, digest);
    }

    /// <summary>The same id with other content: a request is refused; a fact can't be, and is recorded as a conflict.</summary>
    private static Decision TakeConflict(ref DecisionBuilder turn, LifecycleCommand command, Cause cause)
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

    /// <summary>What role and status alone say against a command.</summary>
    public static ValueList<Refusal> Against(CommandKind command, DecisionBuilder turn, Caller by)
    {
        turn.Rules.Access.Check(ref turn, command, by);
        IsPermitted(ref turn, command);
        return turn.Refusals;
    }

    private static bool IsTimely(ref DecisionBuilder turn, LifecycleCommand command, in CommandContext context)
    {
        var earliest = turn.State.LastEventAt - Limits.ClockTolerance;
        if (command is LifecycleFact || context.Now >= earliest)
            return true;
        turn.Refuse(Refusals.TimeBeforeHistory(context.Now, turn.State.LastEventAt, earliest));
        return false;
    }

    /// <summary>Asks the machine; nothing else in the library asks whether a status permits a command.</summary>
    private static bool IsPermitted(ref DecisionBuilder turn, CommandKind command)
    {
        if (SubscriptionChart.Instance.Permits(turn.State.Status, command))
            return true;
        turn.Refuse(StatusRefusals.For(command, turn.State));
        return false;
    }
}
