namespace EsimLifecycle;

/// <summary>A knob of a policy that stands by itself: how to read it, and whether anything depends on it.</summary>
/// <param name="Path">Its path, without the root: <c>renewal.graceDays</c>.</param>
/// <param name="Get">Reads it.</param>
internal sealed record PolicyKnob(string Path, Func<CarrierPolicy, object?> Get)
{
    /// <summary>Gets whether it matters also where it is as by default.</summary>
    public bool IsMain { get; init; }

    /// <summary>Gets whether it is a number of days.</summary>
    public bool IsDays { get; init; }

    /// <summary>Gets what has to be so that it has an effect, in words; null if it always has.</summary>
    public string? Needs { get; init; }

    /// <summary>Gets whether what it needs is so.</summary>
    public Func<CarrierPolicy, bool> IsLive { get; init; } = static _ => true;

    /// <summary>A policy in which every knob is as by default.</summary>
    private static readonly CarrierPolicy Defaults = new() { Identity = new PolicyIdentity { Name = "-", Version = 1, Currency = default, Zone = "UTC" }, Plans = [] };

    /// <summary>Every such knob, in the order of the policy's parts.</summary>
    public static readonly PolicyKnob[] All =
    [
        new("access.channels", p => p.Access.Channels) { IsMain = true },
        Days("activation.activateWithinDays", p => p.Activation.ActivateWithinDays, isMain: true),
        Days("activation.maxSuspensionDays", p => p.Activation.MaxSuspensionDays),
        new("activation.afterMaxSuspension", p => p.Activation.AfterMaxSuspension),
        new("activation.suspensionStopsTerm", p => p.Activation.SuspensionStopsTerm),
        Days("renewal.graceDays", p => p.Renewal.GraceDays, isMain: true),
        Within("renewal.graceService", p => p.Renewal.GraceService, "renewal.graceDays above 0", HasGrace),
        Days("renewal.graceReminderDays", p => p.Renewal.GraceReminderDays, "renewal.graceDays above 0", HasGrace),
        new("renewal.methods", p => p.Renewal.Methods) { IsMain = true },
        new("renewal.maxPrepaidPeriods", p => p.Renewal.MaxPrepaidPeriods),
        Days("renewal.chargeDaysAhead", p => p.Renewal.ChargeDaysAhead),
        new("renewal.retryDays", p => p.Renewal.RetryDays) { IsMain = true },
        Days("renewal.chargeTimeoutDays", p => p.Renewal.ChargeTimeoutDays),
        new("renewal.reminderDays", p => p.Renewal.ReminderDays) { IsMain = true },
        new("renewal.balanceLow", p => p.Renewal.BalanceLow),
        new("renewal.dataLowPercent", p => p.Renewal.DataLowPercent),
        Days("renewal.disuseDays", p => p.Renewal.DisuseDays),
        new("renewal.confirmsProvisioning", p => p.Renewal.ConfirmsProvisioning),
        Days("renewal.provisioningTimeoutDays", p => p.Renewal.ProvisioningTimeoutDays, "renewal.confirmsProvisioning", static p => p.Renewal.ConfirmsProvisioning),
        Within("renewal.provisioningAttempts", p => p.Renewal.ProvisioningAttempts, "renewal.confirmsProvisioning", static p => p.Renewal.ConfirmsProvisioning),
        new("cancellation.timings", p => p.Cancellation.Timings) { IsMain = true },
        Days("cancellation.maxScheduleAheadDays", p => p.Cancellation.MaxScheduleAheadDays, "OnDate among cancellation.timings", static p => p.Cancellation.Timings.Contains(CancellationTiming.OnDate)),
        Days("cancellation.noticeDays", p => p.Cancellation.NoticeDays),
        Days("cancellation.waitingDays", p => p.Cancellation.WaitingDays),
        new("cancellation.documents", p => p.Cancellation.Documents) { IsMain = true },
        Days("cancellation.documentDueDays", p => p.Cancellation.DocumentDueDays, "cancellation.documents or reasonDocuments", HasDocuments, isMain: true),
        new("cancellation.review", p => p.Cancellation.Review) { IsMain = true },
        Within("cancellation.reviewBusinessDays", p => p.Cancellation.ReviewBusinessDays, "cancellation.review", HasReview, isMain: true),
        Within("cancellation.overdueReview", p => p.Cancellation.OverdueReview, "cancellation.review", HasReview, isMain: true),
        Within("cancellation.escalationBusinessDays", p => p.Cancellation.EscalationBusinessDays, "cancellation.review, and Escalate as overdueReview",
            static p => p.Cancellation is { Review: true, OverdueReview: OverdueReview.Escalate }),
        Within("cancellation.maxSupplementRounds", p => p.Cancellation.MaxSupplementRounds, "cancellation.review", HasReview),
        Days("cancellation.supplementDueDays", p => p.Cancellation.SupplementDueDays, "cancellation.review, and maxSupplementRounds above 0",
            static p => p.Cancellation is { Review: true, MaxSupplementRounds: > 0 }),
        new("cancellation.processBusinessDays", p => p.Cancellation.ProcessBusinessDays),
        Within("cancellation.overdueProcess", p => p.Cancellation.OverdueProcess, "cancellation.processBusinessDays above 0", static p => p.Cancellation.ProcessBusinessDays > 0, isMain: true),
        Days("cancellation.clearingDays", p => p.Cancellation.ClearingDays, isMain: true),
        new("cancellation.overdueClearing", p => p.Cancellation.OverdueClearing) { IsMain = true },
        new("cancellation.keepsAccess", p => p.Cancellation.KeepsAccess),
        Days("cancellation.reminderDays", p => p.Cancellation.ReminderDays),
        Days("cancellation.requestCooldownDays", p => p.Cancellation.RequestCooldownDays),
        new("cancellation.maxRequests", p => p.Cancellation.MaxRequests),
        Days("cancellation.requestWindowDays", p => p.Cancellation.RequestWindowDays, "cancellation.maxRequests above 0", static p => p.Cancellation.MaxRequests > 0, isMain: true),
        Days("cancellation.rescueDays", p => p.Cancellation.RescueDays),
        Days("cancellation.termsChangeWindowDays", p => p.Cancellation.TermsChangeWindowDays),
        new("settlement.refund.unusedPeriod", p => p.Settlement.Refund.UnusedPeriod) { IsMain = true },
        new("settlement.refund.unusedPack", p => p.Settlement.Refund.UnusedPack),
        new("settlement.refund.capsAtDataLeft", p => p.Settlement.Refund.CapsAtDataLeft),
        new("settlement.refund.fullIfNeverUsed", p => p.Settlement.Refund.FullIfNeverUsed),
        Days("settlement.refund.coolingOffDays", p => p.Settlement.Refund.CoolingOffDays, isMain: true),
        new("settlement.refund.proration", p => p.Settlement.Refund.Proration),
        new("settlement.cancellationFee", p => p.Settlement.CancellationFee) { IsMain = true },
        new("settlement.minRefund", p => p.Settlement.MinRefund),
        new("settlement.forfeitsBalance", p => p.Settlement.ForfeitsBalance),
        new("settlement.owesEarlyTermination", p => p.Settlement.OwesEarlyTermination) { IsMain = true, IsLive = HasTermFee },
        Days("settlement.refundDueDays", p => p.Settlement.RefundDueDays, isMain: true),
        new("settlement.overdueNotices", p => p.Settlement.OverdueNotices),
        new("settlement.refundAttempts", p => p.Settlement.RefundAttempts),
        Days("settlement.refundRetryDays", p => p.Settlement.RefundRetryDays, "settlement.refundAttempts above 1", static p => p.Settlement.RefundAttempts > 1),
        Days("settlement.maxHoldDays", p => p.Settlement.MaxHoldDays),
        new("settlement.transfers", p => p.Settlement.Transfers) { IsMain = true },
        Days("settlement.transferTimeoutDays", p => p.Settlement.TransferTimeoutDays, "settlement.transfers", static p => p.Settlement.Transfers),
        new("devices.maxDevices", p => p.Devices.MaxDevices) { IsMain = true },
        new("devices.unbindingDue", p => p.Devices.UnbindingDue) { IsMain = true },
        new("devices.proof", p => p.Devices.Proof) { IsMain = true },
        Days("devices.assumeDeletedAfterDays", p => p.Devices.AssumeDeletedAfterDays),
        new("devices.maxChanges", p => p.Devices.MaxChanges),
        Days("devices.changeWindowDays", p => p.Devices.ChangeWindowDays, "devices.maxChanges above 0", static p => p.Devices.MaxChanges > 0, isMain: true),
        Days("closure.lateChargeDays", p => p.Closure.LateChargeDays),
        Days("closure.lateChargeDisputeDays", p => p.Closure.LateChargeDisputeDays),
        Days("closure.numberRestDays", p => p.Closure.NumberRestDays, isMain: true),
        Days("closure.portOutDays", p => p.Closure.PortOutDays),
        Days("closure.portOutAnswerDays", p => p.Closure.PortOutAnswerDays, "closure.portOutDays", static p => p.Closure.PortOutDays is not null),
        Days("closure.retentionDays", p => p.Closure.RetentionDays, isMain: true),
        Days("closure.maxErasureDelayDays", p => p.Closure.MaxErasureDelayDays),
        Days("closure.returnDays", p => p.Closure.ReturnDays),
        new("closure.noReturnAfter", p => p.Closure.NoReturnAfter),
        Within("closure.returnKeepsNumber", p => p.Closure.ReturnKeepsNumber, "closure.numberRestDays", static p => p.Closure.NumberRestDays is not null),
        new("closure.predecessorDues", p => p.Closure.PredecessorDues),
    ];

