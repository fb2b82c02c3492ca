using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>What a document is for.</summary>
[JsonConverter(typeof(EnumJsonConverter<DocumentKind>))]
public enum DocumentKind
{
    /// <summary>Proof of who the customer is.</summary>
    ProofOfIdentity,

    /// <summary>Proof that the number is the customer's.</summary>
    ProofOfNumber,

    /// <summary>Proof of the address or mail address on file.</summary>
    ProofOfAddress,

    /// <summary>The contract.</summary>
    Contract,

    /// <summary>Evidence that a device is lost or broken.</summary>
    DeviceEvidence,

    /// <summary>A power of attorney for somebody who acts for the customer.</summary>
    PowerOfAttorney,

    /// <summary>An explanation in the customer's words.</summary>
    Explanation,
}
