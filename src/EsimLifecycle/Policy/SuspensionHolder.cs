using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The holder of a suspension, which determines who may lift it; weakest first. A stronger holder takes the place of a weaker one.</summary>
[JsonConverter(typeof(EnumJsonConverter<SuspensionHolder>))]
public enum SuspensionHolder
{
    /// <summary>The customer, on request (a pause); the customer, an agent or the carrier may lift it.</summary>
    Customer,

    /// <summary>The carrier, for non-payment; an agent or the carrier may lift it, and paying what is owed lifts it.</summary>
    NonPayment,

    /// <summary>The carrier, for its own reason; an agent or the carrier may lift it.</summary>
    Carrier,

    /// <summary>The carrier, on suspicion of fraud; only the carrier may lift it, and no cancellation is accepted meanwhile.</summary>
    Fraud,

    /// <summary>A regulator, by order; only the carrier may lift it.</summary>
    Regulator,
}

internal static class SuspensionHolders
{
    /// <summary>Determines whether it is a hold for fraud or by a regulator, which time never ends by restoring service or paying out.</summary>
    public static bool IsHold(this SuspensionHolder holder) => holder >= SuspensionHolder.Fraud;
}
