namespace FleetSimulation;

/// <summary>What all lives have in common: the rules, the habits, the seed, the days that are simulated, and who gives which command. Immutable.</summary>
internal sealed class Shop
{
    /// <summary>The first day.</summary>
    public static readonly LocalDate FirstDay = new(2026, 1, 1);

    private readonly Caller[] _callers;

    public Shop(CarrierPolicy policy, Habits habits, ulong seed, int days)
    {
        (Lifecycle, Habits, Seed, Days) = (new Lifecycle(policy), habits, seed, days);
        var dates = Enumerable.Range(1, 1 + (days / 28)).Select(months => FirstDay.PlusMonths(months)).Where(date => date < FirstDay.PlusDays(days)).Append(FirstDay.PlusDays(days)).ToList();
        MonthEnds = [.. dates.Select(date => Lifecycle.Zone.AtStartOfDay(date).ToInstant())];
        Start = Lifecycle.Zone.AtStartOfDay(FirstDay).ToInstant();
        Methods = [.. policy.Renewal.Methods.DefaultIfEmpty(PaymentMethod.Card)];
        OutsideMethod = Methods.FirstOrDefault(method => method != PaymentMethod.Balance, PaymentMethod.Card);

        // Whoever the policy lets: the customer, if that is possible, by a channel that it accepts.
        var channel = policy.Access.Channels.FirstOrDefault(CallerChannel.App);
        Caller[] order =
        [
            Caller.Customer(channel, new PersonalReference("customer"), IdentityAssurance.High), Caller.System,
            Caller.Agent(channel, new PersonalReference("agent"), IdentityAssurance.High), Caller.Reviewer(new PersonalReference("reviewer")), Caller.Carrier,
        ];
        var access = order.Select(caller => Lifecycle.Available(Subscription.None, caller, Start)).ToList();
        _callers = [.. Enum.GetValues<CommandKind>().Select(kind => order[Math.Max(0, access.FindIndex(each => each[(int)kind].IsOpenToRole))])];
    }

    public Lifecycle Lifecycle { get; }

    public CarrierPolicy Policy => Lifecycle.Policy;

    public Habits Habits { get; }

    public ulong Seed { get; }

    public int Days { get; }

    public Instant Start { get; }

    /// <summary>The first moments after each month; the last one is the end of it all.</summary>
    public Instant[] MonthEnds { get; }

    public Instant End => MonthEnds[^1];

    /// <summary>How customers may pay.</summary>
    public PaymentMethod[] Methods { get; }

    /// <summary>How money comes in that is for the balance.</summary>
    public PaymentMethod OutsideMethod { get; }

    public Caller CallerOf(CommandKind kind) => _callers[(int)kind];
}
