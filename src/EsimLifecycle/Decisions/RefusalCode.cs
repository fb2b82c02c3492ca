namespace EsimLifecycle;

/// <summary>The codes of all refusals. They are stable: an app may branch on them.</summary>
public static class RefusalCode
{
    /// <summary>The command means nothing in the status the subscription is in.</summary>
    public const string StatusNotPermitted = "status.not_permitted";

    /// <summary>Nothing has been opened yet.</summary>
    public const string SubscriptionNotOpened = "subscription.not_opened";

    /// <summary>A subscription is opened or imported once.</summary>
    public const string SubscriptionAlreadyOpened = "subscription.already_opened";

    /// <summary>The subscription is closed for good.</summary>
    public const string SubscriptionClosed = "subscription.closed";

    /// <summary>The request is more than five minutes older than the history.</summary>
    public const string TimeBeforeHistory = "time.before_history";

    /// <summary>The command id was used for a command with other content.</summary>
    public const string CommandIdReused = "command.id_reused";

    /// <summary>
    /// A property of the command, or of its caller (<c>by.role</c>), is missing although it is needed, or is nothing that could be read again. Each such
    /// property is told, and nothing else: no rule is asked about the rest.
    /// </summary>
    public const string CommandMalformed = "command.malformed";

    /// <summary>The caller's role may not give this command.</summary>
    public const string RoleNotPermitted = "role.not_permitted";

    /// <summary>The channel is not one of the carrier's official ones.</summary>
    public const string ChannelNotAccepted = "channel.not_accepted";

    /// <summary>The caller's identity is less sure than the command needs.</summary>
    public const string IdentityTooWeak = "identity.too_weak";

    /// <summary>The carrier does not offer such a plan.</summary>
    public const string PlanNotOffered = "plan.not_offered";

    /// <summary>An amount is in another currency than the carrier's.</summary>
    public const string CurrencyMismatch = "amount.wrong_currency";

    /// <summary>An amount is negative, zero or larger than can be taken.</summary>
    public const string AmountOutOfRange = "amount.out_of_range";

    /// <summary>The first period has not been paid.</summary>
    public const string ActivationUnpaid = "activation.unpaid";

    /// <summary>The dates to import contradict each other, or do not fit what is possible today; those not given are no facts.</summary>
    public const string ImportDates = "import.dates";

    /// <summary>The same device is given twice.</summary>
    public const string ImportDuplicateDevice = "import.duplicate_device";

    /// <summary>The carrier does not accept this payment method.</summary>
    public const string RenewalMethod = "renewal.method_not_accepted";

    /// <summary>While a cancellation is open nothing is bought.</summary>
    public const string RenewalWhileCancelling = "renewal.while_cancelling";

    /// <summary>As many periods are paid ahead as the policy allows.</summary>
    public const string RenewalTooFarAhead = "renewal.too_far_ahead";

    /// <summary>The plan's time is bought by topping up.</summary>
    public const string RenewalByTopUp = "renewal.by_top_up";

    /// <summary>The balance does not cover the price.</summary>
    public const string BalanceTooLow = "balance.too_low";

    /// <summary>A charge for the same is under way.</summary>
    public const string ChargeInFlight = "charge.in_flight";

    /// <summary>The carrier's system has not confirmed the last purchase yet.</summary>
    public const string ProvisioningPending = "provisioning.pending";

    /// <summary>That is the plan already.</summary>
    public const string PlanUnchanged = "plan.unchanged";

    /// <summary>The carrier does not offer such a pack.</summary>
    public const string PackNotOffered = "pack.not_offered";

    /// <summary>There is no such promotion.</summary>
    public const string PromotionUnknown = "promotion.unknown";

    /// <summary>The promotion is not valid today.</summary>
    public const string PromotionNotValid = "promotion.not_valid";

    /// <summary>The promotion was had before.</summary>
    public const string PromotionUsed = "promotion.used";

    /// <summary>The promotion can't be had together with another.</summary>
    public const string PromotionNotStackable = "promotion.not_stackable";

    /// <summary>The terms can't change on that date.</summary>
    public const string TermsDate = "terms.date_out_of_range";

    /// <summary>The caller may not suspend on that account.</summary>
    public const string SuspensionHolderNotAllowed = "suspension.holder_not_allowed";

    /// <summary>The suspension is on the account of somebody whose hold the caller may not lift.</summary>
    public const string SuspensionHeld = "suspension.held";

    /// <summary>A cancellation is already requested.</summary>
    public const string CancellationAlreadyOpen = "cancellation.already_open";

