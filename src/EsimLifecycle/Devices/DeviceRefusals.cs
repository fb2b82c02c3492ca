namespace EsimLifecycle;

/// <summary>The reasons that have to do with devices.</summary>
internal static class DeviceRefusals
{
    /// <summary>Devices that have to be unbound first, each named; the remedy is to unbind the first.</summary>
    public static Refusal StillBound(ValueList<DeviceBinding> devices) =>
        new(RefusalCode.DeviceStillBound, new RefusalFact("devices", ValueList.Create(devices.Select(binding => binding.Device))))
        {
            Remedy = new UnbindDevice(devices[0].Device),
        };

    public static Refusal NotBound(Eid device) => new(RefusalCode.DeviceNotBound, new RefusalFact("device", device));

    public static Refusal Limit(int most) => new(RefusalCode.DeviceLimit, new RefusalFact("most", most));

    /// <summary>A cancellation is open; the remedy is to take it back, as long as that can be done.</summary>
    public static Refusal WhileCancelling(Eid device, CancellationRequest request) =>
        new(RefusalCode.DeviceWhileCancelling, new RefusalFact("device", device))
        {
            Remedy = request.Withdrawal,
        };
}
