using S = EsimLifecycle.RefundStatus;
using T = EsimLifecycle.RefundTrigger;

namespace EsimLifecycle;

/// <summary>The state chart of a leg of a refund claim.</summary>
public static class RefundChart
{
    /// <summary>Gets the chart. A decision that would violate it is a bug in this library, and throws.</summary>
    /// <remarks>A leg may begin in any of <see cref="S.Due"/>, <see cref="S.Held"/> and <see cref="S.TransferDue"/>.</remarks>
    public static StateChart<S, T> Instance { get; } = new("Refund", S.Due, Enum.GetNames<T>(), machine =>
    {
        machine.Configure(S.Due)
            .Permit(T.Hold, S.Held)
            .Permit(T.Submit, S.Submitted)
            .PermitOneOf(T.Pay, S.Due, S.Paid)
            .Permit(T.Fail, S.Failed)
            .Permit(T.ChooseTransfer, S.TransferDue)
            .Permit(T.ConfirmTransfer, S.Transferred)
            .Permit(T.Forfeit, S.Forfeited)
            .PermitOneOf(T.SetOff, S.Due, S.SetOff);
        // What was under way when it was held may arrive nevertheless; if it fails it stays held.
        machine.Configure(S.Held)
            .PermitOneOf(T.Release, S.Due, S.Submitted)
            .PermitOneOf(T.Pay, S.Held, S.Paid)
            .Ignore(T.Fail)
            .Permit(T.ConfirmTransfer, S.Transferred)
            .Permit(T.Forfeit, S.Forfeited)
            .PermitOneOf(T.SetOff, S.Held, S.SetOff);
        machine.Configure(S.Submitted)
            .Permit(T.Hold, S.Held)
            .PermitOneOf(T.Pay, S.Due, S.Submitted, S.Paid)
            .Permit(T.Fail, S.Failed)
            .Permit(T.ConfirmTransfer, S.Transferred)
            .PermitOneOf(T.SetOff, S.Submitted, S.SetOff);
        machine.Configure(S.Failed)
            .Permit(T.Hold, S.Held)
            .Permit(T.Retry, S.Due)
            .Permit(T.Submit, S.Submitted)
            .PermitOneOf(T.Pay, S.Failed, S.Paid)
            .Ignore(T.Fail)
            .Permit(T.ChooseTransfer, S.TransferDue)
            .Permit(T.ConfirmTransfer, S.Transferred)
            .Permit(T.Forfeit, S.Forfeited)
            .PermitOneOf(T.SetOff, S.Failed, S.SetOff);
        machine.Configure(S.Paid)
            .PermitOneOf(T.Bounce, S.Due, S.Held);
        machine.Configure(S.TransferDue)
            .Permit(T.Hold, S.Held)
            .Permit(T.ConfirmTransfer, S.Transferred)
            .Permit(T.FailTransfer, S.Due)
            .PermitOneOf(T.SetOff, S.TransferDue, S.SetOff);
        machine.Configure(S.Transferred);
        machine.Configure(S.Forfeited);
        machine.Configure(S.SetOff);
    });
}

/// <summary>A trigger that moves a leg of a refund claim along an edge of <see cref="RefundChart"/>.</summary>
public enum RefundTrigger
{
    /// <summary>A regulator's or a fraud hold was in effect when the subscription closed, or was put on the claim later.</summary>
    Hold,

    /// <summary>The hold was released by <see cref="ReleaseRefund"/>.</summary>
    Release,

    /// <summary>A payout is in progress.</summary>
    Submit,

    /// <summary>A payout of all or a part of the leg arrived.</summary>
    Pay,

    /// <summary>A payout failed.</summary>
    Fail,

    /// <summary>
    /// A payout that had arrived was returned, for a leg that was paid. For other legs, the returned part becomes a leg of its own.
    /// </summary>
    Bounce,

    /// <summary>The time until the next attempt has passed.</summary>
    Retry,

    /// <summary>The customer chose to transfer the money elsewhere.</summary>
    ChooseTransfer,

    /// <summary>The transfer arrived, even if it had been taken as failed.</summary>
    ConfirmTransfer,

    /// <summary>The transfer failed, or was not confirmed in time.</summary>
    FailTransfer,

    /// <summary>The customer forfeits the money, or the holder of a hold keeps it.</summary>
    Forfeit,

    /// <summary>
    /// All or a part of the leg was set off against what the customer owes, above all because their bank took the payment back.
    /// </summary>
    SetOff,
}
