namespace EsimLifecycle;

/// <summary>Buys a pack on top of the plan: from the balance at once, otherwise when its charge is paid.</summary>
/// <remarks>
/// Refused with <see cref="RefusalCode.PackNotOffered"/>, <see cref="RefusalCode.RenewalMethod"/>, <see cref="RefusalCode.RenewalWhileCancelling"/>,
/// <see cref="RefusalCode.ChargeInFlight"/>, <see cref="RefusalCode.ProvisioningPending"/>, <see cref="RefusalCode.BalanceTooLow"/>, <see cref="RefusalCode.StatusNotPermitted"/> unless active.
/// </remarks>
/// <param name="Pack">The pack's code.</param>
/// <param name="Method">How it is paid.</param>
public sealed record BuyPack(string Pack, PaymentMethod Method) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.BuyPack) { Roles = [Role.Customer, Role.Agent, Role.Carrier, Role.System] };

    internal override void Decide(ref Turn turn)
    {
        var state = turn.State;
        var pack = turn.Rules.FindPack(Pack);
        if (pack is null)
            turn.Refuse(Refusals.PackNotOffered(Pack, turn.Rules.PackCodes));
        RenewalRefusals.CheckMethod(ref turn, Method);
        RenewalRefusals.CheckFree(ref turn, ChargePurpose.Pack);
        if (pack is not null && Method == PaymentMethod.Balance && Pricing.Spendable(state) < pack.Price)
            turn.Refuse(Refusals.BalanceTooLow(pack.Price, Pricing.Spendable(state)));
        if (turn.HasRefusals)
            return;

        if (Method == PaymentMethod.Balance || pack!.Price.IsZero)
            PackRules.FromBalance(ref turn, pack!);
        else
            ChargeRules.Request(ref turn, ChargePurpose.Pack, pack.Price, Method, pack: pack);
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
    /// <summary>The pack.</summary>
    public required ActivePack Pack { get; init; }

    internal override void Apply(Subscription draft) => draft.Usage = draft.Usage with
    {
        Packs = draft.Usage.Packs.Add(Pack),
        IsDataLow = draft.Usage.IsDataLow && Pack.Terms.DataBytes == 0,
        IsDataExhausted = draft.Usage.IsDataExhausted && Pack.Terms.DataBytes == 0,
    };

    internal override void Instruct(ref Outbox outbox)
    {
        outbox.Provision(default, Pack.Terms.Code);
        outbox.Tell(MessageTemplate.PackBought);
    }
}

/// <summary>A pack has expired; what it cost has been served.</summary>
public sealed record PackExpired : LifecycleEvent
{
    /// <summary>Which purchase.</summary>
    public required Reference Pack { get; init; }

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
    public static void FromBalance(ref Turn turn, PackTerms pack)
    {
        var postings = new Postings();
        var promotional = Pricing.Spend(turn.State, pack.Price, Account.Deferred, ref postings);
        Add(ref turn, pack, promotional, postings.ToList());
    }

    /// <summary>Buys the pack with the payment its charge asked for; false where that is not enough or there is no subscription to add it to.</summary>
    public static bool Pay(ref Turn turn, PaymentReceipt payment, Instant? occurredAt, Charge charge)
    {
        var pack = charge.Pack!;
        var isWanted = turn.State.Status is SubscriptionStatus.Active or SubscriptionStatus.Suspended

            // Time can't follow a period that may yet be undone.
            && (pack.Kind != PackKind.Validity || turn.State.Renewal.Provisioning is null);
        if (!isWanted || payment.Amount < pack.Price)
            return false;
        var postings = new Postings();
        postings.Add(Account.Customer, Account.Deferred, pack.Price);
        postings.Add(Account.Customer, Account.Wallet, payment.Amount - pack.Price);
        turn.Raise(PaymentRules.Recorded(payment, PaymentUse.Pack, occurredAt, charge.Key, postings.ToList()));
        Add(ref turn, pack, null, default);
        return true;
    }

    public static void Expire(ref Turn turn, ActivePack pack)
    {
        var postings = new Postings();
        postings.Add(Account.Deferred, Account.Earned, pack.Price);
        turn.Raise(new PackExpired { Pack = pack.Key, Postings = postings.ToList() });
    }

    private static void Add(ref Turn turn, PackTerms pack, Money? promotional, ValueList<Posting> postings)
    {
        var today = turn.Rules.DateOf(turn.At);
        var end = today + pack.Length;
        if (pack.Kind != PackKind.Validity)
        {
            turn.Raise(new PackBought
            {
                Pack = new ActivePack(new Reference($"pack-{turn.State.Version + 1}"), pack, pack.Price, turn.Rules.StartOf(end), promotional) { BoughtOn = today },
                Postings = postings,
            });
            return;
        }

        // Time has no expiry of its own: it is served as it passes with the period it becomes, and its price is earned at once.
        turn.Raise(new PackBought
        {
            Pack = new ActivePack(new Reference($"pack-{turn.State.Version + 1}"), pack, pack.Price, turn.At, promotional) { BoughtOn = today },
            Postings = postings,
        });
        Validity.Extend(ref turn, Period.DaysBetween(today, end), Limits.LongestDays);
    }
}
