namespace EsimLifecycle;

/// <summary>The JSON form of a <see cref="Subscription"/>: a cache, with a number that changes with its shape.</summary>
internal sealed record SubscriptionSnapshot
{
    /// <summary>Raised when the shape or the meaning of a part changes; a snapshot with another number is thrown away.</summary>
    public const int CurrentSchema = 1;

    public required int Schema { get; init; }

    public SubscriptionId Id { get; init; }

    public required SubscriptionStatus Status { get; init; }

    public required long Version { get; init; }

    public required Instant LastEventAt { get; init; }

    public Contract? Contract { get; init; }

    public required Term Term { get; init; }

    public required Balances Balances { get; init; }

    public ValueList<PaymentReceipt> Payments { get; init; }

    public ValueList<DeviceBinding> Devices { get; init; }

    public Suspension? Suspension { get; init; }

    public CancellationRequest? Cancellation { get; init; }

    public required CancellationHistory CancellationHistory { get; init; }

    public RefundDue? Refund { get; init; }

    public Closure? Closure { get; init; }

    public ValueList<Cause> Recent { get; init; }
}

public sealed partial class Subscription
{
    internal SubscriptionSnapshot ToSnapshot() => new()
    {
        Schema = SubscriptionSnapshot.CurrentSchema,
        Id = Id,
        Status = Status,
        Version = Version,
        LastEventAt = LastEventAt,
        Contract = Contract,
        Term = Term,
        Balances = Balances,
        Payments = Payments,
        Devices = Devices,
        Suspension = Suspension,
        Cancellation = Cancellation,
        CancellationHistory = CancellationHistory,
        Refund = Refund,
        Closure = Closure,
        Recent = ValueList.Create<Cause>([.. Recent.ToList()]),
    };

    internal static Subscription From(SubscriptionSnapshot snapshot)
    {
        RecentCommands recent = default;
        foreach (var cause in snapshot.Recent)
            recent = recent.Add(cause);
        return new Subscription
        {
            Id = snapshot.Id,
            Status = snapshot.Status,
            Version = snapshot.Version,
            LastEventAt = snapshot.LastEventAt,
            Contract = snapshot.Contract,
            Term = snapshot.Term,
            Balances = snapshot.Balances,
            Payments = snapshot.Payments,
            Devices = snapshot.Devices,
            Suspension = snapshot.Suspension,
            Cancellation = snapshot.Cancellation,
            CancellationHistory = snapshot.CancellationHistory,
            Refund = snapshot.Refund,
            Closure = snapshot.Closure,
            Recent = recent,
        }.Seal();
    }
}
