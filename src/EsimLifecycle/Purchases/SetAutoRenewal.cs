namespace EsimLifecycle;

/// <summary>Switches auto-renewal on, off, or to another payment method. Possible at any moment.</summary>
/// <remarks>
/// <para>Switched off between a charge and its outcome, the charge is void: if it succeeds all the same, the money goes back. While a cancellation is
/// open auto-renewal rests and can only be switched off; switching it on after the day of the charge, and in grace, charges at once.</para>
/// <para>Refused with <see cref="RefusalCode.RenewalMethod"/>, <see cref="RefusalCode.RenewalWhileCancelling"/>,
/// <see cref="RefusalCode.RenewalByTopUp"/>, <see cref="RefusalCode.SubscriptionClosed"/>.</para>
/// </remarks>
/// <param name="On">Whether it is on from now on.</param>
/// <param name="Method">How it pays, where it is on; by card by default.</param>
public sealed record SetAutoRenewal(bool On, PaymentMethod Method = PaymentMethod.Card) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.SetAutoRenewal) { Roles = [Role.Customer, Role.Agent, Role.Carrier, Role.System] };

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

/// <summary>Auto-renewal was switched on, off, or to another payment method.</summary>
public sealed record AutoRenewalSet : LifecycleEvent
{
    /// <summary>How it pays; null where it is off.</summary>
    public PaymentMethod? Method { get; init; }

    /// <summary>When disuse is long enough to be noticed; null where it is not watched for.</summary>
    public Instant? DisuseAt { get; init; }

    internal override void Apply(Subscription draft)
    {
        draft.Renewal = (Method is null ? draft.Renewal.VoidCharges(onlyAutomatic: true) : draft.Renewal) with { AutoRenewal = Method };
        draft.Usage = draft.Usage with { DisuseAt = DisuseAt };

        // A charge that was given up or void is made anew.
        if (Method is not null && draft.Contract!.ActivatedAt is not null)
            draft.Term = draft.Term.Rearm(At);
    }
}
