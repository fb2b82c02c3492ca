namespace EsimLifecycle;

/// <content>Policies as JSON, and those that come with the package.</content>
public sealed partial record CarrierPolicy
{
    /// <summary>Gets the names of the example policies that come with the package.</summary>
    public static ValueList<string> PresetNames { get; } = ["axis-keep-number", "axis-travel", "axis-data", "axis-renewal", "smart-keep-number"];

    /// <summary>Returns an example policy that comes with the package. Its figures are illustrations, not any carrier's terms.</summary>
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
}
