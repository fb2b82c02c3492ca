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

    /// <summary>What the customer owes, as far as it is taken from what is given back.</summary>
    Dues,
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
        if (draft.Renewal.Provisioning is not null)
            draft.Renewal = draft.Renewal with { Provisioning = null };
        if (draft.Cancellation is { } request)
            draft.Cancellation = request with { SettledAt = At, SettlementPostings = Postings };
    }
}

/// <summary>Works out a settlement, line by line.</summary>
internal ref struct Settling
{
    private readonly Subscription _state;
    private readonly SettlementRules _rules;
    private readonly LocalDate _endsOn;
    private readonly Money _zero;
    private Money _net;
    private ListBuilder<SettlementLine> _lines;
    private Postings _postings;

    private Settling(Subscription state, SettlementRules rules, LocalDate endsOn)
    {
        _state = state;
        _rules = rules;
        _endsOn = endsOn;
        _zero = Money.Zero(state.Balances.Currency);
        _net = _zero;
    }

    /// <summary>Settles as of the end of billing where a cancellation is open, as of now otherwise.</summary>
    public static void Settle(ref Turn turn)
    {
        var state = turn.State;
        var asOf = state.Cancellation is { } request ? Instant.Min(request.BillingEndsAt, turn.At) : turn.At;
        var settling = new Settling(state, turn.Policy.Settlement, turn.Rules.DateOf(asOf));
        settling.Prepaid();
        var term = TermRules.IfResumed(ref turn, asOf);
        foreach (var period in term.Unearned)
            settling.Used(period);
        foreach (var period in term.Periods)
            settling.Used(period);
        foreach (var pack in state.Usage.Packs)
            settling._postings.Add(Account.Deferred, Account.Earned, pack.Price);
        settling.Wallet();
        settling.Promotional();
        settling.Dues();
        turn.Raise(new AccountSettled
        {
            AsOf = asOf,
            Lines = settling._lines.ToList(),
            Net = settling._net,
            Postings = settling._postings.ToList(),
        });
    }

    private void Add(SettlementLine line)
    {
        _lines.Add(line);
        _net += line.Amount;
    }

    /// <summary>Paid and never begun: the first period of a line that was not activated comes back whole.</summary>
    private void Prepaid()
    {
        if (_state.Term.Prepaid is not { } prepaid)
            return;
        Add(new SettlementLine(SettlementLineKind.UnusedPeriod, prepaid.Price, prepaid.Price));
        _postings.Add(Account.Deferred, Account.RefundPayable, prepaid.Price);
    }

    private void Used(PaidPeriod period)
    {
        if (_rules.UnusedPeriod == UnusedPeriodWorth.Nothing || period.Price.IsZero)
        {
            _postings.Add(Account.Deferred, Account.Earned, period.Price);
            return;
        }

        var share = Proration.Share(period, _endsOn, _rules.Proration);
        var (used, cash, promotional) = Proration.Split(period, share);
        Add(new SettlementLine(SettlementLineKind.UnusedPeriod, cash, period.Price, share.Days, share.OfDays));
        if (!promotional.IsZero)
            Add(new SettlementLine(SettlementLineKind.PromotionalLapsed, _zero, promotional));
        _postings.Add(Account.Deferred, Account.Earned, used);
        _postings.Add(Account.Deferred, Account.RefundPayable, cash);
        _postings.Add(Account.Deferred, Account.Concessions, promotional);
    }

    private void Wallet()
    {
        var wallet = _state.Balances[Account.Wallet];
        if (wallet.IsZero)
            return;
        Add(new SettlementLine(SettlementLineKind.Wallet, wallet, wallet));
        _postings.Add(Account.Wallet, Account.RefundPayable, wallet);
    }

    private void Promotional()
    {
        var promotional = _state.Balances[Account.Promotional];
        if (promotional.IsZero)
            return;
        Add(new SettlementLine(SettlementLineKind.PromotionalLapsed, _zero, promotional));
        _postings.Add(Account.Promotional, Account.Concessions, promotional);
    }

    /// <summary>What is owed is taken from what is given back; the rest stays owed.</summary>
    private void Dues()
    {
        var dues = -_state.Balances[Account.Receivable];
        if (!dues.IsPositive)
            return;
        var taken = Money.Min(dues, _net);
        _postings.Add(Account.RefundPayable, Account.Receivable, taken);
        Add(new SettlementLine(SettlementLineKind.Dues, -taken, dues));
    }
}
