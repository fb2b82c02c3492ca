namespace EsimLifecycle;

/// <summary>Asks to buy the next period: before the end, on the last day, or in grace. It follows what is already paid, never today.</summary>
/// <remarks>
/// <para>Paid from the balance it is bought at once; otherwise the host is told to charge the customer, and the period is bought when
/// <see cref="RecordPayment"/> reports success.</para>
/// <para>Refused with <see cref="RefusalCode.RenewalMethod"/>, <see cref="RefusalCode.PlanNotOffered"/>, <see cref="RefusalCode.RenewalWhileCancelling"/>,
/// <see cref="RefusalCode.RenewalByTopUp"/>, <see cref="RefusalCode.RenewalTooFarAhead"/>, <see cref="RefusalCode.ChargeInFlight"/>,
/// <see cref="RefusalCode.ProvisioningPending"/>, <see cref="RefusalCode.BalanceTooLow"/>, <see cref="RefusalCode.SubscriptionClosed"/>.</para>
/// </remarks>
/// <param name="Method">How it is paid.</param>
public sealed record Renew(PaymentMethod Method) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.Renew) { Roles = [Role.Customer, Role.Agent, Role.Carrier, Role.System] };

    /// <summary>
    /// The code of the plan whose terms, as they are offered now, count from this period on; null to go on as agreed (see <see cref="ChangePlan"/> for
    /// a change from today).
    /// </summary>
    public string? Plan { get; init; }

    internal override void Decide(ref Turn turn)
    {
        var state = turn.State;
        var plan = Plan is null ? null : turn.Rules.FindPlan(Plan);
        if (Plan is not null && plan is null)
            turn.Refuse(Refusals.PlanNotOffered(Plan, turn.Rules.PlanCodes));
        RenewalRefusals.CheckMethod(ref turn, Method);
        RenewalRefusals.CheckFree(ref turn, ChargePurpose.Renewal);
        var price = Pricing.NextPeriod(ref turn, plan);
        if (price.Plan.Validity is not null)
            turn.Refuse(Refusals.RenewalByTopUp(price.Plan.Code));
        var next = Buying.IsFull(ref turn) ? null : Buying.PlanNext(ref turn, price);
        if (next is null)
            turn.Refuse(RenewalRefusals.TooFarAhead(ref turn));
        if (Method == PaymentMethod.Balance && Pricing.Spendable(state) < price.Price)
            turn.Refuse(Refusals.BalanceTooLow(price.Price, Pricing.Spendable(state)));
        if (turn.HasRefusals)
            return;

        if (Method == PaymentMethod.Balance || price.Price.IsZero)
            Buying.FromBalance(ref turn, price, next!.Value);
        else
            ChargeRules.Request(ref turn, ChargePurpose.Renewal, price.Price, Method, plan);
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Method);
        visitor.AddOptional(Plan);
    }
}

/// <summary>The reasons against buying.</summary>
internal static class RenewalRefusals
{
    public static void CheckMethod(ref Turn turn, PaymentMethod method)
    {
        var accepted = turn.Policy.Renewal.Methods;
        if (!accepted.Contains(method))
            turn.Refuse(Refusals.RenewalMethod(method, accepted));
    }

    /// <summary>Refuses while another charge for the same, or an unconfirmed purchase, is under way.</summary>
    public static void CheckFree(ref Turn turn, ChargePurpose purpose)
    {
        if (turn.State.Renewal.Find(purpose) is { } charge)
            turn.Refuse(Refusals.ChargeInFlight(charge.Key, charge.IsAutomatic ? null : charge.AnswerDueBy));
        if (turn.State.Renewal.Provisioning is { } provisioning)
            turn.Refuse(Refusals.ProvisioningPending(provisioning.Key));
    }

    /// <summary>As much is paid ahead as can be. The end of a period makes room, except beyond the last date.</summary>
    public static Refusal TooFarAhead(ref Turn turn)
    {
        var periods = turn.State.Term.Periods;
        var makesRoomAt = Buying.IsFull(ref turn) ? periods[periods.Count - turn.Policy.Renewal.MaxPrepaidPeriods].EndsAt : (Instant?)null;
        return Refusals.RenewalTooFarAhead(turn.State.Term.PaidUntilDate!.Value, makesRoomAt);
    }
}
