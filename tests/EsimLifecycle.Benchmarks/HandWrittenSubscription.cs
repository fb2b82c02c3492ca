using System.Runtime.InteropServices;
using Reason = EsimLifecycle.Refusals;

namespace EsimLifecycle.Benchmarks;

/// <summary>The yardstick: the same rules as one mutable class with a switch, written by hand to be fast.</summary>
/// <remarks>
/// It checks the same (redelivery, time, role, channel, identity, status, every condition of the command), gives the same events and the same
/// refusals with the library's own values (money, dates, schedules), and changes itself in place. It knows only the commands that are measured, and
/// no deadline that has passed. It does less than the library in this: a message is known by its id alone, no chart is asked, and the state of a
/// moment ago is gone.
/// </remarks>
internal sealed class HandWrittenSubscription
{
    private const int Remembered = 64;

    private readonly CarrierPolicy _policy;
    private readonly DateTimeZone _zone;
    private readonly CallerChannel[] _channels;
    private readonly Role[][] _roles;
    private readonly HashSet<CommandId> _seen = new(Remembered + 1);
    private readonly Queue<CommandId> _order = new(Remembered + 1);
    private readonly long[] _balances = new long[Enum.GetValues<Account>().Length];
    private readonly List<PaymentReceipt> _payments = [];
    private readonly List<PaidPeriod> _periods = [];
    private readonly List<DeviceBinding> _devices = [];
    private readonly List<Instant> _deviceChanges = [];
    private readonly List<Instant> _requests = [];
    private readonly List<AppliedPromotion> _promotions = [];
    private readonly List<Charge> _charges = [];
    private readonly ValueList<int> _reminderDays;

    private SubscriptionId _id;
    private SubscriptionStatus _status;
    private long _version;
    private Instant _lastEventAt;
    private PersonalReference _contact;
    private PlanTerms _plan = null!;
    private PlanTerms? _nextPlan;
    private Instant? _committedUntil;
    private BillingSchedule _schedule = null!;
    private int _nextIndex;
    private LocalDate? _paidUntilDate;
    private Instant? _paidUntil;
    private Instant? _graceEndsAt;
    private Instant? _chargeAt;
    private Instant? _remindAt;
    private PaymentMethod? _autoRenewal;
    private bool _isProvisioning;
    private bool _isBalanceLow;
    private SuspensionHolder? _suspendedBy;
    private Instant? _suspensionEndsBy;
    private CancellationRequest? _cancellation;
    private Instant? _cancellationDueBy;
    private Instant? _settledAt;
    private Instant? _cancellationEndedAt;
    private long _dueBeforeSettlement;
    private Instant? _refundDueBy;
    private ClosedReason _closedReason;
    private Instant? _closedAt;
    private Instant _serviceEndedAt;
    private Instant _lateChargesUntil;

    public HandWrittenSubscription(CarrierPolicy policy, Subscription start)
    {
        _policy = policy;
        _zone = DateTimeZoneProviders.Tzdb[policy.Identity.Zone];
        _channels = [.. policy.Access.Channels];
        _roles = [.. Enum.GetValues<CommandKind>().Select(kind => LifecycleCommand.DefinitionOf(kind).Roles.ToArray())];
        _reminderDays = policy.Renewal.ReminderDays;
        Load(start);
        for (var i = 0; i < Remembered; i++)
            Remember(new CommandId($"earlier-{i}"));
    }

    /// <summary>The events of the last command.</summary>
    public List<LifecycleEvent> Changes { get; } = [];

    /// <summary>The reasons against the last command.</summary>
    public List<Refusal> Refusals { get; } = [];

