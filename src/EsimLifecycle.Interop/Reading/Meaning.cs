namespace EsimLifecycle.Interop;

/// <summary>The command that a notice means, or why it means none.</summary>
internal static class Meaning
{
    /// <summary>A profile has reached a state.</summary>
    /// <param name="notice">The notice, with its state read.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="path">Where the state stands.</param>
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

    /// <summary>So much was used of the plan: a counter, not what was used since the last notice.</summary>
    /// <param name="notice">The notice, with its time read.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="bytes">The counter; null where it is not told.</param>
    public static PlatformNotice ReportsUsage(this PlatformNotice notice, NoticeSubject subject, long? bytes)
    {
        if (bytes is not { } used)
            return notice;
        return subject.WhyNot(isNeeded: false) is { } fault
            ? notice with { WhyNot = fault }
            : notice with { Command = new RecordUsage(used, IsTotal: true) { OccurredAt = notice.OccurredAt } };
    }

    /// <summary>The same, of what there was and what is left.</summary>
    public static PlatformNotice ReportsUsage(this PlatformNotice notice, NoticeSubject subject, string path)
    {
        if (notice is not { TotalBytes: > 0 and var total, LeftBytes: { } left })
            return notice;
        return left <= total
            ? notice.ReportsUsage(subject, total - left)
            : notice with { WhyNot = new NoticeFault(NoticeFaultCode.Unreadable, path, "more data left than there was", "at most what there was") };
    }

    public static NoticeFault Unknown(string path, string found, string expected) =>
        new(NoticeFaultCode.UnknownStatus, path, NoticeObject.Quote(found), expected);

    /// <summary>A name for a command, made of what tells this notice from every other; none where something of it is missing.</summary>
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
