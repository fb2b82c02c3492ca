using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Why a customer wants to leave.</summary>
[JsonConverter(typeof(EnumJsonConverter<CancellationReason>))]
public enum CancellationReason
{
    /// <summary>The device is lost.</summary>
    DeviceLost,

    /// <summary>The device is broken.</summary>
    DeviceDamaged,

    /// <summary>There is a new device.</summary>
    DeviceReplaced,

    /// <summary>It is no longer needed.</summary>
    NoLongerNeeded,

    /// <summary>The customer moves to another carrier.</summary>
    SwitchingCarrier,

    /// <summary>The carrier changed its policy. A reason like any other: neither commitment nor fee is less for it.</summary>
    PolicyChanged,

    /// <summary>The carrier changed its terms: within the window that <see cref="AnnounceTermsChange"/> opens, without commitment and fee; not at any other time.</summary>
    TermsChanged,

    /// <summary>It does not work as it should.</summary>
    TechnicalProblem,

    /// <summary>The customer tidies up their accounts.</summary>
    TidyingUp,

    /// <summary>The customer cares about their privacy.</summary>
    Privacy,

    /// <summary>Something else, which a note explains.</summary>
    Other,
}
