using System.Globalization;

namespace EsimLifecycle.Benchmarks;

/// <summary>A subscription brought, command by command, to where a measurement starts.</summary>
public sealed class Life
{
    public static readonly Eid Phone = Eid.Parse("89049032123451234512345678901235");
    public static readonly Eid Watch = Eid.Parse("89086030202200000022000023022943");
    public static readonly Eid Tablet = Eid.Parse("89044045116727494800000004479366");
    public static readonly Caller Customer = Caller.Customer(CallerChannel.App, new PersonalReference("customer-1"), IdentityAssurance.High);
    public static readonly Caller Reviewer = Caller.Reviewer(new PersonalReference("reviewer-1"));
    public static readonly Instant Start = Instant.FromUtc(2026, 1, 31, 3, 0);
    public static readonly Money Price = Money.Parse("USD 31.00");

    private const int Years = 2;

    private int _commands;

    public Life(Lifecycle lifecycle) => Lifecycle = lifecycle;

    public Lifecycle Lifecycle { get; }

    public Instant Now { get; private set; } = Start;

    public Subscription State { get; private set; } = Subscription.None;

    public List<LifecycleEvent> History { get; } = [];

    /// <summary>A monthly plan in Jakarta, an unused period prorated; a cancellation needs documents, or nothing at all.</summary>
    public static CarrierPolicy Policy(params ReadOnlySpan<DocumentKind> documents) => new()
    {
        Identity = new PolicyIdentity { Name = "benchmark", Version = 1, Currency = Currency.USD, Zone = "Asia/Jakarta" },
        Plans = [new PlanTerms { Code = "monthly", Price = Price, Length = Period.FromMonths(1) }],
        Cancellation = new CancellationPolicy { Documents = ValueList.Create(documents) },
        Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated } },
    };

    /// <summary>The same with five plans on offer, and three timings to cancel.</summary>
    public static CarrierPolicy Shop()
    {
        var policy = Policy();
        string[] codes = ["monthly", "small", "medium", "large", "huge"];
        return policy with
        {
            Plans = [.. codes.Select((code, i) => policy.Plans[0] with { Code = code, Price = Price + Money.OfMinor(100 * i, Currency.USD) })],
            Cancellation = new CancellationPolicy { Timings = [CancellationTiming.Immediate, CancellationTiming.EndOfTerm, CancellationTiming.OnDate] },
        };
    }

    /// <summary>Active, with a phone bound, ten days into its first month.</summary>
    public static Life Active(CarrierPolicy policy) => Active(new Lifecycle(policy));

    /// <param name="lifecycle">What many may share.</param>
    /// <param name="number">Which of them it is: each has words of its own.</param>
    public static Life Active(Lifecycle lifecycle, int number = 1) => new Life(lifecycle)
        .Give(new OpenSubscription(new SubscriptionId(Named("sub", number)), "monthly") { Contact = new PersonalReference(Named("contact", number)) }, Customer)
        .Give(Payment(0), Caller.System)
        .Give(new Activate(), Customer)
        .Give(new BindDevice(Phone), Customer)
        .Later(Duration.FromDays(10));

    public static RecordPayment Payment(int number) => new(new Reference(Named("payment", number)), Price, PaymentMethod.Card);

    public Life Give(LifecycleCommand command, Caller by)
    {
        var decision = Lifecycle.Decide(State, command, Context(by));
        return decision.Outcome == Outcome.Accepted
            ? Take(decision)
            : throw new InvalidOperationException($"{command} was expected to be accepted: {string.Join(", ", decision.Refusals)}.");
    }

    /// <summary>Gives a command that may be refused.</summary>
    public Life Try(LifecycleCommand command, Caller by) => Take(Lifecycle.Decide(State, command, Context(by)));

    /// <summary>Lets happen what is due by now.</summary>
    public Life Advance() => Take(Lifecycle.Advance(State, Now));

    /// <summary>A message that was not sent before.</summary>
    public CommandContext Context(Caller by) => new(Now, by, new CommandId(string.Create(CultureInfo.InvariantCulture, $"5f0c6a52-93b1-4d1e-8a77-{++_commands:D12}")));

    private Life Take(Decision decision)
    {
        History.AddRange(decision.Events);
        State = decision.Subscription;
        return this;
    }

    public Life Later(Duration duration)
    {
        Now += duration;
        return this;
    }

    /// <summary>The first events of a line that is renewed month after month, each time the day before its period ends.</summary>
    public static IEnumerable<LifecycleEvent> Renewing(int events)
    {
        var life = Active(Policy());
        for (var month = 1; life.History.Count < events; month++)
        {
            life.Now = life.State.Term.PaidUntil!.Value - Duration.FromDays(1);
            life.Give(Payment(month), Caller.System);
        }

        return life.History.Take(events);
    }

    /// <summary>
    /// Two years on, ten days into a month: renewed each month and a watch bound and unbound, its contact changed again and again, so that as many
    /// commands are remembered as ever are.
    /// </summary>
    public Life Lived()
    {
        for (var month = 1; month <= 12 * Years; month++)
        {
            Now = State.Term.PaidUntil!.Value - Duration.FromDays(1);
            Give(Payment(month), Caller.System).Give(new BindDevice(Watch), Customer).Give(new UnbindDevice(Watch), Customer);
        }

        Later(Duration.FromDays(11));
        for (var last = 2 * RecentCommands.Remembered; _commands < last || _commands % RecentCommands.Remembered != RecentCommands.Remembered - 1;)
            Give(new UpdateContact(new PersonalReference(Named("mail", _commands))), Customer);
        return this;
    }

    private static string Named(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
}
