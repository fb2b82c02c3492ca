namespace EsimLifecycle;

/// <summary>Reports that another subscription of the same customer has taken over the number, so that its rest is over.</summary>
/// <remarks>
/// <para>A fact, never refused. The subscription that takes the number asks for it (<see cref="TakeNumber"/>). The two are changed one after the other: if the report comes only after the number was released, the release is no
/// longer wanted (<see cref="ReleaseNumber"/>).</para>
/// <para>Repeating it changes nothing. A number that does not rest here, or that was ported out or taken over by yet another subscription, is recorded as a
/// conflict.</para>
/// </remarks>
/// <param name="By">The subscription that has the number now.</param>
public sealed record ReportNumberReused(SubscriptionId By) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ReportNumberReused) { Roles = [Role.Carrier, Role.System] };

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (decision.HasRefusals)
            return;
        if (decision.State.Closure?.Number is not { } rest || rest.Status == NumberStatus.PortedOut || (rest.Status == NumberStatus.Reused && decision.State.Closure.Successor != By))
            decision.Raise(Conflict());
        else if (rest.Status != NumberStatus.Reused)
            decision.Raise(new NumberReused { By = By, WasReleased = rest.Status == NumberStatus.Released, OccurredAt = OccurredAt });
    }

    internal override FactConflicted Conflict() => base.Conflict() with { Reference = new Reference(By.Text) };

    internal override Facts ListFacts() => new(("by", By));

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(By);
        visitor.AddOptional(OccurredAt);
    }
}

/// <summary>Another subscription of the same customer took over the number.</summary>
public sealed record NumberReused : LifecycleEvent
{
    /// <summary>Gets the subscription that has the number now.</summary>
    public required SubscriptionId By { get; init; }

    /// <summary>Gets whether the number had been released before: the carrier's system may have given it to somebody else.</summary>
    public bool WasReleased { get; init; }

    /// <summary>Gets the time at which it happened; null if it was not reported.</summary>
    public Instant? OccurredAt { get; init; }

    internal override Facts ListFacts() => new(("by", By), ("wasReleased", WasReleased));

    internal override void Apply(Subscription draft)
    {
        NumberRules.Update(draft, rest => rest.Become(NumberStatus.Reused, At));
        draft.Closure = draft.Closure! with { Successor = By };
    }
}
