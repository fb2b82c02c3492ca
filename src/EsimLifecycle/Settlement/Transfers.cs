namespace EsimLifecycle;

internal static class Transfers
{
    /// <summary>Begins the transfer of a leg to another subscription or account; legs decided at once form one transfer.</summary>
    public static RefundLeg Begin(ref DecisionBuilder decision, RefundLeg leg, PersonalReference to) => leg.Move(RefundTrigger.ChooseTransfer, RefundStatus.TransferDue)
        .DueAnew(DueBy(ref decision)) with
    {
        Transfers = leg.Transfers.AddCapped(Part(ref decision, leg.Outstanding, to), RefundLeg.RememberedTransfers),
        RetryAt = null,
    };

    /// <summary>Returns the part of a leg in the transfer that begins with the next event.</summary>
    public static LegTransfer Part(ref DecisionBuilder decision, Money amount, PersonalReference to) => new(decision.NewKey("transfer"), amount, to);

    public static Instant DueBy(ref DecisionBuilder decision) => decision.Prepared.EndOfDayAfter(decision.At, decision.Policy.Settlement.TransferTimeoutDays);

    /// <summary>Turns transfers that failed into refunds.</summary>
    public static void Fail(ref DecisionBuilder decision, Predicate<RefundLeg> which, Instant? occurredAt = null)
    {
        var dueBy = RefundRules.DueBy(ref decision);
        decision.Raise(new TransferRecorded
        {
            Legs = RefundRules.Change(decision.State, which, leg => Fail(leg, dueBy)),
            OccurredAt = occurredAt,
        });
    }

    /// <summary>Turns a leg whose transfer failed into a refund.</summary>
    public static RefundLeg Fail(RefundLeg leg, Instant dueBy) => leg.Move(RefundTrigger.FailTransfer, RefundStatus.Due) with { DueBy = dueBy };
}
