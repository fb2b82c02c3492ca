using Stateless;

namespace EsimLifecycle.Benchmarks;

/// <summary>The same life as an app writes it with Stateless by its README: a machine to each subscription, guards as lambdas, actions on entry.</summary>
/// <remarks>
/// All of the life's edges are declared, and the commands that are measured have their actions. It does less than the others: it knows no caller,
/// no redelivery and no deadline, gives no events, and its refusal is the text of a guard. What it does, it does alike: the same outcome, status,
/// devices, periods and money after each command.
/// </remarks>
internal sealed class StatelessSubscription
{
    private static readonly State[] States = [.. Enum.GetNames<SubscriptionStatus>().Select(Enum.Parse<State>)];

    private readonly CarrierPolicy _policy;
    private readonly DateTimeZone _zone;
    private readonly List<Eid> _devices = [];
    private readonly List<Period> _periods = [];
    private readonly List<Payment> _payments = [];
    private readonly List<Payment> _refunds = [];

    private StateMachine<State, Trigger> _machine = null!;
    private StateMachine<State, Trigger>.TriggerWithParameters<UpdateContact> _update = null!;
    private StateMachine<State, Trigger>.TriggerWithParameters<BindDevice> _bind = null!;
    private StateMachine<State, Trigger>.TriggerWithParameters<UnbindDevice> _unbind = null!;
    private StateMachine<State, Trigger>.TriggerWithParameters<RecordPayment> _pay = null!;
    private StateMachine<State, Trigger>.TriggerWithParameters<TopUp> _topUp = null!;
    private StateMachine<State, Trigger>.TriggerWithParameters<RequestCancellation> _request = null!;
    private bool _isHandled;
    private bool _isChanged;

    private State _state;
    private Instant _now;
    private PersonalReference _contact;
    private Money _price;
    private Money _wallet;
    private Money _deferred;
    private Money _earned;
    private Money _refundable;
    private BillingSchedule _schedule = null!;
    private int _nextPeriod;
    private Instant? _paidUntil;
    private Instant? _chargeAt;
    private CancellationReason _reason;
    private Instant? _requestedAt;
    private Instant? _documentsDueBy;
    private Instant? _settledAt;
    private Instant? _refundDueBy;
    private Instant? _closedAt;

    public StatelessSubscription(CarrierPolicy policy, Subscription start)
    {
        _policy = policy;
        _zone = DateTimeZoneProviders.Tzdb[policy.Identity.Zone];
        Load(start);
        MakeMachine();
    }

    private enum State
    {
        None,
        InForce,
        Pending,
        Active,
        Grace,
        Suspended,
        PendingCancel,
        AwaitingDocuments,
        UnderReview,
        AwaitingSupplement,
        Clearing,
        Closed,
    }

    private enum Trigger
    {
        Open,
        Activate,
        UpdateContact,
        Bind,
        Unbind,
        Pay,
        TopUp,
        PeriodEnd,
        GraceEnd,
        Suspend,
        Resume,
        RequestCancellation,
        SubmitDocuments,
        RequestSupplement,
        Approve,
        Reject,
        Lapse,
        Withdraw,
        Terminate,
    }

    /// <summary>Why the last command was refused.</summary>
    public ICollection<string> Refusals { get; private set; } = [];

    /// <summary>Goes to where a subscription stands, so that the same command can be measured again.</summary>
    public void Load(Subscription start)
    {
        _state = States[(int)start.Status];
        _contact = start.Contact;
        _price = start.Contract!.Plan.Price;
        _wallet = Balance(start, Account.Wallet);
        _deferred = Balance(start, Account.Deferred);
        _earned = Balance(start, Account.Earned);
        _refundable = Balance(start, Account.RefundPayable);
        _schedule = start.Term.Schedule!;
        _nextPeriod = start.Term.NextIndex;
        _paidUntil = start.Term.PaidUntil;
        _chargeAt = start.Term.ChargeAt;
        _requestedAt = start.Cancellation?.RequestedAt;
        _documentsDueBy = start.Cancellation?.DueBy;
        _settledAt = start.Cancellation?.SettledAt;
        _refundDueBy = null;
        _closedAt = start.Closure?.At;
        _devices.Clear();
        foreach (var binding in start.Devices)
            _devices.Add(binding.Device);
        _periods.Clear();
        foreach (var period in start.Term.Periods)
            _periods.Add(new Period(period.Start, period.End, period.Price));
        _payments.Clear();
        foreach (var payment in start.Payments)
            _payments.Add(new Payment(payment.Reference, payment.Amount));
        _refunds.Clear();
    }

