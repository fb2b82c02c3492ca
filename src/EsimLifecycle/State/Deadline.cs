using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A time at which a transition happens automatically, unless another event makes it unnecessary first.</summary>
/// <param name="Due">The due time; the deadline has passed when the clock shows this time or a later one.</param>
/// <param name="Kind">The kind of deadline.</param>
public readonly record struct Deadline(Instant Due, DeadlineKind Kind)
{
    /// <summary>
    /// Gets the item that the deadline is about: the key of a charge, purchase, pack, refund leg or request to port out, the reference of a late charge,
    /// or the name of the deadline that the customer is reminded of. None if the deadline is about a device or the subscription as a whole.
    /// </summary>
    public Reference Subject => About switch
    {
        Charge charge => charge.Key,
        Purchase purchase => purchase.Key,
        ActivePack pack => pack.Key,
        RefundLeg leg => leg.Key,
        DeadlineKind reminded => new Reference(reminded.ToString()),
        LateCharge charge => charge.Reference,
        PortOut portOut => portOut.Key,
        _ => default,
    };

    /// <summary>Gets the EID of the device that the deadline is about; null if it is not about one.</summary>
    public Eid? Device => (About as DeviceBinding)?.Device;

    /// <summary>Gets the part of the state that the deadline is about, so that no further look-up is needed.</summary>
    internal object? About { get; init; }

    /// <summary>Says what there is to tell of it.</summary>
    internal Facts ListFacts() => new(
        ("due", Due),
        ("device", Device),
        ("item", Subject),
        ("amount", About is RefundLeg leg ? leg.Outstanding : (About as Charge)?.Amount),
        ("of", About as DeadlineKind?));
}

/// <summary>Finds the deadlines of a state: the earliest one, or all.</summary>
internal ref struct DeadlineScan(List<Deadline>? all)
{
    // What reminders are of, boxed once.
    private static readonly object Documents = DeadlineKind.Documents;
    private static readonly object Supplement = DeadlineKind.Supplement;
    private static readonly object Clearing = DeadlineKind.Clearing;
    private static readonly object Grace = DeadlineKind.GraceEnd;

    /// <summary>Gets whether there is any deadline; the earliest one is described by the other properties.</summary>
    public bool IsAny { get; private set; }

    public Instant Due { get; private set; }

    public DeadlineKind Kind { get; private set; }

    public object? About { get; private set; }

    public static DeadlineScan ForEarliest(Subscription state)
    {
        var scan = new DeadlineScan(null);
        scan.Add(state);
        return scan;
    }

    /// <summary>
    /// Returns all deadlines in the order in which they fire: at the same time by kind, and of the same kind in the order of the state.
    /// </summary>
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
                AddClosed(state, state.Closure!);
                break;
            default:
                AddTerm(state);
                break;
        }

        foreach (var late in state.LateCharges)
            Add(late.DecideBy, DeadlineKind.LateChargeDispute, late);

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
            Add(leg.NextDueBy, leg.Deadline, leg);
            Add(leg.RetryAt, DeadlineKind.RefundRetry, leg);
        }
    }

    private void AddClosed(Subscription state, Closure closure)
    {
        Add(ErasureScan.DueAt(state), DeadlineKind.Erasure);
        if (closure.Number is not { } number)
            return;
        if (number.UnderWay is { } portOut)
            Add(portOut.DueBy, DeadlineKind.PortOut, portOut);
        Add(number.ReleasedAt, DeadlineKind.NumberRelease);
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

        var isInService = state.Status is SubscriptionStatus.Active or SubscriptionStatus.Grace || state.RenewsUntilEnd;
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
        if (!isReserved)
        {
            if (state.Term.GraceEndsAt is null)
                Add(state.Term.RemindAt, DeadlineKind.RenewalReminder);
            else if (state.Status == SubscriptionStatus.Grace && !renewal.IsCharging)
                AddReminder(state, state.Term.RemindAt, state.Term.GraceEndsAt, Grace);
        }

        if (renewal.AutoRenewal is null)
            return;

        // A charge is under way: what comes of it decides whether another is needed.
        if (!isReserved && !renewal.IsCharging)
            Add(state.Term.ChargeAt, DeadlineKind.RenewalCharge);
        if (!state.Usage.IsDisuseNoticed && state.Status == SubscriptionStatus.Active)
            Add(state.Usage.DisuseAt, DeadlineKind.Disuse);
    }

    /// <summary>Adds the deadlines of the whole cancellation request, and of its current stage.</summary>
    private void AddCancellation(Subscription state, CancellationRequest request)
    {
        if (!request.IsProcessOverdue)
            Add(request.ProcessDueBy, DeadlineKind.Process);
        if (state.RenewsUntilEnd)
            Add(state.Term.PaidUntil, DeadlineKind.Process);
        if (request is { StopsService: true, ServiceEndedAt: null } && state.Suspension is null)
            Add(request.ServiceEndsAt, DeadlineKind.ServiceEnd);
        switch (state.Status)
        {
            case SubscriptionStatus.AwaitingDocuments:
                Add(request.DueBy, DeadlineKind.Documents);
                AddReminder(state, request.RemindAt, request.DueBy, Documents);
                break;
            case SubscriptionStatus.AwaitingSupplement:
                Add(request.DueBy, DeadlineKind.Supplement);
                AddReminder(state, request.RemindAt, request.DueBy, Supplement);
                break;
            case SubscriptionStatus.UnderReview:
                Add(request.DueBy, DeadlineKind.Review);
                break;
            case SubscriptionStatus.Clearing:
                if (request.SettledAt is null && request.CanSettle(state))
                    Add(request.SettlesAt, DeadlineKind.Settlement);
                else if (state.OnlyTimeIsMissing)
                    Add(request.ServiceEndsAt, DeadlineKind.Closing);
                Add(request.DueBy, DeadlineKind.Clearing);
                if (state.IsCustomersTurnInClearing)
                    AddReminder(state, request.RemindAt, request.DueBy, Clearing);
                break;
        }
    }

    /// <summary>Adds a reminder; one that had to wait until there was something to say again comes at once, but not together with the end.</summary>
    private void AddReminder(Subscription state, in Instant? remindAt, in Instant? endsAt, object of)
    {
        if (state.LastEventAt < endsAt)
            Add(remindAt, DeadlineKind.Reminder, of);
    }

    private readonly void AddToAll(Instant due, DeadlineKind kind, object? about) => all!.Add(new Deadline(due, kind) { About = about });

    private void Add(in Instant? due, DeadlineKind kind, object? about = null)
    {
        if (due is { } instant)
            Add(instant, kind, about);
    }

    private void Add(Instant instant, DeadlineKind kind, object? about = null)
    {
        if (all is not null)
            AddToAll(instant, kind, about);
        if (IsAny && (instant > Due || (instant == Due && kind >= Kind)))
            return;
        (IsAny, Due, Kind, About) = (true, instant, kind, about);
    }
}

