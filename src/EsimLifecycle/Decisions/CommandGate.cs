using System.Runtime.CompilerServices;

namespace EsimLifecycle;

/// <summary>The checks before a command's own rule, in this order: form, access, redelivery, time, and the state machine.</summary>
internal static class CommandGate
{
    // Not inlined: the runtime inlines into one method only so much, and most of a decision's small steps are here.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Decision Decide(ref DecisionBuilder decision, LifecycleCommand command, in CommandContext context)
    {
        if (!TryIdentify(ref decision, command, context, out var given, out var isPersonal))
            return decision.Conclude(Outcome.Refused);

        decision.Prepared.Access.Check(ref decision, command.Kind, context.By);

        // To somebody without access it is no redelivery: nothing is confirmed, and no contradiction recorded.
        if (!decision.HasRefusals)
        {
            switch (Recall(decision.State, given, context.Stored))
            {
                case RecentMatch.Same:
                    return decision.Conclude(Outcome.AlreadyDone);
                case RecentMatch.OtherContent when command is not LifecycleFact { HasOwnKey: true }:
                    return TakeConflict(ref decision, command, given);
            }
        }

        if (!IsTimely(ref decision, command.Kind, context.Now) | !IsPermitted(ref decision, command.Kind, context.By.Role))
            return decision.Conclude(Outcome.Refused);

        command.CheckErased(ref decision, isPersonal);

        // Who may not give the command still learns every other reason against it, as a quote would tell them; nothing can be raised after a refusal.
        var before = decision.EventCount;
        decision.Begin(given);
        command.Decide(ref decision);
        if (decision.HasRefusals)
            return decision.Conclude(Outcome.Refused);
        if (decision.EventCount == before)
            return decision.Conclude(Outcome.AlreadyDone);

        FollowUp.Continue(ref decision, before);
        ErasureRules.EraseAgain(ref decision, command, given.By);
        Clock.PassTime(ref decision);
        return decision.Conclude(Outcome.Accepted);
    }

    /// <summary>Returns the request as it would be recorded, and adds every reason against it, as <see cref="Decide"/> does.</summary>
    public static CancellationRequested? Propose(ref DecisionBuilder decision, RequestCancellation request, in CommandContext context)
    {
        if (!TryIdentify(ref decision, request, context, out var given, out _))
            return null;
        decision.Prepared.Access.Check(ref decision, request.Kind, context.By);
        if (!IsTimely(ref decision, request.Kind, context.Now) | !IsPermitted(ref decision, request.Kind, context.By.Role))
            return null;
        decision.Begin(given);
        return request.Propose(ref decision);
    }

    /// <summary>
    /// Makes out the command as it was given; false if a property of the command or the caller is malformed, so that no rule can be applied.
    /// </summary>
    private static bool TryIdentify(ref DecisionBuilder decision, LifecycleCommand command, in CommandContext context, out Given given, out bool isPersonal)
    {
        var visitor = command.NewVisitor();
        command.Visit(ref visitor);
        (var digest, isPersonal) = (new CommandDigest(visitor.Digest), visitor.IsPersonal);
        if (!context.By.IsPlain)
            visitor.AddPart(context.By, nameof(context.By));
        foreach (var property in visitor.Malformed)
            decision.Refuse(Refusals.CommandMalformed(property.Path, property.Expected));
        given = new Given(context.Id, context.By, digest, RecentCommand.Of(context.Id, digest));
        return !decision.HasRefusals;
    }

    /// <summary>What the subscription remembers of the id or, where it has forgotten it, the host's store.</summary>
    private static RecentMatch Recall(Subscription state, in Given given, CommandDigest? stored) => state.Recent.Match(given.Remembered) switch
    {
        RecentMatch.New when stored is { } digest => digest == given.Digest ? RecentMatch.Same : RecentMatch.OtherContent,
        var match => match,
    };

    /// <summary>
    /// The same id with other content: a request is refused; a fact can't be, and is recorded as a conflict. One with a key of its own is taken by
    /// that: money is never lost because a message's id was used before.
    /// </summary>
    private static Decision TakeConflict(ref DecisionBuilder decision, LifecycleCommand command, in Given given)
    {
        if (command is not LifecycleFact fact)
        {
            decision.Refuse(Refusals.CommandIdReused(given.Id));
            return decision.Conclude(Outcome.Refused);
        }

        decision.Begin(given);
        decision.Raise(fact.Conflict());
        ErasureRules.EraseAgain(ref decision, command, given.By);
        return decision.Conclude(Outcome.Accepted);
    }

    /// <summary>
    /// Adds every reason against a kind of command that does not depend on its content: of the caller's own form, of access, of time and of status. False
    /// if the command's own rule is not to be asked.
    /// </summary>
    public static bool Admits(ref DecisionBuilder decision, CommandKind command, Caller by, Instant now, out bool hasAccess)
    {
        hasAccess = false;
        if (!by.IsPlain)
        {
            var visitor = new PropertyVisitor(default);
            visitor.AddPart(by, nameof(CommandContext.By));
            foreach (var property in visitor.Malformed)
                decision.Refuse(Refusals.CommandMalformed(property.Path, property.Expected));
            return false;
        }

        decision.Prepared.Access.Check(ref decision, command, by);
        hasAccess = !decision.HasRefusals;
        return IsTimely(ref decision, command, now) & IsPermitted(ref decision, command, by.Role);
    }

    private static bool IsTimely(ref DecisionBuilder decision, CommandKind command, Instant now)
    {
        if (now >= decision.State.LastEventAt || SubscriptionChart.IsFact(command))
            return true;
        var earliest = decision.State.LastEventAt - Limits.ClockTolerance;
        if (now >= earliest)
            return true;
        decision.Refuse(Refusals.TimeBeforeHistory(now, decision.State.LastEventAt, earliest));
        return false;
    }

    /// <summary>
    /// Asks the machine; nothing else in the library asks whether a status permits a command. Only suspending and resuming also depend on
    /// who holds what, a request to cancel on whether the end of an open one has come, and documents on whether there is a request, open or lapsed.
    /// </summary>
    private static bool IsPermitted(ref DecisionBuilder decision, CommandKind command, Role role)
    {
        if (SubscriptionChart.Instance.Permits(decision.State.Status, command)
            && command switch
            {
                CommandKind.Suspend or CommandKind.Resume => SuspensionRules.IsPossible(command, decision.State, role),
                CommandKind.SubmitDocuments => decision.State.Status.IsPendingCancel() || decision.State.CancellationHistory.Lapsed is not null,
                CommandKind.RequestCancellation => CancellationDates.CanBeFixed(decision.State, decision.At),
                _ => true,
            })
        {
            return true;
        }

        decision.Refuse(StatusRefusals.For(command, decision.State));
        return false;
    }
}
