using System.Text.Json.Serialization;

namespace EsimLifecycle;

// The commands there are in JSON, each named by its class.
[JsonPolymorphic(TypeDiscriminatorPropertyName = LifecycleJson.CommandDiscriminator)]
[JsonDerivedType(typeof(OpenSubscription), nameof(OpenSubscription))]
[JsonDerivedType(typeof(ImportSubscription), nameof(ImportSubscription))]
[JsonDerivedType(typeof(Activate), nameof(Activate))]
[JsonDerivedType(typeof(Suspend), nameof(Suspend))]
[JsonDerivedType(typeof(Resume), nameof(Resume))]
[JsonDerivedType(typeof(Terminate), nameof(Terminate))]
[JsonDerivedType(typeof(UpdateContact), nameof(UpdateContact))]
[JsonDerivedType(typeof(RecordPayment), nameof(RecordPayment))]
[JsonDerivedType(typeof(Renew), nameof(Renew))]
[JsonDerivedType(typeof(TopUp), nameof(TopUp))]
[JsonDerivedType(typeof(ChangePlan), nameof(ChangePlan))]
[JsonDerivedType(typeof(BuyPack), nameof(BuyPack))]
[JsonDerivedType(typeof(SetAutoRenewal), nameof(SetAutoRenewal))]
[JsonDerivedType(typeof(ApplyPromotion), nameof(ApplyPromotion))]
[JsonDerivedType(typeof(GrantCredit), nameof(GrantCredit))]
[JsonDerivedType(typeof(RecordUsage), nameof(RecordUsage))]
[JsonDerivedType(typeof(ReportProvisioning), nameof(ReportProvisioning))]
[JsonDerivedType(typeof(ReportChargeback), nameof(ReportChargeback))]
[JsonDerivedType(typeof(AnnounceTermsChange), nameof(AnnounceTermsChange))]
[JsonDerivedType(typeof(PayDues), nameof(PayDues))]
[JsonDerivedType(typeof(RequestCancellation), nameof(RequestCancellation))]
[JsonDerivedType(typeof(SubmitDocuments), nameof(SubmitDocuments))]
[JsonDerivedType(typeof(RequestSupplement), nameof(RequestSupplement))]
[JsonDerivedType(typeof(ApproveCancellation), nameof(ApproveCancellation))]
[JsonDerivedType(typeof(RejectCancellation), nameof(RejectCancellation))]
[JsonDerivedType(typeof(WithdrawCancellation), nameof(WithdrawCancellation))]
[JsonDerivedType(typeof(JudgeDocument), nameof(JudgeDocument))]
[JsonDerivedType(typeof(RecordRefund), nameof(RecordRefund))]
[JsonDerivedType(typeof(ReleaseRefund), nameof(ReleaseRefund))]
[JsonDerivedType(typeof(ChooseBalanceDisposition), nameof(ChooseBalanceDisposition))]
[JsonDerivedType(typeof(RecordTransfer), nameof(RecordTransfer))]
[JsonDerivedType(typeof(ReceiveTransfer), nameof(ReceiveTransfer))]
[JsonDerivedType(typeof(WriteOff), nameof(WriteOff))]
[JsonDerivedType(typeof(ReportLateCharge), nameof(ReportLateCharge))]
[JsonDerivedType(typeof(DisputeLateCharge), nameof(DisputeLateCharge))]
[JsonDerivedType(typeof(ResolveLateCharge), nameof(ResolveLateCharge))]
[JsonDerivedType(typeof(RecordCardReturn), nameof(RecordCardReturn))]
[JsonDerivedType(typeof(RecordDuesMoved), nameof(RecordDuesMoved))]
[JsonDerivedType(typeof(RequestPortOut), nameof(RequestPortOut))]
[JsonDerivedType(typeof(ReportPortOut), nameof(ReportPortOut))]
[JsonDerivedType(typeof(ReportNumberReused), nameof(ReportNumberReused))]
[JsonDerivedType(typeof(RequestErasure), nameof(RequestErasure))]
[JsonDerivedType(typeof(BindDevice), nameof(BindDevice))]
[JsonDerivedType(typeof(UnbindDevice), nameof(UnbindDevice))]
[JsonDerivedType(typeof(ReplaceDevice), nameof(ReplaceDevice))]
[JsonDerivedType(typeof(ReportDeviceLost), nameof(ReportDeviceLost))]
[JsonDerivedType(typeof(ReportDeviceFound), nameof(ReportDeviceFound))]
[JsonDerivedType(typeof(AttestUnbound), nameof(AttestUnbound))]
[JsonDerivedType(typeof(ReportProfile), nameof(ReportProfile))]
[JsonDerivedType(typeof(LogCorrespondence), nameof(LogCorrespondence))]
public abstract partial record LifecycleCommand
{
    /// <summary>
    /// The declaration of a command above, looked up when it is needed: to make all of them at once takes a process 10 ms before its first decision.
    /// </summary>
    internal static CommandDefinition DefinitionOf(CommandKind kind) => kind switch
    {
        CommandKind.OpenSubscription => OpenSubscription.Definition,
        CommandKind.ImportSubscription => ImportSubscription.Definition,
        CommandKind.Activate => Activate.Definition,
        CommandKind.Suspend => Suspend.Definition,
        CommandKind.Resume => Resume.Definition,
        CommandKind.Terminate => Terminate.Definition,
        CommandKind.UpdateContact => UpdateContact.Definition,
        CommandKind.RecordPayment => RecordPayment.Definition,
        CommandKind.Renew => Renew.Definition,
        CommandKind.TopUp => TopUp.Definition,
        CommandKind.ChangePlan => ChangePlan.Definition,
        CommandKind.BuyPack => BuyPack.Definition,
        CommandKind.SetAutoRenewal => SetAutoRenewal.Definition,
        CommandKind.ApplyPromotion => ApplyPromotion.Definition,
        CommandKind.GrantCredit => GrantCredit.Definition,
        CommandKind.RecordUsage => RecordUsage.Definition,
        CommandKind.ReportProvisioning => ReportProvisioning.Definition,
        CommandKind.ReportChargeback => ReportChargeback.Definition,
        CommandKind.AnnounceTermsChange => AnnounceTermsChange.Definition,
        CommandKind.PayDues => PayDues.Definition,
        CommandKind.RequestCancellation => RequestCancellation.Definition,
        CommandKind.SubmitDocuments => SubmitDocuments.Definition,
        CommandKind.RequestSupplement => RequestSupplement.Definition,
        CommandKind.ApproveCancellation => ApproveCancellation.Definition,
        CommandKind.RejectCancellation => RejectCancellation.Definition,
        CommandKind.WithdrawCancellation => WithdrawCancellation.Definition,
        CommandKind.JudgeDocument => JudgeDocument.Definition,
        CommandKind.RecordRefund => RecordRefund.Definition,
        CommandKind.ReleaseRefund => ReleaseRefund.Definition,
        CommandKind.ChooseBalanceDisposition => ChooseBalanceDisposition.Definition,
        CommandKind.RecordTransfer => RecordTransfer.Definition,
        CommandKind.ReceiveTransfer => ReceiveTransfer.Definition,
        CommandKind.WriteOff => WriteOff.Definition,
        CommandKind.ReportLateCharge => ReportLateCharge.Definition,
        CommandKind.DisputeLateCharge => DisputeLateCharge.Definition,
        CommandKind.ResolveLateCharge => ResolveLateCharge.Definition,
        CommandKind.RecordCardReturn => RecordCardReturn.Definition,
        CommandKind.RecordDuesMoved => RecordDuesMoved.Definition,
        CommandKind.RequestPortOut => RequestPortOut.Definition,
        CommandKind.ReportPortOut => ReportPortOut.Definition,
        CommandKind.ReportNumberReused => ReportNumberReused.Definition,
        CommandKind.RequestErasure => RequestErasure.Definition,
        CommandKind.BindDevice => BindDevice.Definition,
        CommandKind.UnbindDevice => UnbindDevice.Definition,
        CommandKind.ReplaceDevice => ReplaceDevice.Definition,
        CommandKind.ReportDeviceLost => ReportDeviceLost.Definition,
        CommandKind.ReportDeviceFound => ReportDeviceFound.Definition,
        CommandKind.AttestUnbound => AttestUnbound.Definition,
        CommandKind.ReportProfile => ReportProfile.Definition,
        CommandKind.LogCorrespondence => LogCorrespondence.Definition,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A declared command is expected."),
    };
}

