namespace EsimLifecycle;

/// <summary>What every command has to pass before its own rule is asked: that it is well-formed, access, redelivery, time, the machine, in this order.</summary>
internal static class CommandGate
{
    public static Decision Decide(ref DecisionBuilder decision, LifecycleCommand command, in CommandContext context)
    {
        if (Identify(ref decision, command, context) is not { } cause)
            return decision.Conclude(Outcome.Refused);

        decision.Rules.Access.Check(ref decision, command.Kind, context.By);

        // To somebody without access it is no redelivery: nothing is confirmed, and no contradiction recorded.
        if (!decision.HasRefusals)
        {
            switch (decision.State.Recent.Match(cause))
            {
                case RecentMatch.Same:
                    return decision.Conclude(Outcome.AlreadyDone);
                case RecentMatch.OtherContent:
                    return TakeConflict(ref decision, command, cause);
            }
        }

        if (!IsTimely(ref decision, command, context) | !IsPermitted(ref decision, command.Kind))
            return decision.Conclude(Outcome.Refused);

        // Who may not give the command still learns every other reason against it, as a quote would tell them; nothing can be raised after a refusal.
        var before = decision.EventCount;
        decision.Begin(cause);
        command.Decide(ref decision);
        if (decision.HasRefusals)
            return decision.Conclude(Outcome.Refused);
        if (decision.EventCount == before)
            return decision.Conclude(Outcome.AlreadyDone);

        FollowUp.Continue(ref decision, before);
        Clock.PassTime(ref decision);
        return decision.Conclude(Outcome.Accepted);
    }

    /// <summary>The request as it would stand, and every reason against it, as <see cref="Decide"/> finds them.</summary>
    public static CancellationRequested? Propose(ref DecisionBuilder decision, RequestCancellation request, in CommandContext context)
    {
        if (Identify(ref decision, request, context) is not { } cause)
            return null;
        decision.Rules.Access.Check(ref decision, request.Kind, context.By);
        if (!IsTimely(ref decision, request, context) | !IsPermitted(ref decision, request.Kind))
            return null;
        decision.Begin(cause);
        return request.Propose(ref decision);
    }

    /// <summary>Who says what in which message; null where a property is malformed, the caller's included: it can't be kept, and no rule can be asked about it.</summary>
    private static Cause? Identify(ref DecisionBuilder decision, LifecycleCommand command, in CommandContext context)
    {
        var visitor = command.VisitAll();
        var digest = visitor.Digest;
        visitor.AddPart(context.By, nameof(context.By));
        foreach (var property in visitor.Malformed)
            decision.Refuse(Refusals.CommandMalformed(property.Path, property.Expected));
        return decision.HasRefusals ? null : new Cause(context.Id, context.By, digest);
    }

    /// <summary>The same id with other content: a request is refused; a fact can't be, and is recorded as a conflict.</summary>
    private static Decision TakeConflict(ref DecisionBuilder decision, LifecycleCommand command, Cause cause)
    {
        if (command is LifecycleRequest)
        {
            decision.Refuse(Refusals.CommandIdReused(cause.Command));
            return decision.Conclude(Outcome.Refused);
        }

        decision.Begin(cause);
        decision.Raise(new FactConflicted { Fact = command.Kind });
        return decision.Conclude(Outcome.Accepted);
    }

    /// <summary>What role and status alone say against a command.</summary>
    public static ValueList<Refusal> Against(CommandKind command, DecisionBuilder decision, Caller by)
    {
        decision.Rules.Access.Check(ref decision, command, by);
        IsPermitted(ref decision, command);
        return decision.Refusals;
    }

    private static bool IsTimely(ref DecisionBuilder decision, LifecycleCommand command, in CommandContext context)
    {
        var earliest = decision.State.LastEventAt - Limits.ClockTolerance;
        if (command is LifecycleFact || context.Now >= earliest)
            return true;
        decision.Refuse(Refusals.TimeBeforeHistory(context.Now, decision.State.LastEventAt, earliest));
        return false;
    }

    /// <summary>Asks the machine; nothing else in the library asks whether a status permits a command.</summary>
    private static bool IsPermitted(ref DecisionBuilder decision, CommandKind command)
    {
        if (SubscriptionChart.Instance.Permits(decision.State.Status, command))
            return true;
        decision.Refuse(StatusRefusals.For(command, decision.State));
        return false;
    }
}
