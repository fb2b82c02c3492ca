namespace EsimLifecycle.Interop;

/// <summary>Determines the command of a notice, or the reason why it has none.</summary>
internal static class Meaning
{
    /// <summary>Makes the notice report the state of a profile.</summary>
    /// <param name="notice">The notice, with its state already read.</param>
    /// <param name="subject">The profile or device that it concerns.</param>
    /// <param name="path">The path of the state in the payload.</param>
    public static PlatformNotice ReportsProfile(this PlatformNotice notice, NoticeSubject subject, string path)
    {
        if (notice.Profile == ProfileState.Unknown)
            return notice with { WhyNot = Unknown(path, notice.ProfileText ?? "", "a state of a profile, such as ENABLED") };
        if (subject.WhyNot(isNeeded: true) is { } fault)
            return notice with { WhyNot = fault };
        return notice with
        {
            Command = new ReportProfile(notice.Profile)
            {
                Iccid = notice.Iccid,
                Device = notice.Device,
                // A number counts the notices of one device, and says nothing where that is not known.
                Sequence = notice.Device is null ? null : notice.Sequence,
                OccurredAt = notice.OccurredAt,
            },
        };
    }

    /// <summary>
    /// Makes the notice a counter of what was bought at the platform. Whether that is the subscription's current period, the subscription
    /// tells (<see cref="PlatformNotice.For"/>).
    /// </summary>
    /// <param name="notice">The notice, with its time and its total already read.</param>
    /// <param name="subject">The profile or device that it concerns.</param>
    /// <param name="path">The path of the counter.</param>
    /// <param name="bytes">The counter; null if it is not given, and is what is missing of the total.</param>
    public static PlatformNotice CountsUsage(this PlatformNotice notice, NoticeSubject subject, string path, long? bytes = null)
    {
        if (bytes is null && notice is { TotalBytes: > 0 and var total, LeftBytes: { } left })
        {
            if (left > total)
                return notice with { WhyNot = new NoticeFault(NoticeFaultCode.Unreadable, path, "more data left than there was", "at most what there was") };
            bytes = total - left;
        }

        return bytes is null ? notice : notice with
        {
            UsedBytes = bytes,
            IsCounter = true,
            WhyNot = subject.WhyNot(isNeeded: false)
                ?? new NoticeFault(NoticeFaultCode.Ambiguous, path, "a counter of what was bought there", "one of the current period, as PlatformNotice.For a subscription tells"),
        };
    }

    /// <summary>Makes the notice a counter that no subscription can tell apart.</summary>
    public static PlatformNotice IsAmbiguous(this PlatformNotice notice, string path, string found, string expected) =>
        notice with { IsCounter = false, WhyNot = new NoticeFault(NoticeFaultCode.Ambiguous, path, found, expected) };

    public static NoticeFault Unknown(string path, string found, string expected) =>
        new(NoticeFaultCode.UnknownStatus, path, NoticeObject.Quote(found), expected);

    /// <summary>
    /// Creates a command id from the parts that distinguish this notice from every other; none if one of them is missing.
    /// </summary>
    public static CommandId Named(string platform, params ReadOnlySpan<object?> parts)
    {
        var name = platform;
        foreach (var part in parts)
        {
            if (part is null)
                return default;
            name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}:{part}");
        }

        return CommandId.TryParse(name, out var id) ? id : default;
    }
}
