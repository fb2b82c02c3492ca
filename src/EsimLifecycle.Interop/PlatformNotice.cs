using System.Globalization;

namespace EsimLifecycle.Interop;

/// <summary>
/// A notice from a platform: the profile and device that it concerns, its time, and the lifecycle command that it translates to.
/// </summary>
/// <remarks>
/// <para>Texts are kept as received, so that an unknown one is not lost; the recognised value is given in a typed property beside the
/// text.</para>
/// <para>Identifiers of a profile or a device are not names of persons but may lead to one: consider this before logging them.</para>
/// <para>Thread-safe: instances are immutable.</para>
/// </remarks>
public sealed record PlatformNotice
{
    /// <summary>
    /// Gets the kind of notice, in the platform's own term, such as <c>SMDP_EVENT</c>, <c>esim.deleted</c> or <c>enable</c>.
    /// </summary>
    public required string Topic { get; init; }

    /// <summary>
    /// Gets the command that the notice translates to, a fact; null for a notice that is information only, or if <see cref="WhyNot"/> gives
    /// the reason why there is none.
    /// </summary>
    public LifecycleCommand? Command { get; init; }

    /// <summary>
    /// Gets the reason why a notice of a state or of usage has no command; null if there is a command, and for information only.
    /// </summary>
    public NoticeFault? WhyNot { get; init; }

    /// <summary>
    /// Gets the id that makes the command idempotent: a notice that is sent again has the same id. None if the payload contains nothing to
    /// derive it from; use the message's own id or a new one then.
    /// </summary>
    public CommandId Id { get; init; }

    /// <summary>Gets the time at which it happened; null if the payload does not tell.</summary>
    public Instant? OccurredAt { get; init; }

    /// <summary>Gets the profile, from the payload or <see cref="NoticeOptions.Iccid"/>; null if it is not known.</summary>
    public Iccid? Iccid { get; init; }

    /// <summary>Gets the payload's text for the profile, as received, even if it is not an ICCID; null if there is none.</summary>
    public string? IccidText { get; init; }

    /// <summary>Gets the device, from the payload or <see cref="NoticeOptions.Device"/>; null if it is not known.</summary>
    public Eid? Device { get; init; }

    /// <summary>Gets the payload's text for the device, as received, even if it is not an EID; null if there is none.</summary>
    public string? DeviceText { get; init; }

    /// <summary>Gets the platform's number of the order, the bundle or the refund; null if there is none.</summary>
    public string? Order { get; init; }

    /// <summary>
    /// Gets the number of what the host asked for: its own, as it was given to the platform, or the one that the platform gave to the
    /// request; null if the platform does not repeat it.
    /// </summary>
    public string? Transaction { get; init; }

    /// <summary>Gets the number of the notice among those of its device; null if it has none.</summary>
    public long? Sequence { get; init; }

    /// <summary>
    /// Gets the status of the plan on the profile; <see cref="PlatformStatus.Unknown"/> if it is missing or not recognised.
    /// </summary>
    public PlatformStatus Status { get; init; }

    /// <summary>Gets the platform's text for the status of the plan, as received; null if there is none.</summary>
    public string? StatusText { get; init; }

    /// <summary>
    /// Gets the state of the profile; <see cref="ProfileState.Unknown"/> if it is missing, not recognised, or still being reached.
    /// </summary>
    public ProfileState Profile { get; init; }

    /// <summary>
    /// Gets the platform's text for the state of the profile, or the number of the ES2+ point, as received; null if there is none.
    /// </summary>
    public string? ProfileText { get; init; }

    /// <summary>Gets the start of the plan; null if it is not given.</summary>
    public Instant? StartedAt { get; init; }

    /// <summary>Gets the end of the plan; null if it is not given.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>Gets the total data of the plan, in bytes; null if it is not given.</summary>
    public long? TotalBytes { get; init; }

    /// <summary>Gets the used data of the plan, in bytes; null if it is not given.</summary>
    public long? UsedBytes { get; init; }

    /// <summary>Gets the remaining data of the plan, in bytes; null if it is not given.</summary>
    public long? LeftBytes { get; init; }

    /// <summary>Gets the remaining data or time of the plan, in percent; null if it is not given.</summary>
    public long? LeftPercent { get; init; }

