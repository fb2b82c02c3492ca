namespace EsimLifecycle.AspNetCore;

/// <summary>The HTTP status of each kind of refusal.</summary>
internal static class RefusalStatus
{
    /// <summary>Returns the status of a code: what the list does not name is understood, allowed and possible now, but against a rule (422).</summary>
    public static int Of(string code) => code switch
    {
        // The request can't be read.
        RefusalCode.CommandMalformed => StatusCodes.Status400BadRequest,

        // Not this caller, or not in this way.
        RefusalCode.RoleNotPermitted or RefusalCode.ChannelNotAccepted or RefusalCode.IdentityTooWeak or RefusalCode.SuspensionHolderNotAllowed or RefusalCode.SuspensionHeld
            or RefusalCode.ReviewOwnRequest or RefusalCode.ReviewAnonymous => StatusCodes.Status403Forbidden,

        // There is no subscription at this address.
        RefusalCode.SubscriptionNotOpened => StatusCodes.Status404NotFound,

        // Not as the subscription is now, or not once more.
        RefusalCode.StatusNotPermitted or RefusalCode.SubscriptionAlreadyOpened or RefusalCode.SubscriptionClosed or RefusalCode.SubscriptionErased or RefusalCode.TimeBeforeHistory
            or RefusalCode.CancellationAlreadyOpen or RefusalCode.CancellationNotOpen or RefusalCode.CancellationSettled or RefusalCode.CancellationFraudHold
            or RefusalCode.RenewalWhileCancelling or RefusalCode.DeviceWhileCancelling or RefusalCode.ChargeInFlight or RefusalCode.ProvisioningPending
            or RefusalCode.DeviceStillBound or RefusalCode.DeviceNotBound or RefusalCode.DeviceUnbindRequested or RefusalCode.ProfileDeletionForbidden
            or RefusalCode.RefundNotHeld or RefusalCode.RefundNotOpen or RefusalCode.DuesNone or RefusalCode.TransferConflict or RefusalCode.DocumentConflict
            or RefusalCode.LateChargeDecided or RefusalCode.LateChargeNotDisputed or RefusalCode.NumberNone or RefusalCode.NumberGone or RefusalCode.NumberHeld
            or RefusalCode.PortOutNotClosed or RefusalCode.PortOutUnderWay or RefusalCode.ErasureNotClosed => StatusCodes.Status409Conflict,

        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
