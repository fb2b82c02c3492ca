using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A payment that was received.</summary>
/// <param name="Reference">The payment's reference at the payment provider.</param>
/// <param name="Amount">The amount paid.</param>
/// <param name="Method">The payment method.</param>
public sealed record PaymentReceipt([property: JsonPropertyOrder(-2)] Reference Reference, Money Amount, PaymentMethod Method)
{
    /// <summary>
    /// The maximum number of payments that are remembered with their amounts: 100. Beyond it the smallest but for the latest 16 is forgotten: its money
    /// stays in the balance, and goes back with the refunds of others or with one that names no payment.
    /// </summary>
    public const int Remembered = 100;

    // Each is remembered for long, and few have any part. What a currency is by itself takes a byte; as a part of an amount it takes eight.
    private readonly long _minorUnits = Amount.MinorUnits;
    private readonly byte _currency = Amount.Currency.Index;
    private readonly Parts _parts = Parts.None;

    /// <summary>Gets the amount paid.</summary>
    [JsonPropertyOrder(-1)]
    public Money Amount
    {
        get => Money.OfMinor(_minorUnits, new Currency(_currency));
        init => (_minorUnits, _currency) = (value.MinorUnits, value.Currency.Index);
    }

    /// <summary>Gets the amount that the customer's bank has charged back and not returned; null for none.</summary>
    public Money? ChargedBack
    {
        get => Part(_parts.ChargedBack);
        init => _parts = Parts.Shared(_parts with { ChargedBack = PartOf(value) });
    }

    /// <summary>Gets the part of the payment that went to the wallet, spent or not; null for none.</summary>
    public Money? ToWallet
    {
        get => Part(_parts.ToWallet);
        init => _parts = Parts.Shared(_parts with { ToWallet = PartOf(value) });
    }

    /// <summary>Gets the part that was refunded while nothing was due, out of goodwill; null for none.</summary>
    public Money? Refunded
    {
        get => Part(_parts.Refunded);
        init => _parts = Parts.Shared(_parts with { Refunded = PartOf(value) });
    }

    /// <summary>Gets the part that went back by refunds that are over and no longer remembered by themselves; null for none.</summary>
    public Money? Returned
    {
        get => Part(_parts.Returned);
        init => _parts = Parts.Shared(_parts with { Returned = PartOf(value) });
    }

    private Money? Part(long minorUnits) => minorUnits == 0 ? null : Money.OfMinor(minorUnits, Amount.Currency);

    // Throws where the currency is another one.
    private long PartOf(Money? part) => part is { } amount ? (amount + Money.Zero(Amount.Currency)).MinorUnits : 0;

    /// <summary>Parts of the amount, in its currency, as minor units.</summary>
    private sealed record Parts(long ChargedBack, long ToWallet, long Refunded, long Returned)
    {
        public static readonly Parts None = new(0, 0, 0, 0);

        public static Parts Shared(Parts parts) => parts == None ? None : parts;
    }
}
