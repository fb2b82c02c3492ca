namespace EsimLifecycle;

/// <summary>A carrier's rules as plain data: what <see cref="Lifecycle"/> follows.</summary>
/// <remarks>
/// <para>Immutable and thread-safe. Everything but <paramref name="Identity"/> and <paramref name="Plans"/> has defaults. It is checked as a
/// whole by <see cref="Validate"/>, and by <c>new Lifecycle(policy)</c>, which takes none with faults.</para>
/// </remarks>
/// <param name="Identity">Whose rules these are, in which currency and time zone.</param>
/// <param name="Plans">The plans on offer; at least one.</param>
/// <param name="Access">Who may give which command, through which channel and how surely identified.</param>
/// <param name="Activation">Opening, activating, suspending.</param>
/// <param name="Renewal">What follows the end of a period.</param>
/// <param name="Cancellation">Asking for the end, and what it takes.</param>
/// <param name="Settlement">What is given back.</param>
/// <param name="Devices">Binding and unbinding.</param>
/// <param name="Packs">The packs on offer; none by default.</param>
/// <param name="Promotions">The promotions on offer; none by default.</param>
public sealed record CarrierPolicy(
    PolicyIdentity Identity,
    ValueList<PlanTerms> Plans,
    AccessRules? Access = null,
    ActivationRules? Activation = null,
    RenewalRules? Renewal = null,
    CancellationRules? Cancellation = null,
    SettlementRules? Settlement = null,
    DeviceRules? Devices = null,
    ValueList<PackTerms> Packs = default,
    ValueList<PromotionTerms> Promotions = default)
{
    /// <summary>Who may give which command, through which channel and how surely identified.</summary>
    public AccessRules Access { get; init; } = Access ?? new AccessRules();

    /// <summary>Opening, activating, suspending.</summary>
    public ActivationRules Activation { get; init; } = Activation ?? new ActivationRules();

    /// <summary>What follows the end of a period.</summary>
    public RenewalRules Renewal { get; init; } = Renewal ?? new RenewalRules();

    /// <summary>Asking for the end, and what it takes.</summary>
    public CancellationRules Cancellation { get; init; } = Cancellation ?? new CancellationRules();

    /// <summary>What is given back.</summary>
    public SettlementRules Settlement { get; init; } = Settlement ?? new SettlementRules();

    /// <summary>Binding and unbinding.</summary>
    public DeviceRules Devices { get; init; } = Devices ?? new DeviceRules();

    /// <summary>The names of the example policies that come with the package.</summary>
    public static ValueList<string> PresetNames { get; } = ["axis-keep-number", "axis-travel", "axis-data", "axis-renewal", "smart-keep-number"];

    /// <summary>An example policy that comes with the package. Its figures are illustrations, not any carrier's terms.</summary>
    /// <param name="name">One of <see cref="PresetNames"/>.</param>
    /// <exception cref="ArgumentException">There is no such preset.</exception>
    public static CarrierPolicy Preset(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!PresetNames.Contains(name))
            throw new ArgumentException($"There is no preset '{name}'; expected one of {string.Join(", ", PresetNames)}.", nameof(name));
        using var stream = typeof(CarrierPolicy).Assembly.GetManifestResourceStream(name + ".json")!;
        var utf8 = new byte[stream.Length];
        stream.ReadExactly(utf8);
        return FromJson(utf8);
    }

    /// <summary>Reads a policy from JSON, strictly: unknown, repeated and missing properties are refused.</summary>
    /// <param name="utf8">The JSON text in UTF-8.</param>
    /// <exception cref="LifecycleJsonException">The text is not a policy; the exception names the path, what was found and what was expected.</exception>
    /// <exception cref="InvalidPolicyException">The policy has faults; the exception lists every one.</exception>
    public static CarrierPolicy FromJson(ReadOnlySpan<byte> utf8)
    {
        var policy = LifecycleJson.ReadPolicy(utf8);
        var faults = policy.Validate();
        return InvalidPolicyException.AreErrors(faults) ? throw new InvalidPolicyException(faults) : policy;
    }

    /// <summary>Checks the policy as a whole: every fault, and warnings for what is legal and odd.</summary>
    /// <returns>Faults and warnings in the order of the policy's parts; empty if there are none.</returns>
    public ValueList<PolicyFault> Validate() => PolicyCheck.Run(this);
}
