using System.Text.Json;

namespace SelfCare;

/// <summary>What the host must do, in words.</summary>
internal static class InstructionWords
{
    public static string Of(Instruction instruction) => instruction switch
    {
        SendMessage message => $"tell the customer: {Told(message.Template)}{Open(message)}",
        ChargePayment charge => $"charge {charge.Amount:C} by {Phrases.Method(charge.Method)} ({charge.Charge}{(charge.Attempt == 1 ? "" : $", try {charge.Attempt}")})",
        ProvisionService service => $"have {service.Code ?? "it"} put in effect by the carrier{(service.Provisioning.IsNone ? "" : $" ({service.Provisioning})")}",
        DisableProfile profile => $"disable the profile on {profile.Device}",
        DeleteProfile profile => $"delete the profile on {profile.Device}",
        PayRefund { Payment.IsNone: true } refund => $"pay back {refund.Amount:C}",
        PayRefund refund => $"pay back {refund.Amount:C} of payment {refund.Payment}{(refund.Method is { } method ? $" by {Phrases.Method(method)}" : "")}",
        TransferBalance transfer => $"move {transfer.Amount:C} to {transfer.To} ({transfer.Transfer})",
        MoveDues dues => $"tell {dues.Predecessor} that {dues.Amount:C} is owed here now",
        StartService => "have the network give full service",
        LimitService service => $"have the network limit service: {Phrases.Name(service.Limit)}",
        BarService service => $"have the network bar service, on account of {Phrases.Name(service.Holder)}",
        StopService => "have the network stop service",
        TakeNumber take => $"tell {take.Predecessor} that its number {take.Number} is in use here",
        PortOutNumber port => $"have the carrier's system port out the number {port.Number} ({port.PortOut})",
        ReleaseNumber release => $"have the carrier's system release the number {release.Number}",
        ErasePersonalData => "erase what the host keeps about the person, and pseudonymise what it has stored of this subscription",
        CancelMessages => "take back the messages that still wait to be sent",
        _ => FieldWords.Of(JsonSerializer.SerializeToUtf8Bytes(instruction, LifecycleJson.Options.GetTypeInfo(typeof(Instruction))), "key"),
    };

    /// <summary>What a reminder says is still open: ": proof of identity, contract".</summary>
    private static string Open(SendMessage message)
    {
        if (message.Template == MessageTemplate.ClearingReminder)
            return ": " + Phrases.Open(message.Devices, message.Amount);
        return message.Documents.Count == 0 ? "" : $": {Phrases.Names(message.Documents)}";
    }

    /// <summary>What a message says, where its name alone does not.</summary>
    private static string Told(MessageTemplate template) => template switch
    {
        MessageTemplate.CheckSettings => "please check the eSIM's settings on your device again",
        MessageTemplate.RenewalReminder => "what you paid ends soon",
        MessageTemplate.GraceReminder => "the number will soon be lost",
        MessageTemplate.DocumentsReminder => "documents are still missing",
        MessageTemplate.SupplementReminder => "what was asked for in addition is still missing",
        MessageTemplate.ClearingReminder => "before the cancellation can end there is still something to do",
        MessageTemplate.GraceEntered => "what you paid has ended, the number is kept for a while",
        MessageTemplate.AutoRenewalGivenUp => "the automatic renewal did not succeed and was given up",
        MessageTemplate.PaymentFailed => "the payment failed",
        MessageTemplate.PaymentIncomplete => "the payment does not cover the price: the rest is still to be paid",
        MessageTemplate.PaymentSentBack => "the payment could not be kept and goes back",
        MessageTemplate.PlanChangeScheduled => "which plan begins with the next period",
        MessageTemplate.PlanChanged => "the new plan has begun",
        MessageTemplate.ValidityExtended => "you have more time",
        MessageTemplate.PackBought => "the pack is yours",
        MessageTemplate.CreditGranted => "there is free credit for you",
        MessageTemplate.DataLow => "data runs low",
        MessageTemplate.DataExhausted => "data has run out",
        MessageTemplate.BalanceLow => "the balance runs low",
        MessageTemplate.DisuseAdvice => "not used for long, auto-renewal could be switched off",
        MessageTemplate.ProvisioningFailed => "it could not be put in effect, the money comes back",
        MessageTemplate.DuesOpen => "there is something to pay",
        MessageTemplate.LateChargeDue => "a charge for earlier usage has arrived and is due",
        MessageTemplate.LateChargeDisputed => "your objection to the charge has arrived, and nobody asks for it meanwhile",
        MessageTemplate.LateChargeUpheld => "the charge was looked into again and is due",
        MessageTemplate.LateChargeCancelled => "the charge is cancelled",
        MessageTemplate.CardCredited => "the card has come back and is credited",
        MessageTemplate.CardNotCredited => "the card has come back, and nothing is credited for it",
        MessageTemplate.DocumentNotAccepted => "a document can't be used, please send another",
        MessageTemplate.TermsChangeAnnounced => "the terms change, and you may leave because of it",
        MessageTemplate.CancellationDelayed => "the cancellation takes longer than promised",
        MessageTemplate.CancellationApproved => "the cancellation is approved",
        MessageTemplate.CancellationRejected => "the cancellation is rejected",
        MessageTemplate.CancellationWithdrawn => "the cancellation is taken back",
        MessageTemplate.CancellationLapsed => "the cancellation has come to nothing, all is as it was",
        MessageTemplate.DocumentsAsked => "which documents to hand in",
        MessageTemplate.SupplementAsked => "something more is asked for",
        MessageTemplate.Activated => "it is activated",
        MessageTemplate.Renewed => "it is renewed",
        MessageTemplate.Closed => "it is closed",
        MessageTemplate.RefundPaid => "the refund is paid",
        MessageTemplate.RefundFailed => "the refund could not be paid, another way is needed",
        MessageTemplate.TransferDone => "what was left has been moved",
        MessageTemplate.TransferFailed => "what was left could not be moved and is paid back instead",
        MessageTemplate.NumberPortedOut => "the number is with the other carrier now",
        MessageTemplate.PortOutFailed => "the number could not be moved to another carrier",
        MessageTemplate.CancellationReceived => "the cancellation request has arrived",
        _ => Phrases.Name(template),
    };
}
