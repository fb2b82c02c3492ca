namespace EsimLifecycle;

/// <summary>The carrier's system reports whether what was bought is in effect.</summary>
/// <remarks>
/// A fact: it is never refused. Failed, it is tried again as often as the policy says, then undone, and the money goes back. A confirmation of what
/// nobody waits for changes nothing; a failure of it is recorded as a conflict.
/// </remarks>
/// <param name="Provisioning">What was to be put in effect (<see cref="ProvisionService.Provisioning"/>).</param>
public sealed record ReportProvisioning(Reference Provisioning) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ReportProvisioning) { Roles = [Role.Agent, Role.Carrier, Role.System] };

    /// <summary>Whether it could not be put in effect.</summary>
    public bool Failed { get; init; }

    internal override void Decide(ref Turn turn)
    {
        if (turn.HasRefusals)
            return;
        var isAwaited = turn.State.Renewal.Provisioning?.Key == Provisioning;
        if (isAwaited && Failed)
            Provisionings.Fail(ref turn);
        else if (isAwaited)
            turn.Raise(new ProvisioningConfirmed { Provisioning = Provisioning, OccurredAt = OccurredAt });
        else if (Failed)
            turn.Raise(new FactConflicted { Fact = Kind, Reference = Provisioning });
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Provisioning);
        visitor.Add(Failed);
        visitor.AddOptional(OccurredAt);
    }
}

/// <summary>What was bought is in effect.</summary>
public sealed record ProvisioningConfirmed : LifecycleEvent
{
    /// <summary>What was put in effect.</summary>
    public required Reference Provisioning { get; init; }

    /// <summary>When it happened, where that was reported.</summary>
    public Instant? OccurredAt { get; init; }

    internal override void Apply(Subscription draft) => draft.Renewal = draft.Renewal with { Provisioning = null };
}

/// <summary>What was bought could not be put in effect, or nobody confirmed it in time; it is tried again.</summary>
public sealed record ProvisioningFailed : LifecycleEvent
{
    /// <summary>What was to be put in effect.</summary>
    public required Reference Provisioning { get; init; }

    /// <summary>Which try follows.</summary>
    public required int NextAttempt { get; init; }

    /// <summary>By when that has to be confirmed.</summary>
    public required Instant DueBy { get; init; }

    internal override void Apply(Subscription draft) => draft.Renewal = draft.Renewal with
    {
        Provisioning = draft.Renewal.Provisioning! with { Attempt = NextAttempt, DueBy = DueBy },
    };

    internal override void Instruct(ref Outbox outbox) => outbox.Provision(Provisioning, null);
}

/// <summary>What was bought could not be put in effect: it is undone, and the money goes back to where it came from.</summary>
public sealed record ProvisioningUndone : LifecycleEvent
{
    /// <summary>What was to be put in effect.</summary>
    public required Reference Provisioning { get; init; }

    /// <summary>Where the subscription stands now.</summary>
    public required SubscriptionStatus Status { get; init; }

    /// <summary>What is paid now.</summary>
    public required Term Term { get; init; }

    /// <summary>The plan now.</summary>
    public required PlanTerms Plan { get; init; }

    /// <summary>The plan that is agreed for the next period again; null for none.</summary>
    public PlanTerms? NextPlan { get; init; }

    /// <summary>When the minimum term ends now; null where there is none.</summary>
    public Instant? CommittedUntil { get; init; }

    /// <summary>The codes of the promotions that count again.</summary>
    public ValueList<string> Promotions { get; init; }

    /// <summary>What has to be paid back to the customer; null where the money went back to the balance, or the bank had taken it back.</summary>
    public RefundLeg? Refund { get; init; }

    internal override SubscriptionTrigger? Along => FollowUpKind.PurchaseUndone;

    internal override void Apply(Subscription draft)
    {
        draft.Status = Status;
        draft.Term = Term;
        var (contract, before) = (draft.Contract!, draft.Renewal.Provisioning!);
        draft.Contract = contract with
        {
            Plan = Plan,
            NextPlan = NextPlan,
            CommittedUntil = CommittedUntil,
            PolicyName = before.PolicyName ?? contract.PolicyName,
            PolicyVersion = before.PolicyName is null ? contract.PolicyVersion : before.PolicyVersion,
            TermsChange = before.AwaitsTermsChange ? contract.TermsChange! with { IsTaken = false } : contract.TermsChange,
        };
        draft.Renewal = draft.Renewal with
        {
            Provisioning = null,
            Promotions = PromotionRules.GiveBack(draft.Renewal.Promotions, Promotions),
            IsUndone = true,
        };
        if (Refund is { } leg)
            draft.Refunds = draft.Refunds.Add(leg);
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (Refund is { } leg)
            outbox.PayRefund(leg);
        outbox.Tell(MessageTemplate.ProvisioningFailed);
    }
}

