using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The rules for binding and unbinding devices.</summary>
public sealed record DevicePolicy : IPolicyPart
{
    /// <summary>The most earlier changes that are remembered, and so that can be counted.</summary>
    internal const int MaxChangesCounted = 100;

    /// <summary>Gets the maximum number of devices bound at the same time.</summary>
    /// <value>1 to 100. The default is 5.</value>
    public int MaxDevices { get; init; } = 5;

    /// <summary>Gets the stage of a cancellation before which every device has to be unbound.</summary>
    /// <value>The default is <see cref="UnbindingDue.BeforeClosing"/>.</value>
    public UnbindingDue UnbindingDue { get; init; }

    /// <summary>Gets the minimum proof that a device is unbound: the customer's word, an attestation, or the profile's deletion.</summary>
    /// <value>
    /// The default is <see cref="UnbindingProof.CustomersWord"/>. Stronger proof always counts, and so does an attestation on evidence; for
    /// a lost device, a statement without evidence is never enough.
    /// </value>
    public UnbindingProof Proof { get; init; }

    /// <summary>Gets the number of days after which a profile whose deletion was ordered is assumed deleted, and its device unbound.</summary>
    /// <value>1 to 3650. The default is 14.</value>
    public int AssumeDeletedAfterDays { get; init; } = 14;

    /// <summary>Gets the maximum number of changes of devices (bound, unbound, replaced) within <see cref="ChangeWindowDays"/>.</summary>
    /// <remarks>What a subscription did while there was no limit is not counted later, and of what it did under a lower one only as much as that.</remarks>
    /// <value>0 to 100. The default is 0: no limit.</value>
    public int MaxChanges { get; init; }

    /// <summary>Gets the length of the window in which changes are counted, in days.</summary>
    /// <value>1 to 3650. The default is 30.</value>
    public int ChangeWindowDays { get; init; } = 30;

    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Within(MaxDevices, 1, 100);
        check.Defined(UnbindingDue);
        check.Defined(Proof);
        check.NoneOf(Proof, [UnbindingProof.Assumed, UnbindingProof.Closure], "CustomersWord, Attestation or ProfileDeleted");
        check.Within(AssumeDeletedAfterDays, 1, Limits.MaxDays);
        check.Within(MaxChanges, 0, MaxChangesCounted);
        check.Within(ChangeWindowDays, 1, Limits.MaxDays);
    }
}

/// <summary>The stage of a cancellation before which every device has to be unbound.</summary>
[JsonConverter(typeof(EnumJsonConverter<UnbindingDue>))]
public enum UnbindingDue
{
    /// <summary>Before the subscription closes. The default value.</summary>
    BeforeClosing = 0,

    /// <summary>Before a reviewer may approve.</summary>
    BeforeApproval,

    /// <summary>Before the cancellation may be requested.</summary>
    BeforeRequest,
}