    /// <summary>Gets whether <see cref="UsedBytes"/> is a counter that may be a period's.</summary>
    internal bool IsCounter { get; init; }

    /// <summary>Gets whether the platform says released of a profile that was deleted from its device, too.</summary>
    internal bool IsReleasedWhenDeleted { get; init; }

    /// <summary>
    /// Returns the notice with the command that it translates to for one subscription, where its state decides:
    /// </summary>
    /// <remarks>
    /// <para>Platforms count the data of an order, a bundle or a package, and a top-up may let the counter go on. It becomes
    /// <see cref="RecordUsage"/> of the current period if no period was before, or if it counts down from as much as the period and its
    /// packs include, says when it was read or began, and neither began before the period nor had ended by then. Otherwise it stays
    /// <see cref="NoticeFaultCode.Ambiguous"/>.</para>
    /// <para>Some platforms say <c>Released</c> also of a profile that was deleted; if the subscription knows it as installed, that is what
    /// it means.</para>
    /// <para>Any other notice is returned as it is.</para>
    /// </remarks>
    /// <param name="subscription">The subscription that the notice is about, as it stands now: let time pass first (<see cref="Lifecycle.Advance"/>).</param>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> is null.</exception>
    public PlatformNotice For(Subscription subscription)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        if (IsReleasedWhenDeleted && Command is ReportProfile { State: ProfileState.Released } report && IsInstalled(subscription))
            return this with { Profile = ProfileState.Deleted, Command = report with { State = ProfileState.Deleted } };
        if (!IsCounter || UsedBytes is not { } used || WhyNot is not { Code: NoticeFaultCode.Ambiguous } why)
            return this;
        return CountsPeriodOf(subscription)
            ? this with { WhyNot = null, Command = new RecordUsage(used, IsTotal: true) { OccurredAt = OccurredAt } }
            : this with { WhyNot = why with { Found = $"a counter of {TotalBytes?.ToString(CultureInfo.InvariantCulture) ?? "unknown"} bytes in all", Expected = Expected(subscription) } };
    }

    private string Expected(Subscription subscription) => PeriodOf(subscription) is { } period && IncludedIn(subscription, period) is { } included
        ? string.Create(CultureInfo.InvariantCulture, $"one of the {included} bytes that are included in the current period, begun with it")
        : "a subscription with a current period and a limit of data";

    private bool IsInstalled(Subscription subscription)
    {
        foreach (var binding in subscription.Devices)
        {
            if (binding.Profile is { State: ProfileState.Installed or ProfileState.Enabled or ProfileState.Disabled } known
                && (known.Iccid is null || known.Iccid == Iccid))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The paid period in which the counter was read, if that has not ended; the current one, if it does not say.</summary>
    private PaidPeriod? PeriodOf(Subscription subscription)
    {
        foreach (var period in subscription.Term.Periods)
        {
            if (!(OccurredAt >= period.EndsAt))
                return period;
        }

        return null;
    }

    private static long? IncludedIn(Subscription subscription, PaidPeriod period)
    {
        var included = period.DataBytes;
        foreach (var pack in subscription.Usage.Packs)
            included += pack.Terms.DataBytes;
        return included;
    }

    private bool CountsPeriodOf(Subscription subscription)
    {
        if (Status is not (PlatformStatus.Unknown or PlatformStatus.InUse or PlatformStatus.UsedUp))
            return false;

        // Before the activation nothing was used yet, and after closing nothing can be used up any more: what was used is recorded.
        if (subscription.Contract?.ActivatedAt is not { } activatedAt || subscription.Status == SubscriptionStatus.Closed)
            return true;
        if (PeriodOf(subscription) is not { } period)
            return false;

        // A day of a period may have 23 hours.
        var start = period.EndsAt - Duration.FromDays(Period.DaysBetween(period.Start, period.End)) - Duration.FromHours(1);
        if (ExpiresAt <= start)
            return false;
        return activatedAt >= start
            || ((StartedAt ?? OccurredAt) is not null && !(StartedAt < start) && TotalBytes is { } total && total == IncludedIn(subscription, period));
    }

    /// <summary>Returns the topic and the meaning of the notice, without any identifier of a profile or a device.</summary>
    public override string ToString() =>
        $"{NoticeObject.Shorten(Topic)}: {Command?.Kind.ToString() ?? WhyNot?.ToString() ?? "information"}";
}
