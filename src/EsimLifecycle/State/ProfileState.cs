using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>
/// The state of a profile: at the platform that delivers it (SM-DP+), and then on the device (GSMA SGP.22, 3.1.6 and 3.5).
/// </summary>
[JsonConverter(typeof(EnumJsonConverter<ProfileState>))]
public enum ProfileState
{
    /// <summary>Unknown: no state was reported, or the reported state was not recognised. The default value.</summary>
    Unknown = 0,

    /// <summary>In the platform's stock, not reserved.</summary>
    Available,

    /// <summary>Reserved for an order, but not for a device.</summary>
    Allocated,

    /// <summary>Reserved for one device.</summary>
    Linked,

    /// <summary>The order is confirmed; the profile is not released yet.</summary>
    Confirmed,

    /// <summary>Ready to be downloaded.</summary>
    Released,

    /// <summary>Downloaded to a device, which has not reported yet whether it installed the profile.</summary>
    Downloaded,

    /// <summary>Installed on a device.</summary>
    Installed,

    /// <summary>The download or the installation failed.</summary>
    Error,

    /// <summary>Removed from the platform's stock for good.</summary>
    Unavailable,

    /// <summary>Enabled on the device.</summary>
    Enabled,

    /// <summary>Disabled on the device.</summary>
    Disabled,

    /// <summary>Deleted from the device.</summary>
    Deleted,
}