    /// <summary>Goes back to where a subscription stands, so that the same command can be measured again.</summary>
    public void Load(Subscription start)
    {
        _id = start.Id;
        _status = start.Status;
        _version = start.Version;
        _lastEventAt = start.LastEventAt;
        _contact = start.Contact;
        _plan = start.Contract!.Plan;
        _nextPlan = start.Contract.NextPlan;
        _committedUntil = start.Contract.CommittedUntil;
        _schedule = start.Term.Schedule!;
        _nextIndex = start.Term.NextIndex;
        _paidUntilDate = start.Term.PaidUntilDate;
        _paidUntil = start.Term.PaidUntil;
        _graceEndsAt = start.Term.GraceEndsAt;
        _chargeAt = start.Term.ChargeAt;
        _remindAt = start.Term.RemindAt;
        _autoRenewal = start.Renewal.AutoRenewal;
        _isProvisioning = start.Renewal.Purchases.Time is not null;
        _isBalanceLow = start.Usage.IsBalanceLow;
        _suspendedBy = start.Suspension?.Holder;
        _suspensionEndsBy = start.Suspension?.EndsBy;
        _cancellation = start.Cancellation;
        _cancellationDueBy = start.Cancellation?.DueBy;
        _settledAt = start.Cancellation?.SettledAt;
        _cancellationEndedAt = start.CancellationHistory.EndedAt;
        _dueBeforeSettlement = 0;
        _refundDueBy = start.Refunds.Count > 0 ? start.Refunds[0].DueBy : null;
        _closedAt = start.Closure?.At;
        Fill(_payments, start.Payments);
        Fill(_periods, start.Term.Periods);
        Fill(_devices, start.Devices);
        Fill(_deviceChanges, start.DeviceHistory.Changes);
        Fill(_requests, start.CancellationHistory.RequestedAt);
        Fill(_promotions, start.Renewal.Promotions);
        Fill(_charges, start.Renewal.Charges);
        for (var account = 0; account < _balances.Length; account++)
            _balances[account] = start.Balances.Minor((Account)account);
    }

    /// <summary>Whether anything is due.</summary>
    public bool Advance(Instant now) => NextDeadline() is { } due && due <= now
        ? throw new NotSupportedException("The benchmarks let no deadline pass.")
        : false;

    public Outcome Handle(LifecycleCommand command, in CommandContext context)
    {
        Changes.Clear();
        Refusals.Clear();
        var at = Instant.Max(context.Now, _lastEventAt);
        Advance(at);
        if (_seen.Contains(context.Id))
            return Outcome.AlreadyDone;
        if (_lastEventAt - context.Now > Limits.ClockTolerance)
        {
            Refusals.Add(Reason.TimeBeforeHistory(context.Now, _lastEventAt, _lastEventAt - Limits.ClockTolerance));
            return Outcome.Refused;
        }

        CheckAccess(command.Kind, context.By);
        var cause = new Cause(context.Id, context.By, Digest: default);
        switch (command)
        {
            case UpdateContact update:
                Handle(update, at, cause);
                break;
            case BindDevice bind:
                Handle(bind, at, cause);
                break;
            case UnbindDevice unbind:
                Handle(unbind, at, cause);
                break;
            case RecordPayment payment:
                Handle(payment, at, cause);
                break;
            case TopUp topUp:
                Handle(topUp, at, cause);
                break;
            case RequestCancellation request:
                Handle(request, at, cause);
                break;
            case WithdrawCancellation:
                Withdraw(at, cause);
                break;
            default:
                throw new NotSupportedException($"{command.Kind} is not measured.");
        }

        if (Refusals.Count > 0)
            return Outcome.Refused;
        if (Changes.Count == 0)
            return Outcome.AlreadyDone;
        if (_autoRenewal == PaymentMethod.Balance && _cancellation is null && _status is SubscriptionStatus.Active or SubscriptionStatus.Grace)
            throw new NotSupportedException("Auto-renewal from the balance is not measured.");
        _version += Changes.Count;
        _lastEventAt = at;
        Remember(context.Id);
        return Outcome.Accepted;
    }

    private void Handle(UpdateContact command, Instant at, Cause cause)
    {
        if (_status == SubscriptionStatus.None)
            Refusals.Add(Reason.SubscriptionNotOpened(command.Kind));
        else if (command.Contact == default)
            Refusals.Add(Reason.ContactMissing());
        if (Refusals.Count > 0 || _contact == command.Contact)
            return;

        _contact = command.Contact;
        Changes.Add(new ContactUpdated { Subscription = _id, Version = _version + 1, At = at, Cause = cause, Contact = command.Contact });
    }

