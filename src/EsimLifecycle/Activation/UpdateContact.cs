namespace EsimLifecycle;

/// <summary>
/// A request to change the contact for messages. Possible at any time, also while a cancellation is open, and after closing as long as a
/// refund may follow.
/// </summary>
/// <param name="Contact">The new contact, as a reference to data that the host keeps.</param>
public sealed record UpdateContact(PersonalReference Contact) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.UpdateContact)
    {
        Roles = [Role.Customer, Role.Agent, Role.Carrier],
        IsTriable = true,
        Offer = static (ref offer) => offer.Ask(new UpdateContact(CommandOffer.AnyPerson)),
    };

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (decision.HasRefusals || decision.State.Contact == Contact)
            return;

        decision.Raise(new ContactUpdated { Contact = Contact });
    }

    internal override Facts ListFacts() => new(("contact", Contact));

    internal override void Visit(ref PropertyVisitor visitor) => visitor.Add(Contact);
}

/// <summary>The contact for messages was changed.</summary>
public sealed record ContactUpdated : LifecycleEvent
{
    /// <summary>Gets the new contact.</summary>
    public required PersonalReference Contact { get; init; }

    internal override Facts ListFacts() => new(("contact", Contact));

    internal override void Apply(Subscription draft) => draft.Contact = Contact;
}
