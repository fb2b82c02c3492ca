namespace EsimLifecycle;

/// <summary>
/// The place in the state of the profile that a notice is about: with a binding, among the profiles on no bound device, or nowhere yet.
/// </summary>
internal readonly record struct ProfilePlace(int Binding, int Unbound)
{
    /// <summary>
    /// Finds the device named, else the profile with that ICCID, else the only binding, else the one profile whose device is not known.
    /// </summary>
    public static ProfilePlace Find(Subscription state, Eid? device, Iccid? iccid)
    {
        var (devices, history) = (state.Devices, state.DeviceHistory);
        if (device is { } eid)
        {
            if (Bindings.IndexOf(devices, eid) is var named and >= 0)
                return new ProfilePlace(named, -1);
            if (history.IndexOf(eid) is var known and >= 0)
                return new ProfilePlace(-1, known);
            return new ProfilePlace(-1, iccid is null ? -1 : history.IndexOfNowhere(iccid));
        }

        var other = -1;
        if (iccid is { } number)
        {
            if (devices.IndexOf(number, static (binding, iccid) => binding.Profile?.Iccid == iccid) is var bound and >= 0)
                return new ProfilePlace(bound, -1);

            // A profile that was deleted may have come back on another device.
            other = history.IndexOf(number);
            if (other >= 0 && history.Unbound[other].Profile is not { State: ProfileState.Deleted })
                return new ProfilePlace(-1, other);
        }

        if (devices.Count == 1 && (iccid is null || devices[0].Profile?.Iccid is null))
            return new ProfilePlace(0, -1);
        return new ProfilePlace(-1, other >= 0 ? other : history.IndexOfNowhere(iccid));
    }

    public bool IsLostIn(Subscription state) => Binding >= 0 && state.Devices[Binding].LostAt is not null;

    public Eid? DeviceIn(Subscription state) =>
        Binding >= 0 ? state.Devices[Binding].Device : Unbound >= 0 ? state.DeviceHistory.Unbound[Unbound].Device : null;
}
