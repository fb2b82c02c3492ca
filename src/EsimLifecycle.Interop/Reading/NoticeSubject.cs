namespace EsimLifecycle.Interop;

/// <summary>What a notice is about: a profile, a device, or what the payload calls so.</summary>
/// <param name="Iccid">The profile.</param>
/// <param name="IccidText">What the payload calls it.</param>
/// <param name="Device">The device.</param>
/// <param name="DeviceText">What the payload calls it.</param>
/// <param name="Path">Where the profile stands, or should.</param>
internal readonly record struct NoticeSubject(Iccid? Iccid, string? IccidText, Eid? Device, string? DeviceText, string Path)
{
    public static NoticeSubject Of(NoticeOptions options, string? iccidText, string path, string? deviceText) => new(
        iccidText is null ? options.Iccid : EsimLifecycle.Iccid.TryParse(iccidText.Trim(), out var iccid) ? iccid : null,
        iccidText,
        deviceText is null ? options.Device : Eid.TryParse(deviceText.Trim(), out var eid) ? eid : null,
        deviceText,
        path);

    /// <summary>A notice about it.</summary>
    public PlatformNotice Notice(string topic) => new()
    {
        Topic = topic,
        Iccid = Iccid,
        IccidText = IccidText,
        Device = Device,
        DeviceText = DeviceText,
    };

    /// <summary>Why nothing can be done about it: a profile is named and can't be told, or nothing is named at all.</summary>
    /// <param name="isNeeded">Whether something has to be named, because the command itself says what it is about.</param>
    public NoticeFault? WhyNot(bool isNeeded)
    {
        const string Expected = "an ICCID: 18 to 20 digits, padded with F or not";
        if (IccidText is not null && Iccid is null)
            return new NoticeFault(NoticeFaultCode.Unreadable, Path, $"a text of {IccidText.Length} characters that is no ICCID", Expected);
        return isNeeded && Iccid is null && Device is null ? new NoticeFault(NoticeFaultCode.Missing, Path, "nothing", Expected) : null;
    }
}
