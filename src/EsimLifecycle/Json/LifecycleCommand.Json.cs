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
[JsonDerivedType(typeof(BindDevice), nameof(BindDevice))]
[JsonDerivedType(typeof(UnbindDevice), nameof(UnbindDevice))]
[JsonDerivedType(typeof(ReplaceDevice), nameof(ReplaceDevice))]
[JsonDerivedType(typeof(ReportDeviceLost), nameof(ReportDeviceLost))]
[JsonDerivedType(typeof(AttestUnbound), nameof(AttestUnbound))]
[JsonDerivedType(typeof(ReportProfile), nameof(ReportProfile))]
public abstract partial record LifecycleCommand
{
    /// <summary>The declarations of the commands above.</summary>
    internal static readonly CommandDefinition[] Definitions =
    [
        OpenSubscription.Definition,
        ImportSubscription.Definition,
        Activate.Definition,
        Suspend.Definition,
        Resume.Definition,
        Terminate.Definition,
        UpdateContact.Definition,
        RecordPayment.Definition,
        Renew.Definition,
        TopUp.Definition,
        ChangePlan.Definition,
        BuyPack.Definition,
        SetAutoRenewal.Definition,
        ApplyPromotion.Definition,
        GrantCredit.Definition,
        RecordUsage.Definition,
        ReportProvisioning.Definition,
        ReportChargeback.Definition,
        AnnounceTermsChange.Definition,
        PayDues.Definition,
        RequestCancellation.Definition,
        SubmitDocuments.Definition,
        RequestSupplement.Definition,
        ApproveCancellation.Definition,
        RejectCancellation.Definition,
        WithdrawCancellation.Definition,
        JudgeDocument.Definition,
        RecordRefund.Definition,
        ReleaseRefund.Definition,
        ChooseBalanceDisposition.Definition,
        RecordTransfer.Definition,
        ReceiveTransfer.Definition,
        WriteOff.Definition,
        BindDevice.Definition,
        UnbindDevice.Definition,
        ReplaceDevice.Definition,
        ReportDeviceLost.Definition,
        AttestUnbound.Definition,
        ReportProfile.Definition,
    ];
}
