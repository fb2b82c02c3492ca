using static EsimLifecycle.Tests.RenewalSteps;

namespace EsimLifecycle.Tests;

/// <summary>A step of a random life: what is done, with which of ten values, after how many hours.</summary>
internal sealed record RenewalMove(int What, int Much, int Hours);

/// <summary>A life that answers the charges and confirmations that really are awaited, and counts for itself what the customer paid.</summary>
internal sealed class RenewalLife
{
    private static readonly string[] Plans = ["monthly", "day", "roaming", "keep"];
    private static readonly string[] Packs = ["gigabyte", "week"];
    private static readonly string[] Promotions = ["fifth", "five", "tenth", "free", "april"];
    private static readonly Func<RenewalLife, int, LifecycleCommand?>[] Ways =
    [
        (_, _) => null,
        (life, much) => life.Pay(Usd($"{much * 11}.37")),
        (life, much) => life.TopUp(Usd($"{much * 7}.01")),
        (life, much) => life.Answer(much, failed: false),
        (life, much) => life.Answer(much, failed: false),
        (life, much) => life.Answer(much, failed: true),
        (_, much) => new Renew((PaymentMethod)(much % 5)),
        (_, _) => new Renew(PaymentMethod.Balance),
        (_, much) => new SetAutoRenewal(true, much < 5 ? PaymentMethod.Balance : PaymentMethod.Card),
        (_, _) => new SetAutoRenewal(false),
        (_, much) => new ChangePlan(Plans[much % 4], much < 5 ? PlanChangeTiming.Now : PlanChangeTiming.PeriodEnd, much % 2 == 0 ? PaymentMethod.Balance : PaymentMethod.Card),
        (_, much) => new BuyPack(Packs[much % 2], much < 5 ? PaymentMethod.Balance : PaymentMethod.EWallet),
        (_, much) => new ApplyPromotion(Promotions[much % 5]),
        (_, much) => new GrantCredit(Usd($"{much}.50")),
        (_, much) => new RecordUsage(much * 300),
        (life, much) => life.Report(failed: much < 6),
        (life, much) => life.Report(failed: much < 6),
        (life, much) => life.Chargeback(much),
        (life, much) => life.PayDues(Usd($"{much * 5}.00")),
        (_, _) => new Suspend(),
        (_, _) => new Resume(),
        (_, much) => new RequestCancellation(CancellationReason.NoLongerNeeded) { Timing = much < 5 ? CancellationTiming.Immediate : CancellationTiming.EndOfTerm },
        (_, _) => new WithdrawCancellation(),
        (_, _) => new WithdrawCancellation(),
        (life, much) => much > 8 && life.Payable is { IsPositive: true } amount ? new RecordRefund(life.NewReference(), amount) : null,
    ];

    private readonly List<PaymentReceipt> _payments = [];
    private int _references;

    private RenewalLife()
    {
        var opened = ShopThatConfirms().With(s => s.Follow(s.Policy with { Activation = s.Policy.Activation with { SuspensionStopsTerm = true } })).InMarch();
        (Lifecycle, State, Now) = (opened.Lifecycle, opened.State, opened.Now);
        PaidIn = Usd("31.00");
    }

    public static int Moves => Ways.Length;

    public Lifecycle Lifecycle { get; }

    public Subscription State { get; private set; }

    public Instant Now { get; private set; }

    /// <summary>What the customer paid, less what was paid back or taken back.</summary>
    public Money PaidIn { get; private set; }

    /// <summary>The facts that were delivered, with the ids of their messages.</summary>
    public List<(LifecycleFact Fact, string Id)> Facts { get; } = [];

    private Money Payable => State.Status == SubscriptionStatus.Closed ? State.Balances[Account.RefundPayable] : Usd("0.00");

    /// <summary>The same life after each of its moves.</summary>
    public static IEnumerable<RenewalLife> Play(RenewalMove[] moves)
    {
        var life = new RenewalLife();
        yield return life;
        for (var i = 0; i < moves.Length; i++)
        {
            life.Move(moves[i], $"move-{i}");
            yield return life;
        }
    }

    public Decision Deliver(LifecycleCommand command, string id) => Lifecycle.Decide(State, command, new CommandContext(Now, CallerOf(command), new CommandId(id)));

    private void Move(RenewalMove move, string id)
    {
        Now += Duration.FromHours(move.Hours);
        State = Lifecycle.Advance(State, Now).Subscription;
        if (Ways[move.What](this, move.Much) is not { } command)
            return;
        var decision = Deliver(command, id);
        State = decision.Subscription;
        if (decision.Outcome != Outcome.Accepted)
            return;
        if (command is LifecycleFact fact)
            Facts.Add((fact, id));
        Count(decision.Events);
    }

    private void Count(EventList events)
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
            else if (@event is RefundRecorded { Payout.Outcome: PayoutOutcome.Paid } refund)
            {
                PaidIn -= refund.Payout.Amount;
            }
        }
    }

    private Reference NewReference() => new($"reference-{++_references}");

    private RecordPayment Pay(Money amount, Reference charge = default) => new(NewReference(), amount, PaymentMethod.Card) { Charge = charge };

    private TopUp TopUp(Money amount) => new(NewReference(), amount, PaymentMethod.EWallet);

    private PayDues PayDues(Money amount) => new(NewReference(), amount, PaymentMethod.Card);

    /// <summary>The outcome of a charge in flight, or of one that has ended; now and then with another amount.</summary>
    private RecordPayment? Answer(int much, bool failed)
    {
        var charges = State.Renewal.Charges;
        if (charges.Count > 0)
            return Pay(much == 9 ? Usd("3.00") : charges[much % charges.Count].Amount, charges[much % charges.Count].Key) with { Failed = failed };
        var ended = State.Renewal.Ended;
        return ended.Count == 0 ? null : Pay(Usd("31.00"), ended[much % ended.Count].Key) with { Failed = failed };
    }

    private ReportProvisioning? Report(bool failed) =>
        State.Renewal.Provisioning is { } awaited ? new ReportProvisioning(awaited.Key) { Failed = failed } : null;

    private ReportChargeback? Chargeback(int much) =>
        much > 2 || _payments.Count == 0 ? null : new ReportChargeback(_payments[^1].Reference, _payments[^1].Amount);

    private static Caller CallerOf(LifecycleCommand command) => command switch
    {
        GrantCredit => Caller.Carrier,
        LifecycleFact => Caller.System,
        _ => Scenario.Customer,
    };
}
