namespace SelfCare;

/// <summary>What falls due at a deadline, in words: an end as it is, and what somebody has to do by then as due.</summary>
internal static class DeadlineWords
{
    public static string Of(DeadlineKind kind) => kind switch
    {
        DeadlineKind.ChargeAnswer => "answer to the charge due",
        DeadlineKind.Provisioning => "the carrier's confirmation due",
        DeadlineKind.RefundHold => "release of the refund",
        DeadlineKind.Transfer => "confirmation of the transfer due",
        DeadlineKind.Disuse => "advice for want of use",
        DeadlineKind.PortOut => "answer to porting the number out due",
        DeadlineKind.NumberRelease => "release of the number",
        DeadlineKind.Erasure => "erasure of personal data",
        DeadlineKind.Process => "end of the whole cancellation due",
        DeadlineKind.Activation or DeadlineKind.Documents or DeadlineKind.Supplement or DeadlineKind.Review or DeadlineKind.Clearing
            or DeadlineKind.Refund => $"{Phrases.Name(kind)} due",
        _ => Phrases.Name(kind),
    };
}
