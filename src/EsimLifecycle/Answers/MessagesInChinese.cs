using System.Collections.Frozen;
using System.Text;
using NodaTime.Text;

namespace EsimLifecycle;

/// <summary>Simplified Chinese.</summary>
internal static class MessagesInChinese
{
    public static MessageLanguage Language { get; } = new()
    {
        Code = "zh",
        RetryAt = "{retryAt}起可再次办理。",
        Moment = CompositeFormat.Parse("{0} {1}（UTC）"),
        Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm"),
        Comma = "、",
        And = "和",
        LastAnd = "和",
        Nothing = "无",
        NotGiven = "未填写",
        Texts = new Dictionary<string, string>
        {
            [RefusalCode.StatusNotPermitted] = "当前订阅状态为“{status}”，无法{command}。",
            [RefusalCode.SubscriptionNotOpened] = "尚未开通订阅，无法{command}。请先开通订阅。",
            [RefusalCode.SubscriptionAlreadyOpened] = "订阅 {subscription} 已存在。如需新开订阅，请使用其他编号。",
            [RefusalCode.SubscriptionClosed] = "该订阅已于{closedAt}注销（原因：{reason}）。如需继续使用，请重新开通。",
            [RefusalCode.TimeBeforeHistory] = "本次请求的时间为{now}，而最近一次变更的时间为{historyEnd}。请检查发送方系统的日期和时间。",
            [RefusalCode.CommandIdReused] = "请求编号 {commandId} 已用于其他操作，请以新的编号重新提交。",
            [RefusalCode.RoleNotPermitted] = "{role}无权{command}，此操作仅限{allowed}办理。",
            [RefusalCode.ChannelNotAccepted] = "不受理通过{channel}提交的申请。可用渠道：{accepted}。",
            [RefusalCode.IdentityTooWeak] = "请先完成身份验证：此操作要求的验证级别为“{needed}”，您当前的级别为“{identity}”。",
            [RefusalCode.PlanNotOffered] = "暂不提供套餐 {plan}。可选套餐：{offered}。",
            [RefusalCode.CurrencyMismatch] = "金额 {amount} 的币种不正确，请使用 {currency}。",
            [RefusalCode.AmountOutOfRange] = "金额 {amount} 无效。请输入大于零且不超过 {largest} 的金额。",
            [RefusalCode.ActivationUnpaid] = "首个计费周期尚未付清：应付 {price}，已付 {paid}。请先付款，再激活。",
            [RefusalCode.ImportDates] = "以下日期相互矛盾，或目前无法导入：激活日期 {activatedOn}，付费周期 {paidFrom} 至 {paidUntil}。请核对。",
            [RefusalCode.ImportDuplicateDevice] = "设备 {device} 重复填写。每台设备只需填写一次。",
            [RefusalCode.SuspensionHolderNotAllowed] = "{holder}而暂停服务，{role}无权办理。",
            [RefusalCode.SuspensionHeld] = "该订阅{holder}已暂停服务，{role}无权恢复。请联系客服。",
            [RefusalCode.CancellationAlreadyOpen] = "您已于{requestedAt}提交注销申请，当前状态为“{status}”。",
            [RefusalCode.CancellationNotOpen] = "尚未提交注销申请，无法{command}。",
            [RefusalCode.CancellationTooSoon] = "您的上一次注销申请已于{endedAt}结束，暂时不能再次申请。",
            [RefusalCode.CancellationTooMany] = "注销申请次数已达上限（{days} 天内最多 {most} 次）。",
            [RefusalCode.CancellationCommitment] = "您的合约期尚未结束。",
            [RefusalCode.CancellationTiming] = "不支持{timing}。可选方式：{offered}。",
            [RefusalCode.CancellationNoPaidTerm] = "当前没有已付费的计费周期，无法{timing}。请选择其他注销方式。",
            [RefusalCode.CancellationDate] = "请选择{earliest}至{latest}之间的日期。",
            [RefusalCode.CancellationNoteMissing] = "请补充说明您的注销原因。",
            [RefusalCode.CancellationFraudHold] = "该订阅因涉嫌欺诈正在调查中，在此期间无法注销。请联系客服。",
            [RefusalCode.CancellationSettled] = "账户已于{settledAt}结算，注销申请无法再撤回。",
            [RefusalCode.ContactMissing] = "未登记联系方式。请提供联系方式，以便接收通知。",
            [RefusalCode.DocumentMissing] = "未选择任何材料，请至少添加一项。",
            [RefusalCode.DocumentNotAsked] = "无需提交以下材料：{document}。仍需提交：{asked}。",
            [RefusalCode.DocumentConflict] = "材料 {reference} 已作为其他类型提交过，请使用新的编号提交。",
            [RefusalCode.ReviewOwnRequest] = "该注销申请由您本人提交，须由其他人审核。",
            [RefusalCode.ReviewAnonymous] = "审核须由已登录的审核人员进行，请使用本人账号登录。",
            [RefusalCode.SupplementRoundsUsed] = "要求补充材料的次数已达上限（{rounds} 次），请批准或驳回该注销申请。",
            [RefusalCode.DeviceStillBound] = "请先解绑所有设备。尚未解绑的设备：{devices}。",
            [RefusalCode.DeviceNotBound] = "设备 {device} 未绑定此订阅，请核对 EID。",
            [RefusalCode.DeviceLimit] = "绑定设备数已达上限（{most} 台），请先解绑一台设备。",
            [RefusalCode.DeviceWhileCancelling] = "注销申请办理期间无法绑定设备 {device}。如需绑定，请先撤回注销申请。",
        }.ToFrozenDictionary(),
        Words = new Dictionary<Enum, string>
        {
            // “当前订阅状态为……”
            [SubscriptionStatus.None] = "未开通",
            [SubscriptionStatus.Pending] = "待激活",
            [SubscriptionStatus.Active] = "使用中",
            [SubscriptionStatus.Grace] = "宽限期",
            [SubscriptionStatus.Suspended] = "已暂停服务",
            [SubscriptionStatus.AwaitingDocuments] = "待提交材料",
            [SubscriptionStatus.UnderReview] = "审核中",
            [SubscriptionStatus.AwaitingSupplement] = "待补充材料",
            [SubscriptionStatus.Clearing] = "注销处理中",
            [SubscriptionStatus.Closed] = "已注销",

            // “无法……”
            [CommandKind.OpenSubscription] = "开通订阅",
            [CommandKind.ImportSubscription] = "导入订阅",
            [CommandKind.Activate] = "激活",
            [CommandKind.Suspend] = "暂停服务",
            [CommandKind.Resume] = "恢复服务",
            [CommandKind.Terminate] = "终止订阅",
            [CommandKind.UpdateContact] = "修改联系方式",
            [CommandKind.RecordPayment] = "登记付款",
            [CommandKind.RequestCancellation] = "申请注销",
            [CommandKind.SubmitDocuments] = "提交材料",
            [CommandKind.RequestSupplement] = "要求补充材料",
            [CommandKind.ApproveCancellation] = "批准注销申请",
            [CommandKind.RejectCancellation] = "驳回注销申请",
            [CommandKind.WithdrawCancellation] = "撤回注销申请",
            [CommandKind.RecordRefund] = "登记退款",
            [CommandKind.BindDevice] = "绑定设备",
            [CommandKind.UnbindDevice] = "解绑设备",

            [Role.Customer] = "客户",
            [Role.Agent] = "客服人员",
            [Role.Reviewer] = "审核人员",
            [Role.Carrier] = "运营商",
            [Role.System] = "系统程序",

            // “通过……”
            [Channel.Unknown] = "未知渠道",
            [Channel.App] = "手机应用",
            [Channel.Web] = "官网",
            [Channel.Hotline] = "客服热线",
            [Channel.Shop] = "营业厅",
            [Channel.Email] = "电子邮件",
            [Channel.Post] = "信函",
            [Channel.Sms] = "短信",
            [Channel.Api] = "合作伙伴系统",

            [IdentityAssurance.None] = "未验证",
            [IdentityAssurance.Low] = "低",
            [IdentityAssurance.Substantial] = "中",
            [IdentityAssurance.High] = "高",

            // “原因：……”
            [ClosedReason.CustomerCancelled] = "客户申请注销",
            [ClosedReason.WithdrawnInCoolingOff] = "冷静期内撤销",
            [ClosedReason.Expired] = "到期未续",
            [ClosedReason.Revoked] = "被运营商收回",
            [ClosedReason.PortedOut] = "携号转网",
            [ClosedReason.Regulatory] = "监管要求",
            [ClosedReason.Fraud] = "欺诈使用",

            // “……暂停服务”
            [SuspensionHolder.Customer] = "应客户要求",
            [SuspensionHolder.Carrier] = "因运营商原因",
            [SuspensionHolder.NonPayment] = "因欠费",
            [SuspensionHolder.Fraud] = "因涉嫌欺诈",
            [SuspensionHolder.Regulator] = "应监管机构要求",

            // “不支持……”
            [CancellationTiming.Immediate] = "立即注销",
            [CancellationTiming.EndOfTerm] = "到期注销",
            [CancellationTiming.OnDate] = "指定日期注销",

            [DocumentKind.ProofOfIdentity] = "身份证明",
            [DocumentKind.ProofOfNumber] = "号码归属证明",
            [DocumentKind.ProofOfAddress] = "地址证明",
            [DocumentKind.Contract] = "合同",
            [DocumentKind.DeviceEvidence] = "设备丢失或损坏证明",
            [DocumentKind.PowerOfAttorney] = "授权委托书",
            [DocumentKind.Explanation] = "情况说明",
        }.ToFrozenDictionary(),
    };
}
