namespace EsimLifecycle;

/// <summary>What a line of a settlement is about, in the order in which lines stand.</summary>
public enum SettlementLineKind
{
    /// <summary>The unused part of paid periods.</summary>
    UnusedPeriod,

    /// <summary>The balance in the wallet.</summary>
    Wallet,

    /// <summary>Free credit, which lapses: never part of the net.</summary>
    PromotionalLapsed,
}

/// <summary>A line of a settlement.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Amount">What it gives the customer; zero where it only explains.</param>
/// <param name="Basis">What it was worked out from, as a price or a balance.</param>
/// <param name="Days">Of a period, how many days are unused.</param>
/// <param name="OfDays">Of how many.</param>
public sealed record SettlementLine(SettlementLineKind Kind, Money Amount, Money Basis, int? Days = null, int? OfDays = null)
{
    /// <summary>The basis in words: <c>19 of 31 days of USD 30.00</c>.</summary>
    public string Explain() => Days is null ? Basis.ToString() : $"{Days} of {OfDays} days of {Basis}";
}

/// <summary>The account was settled: what was used is earned, what is left is to be paid back. Happens once.</summary>
public sealed record AccountSettled : LifecycleEvent
{
    /// <summary>As of when: the end of billing, or the moment of an expiry or a termination.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>What it is made of, in a fixed order. The amounts sum to <see cref="Net"/>.</summary>
    public required ValueList<SettlementLine> Lines { get; init; }

    /// <summary>What is due to the customer.</summary>
    public required Money Net { get; init; }

    internal override void Apply(Subscription draft)
    {
        if (draft.Cancellation is { } request)
            draft.Cancellation = request with { SettledAt = At, SettlementPostings = Postings };
    }
}

internal static class Settling
{
    /// <summary>Settles as of the end of billing where a cancellation is open, as of now otherwise.</summary>
    public static void Settle(ref Turn turn)
    {
        var state = turn.State;
        var asOf = state.Cancellation is { } request ? Instant.Min(request.BillingEndsAt, turn.At) : turn.At;
        var net = Money.Zero(state.Balances.Currency);
        ValueList<SettlementLine> lines = default;
        var postings = new Postings();

        SettlePeriods(ref turn, asOf, ref net, ref lines, ref postings);

        var wallet = state.Balances[Account.Wallet];
        if (!wallet.IsZero)
        {
            lines = lines.Add(new SettlementLine(SettlementLineKind.Wallet, wallet, wallet));
            postings.Add(Account.Wallet, Account.RefundPayable, wallet);
            net += wallet;
        }

        var promotional = state.Balances[Account.Promotional];
        if (!promotional.IsZero)
        {
            lines = lines.Add(new SettlementLine(SettlementLineKind.PromotionalLapsed, Money.Zero(net.Currency), promotional));
            postings.Add(Account.Promotional, Account.Concessions, promotional);
        }

        turn.Raise(new AccountSettled { AsOf = asOf, Lines = lines, Net = net, Postings = postings.ToList() });
    }

    private static void SettlePeriods(
        ref Turn turn,
        Instant asOf,
        ref Money net,
        ref ValueList<SettlementLine> lines,
        ref Postings postings)
    {
        var state = turn.State;
        var rules = turn.Policy.Settlement;
        var zero = Money.Zero(state.Balances.Currency);

        // Paid, never begun: the first period of a line that was not activated.
        if (state.Contract!.ActivatedAt is null)
        {
            var prepaid = state.Balances[Account.Deferred];
            if (prepaid.IsZero)
                return;
            lines = lines.Add(new SettlementLine(SettlementLineKind.UnusedPeriod, prepaid, prepaid));
            postings.Add(Account.Deferred, Account.RefundPayable, prepaid);
            net += prepaid;
            return;
        }

        var endDate = turn.Rules.DateOf(asOf);
        var term = TermRules.IfResumed(state, asOf, turn.Rules);
        for (var i = 0; i < term.Unearned.Count + term.Periods.Count; i++)
        {
            var period = i < term.Unearned.Count ? term.Unearned[i] : term.Periods[i - term.Unearned.Count];
            var back = zero;
            if (rules.UnusedPeriod == UnusedPeriodWorth.Prorated && !period.Price.IsZero)
            {
                var share = rules.Proration.UnusedShare(new ServicePeriod(0, period.Start, period.End), endDate);
                back = Money.OfMinor(share.Of(period.Price.MinorUnits), zero.Currency);
                lines = lines.Add(new SettlementLine(SettlementLineKind.UnusedPeriod, back, period.Price, share.Days, share.OfDays));
            }

            postings.Add(Account.Deferred, Account.Earned, period.Price - back);
            postings.Add(Account.Deferred, Account.RefundPayable, back);
            net += back;
        }
    }
}
