namespace EsimLifecycle;

/// <summary>Computes a settlement, line by line.</summary>
internal ref struct SettlementCalculator
{
    private readonly Subscription _state;
    private readonly RefundTerms _terms;
    private readonly ClosedReason _reason;

    // The request that closes it: one that something else comes before costs nothing and chooses nothing.
    private readonly CancellationRequest? _request;
    private readonly bool _isNeverUsed;
    private readonly bool _forfeitsBalance;
    private readonly Money? _minRefund;
    private readonly Money? _unit;
    private readonly ValueList<SettlementLine> _fees;
    private readonly LocalDate _firstUnused;
    private readonly Money _zero;
    private Money _net;
    private Money _lapsed;
    private ListBuilder<SettlementLine> _lines;
    private Postings _postings;

    private SettlementCalculator(ref DecisionBuilder decision, Subscription state, ClosedReason reason, Instant asOf)
    {
        _state = state;
        _terms = _state.Contract!.Plan.Refund!;
        _reason = reason;
        _request = IsRequested(reason) ? _state.Cancellation : null;
        _isNeverUsed = IsNeverUsed(_state, reason);

        // What the request was shown is what counts, whatever the policy says by now.
        _forfeitsBalance = _request?.ForfeitsBalance ?? decision.Policy.Settlement.ForfeitsBalance.Contains(reason);
        _minRefund = _request is null ? decision.Policy.Settlement.MinRefund : _request.MinRefund;
        _unit = _request is null ? decision.Policy.Identity.RoundTo : _request.RoundTo;
        _fees = _request is null ? CancellationFees.OfLapse(ref decision, reason) : _request.Fees;
        _firstUnused = Proration.FirstUnused(decision.Prepared, asOf, _terms.Proration);
        _zero = Money.Zero(_state.Balances.Currency);
        _net = _zero;
        _lapsed = _zero;
    }

    /// <summary>Settles the account as of the end of billing if a cancellation is open, and as of now otherwise.</summary>
    public static void Settle(ref DecisionBuilder decision, ClosedReason reason) => decision.Raise(Work(ref decision, reason));

    /// <summary>Works out what <see cref="Settle"/> raises; what is reserved is released first.</summary>
    public static AccountSettled Work(ref DecisionBuilder decision, ClosedReason reason)
    {
        // What nobody has confirmed was never in effect, and is not settled as if it had been.
        PurchasePipeline.ReleaseAll(ref decision);

        var (state, undone) = (decision.State, default(ValueList<Posting>));
        if (state.Cancellation is { SettledAt: not null })
        {
            // Settled as the customer asked, and now anew for a reason that comes before that.
            undone = ReinstatementRules.UndoSettlement(state);
            state = state.ToDraft();
            state.Post(undone);
        }

        var asOf = state.Cancellation is { } request ? Instant.Min(request.BillingEndsAt, decision.At) : decision.At;
        var settling = new SettlementCalculator(ref decision, state, reason, asOf);
        settling.Prepaid();
        var term = TermRules.IfResumed(ref decision, asOf);
        var (usedIn, usedBytes) = state.Cancellation is { } asked ? (asked.UsedIn, asked.UsedBytes) : (FirstOf(state.Term), state.Usage.UsedBytes);
        for (var i = 0; i < term.Unearned.Count; i++)
            settling.Unused(term.Unearned[i], term.Unearned[i].Start == usedIn ? usedBytes : 0);

        // Those of a term that was stopped are moved, but stand where they stood.
        for (var i = 0; i < term.Periods.Count; i++)
            settling.Unused(term.Periods[i], state.Term.Periods[i].Start == usedIn ? usedBytes : 0);
        foreach (var pack in state.Usage.Packs)
            settling.Unused(pack);
        settling.Wallet();
        settling.Promotional();
        settling.Refunded();
        settling.Fees();
        settling.Dues();
        settling.Rest();
        return new AccountSettled
        {
            AsOf = asOf,
            Lines = settling._lines.ToList(),
            Net = settling._net,
            Postings = undone.AddRange(settling._postings.ToList()),
        };
    }

    private static LocalDate? FirstOf(PaidTerm term) => term.Periods.Count > 0 ? term.Periods[0].Start : null;

    /// <summary>Determines whether any of what is paid and not used comes back when a subscription closes for a reason.</summary>
    public static bool GivesBack(Subscription state, ClosedReason reason) =>
        state.Contract!.Plan.Refund!.PeriodWorth(reason) != UnusedWorth.Nothing || IsNeverUsed(state, reason);

    private static bool IsRequested(ClosedReason reason) => reason is ClosedReason.CustomerCancelled or ClosedReason.WithdrawnInCoolingOff;

    private static bool IsNeverUsed(Subscription state, ClosedReason reason) =>
        IsRequested(reason) && state.Contract!.Plan.Refund!.FullIfNeverUsed && !state.IsProfileDownloaded && state.Usage.LastUsedAt is null;

    private void Add(SettlementLine line)
    {
        _lines.Add(line);
        _net += line.Amount;
    }

    /// <summary>Refunds the prepaid first period in full if the subscription was never activated.</summary>
    private void Prepaid()
    {
        if (_state.Term.Prepaid is not { } prepaid)
            return;
        Add(new SettlementLine(SettlementLineKind.UnusedPeriod, SettlementRule.NotBegun, prepaid.Price, prepaid.Price));
        _postings.Add(Account.Deferred, Account.RefundPayable, prepaid.Price);
    }

    private void Unused(PaidPeriod period, long usedBytes)
    {
        if (period.Price.IsZero)
            return;
        var rule = _request?.ReturnsFrom <= period.Start && period.Start >= _firstUnused ? SettlementRule.AfterEnd : RuleFor(_terms.PeriodWorth(_reason));

        // What has been served as a whole leaves nothing to explain.
        if (period.End <= _firstUnused)
        {
            _postings.Add(Account.Deferred, Account.Earned, period.Price);
            return;
        }

        var share = Proration.Share(period, _firstUnused, _terms.Proration);
        var worth = share.WorthOf(period.Price, _unit);
        var basis = new SettlementShare(share.Days, share.OfDays, SettlementUnit.Days);
        if (_terms.CapsAtDataLeft && usedBytes > 0 && period.DataBytes is > 0 and var all)
        {
            var left = Math.Max(0, all - usedBytes);
            var byData = period.Price.Share(left, all, _terms.Proration.MoneyRounding, _unit);
            if (byData < worth)
                (worth, basis) = (byData, new SettlementShare(left, all, SettlementUnit.Bytes));
        }

        Unused(SettlementLineKind.UnusedPeriod, rule, period.Price, period.Promotional, worth, basis);
    }

    private void Unused(ActivePack pack)
    {
        var expiresOn = pack.BoughtOn + pack.Terms.Length;
        if (pack.Price.IsZero)
            return;
        if (expiresOn <= _firstUnused)
        {
            _postings.Add(Account.Deferred, Account.Earned, pack.Price);
            return;
        }

        var rule = RuleFor(_terms.PackWorth(_reason));
        if (pack.Terms.Kind == PackKind.Data)
        {
            var left = pack.LeftBytes;
            var worth = pack.Price.Share(left, pack.Terms.DataBytes, _terms.Proration.MoneyRounding, _unit);
            Unused(SettlementLineKind.UnusedPack, rule, pack.Price, pack.Promotional, worth, new SettlementShare(left, pack.Terms.DataBytes, SettlementUnit.Bytes));
            return;
        }

        var lifetime = new PaidPeriod(pack.BoughtOn, expiresOn, pack.ExpiresAt, pack.Price);
        var share = Proration.Share(lifetime, _firstUnused, _terms.Proration);
        Unused(SettlementLineKind.UnusedPack, rule, pack.Price, pack.Promotional, share, new SettlementShare(share.Days, share.OfDays, SettlementUnit.Days));
    }

    private SettlementRule RuleFor(UnusedWorth worth) =>
        _isNeverUsed ? SettlementRule.NeverUsed
        : _reason == ClosedReason.WithdrawnInCoolingOff ? SettlementRule.CoolingOff
        : worth == UnusedWorth.Prorated ? SettlementRule.Prorated
        : SettlementRule.WorthNothing;

    private void Unused(
        SettlementLineKind kind, SettlementRule rule, Money price, Money? promotional, in ProratedShare share, SettlementShare basis) =>
        Unused(kind, rule, price, promotional, share.WorthOf(price, _unit), basis);

    private void Unused(SettlementLineKind kind, SettlementRule rule, Money price, Money? promotional, Money worth, SettlementShare share)
    {
        if (rule == SettlementRule.WorthNothing)
        {
            _postings.Add(Account.Deferred, Account.Earned, price);
            Add(new SettlementLine(kind, rule, _zero, price));
            return;
        }

        var isWhole = rule is SettlementRule.NeverUsed or SettlementRule.AfterEnd;
        var (used, cash, lapsed) = Proration.Split(price, promotional, isWhole ? price : worth, _unit);
        Add(new SettlementLine(kind, rule, cash, price)
        {
            Share = isWhole ? null : share,
            Rounding = isWhole ? null : _terms.Proration.MoneyRounding,
        });
        _postings.Add(Account.Deferred, Account.Earned, used);
        _postings.Add(Account.Deferred, Account.RefundPayable, cash);
        _postings.Add(Account.Deferred, Account.Concessions, lapsed);
        _lapsed += lapsed;
    }

    private void Wallet()
    {
        var wallet = _state.Balances[Account.Wallet];
        if (wallet.IsZero)
            return;
        Add(new SettlementLine(
            SettlementLineKind.Wallet, _forfeitsBalance ? SettlementRule.ForfeitedByReason : SettlementRule.Whole, _forfeitsBalance ? _zero : wallet, wallet));
        _postings.Add(Account.Wallet, _forfeitsBalance ? Account.Forfeited : Account.RefundPayable, wallet);
    }

    private void Promotional()
    {
        var promotional = _state.Balances[Account.Promotional];
        _postings.Add(Account.Promotional, Account.Concessions, promotional);
        _lapsed += promotional;
        if (!_lapsed.IsZero)
            Add(new SettlementLine(SettlementLineKind.PromotionalLapsed, SettlementRule.WorthNothing, _zero, _lapsed));
    }

    /// <summary>Deducts what was already refunded, out of goodwill, of the payments that are refunded now, newest first.</summary>
    private void Refunded()
    {
        var (left, refunded) = (_net, _zero);
        for (var i = _state.Payments.Count - 1; i >= 0 && left.IsPositive; i--)
        {
            var payment = _state.Payments[i];
            var before = payment.Refunded ?? _zero;
            var part = Money.Min(left, RefundRules.Refundable(_state, payment) + before);
            if (!part.IsPositive)
                continue;
            refunded += Money.Min(part, before);
            left -= part;
        }

        if (refunded.IsZero)
            return;
        _postings.Add(Account.RefundPayable, Account.Concessions, refunded);
        Add(new SettlementLine(SettlementLineKind.Refunded, SettlementRule.Whole, -refunded, refunded));
    }

    /// <summary>Deducts the fees that were fixed at the request from the refund; the customer owes any excess.</summary>
    private void Fees()
    {
        foreach (var line in _fees)
        {
            var fee = -line.Amount;
            var covered = Money.Min(fee, Money.Max(_net, _zero));
            _postings.Add(Account.RefundPayable, Account.Fees, covered);
            _postings.Add(Account.Receivable, Account.Fees, fee - covered);
            Add(line);
        }
    }

    /// <summary>Deducts earlier dues from the refund; any excess stays owed.</summary>
    private void Dues()
    {
        var dues = _state.Dues;
        if (!dues.IsPositive)
            return;
        _postings.Add(Account.RefundPayable, Account.Receivable, Money.Min(dues, Money.Max(_net, _zero)));
        Add(new SettlementLine(SettlementLineKind.Dues, SettlementRule.Whole, -dues, dues));
    }

    /// <summary>Forfeits the remaining refund if it is below the minimum, or if the customer chose to.</summary>
    private void Rest()
    {
        if (!_net.IsPositive)
            return;
        var rest = _net;
        SettlementRule rule;
        if (_request is { Balance.Disposition: BalanceDisposition.Forfeit })
            rule = SettlementRule.CustomersChoice;
        else if (rest < _minRefund && _request is not { Balance.Disposition: BalanceDisposition.Transfer })
            rule = SettlementRule.BelowMinimum;
        else
            return;
        Add(new SettlementLine(SettlementLineKind.Forfeited, rule, -rest, rest));
        _postings.Add(Account.RefundPayable, Account.Forfeited, rest);
    }
}