    /// <summary>Makes the machine, as a command does in an app that keeps none in memory.</summary>
    public void MakeMachine()
    {
        _machine = new StateMachine<State, Trigger>(() => _state, state => _state = state);
        _machine.OnUnhandledTrigger((_, _, unmetGuards) =>
        {
            _isHandled = false;
            Refusals = unmetGuards;
        });
        _update = _machine.SetTriggerParameters<UpdateContact>(Trigger.UpdateContact);
        _bind = _machine.SetTriggerParameters<BindDevice>(Trigger.Bind);
        _unbind = _machine.SetTriggerParameters<UnbindDevice>(Trigger.Unbind);
        _pay = _machine.SetTriggerParameters<RecordPayment>(Trigger.Pay);
        _topUp = _machine.SetTriggerParameters<TopUp>(Trigger.TopUp);
        _request = _machine.SetTriggerParameters<RequestCancellation>(Trigger.RequestCancellation);

        _machine.Configure(State.None)
            .Permit(Trigger.Open, State.Pending);

        _machine.Configure(State.InForce)
            .InternalTransition(_update, (command, _) => Update(command))
            .InternalTransition(_topUp, (command, _) => ToWallet(command.Reference, command.Amount))
            .InternalTransitionIf(_unbind, IsBound, (command, _) => Unbind(command))
            .PermitIf(_request, State.AwaitingDocuments, _ => _policy.Cancellation.Documents.Count > 0, "documents are needed")
            .PermitIf(_request, State.UnderReview, _ => _policy.Cancellation.Documents.Count == 0 && _policy.Cancellation.Review, "a review is needed")
            .PermitIf(_request, State.Clearing, _ => IsSettledAtOnce && _devices.Count > 0, "a device is bound")
            .PermitIf(_request, State.Closed, _ => IsSettledAtOnce && _devices.Count == 0, "no device is bound")
            .Permit(Trigger.Terminate, State.Closed);

        _machine.Configure(State.Pending)
            .SubstateOf(State.InForce)
            .InternalTransitionIf(_bind, CanBind, (command, _) => Bind(command))
            .InternalTransition(_pay, (command, _) => Renew(command))
            .PermitIf(Trigger.Activate, State.Active, () => _periods.Count > 0, "the first period is paid");

        _machine.Configure(State.Active)
            .SubstateOf(State.InForce)
            .OnEntryFrom(_pay, Renew)
            .InternalTransitionIf(_bind, CanBind, (command, _) => Bind(command))
            .InternalTransitionIf(_pay, PaysPeriod, (command, _) => Renew(command))
            .InternalTransitionIf(_pay, command => !PaysPeriod(command), (command, _) => ToWallet(command.Reference, command.Amount))
            .PermitReentryIf(Trigger.PeriodEnd, () => _periods.Count > 1, "another period is paid")
            .PermitIf(Trigger.PeriodEnd, State.Grace, () => _periods.Count <= 1, "no other period is paid")
            .Permit(Trigger.Suspend, State.Suspended);

        _machine.Configure(State.Grace)
            .SubstateOf(State.InForce)
            .InternalTransitionIf(_bind, CanBind, (command, _) => Bind(command))
            .PermitIf(_pay, State.Active, PaysPeriod, "the period's price is paid")
            .InternalTransitionIf(_pay, command => !PaysPeriod(command), (command, _) => ToWallet(command.Reference, command.Amount))
            .Permit(Trigger.GraceEnd, State.Closed)
            .Permit(Trigger.Suspend, State.Suspended);

        _machine.Configure(State.Suspended)
            .SubstateOf(State.InForce)
            .InternalTransition(_pay, (command, _) => ToWallet(command.Reference, command.Amount))
            .PermitIf(Trigger.Resume, State.Active, () => _paidUntil > _now, "the day is paid")
            .PermitIf(Trigger.Resume, State.Grace, () => !(_paidUntil > _now), "the day is not paid");

        _machine.Configure(State.PendingCancel)
            .OnEntryFrom(_request, command =>
            {
                _reason = command.Reason;
                _requestedAt = _now;
                _isChanged = true;
            })
            .InternalTransition(_update, (command, _) => Update(command))
            .InternalTransition(_topUp, (command, _) => ToWallet(command.Reference, command.Amount))
            .InternalTransition(_pay, (command, _) => ToWallet(command.Reference, command.Amount))
            .PermitIf(Trigger.Withdraw, State.Active, () => _settledAt is null && _paidUntil > _now, "it is not settled, and the day is paid")
            .PermitIf(Trigger.Withdraw, State.Grace, () => _settledAt is null && !(_paidUntil > _now), "it is not settled, and the day is not paid")
            .OnExit(() => _requestedAt = null)
            .Permit(Trigger.Terminate, State.Closed);

        _machine.Configure(State.AwaitingDocuments)
            .SubstateOf(State.PendingCancel)
            .OnEntry(() => _documentsDueBy = EndOfDayAfter(_policy.Cancellation.DocumentDueDays))
            .OnExit(() => _documentsDueBy = null)
            .InternalTransitionIf(_unbind, IsBound, (command, _) => Unbind(command))
            .PermitIf(Trigger.SubmitDocuments, State.UnderReview, () => _policy.Cancellation.Review, "a review is needed")
            .PermitIf(Trigger.SubmitDocuments, State.Clearing, () => !_policy.Cancellation.Review && _devices.Count > 0, "a device is bound")
            .PermitIf(Trigger.SubmitDocuments, State.Closed, () => !_policy.Cancellation.Review && _devices.Count == 0, "no device is bound")
            .Permit(Trigger.Lapse, State.Active);

        _machine.Configure(State.UnderReview)
            .SubstateOf(State.PendingCancel)
            .InternalTransitionIf(_unbind, IsBound, (command, _) => Unbind(command))
            .Permit(Trigger.RequestSupplement, State.AwaitingSupplement)
            .PermitIf(Trigger.Approve, State.Clearing, () => _devices.Count > 0, "a device is bound")
            .PermitIf(Trigger.Approve, State.Closed, () => _devices.Count == 0, "no device is bound")
            .Permit(Trigger.Reject, State.Active);

        _machine.Configure(State.AwaitingSupplement)
            .SubstateOf(State.PendingCancel)
            .InternalTransitionIf(_unbind, IsBound, (command, _) => Unbind(command))
            .Permit(Trigger.SubmitDocuments, State.UnderReview)
            .Permit(Trigger.Lapse, State.Active);

        _machine.Configure(State.Clearing)
            .SubstateOf(State.PendingCancel)
            .OnEntry(Settle)
            .InternalTransitionIf(_unbind, command => IsBound(command) && _devices.Count > 1, (command, _) => Unbind(command))
            .PermitIf(_unbind, State.Closed, command => IsBound(command) && _devices.Count == 1, "the last device");

        _machine.Configure(State.Closed)
            .OnEntryFrom(_unbind, Unbind)
            .OnEntry(Settle)
            .OnEntry(Close);
    }

