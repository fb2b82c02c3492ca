using static EsimLifecycle.Tests.RenewalSteps;

namespace EsimLifecycle.Tests;

/// <summary>A step of a random life: what is done, with which of ten values, after how many hours.</summary>
internal sealed record RenewalMove(int What, int Much, int Hours);

/// <summary>A life that answers the charges and confirmations that really are awaited, and counts for itself what the customer paid.</summary>
internal sealed class RenewalLife
{
    private static readonly Func<RenewalLife, int, LifecycleCommand?>[] Ways =
    [
        (_, _) => null,
        (life, much) => life.Pay(life.Amount((much * 1_100) + 37)),
        (life, much) => life.TopUp(life.Amount((much * 700) + 1)),
        (life, much) => life.Answer(much, failed: false),
        (life, much) => life.Answer(much, failed: false),
        (life, much) => life.Answer(much, failed: true),
        (_, much) => new Renew((PaymentMethod)(much % 5)),
        (_, _) => new Renew(PaymentMethod.Balance),
        (_, much) => new SetAutoRenewal(true, much < 5 ? PaymentMethod.Balance : PaymentMethod.Card),
        (_, _) => new SetAutoRenewal(false),
        (life, much) => new ChangePlan(Pick(life.Policy.Plans, much)!.Code, much < 5 ? PlanChangeTiming.Now : PlanChangeTiming.PeriodEnd, much % 2 == 0 ? PaymentMethod.Balance : PaymentMethod.Card),
        (life, much) => Pick(life.Policy.Packs, much) is not { } pack ? null : new BuyPack(pack.Code, much < 5 ? PaymentMethod.Balance : PaymentMethod.EWallet),
        (life, much) => Pick(life.Policy.Promotions, much) is not { } promotion ? null : new ApplyPromotion(promotion.Code),
        (life, much) => new GrantCredit(life.Amount((much * 100) + 50)),
        (_, much) => new RecordUsage(much * 300),
        (life, much) => life.Report(much, failed: much < 6),
        (life, much) => life.Report(much, failed: much < 6),
        (life, much) => life.Chargeback(much),
        (life, much) => life.PayDues(life.Amount(much * 500)),
        (_, _) => new Suspend(),
        (_, _) => new Resume(),
        (_, much) => new RequestCancellation(CancellationReason.NoLongerNeeded) { Timing = much < 5 ? CancellationTiming.Immediate : CancellationTiming.EndOfTerm },
        (_, _) => new WithdrawCancellation(),
        (_, _) => new WithdrawCancellation(),
        (life, much) => much > 8 && life.Payable is { IsPositive: true } amount ? new RecordRefund(life.NewReference(), amount) : null,
        (life, much) => Pick(life.State.Refunds, much) is { Outstanding.IsPositive: true } leg ? new RecordRefund(life.NewReference(), leg.Outstanding) { Leg = leg.Key, Outcome = (PayoutOutcome)(much % 3) } : null,
        (life, much) => Pick(life.State.Payouts, much) is { } payout ? new RecordRefund(payout.Reference, payout.Amount) { Outcome = PayoutOutcome.Failed } : null,
        (_, much) => much > 6 ? new WriteOff() : null,
    ];

    private readonly List<PaymentReceipt> _payments = [];
    private readonly HashSet<Reference> _arrived = [];
    private int _references;

    private RenewalLife(CarrierPolicy policy)
    {
        Lifecycle = new Lifecycle(policy);
        State = Subscription.None;
        Now = Instant.FromUtc(2026, 3, 1, 3, 0);
        PaidIn = Amount(0);
        var plan = policy.Plans[0];
        Do(new OpenSubscription(Scenario.Id, plan.Code) { Contact = Scenario.Contact }, "open");
        Do(plan.Validity is null ? Pay(plan.Price) : TopUp(plan.Validity.Steps[0].MinAmount), "pay");
        Do(new Activate(), "activate");
        if (Report(much: 0, failed: false) is { } report)
            Do(report, "confirm");
    }

    /// <summary>A shop whose purchases have to be confirmed and whose suspensions stop the term.</summary>
    public static CarrierPolicy ShopOfManyThings { get; } =
        ShopThatConfirms().Policy with { Activation = new ActivationPolicy { SuspensionStopsTerm = true } };

    public static int Moves => Ways.Length;

    public Lifecycle Lifecycle { get; }

    public Subscription State { get; private set; }

    public Instant Now { get; private set; }

