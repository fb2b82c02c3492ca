namespace SelfCare;

/// <summary>Commands and their callers in words.</summary>
internal static class MessageWords
{
    public static string Title(LifecycleCommand command) => Phrases.Title(command.Kind.ToString());

    public static string Title(Question question) => question.Request is null ? "How far has the cancellation come" : "What would it mean to cancel";

    public static string Fields(Question question) => question.Request is { } request ? Cancellation(request) : "";

    public static string Fields(LifecycleCommand command, Phrases say) => command switch
    {
        RequestCancellation request => Cancellation(request),
        SetAutoRenewal { On: false } => "off",
        SetAutoRenewal { Method: var method } => $"on, by {Phrases.Method(method)}",
        Renew { Method: var method } => $"by {Phrases.Method(method)}",
        BuyPack { Pack: var pack, Method: var method } => $"{pack}, by {Phrases.Method(method)}",
        ChangePlan { When: PlanChangeTiming.PeriodEnd } change => $"to {change.Plan} with the next period",
        ChangePlan change => $"to {change.Plan} now, by {Phrases.Method(change.Method)}",
        RecordUsage { IsTotal: true } usage => $"{Phrases.Data(usage.Bytes)} in this period so far",
        RecordUsage usage => Phrases.Data(usage.Bytes),
        ApplyPromotion { Promotion: var promotion } => promotion,
        SubmitDocuments { Documents: var documents } => string.Join(", ", documents.Select(document => Document(document, say))),
        JudgeDocument judge => $"{judge.Reference} is {Phrases.Name(judge.Verdict)}{Note(judge.Note)}",
        RequestSupplement supplement => $"{Phrases.Names(supplement.Documents)}{Note(supplement.Note)}",
        RejectCancellation reject => $"{Phrases.Name(reject.Reason)}{Note(reject.Note)}",
        ChooseBalanceDisposition { Choice: var choice } => SettlementWords.Choice(choice),
        RecordRefund { Leg.IsNone: true } refund => $"{refund.Amount:C} ({refund.Reference}) {SettlementWords.Outcome(refund.Outcome)}",
        RecordTransfer transfer => $"{transfer.Transfer} {(transfer.Failed ? "was not taken" : "has arrived")}",
        ReceiveTransfer transfer => $"{transfer.Amount:C} from {transfer.From} ({transfer.Transfer})",
        ReportLateCharge late => $"{late.Amount:C} ({late.Reference}), used on {say.Moment(late.UsedAt)}{Note(late.Note)}",
        DisputeLateCharge dispute => $"{dispute.Charge}{Note(dispute.Note)}",
        ResolveLateCharge resolve => $"{resolve.Charge} is {Phrases.Name(resolve.Outcome)}{Note(resolve.Note)}",
        RecordDuesMoved moved => $"{moved.Amount:C} is owed to {moved.To} now",
        ImportSubscription { PaidUntil: { } end } import =>
            FieldWords.Of(LifecycleJson.Write(command), LifecycleJson.CommandDiscriminator, "paidUntil") + $", paid {Phrases.Through(end)}",
        UnbindDevice { Device: var device } => device.ToString(),
        BindDevice { Label.IsNone: true } bind => $"{Phrases.Name(bind.DeviceKind)} {bind.Device}",
        _ => FieldWords.Of(LifecycleJson.Write(command), LifecycleJson.CommandDiscriminator),
    };

    /// <summary>"no longer needed, at the end of the term; what is left goes to keep-9; contact mail-1".</summary>
    private static string Cancellation(RequestCancellation request)
    {
        var words = $"{Phrases.Name(request.Reason)}, " + request.Timing switch
        {
            CancellationTiming.Immediate => "at once",
            CancellationTiming.EndOfTerm => "at the end of what is paid",
            _ => request.OnDate is { } date ? $"last day {Phrases.Date(date.PlusDays(-1))}" : "on a date",
        };
        if (request.Balance is { } choice)
            words += $"; {SettlementWords.Choice(choice)}";
        if (!request.Contact.IsNone)
            words += $"; contact {request.Contact}";
        return words + Note(request.Note);
    }

    private static string Document(SubmittedDocument document, Phrases say) =>
        $"{Phrases.Name(document.Kind)} ({document.Reference}{(document.ReceivedAt is { } at ? $", received {say.Moment(at)}" : "")})";

    private static string Note(PersonalReference note) => note.IsNone ? "" : $"; note {note}";

    /// <summary>Who: "customer anna by app, identity low".</summary>
    public static string Caller(Caller by)
    {
        var who = $"{Phrases.Name(by.Role)} {by.Id}".TrimEnd();
        return by.Role is Role.Customer or Role.Agent
            ? $"{who} by {Phrases.Name(by.Channel)}, identity {Phrases.Name(by.Identity)}"
            : who;
    }
}
