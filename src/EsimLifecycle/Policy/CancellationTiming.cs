using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The requested timing of a cancellation.</summary>
[JsonConverter(typeof(EnumJsonConverter<CancellationTiming>))]
public enum CancellationTiming
{
    /// <summary>As soon as the request can be carried out; billing ends with the request. The default value.</summary>
    Immediate = 0,

    /// <summary>At the end of the paid term.</summary>
    EndOfTerm,

    /// <summary>On a date, not beyond the paid term.</summary>
    OnDate,
}
