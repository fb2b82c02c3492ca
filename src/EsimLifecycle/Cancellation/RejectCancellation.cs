using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The reviewer rejects a cancellation; the subscription is as active as before.</summary>
/// <remarks>
/// Refused with <see cref="RefusalCode.CancellationNotOpen"/>, <see cref="RefusalCode.StatusNotPermitted"/> unless under review,
/// <see cref="RefusalCode.ReviewOwnRequest"/> and <see cref="RefusalCode.ReviewAnonymous"/>.
/// </remarks>
/// <param name="Reason">Why.</param>
/// <param name="Note">What the customer is told, as a reference to what the host keeps.</param>
public sealed record RejectCancellation(RejectionReason Reason, Reference Note = default) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.RejectCancellation) { Roles = [Role.Reviewer] };

    internal override void Decide(ref DecisionBuilder decision)
    {
        ReviewRules.CheckReviewer(ref decision);
        if (!decision.HasRefusals)
            ReinstatementRules.Reject(ref decision, Reason, Note);
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Reason);
        visitor.AddOptional(Note);
    }
}

/// <summary>Why a cancellation is rejected.</summary>
[JsonConverter(typeof(EnumJsonConverter<RejectionReason>))]
public enum RejectionReason
{
    /// <summary>Something else; the note says what. The default value.</summary>
    Other = 0,

    /// <summary>It is not proven that the customer asks.</summary>
    IdentityNotProven,

    /// <summary>The documents don't show what they should.</summary>
    DocumentsInsufficient,

    /// <summary>The number is not the customer's.</summary>
    NotTheOwner,

    /// <summary>The review was not done in time, and the policy rejects then.</summary>
    ReviewOverdue,
}

/// <summary>A cancellation was rejected, by a reviewer or, the review being overdue, by the policy.</summary>
public sealed record CancellationRejected : LifecycleEvent
{
    /// <summary>Where the subscription stands now.</summary>
    public required Reinstatement Reinstatement { get; init; }

    /// <summary>Why.</summary>
    public required RejectionReason Reason { get; init; }

    /// <summary>What the customer is told, as a reference to what the host keeps.</summary>
    public Reference Note { get; init; }

    internal override SubscriptionTrigger? Along => Cause is null ? DeadlineKind.Review : CommandKind.RejectCancellation;

    internal override void Apply(Subscription draft) => Reinstatement.Apply(draft, At);

    internal override void Instruct(ref Outbox outbox) => Reinstatement.Instruct(ref outbox, MessageTemplate.CancellationRejected);
}
