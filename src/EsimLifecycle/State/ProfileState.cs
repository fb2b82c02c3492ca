using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Where a profile stands: at the platform that delivers it (SM-DP+), and then on the device (GSMA SGP.22, 3.1.6 and 3.5).</summary>
[JsonConverter(typeof(EnumJsonConverter<ProfileState>))]
public enum ProfileState
{
    /// <summary>Nothing is known, or it was told in a word that nobody knows. The default value.</summary>
    Unknown = 0,

    /// <summary>In the platform's stock, reserved for nobody.</summary>
    Available,

    /// <summary>Reserved for an order, not for a device.</summary>
    Allocated,

    /// <summary>Reserved for one device.</summary>
    Linked,

    /// <summary>The order is confirmed; the profile is not released yet.</summary>
    Confirmed,

    /// <summary>Ready to be downloaded.</summary>
    Released,

    /// <summary>Delivered to a device, which has not said yet whether it installed it.</summary>
    Downloaded,

    /// <summary>Installed on a device.</summary>
    Installed,

    /// <summary>The download or the installation failed.</summary>
    Error,

    /// <summary>Taken out of the platform's stock for good.</summary>
    Unavailable,

    /// <summary>Switched on, on the device.</summary>
    Enabled,

    /// <summary>On the device, switched off.</summary>
    Disabled,

    /// <summary>Deleted from the device.</summary>
    Deleted,
}
