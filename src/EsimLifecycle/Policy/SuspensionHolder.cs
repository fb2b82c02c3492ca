using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The holder of a suspension, which determines who may lift it.</summary>
[JsonConverter(typeof(EnumJsonConverter<SuspensionHolder>))]
public enum SuspensionHolder
{
    /// <summary>The customer, on request; the customer, an agent or the carrier may lift it.</summary>
    Customer,

    /// <summary>The carrier, for its own reason; an agent or the carrier may lift it.</summary>
    Carrier,

    /// <summary>The carrier, for non-payment; an agent or the carrier may lift it.</summary>
    NonPayment,

    /// <summary>The carrier, on suspicion of fraud; only the carrier may lift it, and no cancellation is accepted meanwhile.</summary>
    Fraud,

    /// <summary>A regulator, by order; only the carrier may lift it.</summary>
    Regulator,
}