    /// <summary>What the customer paid, less what was paid back or taken back.</summary>
    public Money PaidIn { get; private set; }

    /// <summary>The facts that were delivered, with the ids of their messages.</summary>
    public List<(LifecycleFact Fact, string Id)> Facts { get; } = [];

    private CarrierPolicy Policy => Lifecycle.Policy;

    private Money Payable => State.Status == SubscriptionStatus.Closed ? State.Balances[Account.RefundPayable] : Amount(0);

    /// <summary>The same life after each of its moves.</summary>
    public static IEnumerable<RenewalLife> Play(RenewalMove[] moves, CarrierPolicy? policy = null)
    {
        var life = new RenewalLife(policy ?? ShopOfManyThings);
        yield return life;
        for (var i = 0; i < moves.Length; i++)
        {
            life.Move(moves[i], $"move-{i}");
            yield return life;
        }
    }

    public Decision Deliver(LifecycleCommand command, string id) => Lifecycle.Decide(State, command, new CommandContext(Now, RandomHistories.CallerOf(Policy, command.Kind), new CommandId(id)));

    private void Move(RenewalMove move, string id)
    {
        Now += Duration.FromHours(move.Hours);
        State = Lifecycle.Advance(State, Now).Subscription;
        if (Ways[move.What](this, move.Much) is { } command)
            Do(command, id);
    }

    private void Do(LifecycleCommand command, string id)
    {
        var decision = Deliver(command, id);
        State = decision.Subscription;
        if (decision.Outcome != Outcome.Accepted)
            return;
        if (command is LifecycleFact fact)
            Facts.Add((fact, id));
        Count(decision.Events);
    }

    private void Count(ValueList<LifecycleEvent> events)
    {
        foreach (var @event in events)
        {
            if (@event is PaymentRecorded { Use: not PaymentUse.Failed } payment)
            {
                PaidIn += payment.Payment.Amount;
                _payments.Add(payment.Payment);
            }
            else if (@event is ChargebackRecorded chargeback)
            {
                PaidIn -= chargeback.Amount;
            }
            else if (@event is RefundRecorded { Payout: var payout })
            {
                // Paid it has gone; it comes back where it had.
                if (payout.Outcome == PayoutOutcome.Paid && _arrived.Add(payout.Reference))
                    PaidIn -= payout.Amount;
                else if (payout.Outcome == PayoutOutcome.Failed && _arrived.Remove(payout.Reference))
                    PaidIn += payout.Amount;
            }
        }
    }

    private static T? Pick<T>(ValueList<T> offered, int much) where T : class => offered.Count == 0 ? null : offered[much % offered.Count];

    private Money Amount(long minorUnits) => Money.OfMinor(minorUnits, Policy.Identity.Currency);

    private Reference NewReference() => new($"reference-{++_references}");

    private RecordPayment Pay(Money amount, Reference charge = default) => new(NewReference(), amount, PaymentMethod.Card) { Charge = charge };

    private TopUp TopUp(Money amount) => new(NewReference(), amount, PaymentMethod.EWallet);

    private PayDues PayDues(Money amount) => new(NewReference(), amount, PaymentMethod.Card);

    /// <summary>The outcome of a charge in flight, or of one that has ended; now and then with another amount.</summary>
    private RecordPayment? Answer(int much, bool failed)
    {
        var charges = State.Renewal.Charges;
        if (charges.Count > 0)
            return Pay(much == 9 ? Amount(300) : charges[much % charges.Count].Amount, charges[much % charges.Count].Key) with { Failed = failed };
        var ended = State.Renewal.Ended;
        return ended.Count == 0 ? null : Pay(Policy.Plans[0].Price, ended[much % ended.Count].Key) with { Failed = failed };
    }

    /// <summary>A report on what is reserved, and now and then on what is no longer.</summary>
    private ReportProvisioning? Report(int much, bool failed)
    {
        var (reserved, ended) = (State.Renewal.Purchases.Reserved, State.Renewal.Purchases.Ended);
        return reserved.Count > 0 ? new ReportProvisioning(reserved[much % reserved.Count].Key) { Failed = failed }
            : ended.Count > 0 && much > 7 ? new ReportProvisioning(ended[^1].Key) { Failed = failed }
            : null;
    }

    private ReportChargeback? Chargeback(int much) =>
        much > 2 || _payments.Count == 0 ? null : new ReportChargeback(_payments[^1].Reference, _payments[^1].Amount);
}
