namespace EsimLifecycle;

/// <summary>Classifies notices of profiles.</summary>
internal static class ProfileNotices
{
    /// <summary>Determines whether a notice of the state implies that the profile was delivered to a device.</summary>
    public static bool IsDownloaded(ProfileState state) =>
        state is ProfileState.Downloaded or ProfileState.Installed or ProfileState.Enabled or ProfileState.Disabled or ProfileState.Deleted;

    /// <summary>Returns the instant of a notice, which is never after its report, because a device's clock may be fast.</summary>
    public static Instant MomentOf(Instant? occurredAt, Instant reportedAt) =>
        occurredAt is { } occurred ? Instant.Min(occurred, reportedAt) : reportedAt;

    /// <summary>Classifies a notice; returns null if the same was reported before, and nothing is to be recorded.</summary>
    public static NoticeUse? Classify(ref DecisionBuilder decision, ReportProfile notice, ProfilePlace place)
    {
        var state = decision.State;
        var unbound = place.Unbound >= 0 ? state.DeviceHistory.Unbound[place.Unbound] : null;
        var known = place.Binding >= 0 ? state.Devices[place.Binding].Profile : unbound?.Profile;
        if (notice.Sequence is { } sequence && known?.Said(sequence) is { } said)
        {
            if (said == notice.State)
                return null;
            if (said != ProfileState.Unknown)
                return NoticeUse.Conflict;
        }

        if (notice.State == ProfileState.Unknown)
            return NoticeUse.NothingNew;
        if (place.Binding >= 0 && notice.Iccid is { } iccid && known?.Iccid is { } other && iccid != other)
            return NoticeUse.Conflict;

        var asOf = MomentOf(notice.OccurredAt, decision.At);
        if (known is not null && IsLate(known, notice, asOf))
            return NoticeUse.Stale;

        // A device that came back: what was deleted before is not the profile that is bound now.
        if (place.Binding >= 0 && notice.State == ProfileState.Deleted && asOf < state.Devices[place.Binding].BoundAt)
            return NoticeUse.Stale;
        var isSame = known?.State == notice.State;
        if (isSame && notice.Sequence is null && notice.OccurredAt is not null && asOf == known!.AsOf)
            return null;
        if (place.Binding < 0 && IsAlive(notice.State, known) && GoneAt(state, unbound) is { } goneAt && asOf >= goneAt)
            return isSame && unbound is { SeenAgainAt: not null } ? NoticeUse.NothingNew : NoticeUse.SignOfLife;

        // What the customer deleted can be installed again.
        var isAgain = unbound is { IsCustomersOwn: true, Profile.State: ProfileState.Deleted } && IsAlive(notice.State, known);
        return isSame ? NoticeUse.NothingNew
            : known is null || isAgain || ProfileChart.CanFollow(known.State, notice.State) ? NoticeUse.Changed
            : NoticeUse.Conflict;
    }

    private static bool IsLate(ProfileSummary known, ReportProfile notice, Instant asOf)
    {
        if (notice.Sequence is { } sequence && known.Sequence is { } last)
            return sequence < last;

        // Platforms tell time in seconds: of two notices of the same moment the one that is further along the chart is the later one.
        return asOf < known.AsOf || (asOf == known.AsOf && notice.OccurredAt is not null && notice.State < known.State);
    }

    // What was switched off is on its way to be deleted, unless it had been deleted already.
    private static bool IsAlive(ProfileState state, ProfileSummary? known) =>
        state is ProfileState.Downloaded or ProfileState.Installed or ProfileState.Enabled
        || (state == ProfileState.Disabled && known is { State: ProfileState.Deleted });

    /// <summary>
    /// Returns the instant from which the profile should no longer exist: the unbinding of its device, unless that was the customer's own
    /// doing, or the end of the subscription.
    /// </summary>
    private static Instant? GoneAt(Subscription state, UnboundProfile? unbound) =>
        unbound is { IsCustomersOwn: false, UnboundAt: { } unboundAt } ? unboundAt : state.Closure?.At;
}
