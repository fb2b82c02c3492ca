using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The method of a payment.</summary>
[JsonConverter(typeof(EnumJsonConverter<PaymentMethod>))]
public enum PaymentMethod
{
    /// <summary>A credit or debit card.</summary>
    Card,

    /// <summary>PayPal.</summary>
    PayPal,

    /// <summary>A bank transfer.</summary>
    BankTransfer,

    /// <summary>An electronic wallet.</summary>
    EWallet,

    /// <summary>The subscription's own balance.</summary>
    Balance,
}
