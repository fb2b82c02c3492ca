namespace EsimLifecycle;

/// <summary>The codes of all refusals. They are stable: an app may branch on them.</summary>
public static class RefusalCode
{
    /// <summary>Given when the subscription's status does not permit the command.</summary>
    public const string StatusNotPermitted = "status.not_permitted";

    /// <summary>Given when the subscription has not been opened yet.</summary>
    public const string SubscriptionNotOpened = "subscription.not_opened";

    /// <summary>Given when a subscription that exists already is opened or imported again.</summary>
    public const string SubscriptionAlreadyOpened = "subscription.already_opened";

    /// <summary>Given when a subscription names itself as its predecessor.</summary>
    public const string PredecessorIsItself = "subscription.own_predecessor";

    /// <summary>Given when the earlier subscription of a returning customer is not closed.</summary>
    public const string PredecessorNotClosed = "predecessor.not_closed";

    /// <summary>Given when something is still owed to the earlier subscription that has to be paid first.</summary>
    public const string PredecessorDues = "predecessor.dues";

    /// <summary>Given when no other subscription can follow after the reason for which the earlier one closed.</summary>
    public const string ReturnNotAccepted = "return.not_accepted";

    /// <summary>Given when a returning customer asks for the number that rests, and the policy does not give it again.</summary>
    public const string ReturnNumberNotKept = "return.number_not_kept";

    /// <summary>Given when too little time has passed since the earlier subscription closed.</summary>
    public const string ReturnTooSoon = "return.too_soon";

    /// <summary>Given when the subscription is closed, which is final.</summary>
    public const string SubscriptionClosed = "subscription.closed";

    /// <summary>Given when the request is more than five minutes older than the last event of the history.</summary>
    public const string TimeBeforeHistory = "time.before_history";

    /// <summary>Given when the command id was used before for a command with other content.</summary>
    public const string CommandIdReused = "command.id_reused";

    /// <summary>
    /// Given when a property of the command, or of its caller (<c>by.role</c>), is required but missing, or has a value that could not be
    /// read back. Each such property is reported, and nothing else: no other rule is checked.
    /// </summary>
    public const string CommandMalformed = "command.malformed";

    /// <summary>Given when the caller's role may not give this command.</summary>
    public const string RoleNotPermitted = "role.not_permitted";

    /// <summary>Given when the channel is not one of the carrier's official channels.</summary>
    public const string ChannelNotAccepted = "channel.not_accepted";

    /// <summary>Given when the caller's identity assurance is lower than the command requires.</summary>
    public const string IdentityTooWeak = "identity.too_weak";

    /// <summary>Given when the carrier does not offer the plan.</summary>
    public const string PlanNotOffered = "plan.not_offered";

    /// <summary>Given when an amount is in another currency than the carrier's.</summary>
    public const string CurrencyMismatch = "amount.wrong_currency";

    /// <summary>Given when an amount is negative, zero or too large.</summary>
    public const string AmountOutOfRange = "amount.out_of_range";

    /// <summary>Given when the first period has not been paid.</summary>
    public const string ActivationUnpaid = "activation.unpaid";

    /// <summary>
    /// Given when the dates to import contradict each other, or are not possible today. Dates that were not given are not among the facts.
    /// </summary>
    public const string ImportDates = "import.dates";

    /// <summary>Given when an import names the same device twice.</summary>
    public const string ImportDuplicateDevice = "import.duplicate_device";

    /// <summary>Given when the carrier does not accept the payment method.</summary>
    public const string RenewalMethod = "renewal.method_not_accepted";

    /// <summary>Given when a purchase is requested while a cancellation is open.</summary>
    public const string RenewalWhileCancelling = "renewal.while_cancelling";

    /// <summary>Given when the maximum number of periods that the policy allows is already paid ahead.</summary>
    public const string RenewalTooFarAhead = "renewal.too_far_ahead";

    /// <summary>Given when a plan whose time is bought by top-ups is to be renewed.</summary>
    public const string RenewalByTopUp = "renewal.by_top_up";

    /// <summary>Given when the balance does not cover the price.</summary>
    public const string BalanceTooLow = "balance.too_low";

    /// <summary>Given when a charge for the same purpose is in progress.</summary>
    public const string ChargeInFlight = "charge.in_flight";

    /// <summary>Given when the carrier's system has not confirmed the last purchase yet.</summary>
    public const string ProvisioningPending = "provisioning.pending";

