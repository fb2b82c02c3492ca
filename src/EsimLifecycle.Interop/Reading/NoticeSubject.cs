namespace EsimLifecycle.Interop;

/// <summary>The profile and the device that a notice concerns, with the payload's texts for them.</summary>
/// <param name="Iccid">The profile.</param>
/// <param name="IccidText">The payload's text for the profile.</param>
/// <param name="Device">The device.</param>
/// <param name="DeviceText">The payload's text for the device.</param>
/// <param name="Path">The path at which the profile is given, or should be.</param>
internal readonly record struct NoticeSubject(Iccid? Iccid, string? IccidText, Eid? Device, string? DeviceText, string Path)
{
    public static NoticeSubject Of(NoticeOptions options, string? iccidText, string path, string? deviceText) => new(
        iccidText is null ? options.Iccid : EsimLifecycle.Iccid.TryParse(iccidText.Trim(), out var iccid) ? iccid : null,
        iccidText,
        deviceText is null ? options.Device : Eid.TryParse(deviceText.Trim(), out var eid) ? eid : null,
        deviceText,
        path);

    /// <summary>Creates a notice about this subject.</summary>
    public PlatformNotice Notice(string topic) => new()
    {
        Topic = topic,
        Iccid = Iccid,
        IccidText = IccidText,
        Device = Device,
        DeviceText = DeviceText,
    };

    /// <summary>
    /// Returns the reason why no command can be given: the named profile can't be identified, or nothing is named at all.
    /// </summary>
    /// <param name="isNeeded">Whether a name is required, because the command itself identifies its subject.</param>
    public NoticeFault? WhyNot(bool isNeeded)
    {
        const string Expected = "an ICCID: 18 to 20 digits, padded with F or not";
        if (IccidText is not null && Iccid is null)
            return new NoticeFault(NoticeFaultCode.Unreadable, Path, $"a text of {IccidText.Length} characters that is no ICCID", Expected);
        return isNeeded && Iccid is null && Device is null ? new NoticeFault(NoticeFaultCode.Missing, Path, "nothing", Expected) : null;
    }
}
