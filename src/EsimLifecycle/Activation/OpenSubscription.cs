namespace EsimLifecycle;

/// <summary>
/// A request to open a subscription on one of the carrier's plans. It stays <see cref="SubscriptionStatus.Pending"/> until it is
/// activated.
/// </summary>
/// <remarks>
/// Refused with <see cref="RefusalCode.SubscriptionAlreadyOpened"/>, <see cref="RefusalCode.PlanNotOffered"/> or
/// <see cref="RefusalCode.PredecessorIsItself"/>.
/// </remarks>
/// <param name="Id">The id that the host chose for the subscription.</param>
/// <param name="Plan">The code of the plan.</param>
public sealed record OpenSubscription(SubscriptionId Id, string Plan) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.OpenSubscription) { Roles = [Role.Customer, Role.Agent, Role.Carrier, Role.System] };

    /// <summary>Gets the phone number; null if there is none.</summary>
    public Msisdn? Number { get; init; }

    /// <summary>Gets the profile's ICCID; null if it is not known.</summary>
    public Iccid? Iccid { get; init; }

    /// <summary>Gets the contact for messages, as a reference to data that the host keeps.</summary>
    public PersonalReference Contact { get; init; }

    /// <summary>Gets the earlier subscription of a returning customer, which this one follows; none if there is none.</summary>
    public SubscriptionId Predecessor { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        var plan = decision.Prepared.FindPlan(Plan);
        if (plan is null)
            decision.Refuse(Refusals.PlanNotOffered(Plan, decision.Prepared.PlanCodes));
        if (Predecessor != default && Predecessor == Id)
            decision.Refuse(Refusals.PredecessorIsItself(Id));
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
                Predecessor = Predecessor,
            },
            Contact = Contact,
        });
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Id);
        visitor.Add(Plan);
        visitor.AddOptional(Number);
        visitor.AddOptional(Iccid);
        visitor.AddOptional(Contact);
        visitor.AddOptional(Predecessor);
    }
}

/// <summary>A subscription was opened.</summary>
public sealed record SubscriptionOpened : LifecycleEvent
{
    /// <summary>Gets the contract.</summary>
    public required Contract Contract { get; init; }

    /// <summary>Gets the contact for messages, as a reference to data that the host keeps; none if no contact is on file.</summary>
    public PersonalReference Contact { get; init; }

    internal override SubscriptionTrigger? TriggeredBy => CommandKind.OpenSubscription;

    internal override void Apply(Subscription draft)
    {
        draft.Id = Subscription;
        draft.Status = SubscriptionStatus.Pending;
        draft.Contract = Contract;
        draft.Contact = Contact;
        draft.Balances = Balances.In(Contract.Plan.Price.Currency);
    }
}
