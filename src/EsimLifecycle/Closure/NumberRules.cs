namespace EsimLifecycle;

/// <summary>The rules for the number of a closed subscription.</summary>
internal static class NumberRules
{
    /// <summary>Returns the rest of the number of a subscription that closes now; null if it has none, or the number is elsewhere already.</summary>
    public static NumberRest? Begin(ref DecisionBuilder decision, ClosedReason reason)
    {
        var rules = decision.Policy.Closure;
        if (rules.NumberRestDays is not { } days || reason == ClosedReason.PortedOut || decision.State.Contract!.Number is null)
            return null;
        return new NumberRest(decision.Prepared.EndOfDayAfter(decision.At, days))
        {
            PortableUntil = rules.PortOutDays is { } window ? decision.Prepared.EndOfDayAfter(decision.At, window) : null,
            Since = decision.At,
            HeldBy = decision.State.HolderIfClosed(reason),
        };
    }

    /// <summary>Adds every reason against porting the number out.</summary>
    public static void CheckPortOut(ref DecisionBuilder decision, NumberRest rest)
    {
        if (rest.Status is NumberStatus.PortedOut or NumberStatus.Reused)
            decision.Refuse(Refusals.NumberGone(rest.Status, rest.Since));
        else if (rest.PortableUntil is not { } until)
            decision.Refuse(Refusals.PortOutNotOffered());
        else if (decision.At >= until || rest.Status == NumberStatus.Released)
            decision.Refuse(Refusals.PortOutWindowOver(until));
        if (rest.HeldBy is { } holder)
            decision.Refuse(Refusals.NumberHeld(holder));
        if (rest.UnderWay is { } portOut)
            decision.Refuse(Refusals.PortOutUnderWay(portOut.Key, portOut.DueBy));
    }

    public static void Lapse(ref DecisionBuilder decision, PortOut portOut) =>
        decision.Raise(new PortOutLapsed { PortOut = portOut with { Status = PortOutStatus.Lapsed } });

    public static void Release(ref DecisionBuilder decision) => decision.Raise(new NumberReleased { Number = decision.State.Contract!.Number!.Value });

    public static void Update(Subscription draft, Func<NumberRest, NumberRest> change) =>
        draft.Closure = draft.Closure! with { Number = change(draft.Closure.Number!) };
}

/// <summary>The number has rested for as long as the policy had it: the carrier's system may give it to somebody else.</summary>
public sealed record NumberReleased : LifecycleEvent
{
    /// <summary>Gets the number.</summary>
    public required Msisdn Number { get; init; }

    internal override Facts ListFacts() => new(("number", Number));

    internal override void Apply(Subscription draft) => NumberRules.Update(draft, rest => rest.Become(NumberStatus.Released, At));

    internal override void Instruct(ref Outbox outbox) => outbox.ReleaseNumber(Number);
}