internal static class Provisionings
{
    /// <summary>What the carrier's system has to confirm of a purchase that is about to be recorded, where the policy asks for it.</summary>
    public static Provisioning Expect(
        ref Turn turn, ValueList<Posting> undo, Reference payment, ValueList<string> promotions, bool isPlanChange)
    {
        var state = turn.State;
        var key = new Reference($"provisioning-{state.Version + 1}");
        var contract = state.Contract!;
        return new Provisioning(
            key, 1, DueBy(ref turn), state.Term, contract.Plan, undo, payment, isPlanChange, contract.NextPlan, contract.CommittedUntil, promotions,
            contract.PolicyName, contract.PolicyVersion, contract.TermsChange is { IsTaken: false });
    }

    public static void Fail(ref Turn turn)
    {
        var provisioning = turn.State.Renewal.Provisioning!;
        if (provisioning.Attempt < turn.Policy.Renewal.ProvisioningAttempts)
        {
            turn.Raise(new ProvisioningFailed
            {
                Provisioning = provisioning.Key,
                NextAttempt = provisioning.Attempt + 1,
                DueBy = DueBy(ref turn),
            });
        }
        else
        {
            Undo(ref turn, provisioning);
        }
    }

    private static PaymentReceipt? Find(Subscription state, Reference reference)
    {
        foreach (var payment in state.Payments)
        {
            if (payment.Reference == reference)
                return payment;
        }

        return null;
    }

    private static Instant DueBy(ref Turn turn) => turn.At + Duration.FromDays(turn.Policy.Renewal.ProvisioningTimeoutDays);

    public static void Undo(ref Turn turn, Provisioning provisioning)
    {
        var state = turn.State;

        // The charge that another plan made void is wanted again.
        var term = provisioning.IsPlanChange ? provisioning.Term.Rearm(turn.At) : TermWithout(ref turn, provisioning.Term);
        var status = state.Status;
        if (status == SubscriptionStatus.Active && term.Periods.Count == 0)
        {
            status = SubscriptionStatus.Grace;
            term = term with { GraceEndsAt = TermRules.GraceAfterReturn(ref turn, term) };
        }

        var refund = Money.Zero(state.Balances.Currency);
        var postings = new Postings();
        foreach (var posting in provisioning.Undo)
        {
            postings.Add(posting.From, posting.To, posting.Amount);
            if (posting.To == Account.RefundPayable)
                refund += posting.Amount;
        }

        // What the bank took back has gone back already: it settles what is owed for that, and is balance where that was paid again.
        var payment = Find(state, provisioning.Payment);
        if (payment is not null && refund - RefundRules.Refundable(state, payment) is { IsPositive: true } takenBack)
        {
            refund -= takenBack;
            var dues = Money.Min(takenBack, Money.Max(-state.Balances[Account.Receivable], Money.Zero(refund.Currency)));
            postings.Add(Account.RefundPayable, Account.Receivable, dues);
            postings.Add(Account.RefundPayable, Account.Wallet, takenBack - dues);
        }

        turn.Raise(new ProvisioningUndone
        {
            Provisioning = provisioning.Key,
            Status = status,
            Term = term,
            Plan = provisioning.Plan,
            NextPlan = provisioning.NextPlan,
            CommittedUntil = provisioning.CommittedUntil,
            Promotions = provisioning.Promotions,
            Refund = refund.IsZero ? null : RefundRules.SendBack(ref turn, provisioning.Payment, payment?.Method, refund),
            Postings = postings.ToList(),
        });
    }

    /// <summary>What is paid without the period bought. That is the last one: while it is not confirmed no other is bought.</summary>
    private static Term TermWithout(ref Turn turn, Term before)
    {
        var term = turn.State.Term;
        var rest = term.Periods.RemoveAt(term.Periods.Count - 1);
        var last = rest.Count > 0 ? rest[^1] : null;
        var paidUntil = last?.End ?? before.PaidUntilDate!.Value;

        // A suspension that stopped the term may have moved it meanwhile.
        var isMoved = paidUntil != before.PaidUntilDate;
        return term with
        {
            Schedule = isMoved ? new BillingSchedule(paidUntil, before.Schedule!.Length) : before.Schedule,
            NextIndex = isMoved ? 0 : before.NextIndex,
            Periods = rest,
            PaidUntilDate = paidUntil,
            PaidUntil = last?.EndsAt ?? before.PaidUntil,
            GraceEndsAt = before.GraceEndsAt,
            ChargeAt = last?.ChargeAt > turn.At ? last.ChargeAt : null,
            RemindAt = last is null ? null : Reminders.Next(ref turn, paidUntil, turn.At),
        };
    }
}
