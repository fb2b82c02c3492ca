namespace EsimLifecycle;

/// <summary>
/// Changes what happens to the balance that a settlement leaves: while a cancellation is open and not settled, or after closing for the
/// part that is still due and has no payout in progress.
/// </summary>
/// <remarks>
/// Refused with <see cref="RefusalCode.CancellationNotOpen"/>, <see cref="RefusalCode.CancellationSettled"/> between settlement and closing,
/// <see cref="RefusalCode.RefundNotOpen"/>, <see cref="RefusalCode.TransferNotOffered"/>, <see cref="RefusalCode.TransferTarget"/> and
/// <see cref="RefusalCode.TransferConsent"/>.
/// </remarks>
/// <param name="Choice">The chosen disposition.</param>
public sealed record ChooseBalanceDisposition(BalanceChoice Choice) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ChooseBalanceDisposition)
    {
        Roles = [Role.Customer, Role.Agent, Role.Carrier],
        Offer = Offer,
    };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var state = decision.State;
        Predicate<RefundLeg> isOpen = leg => leg.Status is RefundStatus.Due or RefundStatus.Failed && state.UnderWay(leg.Key).IsZero;
        if (state.Status == SubscriptionStatus.Closed)
        {
            if (RefundRules.Change(state, isOpen, leg => leg).Count == 0)
                decision.Refuse(Refusals.RefundNotOpen());
        }
        else if (state.Cancellation!.SettledAt is { } settledAt)
        {
            decision.Refuse(Refusals.CancellationSettled(settledAt));
        }

        BalanceRules.Check(ref decision, Choice);
        if (decision.HasRefusals)
            return;

        var postings = new Postings();
        var legs = state.Status != SubscriptionStatus.Closed ? default : Choice.Disposition switch
        {
            BalanceDisposition.Transfer => BalanceRules.ToTransfer(ref decision, isOpen, Choice.To),
            BalanceDisposition.Forfeit => RefundRules.End(state, isOpen, RefundTrigger.Forfeit, RefundStatus.Forfeited, Account.Forfeited, ref postings),
            _ => default,
        };
        if (state.Status == SubscriptionStatus.Closed && legs.Count == 0)
            return;
        if (state.Cancellation is { } request && request.Balance == Choice && legs.Count == 0)
            return;
        decision.Raise(new BalanceDispositionChosen { Choice = Choice, Legs = legs, Postings = postings.ToList() });
    }

    internal override Facts ListFacts() => new(("choice", Choice));

    private static void Offer(ref CommandOffer offer)
    {
        offer.Add(new ChooseBalanceDisposition(new BalanceChoice(BalanceDisposition.Refund)));
        offer.Ask(new ChooseBalanceDisposition(new BalanceChoice(BalanceDisposition.Transfer, CommandOffer.AnyPerson, CommandOffer.AnyPerson)));
        offer.Add(new ChooseBalanceDisposition(new BalanceChoice(BalanceDisposition.Forfeit)));
    }

    internal override void Visit(ref PropertyVisitor visitor) => visitor.AddPart(Choice);
}

/// <summary>The customer chose what happens to the balance that the settlement leaves.</summary>
public sealed record BalanceDispositionChosen : LifecycleEvent
{
    /// <summary>Gets the chosen disposition.</summary>
    public required BalanceChoice Choice { get; init; }

    /// <summary>Gets, after closing, the updated refund legs that are no longer to be paid out.</summary>
    public ValueList<RefundLeg> Legs { get; init; }

    internal override Facts ListFacts() => new(("choice", Choice), ("refunds", Legs));

    internal override void Apply(Subscription draft)
    {
        if (draft.Status != SubscriptionStatus.Closed)
            draft.Cancellation = draft.Cancellation! with { Balance = Choice };
        RefundRules.Put(draft, Legs);
    }

    internal override void Instruct(ref Outbox outbox) => outbox.TransferBalance(Legs);
}