    public Outcome Handle(LifecycleCommand command, Instant now)
    {
        _now = now;
        _isHandled = true;
        _isChanged = false;
        switch (command)
        {
            case UpdateContact update:
                _machine.Fire(_update, update);
                break;
            case BindDevice bind:
                _machine.Fire(_bind, bind);
                break;
            case UnbindDevice unbind:
                _machine.Fire(_unbind, unbind);
                break;
            case RecordPayment payment:
                _machine.Fire(_pay, payment);
                break;
            case TopUp topUp:
                _machine.Fire(_topUp, topUp);
                break;
            case RequestCancellation request:
                _machine.Fire(_request, request);
                break;
            case WithdrawCancellation:
                _machine.Fire(Trigger.Withdraw);
                _isChanged = true;
                break;
            default:
                throw new NotSupportedException($"{command.Kind} is not measured.");
        }

        return !_isHandled ? Outcome.Refused : _isChanged ? Outcome.Accepted : Outcome.AlreadyDone;
    }

    /// <summary>Whether it stands where the library's does.</summary>
    public bool StandsAs(Subscription subscription) =>
        _state == States[(int)subscription.Status]
        && _contact == subscription.Contact
        && _nextPeriod == subscription.Term.NextIndex
        && _devices.SequenceEqual(subscription.Devices.Select(binding => binding.Device))
        && _wallet == Balance(subscription, Account.Wallet)
        && _deferred == Balance(subscription, Account.Deferred)
        && _earned == Balance(subscription, Account.Earned)
        && _refundable == Balance(subscription, Account.RefundPayable);

