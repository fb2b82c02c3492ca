namespace EsimLifecycle;

/// <summary>
/// Refusals for commands that a status does not permit, if there is a more specific one than <see cref="RefusalCode.StatusNotPermitted"/>.
/// </summary>
internal static class StatusRefusals
{
    /// <summary>The reason against a command that the chart does not permit in the subscription's status.</summary>
    public static Refusal For(CommandKind command, Subscription state) => state.Status switch
    {
        _ when command is CommandKind.OpenSubscription or CommandKind.ImportSubscription => Refusals.SubscriptionAlreadyOpened(state.Id),
        SubscriptionStatus.None => Refusals.SubscriptionNotOpened(command),
        not SubscriptionStatus.Closed when command == CommandKind.RequestErasure => Refusals.ErasureNotClosed(
            state.Status, state.Status.IsPendingCancel() ? null : new RequestCancellation(CancellationReason.Privacy)),
        not SubscriptionStatus.Closed when command == CommandKind.RequestPortOut => Refusals.PortOutNotClosed(state.Status, new Terminate(TerminationReason.PortedOut)),
        SubscriptionStatus.Closed => Refusals.SubscriptionClosed(state.Closure!.Reason, state.Closure.At),
        var status when status.IsPendingCancel() => WhileCancelling(command, state),
        // Taken in force only for a request that lapsed.
        _ when command == CommandKind.SubmitDocuments || IsStepOfCancellation(command) => Refusals.CancellationNotOpen(command),
        var status => Refusals.StatusNotPermitted(command, status),
    };

    private static Refusal WhileCancelling(CommandKind command, Subscription state)
    {
        var request = state.Cancellation!;
        return command switch
        {
            CommandKind.RequestCancellation => AlreadyOpen(state, request),
            CommandKind.Renew or CommandKind.ChangePlan or CommandKind.BuyPack or CommandKind.ApplyPromotion => Refusals.RenewalWhileCancelling(command, WithdrawCancellation.From(request)),
            CommandKind.BindDevice or CommandKind.ReplaceDevice => Refusals.DeviceWhileCancelling(command, WithdrawCancellation.From(request)),
            _ => Refusals.StatusNotPermitted(command, state.Status),
        };
    }

    // A review that is overdue may be escalated or approved; every other stage ends the request when its time is over.
    private static Refusal AlreadyOpen(Subscription state, CancellationRequest request)
    {
        var stageEndsAt = request.StageEndsAt(state);
        var endsRequest = state.Status != SubscriptionStatus.UnderReview || request.IsReviewOverdue;
        return Refusals.CancellationAlreadyOpen(request.RequestedAt, state.Status, stageEndsAt, endsRequest ? stageEndsAt : null);
    }

    // The first status of a life that permits it is a stage of a cancellation.
    private static bool IsStepOfCancellation(CommandKind command)
    {
        for (var status = SubscriptionStatus.Pending; status <= SubscriptionStatus.Clearing; status++)
        {
            if (SubscriptionChart.Instance.Permits(status, command))
                return status.IsPendingCancel();
        }

        return false;
    }
}
