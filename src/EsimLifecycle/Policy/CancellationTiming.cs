using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>When a cancellation is to end the subscription.</summary>
[JsonConverter(typeof(EnumJsonConverter<CancellationTiming>))]
public enum CancellationTiming
{
    /// <summary>As soon as the request can be carried out; billing ends with the request. The default value.</summary>
    Immediate = 0,

    /// <summary>At the end of what is paid.</summary>
    EndOfTerm,

    /// <summary>On a date, not beyond what is paid.</summary>
    OnDate,
}
