using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The deadline that a lapsed cancellation missed.</summary>
[JsonConverter(typeof(EnumJsonConverter<LapseReason>))]
public enum LapseReason
{
    /// <summary>The documents were not complete in time.</summary>
    DocumentsLate,

    /// <summary>The supplement that the reviewer requested did not arrive in time.</summary>
    SupplementLate,

    /// <summary>Clearing took too long: a device was still bound, or dues were not paid.</summary>
    ClearingLate,

    /// <summary>The cancellation as a whole was not completed in time, and the policy reinstates the subscription in that case.</summary>
    ProcessLate,

    /// <summary>A period up to the end of the minimum term, for which the cancellation was requested, was not paid in time.</summary>
    TermUnpaid,
}
