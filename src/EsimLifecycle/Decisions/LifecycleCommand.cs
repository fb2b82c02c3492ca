using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Something said to a subscription: a <see cref="LifecycleRequest"/>, which may be refused, or a <see cref="LifecycleFact"/>, which may not.</summary>
/// <remarks>
/// <para>The hierarchy is closed: a command carries its own rule. In JSON the property <c>do</c> names the command.</para>
/// <para>Thread-safe: commands never change.</para>
/// </remarks>
public abstract partial record LifecycleCommand
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

    /// <summary>Adds every property to the fingerprint by which a redelivery is recognised.</summary>
    internal abstract void AddTo(ref Fingerprint fingerprint);

    internal long Digest()
    {
        var fingerprint = new Fingerprint();
        fingerprint.Add(KindNames[(int)Kind]);
        AddTo(ref fingerprint);
        return fingerprint.Value;
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
public abstract record LifecycleFact : LifecycleCommand
{
    private protected LifecycleFact(CommandDefinition definition)
        : base(definition)
    {
    }

    /// <summary>When it happened, where that is known and differs from when it is reported. It never undoes a deadline that has fired.</summary>
    public Instant? OccurredAt { get; init; }
}
