namespace EsimLifecycle;

/// <summary>
/// A request to take a subscription out of service for a while: a customer's pause, or a hold by the carrier, for fraud or by a regulator.
/// </summary>
/// <remarks>
/// <para>A customer's pause needs a subscription that is active or in grace. Every other holder can also suspend one that is pending or
/// that a cancellation is open for, which keeps its status, and takes the place of a weaker holder. Whatever the status then leads to, the
/// suspension stays until it is lifted (<see cref="Resume"/>). A hold for fraud or by a regulator also holds every refund that is still
/// unpaid or falls due meanwhile, and when the subscription closes its claim; lifting it releases them. One that is closed already has only these
/// to hold (<see cref="ReleaseRefund"/>).</para>
/// <para>Suspending again for the same holder changes nothing. Refused with <see cref="RefusalCode.SuspensionHolderNotAllowed"/> (customers
/// may suspend only on their own behalf; suspensions for fraud and for regulators are the carrier's), with
/// <see cref="RefusalCode.SuspensionHeld"/> if a stronger holder's suspension is in effect, with
/// <see cref="RefusalCode.SubscriptionClosed"/> if there is no claim left to hold, with <see cref="RefusalCode.SuspensionDate"/>, and with
/// <see cref="RefusalCode.StatusNotPermitted"/>.</para>
/// </remarks>
/// <param name="Holder">The holder on whose behalf the subscription is suspended.</param>
/// <param name="Reason">The reason, as a reference to data that the host keeps.</param>
public sealed record Suspend(SuspensionHolder Holder = SuspensionHolder.Customer, PersonalReference Reason = default) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.Suspend) { Roles = [Role.Customer, Role.Agent, Role.Carrier], Offer = Offer };

    /// <summary>
    /// Gets the date of return, the first with service again, on which a pause ends by itself: from tomorrow up to the policy's longest
    /// suspension. Null, the default, for a suspension that ends when it is lifted or has lasted as long as the policy allows. A hold for fraud or by a
    /// regulator has none; refused with <see cref="RefusalCode.SuspensionDate"/>.
    /// </summary>
    public LocalDate? Until { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        var (state, role) = (decision.State, decision.By!.Role);
        var standing = state.Suspension;
        if (!SuspensionRules.IsOwn(Holder, role))
            decision.Refuse(Refusals.SuspensionHolderNotAllowed(Holder, role));
        if (standing?.Holder > Holder)
            decision.Refuse(Refusals.SuspensionHeld(standing.Holder, role));
        else if (!SuspensionRules.IsPossible(Holder, state))
            decision.Refuse(state.Closure is { } closure ? Refusals.SubscriptionClosed(closure.Reason, closure.At) : Refusals.StatusNotPermitted(Kind, state.Status));
        var rules = decision.Policy.Activation;
        var endsBy = decision.Prepared.EndOfDayAfter(decision.At, rules.MaxSuspensionDays);
        if (Until is { } until)
        {
            var (earliest, latest) = DatesOfReturn(ref decision);
            if (Holder.IsHold() || until < earliest || until > latest)
                decision.Refuse(Refusals.SuspensionDate(earliest, latest));
            else
                endsBy = decision.Prepared.StartOf(until);
        }

        if (decision.HasRefusals || (standing?.Holder == Holder && (Until is null || Until == standing.Until)))
            return;

        // What takes the place of another suspension goes on stopping the term, or not, since that one began.
        if (state.Status != SubscriptionStatus.Closed)
        {
            decision.Raise(new SubscriptionSuspended
            {
                Suspension = new Suspension(Holder, standing?.Since ?? decision.At, endsBy, standing?.StopsTerm ?? rules.SuspensionStopsTerm, Reason) { Until = Until },
            });
        }

        if (state.Status == SubscriptionStatus.Closed || (Holder.IsHold() && RefundRules.Any(state, RefundRules.CanBeHeld)))
            RefundRules.Hold(ref decision, Holder, Reason);
    }

    internal override Facts ListFacts() => new(("holder", Holder), ("until", Until));

    private static void Offer(ref CommandOffer offer)
    {
        for (var holder = SuspensionHolder.Customer; holder <= SuspensionHolder.Regulator; holder++)
        {
            if (!SuspensionRules.IsOwn(holder, offer.Role))
                continue;
            var answer = offer.Ask(new Suspend(holder));
            if (!offer.Lists)
                continue;
            var choice = new CommandChoice(answer);
            if (!holder.IsHold())
            {
                var (earliest, latest) = DatesOfReturn(ref offer.Decision);
                choice = choice with { Earliest = earliest, Latest = latest };
            }

            offer.List(choice);
        }
    }

    /// <summary>The dates from which on it can be put back into service by itself.</summary>
    private static (LocalDate Earliest, LocalDate Latest) DatesOfReturn(ref DecisionBuilder decision) =>
        (decision.Prepared.DateOf(decision.At).PlusDays(1), decision.Prepared.DateOf(decision.Prepared.EndOfDayAfter(decision.At, decision.Policy.Activation.MaxSuspensionDays)));

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Holder);
        visitor.AddOptional(Reason);
        visitor.AddOptional(Until);
    }
}

/// <summary>
/// A subscription was suspended, or a stronger holder took over. One that is pending, or that a cancellation is open for, keeps its status.
/// </summary>
public sealed record SubscriptionSuspended : LifecycleEvent
{
    /// <summary>Gets the suspension.</summary>
    public required Suspension Suspension { get; init; }

    internal override Facts ListFacts() => Suspension.ListFacts();

    internal override SubscriptionTrigger? TriggeredBy => CommandKind.Suspend;

    internal override void Apply(Subscription draft)
    {
        if (draft.Status is SubscriptionStatus.Active or SubscriptionStatus.Grace)
            draft.Status = SubscriptionStatus.Suspended;
        draft.Suspension = Suspension;
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.Suspended, until: Suspension.Until is null ? null : Suspension.EndsBy);
}

/// <summary>
/// A hold for fraud or by a regulator has lasted as long as the policy allows: people have to decide. It stays in effect for as long again, and
/// the subscription is then closed with its refund claim held.
/// </summary>
public sealed record HoldOverdue : LifecycleEvent
{
    /// <summary>Gets the time at which the subscription is closed if the hold is still in effect.</summary>
    public required Instant EndsBy { get; init; }

    internal override Facts ListFacts() => new(("endsBy", EndsBy));

    internal override SubscriptionTrigger? TriggeredBy => DeadlineKind.SuspensionEnd;

    internal override void Apply(Subscription draft) => draft.Suspension = draft.Suspension! with { EndsBy = EndsBy, IsOverdue = true };
}
