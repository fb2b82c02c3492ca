using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The kind of a command, as named in a policy's access rules and in a refusal's arguments.</summary>
[JsonConverter(typeof(EnumJsonConverter<CommandKind>))]
public enum CommandKind
{
    /// <summary><see cref="EsimLifecycle.OpenSubscription"/>.</summary>
    OpenSubscription,

    /// <summary><see cref="EsimLifecycle.ImportSubscription"/>.</summary>
    ImportSubscription,

    /// <summary><see cref="EsimLifecycle.Activate"/>.</summary>
    Activate,

    /// <summary><see cref="EsimLifecycle.Suspend"/>.</summary>
    Suspend,

    /// <summary><see cref="EsimLifecycle.Resume"/>.</summary>
    Resume,

    /// <summary><see cref="EsimLifecycle.Terminate"/>.</summary>
    Terminate,

    /// <summary><see cref="EsimLifecycle.UpdateContact"/>.</summary>
    UpdateContact,

    /// <summary><see cref="EsimLifecycle.RecordPayment"/>.</summary>
    RecordPayment,

    /// <summary><see cref="EsimLifecycle.Renew"/>.</summary>
    Renew,

    /// <summary><see cref="EsimLifecycle.TopUp"/>.</summary>
    TopUp,

    /// <summary><see cref="EsimLifecycle.ChangePlan"/>.</summary>
    ChangePlan,

    /// <summary><see cref="EsimLifecycle.BuyPack"/>.</summary>
    BuyPack,

    /// <summary><see cref="EsimLifecycle.SetAutoRenewal"/>.</summary>
    SetAutoRenewal,

    /// <summary><see cref="EsimLifecycle.ApplyPromotion"/>.</summary>
    ApplyPromotion,

    /// <summary><see cref="EsimLifecycle.GrantCredit"/>.</summary>
    GrantCredit,

    /// <summary><see cref="EsimLifecycle.RecordUsage"/>.</summary>
    RecordUsage,

    /// <summary><see cref="EsimLifecycle.ReportProvisioning"/>.</summary>
    ReportProvisioning,

    /// <summary><see cref="EsimLifecycle.ReportChargeback"/>.</summary>
    ReportChargeback,

    /// <summary><see cref="EsimLifecycle.AnnounceTermsChange"/>.</summary>
    AnnounceTermsChange,

    /// <summary><see cref="EsimLifecycle.PayDues"/>.</summary>
    PayDues,

    /// <summary><see cref="EsimLifecycle.RequestCancellation"/>.</summary>
    RequestCancellation,

    /// <summary><see cref="EsimLifecycle.SubmitDocuments"/>.</summary>
    SubmitDocuments,

    /// <summary><see cref="EsimLifecycle.RequestSupplement"/>.</summary>
    RequestSupplement,

    /// <summary><see cref="EsimLifecycle.ApproveCancellation"/>.</summary>
    ApproveCancellation,

    /// <summary><see cref="EsimLifecycle.RejectCancellation"/>.</summary>
    RejectCancellation,

    /// <summary><see cref="EsimLifecycle.WithdrawCancellation"/>.</summary>
    WithdrawCancellation,

    /// <summary><see cref="EsimLifecycle.JudgeDocument"/>.</summary>
    JudgeDocument,

    /// <summary><see cref="EsimLifecycle.RecordRefund"/>.</summary>
    RecordRefund,

    /// <summary><see cref="EsimLifecycle.ReleaseRefund"/>.</summary>
    ReleaseRefund,

    /// <summary><see cref="EsimLifecycle.ChooseBalanceDisposition"/>.</summary>
    ChooseBalanceDisposition,

    /// <summary><see cref="EsimLifecycle.RecordTransfer"/>.</summary>
    RecordTransfer,

    /// <summary><see cref="EsimLifecycle.ReceiveTransfer"/>.</summary>
    ReceiveTransfer,

    /// <summary><see cref="EsimLifecycle.WriteOff"/>.</summary>
    WriteOff,

    /// <summary><see cref="EsimLifecycle.ReportLateCharge"/>.</summary>
    ReportLateCharge,

    /// <summary><see cref="EsimLifecycle.DisputeLateCharge"/>.</summary>
    DisputeLateCharge,

    /// <summary><see cref="EsimLifecycle.ResolveLateCharge"/>.</summary>
    ResolveLateCharge,

    /// <summary><see cref="EsimLifecycle.RecordCardReturn"/>.</summary>
    RecordCardReturn,

    /// <summary><see cref="EsimLifecycle.RecordDuesMoved"/>.</summary>
    RecordDuesMoved,
    /// <summary><see cref="EsimLifecycle.RequestPortOut"/>.</summary>
    RequestPortOut,

    /// <summary><see cref="EsimLifecycle.ReportPortOut"/>.</summary>
    ReportPortOut,

    /// <summary><see cref="EsimLifecycle.ReportNumberReused"/>.</summary>
    ReportNumberReused,

    /// <summary><see cref="EsimLifecycle.RequestErasure"/>.</summary>
    RequestErasure,

    /// <summary><see cref="EsimLifecycle.BindDevice"/>.</summary>
    BindDevice,

    /// <summary><see cref="EsimLifecycle.UnbindDevice"/>.</summary>
    UnbindDevice,

    /// <summary><see cref="EsimLifecycle.ReplaceDevice"/>.</summary>
    ReplaceDevice,

    /// <summary><see cref="EsimLifecycle.ReportDeviceLost"/>.</summary>
    ReportDeviceLost,

    /// <summary><see cref="EsimLifecycle.ReportDeviceFound"/>.</summary>
    ReportDeviceFound,

    /// <summary><see cref="EsimLifecycle.AttestUnbound"/>.</summary>
    AttestUnbound,

    /// <summary><see cref="EsimLifecycle.ReportProfile"/>.</summary>
    ReportProfile,

    /// <summary><see cref="EsimLifecycle.LogCorrespondence"/>.</summary>
    LogCorrespondence,
}
