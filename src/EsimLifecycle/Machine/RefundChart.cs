using S = EsimLifecycle.RefundStatus;
using T = EsimLifecycle.RefundTrigger;

namespace EsimLifecycle;

/// <summary>The chart of a leg of a refund claim.</summary>
public static class RefundChart
{
    /// <summary>Gets the chart. A decision that would leave it is a bug in this library, and throws.</summary>
    /// <remarks>A leg may begin in any of <see cref="S.Due"/>, <see cref="S.Held"/> and <see cref="S.TransferDue"/>.</remarks>
    public static StateChart<S, T> Instance { get; } = new(S.Due, machine =>
    {
        machine.Configure(S.Due)
            .Permit(T.Hold, S.Held)
            .Permit(T.Submit, S.Submitted)
            .PermitOneOf(T.Pay, S.Due, S.Paid)
            .Permit(T.Fail, S.Failed)
            .Permit(T.ChooseTransfer, S.TransferDue)
            .Permit(T.Forfeit, S.Forfeited);
        machine.Configure(S.Held)
            .Permit(T.Release, S.Due)
            .Permit(T.Forfeit, S.Forfeited);
        machine.Configure(S.Submitted)
            .PermitOneOf(T.Pay, S.Due, S.Paid)
            .Permit(T.Fail, S.Failed);
        machine.Configure(S.Failed)
            .Permit(T.Retry, S.Due)
            .Permit(T.Submit, S.Submitted)
            .PermitOneOf(T.Pay, S.Failed, S.Paid)
            .Ignore(T.Fail)
            .Permit(T.ChooseTransfer, S.TransferDue)
            .Permit(T.Forfeit, S.Forfeited);
        machine.Configure(S.Paid)
            .Permit(T.Bounce, S.Due);
        machine.Configure(S.TransferDue)
            .Permit(T.ConfirmTransfer, S.Transferred)
            .Permit(T.FailTransfer, S.Due);
        machine.Configure(S.Transferred);
        machine.Configure(S.Forfeited);
    });
}

/// <summary>What moves a leg of a refund claim along an edge of <see cref="RefundChart"/>.</summary>
public enum RefundTrigger
{
    /// <summary>A regulator's or a fraud hold stood when the subscription closed.</summary>
    Hold,

    /// <summary><see cref="ReleaseRefund"/>, or the longest hold is over.</summary>
    Release,

    /// <summary>A payout is under way.</summary>
    Submit,

    /// <summary>A payout arrived, of all of it or of a part.</summary>
    Pay,

    /// <summary>A payout failed.</summary>
    Fail,

    /// <summary>A payout that had arrived came back, of a leg that was paid. Of others it is a leg of its own.</summary>
    Bounce,

    /// <summary>The time until the next try has passed.</summary>
    Retry,

    /// <summary>The customer chose to have it moved elsewhere.</summary>
    ChooseTransfer,

    /// <summary>It arrived there.</summary>
    ConfirmTransfer,

    /// <summary>It could not be moved, or nobody confirmed that in time.</summary>
    FailTransfer,

    /// <summary>The customer leaves it, or whoever held it keeps it.</summary>
    Forfeit,
}