    /// <summary>Given when the subscription already has the plan.</summary>
    public const string PlanUnchanged = "plan.unchanged";

    /// <summary>Given when the carrier does not offer the pack.</summary>
    public const string PackNotOffered = "pack.not_offered";

    /// <summary>Given when as many packs are bought and not expired as a subscription can have (<see cref="Usage.MaxPacks"/>).</summary>
    public const string PackLimit = "pack.limit";

    /// <summary>Given when the promotion does not exist.</summary>
    public const string PromotionUnknown = "promotion.unknown";

    /// <summary>Given when the promotion is not valid today.</summary>
    public const string PromotionNotValid = "promotion.not_valid";

    /// <summary>Given when the promotion was used before.</summary>
    public const string PromotionUsed = "promotion.used";

    /// <summary>Given when the promotion can't be combined with another one.</summary>
    public const string PromotionNotStackable = "promotion.not_stackable";

    /// <summary>Given when the terms can't change on the date.</summary>
    public const string TermsDate = "terms.date_out_of_range";

    /// <summary>Given when the caller may not suspend on behalf of the holder that the command names.</summary>
    public const string SuspensionHolderNotAllowed = "suspension.holder_not_allowed";

    /// <summary>Given when the suspension belongs to a holder whose suspensions the caller may not lift, or that is stronger.</summary>
    public const string SuspensionHeld = "suspension.held";

    /// <summary>Given when the return date of a suspension is out of range, or the suspension is a hold, which has none.</summary>
    public const string SuspensionDate = "suspension.date_out_of_range";

    /// <summary>Given when a cancellation is already open.</summary>
    public const string CancellationAlreadyOpen = "cancellation.already_open";

    /// <summary>Given when no cancellation is open.</summary>
    public const string CancellationNotOpen = "cancellation.not_open";

    /// <summary>Given when it is too soon after the last request was withdrawn or rejected.</summary>
    public const string CancellationTooSoon = "cancellation.too_soon";

    /// <summary>Given when too many requests were made within the policy's window.</summary>
    public const string CancellationTooMany = "cancellation.too_many";

    /// <summary>Given when the minimum term has not ended.</summary>
    public const string CancellationCommitment = "cancellation.commitment";

    /// <summary>Given when the policy does not offer the timing.</summary>
    public const string CancellationTiming = "cancellation.timing_not_offered";

    /// <summary>Given when a cancellation is to wait for the end of a paid period, and there is none.</summary>
    public const string CancellationNoPaidTerm = "cancellation.no_paid_term";

    /// <summary>Given when the date is missing or out of range.</summary>
    public const string CancellationDate = "cancellation.date_out_of_range";

    /// <summary>Given when the paid time ends before the notice period would.</summary>
    public const string CancellationNotice = "cancellation.notice_too_short";

    /// <summary>Given when no change of the terms was announced, or the time to cancel because of it is over.</summary>
    public const string CancellationNoTermsChange = "cancellation.no_terms_change";

    /// <summary>Given when the reason is "other" and the note that it requires is missing.</summary>
    public const string CancellationNoteMissing = "cancellation.note_missing";

    /// <summary>Given when a cancellation is requested while a suspension for fraud is in effect.</summary>
    public const string CancellationFraudHold = "cancellation.fraud_hold";

    /// <summary>Given when the account has been settled, so that the request can no longer be withdrawn.</summary>
    public const string CancellationSettled = "cancellation.settled";

    /// <summary>Given when no refund is held.</summary>
    public const string RefundNotHeld = "refund.not_held";

    /// <summary>Given when there is no pending refund whose payout method can be changed.</summary>
    public const string RefundNotOpen = "refund.not_open";

    /// <summary>Given when the policy does not offer balance transfers.</summary>
    public const string TransferNotOffered = "transfer.not_offered";

    /// <summary>Given when the target of a transfer is missing, or is this subscription itself.</summary>
    public const string TransferTarget = "transfer.target";

    /// <summary>Given when the consent of the recipient of the balance is missing.</summary>
    public const string TransferConsent = "transfer.consent_missing";

    /// <summary>Given when the same transfer was received before with another amount.</summary>
    public const string TransferConflict = "transfer.conflict";

    /// <summary>Given when there are no dues to pay.</summary>
    public const string DuesNone = "dues.none";