    private bool IsSettledAtOnce => _policy.Cancellation.Documents.Count == 0 && !_policy.Cancellation.Review;

    private bool IsBound(UnbindDevice command) => _devices.Contains(command.Device);

    private bool CanBind(BindDevice command) => _devices.Count < _policy.Devices.MaxDevices && !_devices.Contains(command.Device);

    private bool PaysPeriod(RecordPayment command) => command.Amount >= _price && _periods.Count < _policy.Renewal.MaxPrepaidPeriods;

    private void Update(UpdateContact command)
    {
        _isChanged = _contact != command.Contact;
        _contact = command.Contact;
    }

    private void Bind(BindDevice command)
    {
        _devices.Add(command.Device);
        _isChanged = true;
    }

    private void Unbind(UnbindDevice command)
    {
        _devices.Remove(command.Device);
        _isChanged = true;
    }

    private void ToWallet(Reference payment, Money amount)
    {
        _payments.Add(new Payment(payment, amount));
        _wallet += amount;
        _isChanged = true;
    }

    private void Renew(RecordPayment command)
    {
        var next = _schedule[_nextPeriod++];
        ToWallet(command.Reference, command.Amount);
        _wallet -= _price;
        _deferred += _price;
        _periods.Add(new Period(next.Start, next.End, _price));
        _paidUntil = StartOf(next.End);
        _chargeAt = StartOf(LocalDate.Max(next.Start, next.End.PlusDays(-_policy.Renewal.ChargeDaysAhead)));
    }

    private void Settle()
    {
        if (_settledAt is not null)
            return;
        var refund = _policy.Settlement.Refund;
        foreach (var period in _periods)
        {
            var share = refund.Proration.UnusedShare(new ServicePeriod(0, period.Start, period.End), _now.InZone(_zone).Date);
            var unused = refund.UnusedPeriod == UnusedWorth.Prorated
                ? Money.OfMinor(share.Of(period.Price.MinorUnits), period.Price.Currency)
                : Money.Zero(period.Price.Currency);
            _deferred -= period.Price;
            _earned += period.Price - unused;
            _refundable += unused;
        }

        _refundable += _wallet;
        _wallet = Money.Zero(_price.Currency);
        _settledAt = _now;
        _isChanged = true;
    }

    private void Close()
    {
        _periods.Clear();
        _chargeAt = null;
        _closedAt = _now;
        _refundDueBy = EndOfDayAfter(_policy.Settlement.RefundDueDays);
        var payable = _refundable;
        for (var i = _payments.Count - 1; i >= 0 && payable.IsPositive; i--)
        {
            var amount = Money.Min(payable, _payments[i].Amount);
            _refunds.Add(_payments[i] with { Amount = amount });
            payable -= amount;
        }
    }

    private Instant EndOfDayAfter(int days) => StartOf(_now.InZone(_zone).Date.PlusDays(days + 1));

    private Instant StartOf(LocalDate date) => _zone.AtStartOfDay(date).ToInstant();

    private static Money Balance(Subscription subscription, Account account) =>
        Money.OfMinor(subscription.Balances.Minor(account), subscription.Contract!.Plan.Price.Currency);

    private readonly record struct Period(LocalDate Start, LocalDate End, Money Price);

    private readonly record struct Payment(Reference Reference, Money Amount);
}
