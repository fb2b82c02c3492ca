using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>What the customer wants done with what a settlement leaves for them.</summary>
/// <param name="Disposition">What is to become of it.</param>
/// <param name="To">For a transfer: the subscription or account that takes it, as the host names it; none else.</param>
/// <param name="Consent">For a transfer: where the host keeps the consent of whoever owns that; none else.</param>
public sealed record BalanceChoice(BalanceDisposition Disposition, Reference To = default, Reference Consent = default) : IVisited
{
    void IVisited.Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Disposition);
        visitor.AddOptional(To);
        visitor.AddOptional(Consent);
    }
}

/// <summary>What is to become of what a settlement leaves for the customer.</summary>
[JsonConverter(typeof(EnumJsonConverter<BalanceDisposition>))]
public enum BalanceDisposition
{
    /// <summary>It is paid back to the payments it came from, newest first. The default value.</summary>
    Refund = 0,

    /// <summary>It is moved to another subscription or account.</summary>
    Transfer,

    /// <summary>The customer leaves it.</summary>
    Forfeit,
}
