using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The customer's choice of what happens to the balance that a settlement leaves.</summary>
/// <param name="Disposition">The disposition of the balance.</param>
/// <param name="To">For a transfer, the receiving subscription or account, as the host names it; none otherwise.</param>
/// <param name="Consent">
/// For a transfer, a reference to the consent, kept by the host, of the owner of the receiving account; none otherwise.
/// </param>
public sealed record BalanceChoice(BalanceDisposition Disposition, PersonalReference To = default, PersonalReference Consent = default) : IVisited, IFactual
{
    void IVisited.Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Disposition);
        visitor.AddOptional(To);
        visitor.AddOptional(Consent);
    }

    Facts IFactual.ListFacts() => new(("to", To)) { Variant = Disposition.ToString() };
}

/// <summary>The disposition of the balance that a settlement leaves.</summary>
[JsonConverter(typeof(EnumJsonConverter<BalanceDisposition>))]
public enum BalanceDisposition
{
    /// <summary>Refunded to the payments from which it came, newest first. The default value.</summary>
    Refund = 0,

    /// <summary>Transferred to another subscription or account.</summary>
    Transfer,

    /// <summary>Forfeited by the customer.</summary>
    Forfeit,
}