/// <summary>The kind of a <see cref="Deadline"/>. Deadlines with the same due time fire in this order.</summary>
[JsonConverter(typeof(EnumJsonConverter<DeadlineKind>))]
public enum DeadlineKind
{
    /// <summary>The current period ends.</summary>
    PeriodEnd,

    /// <summary>A device whose unbinding was requested is assumed to be unbound.</summary>
    AssumedUnbinding,

    /// <summary>The documents for a cancellation have to be complete.</summary>
    Documents,

    /// <summary>The supplement that the reviewer asked for has to be received.</summary>
    Supplement,

    /// <summary>The review has to be completed.</summary>
    Review,

    /// <summary>A cancellation takes effect and is settled.</summary>
    Settlement,

    /// <summary>Service ends, and the subscription is closed.</summary>
    Closing,

    /// <summary>Clearing has to be completed.</summary>
    Clearing,

    /// <summary>The whole cancellation process has to be completed.</summary>
    Process,

    /// <summary>Service ends while a cancellation is still open.</summary>
    ServiceEnd,

    /// <summary>The outcome of a charge has to be reported.</summary>
    ChargeAnswer,

    /// <summary>A failed charge is retried.</summary>
    ChargeRetry,

    /// <summary>Auto-renewal charges the next period.</summary>
    RenewalCharge,

    /// <summary>Grace ends.</summary>
    GraceEnd,

    /// <summary>The subscription has to be activated.</summary>
    Activation,

    /// <summary>A suspension has lasted as long as the policy allows: it ends, or people have to decide.</summary>
    SuspensionEnd,

    /// <summary>The carrier's system has to confirm a reserved purchase.</summary>
    Provisioning,

    /// <summary>A pack expires.</summary>
    PackExpiry,

    /// <summary>The customer is reminded that the paid term ends.</summary>
    RenewalReminder,

    /// <summary>
    /// The customer is reminded that another deadline comes near: the documents, a supplement or clearing have to be complete, or grace ends.
    /// </summary>
    Reminder,

    /// <summary>The period without usage is long enough for a notification.</summary>
    Disuse,

    /// <summary>A failed payout is retried.</summary>
    RefundRetry,

    /// <summary>A refund has to be paid.</summary>
    Refund,

    /// <summary>A held refund has been held for as long as the policy allows, and people have to decide.</summary>
    RefundHold,

    /// <summary>A transfer has to be confirmed.</summary>
    Transfer,

    /// <summary>The dispute of a late charge has to be decided.</summary>
    LateChargeDispute,

    /// <summary>The outcome of a request to port the number out has to be reported.</summary>
    PortOut,

    /// <summary>The number has rested, and is released.</summary>
    NumberRelease,

    /// <summary>Personal data is erased.</summary>
    Erasure,
}
