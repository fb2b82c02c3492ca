namespace EsimLifecycle;

/// <summary>A platform or a device says where a profile stands.</summary>
/// <remarks>
/// A fact: it is never refused. It is recognised by its device and sequence number: the same again changes nothing.
/// </remarks>
/// <param name="State">Where the profile stands.</param>
public sealed record ReportProfile(ProfileState State) : LifecycleFact(CommandKind.ReportProfile)
{
    /// <summary>The EID of the device's eUICC, where the notice names it.</summary>
    public Eid? Device { get; init; }

    /// <summary>The profile's ICCID, where the notice names it.</summary>
    public Iccid? Iccid { get; init; }

    /// <summary>The notice's sequence number on that eUICC, where it has one: a later notice has a higher one.</summary>
    public long? Sequence { get; init; }

    internal override void Decide(ref Turn turn) => turn.Raise(new ProfileReported
    {
        State = State,
        Device = Device,
        Iccid = Iccid,
        Sequence = Sequence,
        OccurredAt = OccurredAt,
    });

    internal override void AddTo(ref Fingerprint fingerprint)
    {
        fingerprint.Add((int)State);
        fingerprint.Add(Device?.Number ?? 0);
        fingerprint.Add(Iccid);
        fingerprint.Add(Sequence ?? -1);
        fingerprint.Add(OccurredAt);
    }
}

/// <summary>A notice of where a profile stands was recorded.</summary>
public sealed record ProfileReported : LifecycleEvent
{
    /// <summary>Where the notice says the profile stands.</summary>
    public required ProfileState State { get; init; }

    /// <summary>The device it is about, where that is known.</summary>
    public Eid? Device { get; init; }

    /// <summary>The profile's ICCID, where the notice named it.</summary>
    public Iccid? Iccid { get; init; }

    /// <summary>The notice's sequence number, where it had one.</summary>
    public long? Sequence { get; init; }

    /// <summary>When it happened, where that was reported.</summary>
    public Instant? OccurredAt { get; init; }

    internal override void Apply(Subscription draft)
    {
    }
}
