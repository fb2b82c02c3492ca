namespace EsimLifecycle;

/// <summary>
/// Service ended while the cancellation is still open, because the policy grants no access beyond the end that the request fixed.
/// </summary>
/// <remarks>If the subscription is reinstated, service is restored.</remarks>
public sealed record ServiceEnded : LifecycleEvent
{
    internal override void Apply(Subscription draft) => draft.Cancellation = draft.Cancellation! with { ServiceEndedAt = At };
}

internal static class ServiceEnd
{
    public static void Continue(ref DecisionBuilder decision)
    {
        if (decision.State.Suspension is null && decision.State.Status.IsPendingCancel()
            && decision.State.Cancellation is { StopsService: true, ServiceEndedAt: null } request && decision.At >= request.ServiceEndsAt)
        {
            decision.Raise(new ServiceEnded());
        }
    }
}
