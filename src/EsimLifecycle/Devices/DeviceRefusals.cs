namespace EsimLifecycle;

/// <summary>The reasons that have to do with devices.</summary>
internal static class DeviceRefusals
{
    /// <summary>
    /// Devices that have to be unbound first, each named; the remedy is to unbind the first for which that was not asked yet. Where it was asked for all,
    /// time alone heals it: they will be assumed to be unbound.
    /// </summary>
    public static Refusal StillBound(ValueList<DeviceBinding> devices) =>
        new(RefusalCode.DeviceStillBound, new RefusalFact("devices", ValueList.Create(devices.Select(binding => binding.Device))))
        {
            Remedy = devices.FirstOrDefault(binding => binding is { Status: BindingStatus.Bound, IsDeletionForbidden: false }) is { } bound
                ? new UnbindDevice(bound.Device)
                : null,
            RetryAt = devices.All(binding => binding.AssumedUnboundAt is not null) ? devices.Max(binding => binding.AssumedUnboundAt) : null,
        };

    public static Refusal NotBound(Eid device) => new(RefusalCode.DeviceNotBound, new RefusalFact("device", device));

    public static Refusal Limit(int most) => new(RefusalCode.DeviceLimit, new RefusalFact("most", most));

    /// <summary>A cancellation is open; the remedy is to take it back, as long as that can be done.</summary>
    public static Refusal WhileCancelling(Eid device, CancellationRequest request) =>
        new(RefusalCode.DeviceWhileCancelling, new RefusalFact("device", device))
        {
            Remedy = request.Withdrawal,
        };

    /// <summary>The device is being unbound; once that is done it can be bound anew.</summary>
    public static Refusal UnbindRequested(DeviceBinding binding) =>
        new(RefusalCode.DeviceUnbindRequested, new RefusalFact("device", binding.Device)) { RetryAt = binding.AssumedUnboundAt };

    public static Refusal DeletionForbidden(Eid device) => new(RefusalCode.ProfileDeletionForbidden, new RefusalFact("device", device));

    /// <summary>As many changes as the policy allows lie within its window; null where another fits in.</summary>
    public static Refusal? TooManyChanges(ref Turn turn)
    {
        var rules = turn.Policy.Devices;
        var changes = turn.State.DeviceHistory.Changes;
        if (rules.MostChanges == 0 || changes.Count < rules.MostChanges)
            return null;

        // The change that has to leave the window before another fits in.
        var free = turn.Rules.EndOfDayAfter(changes[^rules.MostChanges], rules.ChangeWindowDays);
        if (free <= turn.At)
            return null;
        return new Refusal(
            RefusalCode.DeviceTooManyChanges,
            new RefusalFact("most", rules.MostChanges),
            new RefusalFact("days", rules.ChangeWindowDays))
        { RetryAt = free };
    }
}
