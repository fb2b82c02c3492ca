using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Something that keeps the personal data of a closed subscription from being erased.</summary>
/// <param name="Kind">The kind of thing.</param>
public readonly record struct ErasureObstacle(ErasureObstacleKind Kind)
{
    /// <summary>
    /// Gets the time at which it is over by itself; null if people have to do something. For these the erasure waits at most
    /// <see cref="ClosurePolicy.MaxErasureDelayDays"/>.
    /// </summary>
    public Instant? Until { get; init; }

    /// <summary>Gets the amount that is still to be paid; null if it is not about an amount.</summary>
    public Money? Amount { get; init; }
}

/// <summary>The kind of an <see cref="ErasureObstacle"/>.</summary>
[JsonConverter(typeof(EnumJsonConverter<ErasureObstacleKind>))]
public enum ErasureObstacleKind
{
    /// <summary>Late charges can still be reported.</summary>
    LateCharges,

    /// <summary>The card can still come back for a credit.</summary>
    CardReturn,

    /// <summary>The number rests, or is being ported out.</summary>
    Number,

    /// <summary>A late charge is disputed.</summary>
    LateChargeDispute,

    /// <summary>A transfer waits for its confirmation.</summary>
    Transfer,

    /// <summary>A refund is still to be paid.</summary>
    Refund,

    /// <summary>A refund is held for fraud or by a regulator.</summary>
    Hold,

    /// <summary>Something is owed.</summary>
    Dues,
}

/// <summary>Finds what keeps personal data from being erased: how long, or all of it.</summary>
internal ref struct ErasureScan(List<ErasureObstacle>? all)
{
    private Instant? _until;
    private bool _isOpen;

    /// <summary>
    /// Returns the time at which the personal data of a closed subscription is erased: the end of the retention, or of what ends by itself if that is
    /// later; or, while something waits for people, the end of the time for which the erasure waits for them. Null for never.
    /// </summary>
    public static Instant? DueAt(Subscription state)
    {
        if (state.Closure is not { ErasedAt: null, RetainedUntil: { } retainedUntil } closure)
            return null;
        var scan = new ErasureScan(null);
        scan.Add(state);
        var due = scan._isOpen ? closure.ErasedBy : retainedUntil;
        return due > scan._until || scan._until is null ? due : due is null ? null : scan._until;
    }

    /// <summary>Returns all that is in the way at an instant.</summary>
    public static ValueList<ErasureObstacle> FindAll(Subscription state, Instant at)
    {
        var all = new List<ErasureObstacle>();
        new ErasureScan(all).Add(state);
        return ValueList.Create(all.Where(each => !(each.Until <= at)));
    }

    private void Add(Subscription state)
    {
        var closure = state.Closure!;
        Add(new ErasureObstacle(ErasureObstacleKind.LateCharges) { Until = closure.LateChargesUntil });
        if (closure.CardReturn is { } offer && state.CardReturn is null)
            Add(new ErasureObstacle(ErasureObstacleKind.CardReturn) { Until = offer.Until });
        if (closure.Number is { Status: NumberStatus.Resting } number)
            Add(new ErasureObstacle(ErasureObstacleKind.Number) { Until = number.UnderWay is { } portOut ? Instant.Max(portOut.DueBy, number.EndsAt) : number.EndsAt });
        foreach (var charge in state.LateCharges)
        {
            if (charge.Status == LateChargeStatus.Disputed)
                Add(new ErasureObstacle(ErasureObstacleKind.LateChargeDispute) { Until = charge.DecideBy, Amount = charge.Open });
        }

        foreach (var leg in state.Refunds)
        {
            if (leg.IsOver)
                continue;
            Add(leg.Status switch
            {
                RefundStatus.TransferDue => new ErasureObstacle(ErasureObstacleKind.Transfer) { Until = leg.DueBy, Amount = leg.Outstanding },
                RefundStatus.Held => new ErasureObstacle(ErasureObstacleKind.Hold) { Amount = leg.Outstanding },
                _ => new ErasureObstacle(ErasureObstacleKind.Refund) { Amount = leg.Outstanding },
            });
        }

        if (state.Dues is { IsPositive: true } dues)
            Add(new ErasureObstacle(ErasureObstacleKind.Dues) { Amount = dues });
    }

    private void Add(in ErasureObstacle obstacle)
    {
        all?.Add(obstacle);
        if (obstacle.Until is not { } until)
            _isOpen = true;
        else if (!(_until >= until))
            _until = until;
    }
}
