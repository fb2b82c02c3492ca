using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A platform or a device says where a profile stands.</summary>
/// <remarks>
/// <para>A fact: it is never refused. It is recognised by its device and sequence number: the same again changes nothing, and with another state it is
/// recorded as a conflict. What happened before what is known already (by sequence number, or by <see cref="LifecycleFact.OccurredAt"/> where one of the two has
/// none) is recorded as stale; what can't be by <see cref="ProfileChart"/>, as a conflict. Without a moment it happened when it is reported.</para>
/// <para>It is about the device it names. Without one it is about the binding whose profile has that ICCID, or else about the only binding, or else about a
/// profile that is not bound yet, which the next device to be bound brings with it. No notice binds a device; that a profile is deleted unbinds its own.</para>
/// </remarks>
/// <param name="State">Where the profile stands.</param>
public sealed record ReportProfile(ProfileState State) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ReportProfile) { Roles = [Role.Agent, Role.Carrier, Role.System] };

    /// <summary>The EID of the device's eUICC, where the notice names it.</summary>
    public Eid? Device { get; init; }

    /// <summary>The profile's ICCID, where the notice names it.</summary>
    public Iccid? Iccid { get; init; }

    /// <summary>The notice's sequence number on that eUICC, where it has one: a later notice has a higher one.</summary>
    public long? Sequence { get; init; }

    /// <summary>Whether the profile's policy rules forbid to disable or delete it (PPR1 and PPR2 of SGP.22); null where the notice does not tell.</summary>
    public bool? DeletionForbidden { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (decision.HasRefusals)
            return;
        var place = ProfilePlace.Find(decision.State, Device, Iccid);
        if (ProfileNotices.Classify(ref decision, this, place) is not { } use)
            return;

        decision.Raise(new ProfileReported
        {
            State = State,
            Use = use,
            Device = Device ?? place.DeviceIn(decision.State),
            Iccid = Iccid,
            Sequence = Sequence,
            DeletionForbidden = DeletionForbidden,
            OccurredAt = OccurredAt,
            DisableAgain = use == NoticeUse.Changed && State == ProfileState.Enabled && place.IsLostIn(decision.State),
        });
        if (use == NoticeUse.Changed && State == ProfileState.Deleted && place.Binding >= 0)
            Bindings.Unbind(ref decision, decision.State.Devices[place.Binding], UnbindingProof.ProfileDeleted);
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(State);
        visitor.AddOptional(Device);
        visitor.AddOptional(Iccid);
        visitor.AddOptional(Sequence);
        visitor.AddOptional(DeletionForbidden);
        visitor.AddOptional(OccurredAt);
    }
}

/// <summary>What became of a notice.</summary>
[JsonConverter(typeof(EnumJsonConverter<NoticeUse>))]
public enum NoticeUse
{
    /// <summary>The profile stands where it says.</summary>
    Changed,

    /// <summary>It says nothing new: the profile stands there already, or it does not tell where.</summary>
    NothingNew,

    /// <summary>It is late: something that happened after it is known. Kept, and without effect.</summary>
    Stale,

    /// <summary>It can't be true after what is known, or says something else under a number that was used. Kept, and without effect.</summary>
    Conflict,

    /// <summary>
    /// A conflict too: the profile lives on a device that was unbound, or after the subscription closed. It binds nothing; the profile is to be deleted again.
    /// </summary>
    SignOfLife,
}

/// <summary>A notice of where a profile stands was recorded.</summary>
public sealed record ProfileReported : LifecycleEvent
{
    /// <summary>Where the notice says the profile stands.</summary>
    public required ProfileState State { get; init; }

    /// <summary>What became of the notice.</summary>
    public required NoticeUse Use { get; init; }

    /// <summary>The device it is about, where that is known.</summary>
    public Eid? Device { get; init; }

    /// <summary>The profile's ICCID, where the notice named it.</summary>
    public Iccid? Iccid { get; init; }

    /// <summary>The notice's sequence number, where it had one.</summary>
    public long? Sequence { get; init; }

    /// <summary>Whether the profile's policy rules forbid to disable or delete it, where the notice told.</summary>
    public bool? DeletionForbidden { get; init; }

    /// <summary>When it happened, where that was reported.</summary>
    public Instant? OccurredAt { get; init; }

    /// <summary>Whether it was enabled on a device that is lost, and is to be disabled again.</summary>
    public bool DisableAgain { get; init; }

    internal override void Apply(Subscription draft)
    {
        var place = ProfilePlace.Find(draft, Device, Iccid);
        if (place.Binding >= 0)
        {
            var binding = draft.Devices[place.Binding];
            draft.Devices = draft.Devices.SetItem(place.Binding, binding with { Profile = Follow(binding.Profile) });
        }
        else if (place.Unbound >= 0)
        {
            var known = draft.DeviceHistory.Unbound[place.Unbound];
            draft.DeviceHistory = draft.DeviceHistory.Set(place.Unbound, Follow(known));
        }
        else if (IsBelieved)
        {
            draft.DeviceHistory = draft.DeviceHistory.Add(Follow(new UnboundProfile()));
        }

        if (ProfileNotices.IsDownloaded(State) && !draft.DeviceHistory.WasDownloaded)
            draft.DeviceHistory = draft.DeviceHistory with { WasDownloaded = true };
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (Use == NoticeUse.SignOfLife && Device is { } device)
            outbox.RemoveProfile(device, disableFirst: State == ProfileState.Enabled);
        else if (DisableAgain)
            outbox.DisableProfile(Device!.Value);
    }

    private bool IsBelieved => Use is NoticeUse.Changed or NoticeUse.SignOfLife || (Use == NoticeUse.NothingNew && State != ProfileState.Unknown);

    private UnboundProfile Follow(UnboundProfile known) => known with
    {
        Device = Device,
        Profile = Follow(known.Profile),
        SeenAgainAt = Use == NoticeUse.SignOfLife ? At : known.SeenAgainAt,
    };

    private ProfileSummary? Follow(ProfileSummary? known)
    {
        if (known is null && !IsBelieved)
            return null;

        var asOf = ProfileNotices.MomentOf(OccurredAt, At);
        var standing = known ?? new ProfileSummary { State = State, AsOf = asOf };
        if (IsBelieved)
        {
            standing = standing with
            {
                State = State,
                AsOf = asOf,
                Sequence = Sequence,
                IsDeletionForbidden = DeletionForbidden ?? standing.IsDeletionForbidden,
            };
        }

        if (Use != NoticeUse.Conflict && standing.Iccid is null)
            standing = standing with { Iccid = Iccid };
        return Sequence is { } sequence && !IsSaidOtherwise(standing, sequence) ? standing.Remember(new ProfileNotice(sequence, State)) : standing;
    }

    // What was said first under a number stands.
    private static bool IsSaidOtherwise(ProfileSummary standing, long sequence) => standing.Said(sequence) is not (null or ProfileState.Unknown);
}
