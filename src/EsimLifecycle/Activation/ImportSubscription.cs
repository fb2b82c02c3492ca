namespace EsimLifecycle;

/// <summary>A request to take over a subscription that already exists elsewhere, with its dates, devices and opening balances.</summary>
/// <remarks>
/// <para>The status follows from the dates: pending without <see cref="ActivatedOn"/>, suspended with <see cref="SuspendedFor"/>,
/// otherwise active or in grace. Opening balances are booked as paid in by the customer.</para>
/// <para>Refused with <see cref="RefusalCode.SubscriptionAlreadyOpened"/>, <see cref="RefusalCode.PlanNotOffered"/>,
/// <see cref="RefusalCode.ImportDates"/>, <see cref="RefusalCode.ImportDuplicateDevice"/>, <see cref="RefusalCode.DeviceLimit"/>,
/// <see cref="RefusalCode.CurrencyMismatch"/> or <see cref="RefusalCode.AmountOutOfRange"/>.</para>
/// </remarks>
/// <param name="Id">The id that the host chose for the subscription.</param>
/// <param name="Plan">The code of the plan.</param>
public sealed record ImportSubscription(SubscriptionId Id, string Plan) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ImportSubscription) { Roles = [Role.Carrier, Role.System], IsTriable = true, Offer = Offer };

    /// <summary>
    /// Gets the date of the activation, in the carrier's zone, from which the minimum term counts; null if the subscription was never
    /// activated.
    /// </summary>
    public LocalDate? ActivatedOn { get; init; }

    /// <summary>
    /// Gets the date on which the periods are anchored, if that is not the day on which the current one began: 31 January for a monthly
    /// period that began on 28 February. Not after <see cref="PaidFrom"/>, which is the default.
    /// </summary>
    public LocalDate? Anchor { get; init; }

    /// <summary>Gets the first date of the current period. Required if the subscription was activated.</summary>
    public LocalDate? PaidFrom { get; init; }

    /// <summary>
    /// Gets the first date that is no longer paid. Required if the subscription was activated; after <see cref="PaidFrom"/>.
    /// </summary>
    public LocalDate? PaidUntil { get; init; }

    /// <summary>
    /// Gets the amount paid for the current period; zero by default, so that nothing of it can be refunded. The amount for a period that
    /// is over is earned.
    /// </summary>
    public Money? PaidForPeriod { get; init; }

    /// <summary>Gets the balance that the customer can spend; zero by default.</summary>
    public Money? Wallet { get; init; }

    /// <summary>Gets the free credit that the customer can spend; zero by default.</summary>
    public Money? Promotional { get; init; }

    /// <summary>Gets the payment method of auto-renewal; null if auto-renewal is off.</summary>
    public PaymentMethod? AutoRenewal { get; init; }

    /// <summary>Gets the holder of the suspension; null if the subscription is not suspended.</summary>
    public SuspensionHolder? SuspendedFor { get; init; }

    /// <summary>Gets the devices on which the profile is bound.</summary>
    public ValueList<DeviceToBind> Devices { get; init; }

    /// <summary>Gets the phone number; null if there is none.</summary>
    public Msisdn? Number { get; init; }

    /// <summary>Gets the profile's ICCID; null if it is not known.</summary>
    public Iccid? Iccid { get; init; }

    /// <summary>Gets the contact for messages, as a reference to data that the host keeps.</summary>
    public PersonalReference Contact { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        var plan = decision.Prepared.FindPlan(Plan);
        if (plan is null)
            decision.Refuse(Refusals.PlanNotOffered(Plan, decision.Prepared.PlanCodes));
        CheckDates(ref decision);
        CheckDevices(ref decision);
        CheckAmount(ref decision, PaidForPeriod);
        CheckAmount(ref decision, Wallet);
        CheckAmount(ref decision, Promotional);
        if (decision.HasRefusals)
            return;

        var term = ActivatedOn is null ? PaidTerm.None : MakeTerm(ref decision, plan!);
        decision.Raise(new SubscriptionImported
        {
            Subscription = Id,
            Status = StatusOf(ref decision, term),
            Contract = MakeContract(ref decision, plan!),
            Contact = Contact,
            Term = term,
            Suspension = MakeSuspension(ref decision),
            Devices = ValueList.Create(Devices.Select(ToBinding(decision.At))),
            AutoRenewal = plan!.Validity is null ? AutoRenewal : null,
            DisuseAt = Disuse.After(ref decision, decision.At),
            Postings = OpeningBalances(isCurrent: term.Periods.Count > 0),
        });
    }

    internal override Facts ListFacts() => new(
        ("id", Id),
        ("plan", Plan),
        ("activatedOn", ActivatedOn),
        ("paidUntil", PaidUntil),
        ("number", Number),
        ("holder", SuspendedFor));

    private static void Offer(ref CommandOffer offer) => offer.AddPlans(static plan => new ImportSubscription(CommandOffer.AnySubscription, plan));

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Id);
        visitor.Add(Plan);
        visitor.AddOptional(ActivatedOn);
        visitor.AddOptional(Anchor);
        visitor.AddOptional(PaidFrom);
        visitor.AddOptional(PaidUntil);
        visitor.AddOptional(PaidForPeriod);
        visitor.AddOptional(Wallet);
        visitor.AddOptional(Promotional);
        visitor.AddOptional(AutoRenewal);
        visitor.AddOptional(SuspendedFor);
        visitor.AddEach(Devices);
        visitor.AddOptional(Number);
        visitor.AddOptional(Iccid);
        visitor.AddOptional(Contact);
    }

    private static Func<DeviceToBind, DeviceBinding> ToBinding(Instant at) => device => new DeviceBinding(device.Device, device.Kind, at, device.Label);

    private void CheckDates(ref DecisionBuilder decision)
    {
        var consistent = ActivatedOn is { } activated
            ? PaidFrom is { } from && PaidUntil is { } until
                && Limits.EarliestDate <= activated && activated <= from && from <= decision.Prepared.DateOf(decision.At)
                && from < until && until <= Limits.LatestDate
                && (Anchor is not { } anchor || (anchor >= Limits.EarliestDate && anchor <= from))
                && (SuspendedFor is not null || EndOfGrace(ref decision, until) > decision.At)
            : Anchor is null && PaidFrom is null && PaidUntil is null && PaidForPeriod is null && SuspendedFor is null;
        if (!consistent)
            decision.Refuse(Refusals.ImportDates(ActivatedOn, PaidFrom, PaidUntil));
    }

    private void CheckDevices(ref DecisionBuilder decision)
    {
        if (Devices.Count > decision.Policy.Devices.MaxDevices)
            decision.Refuse(Refusals.DeviceLimit(decision.Policy.Devices.MaxDevices));
        foreach (var repeated in Devices.GroupBy(device => device.Device).Where(same => same.Skip(1).Any()))
            decision.Refuse(Refusals.ImportDuplicateDevice(repeated.Key));
    }

    private static void CheckAmount(ref DecisionBuilder decision, Money? amount)
    {
        if (amount is { } money)
            decision.RefuseIf(AmountRules.Check(money, decision.Prepared.Currency, allowZero: true));
    }

    private PaidTerm MakeTerm(ref DecisionBuilder decision, PlanTerms plan)
    {
        var schedule = new BillingSchedule(Anchor ?? PaidFrom!.Value, plan.Length);
        var until = PaidUntil!.Value;
        var next = 0;
        while (schedule[next].End <= until)
            next++;

        // Paid up to within a period of the anchor's schedule: what follows is anchored where it ends.
        if (next == 0 || schedule[next].Start != until)
        {
            schedule = new BillingSchedule(until, plan.Length);
            next = 0;
        }

        var price = PaidForPeriod ?? Money.Zero(plan.Price.Currency);
        var period = Periods.Lay(ref decision, new ServicePeriod(0, PaidFrom!.Value, until), plan, price);
        var isCurrent = period.EndsAt > decision.At;
        var term = PaidTerm.None.Append(period, schedule, next);
        if (isCurrent)
            return term;
        var graceEndsAt = EndOfGrace(ref decision, until);
        return term with { Periods = default, GraceEndsAt = graceEndsAt, RemindAt = Reminders.OfGrace(ref decision, graceEndsAt, term) };
    }

    private static Instant EndOfGrace(ref DecisionBuilder decision, LocalDate paidUntil) =>
        decision.Prepared.StartOf(paidUntil.PlusDays(decision.Policy.Renewal.GraceDays));

    private Contract MakeContract(ref DecisionBuilder decision, PlanTerms plan)
    {
        var activatedAt = ActivatedOn is { } date ? decision.Prepared.StartOf(date) : (Instant?)null;
        return new Contract
        {
            Plan = plan,
            PolicyName = decision.Policy.Identity.Name,
            PolicyVersion = decision.Policy.Identity.Version,
            Zone = decision.Policy.Identity.Zone,
            OpenedAt = decision.At,
            ActivationDueBy = activatedAt is null ? decision.Prepared.EndOfDayAfter(decision.At, decision.Policy.Activation.ActivateWithinDays) : null,
            ActivatedAt = activatedAt,
            Commitment = CommitmentRules.Of(plan, ActivatedOn, decision.Prepared),
            Number = Number,
            Iccid = Iccid,
        };
    }

    private Suspension? MakeSuspension(ref DecisionBuilder decision) => SuspendedFor is { } holder
        ? new Suspension(
            holder,
            decision.At,
            decision.Prepared.EndOfDayAfter(decision.At, decision.Policy.Activation.MaxSuspensionDays),
            decision.Policy.Activation.SuspensionStopsTerm)
        : null;

    private SubscriptionStatus StatusOf(ref DecisionBuilder decision, PaidTerm term) =>
        ActivatedOn is null ? SubscriptionStatus.Pending
        : SuspendedFor is not null ? SubscriptionStatus.Suspended
        : term.PaidUntil > decision.At ? SubscriptionStatus.Active
        : SubscriptionStatus.Grace;

    private ValueList<Posting> OpeningBalances(bool isCurrent)
    {
        var postings = new Postings();
        postings.Add(Account.Customer, isCurrent ? Account.Deferred : Account.Earned, PaidForPeriod);
        postings.Add(Account.Customer, Account.Wallet, Wallet);
        postings.Add(Account.Concessions, Account.Promotional, Promotional);
        return postings.ToList();
    }
}

