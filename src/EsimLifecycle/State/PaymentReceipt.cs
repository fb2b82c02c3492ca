namespace EsimLifecycle;

/// <summary>A payment that was received.</summary>
/// <param name="Reference">The payment's reference at the payment provider.</param>
/// <param name="Amount">The amount paid.</param>
/// <param name="Method">The payment method.</param>
/// <param name="ChargedBack">The amount that the customer's bank charged back; null for none.</param>
public sealed record PaymentReceipt(Reference Reference, Money Amount, PaymentMethod Method, Money? ChargedBack = null);
