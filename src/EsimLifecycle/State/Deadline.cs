namespace EsimLifecycle;

/// <summary>A moment at which something happens by itself unless something else happens first.</summary>
/// <param name="Due">The moment: it has passed when the clock shows it or later.</param>
/// <param name="Kind">What falls due.</param>
public readonly record struct Deadline(Instant Due, DeadlineKind Kind)
{
    /// <summary>
    /// Gets which one of several it is about: the key of a charge, purchase, pack or refund leg, or the EID of a device. None where it is about the
    /// subscription as a whole.
    /// </summary>
    public Reference Subject => About switch
    {
        Charge charge => charge.Key,
        Purchase purchase => purchase.Key,
        ActivePack pack => pack.Key,
        RefundLeg leg => leg.Key,
        DeviceBinding binding => new Reference(binding.Device.ToString()),
        _ => default,
    };

    /// <summary>That part of the state itself, so that nobody has to look for it again.</summary>
    internal object? About { get; init; }
}

/// <summary>Finds the deadlines of a state: the earliest one, or all.</summary>
internal ref struct DeadlineScan(List<Deadline>? all)
{
    private Deadline _earliest;
    private bool _isAny;

    public static bool TryFindEarliest(Subscription state, out Deadline earliest)
    {
        var scan = new DeadlineScan(null);
        scan.Add(state);
        earliest = scan._earliest;
        return scan._isAny;
    }

    /// <summary>All of them, in the order in which they would fire: at one instant by kind, and of one kind as they stand in the state.</summary>
    public static ValueList<Deadline> FindAll(Subscription state)
    {
        var all = new List<Deadline>();
        new DeadlineScan(all).Add(state);
        return ValueList.Create(all.OrderBy(deadline => deadline.Due).ThenBy(deadline => deadline.Kind));
    }

    private void Add(Subscription state)
    {
        switch (state.Status)
        {
            case SubscriptionStatus.None:
                return;
            case SubscriptionStatus.Pending:
                if (!state.Renewal.Purchases.HasTime)
                    Add(state.Contract!.ActivationDueBy, DeadlineKind.Activation);
                break;
            case SubscriptionStatus.Closed:
                break;
            default:
                AddTerm(state);
                break;
        }

        foreach (ref readonly var purchase in state.Renewal.Purchases.Reserved.AsSpan())
            Add(Instant.Min(purchase.ConfirmBy, purchase.EndOf(state)), DeadlineKind.Provisioning, purchase);
        foreach (var binding in state.Devices)
            Add(binding.AssumedUnboundAt, DeadlineKind.AssumedUnbinding, binding);
        if (state.Status == SubscriptionStatus.Suspended)
            Add(state.Suspension!.EndsBy, DeadlineKind.SuspensionEnd);
        else if (state.Status.IsPendingCancel())
            AddCancellation(state, state.Cancellation!);
        foreach (var leg in state.Refunds)
        {
            if (leg is { IsOverdue: false, IsOver: false })
                Add(leg.DueBy, leg.Deadline, leg);
            Add(leg.RetryAt, DeadlineKind.RefundRetry, leg);
        }
    }

    private void AddTerm(Subscription state)
    {
        // While time is reserved, grace does not end, and nobody is reminded to buy it or charged for it: what comes of it decides whether that is needed.
        var (term, renewal, isReserved) = (state.Term, state.Renewal, state.Renewal.Purchases.HasTime);
        if (state.Suspension is not { StopsTerm: true })
        {
            if (term.Periods.Count > 0)
                Add(term.Periods[0].EndsAt, DeadlineKind.PeriodEnd);
            if (!isReserved)
                Add(term.GraceEndsAt, DeadlineKind.GraceEnd);
        }

        var isInService = state.Status is SubscriptionStatus.Active or SubscriptionStatus.Grace;
        foreach (var charge in renewal.Charges)
        {
            Add(charge.AnswerDueBy, DeadlineKind.ChargeAnswer, charge);
            if (isInService && !isReserved)
                Add(charge.RetryAt, DeadlineKind.ChargeRetry, charge);
        }

        if (isInService)
            AddRenewal(state, renewal, isReserved);
        if (!state.Status.IsPendingCancel())
        {
            foreach (var pack in state.Usage.Packs)
                Add(pack.ExpiresAt, DeadlineKind.PackExpiry, pack);
        }
    }

    private void AddRenewal(Subscription state, RenewalState renewal, bool isReserved)
    {
        if (state.Status == SubscriptionStatus.Active && !isReserved)
            Add(state.Term.RemindAt, DeadlineKind.RenewalReminder);
        if (renewal.AutoRenewal is null)
            return;

        // A charge is under way: what comes of it decides whether another is needed.
        if (!isReserved && renewal.Find(ChargePurpose.Renewal) is null)
            Add(state.Term.ChargeAt, DeadlineKind.RenewalCharge);
        if (!state.Usage.IsDisuseNoticed && state.Status == SubscriptionStatus.Active)
            Add(state.Usage.DisuseAt, DeadlineKind.Disuse);
    }

    /// <summary>Those of the whole request, and of the stage it is in.</summary>
    private void AddCancellation(Subscription state, CancellationRequest request)
    {
        if (!request.IsProcessOverdue)
            Add(request.ProcessDueBy, DeadlineKind.Process);
        if (request is { StopsService: true, ServiceEndedAt: null })
            Add(request.ServiceEndsAt, DeadlineKind.ServiceEnd);
        switch (state.Status)
        {
            case SubscriptionStatus.AwaitingDocuments:
                Add(request.DueBy, DeadlineKind.Documents);
                break;
            case SubscriptionStatus.AwaitingSupplement:
                Add(request.DueBy, DeadlineKind.Supplement);
                break;
            case SubscriptionStatus.UnderReview:
                Add(request.DueBy, DeadlineKind.Review);
                break;
            case SubscriptionStatus.Clearing:
                if (request.SettledAt is null)
                    Add(request.SettlesAt, DeadlineKind.Settlement);
                else if (state.OnlyTimeIsMissing)
                    Add(request.ServiceEndsAt, DeadlineKind.Closing);
                Add(request.DueBy, DeadlineKind.Clearing);
                break;
        }
    }

    private void Add(Instant? due, DeadlineKind kind, object? about = null)
    {
        if (due is not { } instant)
            return;
        all?.Add(new Deadline(instant, kind) { About = about });
        if (_isAny && (instant > _earliest.Due || (instant == _earliest.Due && kind >= _earliest.Kind)))
            return;
        _earliest = new Deadline(instant, kind) { About = about };
        _isAny = true;
    }
}

