namespace EsimLifecycle;

/// <summary>Buys a pack on top of the plan: at once from the balance; with any other method, when its charge is paid.</summary>
/// <remarks>
/// The days of the pack begin on the day on which it is paid. If the policy requires the carrier's system to confirm purchases, the pack is
/// reserved until it is confirmed.
/// Refused with <see cref="RefusalCode.PackNotOffered"/>, <see cref="RefusalCode.PackLimit"/>, <see cref="RefusalCode.RenewalMethod"/>,
/// <see cref="RefusalCode.RenewalWhileCancelling"/>, <see cref="RefusalCode.ChargeInFlight"/>,
/// <see cref="RefusalCode.ProvisioningPending"/> (for a validity pack while another purchase of time is reserved),
/// <see cref="RefusalCode.BalanceTooLow"/>, and <see cref="RefusalCode.StatusNotPermitted"/> for anything but a validity pack unless the
/// subscription is active.
/// </remarks>
/// <param name="Pack">The code of the pack.</param>
/// <param name="Method">The payment method.</param>
public sealed record BuyPack(string Pack, PaymentMethod Method) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.BuyPack) { Roles = [Role.Customer, Role.Agent, Role.Carrier, Role.System], IsTriable = true, Offer = Offer };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var state = decision.State;
        var pack = decision.Prepared.FindPack(Pack);
        if (pack is null)
            decision.Refuse(Refusals.PackNotOffered(Pack, decision.Prepared.PackCodes));
        else if (pack.Kind != PackKind.Validity && state.Status != SubscriptionStatus.Active)
            decision.Refuse(Refusals.StatusNotPermitted(Kind, state.Status));
        if (PackRules.IsFull(state))
            decision.Refuse(Refusals.PackLimit(Usage.MaxPacks));
        RenewalRefusals.CheckMethod(ref decision, Method);
        RenewalRefusals.CheckCharge(ref decision, ChargePurpose.Pack);
        if (pack is { Kind: PackKind.Validity })
            RenewalRefusals.CheckReserved(ref decision);
        if (pack is not null && Method == PaymentMethod.Balance && Pricing.Spendable(state) < pack.Price)
            decision.Refuse(Refusals.BalanceTooLow(pack.Price, Pricing.Spendable(state)));
        if (decision.HasRefusals)
            return;

        if (Method == PaymentMethod.Balance || pack!.Price.IsZero)
            PurchasePipeline.PayFromBalance(ref decision, PackRules.Purchase(ref decision, pack!));
        else
            ChargeRules.Request(ref decision, ChargePurpose.Pack, pack.Price, Method, pack: pack);
    }

    internal override Facts ListFacts() => new(("pack", Pack), ("method", Method));

    private static void Offer(ref CommandOffer offer)
    {
        foreach (var pack in offer.Policy.Packs)
            offer.AddPaid(new BuyPack(pack.Code, default), static (buy, method) => buy with { Method = method }, pack.Price, pack: pack);

        offer.AddNone(new BuyPack("", PaymentMethod.Balance), "pack");
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Pack);
        visitor.Add(Method);
    }
}

/// <summary>A pack was bought.</summary>
public sealed record PackBought : LifecycleEvent
{
    /// <summary>Gets the pack.</summary>
    public required ActivePack Pack { get; init; }

    /// <summary>Gets the key of the reserved purchase that this event confirms; none if the policy requires no confirmation.</summary>
    public Reference Purchase { get; init; }

    internal override Facts ListFacts() => new(
        ("pack", Pack.Terms),
        ("price", Pack.Price),
        ("until", Pack.Terms.Kind == PackKind.Validity ? null : Pack.ExpiresAt));

    internal override void Apply(Subscription draft)
    {
        if (Cause is not null)
            draft.GoOn();
        draft.Usage = draft.Usage with
        {
            Packs = draft.Usage.Packs.Add(Pack),
            IsDataLow = draft.Usage.IsDataLow && Pack.Terms.DataBytes == 0,
            IsDataExhausted = draft.Usage.IsDataExhausted && Pack.Terms.DataBytes == 0,
        };
        draft.Renewal = draft.Renewal.Supersede(ChargePurpose.Pack, Pack.Terms.Code);
        if (Purchase != default)
            draft.Renewal = draft.Renewal with { Purchases = draft.Renewal.Purchases.End(Purchase, isApplied: true) };
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (Purchase == default)
            outbox.Provision(default, Pack.Terms.Code, Pack.ExpiresAt);
        outbox.Tell(outbox.Message(MessageTemplate.PackBought) with { About = Pack.Key, Pack = Pack.Terms.Code, Amount = Pack.Price, Until = Pack.ExpiresAt });
    }
}

/// <summary>A pack expired, and its price was earned.</summary>
public sealed record PackExpired : LifecycleEvent
{
    /// <summary>Gets the key of the purchase of the pack.</summary>
    public required Reference Pack { get; init; }

    internal override Facts ListFacts() => new(("pack", Pack));

    internal override void Apply(Subscription draft)
    {
        var packs = draft.Usage.Packs;
        for (var i = 0; i < packs.Count; i++)
        {
            if (packs[i].Key == Pack)
            {
                draft.Usage = draft.Usage with { Packs = packs.RemoveAt(i) };
                return;
            }
        }
    }
}

internal static class PackRules
{
    /// <summary>Creates the purchase of a pack whose days begin today.</summary>
    public static Purchase Purchase(ref DecisionBuilder decision, PackTerms pack, Reference charge = default, Reference payment = default)
    {
        var today = decision.Prepared.DateOf(decision.At);
        var end = today + pack.Length;
        var isTime = pack.Kind == PackKind.Validity;
        return new Purchase
        {
            Kind = isTime ? PurchaseKind.Time : PurchaseKind.Pack,
            Pack = new ActivePack(decision.NewKey("pack"), pack, pack.Price, decision.Prepared.StartOf(end)) { BoughtOn = today },
            Period = isTime ? Validity.Lay(ref decision, Period.DaysBetween(today, end), Limits.MaxDays, decision.State.Contract!.Plan) : null,
            Charge = charge,
            Payment = payment,
        };
    }

    /// <summary>Determines whether there are as many packs as a subscription can have.</summary>
    public static bool IsFull(Subscription state) => state.Usage.Packs.Count + state.Renewal.Purchases.Reserved.Count >= Usage.MaxPacks;

    /// <summary>Returns whether there is a subscription to which the pack that a charge was for can be added now.</summary>
    public static bool IsWanted(Subscription state, PackTerms pack) => state.Status switch
    {
        _ when IsFull(state) => false,
        SubscriptionStatus.Active or SubscriptionStatus.Suspended => pack.Kind != PackKind.Validity || !state.Renewal.Purchases.HasTime,
        SubscriptionStatus.Grace => pack.Kind == PackKind.Validity && !state.Renewal.Purchases.HasTime,
        _ => false,
    };

    public static void Expire(ref DecisionBuilder decision, ActivePack pack)
    {
        var postings = new Postings();
        postings.Add(Account.Deferred, Account.Earned, pack.Price);
        decision.Raise(new PackExpired { Pack = pack.Key, Postings = postings.ToList() });
    }
}
