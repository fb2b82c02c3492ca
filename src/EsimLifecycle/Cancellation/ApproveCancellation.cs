namespace EsimLifecycle;

/// <summary>
/// Approves a cancellation that is under review. Documents without a verdict are accepted with it, because the reviewer has seen them.
/// </summary>
/// <remarks>
/// Refused with <see cref="RefusalCode.CancellationNotOpen"/>, <see cref="RefusalCode.StatusNotPermitted"/> unless under review,
/// <see cref="RefusalCode.ReviewOwnRequest"/>, <see cref="RefusalCode.ReviewAnonymous"/>, <see cref="RefusalCode.DocumentNotAccepted"/>,
/// and <see cref="RefusalCode.DeviceStillBound"/> if the policy requires devices to be unbound first.
/// </remarks>
public sealed record ApproveCancellation() : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ApproveCancellation)
    {
        Roles = [Role.Reviewer],
        IsTriable = true,
        Offer = static (ref offer) => offer.Add(new ApproveCancellation()),
    };

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
/// A cancellation was approved by a reviewer or, because the review or the whole cancellation is overdue, by the policy. The next event
/// tells the stage that follows.
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
