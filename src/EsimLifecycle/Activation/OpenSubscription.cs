namespace EsimLifecycle;

/// <summary>
/// A request to open a subscription on one of the carrier's plans. It stays <see cref="SubscriptionStatus.Pending"/> until it is
/// activated.
/// </summary>
/// <remarks>
/// Refused with <see cref="RefusalCode.SubscriptionAlreadyOpened"/>, <see cref="RefusalCode.PlanNotOffered"/> or
/// <see cref="RefusalCode.PredecessorIsItself"/>. A customer who comes back names the earlier subscription, and is refused with
/// <see cref="RefusalCode.PredecessorNotClosed"/>, <see cref="RefusalCode.ReturnNotAccepted"/> after some reasons of closing, <see cref="RefusalCode.ReturnNumberNotKept"/>,
/// <see cref="RefusalCode.ReturnTooSoon"/> before the policy's wait is over, and <see cref="RefusalCode.PredecessorDues"/> where what is still owed
/// has to be paid first. What is still owed can be taken over (<see cref="ClosurePolicy.PredecessorDues"/>); what is still to be paid out there can be
/// moved here by its owner (<see cref="ChooseBalanceDisposition"/>, then <see cref="ReceiveTransfer"/>). Everything else begins anew: commitment,
/// cooling-off, promotions.
/// </remarks>
/// <param name="Id">The id that the host chose for the subscription.</param>
/// <param name="Plan">The code of the plan.</param>
public sealed record OpenSubscription(SubscriptionId Id, string Plan) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.OpenSubscription)
    {
        Roles = [Role.Customer, Role.Agent, Role.Carrier, Role.System],
        IsTriable = true,
        Offer = Offer,
    };

    /// <summary>
    /// Gets the phone number; null if there is none. A customer who comes back can have the earlier one again while it rests (<see cref="TakeNumber"/>).
    /// </summary>
    public Msisdn? Number { get; init; }

    /// <summary>Gets the profile's ICCID; null if it is not known.</summary>
    public Iccid? Iccid { get; init; }

    /// <summary>Gets the contact for messages, as a reference to data that the host keeps.</summary>
    public PersonalReference Contact { get; init; }

    /// <summary>Gets the earlier subscription of a returning customer, which this one follows; null if there is none.</summary>
    public Predecessor? Predecessor { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        var plan = decision.Prepared.FindPlan(Plan);
        if (plan is null)
            decision.Refuse(Refusals.PlanNotOffered(Plan, decision.Prepared.PlanCodes));
        if (Predecessor is not null)
            CheckPredecessor(ref decision, Predecessor, plan?.Price.Currency ?? decision.Prepared.Currency);
        if (decision.HasRefusals)
            return;

        decision.Raise(new SubscriptionOpened
        {
            Subscription = Id,
            Contract = new Contract
            {
                Plan = plan!,
                PolicyName = decision.Policy.Identity.Name,
                PolicyVersion = decision.Policy.Identity.Version,
                Zone = decision.Policy.Identity.Zone,
                OpenedAt = decision.At,
                ActivationDueBy = decision.Prepared.EndOfDayAfter(decision.At, decision.Policy.Activation.ActivateWithinDays),
                Number = Number,
                Iccid = Iccid,
                Predecessor = Predecessor?.Id ?? default,
            },
            Contact = Contact,
            TakesNumber = RestingNumber(decision.At) is not null,
            Postings = Predecessor?.Owed is { IsPositive: true } owed && decision.Policy.Closure.PredecessorDues == PredecessorDues.TakeOver
                ? [new Posting(Account.Receivable, Account.Transfers, owed)]
                : default,
        });
    }

    internal override Facts ListFacts() => new(("id", Id), ("plan", Plan), ("number", Number), ("predecessor", Predecessor?.Id));

    private static void Offer(ref CommandOffer offer) => offer.AddPlans(static plan => new OpenSubscription(CommandOffer.AnySubscription, plan));

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Id);
        visitor.Add(Plan);
        visitor.AddOptional(Number);
        visitor.AddOptional(Iccid);
        visitor.AddOptional(Contact);
        visitor.AddOptionalPart(Predecessor);
    }

    /// <summary>Returns the end of the rest of the number, if it is that of the predecessor; null if it is not, or does not rest.</summary>
    private Instant? RestingNumber(Instant at) => Number is not null && Number == Predecessor?.Number && Predecessor.NumberRestsUntil > at ? Predecessor.NumberRestsUntil : null;

    private void CheckPredecessor(ref DecisionBuilder decision, Predecessor earlier, Currency currency)
    {
        var rules = decision.Policy.Closure;
        if (earlier.Id == Id)
            decision.Refuse(Refusals.PredecessorIsItself(Id));
        else if (earlier is not { Reason: { } reason, ClosedAt: { } closedAt } || closedAt > decision.At + Limits.ClockTolerance)
            decision.Refuse(Refusals.PredecessorNotClosed(earlier.Id));
        else if (rules.NoReturnAfter.Contains(reason))
            decision.Refuse(Refusals.ReturnNotAccepted(reason));
        else if (rules.ReturnDaysAfter(reason) is > 0 and var days && decision.Prepared.EndOfDayAfter(closedAt, days) is var again && again > decision.At)
            decision.Refuse(Refusals.ReturnTooSoon(closedAt, again));

        if (!rules.ReturnKeepsNumber && RestingNumber(decision.At) is { } restsUntil)
            decision.Refuse(Refusals.ReturnNumberNotKept(restsUntil));

        // A debt in another currency can't be taken over.
        if (earlier.Owed is not { IsZero: false } owed || rules.PredecessorDues == PredecessorDues.StayBehind)
            return;
        if (owed.IsPositive && (rules.PredecessorDues == PredecessorDues.PayFirst || owed.Currency != currency))
            decision.Refuse(Refusals.PredecessorDues(earlier.Id, owed));
        else
            decision.RefuseIf(AmountRules.Check(owed, currency));
    }
}

/// <summary>A subscription was opened. It posts what it takes over of the debt of its predecessor.</summary>
public sealed record SubscriptionOpened : LifecycleEvent
{
    /// <summary>Gets the contract.</summary>
    public required Contract Contract { get; init; }

    /// <summary>Gets the contact for messages, as a reference to data that the host keeps; none if no contact is on file.</summary>
    public PersonalReference Contact { get; init; }

    /// <summary>Gets whether the number is that of the predecessor, which rests and is not released now.</summary>
    public bool TakesNumber { get; init; }

    internal override Facts ListFacts() => new(
        ("plan", Contract.Plan),
        ("dueBy", Contract.ActivationDueBy),
        ("predecessor", Contract.Predecessor),
        ("owed", Moved));

    internal override SubscriptionTrigger? TriggeredBy => CommandKind.OpenSubscription;

    internal override void Apply(Subscription draft)
    {
        draft.Id = Subscription;
        draft.Status = SubscriptionStatus.Pending;
        draft.Contract = Contract;
        draft.Contact = Contact;
        draft.Balances = Balances.In(Contract.Plan.Price.Currency).Post(Postings);
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (TakesNumber)
            outbox.TakeNumber(Contract.Predecessor, Contract.Number!.Value);
        if (Postings is not [{ Amount: var owed }])
            return;
        outbox.MoveDues(Contract.Predecessor, owed);
        outbox.Tell(MessageTemplate.DuesOpen, amount: owed);
    }
}
