using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Something said to a subscription: a <see cref="LifecycleRequest"/>, which may be refused, or a <see cref="LifecycleFact"/>, which may not.</summary>
/// <remarks>
/// <para>The hierarchy is closed: a command carries its own rule. In JSON the property <c>do</c> names the command.</para>
/// <para>Thread-safe: commands never change.</para>
/// </remarks>
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
public abstract record LifecycleCommand
{
    // By its name a kind keeps its digests when others are put before it.
    private static readonly string[] KindNames = Enum.GetNames<CommandKind>();

    /// <summary>What the commands above declare of themselves.</summary>
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

    private protected LifecycleCommand(CommandDefinition definition) => Kind = definition.Kind;

    /// <summary>Which command this is.</summary>
    [JsonIgnore]
    public CommandKind Kind { get; }

    /// <summary>The rule: raises the events that follow, or refuses with every reason that holds.</summary>
    internal abstract void Decide(ref Turn turn);

    /// <summary>Shows every property there is: by them a redelivery is recognised, and what is malformed is found.</summary>
    internal virtual void Visit(ref PropertyVisitor visitor)
    {
    }

    internal PropertyVisitor VisitAll()
    {
        var visitor = new PropertyVisitor();
        visitor.Add(KindNames[(int)Kind]);
        Visit(ref visitor);
        return visitor;
    }
}

/// <summary>Somebody wants something to happen. It is accepted, or refused with every reason that holds.</summary>
public abstract record LifecycleRequest : LifecycleCommand
{
    private protected LifecycleRequest(CommandDefinition definition)
        : base(definition)
    {
    }
}

/// <summary>Something has already happened. It is always recorded, and classified.</summary>
/// <remarks>
/// Refused is only what is no fact: what is told by a caller who may not tell it, before anything was opened, or with a property that is malformed
/// (<see cref="RefusalCode.CommandMalformed"/>). Nothing of it is kept.
/// </remarks>
public abstract record LifecycleFact : LifecycleCommand
{
    private protected LifecycleFact(CommandDefinition definition)
        : base(definition)
    {
    }

    /// <summary>When it happened, where that is known and differs from when it is reported. It never undoes a deadline that has fired.</summary>
    public Instant? OccurredAt { get; init; }
}
