namespace EsimLifecycle;

/// <summary>The reviewer approves a cancellation. Documents without a verdict count as accepted with it: who approves has seen them.</summary>
/// <remarks>
/// Refused with <see cref="RefusalCode.CancellationNotOpen"/>, <see cref="RefusalCode.StatusNotPermitted"/> unless under review,
/// <see cref="RefusalCode.ReviewOwnRequest"/>, <see cref="RefusalCode.ReviewAnonymous"/>, <see cref="RefusalCode.DocumentNotAccepted"/>, and
/// <see cref="RefusalCode.DeviceStillBound"/> where the policy wants devices unbound before.
/// </remarks>
public sealed record ApproveCancellation() : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ApproveCancellation) { Roles = [Role.Reviewer] };

    internal override void Decide(ref DecisionBuilder decision)
    {
        ReviewRules.CheckReviewer(ref decision);
        if (decision.State.Cancellation!.Missing is { Count: > 0 } missing)
            decision.Refuse(Refusals.DocumentNotAccepted(missing));
        if (decision.Policy.Devices.UnbindingDue == UnbindingDue.BeforeApproval && decision.State.Devices.Count > 0)
            decision.Refuse(Bindings.StillBound(decision.State.Devices));
        if (!decision.HasRefusals)
            decision.Raise(new CancellationApproved());
    }
}

/// <summary>
/// A cancellation was approved, by a reviewer or, the review or the whole of it being overdue, by the policy. The event that follows it says what it leads to.
/// </summary>
public sealed record CancellationApproved : LifecycleEvent
{
    internal override void Apply(Subscription draft) => draft.Cancellation = draft.Cancellation! with
    {
        ApprovedAt = At,

        // By the policy also while something was awaited, which then no longer is.
        Missing = default,
        ReviewDaysLeft = null,
    };

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.CancellationApproved);
}