    private void Handle(BindDevice command, Instant at, Cause cause)
    {
        if (_status.IsPendingCancel())
            Refusals.Add(Reason.DeviceWhileCancelling(command.Kind, WithdrawCancellation.From(_cancellation!)));
        else if (_status is not (SubscriptionStatus.Pending or SubscriptionStatus.Active or SubscriptionStatus.Grace))
            Refusals.Add(NotPermitted(command.Kind));
        else if (IndexOf(command.Device) >= 0)
            return;
        else if (_devices.Count >= _policy.Devices.MaxDevices)
            Refusals.Add(Reason.DeviceLimit(_policy.Devices.MaxDevices));
        if (Refusals.Count > 0)
            return;

        var binding = new DeviceBinding(command.Device, command.DeviceKind, at, command.Label);
        _devices.Add(binding);
        if (_policy.Devices.MaxChanges > 0)
            _deviceChanges.Add(at);
        Changes.Add(new DeviceBound { Subscription = _id, Version = _version + 1, At = at, Cause = cause, Binding = binding, ChangesCounted = _policy.Devices.MaxChanges });
    }

    private void Handle(UnbindDevice command, Instant at, Cause cause)
    {
        var index = -1;
        if (_status is SubscriptionStatus.None or SubscriptionStatus.Closed)
            Refusals.Add(NotPermitted(command.Kind));
        else if ((index = IndexOf(command.Device)) < 0)
            Refusals.Add(Reason.DeviceNotBound(command.Device));
        if (Refusals.Count > 0)
            return;

        _devices.RemoveAt(index);
        Changes.Add(new DeviceUnbound
        {
            Subscription = _id,
            Version = _version + 1,
            At = at,
            Cause = cause,
            Device = command.Device,
            Proof = cause.By.Role == Role.Customer ? UnbindingProof.CustomersWord : UnbindingProof.Attestation,
            ChangesCounted = _status.IsPendingCancel() ? 0 : _policy.Devices.MaxChanges,
        });
        if (!_status.IsPendingCancel() && _policy.Devices.MaxChanges > 0)
            _deviceChanges.Add(at);
        if (_status == SubscriptionStatus.Clearing && _settledAt is not null && at >= _cancellation!.ServiceEndsAt && OnlyTimeIsMissing())
            Close(at, cause, FollowUpKind.Cleared);
    }

    private void Handle(RecordPayment command, Instant at, Cause cause)
    {
        var payment = new PaymentReceipt(command.Reference, command.Amount, command.Method);
        if (Refusals.Count > 0 || IsKnown(payment))
            return;
        if (command.Failed || !CanBeKept(command.Amount) || command.Charge != default || _status == SubscriptionStatus.Pending)
            throw new NotSupportedException("Only a payment, unasked, that can be kept is measured.");

        var plan = _nextPlan ?? _plan;
        var price = plan.Price;
        if (_promotions.Count > 0 || _charges.Count > 0 || _nextPlan is not null)
            throw new NotSupportedException("Promotions, charges and plan changes are not measured.");
        var isWanted = _status is SubscriptionStatus.Active or SubscriptionStatus.Grace or SubscriptionStatus.Suspended
            && !_isProvisioning && plan.Validity is null && _periods.Count < _policy.Renewal.MaxPrepaidPeriods;
        if (isWanted && !price.IsZero && command.Amount >= price)
            Renew(payment, command.OccurredAt, at, cause, price);
        else
            ToWallet(payment, command.OccurredAt, at, cause);
    }

    private void Handle(TopUp command, Instant at, Cause cause)
    {
        var payment = new PaymentReceipt(command.Reference, command.Amount, command.Method);
        if (Refusals.Count > 0 || IsKnown(payment))
            return;
        if (!CanBeKept(command.Amount) || _plan.Validity is not null)
            throw new NotSupportedException("Only a top-up of the wallet that can be kept is measured.");
        ToWallet(payment, command.OccurredAt, at, cause);
    }

    private bool IsKnown(PaymentReceipt payment)
    {
        foreach (var known in _payments)
        {
            if (known.Reference != payment.Reference)
                continue;
            if (known.Amount != payment.Amount || known.Method != payment.Method)
                throw new NotSupportedException("A payment that contradicts another is not measured.");
            return true;
        }

        return !payment.Amount.IsPositive;
    }

    private bool CanBeKept(Money amount) => amount.Currency == _plan.Price.Currency && amount.IsPositive && Limits.Covers(amount)
        && _status != SubscriptionStatus.Closed && _settledAt is null;

    private void ToWallet(PaymentReceipt payment, Instant? occurredAt, Instant at, Cause cause)
    {
        ValueList<Posting> postings = [new Posting(Account.Customer, Account.Wallet, payment.Amount)];
        Record(payment, PaymentUse.Wallet, postings, occurredAt, at, cause);
    }

