namespace EsimLifecycle;

/// <summary>A payment as it was received.</summary>
/// <param name="Reference">Its reference at the payment provider.</param>
/// <param name="Amount">How much.</param>
/// <param name="Method">How it was paid.</param>
/// <param name="ChargedBack">How much of it the customer's bank took back; null for nothing.</param>
public sealed record PaymentReceipt(Reference Reference, Money Amount, PaymentMethod Method, Money? ChargedBack = null);
