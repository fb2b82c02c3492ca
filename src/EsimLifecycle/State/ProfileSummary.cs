using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>What the notices of one profile come to: where it stands, and how far they have been heard.</summary>
public sealed record ProfileSummary
{
    /// <summary>The latest notices with a sequence number that are remembered for each profile: 16.</summary>
    public const int MaxNotices = 16;

    /// <summary>Where the profile stands; unknown where the device was bound anew and nothing was reported since.</summary>
    public required ProfileState State { get; init; }

    /// <summary>The moment for which that is known: an earlier one is late.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>The sequence number of the notice that said so, where it had one.</summary>
    public long? Sequence { get; init; }

    /// <summary>The profile's ICCID, where a notice named it.</summary>
    public Iccid? Iccid { get; init; }

    /// <summary>Whether the profile's policy rules forbid to disable or delete it.</summary>
    public bool IsDeletionForbidden { get; init; }

    /// <summary>The notices with the highest sequence numbers, lowest first, by which a redelivery is recognised; at most <see cref="MaxNotices"/>.</summary>
    [JsonInclude]
    internal ValueList<ProfileNotice> Notices { get; init; }

    /// <summary>What was said under that number; null where nothing was, as far as is remembered.</summary>
    internal ProfileState? Said(long sequence) =>
        Notices.Find(sequence, static (notice, sequence) => notice.Sequence == sequence)?.State;

    /// <summary>What is left of it for another profile on the same device: how far that device's notices have been heard.</summary>
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

/// <summary>What a device's notice said.</summary>
/// <param name="Sequence">Its sequence number on the device's eUICC.</param>
/// <param name="State">Where it said the profile stands.</param>
internal sealed record ProfileNotice(long Sequence, ProfileState State);