    private void Renew(PaymentReceipt payment, Instant? occurredAt, Instant at, Cause cause, Money price)
    {
        var index = _nextIndex;
        if (_paidUntil <= at && _schedule.TryPeriodAt(at.InZone(_zone).Date, out var current))
            index = Math.Max(index, current.Index);
        var next = _schedule[index];
        if (next.End > Limits.LatestDate || _policy.Renewal.ConfirmsProvisioning || _suspendedBy is not null)
            throw new NotSupportedException("The end of all dates, provisioning and a stopped term are not measured.");

        var surplus = payment.Amount - price;
        ValueList<Posting> postings = surplus.IsZero
            ? [new Posting(Account.Customer, Account.Deferred, price)]
            : [new Posting(Account.Customer, Account.Deferred, price), new Posting(Account.Customer, Account.Wallet, surplus)];
        Record(payment, PaymentUse.Renewal, postings, occurredAt, at, cause);

        var charge = LocalDate.Max(next.Start, next.End.PlusDays(-_policy.Renewal.ChargeDaysAhead));
        var period = new PaidPeriod(next.Start, next.End, StartOf(next.End), price)
        {
            ChargeAt = _plan.Validity is null ? StartOf(charge) : null,
            RemindAt = NextReminder(next.End, at),
            DataBytes = _plan.DataBytes,
        };
        _nextIndex = index + 1;
        _periods.Add(period);
        _paidUntilDate = period.End;
        _paidUntil = period.EndsAt;
        _graceEndsAt = null;
        _chargeAt = period.ChargeAt;
        _remindAt = period.RemindAt;
        if (_status != SubscriptionStatus.Suspended)
            _status = SubscriptionStatus.Active;
        Changes.Add(new SubscriptionRenewed
        {
            Subscription = _id,
            Version = _version + 2,
            At = at,
            Cause = cause,
            Status = _status,
            Period = period,
            NextIndex = _nextIndex,
        });
        if (!_isBalanceLow && _policy.Renewal.BalanceLow is not null)
            throw new NotSupportedException("A watched balance is not measured.");
    }

    private Instant? NextReminder(LocalDate end, Instant after)
    {
        Instant? next = null;
        foreach (var days in _reminderDays)
        {
            var instant = StartOf(end.PlusDays(-days));
            if (instant > after && !(instant >= next))
                next = instant;
        }

        return next;
    }

    private void Record(PaymentReceipt payment, PaymentUse use, ValueList<Posting> postings, Instant? occurredAt, Instant at, Cause cause)
    {
        Post(postings);
        _payments.Add(payment);
        ForgetSpentPayments();
        Changes.Add(new PaymentRecorded
        {
            Subscription = _id,
            Version = _version + 1,
            At = at,
            Cause = cause,
            Payment = payment,
            Use = use,
            OccurredAt = occurredAt,
            Postings = postings,
        });
    }

    private void ForgetSpentPayments()
    {
        var unspent = _balances[(int)Account.Wallet] + _balances[(int)Account.Deferred] + _balances[(int)Account.RefundPayable];
        var covered = 0L;
        var first = _payments.Count;
        while (first > 0 && (covered < unspent || first == _payments.Count))
            covered += _payments[--first].Amount.MinorUnits;
        _payments.RemoveRange(0, first);
    }

