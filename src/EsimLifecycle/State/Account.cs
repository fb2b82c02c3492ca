using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The accounts of a subscription's ledger. Together they always hold zero.</summary>
[JsonConverter(typeof(EnumJsonConverter<Account>))]
public enum Account
{
    /// <summary>What came from the customer (negative) and went back.</summary>
    Customer,

    /// <summary>The balance the customer can spend, from money paid in.</summary>
    Wallet,

    /// <summary>Free credit the customer can spend; never refunded.</summary>
    Promotional,

    /// <summary>Set aside for what is bought and not in effect yet.</summary>
    Held,

    /// <summary>Paid, not yet served.</summary>
    Deferred,

    /// <summary>Served.</summary>
    Earned,

    /// <summary>Fees charged.</summary>
    Fees,

    /// <summary>What the customer owes (negative).</summary>
    Receivable,

    /// <summary>What has to be paid back to the customer.</summary>
    RefundPayable,

    /// <summary>What has been moved to another subscription.</summary>
    Transfers,

    /// <summary>Where free credit comes from (negative).</summary>
    Concessions,

    /// <summary>Dues given up (negative).</summary>
    WrittenOff,

    /// <summary>What the customer lost by the policy's rules.</summary>
    Forfeited,
}

/// <summary>An amount that moves from one account to another; so postings always sum to zero.</summary>
/// <param name="From">The account that holds less afterwards.</param>
/// <param name="To">The account that holds more afterwards.</param>
/// <param name="Amount">How much; positive.</param>
public readonly record struct Posting(Account From, Account To, Money Amount)
{
    /// <summary>The posting in words: <c>Customer → Wallet USD 5.00</c>.</summary>
    public override string ToString() => $"{From} → {To} {Amount}";
}
