namespace SelfCare;

/// <summary>What comes after the end in words: late charges.</summary>
internal static class ClosureWords
{
    public static string? Of(LifecycleEvent @event, Phrases say) => @event switch
    {
        LateChargeRecorded { Charge: var charge } => $"{Charge(charge)}, used on {say.Moment(charge.UsedAt)}; {State(charge, say)}",
        LateChargeDisputed { Charge: var charge } => $"{Charge(charge)}; {State(charge, say)}",
        LateChargeResolved e => $"{Charge(e.Charge)}; {State(e.Charge, say)}{string.Concat(e.Refunds.Select(leg => $"; {SettlementWords.Leg(leg, say)}"))}",
        _ => null,
    };

    private static string Charge(LateCharge charge) => $"{charge.Amount:C} ({charge.Reference})";

    private static string State(LateCharge charge, Phrases say) => charge.Status switch
    {
        LateChargeStatus.Due => "due",
        LateChargeStatus.Disputed => $"{charge.Open:C} of it rests, to be decided {say.By(charge.DecideBy!.Value)}",
        LateChargeStatus.Upheld => charge.Open.IsZero ? "upheld" : $"upheld, {charge.Open:C} of it is due",
        LateChargeStatus.Cancelled => "cancelled, nothing of it is owed",
        _ => "voided: " + charge.VoidReason switch
        {
            LateChargeVoidReason.AfterServiceEnd => $"service had ended {say.End(charge.EndedAt!.Value)}",
            LateChargeVoidReason.ReportedTooLate => $"it could be reported {say.Until(charge.EndedAt!.Value)}",
            _ => "there was no service then",
        },
    };
}