    private void Handle(RequestCancellation command, Instant at, Cause cause)
    {
        if (_status.IsPendingCancel())
        {
            Refusals.Add(Reason.CancellationAlreadyOpen(_cancellation!.RequestedAt, _status, _cancellationDueBy ?? at, _status == SubscriptionStatus.UnderReview ? null : _cancellationDueBy));
            return;
        }

        if (_status is SubscriptionStatus.None or SubscriptionStatus.Closed)
        {
            Refusals.Add(NotPermitted(command.Kind));
            return;
        }

        var rules = _policy.Cancellation;
        CheckEligibility(rules, at);
        if (command.Contact == default && _contact == default)
            Refusals.Add(Reason.ContactMissing());
        if (command.Reason == CancellationReason.Other && command.Note == default)
            Refusals.Add(Reason.CancellationNoteMissing(command.Reason));
        if (command.Timing != CancellationTiming.Immediate || !Offers(rules.Timings, command.Timing))
            throw new NotSupportedException("Only an immediate cancellation is measured.");
        if (Refusals.Count > 0)
            return;

        if (command.Contact != default)
            _contact = command.Contact;
        var takesEffectAt = rules.WaitingDays > 0 ? EndOfDayAfter(at, rules.WaitingDays) : at;
        var (dueBy, remindAt) = rules.Documents.Count > 0 ? DocumentsStage(rules, at) : default;
        _cancellation = new CancellationRequest
        {
            Reason = command.Reason,
            Timing = command.Timing,
            RequestedAt = at,
            Since = at,
            DueBy = dueBy,
            RemindAt = remindAt,
            RequestedBy = cause.By,
            BillingEndsAt = at,
            ServiceEndsAt = Instant.Max(at, takesEffectAt),
            TakesEffectAt = takesEffectAt,
            NeedsReview = rules.Review,
            Documents = rules.Documents,
            Missing = rules.Documents,
            Note = command.Note,
            UsedIn = _periods.Count > 0 ? _periods[0].Start : null,
        };
        if (rules.MaxRequests > 0)
            _requests.Add(at);
        if (_charges.Count > 0)
            throw new NotSupportedException("Charges in flight are not measured.");
        Changes.Add(new CancellationRequested
        {
            Subscription = _id,
            Version = _version + 1,
            At = at,
            Cause = cause,
            Request = _cancellation,
            RequestsCounted = rules.MaxRequests,
            Contact = _contact,
        });
        if (rules.Documents.Count > 0)
            AwaitDocuments(rules, at, cause, dueBy!.Value, remindAt);
        else if (rules.Review || rules.WaitingDays > 0)
            throw new NotSupportedException("A review without documents is not measured.");
        else
            SettleAndClose(at, cause);
    }

    private void CheckEligibility(CancellationPolicy rules, Instant at)
    {
        if (_suspendedBy == SuspensionHolder.Fraud)
            Refusals.Add(Reason.CancellationFraudHold());
        if (rules.RequestCooldownDays > 0 && _cancellationEndedAt is { } endedAt && EndOfDayAfter(endedAt, rules.RequestCooldownDays) is var again && again > at)
            Refusals.Add(Reason.CancellationTooSoon(endedAt, again));
        if (rules.MaxRequests > 0 && _requests.Count >= rules.MaxRequests
            && EndOfDayAfter(_requests[^rules.MaxRequests], rules.RequestWindowDays) is var free && free > at)
        {
            Refusals.Add(Reason.CancellationTooMany(rules.MaxRequests, rules.RequestWindowDays, free));
        }

        if (_committedUntil is { } until && until > at)
            Refusals.Add(Reason.CancellationCommitment(until));
        if (_policy.Devices.UnbindingDue == UnbindingDue.BeforeRequest && _devices.Count > 0)
            Refusals.Add(Bindings.StillBound(ValueList.Create(_devices)));
    }

    private (Instant? DueBy, Instant? RemindAt) DocumentsStage(CancellationPolicy rules, Instant at)
    {
        var dueBy = EndOfDayAfter(at, rules.DocumentDueDays);
        return (dueBy, Instant.Max(at + ((dueBy - at) / 2), StartOf(dueBy.InZone(_zone).Date.PlusDays(-rules.ReminderDays))));
    }

    private void AwaitDocuments(CancellationPolicy rules, Instant at, Cause cause, Instant dueBy, Instant? remindAt)
    {
        _status = SubscriptionStatus.AwaitingDocuments;
        _cancellationDueBy = dueBy;
        Changes.Add(new DocumentsAwaited
        {
            Subscription = _id,
            Version = _version + 2,
            At = at,
            Cause = cause,
            DueBy = dueBy,
            Documents = rules.Documents,
            RemindAt = remindAt,
        });
    }

    private void Withdraw(Instant at, Cause cause)
    {
        if (!_status.IsPendingCancel())
            Refusals.Add(Reason.CancellationNotOpen(CommandKind.WithdrawCancellation));
        else if (_settledAt is { } settledAt)
            Refusals.Add(Reason.CancellationSettled(settledAt));
        if (Refusals.Count > 0)
            return;
        if (_suspendedBy is not null || _paidUntil <= at)
            throw new NotSupportedException("Going back to anything but active is not measured.");

        _status = SubscriptionStatus.Active;
        _cancellation = null;
        _cancellationDueBy = null;
        _cancellationEndedAt = at;
        Changes.Add(new CancellationWithdrawn
        {
            Subscription = _id,
            Version = _version + 1,
            At = at,
            Cause = cause,
            Reinstatement = new Reinstatement(SubscriptionStatus.Active),
        });
    }

