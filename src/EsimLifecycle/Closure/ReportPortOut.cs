namespace EsimLifecycle;

/// <summary>Reports the outcome of a request to port the number out.</summary>
/// <remarks>
/// <para>A fact, never refused. Done, the number is at the other carrier, also if the report comes late and the number was released meanwhile. Failed, it
/// goes on resting, and porting can be requested again within the window.</para>
/// <para>Repeating it changes nothing. A key that is not known here, a failure of what was done, and a number that was ported out although another
/// subscription took it over are recorded as conflicts.</para>
/// </remarks>
/// <param name="PortOut">The key of the request.</param>
public sealed record ReportPortOut(Reference PortOut) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ReportPortOut) { Roles = [Role.Carrier, Role.System], Offer = Offer };

    /// <summary>Gets whether it failed; false by default.</summary>
    public bool Failed { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (decision.HasRefusals)
            return;
        var rest = decision.State.Closure?.Number;
        var status = Failed ? PortOutStatus.Failed : PortOutStatus.Done;
        if (rest?.PortOuts.Find(PortOut, static (portOut, key) => portOut.Key == key) is not { } known
            || (known.Status != status && (known.Status == PortOutStatus.Done || (!Failed && rest.Status == NumberStatus.Reused))))
        {
            decision.Raise(Conflict());
            return;
        }

        if (known.Status == status)
            return;
        decision.Raise(new PortOutReported
        {
            PortOut = known with { Status = status },
            Number = Failed ? rest.Status : NumberStatus.PortedOut,
            WasReleased = rest.Status == NumberStatus.Released,
            OccurredAt = OccurredAt,
        });
    }

    private static void Offer(ref CommandOffer offer)
    {
        if (offer.State.Closure?.Number?.UnderWay is { } portOut)
            offer.AddFact(portOut.Key, command: new ReportPortOut(portOut.Key));
    }

    internal override FactConflicted Conflict() => base.Conflict() with { Reference = PortOut };

    internal override Facts ListFacts() => new(("portOut", PortOut), ("isFailed", Failed));

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(PortOut);
        visitor.Add(Failed);
        visitor.AddOptional(OccurredAt);
    }
}

/// <summary>The outcome of a request to port the number out was reported.</summary>
public sealed record PortOutReported : LifecycleEvent
{
    /// <summary>Gets the updated request.</summary>
    public required PortOut PortOut { get; init; }

    /// <summary>Gets what has become of the number.</summary>
    public NumberStatus Number { get; init; }

    /// <summary>
    /// Gets whether the number had been released before, because the report came late: the carrier's system may have given it to somebody else.
    /// </summary>
    public bool WasReleased { get; init; }

    /// <summary>Gets the time at which it happened; null if it was not reported.</summary>
    public Instant? OccurredAt { get; init; }

    internal override Facts ListFacts() => new(("wasReleased", WasReleased)) { Variant = (PortOut.Status == PortOutStatus.Done ? PortOutStatus.Done : PortOutStatus.Failed).ToString() };

    internal override void Apply(Subscription draft) => NumberRules.Update(draft, rest => rest.Put(PortOut).Become(Number, At));

    internal override void Instruct(ref Outbox outbox) =>
        outbox.Tell(PortOut.Status == PortOutStatus.Done ? MessageTemplate.NumberPortedOut : MessageTemplate.PortOutFailed, PortOut.Key);
}

/// <summary>
/// No outcome of a request to port the number out was reported in time. Porting can be requested again within the window; after it the number is released.
/// </summary>
public sealed record PortOutLapsed : LifecycleEvent
{
    /// <summary>Gets the updated request.</summary>
    public required PortOut PortOut { get; init; }

    internal override void Apply(Subscription draft) => NumberRules.Update(draft, rest => rest.Put(PortOut));

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.PortOutFailed, PortOut.Key);
}
