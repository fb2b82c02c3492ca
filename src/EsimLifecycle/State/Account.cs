using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>An account of a subscription's ledger; the balances of all accounts always add up to zero.</summary>
[JsonConverter(typeof(EnumJsonConverter<Account>))]
public enum Account
{
    /// <summary>Money received from the customer (negative), less money paid back.</summary>
    Customer,

    /// <summary>The wallet: the spendable balance from money paid in.</summary>
    Wallet,

    /// <summary>Free credit that the customer can spend; never refunded.</summary>
    Promotional,

    /// <summary>Money set aside for reserved purchases that are not in effect yet.</summary>
    Held,

    /// <summary>Deferred revenue: paid, not yet served.</summary>
    Deferred,

    /// <summary>Earned revenue: paid and served.</summary>
    Earned,

    /// <summary>Fees charged.</summary>
    Fees,

    /// <summary>The customer's debt (negative).</summary>
    Receivable,

    /// <summary>The amount to be paid back to the customer.</summary>
    RefundPayable,

    /// <summary>Balances transferred to another subscription.</summary>
    Transfers,

    /// <summary>The source of free credit (negative).</summary>
    Concessions,

    /// <summary>Dues written off (negative).</summary>
    WrittenOff,

    /// <summary>Balances that the customer forfeited by the policy's rules.</summary>
    Forfeited,
}

/// <summary>A posting: an amount moved from one account to another, so that the ledger always adds up to zero.</summary>
/// <param name="From">The account whose balance decreases.</param>
/// <param name="To">The account whose balance increases.</param>
/// <param name="Amount">The amount; positive.</param>
public readonly record struct Posting(Account From, Account To, Money Amount)
{
    /// <summary>Returns the posting as text: <c>Customer → Wallet USD 5.00</c>.</summary>
    public override string ToString() => $"{From} → {To} {Amount}";
}
