namespace EsimLifecycle.Interop;

/// <summary>One thing that a platform tells: about which profile and device, when it happened, and the command it means.</summary>
/// <remarks>
/// <para>Words are kept as they came, so that one that is not known yet is not lost; what is known of them stands beside them, typed.</para>
/// <para>What names a profile or a device is no name of a person, but may lead to one: think before you log it.</para>
/// <para>Thread-safe: it never changes.</para>
/// </remarks>
public sealed record PlatformNotice
{
    /// <summary>What kind of notice it is, in the platform's word: <c>SMDP_EVENT</c>, <c>esim.deleted</c>, <c>enable</c>.</summary>
    public required string Topic { get; init; }

    /// <summary>The command it means, a fact; null where it is information only, and where <see cref="WhyNot"/> says why there is none.</summary>
    public LifecycleCommand? Command { get; init; }

    /// <summary>Why there is no command though it tells of a state or of usage; null where there is one, and for information only.</summary>
    public NoticeFault? WhyNot { get; init; }

    /// <summary>
    /// The name under which the command is done only once: the same for the same notice sent again. None where the payload has nothing to make it
    /// of; then take the message's own, or a new one.
    /// </summary>
    public CommandId Id { get; init; }

    /// <summary>When it happened; null where the payload does not say.</summary>
    public Instant? OccurredAt { get; init; }

    /// <summary>The profile it is about, from the payload or <see cref="NoticeOptions.Iccid"/>; null where that is not known.</summary>
    public Iccid? Iccid { get; init; }

    /// <summary>What the payload calls the profile, as it came, also where it is no ICCID; null where it says nothing.</summary>
    public string? IccidText { get; init; }

    /// <summary>The device it is about, from the payload or <see cref="NoticeOptions.Device"/>; null where that is not known.</summary>
    public Eid? Device { get; init; }

    /// <summary>What the payload calls the device, as it came, also where it is no EID; null where it says nothing.</summary>
    public string? DeviceText { get; init; }

    /// <summary>The platform's number of the order, the bundle or the refund; null where it names none.</summary>
    public string? Order { get; init; }

    /// <summary>The host's own number of the transaction, as it gave it to the platform; null where it is not repeated.</summary>
    public string? Transaction { get; init; }

    /// <summary>The notice's number among those of its device; null where it has none.</summary>
    public long? Sequence { get; init; }

    /// <summary>Where the plan on the profile stands; <see cref="PlatformStatus.Unknown"/> where that is not said or not understood.</summary>
    public PlatformStatus Status { get; init; }

    /// <summary>The word for it, as it came; null where there is none.</summary>
    public string? StatusText { get; init; }

    /// <summary>Where the profile stands; <see cref="ProfileState.Unknown"/> where that is not said or not understood.</summary>
    public ProfileState Profile { get; init; }

    /// <summary>The word for it, or the number of the ES2+ point, as it came; null where there is none.</summary>
    public string? ProfileText { get; init; }

    /// <summary>When the plan ends; null where that is not said.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>All the data of the plan, in bytes; null where that is not said.</summary>
    public long? TotalBytes { get; init; }

    /// <summary>What is left of it, in bytes; null where that is not said.</summary>
    public long? LeftBytes { get; init; }

    /// <summary>What is left of the plan's data or time, in percent; null where that is not said.</summary>
    public long? LeftPercent { get; init; }

    /// <summary>Its topic, and what it means: nothing that names a profile or a device.</summary>
    public override string ToString() =>
        $"{NoticeObject.Shorten(Topic)}: {Command?.Kind.ToString() ?? WhyNot?.ToString() ?? "information"}";
}
