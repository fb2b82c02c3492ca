namespace EsimLifecycle;

internal static class Transfers
{
    /// <summary>A leg that is to be moved elsewhere; all that are decided at once are one transfer.</summary>
    public static RefundLeg Begin(ref DecisionBuilder turn, RefundLeg leg) => leg.Move(RefundTrigger.ChooseTransfer, RefundStatus.TransferDue) with
    {
        Transfer = turn.NewKey("transfer"),
        DueBy = turn.Rules.EndOfDayAfter(turn.At, turn.Policy.Settlement.TransferTimeoutDays),
        RetryAt = null,
        IsOverdue = false,
    };

    /// <summary>What can't be moved is paid back.</summary>
    public static void Fail(ref DecisionBuilder turn, Predicate<RefundLeg> which, Instant? occurredAt = null)
    {
        var dueBy = RefundRules.DueBy(ref turn);
        turn.Raise(new TransferRecorded
        {
            Legs = RefundRules.Change(turn.State, which, leg => leg.Move(RefundTrigger.FailTransfer, RefundStatus.Due) with { DueBy = dueBy }),
            OccurredAt = occurredAt,
        });
    }
}
