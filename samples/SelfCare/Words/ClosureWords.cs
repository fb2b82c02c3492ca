namespace SelfCare;

/// <summary>What comes after the end in words: late charges, the card that comes back, the number, personal data, the customer who comes back.</summary>
internal static class ClosureWords
{
    public static string? Of(LifecycleEvent @event, Phrases say) => @event switch
    {
        LateChargeRecorded { Charge: var charge } => $"{Charge(charge)}, used on {say.Moment(charge.UsedAt)}; {State(charge, say)}",
        LateChargeDisputed { Charge: var charge } => $"{Charge(charge)}; {State(charge, say)}",
        LateChargeResolved e => $"{Charge(e.Charge)}; {State(e.Charge, say)}{string.Concat(e.Refunds.Select(leg => $"; {SettlementWords.Leg(leg, say)}"))}",
        CardReturned { Return: var card } e => $"{card.Reference}, received on {say.Moment(card.ReceivedAt)}; {Credit(e, say)}",
        CardCredited e => SettlementWords.Leg(e.Refund, say),
        DuesMoved e => $"{e.Amount:C} is owed to {e.To} now{string.Concat(e.Refunds.Select(leg => $"; {SettlementWords.Leg(leg, say)}"))}",
        PortOutRequested { PortOut: var portOut } => $"answer expected {say.By(portOut.DueBy)}",
        PortOutReported e => (e.PortOut.Status == PortOutStatus.Done ? "done" : "failed") + (e.WasReleased ? ", after the number was released" : ""),
        PortOutLapsed => "no answer came in time",
        NumberReleased => "anybody may get it from now on",
        NumberReused e => $"{e.By} has it now" + (e.WasReleased ? ", after it was released" : ""),
        ErasureRequested => "",
        PersonalDataErased { Data: var data } => Count(data),
        _ => null,
    };

    /// <summary>"; follows data-1, of which USD 3.00 is taken over as owed"; empty for who is new.</summary>
    public static string Follows(Contract contract, ValueList<Posting> postings) => contract.Predecessor.IsNone
        ? ""
        : $"; follows {contract.Predecessor}{string.Concat(postings.Select(posting => $", of which {posting.Amount:C} is taken over as owed"))}";

    private static string Credit(CardReturned card, Phrases say) => card.Fault switch
    {
        null => $"{card.Return.Credit!.Value:C} is credited, when it is closed at the latest",
        CardReturnFault.NotOffered => "nothing is credited for it",
        CardReturnFault.AlreadyReturned => "nothing is credited: another one came back before",
        CardReturnFault.OtherCard => "nothing is credited: it is another card",
        _ => $"nothing is credited: it was expected {say.By(card.EndedAt!.Value)}",
    };

    /// <summary>What becomes of a closed subscription's number and its owner's data.</summary>
    public static IEnumerable<string> After(Closure closure, Phrases say)
    {
        if (closure.Number is { } number)
        {
            yield return number.Status switch
            {
                NumberStatus.Resting => $"the number rests {say.Until(number.EndsAt)}"
                    + (number.PortableUntil is { } until ? $", and can be ported out {say.Until(until)}" : ""),
                NumberStatus.Released => $"the number was released {say.End(number.Since)}",
                NumberStatus.PortedOut => $"the number was ported out {say.End(number.Since)}",
                _ => $"the number is with {closure.Successor}",
            };
        }

        if (closure.ErasedAt is { } erasedAt)
            yield return $"personal data was erased {say.End(erasedAt)}";
        else if (closure.RetainedUntil is { } retainedUntil)
            yield return $"personal data is kept {say.Until(retainedUntil)}";
    }

    private static string Count(PersonalData data) => string.Join(", ", new[]
    {
        (data.References.Count, "reference"), (data.Numbers.Count, "number"), (data.Profiles.Count, "profile"), (data.Devices.Count, "device"),
    }.Where(each => each.Item1 > 0).Select(each => $"{each.Item1} {each.Item2}{(each.Item1 == 1 ? "" : "s")}"));

    private static string Charge(LateCharge charge) => $"{charge.Amount:C} ({charge.Reference})";

    private static string State(LateCharge charge, Phrases say) => charge.Status switch
    {
        LateChargeStatus.Due => "due",
        LateChargeStatus.Disputed => $"{(charge.Open.IsZero ? "it is paid" : $"{charge.Open:C} of it rests")}, to be decided {say.By(charge.DecideBy!.Value)}",
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
