using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A fault or a warning found in a policy.</summary>
/// <param name="Path">The place, as a JSON path: <c>$.cancellation.documentDueDays</c>.</param>
/// <param name="Value">A description of the value found there.</param>
/// <param name="Expected">A description of the value expected there.</param>
/// <param name="Severity">The severity.</param>
public readonly record struct PolicyFault(string Path, string Value, string Expected, PolicySeverity Severity)
{
    /// <summary>Returns the fault as one line of text.</summary>
    public override string ToString() => $"{Path} is {Value}; expected {Expected}{(Severity == PolicySeverity.Warning ? " (warning)" : "")}";
}

/// <summary>The severity of a <see cref="PolicyFault"/>.</summary>
[JsonConverter(typeof(EnumJsonConverter<PolicySeverity>))]
public enum PolicySeverity
{
    /// <summary>The policy can't be used.</summary>
    Error,

    /// <summary>The policy can be used, but probably does not say what is intended.</summary>
    Warning,
}

/// <summary>The exception thrown for a policy with faults; it lists all of them, not only the first.</summary>
public sealed class InvalidPolicyException : ArgumentException
{
    /// <summary>Creates the exception without faults.</summary>
    public InvalidPolicyException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    public InvalidPolicyException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and an inner exception.</summary>
    public InvalidPolicyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal InvalidPolicyException(ValueList<PolicyFault> faults)
        : base("The policy has faults:" + string.Concat(faults.Select(fault => $"{Environment.NewLine}  {fault}"))) =>
        Faults = faults;

    /// <summary>Gets all faults and warnings.</summary>
    public ValueList<PolicyFault> Faults { get; }
}