    private void SettleAndClose(Instant at, Cause cause)
    {
        var currency = _plan.Price.Currency;
        var net = Money.Zero(currency);
        var lines = new List<SettlementLine>(2);
        var postings = new List<Posting>(4);
        var endDate = at.InZone(_zone).Date;
        _dueBeforeSettlement = _balances[(int)Account.RefundPayable];
        foreach (var period in _periods)
        {
            var back = Money.Zero(currency);
            if (_policy.Settlement.Refund.UnusedPeriod == UnusedWorth.Prorated && !period.Price.IsZero)
            {
                var share = _policy.Settlement.Refund.Proration.UnusedShare(new ServicePeriod(0, period.Start, period.End), endDate);
                back = Money.OfMinor(share.Of(period.Price.MinorUnits), currency);
                lines.Add(new SettlementLine(SettlementLineKind.UnusedPeriod, SettlementRule.Prorated, back, period.Price)
                {
                    Share = new SettlementShare(share.Days, share.OfDays, SettlementUnit.Days),
                    Rounding = _policy.Settlement.Refund.Proration.MoneyRounding,
                });
            }

            if (period.Promotional is not null)
                throw new NotSupportedException("Promotional credit is not measured.");
            if (back != period.Price)
                postings.Add(new Posting(Account.Deferred, Account.Earned, period.Price - back));
            if (!back.IsZero)
                postings.Add(new Posting(Account.Deferred, Account.RefundPayable, back));
            net += back;
        }

        if (_balances[(int)Account.Wallet] != 0)
        {
            var wallet = Money.OfMinor(_balances[(int)Account.Wallet], currency);
            lines.Add(new SettlementLine(SettlementLineKind.Wallet, SettlementRule.Whole, wallet, wallet));
            postings.Add(new Posting(Account.Wallet, Account.RefundPayable, wallet));
            net += wallet;
        }

        if (_balances[(int)Account.Promotional] != 0 || _balances[(int)Account.Receivable] < 0)
            throw new NotSupportedException("Promotional credit and dues are not measured.");

        _settledAt = at;
        var settled = new AccountSettled
        {
            Subscription = _id,
            Version = _version + Changes.Count + 1,
            At = at,
            Cause = cause,
            AsOf = at,
            Lines = ValueList.Create<SettlementLine>(CollectionsMarshal.AsSpan(lines)),
            Net = net,
            Postings = ValueList.Create<Posting>(CollectionsMarshal.AsSpan(postings)),
        };
        Post(settled.Postings);
        Changes.Add(settled);
        if (OnlyTimeIsMissing())
            Close(at, cause, CommandKind.RequestCancellation);
        else
            throw new NotSupportedException("Clearing from the request on is not measured.");
    }

    private void Close(Instant at, Cause cause, SubscriptionTrigger trigger)
    {
        var payable = Money.OfMinor(_balances[(int)Account.RefundPayable] - _dueBeforeSettlement, _plan.Price.Currency);
        if (payable.IsPositive)
            _refundDueBy = EndOfDayAfter(at, _policy.Settlement.RefundDueDays);
        _serviceEndedAt = _cancellation is { } request ? Instant.Min(request.ServiceEndsAt, at) : at;
        _lateChargesUntil = EndOfDayAfter(_serviceEndedAt, _policy.Closure.LateChargeDays);
        _status = SubscriptionStatus.Closed;
        _closedReason = ClosedReason.CustomerCancelled;
        _closedAt = at;
        _suspendedBy = null;
        _suspensionEndsBy = null;
        _cancellationDueBy = null;
        _graceEndsAt = null;
        _chargeAt = null;
        _remindAt = null;
        _autoRenewal = null;
        _periods.Clear();
        Changes.Add(new SubscriptionClosed
        {
            Subscription = _id,
            Version = _version + Changes.Count + 1,
            At = at,
            Cause = cause,
            Reason = _closedReason,
            Trigger = trigger,
            ServiceEndedAt = _serviceEndedAt,
            LateChargesUntil = _lateChargesUntil,
            Refunds = payable.IsPositive ? Legs(payable) : default,
            Service = new ServiceState(ServiceLevel.Stopped, _version + Changes.Count + 1) { Since = at },
        });
    }

