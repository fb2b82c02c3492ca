namespace EsimLifecycle;

/// <summary>A balance received from another subscription.</summary>
/// <param name="From">The subscription from which the balance came.</param>
/// <param name="Transfer">The reference of the transfer at that subscription.</param>
/// <param name="Amount">The amount received.</param>
public sealed record ReceivedTransfer(SubscriptionId From, Reference Transfer, Money Amount)
{
    /// <summary>
    /// The number of latest transfers that are remembered with their amounts: 16. Of others only the reference is
    /// (<see cref="Limits.RememberedReferences"/>), so that none is accepted twice.
    /// </summary>
    public const int Remembered = 16;
}
