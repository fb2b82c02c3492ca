namespace EsimLifecycle.Hosting.Conformance;

/// <summary>Lives a subscription, and gives what a host would append.</summary>
internal sealed class Life(string id, CarrierPolicy? policy = null, Instant? from = null)
{
    /// <summary>When a life begins unless it is told otherwise: with a fraction that a store must not lose.</summary>
    public static readonly Instant Start = Instant.FromUtc(2026, 1, 31, 3, 0).PlusTicks(1_234_567);

    /// <summary>A number of messages after which a subscription itself has forgotten the ones before.</summary>
    public const int Forgotten = 130;

    private static readonly CarrierPolicy Plain = CarrierPolicy.Preset("axis-keep-number");
    private static readonly Eid Phone = Eid.Parse("89049032123451234512345678901235");
    private static readonly Eid Watch = Eid.Parse("89086030202200000022000023022943");

    private readonly CarrierPolicy _policy = policy ?? Plain;
    private readonly Lifecycle _lifecycle = new(policy ?? Plain);
    private int _messages;

    public SubscriptionId Id { get; } = new(id);

    public Instant Now { get; set; } = from ?? Start;

    public Subscription State { get; private set; } = Subscription.None;

    public List<LifecycleEvent> Events { get; } = [];

    /// <summary>One event, no instruction, a deadline.</summary>
    public SubscriptionAppend Open(string? message = null) => Do(new OpenSubscription(Id, _policy.Plans[0].Code) { Contact = new("contact-0") }, message);

    /// <summary>One event and no instruction.</summary>
    public SubscriptionAppend Note(string? message = null) => Do(new UpdateContact(new PersonalReference($"contact-{State.Version}")), message);

    public IEnumerable<SubscriptionAppend> Notes(int count) => Enumerable.Range(0, count).Select(_ => Note());

    /// <summary>Opened, paid and active: the last of three events has two instructions.</summary>
    public IEnumerable<SubscriptionAppend> Activate()
    {
        yield return Open();
        yield return Do(new RecordPayment(new Reference($"payment-{Id}"[..Math.Min(128, 8 + Id.ToString().Length)]), _policy.Plans[0].Price, PaymentMethod.Card));
        yield return Do(new Activate());
    }

    /// <summary>One event with two instructions, of an active or suspended one.</summary>
    public SubscriptionAppend Toggle() => State.Status == SubscriptionStatus.Suspended ? Do(new Resume()) : Do(new Suspend(SuspensionHolder.Carrier));

    /// <summary>A deadline with a fraction of a second, of an active one.</summary>
    public SubscriptionAppend Renew() => Do(new Renew(PaymentMethod.Card));

    /// <summary>Everything from opening to the erasure of personal data: money, devices, documents, a cancellation, deadlines.</summary>
    public IEnumerable<SubscriptionAppend> LiveWhole()
    {
        foreach (var append in Activate())
            yield return append;
        foreach (var purchase in State.Renewal.Purchases.Reserved)
            yield return Do(new ReportProvisioning(purchase.Key));
        LifecycleCommand[] beforeLeaving = [new BindDevice(Phone), new BindDevice(Watch), new SetAutoRenewal(true) { Method = PaymentMethod.Card }, new Renew(PaymentMethod.Card)];
        foreach (var append in beforeLeaving.Select(TryDo).OfType<SubscriptionAppend>())
            yield return append;
        Now += Duration.FromDays(10);
        yield return Do(new RequestCancellation(CancellationReason.NoLongerNeeded));
        if (State.Cancellation is { Missing: { Count: > 0 } missing })
            yield return Do(new SubmitDocuments([.. missing.Select(kind => new SubmittedDocument(kind, new PersonalReference($"document-{kind}")))]));
        LifecycleCommand[] leaving = [new UnbindDevice(Phone), new UnbindDevice(Watch)];
        foreach (var append in leaving.Select(TryDo).OfType<SubscriptionAppend>())
            yield return append;
        while (State.NextDeadline is not null)
            yield return Advance();
    }

    /// <summary>Until the next deadline has passed.</summary>
    public SubscriptionAppend Advance()
    {
        Now = Instant.Max(Now, State.NextDeadline!.Value);
        return Keep(_lifecycle.Advance(State, Now), null);
    }

    public SubscriptionAppend Do(LifecycleCommand command, string? message = null, bool isNew = true) => TryDo(command, message, isNew)
        ?? throw new InvalidOperationException($"{command.Kind} changes nothing of '{Id}', which is {State.Status}.");

    /// <summary>Decides as another process would that knows the same state, and forgets it.</summary>
    public SubscriptionAppend Elsewhere(Func<Life, SubscriptionAppend> act)
    {
        var other = new Life(Id.ToString(), _policy) { Now = Now, State = State, _messages = _messages };
        return act(other);
    }

    private SubscriptionAppend? TryDo(LifecycleCommand command) => TryDo(command, null, true);

    private SubscriptionAppend? TryDo(LifecycleCommand command, string? message, bool isNew)
    {
        var id = new CommandId(message ?? $"message-{++_messages}");
        var decision = _lifecycle.Decide(State, command, new CommandContext(Now, Caller.Carrier, id));
        return decision.Outcome == Outcome.Accepted && decision.Events.Count > 0 ? Keep(decision, isNew ? id : null) : null;
    }

    private SubscriptionAppend Keep(Decision decision, CommandId? message)
    {
        State = decision.Subscription;
        Events.AddRange(decision.Events);
        return new SubscriptionAppend(decision, message);
    }
}
