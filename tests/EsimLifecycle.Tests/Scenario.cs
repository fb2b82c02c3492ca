using NodaTime.Text;

namespace EsimLifecycle.Tests;

/// <summary>Given what happened, when a command comes, then these events or refusals: a story in a few lines.</summary>
/// <remarks>
/// Starts at 2026-01-31 10:00 in the carrier's zone. Commands get a fresh id each; callers are strong customers unless told otherwise. What a step gave is
/// in <see cref="Last"/>.
/// </remarks>
internal sealed class Scenario
{
    public static readonly Eid Phone = Eid.Parse("89049032123451234512345678901235");
    public static readonly Eid Watch = Eid.Parse("89086030202200000022000023022943");
    public static readonly Eid Tablet = Eid.Parse("89044045116727494800000004479366");
    public static readonly Caller Customer = Caller.Customer(CallerChannel.App, new PersonalReference("customer-1"), IdentityAssurance.High);
    public static readonly Caller Reviewer = Caller.Reviewer(new PersonalReference("reviewer-1"));
    public static readonly SubscriptionId Id = new("sub-1");
    public static readonly PersonalReference Contact = new("contact-1");

    private int _commands;
    private int _payments;

    /// <summary>Whoever tells another story is not interrupted by reminders of ends.</summary>
    private static CarrierPolicy Silent(CarrierPolicy policy) => policy with
    {
        Renewal = policy.Renewal with { GraceReminderDays = 0 },
        Cancellation = policy.Cancellation with { ReminderDays = 0 },
    };

    private Scenario(CarrierPolicy policy)
    {
        Policy = policy;
        Lifecycle = new Lifecycle(policy);
        Now = Local("2026-01-31T10:00:00");
    }

    public CarrierPolicy Policy { get; private set; }

    public Lifecycle Lifecycle { get; private set; }

    public Instant Now { get; private set; }

    public Subscription State { get; private set; } = Subscription.None;

    public Decision Last { get; private set; }

    public CancellationProgress? Progress => Lifecycle.Progress(State, Now);

    public List<LifecycleEvent> History { get; } = [];

    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb[Policy.Identity.Zone];

    /// <summary>A monthly plan of USD 31.00 in Jakarta, 30 days of grace, no reminders of any end; nothing else but what <paramref name="change"/> says.</summary>
    public static Scenario With(Func<CarrierPolicy, CarrierPolicy>? change = null)
    {
        var plain = new CarrierPolicy
        {
            Identity = new PolicyIdentity { Name = "test", Version = 1, Currency = Currency.USD, Zone = "Asia/Jakarta" },
            Plans = [new PlanTerms { Code = "monthly", Price = Money.Parse("USD 31.00"), Length = Period.FromMonths(1) }],
            Renewal = new RenewalPolicy { ReminderDays = [] },
        };
        return new Scenario(Silent(change is null ? plain : change(plain)));
    }

    /// <summary>The same, and the customer is reminded of ends that come near, as by default.</summary>
    public static Scenario Reminding(Func<CarrierPolicy, CarrierPolicy>? change = null)
    {
        var silent = With(change).Policy;
        return new Scenario(silent with
        {
            Renewal = silent.Renewal with { GraceReminderDays = new RenewalPolicy().GraceReminderDays },
            Cancellation = silent.Cancellation with { ReminderDays = new CancellationPolicy().ReminderDays },
        });
    }

    public static Scenario WithRules(CancellationPolicy rules) => With(policy => policy with { Cancellation = rules });

    public static Scenario Preset(string name) => new(CarrierPolicy.Preset(name));

    /// <summary>This is what was stored, by this release or an earlier one.</summary>
    public Scenario Given(params IEnumerable<LifecycleEvent> stored)
    {
        History.Clear();
        History.AddRange(stored);
        State = Lifecycle.Replay(History);
        Now = State.LastEventAt;
        return this;
    }

    public Scenario Opened() => When(new OpenSubscription(Id, Policy.Plans[0].Code) { Contact = Contact }).Then<SubscriptionOpened>();

    /// <summary>The first period is paid and in effect, and there is a number.</summary>
    public Scenario Numbered() =>
        When(new OpenSubscription(Id, Policy.Plans[0].Code) { Contact = Contact, Number = Msisdn.Parse("+6281234567890") }).Paid().When(new Activate()).Then<SubscriptionActivated>();

    /// <summary>The first period is paid and in effect.</summary>
    public Scenario Activated() => Policy.Renewal.ConfirmsProvisioning
        ? Opened().Paid().When(new Activate()).Then<PurchaseReserved>().Reported().Then<SubscriptionActivated>()
        : Opened().Paid().When(new Activate()).Then<SubscriptionActivated>();

    /// <summary>The carrier's system says whether the latest thing bought is in effect.</summary>
    public Scenario Reported(bool failed = false) =>
        When(new ReportProvisioning(State.Renewal.Purchases.Reserved[^1].Key) { Failed = failed }, Caller.System);

