using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Where the binding of a device stands.</summary>
[JsonConverter(typeof(EnumJsonConverter<BindingStatus>))]
public enum BindingStatus
{
    /// <summary>The profile is bound on the device. The default value.</summary>
    Bound = 0,

    /// <summary>It is to be unbound, and the proof is awaited: until then the device counts as bound.</summary>
    UnbindRequested,

    /// <summary>It is not bound any more. Bound again it is another binding.</summary>
    Unbound,
}
