namespace EsimLifecycle;

/// <summary>A balance that came from another subscription.</summary>
/// <param name="From">That subscription.</param>
/// <param name="Transfer">Which transfer of it.</param>
/// <param name="Amount">How much.</param>
public sealed record ReceivedTransfer(SubscriptionId From, Reference Transfer, Money Amount)
{
    /// <summary>How many of the latest are remembered, so that they are not taken twice: 16.</summary>
    public const int Remembered = 16;
}