    public Scenario Bound(params Eid[] devices)
    {
        foreach (var device in devices)
            When(new BindDevice(device)).Then<DeviceBound>();
        return this;
    }

    /// <summary>A payment arrives, of the plan's price unless told otherwise, in answer to a charge or unasked.</summary>
    public Scenario Paid(string? amount = null, Reference charge = default) =>
        When(Payment(amount is null ? Policy.Plans[0].Price : Money.Parse(amount), charge), Caller.System);

    /// <summary>An attempt to pay a charge fails.</summary>
    public Scenario Declined(Reference charge) => When(Payment(Policy.Plans[0].Price, charge) with { Failed = true }, Caller.System);

    public Scenario ToppedUp(string amount) =>
        When(new TopUp(new Reference($"payment-{++_payments}"), Money.Parse(amount), PaymentMethod.Card), Caller.System);

    public Scenario Requested(CancellationReason reason = CancellationReason.NoLongerNeeded, CancellationTiming timing = CancellationTiming.Immediate) =>
        When(new RequestCancellation(reason) { Timing = timing });

    public Scenario Submitted(params DocumentKind[] kinds) =>
        When(new SubmitDocuments([.. kinds.Select(kind => new SubmittedDocument(kind, new PersonalReference($"document-{kind}-{_commands}")))]));

    /// <summary>The clock shows this local date and time from now on; nothing is decided.</summary>
    public Scenario At(string local)
    {
        Now = Local(local.Contains('T', StringComparison.Ordinal) ? local : local + "T00:00:00");
        return this;
    }

    public Scenario At(Instant now)
    {
        Now = now;
        return this;
    }

    /// <summary>The carrier's rules change, between two events.</summary>
    public Scenario Follow(CarrierPolicy policy)
    {
        Policy = policy;
        Lifecycle = new Lifecycle(policy);
        return this;
    }

    /// <summary>Time passes until then.</summary>
    public Scenario Until(string local) => Take(Lifecycle.Advance(State, At(local).Now));

    public Scenario Until(Instant now) => Take(Lifecycle.Advance(State, At(now).Now));

    public Scenario When(LifecycleCommand command, Caller? by = null, string? id = null) =>
        Take(Lifecycle.Decide(State, command, new CommandContext(Now, by ?? Customer, new CommandId(id ?? $"command-{++_commands}"))));

    /// <summary>The last step gave exactly events of these types, in this order.</summary>
    public Scenario Then(params Type[] events)
    {
        Last.Refusals.Should().BeEmpty();
        Last.Events.Select(e => e.GetType().Name).Should().Equal(events.Select(type => type.Name));
        return this;
    }

    public Scenario Then<T>() where T : LifecycleEvent => Then(typeof(T));

    public Scenario Then<T1, T2>() => Then(typeof(T1), typeof(T2));

    public Scenario Then<T1, T2, T3>() => Then(typeof(T1), typeof(T2), typeof(T3));

    public Scenario Then<T1, T2, T3, T4>() => Then(typeof(T1), typeof(T2), typeof(T3), typeof(T4));

    public Scenario ThenNothing() => Then([]);

    /// <summary>The last step was refused, for exactly these reasons, in this order.</summary>
    public Scenario ThenRefused(params string[] codes)
    {
        Last.Outcome.Should().Be(Outcome.Refused);
        Last.Refusals.Select(refusal => refusal.Code).Should().Equal(codes);
        return this;
    }

    public Scenario AlreadyDone()
    {
        Last.Outcome.Should().Be(Outcome.AlreadyDone);
        return ThenNothing();
    }

    public Scenario Is(SubscriptionStatus status)
    {
        State.Status.Should().Be(status);
        return this;
    }

    public Scenario Holds(Account account, string amount)
    {
        State.Balances[account].Should().Be(Money.Parse(amount));
        return this;
    }

    public Scenario With(Action<Scenario> check)
    {
        check(this);
        return this;
    }

    public T Event<T>() where T : LifecycleEvent => Last.Events.OfType<T>().Single();

    public Instant Local(string local) =>
        LocalDateTimePattern.ExtendedIso.Parse(local.Contains('T', StringComparison.Ordinal) ? local : local + "T00:00:00").Value
            .InZoneLeniently(Zone).ToInstant();

    private RecordPayment Payment(Money amount, Reference charge) =>
        new(new Reference($"payment-{++_payments}"), amount, PaymentMethod.Card) { Charge = charge };

    private Scenario Take(Decision decision)
    {
        // Replaying what was stored gives the state the decision gave: law 13, in every test.
        History.AddRange(decision.Events);
        Lifecycle.Replay([.. History]).Should().Be(decision.Subscription);
        decision.Subscription.Balances.Sum.IsZero.Should().BeTrue();
        (Last, State) = (decision, decision.Subscription);
        return this;
    }
}