    /// <summary>Determines whether a policy says something else than what is so by default.</summary>
    public bool IsDecidedIn(CarrierPolicy policy) => !Equals(Get(policy), Get(Defaults));

    /// <summary>Determines whether leaving a plan within its minimum term costs a fee.</summary>
    public static bool HasTermFee(CarrierPolicy policy) => policy.Plans.Any(static plan => plan is { CommitmentMonths: > 0, EarlyTermination: not null });

    private static bool HasGrace(CarrierPolicy policy) => policy.Renewal.GraceDays > 0;

    private static bool HasReview(CarrierPolicy policy) => policy.Cancellation.Review;

    private static bool HasDocuments(CarrierPolicy policy) => policy.Cancellation.Documents.Count + policy.Cancellation.ReasonDocuments.Count > 0;

    private static PolicyKnob Days(string path, Func<CarrierPolicy, object?> get, bool isMain = false) => new(path, get) { IsDays = true, IsMain = isMain };

    private static PolicyKnob Days(string path, Func<CarrierPolicy, object?> get, string needs, Func<CarrierPolicy, bool> isLive, bool isMain = false) =>
        new(path, get) { IsDays = true, IsMain = isMain, Needs = needs, IsLive = isLive };

    private static PolicyKnob Within(string path, Func<CarrierPolicy, object?> get, string needs, Func<CarrierPolicy, bool> isLive, bool isMain = false) =>
        new(path, get) { IsMain = isMain, Needs = needs, IsLive = isLive };
}
