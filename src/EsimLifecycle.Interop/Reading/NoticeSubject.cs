namespace EsimLifecycle.Interop;

/// <summary>The profile and the device that a notice concerns, with the payload's texts for them.</summary>
/// <param name="Iccid">The profile.</param>
/// <param name="IccidText">The payload's text for the profile.</param>
/// <param name="Device">The device.</param>
/// <param name="DeviceText">The payload's text for the device.</param>
/// <param name="Path">The path at which the profile is given, or should be.</param>
internal readonly record struct NoticeSubject(Iccid? Iccid, string? IccidText, Eid? Device, string? DeviceText, string Path)
{
    private const string Expected = "an ICCID: 18 to 20 digits, padded with F or not";

    public static NoticeSubject Of(string? iccidText, string path, string? deviceText) => new(
        EsimLifecycle.Iccid.TryParse(iccidText?.Trim(), out var iccid) ? iccid : null,
        iccidText,
        Eid.TryParse(deviceText?.Trim(), out var eid) ? eid : null,
        deviceText,
        path);

    /// <summary>
    /// Returns the subject of an answer that by its form never names one: the profile that the host asked about. What should name its
    /// profile and does not is nobody's, and not the host's.
    /// </summary>
    public NoticeSubject OrAsked(NoticeOptions options) => IccidText is null ? this with { Iccid = options.Iccid } : this;

    /// <summary>Creates a notice about this subject.</summary>
    public PlatformNotice Notice(string topic) => new()
    {
        Topic = topic,
        Iccid = Iccid,
        IccidText = IccidText,
        Device = Device,
        DeviceText = DeviceText,
    };

    /// <summary>Gets the reason why there is no command where the profile has to be named, and is not.</summary>
    public NoticeFault Nameless => new(NoticeFaultCode.Missing, Path, "nothing", Expected);

    /// <summary>
    /// Returns the reason why no command can be given: the named profile can't be identified, or nothing is named at all.
    /// </summary>
    /// <param name="isNeeded">Whether a name is required, because the command itself identifies its subject.</param>
    public NoticeFault? WhyNot(bool isNeeded)
    {
        if (IccidText is not null && Iccid is null)
            return new NoticeFault(NoticeFaultCode.Unreadable, Path, $"a text of {IccidText.Length} characters that is no ICCID", Expected);
        return isNeeded && Iccid is null && Device is null ? Nameless : null;
    }
}