// The events there are in JSON, each named by its class.
[JsonPolymorphic(TypeDiscriminatorPropertyName = LifecycleJson.EventDiscriminator)]
[JsonDerivedType(typeof(SubscriptionOpened), nameof(SubscriptionOpened))]
[JsonDerivedType(typeof(SubscriptionImported), nameof(SubscriptionImported))]
[JsonDerivedType(typeof(SubscriptionActivated), nameof(SubscriptionActivated))]
[JsonDerivedType(typeof(SubscriptionSuspended), nameof(SubscriptionSuspended))]
[JsonDerivedType(typeof(HoldOverdue), nameof(HoldOverdue))]
[JsonDerivedType(typeof(SubscriptionResumed), nameof(SubscriptionResumed))]
[JsonDerivedType(typeof(ContactUpdated), nameof(ContactUpdated))]
[JsonDerivedType(typeof(PaymentRecorded), nameof(PaymentRecorded))]
[JsonDerivedType(typeof(SubscriptionRenewed), nameof(SubscriptionRenewed))]
[JsonDerivedType(typeof(ChargeRequested), nameof(ChargeRequested))]
[JsonDerivedType(typeof(RenewalChargeDue), nameof(RenewalChargeDue))]
[JsonDerivedType(typeof(ChargeFailed), nameof(ChargeFailed))]
[JsonDerivedType(typeof(AutoRenewalSet), nameof(AutoRenewalSet))]
[JsonDerivedType(typeof(ValidityExtended), nameof(ValidityExtended))]
[JsonDerivedType(typeof(ValidityHeld), nameof(ValidityHeld))]
[JsonDerivedType(typeof(PackBought), nameof(PackBought))]
[JsonDerivedType(typeof(PackExpired), nameof(PackExpired))]
[JsonDerivedType(typeof(PlanChangeScheduled), nameof(PlanChangeScheduled))]
[JsonDerivedType(typeof(PlanChanged), nameof(PlanChanged))]
[JsonDerivedType(typeof(FirstPlanChanged), nameof(FirstPlanChanged))]
[JsonDerivedType(typeof(PromotionApplied), nameof(PromotionApplied))]
[JsonDerivedType(typeof(CreditGranted), nameof(CreditGranted))]
[JsonDerivedType(typeof(UsageRecorded), nameof(UsageRecorded))]
[JsonDerivedType(typeof(DataLow), nameof(DataLow))]
[JsonDerivedType(typeof(DataExhausted), nameof(DataExhausted))]
[JsonDerivedType(typeof(RenewalReminderDue), nameof(RenewalReminderDue))]
[JsonDerivedType(typeof(ReminderDue), nameof(ReminderDue))]
[JsonDerivedType(typeof(BalanceLow), nameof(BalanceLow))]
[JsonDerivedType(typeof(DisuseNoticed), nameof(DisuseNoticed))]
[JsonDerivedType(typeof(PurchaseReserved), nameof(PurchaseReserved))]
[JsonDerivedType(typeof(ProvisioningRetried), nameof(ProvisioningRetried))]
[JsonDerivedType(typeof(PurchaseReleased), nameof(PurchaseReleased))]
[JsonDerivedType(typeof(ChargebackRecorded), nameof(ChargebackRecorded))]
[JsonDerivedType(typeof(ChargebackReversed), nameof(ChargebackReversed))]
[JsonDerivedType(typeof(PeriodEnded), nameof(PeriodEnded))]
[JsonDerivedType(typeof(GraceEntered), nameof(GraceEntered))]
[JsonDerivedType(typeof(GraceEnded), nameof(GraceEnded))]
[JsonDerivedType(typeof(CancellationRequested), nameof(CancellationRequested))]
[JsonDerivedType(typeof(DocumentsAwaited), nameof(DocumentsAwaited))]
[JsonDerivedType(typeof(DocumentsSubmitted), nameof(DocumentsSubmitted))]
[JsonDerivedType(typeof(ReviewStarted), nameof(ReviewStarted))]
[JsonDerivedType(typeof(ReviewOverdue), nameof(ReviewOverdue))]
[JsonDerivedType(typeof(SupplementRequested), nameof(SupplementRequested))]
[JsonDerivedType(typeof(CancellationApproved), nameof(CancellationApproved))]
[JsonDerivedType(typeof(CancellationRejected), nameof(CancellationRejected))]
[JsonDerivedType(typeof(CancellationWithdrawn), nameof(CancellationWithdrawn))]
[JsonDerivedType(typeof(CancellationLapsed), nameof(CancellationLapsed))]
[JsonDerivedType(typeof(CancellationReopened), nameof(CancellationReopened))]
[JsonDerivedType(typeof(ClearingStarted), nameof(ClearingStarted))]
[JsonDerivedType(typeof(DocumentJudged), nameof(DocumentJudged))]
[JsonDerivedType(typeof(CancellationOverdue), nameof(CancellationOverdue))]
[JsonDerivedType(typeof(ServiceEnded), nameof(ServiceEnded))]
[JsonDerivedType(typeof(TermsChangeAnnounced), nameof(TermsChangeAnnounced))]
[JsonDerivedType(typeof(AccountSettled), nameof(AccountSettled))]
[JsonDerivedType(typeof(SubscriptionClosed), nameof(SubscriptionClosed))]
[JsonDerivedType(typeof(RefundRecorded), nameof(RefundRecorded))]
[JsonDerivedType(typeof(RefundRetryDue), nameof(RefundRetryDue))]
[JsonDerivedType(typeof(RefundsGathered), nameof(RefundsGathered))]
[JsonDerivedType(typeof(RefundOverdue), nameof(RefundOverdue))]
[JsonDerivedType(typeof(RefundHeld), nameof(RefundHeld))]
[JsonDerivedType(typeof(RefundReleased), nameof(RefundReleased))]
[JsonDerivedType(typeof(RefundsSetOff), nameof(RefundsSetOff))]
[JsonDerivedType(typeof(BalanceDispositionChosen), nameof(BalanceDispositionChosen))]
[JsonDerivedType(typeof(TransferRecorded), nameof(TransferRecorded))]
[JsonDerivedType(typeof(TransferReceived), nameof(TransferReceived))]
[JsonDerivedType(typeof(DuesWrittenOff), nameof(DuesWrittenOff))]
[JsonDerivedType(typeof(LateChargeRecorded), nameof(LateChargeRecorded))]
[JsonDerivedType(typeof(LateChargeDisputed), nameof(LateChargeDisputed))]
[JsonDerivedType(typeof(LateChargeResolved), nameof(LateChargeResolved))]
[JsonDerivedType(typeof(CardReturned), nameof(CardReturned))]
[JsonDerivedType(typeof(CardCredited), nameof(CardCredited))]
[JsonDerivedType(typeof(DuesMoved), nameof(DuesMoved))]
[JsonDerivedType(typeof(PortOutRequested), nameof(PortOutRequested))]
[JsonDerivedType(typeof(PortOutReported), nameof(PortOutReported))]
[JsonDerivedType(typeof(PortOutLapsed), nameof(PortOutLapsed))]
[JsonDerivedType(typeof(NumberReused), nameof(NumberReused))]
[JsonDerivedType(typeof(NumberReleased), nameof(NumberReleased))]
[JsonDerivedType(typeof(ErasureRequested), nameof(ErasureRequested))]
[JsonDerivedType(typeof(PersonalDataErased), nameof(PersonalDataErased))]
[JsonDerivedType(typeof(DeviceBound), nameof(DeviceBound))]
[JsonDerivedType(typeof(DeviceUnbound), nameof(DeviceUnbound))]
[JsonDerivedType(typeof(DeviceUnbindRequested), nameof(DeviceUnbindRequested))]
[JsonDerivedType(typeof(DeviceReportedLost), nameof(DeviceReportedLost))]
[JsonDerivedType(typeof(DeviceReportedFound), nameof(DeviceReportedFound))]
[JsonDerivedType(typeof(ProfileReported), nameof(ProfileReported))]
[JsonDerivedType(typeof(CorrespondenceLogged), nameof(CorrespondenceLogged))]
[JsonDerivedType(typeof(FactConflicted), nameof(FactConflicted))]
public abstract partial record LifecycleEvent;
