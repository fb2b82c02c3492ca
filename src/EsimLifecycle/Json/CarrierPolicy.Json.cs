using System.Text;
using System.Text.Json;

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
        return FromJson(ReadResource(name + ".json"));
    }

    /// <summary>Reads a policy from JSON, strictly: unknown, repeated and missing properties are refused.</summary>
    /// <remarks>
    /// Comments (<c>//</c> and <c>/* */</c>) and a comma after the last of a list are accepted, because people write policies by hand; so is a <c>$schema</c>, by which an
    /// editor knows what a policy may be (<see cref="JsonSchema"/>).
    /// </remarks>
    /// <example>
    /// <code>
    /// var policy = CarrierPolicy.FromJson("""
    ///     {
    ///       "identity": { "name": "mine", "version": 1, "currency": "USD", "zone": "Asia/Jakarta" },
    ///       "plans": [{ "code": "monthly", "price": "USD 31.00", "length": "P1M" }],
    ///       "renewal": { "graceDays": 7 } // the rest is as by default
    ///     }
    ///     """u8);
    /// </code>
    /// </example>
    /// <param name="utf8">The JSON text in UTF-8.</param>
    /// <exception cref="InvalidPolicyException">
    /// The text is not JSON or not a policy, or the policy has faults. The exception lists every one with its path, as <see cref="FindFaults"/> does.
    /// </exception>
    public static CarrierPolicy FromJson(ReadOnlySpan<byte> utf8)
    {
        var policy = PolicyText.Read(utf8, out var cause) ?? throw new InvalidPolicyException(PolicyText.FindFaults(utf8, cause));
        PolicyCheck.Require(policy);
        return policy;
    }

    /// <summary>
    /// Finds every fault in the JSON of a policy, and warnings for what is legal but a trap: what is not JSON, what no policy has, and what goes against a rule, all at
    /// once as far as each can be told.
    /// </summary>
    /// <param name="utf8">The JSON text in UTF-8.</param>
    /// <returns>Faults and warnings with their paths, those of the text's shape first; empty if there are none.</returns>
    public static ValueList<PolicyFault> FindFaults(ReadOnlySpan<byte> utf8) => PolicyText.Read(utf8, out var cause)?.Validate() ?? PolicyText.FindFaults(utf8, cause);

    /// <summary>Returns the policy as JSON for people: only what it decides, without what is as by default, indented, and short parts on one line.</summary>
    /// <remarks>It is read back as the same policy. For programs there is <see cref="LifecycleJson.Write(CarrierPolicy)"/>, which writes everything.</remarks>
    /// <exception cref="LifecycleJsonException">The policy has a value that can't be written.</exception>
    public string ToJson()
    {
        try
        {
            return PolicyText.Write(this);
        }
        catch (JsonException e)
        {
            throw new LifecycleJsonException(JsonWords.InJson(e.Path ?? "$"), e.Message, e);
        }
    }

    /// <summary>
    /// Gets the JSON Schema (2020-12) of a policy's JSON, for editors and other programs: every property with its description, its default and its range.
    /// </summary>
    /// <remarks>
    /// What depends on several properties at once only <see cref="FindFaults"/> knows. The package has it as the file <c>schema/policy.schema.json</c>; name it in a
    /// policy by <c>"$schema": "./policy.schema.json"</c>.
    /// </remarks>
    public static string JsonSchema => Encoding.UTF8.GetString(ReadResource("policy.schema.json"));

    private static byte[] ReadResource(string name)
    {
        using var stream = typeof(CarrierPolicy).Assembly.GetManifestResourceStream(name)!;
        var utf8 = new byte[stream.Length];
        stream.ReadExactly(utf8);
        return utf8;
    }
}
