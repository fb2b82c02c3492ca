using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;

namespace EsimLifecycle;

/// <summary>The balances of all accounts of a subscription's ledger (a trial balance), whose sum is zero.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class Balances : IEquatable<Balances>
{
    internal const int Accounts = (int)Account.Forfeited + 1;

    private Amounts _amounts;

    private Balances(Currency currency) => Currency = currency;

    /// <summary>Gets the balances before the first event: zero, in no currency.</summary>
    public static Balances None { get; } = new(default);

    /// <summary>Gets the one currency of all accounts.</summary>
    public Currency Currency { get; }

    /// <summary>Gets the balance of <paramref name="account"/>.</summary>
    public Money this[Account account] => Money.OfMinor(_amounts[(int)account], Currency);

    /// <summary>Gets the sum of all accounts, which is always zero.</summary>
    public Money Sum
    {
        get
        {
            long sum = 0;
            foreach (var amount in _amounts)
                sum = checked(sum + amount);
            return Money.OfMinor(sum, Currency);
        }
    }

    internal static Balances In(Currency currency) => new(currency);

    internal static Balances Of(Currency currency, ReadOnlySpan<long> amounts)
    {
        var balances = new Balances(currency);
        amounts.CopyTo(balances._amounts);
        return balances;
    }

    internal long Minor(Account account) => _amounts[(int)account];

    internal Balances Post(ValueList<Posting> postings)
    {
        var next = new Balances(Currency) { _amounts = _amounts };
        next.PostInPlace(postings);
        return next;
    }

    /// <summary>Posts to this instance itself, which must not be shared yet.</summary>
    internal void PostInPlace(ValueList<Posting> postings)
    {
        foreach (ref readonly var posting in postings.AsSpan())
        {
            if (posting.Amount.Currency != Currency)
                throw new CurrencyMismatchException(Currency, posting.Amount.Currency);
            _amounts[(int)posting.From] = checked(_amounts[(int)posting.From] - posting.Amount.MinorUnits);
            _amounts[(int)posting.To] = checked(_amounts[(int)posting.To] + posting.Amount.MinorUnits);
        }
    }

    /// <summary>Determines whether every account has the same balance.</summary>
    public bool Equals(Balances? other) => other is not null && Currency == other.Currency
        && ((ReadOnlySpan<long>)_amounts).SequenceEqual(other._amounts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Balances);

    /// <inheritdoc/>
    public override int GetHashCode() => _amounts[(int)Account.Customer].GetHashCode();

    /// <summary>Returns the accounts that are not zero with their balances, in the order of <see cref="Account"/>: <c>Customer USD -31.00, Deferred USD 31.00</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var account = (Account)0; (int)account < Accounts; account++)
        {
            if (Minor(account) != 0)
                text.Append(text.Length == 0 ? "" : ", ").Append(account).Append(' ').Append(this[account]);
        }

        return text.Length == 0 ? "nothing" : text.ToString();
    }

    [InlineArray(Accounts)]
    private struct Amounts
    {
        private long _first;
    }
}
