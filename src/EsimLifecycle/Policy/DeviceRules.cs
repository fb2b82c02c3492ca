using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Binding and unbinding.</summary>
/// <param name="Most">The most devices bound at the same time, 1 to 100.</param>
/// <param name="UnbindingDue">By when every device has to be unbound for a cancellation.</param>
/// <param name="Proof">
/// What proves that a device is unbound: the customer's word, an attestation, or the profile's deletion. Stronger proof always counts, and so does an
/// attestation on evidence. Of a lost device nobody's mere word is enough.
/// </param>
/// <param name="AssumeDeletedAfterDays">The days after which a profile whose deletion was asked for is assumed deleted, and its device unbound.</param>
/// <param name="MostChanges">The most changes of devices (bound, unbound, replaced) within <paramref name="ChangeWindowDays"/>; 0 for no limit.</param>
/// <param name="ChangeWindowDays">The window in which changes are counted, in days.</param>
public sealed record DeviceRules(
    int Most = DeviceRules.DefaultMost,
    UnbindingDue UnbindingDue = UnbindingDue.BeforeClosing,
    UnbindingProof Proof = UnbindingProof.CustomersWord,
    int AssumeDeletedAfterDays = DeviceRules.DefaultAssumeDeletedAfterDays,
    int MostChanges = 0,
    int ChangeWindowDays = DeviceRules.DefaultChangeWindowDays)
{
    /// <summary>The default of <see cref="Most"/>: 5.</summary>
    public const int DefaultMost = 5;

    /// <summary>The default of <see cref="AssumeDeletedAfterDays"/>: 14.</summary>
    public const int DefaultAssumeDeletedAfterDays = 14;

    /// <summary>The default of <see cref="ChangeWindowDays"/>: 30.</summary>
    public const int DefaultChangeWindowDays = 30;
}

/// <summary>By when every device has to be unbound for a cancellation.</summary>
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
