namespace EsimLifecycle;

/// <summary>Rules shared by the commands that change bindings.</summary>
internal static class Bindings
{
    public static int IndexOf(ValueList<DeviceBinding> devices, Eid device) =>
        devices.IndexOf(device, static (binding, device) => binding.Device == device);

    /// <summary>Refuses if the policy's limit of device changes within its window is reached.</summary>
    public static void CheckChanges(ref DecisionBuilder decision)
    {
        var rules = decision.Policy.Devices;
        var changes = decision.State.DeviceHistory.Changes;
        if (rules.MaxChanges == 0 || changes.Count < rules.MaxChanges)
            return;

        // The change that has to leave the window before another fits in.
        var free = decision.Prepared.EndOfDayAfter(changes[^rules.MaxChanges], rules.ChangeWindowDays);
        if (free > decision.At)
            decision.Refuse(Refusals.DeviceTooManyChanges(rules.MaxChanges, rules.ChangeWindowDays, free));
    }

    /// <summary>
    /// Returns the refusal that devices have to be unbound first. The remedy is to unbind the first device for which that was not
    /// requested yet; if it was requested for all, only time removes the reason.
    /// </summary>
    public static Refusal StillBound(ValueList<DeviceBinding> devices)
    {
        var bound = devices.FirstOrDefault(binding => binding is { Status: BindingStatus.Bound, IsDeletionForbidden: false });
        return Refusals.DeviceStillBound(
            ValueList.Create(devices.Select(binding => binding.Device)),
            bound is null ? null : new UnbindDevice(bound.Device),
            devices.All(binding => binding.AssumedUnboundAt is not null) ? devices.Max(binding => binding.AssumedUnboundAt) : null);
    }

    public static void Bind(ref DecisionBuilder decision, Eid device, DeviceKind kind, PersonalReference label, Eid? replaces = null)
    {
        var history = decision.State.DeviceHistory;
        var adopted = FindAdopted(history, device) is var index and >= 0 ? Adopt(history.Unbound[index]) : null;
        decision.Raise(new DeviceBound
        {
            Binding = new DeviceBinding(device, kind, decision.At, label) { Profile = adopted },
            Replaces = replaces,
            ChangesCounted = decision.Policy.Devices.MaxChanges,
        });
    }

    /// <summary>
    /// Returns the profile that a device to be bound brings with it: the one reported on it, or else the one reported without a device.
    /// </summary>
    public static int FindAdopted(DeviceHistory history, Eid device) =>
        history.IndexOf(device) is var index and >= 0 ? index : history.IndexOfNowhere(null);

    /// <summary>Returns the binding of a device, or refuses.</summary>
    public static DeviceBinding? FindToChange(ref DecisionBuilder decision, Eid device)
    {
        var devices = decision.State.Devices;
        if (IndexOf(devices, device) is var index and >= 0)
            return devices[index];
        decision.Refuse(Refusals.DeviceNotBound(device));
        return null;
    }

    /// <summary>Determines whether a device is being unbound already, so that another request would change nothing.</summary>
    public static bool IsUnderWay(ref DecisionBuilder decision, DeviceBinding binding) =>
        binding.Status == BindingStatus.UnbindRequested && !IsWordEnough(ref decision, binding);

    /// <summary>Unbinds a device, or requests it if the caller's statement is not sufficient proof.</summary>
    public static void Leave(ref DecisionBuilder decision, DeviceBinding binding, bool isCounted)
    {
        if (IsWordEnough(ref decision, binding))
        {
            var proof = decision.By!.Role == Role.Customer ? UnbindingProof.CustomersWord : UnbindingProof.Attestation;
            Unbind(ref decision, binding, proof, isCounted: isCounted);
            return;
        }

        Check(binding.Status, BindingTrigger.UnbindRequest, BindingStatus.UnbindRequested);
        decision.Raise(new DeviceUnbindRequested
        {
            Device = binding.Device,
            AssumedUnboundAt = decision.Prepared.EndOfDayAfter(decision.At, decision.Policy.Devices.AssumeDeletedAfterDays),
            DisableFirst = binding.IsEnabled,
            ChangesCounted = isCounted ? decision.Policy.Devices.MaxChanges : 0,
        });
    }

    public static void Unbind(ref DecisionBuilder decision, DeviceBinding binding, UnbindingProof proof, PersonalReference evidence = default, bool isCounted = false)
    {
        Check(binding.Status, TriggerOf(proof), BindingStatus.Unbound);
        decision.Raise(new DeviceUnbound
        {
            Device = binding.Device,
            Proof = proof,
            Evidence = evidence,
            DisableFirst = binding.IsEnabled,
            ChangesCounted = isCounted ? decision.Policy.Devices.MaxChanges : 0,
        });
    }

    // A device that comes back brings another profile; late notices of the former one must not be taken for the new one's.
    private static ProfileSummary? Adopt(UnboundProfile found) =>
        (found.UnboundAt is null || found.IsCustomersOwn) && found.Profile is not { State: ProfileState.Deleted or ProfileState.Unavailable } ? found.Profile : found.Profile?.Forget();

    // Nobody can unbind a device on the device itself when it is lost.
    private static bool IsWordEnough(ref DecisionBuilder decision, DeviceBinding binding) =>
        decision.Policy.Devices.Proof == UnbindingProof.CustomersWord && binding.LostAt is null;

    private static void Check(BindingStatus from, BindingTrigger trigger, BindingStatus to)
    {
        if (!BindingChart.Instance.Allows(from, trigger, to))
            throw new InvalidOperationException($"A binding was led from {from} to {to} by {trigger}, which the chart does not declare.");
    }

    private static BindingTrigger TriggerOf(UnbindingProof proof) => proof switch
    {
        UnbindingProof.CustomersWord => BindingTrigger.CustomersWord,
        UnbindingProof.Attestation => BindingTrigger.Attestation,
        UnbindingProof.ProfileDeleted => BindingTrigger.ProfileDeleted,
        UnbindingProof.Assumed => BindingTrigger.Assumption,
        _ => BindingTrigger.Closure,
    };
}
