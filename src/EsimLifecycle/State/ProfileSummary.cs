namespace EsimLifecycle;

/// <summary>A summary of the notices about one profile: its state, and the latest sequence numbers received.</summary>
public sealed record ProfileSummary
{
    /// <summary>The maximum number of notices with a sequence number that are remembered for each profile: 16.</summary>
    public const int MaxNotices = 16;

    /// <summary>Gets the state of the profile; unknown if the device was bound anew and nothing was reported since.</summary>
    public required ProfileState State { get; init; }

    /// <summary>Gets the time to which the state applies; a notice from an earlier time is late.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>Gets the sequence number of the notice that reported the state; null if it had none.</summary>
    public long? Sequence { get; init; }

    /// <summary>Gets the profile's ICCID; null if no notice named it.</summary>
    public Iccid? Iccid { get; init; }

    /// <summary>Gets whether the profile's policy rules forbid disabling or deleting it.</summary>
    public bool IsDeletionForbidden { get; init; }

    /// <summary>
    /// Gets the notices with the highest sequence numbers, lowest first, by which a redelivery is recognised; at most <see
    /// cref="MaxNotices"/>.
    /// </summary>
    public ValueList<ProfileNotice> Notices { get; init; }

    /// <summary>Returns the state reported under that sequence number; null if none is remembered.</summary>
    internal ProfileState? Said(long sequence) =>
        Notices.Find(sequence, static (notice, sequence) => notice.Sequence == sequence)?.State;

    /// <summary>
    /// Returns the summary for another profile on the same device, which keeps only the sequence numbers of the device's notices.
    /// </summary>
    internal ProfileSummary Forget() => this with { State = ProfileState.Unknown, Iccid = null, IsDeletionForbidden = false };

    internal ProfileSummary Remember(ProfileNotice notice)
    {
        var place = 0;
        while (place < Notices.Count && Notices[place].Sequence < notice.Sequence)
            place++;
        if (place < Notices.Count && Notices[place].Sequence == notice.Sequence)
            return this with { Notices = Notices.SetItem(place, notice) };

        ValueList<ProfileNotice> notices = [.. Notices.AsSpan()[..place], notice, .. Notices.AsSpan()[place..]];
        return this with { Notices = notices.Count > MaxNotices ? notices.RemoveAt(0) : notices };
    }
}

/// <summary>A notice that a device sent about its profile.</summary>
/// <param name="Sequence">The notice's sequence number on the device's eUICC.</param>
/// <param name="State">The state of the profile that the notice reported.</param>
public sealed record ProfileNotice(long Sequence, ProfileState State);
