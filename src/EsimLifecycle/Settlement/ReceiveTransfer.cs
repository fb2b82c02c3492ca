namespace EsimLifecycle;

/// <summary>
/// Receives a balance that another subscription's settlement left for its customer. The host reports the outcome to that subscription with
/// <see cref="RecordTransfer"/>.
/// </summary>
/// <remarks>
/// Repeating the same transfer changes nothing. Refused with <see cref="RefusalCode.CurrencyMismatch"/>,
/// <see cref="RefusalCode.AmountOutOfRange"/>, <see cref="RefusalCode.TransferConflict"/>, <see cref="RefusalCode.StatusNotPermitted"/>
/// while a cancellation is open, and <see cref="RefusalCode.SubscriptionClosed"/>.
/// </remarks>
/// <param name="From">The subscription that the balance comes from.</param>
/// <param name="Transfer">The key of the transfer in that subscription (<see cref="TransferBalance.Transfer"/>).</param>
/// <param name="Amount">The amount; positive.</param>
public sealed record ReceiveTransfer(SubscriptionId From, Reference Transfer, Money Amount) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ReceiveTransfer)
    {
        Roles = [Role.Agent, Role.Carrier, Role.System],
        Offer = static (ref offer) => offer.Ask(new ReceiveTransfer(CommandOffer.AnySubscription, CommandOffer.AnyReference, offer.SmallestAmount)),
    };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var state = decision.State;
        if (state.Transfers.Find(this, static (received, told) => received.From == told.From && received.Transfer == told.Transfer) is { } received)
        {
            if (received.Amount != Amount)
                decision.Refuse(Refusals.TransferConflict(Transfer, received.Amount));
            return;
        }

        if (state.References.Contains(MoneyReferences.OfTransfer(From, Transfer)))
            return;

        // Only here: a transfer that was taken before is known in every status.
        if (state.Status == SubscriptionStatus.Closed || state.Status.IsPendingCancel())
            decision.Refuse(StatusRefusals.For(Kind, state));
        decision.RefuseIf(AmountRules.Check(Amount, state.Balances.Currency));
        if (!decision.HasRefusals)
        {
            decision.Raise(new TransferReceived
            {
                Received = new ReceivedTransfer(From, Transfer, Amount),
                Postings = [new Posting(Account.Transfers, Account.Wallet, Amount)],
            });
        }
    }

    internal override Facts ListFacts() => new(("amount", Amount), ("from", From), ("transfer", Transfer));

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(From);
        visitor.Add(Transfer);
        visitor.Add(Amount);
    }
}

/// <summary>A balance was received from another subscription.</summary>
public sealed record TransferReceived : LifecycleEvent
{
    /// <summary>Gets the received transfer.</summary>
    public required ReceivedTransfer Received { get; init; }

    internal override Facts ListFacts() => new(("amount", Received.Amount), ("from", Received.From), ("transfer", Received.Transfer));

    internal override void Apply(Subscription draft)
    {
        draft.Transfers = draft.Transfers.AddCapped(Received, ReceivedTransfer.Remembered);
        draft.References = draft.References.Add(MoneyReferences.OfTransfer(Received.From, Received.Transfer));
    }
}
