using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The customer's reason for a cancellation.</summary>
[JsonConverter(typeof(EnumJsonConverter<CancellationReason>))]
public enum CancellationReason
{
    /// <summary>The device is lost.</summary>
    DeviceLost,

    /// <summary>The device is broken.</summary>
    DeviceDamaged,

    /// <summary>The device is replaced by a new one.</summary>
    DeviceReplaced,

    /// <summary>The service is no longer needed.</summary>
    NoLongerNeeded,

    /// <summary>The customer moves to another carrier.</summary>
    SwitchingCarrier,

    /// <summary>The carrier changed its policy. An ordinary reason, which waives neither commitment nor fee.</summary>
    PolicyChanged,

    /// <summary>
    /// The carrier changed its terms. Accepted only within the window that <see cref="AnnounceTermsChange"/> opens, and then without
    /// commitment or fee.
    /// </summary>
    TermsChanged,

    /// <summary>The service does not work as it should.</summary>
    TechnicalProblem,

    /// <summary>The customer is tidying up their accounts.</summary>
    TidyingUp,

    /// <summary>The customer has privacy concerns.</summary>
    Privacy,

    /// <summary>Another reason, explained in a note.</summary>
    Other,
}
