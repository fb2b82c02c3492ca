using System.Numerics;

namespace FleetSimulation;

/// <summary>
/// What is counted of the lives: whole numbers only, money in minor units, so that the sum of two tallies does not depend on which life was counted where. Of a subscription nothing is
/// kept when its life is over.
/// </summary>
internal sealed class Tally(int months)
{
    /// <summary>The longest time to leave that is told apart, in days.</summary>
    public const int MostLeadDays = 400;

    private static readonly int Accounts = Enum.GetValues<Account>().Length;
    private static readonly int Statuses = Enum.GetValues<SubscriptionStatus>().Length;

    private readonly long[] _statuses = new long[months * Statuses];
    private readonly Int128[] _flows = new Int128[months * Accounts];
    private readonly Int128[] _balances = new Int128[Accounts];
    private readonly long[] _cancelled = new long[Enum.GetValues<CancellationReason>().Length];
    private readonly long[] _closed = new long[Enum.GetValues<ClosedReason>().Length];
    private readonly Dictionary<string, long> _refusals = [];
    private readonly Dictionary<Type, long> _events = [];

    public int Months => months;

    public long Lives { get; private set; }

    /// <summary>How many ledgers did not sum to zero.</summary>
    public long Unbalanced { get; private set; }

    public long Decisions { get; private set; }

    public long Events => _events.Values.Sum();

    // By month
    public long[] Opened { get; } = new long[months];

    public long[] Activated { get; } = new long[months];

    public long[] Closed { get; } = new long[months];

    public Int128[] Paid { get; } = new Int128[months];

    public Int128[] Refunded { get; } = new Int128[months];

    public Int128[] TakenBack { get; } = new Int128[months];

    /// <summary>How many requests took so many days until the subscription was closed.</summary>
    public long[] LeadDays { get; } = new long[MostLeadDays + 1];

    /// <summary>How many requests to do something were refused for each reason.</summary>
    public IReadOnlyDictionary<string, long> Refusals => _refusals;

    /// <summary>The sum of an account over all ledgers at the end.</summary>
    public Int128 Balance(Account account) => _balances[(int)account];

    /// <summary>How much an account grew in a month, by what the events posted.</summary>
    public Int128 Flow(int month, Account account) => _flows[(month * Accounts) + (int)account];

    public long AtEnd(int month, SubscriptionStatus status) => _statuses[(month * Statuses) + (int)status];

    public long Cancelled(CancellationReason reason) => _cancelled[(int)reason];

    /// <summary>How many were closed for a reason that is not the customer's request.</summary>
    public long ClosedAs(ClosedReason reason) => _closed[(int)reason];

    public long Of<T>() where T : LifecycleEvent => _events.GetValueOrDefault(typeof(T));

    public void CountAtEnd(int month, SubscriptionStatus status) => _statuses[(month * Statuses) + (int)status]++;

    public void Count(in Decision decision, int month)
    {
        Decisions++;
        foreach (var refusal in decision.Refusals)
            _refusals[refusal.Code] = _refusals.GetValueOrDefault(refusal.Code) + 1;
        foreach (var told in decision.Events)
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_events, told.GetType(), out _)++;
            CountMoney(told, month);
            switch (told)
            {
                case SubscriptionOpened:
                    Opened[month]++;
                    break;
                case SubscriptionActivated:
                    Activated[month]++;
                    break;
                case SubscriptionClosed:
                    Closed[month]++;
                    CountClosed(decision.Subscription);
                    break;
            }
        }
    }

    /// <summary>Counts what is there when it is over.</summary>
    public void Finish(Subscription line)
    {
        Lives++;
        if (!line.Balances.Sum.IsZero)
            Unbalanced++;
        for (var account = 0; account < Accounts; account++)
            _balances[account] += line.Balances[(Account)account].MinorUnits;
    }

    public void Add(Tally other)
    {
        (Lives, Unbalanced, Decisions) = (Lives + other.Lives, Unbalanced + other.Unbalanced, Decisions + other.Decisions);
        Add(_statuses, other._statuses);
        Add(_flows, other._flows);
        Add(_balances, other._balances);
        Add(_cancelled, other._cancelled);
        Add(_closed, other._closed);
        Add(Opened, other.Opened);
        Add(Activated, other.Activated);
        Add(Closed, other.Closed);
        Add(Paid, other.Paid);
        Add(Refunded, other.Refunded);
        Add(TakenBack, other.TakenBack);
        Add(LeadDays, other.LeadDays);
        Add(_refusals, other._refusals);
        Add(_events, other._events);
    }

    private void CountMoney(LifecycleEvent told, int month)
    {
        long fromCustomer = 0;
        foreach (var posting in told.Postings)
        {
            var amount = posting.Amount.MinorUnits;
            _flows[(month * Accounts) + (int)posting.From] -= amount;
            _flows[(month * Accounts) + (int)posting.To] += amount;
            fromCustomer += posting.From == Account.Customer ? amount : posting.To == Account.Customer ? -amount : 0;
        }

        if (fromCustomer == 0)
            return;
        switch (told)
        {
            case RefundRecorded: // also one that came back
                Refunded[month] -= fromCustomer;
                break;
            case ChargebackRecorded or ChargebackReversed:
                TakenBack[month] -= fromCustomer;
                break;
            default:
                Paid[month] += fromCustomer;
                break;
        }
    }

    private void CountClosed(Subscription line)
    {
        if (line.Closure!.Reason is not (ClosedReason.CustomerCancelled or ClosedReason.WithdrawnInCoolingOff))
        {
            _closed[(int)line.Closure.Reason]++;
            return;
        }

        _cancelled[(int)line.Cancellation!.Reason]++;
        LeadDays[Math.Min(MostLeadDays, (int)(line.Closure.At - line.Cancellation.RequestedAt).TotalDays)]++;
    }

    private static void Add<T>(T[] to, T[] from) where T : INumber<T>
    {
        for (var i = 0; i < to.Length; i++)
            to[i] += from[i];
    }

    private static void Add<T>(Dictionary<T, long> to, Dictionary<T, long> from) where T : notnull
    {
        foreach (var (what, count) in from)
            to[what] = to.GetValueOrDefault(what) + count;
    }
}
