using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The service that the network gives in the grace period.</summary>
[JsonConverter(typeof(EnumJsonConverter<GraceService>))]
public enum GraceService
{
    /// <summary>Calls and messages are received, nothing is sent, and there is no data. The default value.</summary>
    ReceiveOnly = 0,

    /// <summary>Calls and messages both ways, and no data.</summary>
    NoData,

    /// <summary>Emergency calls only; the number is kept.</summary>
    EmergencyOnly,

    /// <summary>Full service: nothing is limited until grace ends.</summary>
    Full,
}
