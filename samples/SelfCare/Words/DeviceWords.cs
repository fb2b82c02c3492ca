namespace SelfCare;

/// <summary>Devices and the profiles on them, in words.</summary>
internal static class DeviceWords
{
    public static string Of(LifecycleEvent @event, Phrases say) => @event switch
    {
        DeviceBound { Binding: var binding } e => $"{Phrases.Name(binding.Kind)} {binding.Device}{(e.Replaces is null ? "" : ", in place of another")}",
        DeviceUnbindRequested e => $"{e.Device}, bound until there is proof; assumed unbound on {say.Moment(e.AssumedUnboundAt)}",
        DeviceUnbound e => $"{e.Device}, {Proof(e.Proof)}{(e.Evidence.IsNone ? "" : $" ({e.Evidence})")}",
        DeviceReportedLost e => $"{e.Device}",
        DeviceReportedFound e => $"{e.Device}",
        ProfileReported e => $"{Phrases.Name(e.State)}{(e.Device is { } device ? $" on {device}" : "")}{Use(e.Use)}",
        _ => throw new ArgumentException($"{@event.GetType().Name} has nothing to do with devices.", nameof(@event)),
    };

    /// <summary>A device with what is known of it: "8904… phone, lost, to be unbound, profile enabled".</summary>
    public static string Of(DeviceBinding binding)
    {
        var words = $"{binding.Device} {Phrases.Name(binding.Kind)}";
        if (binding.LostAt is not null)
            words += ", lost";
        if (binding.Status == BindingStatus.UnbindRequested)
            words += ", to be unbound";
        return binding.Profile is { } profile ? $"{words}, profile {Phrases.Name(profile.State)}" : words;
    }

    private static string Proof(UnbindingProof proof) => proof switch
    {
        UnbindingProof.CustomersWord => "on the customer's word",
        UnbindingProof.Attestation => "on evidence",
        UnbindingProof.ProfileDeleted => "its profile is deleted",
        UnbindingProof.Assumed => "as is assumed",
        UnbindingProof.Closure => "by force of closing",
        _ => Phrases.Name(proof),
    };

    private static string Use(NoticeUse use) => use switch
    {
        NoticeUse.Changed => "",
        NoticeUse.NothingNew => ", nothing new",
        NoticeUse.Stale => ", told late; kept, and without effect",
        NoticeUse.Conflict => ", which can't be; kept, and without effect",
        NoticeUse.SignOfLife => ", where it should be no more",
        _ => $", {Phrases.Name(use)}",
    };
}
