using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A cancellation ended by itself, because something it waited for did not come in time.</summary>
public sealed record CancellationLapsed : LifecycleEvent
{
    /// <summary>Where the subscription stands now.</summary>
    public required Reinstatement Reinstatement { get; init; }

    /// <summary>Which deadline was missed.</summary>
    public required LapseReason Reason { get; init; }

    internal override SubscriptionTrigger? Along => Reason switch
    {
        LapseReason.DocumentsLate => DeadlineKind.Documents,
        LapseReason.SupplementLate => DeadlineKind.Supplement,
        LapseReason.ProcessLate => DeadlineKind.Process,
        _ => DeadlineKind.Clearing,
    };

    internal override void Apply(Subscription draft) => Reinstatement.Apply(draft, At);

    internal override void Instruct(ref Outbox outbox) => Reinstatement.Instruct(ref outbox, MessageTemplate.CancellationLapsed);
}

/// <summary>Which deadline a cancellation missed.</summary>
[JsonConverter(typeof(EnumJsonConverter<LapseReason>))]
public enum LapseReason
{
    /// <summary>The documents were not complete in time.</summary>
    DocumentsLate,

    /// <summary>What the reviewer asked for in addition did not come in time.</summary>
    SupplementLate,

    /// <summary>Clearing took too long: a device stayed bound, or something due was not paid.</summary>
    ClearingLate,

    /// <summary>The whole of it was not done in time, and the policy goes back then.</summary>
    ProcessLate,
}
