namespace EsimLifecycle;

/// <summary>The earlier subscription of a returning customer, as far as opening another one depends on it.</summary>
/// <remarks><see cref="Of"/> makes it from the earlier subscription. Immutable and thread-safe.</remarks>
/// <param name="Id">The id of the earlier subscription.</param>
public sealed record Predecessor(SubscriptionId Id) : IVisited
{
    /// <summary>Gets the reason for which it closed; null if it is not closed.</summary>
    public ClosedReason? Reason { get; init; }

    /// <summary>Gets the time at which it closed; null if it is not closed.</summary>
    public Instant? ClosedAt { get; init; }

    /// <summary>Gets the amount that is still owed there, without what is disputed; null for nothing.</summary>
    public Money? Owed { get; init; }

    /// <summary>Gets its phone number; null if it had none.</summary>
    public Msisdn? Number { get; init; }

    /// <summary>
    /// Gets the time until which its number rests and can be taken up again; null if it does not rest, is being ported out, or is held for fraud or by a
    /// regulator.
    /// </summary>
    public Instant? NumberRestsUntil { get; init; }

    /// <summary>Returns what opening another subscription has to know of an earlier one.</summary>
    /// <remarks>The state has no clock: call <see cref="Lifecycle.Advance"/> first and pass what it returns.</remarks>
    /// <param name="earlier">The earlier subscription; one that is not closed is refused when it is named.</param>
    /// <exception cref="ArgumentNullException"><paramref name="earlier"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="earlier"/> was never opened.</exception>
    public static Predecessor Of(Subscription earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (earlier.Id.IsNone)
            throw new ArgumentException("The state is before the first event; expected a subscription that was opened.", nameof(earlier));
        return new Predecessor(earlier.Id)
        {
            Reason = earlier.Closure?.Reason,
            ClosedAt = earlier.Closure?.At,
            Owed = earlier.Dues is { IsPositive: true } dues ? dues : null,
            Number = earlier.Contract!.Number,
            NumberRestsUntil = earlier.Closure?.Number is { HeldBy: null, UnderWay: null } rest ? rest.ReleasedAt : null,
        };
    }

    void IVisited.Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Id);
        visitor.AddOptional(Reason);
        visitor.AddOptional(ClosedAt);
        visitor.AddOptional(Owed);
        visitor.AddOptional(Number);
        visitor.AddOptional(NumberRestsUntil);
    }
}
