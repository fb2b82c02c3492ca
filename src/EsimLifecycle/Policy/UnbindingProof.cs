using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The proof that a device is unbound.</summary>
[JsonConverter(typeof(EnumJsonConverter<UnbindingProof>))]
public enum UnbindingProof
{
    /// <summary>The customer's statement. The default value.</summary>
    CustomersWord = 0,

    /// <summary>A statement by the carrier's staff or by a program.</summary>
    Attestation,

    /// <summary>A report that the profile was deleted.</summary>
    ProfileDeleted,

    /// <summary>An assumption without proof: the deletion was ordered long ago, and may never be reported.</summary>
    Assumed,

    /// <summary>The closing of the subscription, whose profiles are deleted by force.</summary>
    Closure,
}
