using S = EsimLifecycle.RefundStatus;
using T = EsimLifecycle.RefundTrigger;

namespace EsimLifecycle;

/// <summary>The chart of a leg of a refund claim.</summary>
public static class RefundChart
{
    /// <summary>The chart. A decision that would leave it is a bug in this library, and throws.</summary>
    /// <remarks>A leg may begin in any of <see cref="S.Due"/>, <see cref="S.Held"/> and <see cref="S.TransferDue"/>.</remarks>
    public static StateChart<S, T> Instance { get; } = StateChart<S, T>.Define("Refund", S.Due)
        .From(S.Due)
            .On(T.Hold, S.Held)
            .On(T.ChooseTransfer, S.TransferDue)
        .From(S.Held)
            .On(T.Release, S.Due)
            .On(T.Forfeit, S.Forfeited)
        .From(S.Due, S.Failed)
            .On(T.Submit, S.Submitted)
            .On(T.Forfeit, S.Forfeited)
        .From(S.Failed)
            .On(T.Retry, S.Due)
            .On(T.ChooseTransfer, S.TransferDue)
        .From(S.Due, S.Submitted)
            .On(T.Pay, S.Paid, S.Due)
        .From(S.Failed)
            .On(T.Pay, S.Paid, S.Failed)
        .From(S.Due, S.Submitted, S.Failed)
            .On(T.Fail, S.Failed)
        .From(S.Paid)
            .On(T.Bounce, S.Due)
        .From(S.TransferDue)
            .On(T.ConfirmTransfer, S.Transferred)
            .On(T.FailTransfer, S.Due)
        .Final(S.Transferred, S.Forfeited)
        .Freeze();
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
