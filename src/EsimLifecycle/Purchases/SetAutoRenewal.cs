namespace EsimLifecycle;

/// <summary>Switches auto-renewal on or off, or changes its payment method. Permitted at any time.</summary>
/// <remarks>
/// <para>Switching auto-renewal off between a charge and its outcome voids the charge: if it succeeds nevertheless, the money is sent back.
/// While a cancellation is open, auto-renewal is inactive and can only be switched off. Switching it on after the day of the charge, or in
/// grace, charges at once.</para>
/// <para>Refused with <see cref="RefusalCode.RenewalMethod"/>, <see cref="RefusalCode.RenewalWhileCancelling"/>,
/// <see cref="RefusalCode.RenewalByTopUp"/>, <see cref="RefusalCode.SubscriptionClosed"/>.</para>
/// </remarks>
/// <param name="On">Whether auto-renewal is on from now on.</param>
/// <param name="Method">The payment method when auto-renewal is on; <see cref="PaymentMethod.Card"/> by default.</param>
public sealed record SetAutoRenewal(bool On, PaymentMethod Method = PaymentMethod.Card) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.SetAutoRenewal)
    {
        Roles = [Role.Customer, Role.Agent, Role.Carrier, Role.System],
        IsTriable = true,
        Offer = Offer,
    };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var state = decision.State;
        if (On)
            CheckOn(ref decision);
        PaymentMethod? method = On ? Method : null;
        if (decision.HasRefusals || state.Renewal.AutoRenewal == method)
            return;

        decision.Raise(new AutoRenewalSet { Method = method, DisuseAt = Disuse.After(ref decision, state.Usage.LastUsedAt ?? decision.At) });
    }

    internal override Facts ListFacts() => new(("method", On ? Method : null));

    private static void Offer(ref CommandOffer offer)
    {
        foreach (var method in offer.Policy.Renewal.Methods)
        {
            var answer = offer.Ask(new SetAutoRenewal(On: true, method));
            if (offer.Lists)
                offer.List(new CommandChoice(answer) { Methods = [method] });
        }

        offer.Add(new SetAutoRenewal(On: false));
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(On);
        visitor.Add(Method);
    }

    private void CheckOn(ref DecisionBuilder decision)
    {
        var state = decision.State;
        if (state.Status.IsPendingCancel())
            decision.Refuse(Refusals.RenewalWhileCancelling(Kind, WithdrawCancellation.From(state.Cancellation!)));
        RenewalRefusals.CheckMethod(ref decision, Method);
        if (state.Contract!.Plan.Validity is not null)
            decision.Refuse(Refusals.RenewalByTopUp(state.Contract.Plan.Code));
    }
}

/// <summary>Auto-renewal was switched on or off, or its payment method was changed.</summary>
public sealed record AutoRenewalSet : LifecycleEvent
{
    /// <summary>Gets the payment method; null if auto-renewal is off.</summary>
    public PaymentMethod? Method { get; init; }

    /// <summary>Gets the time at which disuse is noticed; null if the policy does not watch for it.</summary>
    public Instant? DisuseAt { get; init; }

    internal override Facts ListFacts() => new(("method", Method));

    internal override void Apply(Subscription draft)
    {
        draft.Renewal = (Method is null ? draft.Renewal.VoidCharges(onlyAutomatic: true) : draft.Renewal) with { AutoRenewal = Method };
        draft.Usage = draft.Usage with { DisuseAt = DisuseAt };

        // A charge that was given up or void is made anew.
        if (Method is not null && draft.Contract!.ActivatedAt is not null)
            draft.Term = draft.Term.Rearm(At);
    }
}