    /// <summary>No cancellation is requested.</summary>
    public const string CancellationNotOpen = "cancellation.not_open";

    /// <summary>Too soon after the last request was taken back or rejected.</summary>
    public const string CancellationTooSoon = "cancellation.too_soon";

    /// <summary>Too many requests within the policy's window.</summary>
    public const string CancellationTooMany = "cancellation.too_many";

    /// <summary>The minimum term has not ended.</summary>
    public const string CancellationCommitment = "cancellation.commitment";

    /// <summary>The policy does not offer this timing.</summary>
    public const string CancellationTiming = "cancellation.timing_not_offered";

    /// <summary>There is no paid period whose end could be waited for.</summary>
    public const string CancellationNoPaidTerm = "cancellation.no_paid_term";

    /// <summary>The date is missing, or outside what can be asked for.</summary>
    public const string CancellationDate = "cancellation.date_out_of_range";

    /// <summary>What is paid ends before the notice that has to be given would.</summary>
    public const string CancellationNotice = "cancellation.notice_too_short";

    /// <summary>No change of the terms was announced, or the time to leave because of it is over.</summary>
    public const string CancellationNoTermsChange = "cancellation.no_terms_change";

    /// <summary>The reason "other" needs a note that says more.</summary>
    public const string CancellationNoteMissing = "cancellation.note_missing";

    /// <summary>While a hold for fraud stands, nothing is cancelled.</summary>
    public const string CancellationFraudHold = "cancellation.fraud_hold";

    /// <summary>The account has been settled; the request can no longer be taken back.</summary>
    public const string CancellationSettled = "cancellation.settled";

    /// <summary>No refund is held.</summary>
    public const string RefundNotHeld = "refund.not_held";

    /// <summary>There is no pending refund whose payout method can be changed.</summary>
    public const string RefundNotOpen = "refund.not_open";

    /// <summary>The policy moves no balances to others.</summary>
    public const string TransferNotOffered = "transfer.not_offered";

    /// <summary>Where the balance is to go is missing, or is this subscription itself.</summary>
    public const string TransferTarget = "transfer.target";

    /// <summary>The consent of whoever is to get the balance is missing.</summary>
    public const string TransferConsent = "transfer.consent_missing";

    /// <summary>The same transfer was received with another amount.</summary>
    public const string TransferConflict = "transfer.conflict";

    /// <summary>Nothing is owed.</summary>
    public const string DuesNone = "dues.none";

    /// <summary>There is no contact on file to which the confirmation could go.</summary>
    public const string ContactMissing = "contact.missing";

    /// <summary>Nothing was submitted.</summary>
    public const string DocumentMissing = "document.missing";

    /// <summary>This kind of document was not asked for.</summary>
    public const string DocumentNotAsked = "document.not_asked";

    /// <summary>The same reference was submitted before for another document.</summary>
    public const string DocumentConflict = "document.conflict";

    /// <summary>The document was received later than now, which can't be.</summary>
    public const string DocumentNotYetReceived = "document.not_yet_received";

    /// <summary>No such document was handed in.</summary>
    public const string DocumentUnknown = "document.unknown";

    /// <summary>Documents of these kinds were handed in and not accepted, and no others came.</summary>
    public const string DocumentNotAccepted = "document.not_accepted";

    /// <summary>The reviewer is the one who asked for the cancellation.</summary>
    public const string ReviewOwnRequest = "review.own_request";

    /// <summary>The reviewer is not named, and so can't be told from the requester.</summary>
    public const string ReviewAnonymous = "review.anonymous";

    /// <summary>The reviewer may not ask for more documents again.</summary>
    public const string SupplementRoundsUsed = "supplement.rounds_used";

    /// <summary>Devices are still bound.</summary>
    public const string DeviceStillBound = "device.still_bound";

    /// <summary>No such device is bound.</summary>
    public const string DeviceNotBound = "device.not_bound";

    /// <summary>As many devices are bound as the policy allows.</summary>
    public const string DeviceLimit = "device.limit";

    /// <summary>No device is bound while a cancellation is open.</summary>
    public const string DeviceWhileCancelling = "device.while_cancelling";

    /// <summary>The device is being unbound, and can be bound anew only after that.</summary>
    public const string DeviceUnbindRequested = "device.unbind_requested";

    /// <summary>As many changes of devices were made as the policy allows within its window.</summary>
    public const string DeviceTooManyChanges = "device.too_many_changes";

    /// <summary>The profile on the device is one that can't be disabled or deleted.</summary>
    public const string ProfileDeletionForbidden = "profile.deletion_forbidden";
}
