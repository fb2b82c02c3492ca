namespace EsimLifecycle;

/// <summary>A payment that was received.</summary>
/// <param name="Reference">The payment's reference at the payment provider.</param>
/// <param name="Amount">The amount paid.</param>
/// <param name="Method">The payment method.</param>
/// <param name="ChargedBack">The amount that the customer's bank has charged back and not returned; null for none.</param>
public sealed record PaymentReceipt(Reference Reference, Money Amount, PaymentMethod Method, Money? ChargedBack = null)
{
    /// <summary>Gets the part of the payment that went to the wallet, spent or not; null for none.</summary>
    public Money? ToWallet { get; init; }

    /// <summary>Gets the part that was refunded while nothing was due, out of goodwill; null for none.</summary>
    public Money? Refunded { get; init; }
}
