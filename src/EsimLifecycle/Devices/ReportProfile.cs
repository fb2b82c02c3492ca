using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A fact: a platform or a device has reported the state of a profile.</summary>
/// <remarks>
/// <para>As a fact, it is never refused. It is identified by its device and sequence number: the same notice again changes nothing, and
/// with another state it is recorded as a conflict. A notice of something earlier than what is already known (by sequence number, or by
/// <see cref="LifecycleFact.OccurredAt"/> if one of the two has none) is recorded as stale; a notice that is impossible by
/// <see cref="ProfileChart"/>, as a conflict. Without an instant, it counts as having happened when it is reported.</para>
/// <para>It is about the device it names. Without one it is about the binding whose profile has that ICCID, or else about the only
/// binding, or else about a profile that is not bound yet, which is then adopted by the next device to be bound. A notice never binds a
/// device; a notice that a bound profile is deleted unbinds its device.</para>
/// </remarks>
/// <param name="State">The reported state of the profile.</param>
public sealed record ReportProfile(ProfileState State) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ReportProfile) { Roles = [Role.Agent, Role.Carrier, Role.System] };

    /// <summary>Gets the EID of the device's eUICC; null if the notice does not name it.</summary>
    public Eid? Device { get; init; }

    /// <summary>Gets the profile's ICCID; null if the notice does not name it.</summary>
    public Iccid? Iccid { get; init; }

    /// <summary>Gets the notice's sequence number on that eUICC, which is higher for a later notice; null if it has none.</summary>
    public long? Sequence { get; init; }

    /// <summary>
    /// Gets a value indicating whether the profile's policy rules forbid disabling or deleting it (PPR1 and PPR2 of SGP.22); null if the
    /// notice does not say.
    /// </summary>
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

    internal override Facts ListFacts() => new(("state", State), ("device", Device));

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

/// <summary>The result of classifying a notice.</summary>
[JsonConverter(typeof(EnumJsonConverter<NoticeUse>))]
public enum NoticeUse
{
    /// <summary>The profile's state was changed to the reported one.</summary>
    Changed,

    /// <summary>The notice contains nothing new: the profile is already in that state, or the notice does not name a state.</summary>
    NothingNew,

    /// <summary>The notice is late: a later change is already known. It is recorded, without effect.</summary>
    Stale,

    /// <summary>
    /// The notice contradicts what is known, or reuses a sequence number with other content. It is recorded, without effect.
    /// </summary>
    Conflict,

    /// <summary>
    /// A conflict in which the profile is in use on a device that was unbound, or after the subscription closed. The notice binds nothing;
    /// the deletion of the profile is ordered again.
    /// </summary>
    SignOfLife,
}

/// <summary>A notice of a profile's state was recorded.</summary>
public sealed record ProfileReported : LifecycleEvent
{
    /// <summary>Gets the reported state of the profile.</summary>
    public required ProfileState State { get; init; }

    /// <summary>Gets the classification of the notice.</summary>
    public required NoticeUse Use { get; init; }

    /// <summary>Gets the EID of the device that the notice is about; null if it is not known.</summary>
    public Eid? Device { get; init; }

    /// <summary>Gets the profile's ICCID; null if the notice did not name it.</summary>
    public Iccid? Iccid { get; init; }

    /// <summary>Gets the notice's sequence number; null if it had none.</summary>
    public long? Sequence { get; init; }

    /// <summary>
    /// Gets a value indicating whether the profile's policy rules forbid disabling or deleting it; null if the notice did not say.
    /// </summary>
    public bool? DeletionForbidden { get; init; }

    /// <summary>Gets the instant at which it happened; null if that was not reported.</summary>
    public Instant? OccurredAt { get; init; }

    /// <summary>Gets a value indicating whether the profile was enabled on a lost device, and has to be disabled again.</summary>
    public bool DisableAgain { get; init; }

    internal override Facts ListFacts() => new(("device", Device), ("state", State), ("use", Use == NoticeUse.Changed ? null : Use));

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
