using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>By what it is known that a device is unbound.</summary>
[JsonConverter(typeof(EnumJsonConverter<UnbindingProof>))]
public enum UnbindingProof
{
    /// <summary>The customer says so. The default value.</summary>
    CustomersWord = 0,

    /// <summary>The carrier's staff or a program says so.</summary>
    Attestation,

    /// <summary>The profile was reported deleted.</summary>
    ProfileDeleted,

    /// <summary>It is not known, but assumed: its deletion was asked for long ago, and may never be reported.</summary>
    Assumed,

    /// <summary>The subscription closed, and its profiles are deleted by force.</summary>
    Closure,
}