/// <summary>What falls due at a <see cref="Deadline"/>. At the same instant they fire in this order.</summary>
public enum DeadlineKind
{
    /// <summary>The current period ends.</summary>
    PeriodEnd,

    /// <summary>A device that is being unbound is assumed to be.</summary>
    AssumedUnbinding,

    /// <summary>The documents for a cancellation have to be complete.</summary>
    Documents,

    /// <summary>What the reviewer asked for in addition has to be there.</summary>
    Supplement,

    /// <summary>The review has to be done.</summary>
    Review,

    /// <summary>A cancellation takes effect and is settled.</summary>
    Settlement,

    /// <summary>Service ends, and with it the subscription.</summary>
    Closing,

    /// <summary>Clearing has to be done.</summary>
    Clearing,

    /// <summary>The whole of a cancellation has to be done.</summary>
    Process,

    /// <summary>Service ends while a cancellation is still open.</summary>
    ServiceEnd,

    /// <summary>The outcome of a charge has to be known.</summary>
    ChargeAnswer,

    /// <summary>A charge is tried again.</summary>
    ChargeRetry,

    /// <summary>Auto-renewal charges the next period.</summary>
    RenewalCharge,

    /// <summary>Grace ends.</summary>
    GraceEnd,

    /// <summary>The subscription has to be activated.</summary>
    Activation,

    /// <summary>A suspension ends by itself.</summary>
    SuspensionEnd,

    /// <summary>The carrier's system has to confirm what is reserved.</summary>
    Provisioning,

    /// <summary>A pack expires.</summary>
    PackExpiry,

    /// <summary>The customer is reminded of the end of what is paid.</summary>
    RenewalReminder,

    /// <summary>Disuse has lasted long.</summary>
    Disuse,

    /// <summary>A payout that failed is tried again.</summary>
    RefundRetry,

    /// <summary>A refund has to be paid.</summary>
    Refund,

    /// <summary>A refund that is held is released by itself.</summary>
    RefundRelease,

    /// <summary>A transfer has to be confirmed.</summary>
    Transfer,
}