/// <summary>A device to bind, as a command names it.</summary>
/// <param name="Device">The EID of the device's eUICC.</param>
/// <param name="Kind">The kind of the device.</param>
/// <param name="Label">The customer's name for the device, as a reference to data that the host keeps.</param>
public sealed record DeviceToBind(Eid Device, DeviceKind Kind = DeviceKind.Phone, PersonalReference Label = default) : IVisited
{
    void IVisited.Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Device);
        visitor.Add(Kind);
        visitor.AddOptional(Label);
    }
}

/// <summary>A subscription that existed elsewhere was taken over.</summary>
public sealed record SubscriptionImported : LifecycleEvent
{
    /// <summary>Gets the status that follows from the dates.</summary>
    public required SubscriptionStatus Status { get; init; }

    /// <summary>Gets the contract.</summary>
    public required Contract Contract { get; init; }

    /// <summary>Gets the contact for messages, as a reference to data that the host keeps; none if no contact is on file.</summary>
    public PersonalReference Contact { get; init; }

    /// <summary>Gets the paid time.</summary>
    public required PaidTerm Term { get; init; }

    /// <summary>Gets the suspension; null if the subscription is not suspended.</summary>
    public Suspension? Suspension { get; init; }

    /// <summary>Gets the devices on which the profile is bound.</summary>
    public ValueList<DeviceBinding> Devices { get; init; }

    /// <summary>Gets the payment method of auto-renewal; null if auto-renewal is off.</summary>
    public PaymentMethod? AutoRenewal { get; init; }

    /// <summary>Gets the instant at which disuse is noticed; null if disuse is not monitored.</summary>
    public Instant? DisuseAt { get; init; }

    internal override Facts ListFacts() => new(
        ("plan", Contract.Plan),
        ("status", Status),
        ("paidUntil", Term.PaidUntilDate),
        ("committedUntil", Contract.CommittedUntil),
        ("devices", Devices.Select(binding => binding.Device)));

    internal override SubscriptionTrigger? TriggeredBy => CommandKind.ImportSubscription;

    internal override void Apply(Subscription draft)
    {
        draft.Id = Subscription;
        draft.Status = Status;
        draft.Contract = Contract;
        draft.Contact = Contact;
        draft.Term = Term;
        draft.Suspension = Suspension;
        draft.Devices = Devices;
        draft.Renewal = draft.Renewal with { AutoRenewal = AutoRenewal };
        draft.Usage = draft.Usage with { DisuseAt = DisuseAt };
        draft.Balances = Balances.In(Contract.Plan.Price.Currency).Post(Postings);
    }
}
