namespace EsimLifecycle;

/// <summary>Service has ended, although the request is still open: the policy keeps no access past the end that was fixed with it.</summary>
/// <remarks>Where the request comes to nothing, service is put in effect again.</remarks>
public sealed record ServiceEnded : LifecycleEvent
{
    internal override void Apply(Subscription draft) => draft.Cancellation = draft.Cancellation! with { ServiceEndedAt = At };

    internal override void Instruct(ref Outbox outbox) => outbox.StopService();
}

internal static class ServiceRules
{
    public static void Continue(ref DecisionBuilder decision)
    {
        if (decision.State.Status.IsPendingCancel() && decision.State.Cancellation is { StopsService: true, ServiceEndedAt: null } request
            && decision.At >= request.ServiceEndsAt)
        {
            decision.Raise(new ServiceEnded());
        }
    }
}
