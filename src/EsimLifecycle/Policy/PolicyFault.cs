namespace EsimLifecycle;

/// <summary>Something wrong or odd in a policy.</summary>
/// <param name="Path">Where, as a JSON path: <c>$.cancellation.documentDueDays</c>.</param>
/// <param name="Value">What stands there, in words.</param>
/// <param name="Expected">What was expected there.</param>
/// <param name="Severity">How bad it is.</param>
public readonly record struct PolicyFault(string Path, string Value, string Expected, PolicySeverity Severity)
{
    /// <summary>The fault as one line of text.</summary>
    public override string ToString() => $"{Path} is {Value}; expected {Expected}{(Severity == PolicySeverity.Warning ? " (warning)" : "")}";
}

/// <summary>How bad a <see cref="PolicyFault"/> is.</summary>
public enum PolicySeverity
{
    /// <summary>The policy can't be used.</summary>
    Error,

    /// <summary>The policy can be used, but probably does not say what was meant.</summary>
    Warning,
}

/// <summary>A policy has faults: all of them, not the first.</summary>
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

    /// <summary>Creates the exception with a message and what caused it.</summary>
    public InvalidPolicyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal InvalidPolicyException(ValueList<PolicyFault> faults)
        : base("The policy has faults:" + string.Concat(faults.Select(fault => $"{Environment.NewLine}  {fault}"))) =>
        Faults = faults;

    /// <summary>Every fault and warning.</summary>
    public ValueList<PolicyFault> Faults { get; }

    internal static bool AreErrors(ValueList<PolicyFault> faults) => faults.Any(fault => fault.Severity == PolicySeverity.Error);
}
