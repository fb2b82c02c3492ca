namespace FleetSimulation;

/// <summary>What is counted of the lives, money in minor units. Of a subscription nothing is kept when its life is over.</summary>
internal sealed class Tally(int months)
{
    /// <summary>How many subscriptions are in a status at the end of each month.</summary>
    public Counts<SubscriptionStatus> AtEnd { get; } = new(months);

    public Counts<Figure> Figures { get; } = new(months);

    public Counts<Type> Events { get; } = new(months);

    /// <summary>Refused requests, by the code of the reason.</summary>
    public Counts<string> Refusals { get; } = new(months);

    /// <summary>Why subscriptions were closed: a <see cref="CancellationReason"/> if their customers asked for it, else a <see cref="ClosedReason"/>.</summary>
    public Counts<Enum> Reasons { get; } = new(months);

    /// <summary>Cancellations, by the days from the request to the end.</summary>
    public Counts<int> LeadDays { get; } = new(months);

    /// <summary>By how much the events made an account grow.</summary>
    public Counts<Account> Posted { get; } = new(months);

    /// <summary>What the ledgers hold in the end.</summary>
    public Counts<Account> Held { get; } = new(months);

    public void Count(in Decision decision, int month)
    {
        Figures.Add(Figure.Decisions, month);
        foreach (var refusal in decision.Refusals)
            Refusals.Add(refusal.Code, month);
        foreach (var told in decision.Events)
        {
            Events.Add(told.GetType(), month);
            CountMoney(told, month);
            if (told is SubscriptionClosed)
                CountClosed(decision.Subscription, month);
        }
    }

    /// <summary>Counts what is there when it is over.</summary>
    public void Finish(Subscription line)
    {
        Figures.Add(Figure.Lives, months - 1);
        if (!line.Balances.Sum.IsZero)
            Figures.Add(Figure.Unbalanced, months - 1);
        foreach (var account in Enum.GetValues<Account>())
            Held.Add(account, months - 1, line.Balances[account].MinorUnits);
    }

    public void Add(Tally other)
    {
        AtEnd.Add(other.AtEnd);
        Figures.Add(other.Figures);
        Events.Add(other.Events);
        Refusals.Add(other.Refusals);
        Reasons.Add(other.Reasons);
        LeadDays.Add(other.LeadDays);
        Posted.Add(other.Posted);
        Held.Add(other.Held);
    }

    private void CountMoney(LifecycleEvent told, int month)
    {
        // A refund that came back counts as less refunded, a dispute that was won as less taken back.
        var (what, sign) = told switch
        {
            RefundRecorded => (Figure.Refunded, -1),
            ChargebackRecorded or ChargebackReversed => (Figure.TakenBack, -1),
            _ => (Figure.Paid, 1),
        };
        foreach (var (from, to, amount) in told.Postings)
        {
            Posted.Add(from, month, -amount.MinorUnits);
            Posted.Add(to, month, amount.MinorUnits);
            if (from == Account.Customer)
                Figures.Add(what, month, sign * amount.MinorUnits);
            if (to == Account.Customer)
                Figures.Add(what, month, -sign * amount.MinorUnits);
        }
    }

    private void CountClosed(Subscription line, int month)
    {
        var (closure, cancellation) = (line.Closure!, line.Cancellation);
        var isWish = closure.Reason is ClosedReason.CustomerCancelled or ClosedReason.WithdrawnInCoolingOff;
        Reasons.Add(isWish ? cancellation!.Reason : closure.Reason, month);
        if (isWish)
            LeadDays.Add((int)(closure.At - cancellation!.RequestedAt).TotalDays, month);
    }
}

/// <summary>What is counted as one number.</summary>
internal enum Figure
{
    Lives,
    Decisions,

    /// <summary>Ledgers that do not sum to zero.</summary>
    Unbalanced,

    // What customers paid, and what they got back.
    Paid,
    Refunded,
    TakenBack,
}
