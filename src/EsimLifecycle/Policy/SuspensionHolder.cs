using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>On whose account a subscription is suspended, which says who may lift it.</summary>
[JsonConverter(typeof(EnumJsonConverter<SuspensionHolder>))]
public enum SuspensionHolder
{
    /// <summary>The customer asked for it; the customer, an agent or the carrier may lift it.</summary>
    Customer,

    /// <summary>The carrier's own reason; an agent or the carrier may lift it.</summary>
    Carrier,

    /// <summary>Something is unpaid; an agent or the carrier may lift it.</summary>
    NonPayment,

    /// <summary>Suspicion of fraud; only the carrier may lift it, and no cancellation is taken meanwhile.</summary>
    Fraud,

    /// <summary>A regulator ordered it; only the carrier may lift it.</summary>
    Regulator,
}
