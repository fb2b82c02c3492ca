namespace EsimLifecycle;

/// <summary>The one rule by which the service that the network has to give follows from a subscription's state.</summary>
internal static class ServiceRules
{
    /// <summary>Returns the service that follows from the state; null if that is what the network was told last.</summary>
    public static ServiceState? ChangeOf(Subscription state, CarrierPolicy policy)
    {
        var told = state.Service;
        var (level, holder) = LevelOf(state);

        // How it is limited is fixed when it is; where grace limits nothing, service goes on.
        GraceService? limit = null;
        if (level == ServiceLevel.Limited)
        {
            limit = told.Limit ?? policy.Renewal.GraceService;
            if (limit == GraceService.Full)
                (level, limit) = (ServiceLevel.Started, null);
        }

        if (level == told.Level && holder == told.Holder)
            return null;
        var service = new ServiceState(level, state.Version) { Limit = limit, Holder = holder, Since = state.LastEventAt };
        return service.IsNone && told is { IsNone: true, Version: > 0 } ? service with { Since = told.Since } : service;
    }

    private static (ServiceLevel Level, SuspensionHolder? Holder) LevelOf(Subscription state)
    {
        if (state.Contract?.ActivatedAt is null || state.Status == SubscriptionStatus.Closed)
            return (ServiceLevel.Stopped, null);
        var isCancelling = state.Status.IsPendingCancel();
        if (isCancelling && state.Cancellation!.ServiceEndedAt is not null)
            return (ServiceLevel.Stopped, null);
        if (state.Suspension is { } suspension)
            return (ServiceLevel.Barred, suspension.Holder);
        return (isCancelling ? WhileCancelling(state) : state.Status == SubscriptionStatus.Active ? ServiceLevel.Started : ServiceLevel.Limited, null);
    }

    // The paid time may end meanwhile: access is kept as it was, and what a suspension barred is there again, unless its end has come.
    private static ServiceLevel WhileCancelling(Subscription state)
    {
        var (told, request) = (state.Service.Level, state.Cancellation!);
        if (told == ServiceLevel.Barred && request.StopsService && state.LastEventAt >= request.ServiceEndsAt)
            return ServiceLevel.Stopped;
        if (state.Term.Periods.Count > 0)
            return ServiceLevel.Started;
        return told == ServiceLevel.Started ? ServiceLevel.Started : ServiceLevel.Limited;
    }
}
