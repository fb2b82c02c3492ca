using System.Collections.Frozen;
using System.Text;
using NodaTime.Text;

namespace EsimLifecycle;

/// <summary>English: what a culture of any language without texts of its own gets as well.</summary>
internal static class MessagesInEnglish
{
    public static MessageLanguage Language { get; } = new()
    {
        Code = "en",
        RetryAt = " You can try again from {retryAt}.",
        Moment = CompositeFormat.Parse("{0} at {1}"),
        Utc = " UTC",
        Line = CompositeFormat.Parse("{0}: {1}"),
        Share = CompositeFormat.Parse("{0} of {1} {2}"),
        Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm"),
        Comma = ", ",
        And = " and ",
        LastAnd = " and ",
        Nothing = "none",
        NotGiven = "(not given)",
        Texts = new Dictionary<string, string>
        {
            [RefusalCode.StatusNotPermitted] = "While the subscription is {status}, {command} is not possible.",
            [RefusalCode.SubscriptionNotOpened] = "There is no subscription yet, so {command} is not possible. Please open one first.",
            [RefusalCode.SubscriptionAlreadyOpened] =
                "The subscription {subscription} already exists. Please use another id for a new one.",
            [RefusalCode.SubscriptionClosed] = "The subscription was closed on {closedAt} ({reason}). Please open a new one to go on.",
            [RefusalCode.TimeBeforeHistory] =
                "The request is dated {now}, but the last change was on {historyEnd}. "
                + "Please check the date and time of the sending system.",
            [RefusalCode.CommandIdReused] =
                "The request id {commandId} has already been used for something else. Please send this as a new request.",
            [RefusalCode.CommandMalformed] = "{property} is missing or can't be read. Expected: {expected}. Please check the sending system.",
            [RefusalCode.RoleNotPermitted] = "This step, {command}, is not open to {role}; it is reserved for {allowed}.",
            [RefusalCode.ChannelNotAccepted] = "Requests through {channel} are not accepted. You can use: {accepted}.",
            [RefusalCode.IdentityTooWeak] =
                "Please verify your identity first: this needs the level \"{needed}\", and yours is \"{identity}\".",
            [RefusalCode.PlanNotOffered] = "The plan {plan} is not offered. Available plans: {offered}.",
            [RefusalCode.CurrencyMismatch] = "The amount {amount} is in the wrong currency. Please use {currency}.",
            [RefusalCode.AmountOutOfRange] = "The amount {amount} can't be accepted. Please enter a positive amount of at most {largest}.",
            [RefusalCode.ActivationUnpaid] =
                "The first period has not been paid: {paid} of {price} has arrived. Please pay it first, then activate.",
            [RefusalCode.ImportDates] =
                "These dates don't fit together, or can't be taken over today: "
                + "activated on {activatedOn}, paid from {paidFrom} until {paidUntil}. Please check them.",
            [RefusalCode.ImportDuplicateDevice] = "The device {device} is listed twice. Please list each device once.",
            [RefusalCode.RenewalMethod] = "This payment method is not accepted: {method}. You can pay by: {accepted}.",
            [RefusalCode.RenewalWhileCancelling] =
                "While a cancellation is open, {command} is not possible. Please withdraw the cancellation first.",
            [RefusalCode.RenewalTooFarAhead] = "Everything before {paidUntil} is already paid, and no more can be paid in advance yet.",
            [RefusalCode.RenewalByTopUp] = "The plan {plan} is extended by topping up. Please top up the balance instead.",
            [RefusalCode.BalanceTooLow] =
                "The balance is too low: the price is {price}, and {balance} is available. Please top up first, or pay in another way.",
            [RefusalCode.ChargeInFlight] = "A payment is already being processed. Please wait for its result.",
            [RefusalCode.ProvisioningPending] = "Your last purchase is still being set up. Please try again once it is confirmed.",
            [RefusalCode.PlanUnchanged] = "The plan {plan} is already selected. Please choose another one.",
            [RefusalCode.PackNotOffered] = "The pack {pack} is not offered. Available packs: {offered}.",
            [RefusalCode.PromotionUnknown] = "There is no promotion {promotion}. Please check the code.",
            [RefusalCode.PromotionNotValid] = "The promotion {promotion} is not valid at the moment.",
            [RefusalCode.PromotionUsed] = "The promotion {promotion} has already been applied to this subscription.",
            [RefusalCode.PromotionNotStackable] =
                "The promotion {promotion} can't be combined with {other}. Please apply it once {other} has run out.",
            [RefusalCode.TermsDate] = "New terms can take effect from {earliest} to {latest}. Please choose a date in between.",
            [RefusalCode.SuspensionHolderNotAllowed] = "Suspending a subscription {holder} is not open to {role}.",
            [RefusalCode.SuspensionHeld] =
                "The subscription is suspended {holder}; {role} can't lift that. Please contact customer service.",
            [RefusalCode.CancellationAlreadyOpen] = "A cancellation was already requested on {requestedAt}; it is {status}.",
            [RefusalCode.CancellationNotOpen] = "No cancellation has been requested, so {command} is not possible.",
            [RefusalCode.CancellationTooSoon] = "Your last cancellation request ended on {endedAt}. It is too soon for another one.",
            [RefusalCode.CancellationTooMany] = "You have reached the limit for cancellation requests: {max} in any {days}-day period.",
            [RefusalCode.CancellationCommitment] = "The minimum term of your contract has not ended yet.",
            [RefusalCode.CancellationTiming] = "Cancelling {timing} is not offered. Available: {offered}.",
            [RefusalCode.CancellationNoPaidTerm] =
                "Nothing is paid in advance at the moment, so cancelling {timing} is not possible. Please choose another time.",
            [RefusalCode.CancellationDate] = "Please choose a date from {earliest} to {latest}.",
            [RefusalCode.CancellationNotice] =
                "Notice has to be given earlier: what you paid ends on {paidUntil}, and the earliest possible end is {earliest}.",
            [RefusalCode.CancellationNoTermsChange] =
                "Your terms have not been changed, or the time to leave because of it is over. Please choose another reason.",
            [RefusalCode.CancellationNoteMissing] = "Please add a note that explains your reason for leaving.",
            [RefusalCode.CancellationFraudHold] =
                "The subscription is on hold while possible fraud is looked into, and can't be cancelled until then. "
                + "Please contact customer service.",
            [RefusalCode.CancellationSettled] = "The account was settled on {settledAt}, so the cancellation can no longer be taken back.",
            [RefusalCode.RefundNotHeld] = "No refund is on hold.",
            [RefusalCode.RefundNotOpen] = "There is no pending refund whose payout method can be changed.",
            [RefusalCode.TransferNotOffered] = "Moving a balance to somebody else is not offered. It can be refunded.",
            [RefusalCode.TransferTarget] = "Please say which other subscription or account should receive the balance.",
            [RefusalCode.TransferConsent] = "The owner of {to} has to agree to receive the balance first.",
            [RefusalCode.TransferConflict] = "The transfer {transfer} was already received, with {amount}.",
            [RefusalCode.DuesNone] = "Nothing is owed.",
            [RefusalCode.ContactMissing] = "There is no contact on file. Please give one, so that messages can reach you.",
            [RefusalCode.DocumentMissing] = "No document was named. Please add at least one.",
            [RefusalCode.DocumentNotAsked] = "This document is not needed: {document}. Still needed: {asked}.",
            [RefusalCode.DocumentConflict] =
                "The document {reference} has already been submitted as something else. Please submit this one under a new reference.",
            [RefusalCode.DocumentNotYetReceived] =
                "The document {reference} is said to have been received on {receivedAt}, which is still to come. Please check the date.",
            [RefusalCode.DocumentUnknown] = "No document {reference} has been submitted. Please check the reference.",
            [RefusalCode.DocumentNotAccepted] = "These documents were not accepted: {documents}. Please ask for others, or reject the cancellation.",
            [RefusalCode.ReviewOwnRequest] = "You asked for this cancellation yourself, so somebody else has to review it.",
            [RefusalCode.ReviewAnonymous] = "A review needs a reviewer who is named. Please sign in with your own account.",
            [RefusalCode.SupplementRoundsUsed] =
                "More documents can't be asked for again (limit: {rounds}). Please approve or reject the cancellation.",
            [RefusalCode.DeviceStillBound] = "Please unbind every device first. Still bound: {devices}.",
            [RefusalCode.DeviceNotBound] = "The device {device} is not bound to this subscription. Please check its EID.",
            [RefusalCode.DeviceLimit] = "The device limit is reached ({max}). Please unbind a device first.",
            [RefusalCode.DeviceWhileCancelling] =
                "The device {device} can't be bound while a cancellation is open. Please withdraw the cancellation first.",
            [RefusalCode.DeviceUnbindRequested] = "The device {device} is being unbound. Please bind it again once that is done.",
            [RefusalCode.DeviceTooManyChanges] = "You have reached the limit for changing devices: {max} in any {days}-day period.",
            [RefusalCode.ProfileDeletionForbidden] = "The eSIM profile on the device {device} can't be disabled or deleted. Please contact customer service.",
        }.ToFrozenDictionary(),
        Checklist = new Dictionary<ChecklistItemKind, string>
        {
            [ChecklistItemKind.BackUpData] = "Back up the data that is only on this eSIM or with this number.",
            [ChecklistItemKind.PortNumberFirst] = "If you want to keep the number, move it to another carrier first.",
            [ChecklistItemKind.NumberLost] = "The number will be lost for good.",
            [ChecklistItemKind.UnbindDevices] = "Unbind these devices: {devices}.",
            [ChecklistItemKind.Balance] = "Your balance is {amount}.",
            [ChecklistItemKind.FreeCreditLapses] = "Free credit of {amount} lapses.",
            [ChecklistItemKind.SubmitDocuments] = "Hand in: {documents}.",
            [ChecklistItemKind.Review] = "The request will be reviewed.",
            [ChecklistItemKind.TakenBackUntil] = "You can take the request back until {at}.",
            [ChecklistItemKind.ServiceEnds] = "Service ends on {at}.",
            [ChecklistItemKind.Costs] = "Leaving costs {amount}.",
            [ChecklistItemKind.Refund] = "You get back {amount}.",
            [ChecklistItemKind.Transfer] = "{amount} will be moved to where you chose.",
            [ChecklistItemKind.NotPaidOut] = "{amount} will not be paid out.",
            [ChecklistItemKind.ToPay] = "You will have to pay {amount} before it is closed.",
            [ChecklistItemKind.NothingComesBack] = "Nothing will be paid back.",
            [ChecklistItemKind.CannotBeRestored] = "After closing nothing can be restored.",
        }.ToFrozenDictionary(),
        Lines = new Dictionary<SettlementRule, string>
        {
            [SettlementRule.Whole] = "",
            [SettlementRule.NotBegun] = "{basis}, service never began",
            [SettlementRule.Prorated] = "{share} of {basis}",
            [SettlementRule.WorthNothing] = "{basis}, not given back",
            [SettlementRule.NeverUsed] = "{basis}, never used",
            [SettlementRule.CoolingOff] = "{share} of {basis}, withdrawn in the cooling-off period",
            [SettlementRule.Fixed] = "",
            [SettlementRule.ShareOfRemaining] = "{share} of {basis} for the rest of the minimum term",
            [SettlementRule.Declining] = "{share} of {basis}",
            [SettlementRule.ForfeitedByReason] = "{basis}, forfeited",
            [SettlementRule.BelowLeast] = "{basis}, less than the least amount paid out",
            [SettlementRule.CustomersChoice] = "{basis}, left by your choice",
        }.ToFrozenDictionary(),
        Words = new Dictionary<Enum, string>
        {
            // "While the subscription is …"
            [SubscriptionStatus.None] = "not opened",
            [SubscriptionStatus.Pending] = "awaiting activation",
            [SubscriptionStatus.Active] = "active",
            [SubscriptionStatus.Grace] = "in its grace period",
            [SubscriptionStatus.Suspended] = "suspended",
            [SubscriptionStatus.AwaitingDocuments] = "awaiting documents",
            [SubscriptionStatus.UnderReview] = "under review",
            [SubscriptionStatus.AwaitingSupplement] = "awaiting additional documents",
            [SubscriptionStatus.Clearing] = "in final clearing",
            [SubscriptionStatus.Closed] = "closed",
            [SubscriptionStatus.InForce] = "in force",
            [SubscriptionStatus.PendingCancel] = "being cancelled",

            // "… is not possible."
            [CommandKind.OpenSubscription] = "opening a subscription",
            [CommandKind.ImportSubscription] = "importing a subscription",
            [CommandKind.Activate] = "activation",
            [CommandKind.Suspend] = "suspension",
            [CommandKind.Resume] = "resuming service",
            [CommandKind.Terminate] = "termination",
            [CommandKind.UpdateContact] = "changing the contact",
            [CommandKind.RecordPayment] = "recording a payment",
            [CommandKind.Renew] = "renewal",
            [CommandKind.TopUp] = "topping up the balance",
            [CommandKind.ChangePlan] = "changing the plan",
            [CommandKind.BuyPack] = "buying a pack",
            [CommandKind.SetAutoRenewal] = "changing auto-renewal",
            [CommandKind.ApplyPromotion] = "applying a promotion",
            [CommandKind.GrantCredit] = "granting credit",
            [CommandKind.RecordUsage] = "recording usage",
            [CommandKind.ReportProvisioning] = "reporting on provisioning",
            [CommandKind.ReportChargeback] = "reporting a chargeback",
            [CommandKind.AnnounceTermsChange] = "announcing new terms",
            [CommandKind.PayDues] = "paying outstanding amounts",
            [CommandKind.RequestCancellation] = "requesting a cancellation",
            [CommandKind.SubmitDocuments] = "submitting documents",
            [CommandKind.RequestSupplement] = "asking for additional documents",
            [CommandKind.ApproveCancellation] = "approving the cancellation",
            [CommandKind.RejectCancellation] = "rejecting the cancellation",
            [CommandKind.WithdrawCancellation] = "withdrawing the cancellation",
            [CommandKind.JudgeDocument] = "judging a document",
            [CommandKind.RecordRefund] = "recording a refund",
            [CommandKind.ReleaseRefund] = "releasing a refund",
            [CommandKind.ChooseBalanceDisposition] = "choosing what becomes of the balance",
            [CommandKind.RecordTransfer] = "recording a transfer",
            [CommandKind.ReceiveTransfer] = "receiving a balance",
            [CommandKind.WriteOff] = "writing off dues",
            [CommandKind.BindDevice] = "binding a device",
            [CommandKind.UnbindDevice] = "unbinding a device",
            [CommandKind.ReplaceDevice] = "replacing a device",
            [CommandKind.ReportDeviceLost] = "reporting a device lost",
            [CommandKind.AttestUnbound] = "attesting that a device is unbound",
            [CommandKind.ReportProfile] = "reporting on a profile",

            // "… is not open to …"
            [Role.Customer] = "customers",
            [Role.Agent] = "support agents",
            [Role.Reviewer] = "reviewers",
            [Role.Carrier] = "the carrier",
            [Role.System] = "automated systems",

            // "Requests through …"
            [Channel.Unknown] = "an unknown channel",
            [Channel.App] = "the app",
            [Channel.Web] = "the website",
            [Channel.Hotline] = "the hotline",
            [Channel.Shop] = "a shop",
            [Channel.Email] = "e-mail",
            [Channel.Post] = "letter post",
            [Channel.Sms] = "text message",
            [Channel.Api] = "a partner's system",

            [IdentityAssurance.None] = "not verified",
            [IdentityAssurance.Low] = "low",
            [IdentityAssurance.Substantial] = "substantial",
            [IdentityAssurance.High] = "high",

            // "The subscription was closed (…)."
            [ClosedReason.CustomerCancelled] = "cancelled by the customer",
            [ClosedReason.WithdrawnInCoolingOff] = "withdrawn in the cooling-off period",
            [ClosedReason.Expired] = "expired",
            [ClosedReason.Revoked] = "revoked by the carrier",
            [ClosedReason.PortedOut] = "number ported to another carrier",
            [ClosedReason.Regulatory] = "ordered by a regulator",
            [ClosedReason.Fraud] = "fraudulent use",

            // "The subscription is suspended …"
            [SuspensionHolder.Customer] = "at the customer's request",
            [SuspensionHolder.Carrier] = "by the carrier",
            [SuspensionHolder.NonPayment] = "for non-payment",
            [SuspensionHolder.Fraud] = "for suspected fraud",
            [SuspensionHolder.Regulator] = "by order of a regulator",

            // "Cancelling …"
            [CancellationTiming.Immediate] = "immediately",
            [CancellationTiming.EndOfTerm] = "at the end of the paid period",
            [CancellationTiming.OnDate] = "on a chosen date",

            // "You can pay by: …"
            [PaymentMethod.Card] = "card",
            [PaymentMethod.PayPal] = "PayPal",
            [PaymentMethod.BankTransfer] = "bank transfer",
            [PaymentMethod.EWallet] = "e-wallet",
            [PaymentMethod.Balance] = "account balance",

            [DocumentKind.ProofOfIdentity] = "proof of identity",
            [DocumentKind.ProofOfNumber] = "proof of number ownership",
            [DocumentKind.ProofOfAddress] = "proof of address",
            [DocumentKind.Contract] = "contract",
            [DocumentKind.DeviceEvidence] = "evidence of the lost or damaged device",
            [DocumentKind.PowerOfAttorney] = "power of attorney",
            [DocumentKind.Explanation] = "written explanation",

            [SettlementLineKind.UnusedPeriod] = "Unused part of the period",
            [SettlementLineKind.UnusedPack] = "Unused part of a pack",
            [SettlementLineKind.Wallet] = "Balance",
            [SettlementLineKind.PromotionalLapsed] = "Free credit",
            [SettlementLineKind.EarlyTerminationFee] = "Early-termination fee",
            [SettlementLineKind.CancellationFee] = "Cancellation fee",
            [SettlementLineKind.Dues] = "Open dues",
            [SettlementLineKind.Forfeited] = "Not paid out",

            [SettlementUnit.Days] = "days",
            [SettlementUnit.Bytes] = "MB",
            [SettlementUnit.Months] = "months",
            [SettlementUnit.Percent] = "%",
        }.ToFrozenDictionary(),
    };
}
