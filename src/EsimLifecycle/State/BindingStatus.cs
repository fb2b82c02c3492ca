using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The status of a device binding.</summary>
[JsonConverter(typeof(EnumJsonConverter<BindingStatus>))]
public enum BindingStatus
{
    /// <summary>Bound: the profile is bound on the device. The default value.</summary>
    Bound = 0,

    /// <summary>Unbinding was requested, and proof is awaited; until then the device counts as bound.</summary>
    UnbindRequested,

    /// <summary>Unbound. Binding the device again creates another binding.</summary>
    Unbound,
}
