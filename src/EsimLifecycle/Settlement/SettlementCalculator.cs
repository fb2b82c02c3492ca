namespace EsimLifecycle;

/// <summary>Computes a settlement, line by line.</summary>
internal ref struct SettlementCalculator
{
    private readonly Subscription _state;
    private readonly SettlementPolicy _rules;
    private readonly RefundTerms _terms;
    private readonly ClosedReason _reason;

    // The request that closes it: one that something else comes before costs nothing and chooses nothing.
    private readonly CancellationRequest? _request;
    private readonly bool _isNeverUsed;
    private readonly LocalDate _endsOn;
    private readonly Money _zero;
    private Money _net;
    private Money _lapsed;
    private ListBuilder<SettlementLine> _lines;
    private Postings _postings;

    private SettlementCalculator(ref DecisionBuilder decision, ClosedReason reason, Instant asOf)
    {
        _state = decision.State;
        _rules = decision.Policy.Settlement;
        _terms = _state.Contract!.Plan.Refund!;
        _reason = reason;
        _request = reason is ClosedReason.CustomerCancelled or ClosedReason.WithdrawnInCoolingOff ? _state.Cancellation : null;
        _isNeverUsed = _terms.FullIfNeverUsed && _request is not null && !_state.IsProfileDownloaded && _state.Usage.LastUsedAt is null;
        _endsOn = decision.Prepared.DateOf(asOf);
        _zero = Money.Zero(_state.Balances.Currency);
        _net = _zero;
        _lapsed = _zero;
    }

    /// <summary>Settles the account as of the end of billing if a cancellation is open, and as of now otherwise.</summary>
    public static void Settle(ref DecisionBuilder decision, ClosedReason reason)
    {
        // What nobody has confirmed was never in effect, and is not settled as if it had been.
        PurchasePipeline.ReleaseAll(ref decision);

        var state = decision.State;
        var asOf = state.Cancellation is { } request ? Instant.Min(request.BillingEndsAt, decision.At) : decision.At;
        var settling = new SettlementCalculator(ref decision, reason, asOf);
        settling.Prepaid();
        var term = TermRules.IfResumed(ref decision, asOf);
        foreach (var period in term.Unearned)
            settling.Unused(period);
        foreach (var period in term.Periods)
            settling.Unused(period);
        foreach (var pack in state.Usage.Packs)
            settling.Unused(pack, decision.Prepared.DateOf(pack.ExpiresAt));
        settling.Wallet();
        settling.Promotional();
        settling.Refunded();
        settling.Fees();
        settling.Dues();
        settling.Rest();
        decision.Raise(new AccountSettled
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

    /// <summary>Refunds the prepaid first period in full if the subscription was never activated.</summary>
    private void Prepaid()
    {
        if (_state.Term.Prepaid is not { } prepaid)
            return;
        Add(new SettlementLine(SettlementLineKind.UnusedPeriod, SettlementRule.NotBegun, prepaid.Price, prepaid.Price));
        _postings.Add(Account.Deferred, Account.RefundPayable, prepaid.Price);
    }

    private void Unused(PaidPeriod period)
    {
        if (period.Price.IsZero)
            return;
        var rule = RuleFor(_terms.PeriodWorth(_reason));

        // What has been served as a whole leaves nothing to explain.
        if (period.End <= _endsOn)
        {
            _postings.Add(Account.Deferred, Account.Earned, period.Price);
            return;
        }

        var share = Proration.Share(period, _endsOn, _terms.Proration);
        Unused(SettlementLineKind.UnusedPeriod, rule, period.Price, period.Promotional, share, new SettlementShare(share.Days, share.OfDays, SettlementUnit.Days));
    }

    private void Unused(ActivePack pack, LocalDate expiresOn)
    {
        if (pack.Price.IsZero)
            return;
        if (expiresOn <= _endsOn)
        {
            _postings.Add(Account.Deferred, Account.Earned, pack.Price);
            return;
        }

        var rule = RuleFor(_terms.UnusedPack);
        if (pack.Terms.Kind == PackKind.Data)
        {
            var left = pack.LeftBytes;
            var worth = pack.Price.MultiplyByFraction(left, pack.Terms.DataBytes, _terms.Proration.MoneyRounding);
            Unused(SettlementLineKind.UnusedPack, rule, pack.Price, pack.Promotional, worth, new SettlementShare(left, pack.Terms.DataBytes, SettlementUnit.Bytes));
            return;
        }

        var lifetime = new PaidPeriod(pack.BoughtOn, expiresOn, pack.ExpiresAt, pack.Price);
        var share = Proration.Share(lifetime, _endsOn, _terms.Proration);
        Unused(SettlementLineKind.UnusedPack, rule, pack.Price, pack.Promotional, share, new SettlementShare(share.Days, share.OfDays, SettlementUnit.Days));
    }

    private SettlementRule RuleFor(UnusedWorth worth) =>
        _isNeverUsed ? SettlementRule.NeverUsed
        : _reason == ClosedReason.WithdrawnInCoolingOff ? SettlementRule.CoolingOff
        : worth == UnusedWorth.Prorated ? SettlementRule.Prorated
        : SettlementRule.WorthNothing;

    private void Unused(
        SettlementLineKind kind, SettlementRule rule, Money price, Money? promotional, in ProratedShare share, SettlementShare basis) =>
        Unused(kind, rule, price, promotional, Money.OfMinor(share.Of(price.MinorUnits), price.Currency), basis);

    private void Unused(SettlementLineKind kind, SettlementRule rule, Money price, Money? promotional, Money worth, SettlementShare share)
    {
        if (rule == SettlementRule.WorthNothing)
        {
            _postings.Add(Account.Deferred, Account.Earned, price);
            Add(new SettlementLine(kind, rule, _zero, price));
            return;
        }

        var isWhole = rule == SettlementRule.NeverUsed;
        var (used, cash, lapsed) = Proration.Split(price, promotional, isWhole ? price : worth);
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
        var isForfeited = _rules.ForfeitsBalance.Contains(_reason);
        Add(new SettlementLine(
            SettlementLineKind.Wallet, isForfeited ? SettlementRule.ForfeitedByReason : SettlementRule.Whole, isForfeited ? _zero : wallet, wallet));
        _postings.Add(Account.Wallet, isForfeited ? Account.Forfeited : Account.RefundPayable, wallet);
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
        if (_request is not { Fees.Count: > 0 } request)
            return;
        foreach (var line in request.Fees)
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
        var dues = -_state.Balances[Account.Receivable];
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
        else if (rest < _rules.MinRefund && _request is not { Balance.Disposition: BalanceDisposition.Transfer })
            rule = SettlementRule.BelowMinimum;
        else
            return;
        Add(new SettlementLine(SettlementLineKind.Forfeited, rule, -rest, rest));
        _postings.Add(Account.RefundPayable, Account.Forfeited, rest);
    }
}