    /// <summary>Given when there is no late charge with the reference, or none that is remembered.</summary>
    public const string LateChargeUnknown = "charge.unknown";

    /// <summary>Given when a late charge has been upheld, cancelled or voided, and that can't be done any more.</summary>
    public const string LateChargeDecided = "charge.decided";

    /// <summary>Given when a late charge would be upheld that nobody disputes.</summary>
    public const string LateChargeNotDisputed = "charge.not_disputed";

    /// <summary>Given when a number is to be ported out with <see cref="RequestPortOut"/> before the subscription is closed.</summary>
    public const string PortOutNotClosed = "porting.not_closed";

    /// <summary>Given when there is no number that rests.</summary>
    public const string NumberNone = "number.none";

    /// <summary>Given when the number was ported out, or another subscription took it over.</summary>
    public const string NumberGone = "number.gone";

    /// <summary>Given when the number is held for fraud or by a regulator.</summary>
    public const string NumberHeld = "number.held";

    /// <summary>Given when the policy does not have resting numbers ported out.</summary>
    public const string PortOutNotOffered = "porting.not_offered";

    /// <summary>Given when the time within which the number could be ported out is over.</summary>
    public const string PortOutWindowOver = "porting.window_over";

    /// <summary>Given when the number is being ported out already.</summary>
    public const string PortOutUnderWay = "porting.under_way";

    /// <summary>Given when personal data is to be erased before the subscription is closed.</summary>
    public const string ErasureNotClosed = "erasure.not_closed";

    /// <summary>Given when personal data is still needed for something that ends by itself.</summary>
    public const string ErasureTooSoon = "erasure.too_soon";

    /// <summary>Given when personal data is still needed for something that is not settled.</summary>
    public const string ErasureUnsettled = "erasure.unsettled";

    /// <summary>Given when a request brings in personal data, such as a contact or a note, after it was erased.</summary>
    public const string SubscriptionErased = "subscription.erased";

    /// <summary>Given when there is no contact on file to which the confirmation could be sent.</summary>
    public const string ContactMissing = "contact.missing";

    /// <summary>Given when no document was submitted.</summary>
    public const string DocumentMissing = "document.missing";

    /// <summary>Given when a document is of a kind that was not requested.</summary>
    public const string DocumentNotAsked = "document.not_asked";

    /// <summary>Given when the same reference was submitted before for another document.</summary>
    public const string DocumentConflict = "document.conflict";

    /// <summary>Given when a document's time of receipt is in the future.</summary>
    public const string DocumentNotYetReceived = "document.not_yet_received";

    /// <summary>Given when the request lapsed before the document was received.</summary>
    public const string DocumentReceivedLate = "document.received_late";

    /// <summary>Given when the document was not submitted.</summary>
    public const string DocumentUnknown = "document.unknown";

    /// <summary>Given when the documents submitted of these kinds were all rejected.</summary>
    public const string DocumentNotAccepted = "document.not_accepted";

    /// <summary>Given when the reviewer is the person who requested the cancellation.</summary>
    public const string ReviewOwnRequest = "review.own_request";

    /// <summary>Given when the reviewer is not named, and so can't be distinguished from the requester.</summary>
    public const string ReviewAnonymous = "review.anonymous";

    /// <summary>Given when all rounds of requests for more documents have been used.</summary>
    public const string SupplementRoundsUsed = "supplement.rounds_used";

    /// <summary>Given when devices are still bound.</summary>
    public const string DeviceStillBound = "device.still_bound";

    /// <summary>Given when the device is not bound.</summary>
    public const string DeviceNotBound = "device.not_bound";

    /// <summary>Given when the maximum number of devices that the policy allows is bound.</summary>
    public const string DeviceLimit = "device.limit";

    /// <summary>Given when a device is to be bound while a cancellation is open.</summary>
    public const string DeviceWhileCancelling = "device.while_cancelling";

    /// <summary>Given when the device is being unbound; it can be bound again only after that.</summary>
    public const string DeviceUnbindRequested = "device.unbind_requested";

    /// <summary>Given when the policy's limit of device changes within its window is reached.</summary>
    public const string DeviceTooManyChanges = "device.too_many_changes";

    /// <summary>Given when the profile on the device can't be disabled or deleted.</summary>
    public const string ProfileDeletionForbidden = "profile.deletion_forbidden";
}