    private ValueList<RefundLeg> Legs(Money payable)
    {
        var legs = new List<RefundLeg>(1);
        for (var i = _payments.Count - 1; i >= 0 && payable.IsPositive; i--)
        {
            var amount = Money.Min(payable, _payments[i].Amount);
            legs.Add(new RefundLeg(new Reference($"refund-{_version + Changes.Count + 1}-{legs.Count + 1}"), amount, RefundStatus.Due)
            {
                Payment = _payments[i].Reference,
                Method = _payments[i].Method,
                DueBy = _refundDueBy,
            });
            payable -= amount;
        }

        if (payable.IsPositive)
            throw new NotSupportedException("Money that came otherwise than by a payment is not measured.");
        return ValueList.Create<RefundLeg>(CollectionsMarshal.AsSpan(legs));
    }

    private bool OnlyTimeIsMissing() => _devices.Count == 0 && _balances[(int)Account.Receivable] >= 0;

    private void Post(ValueList<Posting> postings)
    {
        foreach (var posting in postings)
        {
            if (posting.Amount.Currency != _plan.Price.Currency)
                throw new CurrencyMismatchException(_plan.Price.Currency, posting.Amount.Currency);
            _balances[(int)posting.From] = checked(_balances[(int)posting.From] - posting.Amount.MinorUnits);
            _balances[(int)posting.To] = checked(_balances[(int)posting.To] + posting.Amount.MinorUnits);
        }
    }

    private void CheckAccess(CommandKind kind, Caller by)
    {
        if (Array.IndexOf(_roles[(int)kind], by.Role) < 0)
            Refusals.Add(Reason.RoleNotPermitted(kind, by.Role, [.. _roles[(int)kind]]));
        if (by.Role is not (Role.Customer or Role.Agent))
            return;
        if (Array.IndexOf(_channels, by.Channel) < 0)
            Refusals.Add(Reason.ChannelNotAccepted(by.Channel, [.. _channels]));
        var needed = kind == CommandKind.RequestCancellation ? IdentityAssurance.Substantial : IdentityAssurance.Low;
        if (by.Identity < needed)
            Refusals.Add(Reason.IdentityTooWeak(by.Identity, needed));
    }

    private Instant? NextDeadline()
    {
        Instant? next = null;
        if (_status is not (SubscriptionStatus.None or SubscriptionStatus.Closed))
        {
            if (_periods.Count > 0)
                next = _periods[0].EndsAt;
            next = Earlier(next, _graceEndsAt);
            if (_status == SubscriptionStatus.Active)
            {
                next = Earlier(next, _remindAt);
                if (_autoRenewal is not null)
                    next = Earlier(next, _chargeAt);
            }

            if (_status == SubscriptionStatus.Suspended)
                next = Earlier(next, _suspensionEndsBy);
            else if (_status.IsPendingCancel())
                next = Earlier(next, _cancellationDueBy);
        }

        return Earlier(next, _refundDueBy);
    }

    private static Instant? Earlier(Instant? left, Instant? right) => left is null || right < left ? right ?? left : left;

    private Refusal NotPermitted(CommandKind kind) => _closedAt is { } at
        ? Reason.SubscriptionClosed(_closedReason, at)
        : Reason.StatusNotPermitted(kind, _status);

    private int IndexOf(Eid device)
    {
        for (var i = 0; i < _devices.Count; i++)
        {
            if (_devices[i].Device == device)
                return i;
        }

        return -1;
    }

    private Instant EndOfDayAfter(Instant from, int days) => StartOf(from.InZone(_zone).Date.PlusDays(days + 1));

    private Instant StartOf(LocalDate date) => ZonedDates.AtStartOfDay(date, _zone);

    private void Remember(CommandId id)
    {
        _seen.Add(id);
        _order.Enqueue(id);
        if (_order.Count > Remembered)
            _seen.Remove(_order.Dequeue());
    }

    private static bool Offers(ValueList<CancellationTiming> timings, CancellationTiming timing)
    {
        foreach (var offered in timings)
        {
            if (offered == timing)
                return true;
        }

        return false;
    }

    private static void Fill<T>(List<T> list, ValueList<T> items)
    {
        list.Clear();
        foreach (var item in items)
            list.Add(item);
    }
}
