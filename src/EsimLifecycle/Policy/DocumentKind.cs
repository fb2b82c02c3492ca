using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The kind of a document.</summary>
[JsonConverter(typeof(EnumJsonConverter<DocumentKind>))]
public enum DocumentKind
{
    /// <summary>Proof of the customer's identity.</summary>
    ProofOfIdentity,

    /// <summary>Proof that the number belongs to the customer.</summary>
    ProofOfNumber,

    /// <summary>Proof of the address or mail address on file.</summary>
    ProofOfAddress,

    /// <summary>The contract.</summary>
    Contract,

    /// <summary>Evidence that a device is lost or broken.</summary>
    DeviceEvidence,

    /// <summary>A power of attorney for a person who acts for the customer.</summary>
    PowerOfAttorney,

    /// <summary>An explanation in the customer's words.</summary>
    Explanation,
}
