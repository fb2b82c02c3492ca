namespace EsimLifecycle;

/// <summary>Unbinds the subscription's profile from a device. Where that was the last thing a cancellation waited for, it closes at once.</summary>
/// <remarks>
/// Refused with <see cref="RefusalCode.DeviceNotBound"/>, and with <see cref="RefusalCode.SubscriptionClosed"/> after closing, which unbinds every device.
/// </remarks>
/// <param name="Device">The EID of its eUICC.</param>
public sealed record UnbindDevice(Eid Device) : LifecycleRequest(CommandKind.UnbindDevice)
{
    internal override void Decide(ref Turn turn)
    {
        var state = turn.State;
        if (state.Status is SubscriptionStatus.None or SubscriptionStatus.Closed)
            turn.Refuse(CommandRefusals.NotPermitted(Kind, state));
        else if (DeviceRules.IndexOf(state.Devices, Device) < 0)
            turn.Refuse(DeviceRefusals.NotBound(Device));
        if (turn.HasRefusals)
            return;

        turn.Raise(new DeviceUnbound { Device = Device, Proof = turn.Cause!.By.Role == Role.Customer ? UnbindingProof.CustomersWord : UnbindingProof.Attestation });
    }

    internal override void AddTo(ref Fingerprint fingerprint) => fingerprint.Add(Device.Number);
}

/// <summary>By what it is known that a device is unbound.</summary>
public enum UnbindingProof
{
    /// <summary>The customer says so.</summary>
    CustomersWord,

    /// <summary>The carrier's staff or a program says so.</summary>
    Attestation,

    /// <summary>The subscription closed, and its profiles are deleted by force.</summary>
    Closure,
}

/// <summary>The profile is no longer bound on a device.</summary>
public sealed record DeviceUnbound : LifecycleEvent
{
    /// <summary>The EID of the device's eUICC.</summary>
    public required Eid Device { get; init; }

    /// <summary>By what that is known.</summary>
    public required UnbindingProof Proof { get; init; }

    internal override void Apply(Subscription draft) =>
        draft.Devices = draft.Devices.RemoveAt(DeviceRules.IndexOf(draft.Devices, Device));

    internal override void Instruct(ref Outbox outbox) => outbox.DeleteProfile(Device);
}
