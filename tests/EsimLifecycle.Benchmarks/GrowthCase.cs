using System.Globalization;
using System.Text;

namespace EsimLifecycle.Benchmarks;

/// <summary>What a host's or a customer's input makes long: a life, prepared with n, and then what is measured.</summary>
/// <remarks>The tests look at the bytes of the same cases; a benchmark at their time as well.</remarks>
internal sealed record GrowthCase(string Title, Func<int, Life> Before, Action<Life, int> Measured)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly RequestCancellation Cancel = new(CancellationReason.NoLongerNeeded);
    private static readonly Money Cent = Money.Parse("USD 0.01");
    private static readonly BalanceChoice ToOther = new(BalanceDisposition.Transfer, new PersonalReference("other"), new PersonalReference("consent"));

    /// <summary>The number of things in the short run of a case.</summary>
    public const int Small = 300;

    /// <summary>How many times as many the long run has.</summary>
    public const int Factor = 10;

    /// <summary>How much more the long run may cost.</summary>
    public const int Limit = 15;

    /// <summary>Each kind of command given again and again, each list of the state at its longest, and every question about such a state.</summary>
    public static IReadOnlyList<GrowthCase> All { get; } =
    [
        // Money that arrives.
        new("payments on account", _ => Line(), TopUps),
        new("payments that renew", _ => Line(), Renewals),
        new("payments in another currency", _ => Line(), (life, n) => Each(n, i => life.Give(new TopUp(Named("euro", i), Money.Parse("EUR 1.00"), PaymentMethod.Card), Caller.System))),
        new("payments to a closed line", _ => Closed(), TopUps),
        new("payments that fail", _ => Line(), (life, n) => Each(n, i => life.Give(new RecordPayment(Named("failed", i), Life.Price, PaymentMethod.Card) { Failed = true }, Caller.System))),
        new("payments that contradict", _ => With(Line(), 1, TopUps), (life, n) => Each(n, _ => life.Give(TopUp(0) with { Amount = Cent }, Caller.System))),
        new("credits", _ => Line(), (life, n) => Each(n, _ => life.Give(new GrantCredit(Cent), Caller.Carrier))),
        new("balances received", _ => Line(), (life, n) => Each(n, i => life.Give(new ReceiveTransfer(new SubscriptionId("other"), Named("transfer", i), Cent), Caller.System))),
        new("top-ups that buy days", _ => Timed(), TopUps),
        new("packs bought from the balance, which expire", _ => With(Line(), 3, TopUps), (life, n) => Each(n, _ => life.Later(Duration.FromDays(2)).Try(new BuyPack("data", PaymentMethod.Balance), Life.Customer))),
        new("packs bought from the balance, which do not", _ => With(Line(), 3, TopUps), (life, n) => Each(n, _ => life.Try(new BuyPack("data", PaymentMethod.Balance), Life.Customer))),
        new("packs reserved and confirmed", _ => With(Line(Confirming), 3, TopUps), (life, n) => Each(n, _ => Answer(life.Try(new BuyPack("data", PaymentMethod.Balance), Life.Customer), isFailed: false))),
        new("packs reserved", _ => With(Line(Confirming), 3, TopUps), (life, n) => Each(n, _ => life.Try(new BuyPack("data", PaymentMethod.Balance), Life.Customer))),
        new("renewals reserved and released", _ => Line(Confirming), (life, n) => Each(n, i => Answer(life.Give(new RecordPayment(Named("renewal", i), Life.Price, PaymentMethod.Card), Caller.System), isFailed: true))),

        // Money that goes, or is owed.
        new("refunds paid one after another", n => Closing(With(Line(), n, TopUps)), PayRefunds),
        new("refunds paid cent by cent", n => Closing(With(Line(), n, TopUps)), (life, n) => Each(n, i => life.Give(new RecordRefund(Named("payout", i), Cent), Caller.System))),
        new("payouts under way", n => Closing(With(Line(), n, TopUps)), (life, n) => Each(n, i => life.Give(new RecordRefund(Named("payout", i), Cent) { Outcome = PayoutOutcome.Submitted }, Caller.System))),
        new("payouts that fail in part", n => Closing(With(Line(), n, TopUps)), (life, n) => Each(n, i => life.Give(new RecordRefund(Named("payout", i), Cent) { Outcome = PayoutOutcome.Failed }, Caller.System))),
        new("payouts that bounce", n => Closing(With(Line(), n, TopUps)), (life, n) => Each(n, i => life.Give(new RecordRefund(Named("payout", i), Cent), Caller.System).Give(new RecordRefund(Named("payout", i), Cent) { Outcome = PayoutOutcome.Failed }, Caller.System))),
        new("goodwill", n => With(Line(), n, TopUps), (life, n) => Each(n, i => life.Give(new RecordRefund(Named("payout", i), Cent), Caller.System))),
        new("chargebacks, one of each payment", n => With(Line(), n, TopUps), Chargebacks),
        new("chargebacks, won", n => With(With(Line(), n, TopUps), n, Chargebacks), (life, n) => Each(n, i => life.Give(Chargeback(i) with { Won = true }, Caller.System))),
        new("late charges", _ => Closed(), LateCharges),
        new("late charges disputed and decided", _ => Closed(), (life, n) => Each(n, i => life.Give(LateCharge(i), Caller.System).Give(new DisputeLateCharge(Named("late", i)), Life.Customer)
            .Give(new ResolveLateCharge(Named("late", i), LateChargeOutcome.Cancelled), Life.Reviewer))),
        new("late charges disputed", _ => Closed(), (life, n) => Each(n, i => life.Give(LateCharge(i), Caller.System).Try(new DisputeLateCharge(Named("late", i)), Life.Customer))),
        new("late charges paid one after another", n => With(Closed(), n, LateCharges), (life, n) => Each(n, i => life.Give(new PayDues(Named("dues", i), Cent, PaymentMethod.Card), Caller.System))),
        new("dues written off cent by cent", n => Closing(Line(Forfeiting).Give(new ReportChargeback(Life.Payment(0).Reference, Life.Price), Caller.System)), (life, n) => Each(n, _ => life.Try(new WriteOff(Cent), Caller.Carrier))),
        new("transfers chosen and failed", _ => Closing(With(Line(), 1, TopUps)), (life, n) => Each(n, _ => FailTransfer(life.Give(new ChooseBalanceDisposition(ToOther), Life.Customer)))),
        new("refunds held and released", _ => Closing(With(Line(), 3, TopUps)), (life, n) => Each(n, _ => life.Give(new Suspend(SuspensionHolder.Fraud), Caller.Carrier).Give(new ReleaseRefund(), Caller.Carrier))),

        // All else that is given again and again.
        new("suspended and resumed", _ => Line(), (life, n) => Each(n, _ => life.Give(new Suspend(), Life.Customer).Give(new Resume(), Life.Customer))),
        new("bound and unbound", _ => Line(), (life, n) => Each(n, _ => life.Give(new BindDevice(Life.Watch), Life.Customer).Give(new UnbindDevice(Life.Watch), Life.Customer))),
        new("lost and found", _ => Line().Give(new BindDevice(Life.Watch), Life.Customer), (life, n) => Each(n, _ => life.Give(new ReportDeviceLost(Life.Watch), Life.Customer).Give(new ReportDeviceFound(Life.Watch), Life.Customer))),
        new("profiles reported, each of another card", _ => Line(), (life, n) => Each(n, i => life.Give(new ReportProfile(ProfileState.Installed) { Iccid = Card(i) }, Caller.System))),
        new("notices of one profile", _ => Line(), (life, n) => Each(n, i => life.Give(new ReportProfile(i % 2 == 0 ? ProfileState.Enabled : ProfileState.Disabled) { Iccid = Card(0), Sequence = i }, Caller.System))),
        new("usage", _ => With(Line(), 3, TopUps).Give(new BuyPack("data", PaymentMethod.Balance), Life.Customer), (life, n) => Each(n, _ => life.Give(new RecordUsage(1_000), Caller.System))),
        new("letters", _ => Line(), (life, n) => Each(n, i => life.Give(new LogCorrespondence(CorrespondenceDirection.Received, CallerChannel.Post, new PersonalReference(Name("letter", i))), Caller.System))),
        new("contacts", _ => Line(), (life, n) => Each(n, i => life.Give(new UpdateContact(new PersonalReference(Name("contact", i))), Life.Customer))),
        new("auto-renewal on and off", _ => Line(), (life, n) => Each(n, _ => life.Give(new SetAutoRenewal(true), Life.Customer).Give(new SetAutoRenewal(false), Life.Customer))),
        new("charges asked for and failed", _ => Line(), (life, n) => Each(n, i => life.Give(new Renew(PaymentMethod.Card), Life.Customer)
            .Give(new RecordPayment(Named("failed", i), Life.Price, PaymentMethod.Card) { Failed = true, Charge = life.State.Renewal.Charges[0].Key }, Caller.System))),
        new("cancellations withdrawn", _ => Line(Waiting), (life, n) => Each(n, _ => life.Give(Cancel, Life.Customer).Give(new WithdrawCancellation(), Life.Customer))),
        new("documents refused, one after another", _ => Line(Documented).Give(Cancel, Life.Customer), (life, n) => Each(n, i => life.Give(Submit(i, 1), Life.Customer)
            .Give(new JudgeDocument(new PersonalReference(Name("paper", i)), DocumentVerdict.Wrong), Life.Reviewer))),
        new("documents in one command", _ => Line(Documented).Give(Cancel, Life.Customer), (life, n) => life.Try(Submit(0, n), Life.Customer)),
        new("ports requested and failed", _ => Closed(), (life, n) => Each(n, _ => life.Give(new RequestPortOut(), Life.Customer)
            .Give(new ReportPortOut(life.State.Closure!.Number!.PortOuts[^1].Key) { Failed = true }, Caller.System))),
        new("refused, and told again", _ => Line(), (life, n) => Each(n, _ => life.Try(new UnbindDevice(Life.Tablet), Life.Customer))),

        // Closing, and all questions.
        new("replay of payments on account", n => With(Line(), n, TopUps), (life, _) => Lifecycle.Replay([.. life.History])),
        new("replay of late charges", n => With(Closed(), n, LateCharges), (life, _) => Lifecycle.Replay([.. life.History])),
        new("close with unspent payments", n => With(Line(), n, TopUps), (life, _) => life.Give(Cancel, Life.Customer)),
        new("erasure after payments and late charges", n => With(Closing(With(Line(), n, TopUps)), n, LateCharges), (life, _) => life.Later(Duration.FromDays(3_000)).Advance()),
        new("a year passes over unspent payments", n => With(Line(), n, TopUps), (life, _) => life.Later(Duration.FromDays(365)).Advance()),
        new("years pass over unpaid refunds", n => Closing(With(Line(), n, TopUps)), (life, _) => life.Later(Duration.FromDays(2_000)).Advance()),
        new("quote and checklist", n => With(Line(), n, TopUps), (life, _) => life.Lifecycle.Checklist(life.State, Cancel, life.Context(Life.Customer))),
        new("best day to leave", n => With(Line(), n, TopUps), (life, _) => life.Lifecycle.BestDay(life.State, Cancel, life.Context(Life.Customer), new LocalDate(2026, 2, 11), new LocalDate(2026, 3, 20))),
        new("progress", n => With(Line(Waiting), n, TopUps).Give(Cancel, Life.Customer), (life, _) => life.Lifecycle.Progress(life.State, life.Now)),
        new("available", n => With(Line(), n, TopUps), (life, _) => life.Lifecycle.Available(life.State, Life.Customer, life.Now)),
        new("available after closing", n => With(Closing(With(Line(), n, TopUps)), n, LateCharges), (life, _) => life.Lifecycle.Available(life.State, Life.Reviewer, life.Now)),
        new("forecast of a year", n => With(Line(), n, TopUps), (life, _) => life.Lifecycle.Forecast(life.State, life.Now, life.Now + Duration.FromDays(365)).Count()),
        new("deadlines", n => With(Closing(With(Line(), n, TopUps)), n, LateCharges), (life, _) => GC.KeepAlive(life.State.Deadlines)),
        new("description", n => With(Closing(With(Line(), n, TopUps)), n, LateCharges), (life, _) => life.State.Describe(English, life.Lifecycle.Zone)),
        new("the history told", n => With(Closing(With(Line(), n, TopUps)), n, LateCharges), (life, _) => life.History.ForEach(told => told.Explain(English, life.Lifecycle.Zone))),
        new("instructions", n => With(Closing(With(Line(), n, TopUps)), n, LateCharges), (life, _) => life.History.ForEach(told => Instruction.From(told))),
        new("instructions still wanted", n => Closing(With(Line(), n, TopUps)), (life, _) => Instruction.From(life.History[^1]).Count(each => each.IsStillWanted(life.State))),
        new("JSON of a state", n => With(Closing(With(Line(), n, TopUps)), n, LateCharges), (life, _) => LifecycleJson.ReadSubscription(LifecycleJson.Write(life.State))),
        new("JSON of a history", n => With(Closing(With(Line(), n, TopUps)), n, LateCharges), (life, _) => life.History.ForEach(told => LifecycleJson.ReadEvent(LifecycleJson.Write(told)))),
        new("a history sealed and verified", n => With(Line(), n, TopUps), (life, _) => Seal(life.History)),
        new("faults in the text of a policy", _ => Line(), (_, n) => CarrierPolicy.FindFaults(Encoding.UTF8.GetBytes($"{{\"plans\":[{string.Join(',', Enumerable.Repeat('5', n))}]}}"))),
    ];

    /// <summary>The bytes that the case allocates with n.</summary>
    public long CountBytes(int n)
    {
        var life = Before(n);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Measured(life, n);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    public override string ToString() => Title;

    private static CarrierPolicy Plain(CarrierPolicy policy) => policy;

    private static CarrierPolicy Confirming(CarrierPolicy policy) => policy with { Renewal = policy.Renewal with { ConfirmsProvisioning = true, ProvisioningAttempts = 1 } };

    private static CarrierPolicy Waiting(CarrierPolicy policy) => policy with { Cancellation = policy.Cancellation with { WaitingDays = 7 } };

    private static CarrierPolicy Documented(CarrierPolicy policy) => policy with { Cancellation = policy.Cancellation with { Documents = [DocumentKind.Explanation], Review = true } };

    private static CarrierPolicy Forfeiting(CarrierPolicy policy) => policy with { Settlement = new SettlementPolicy() };

    private static CarrierPolicy ByTopUp(CarrierPolicy policy) => policy with
    {
        Plans = [policy.Plans[0] with { Validity = new ValidityTerms { Steps = [new ValidityStep(Cent, 1)], MaxDays = Limits.MaxDays } }],
    };

    /// <summary>A line without a device, of a policy that offers packs, rests numbers and erases.</summary>
    private static Life Line(Func<CarrierPolicy, CarrierPolicy>? of = null)
    {
        var policy = Life.Policy();
        policy = (of ?? Plain)(policy with
        {
            Packs = [new PackTerms { Code = "data", Kind = PackKind.Data, Price = Cent, Length = Period.FromDays(1), DataBytes = 1L << 40 }],
            Closure = new ClosurePolicy { NumberRestDays = 3_650, PortOutDays = 3_650, RetentionDays = 365 },
            Devices = policy.Devices with { MaxDevices = 2 },
        });
        var life = new Life(new Lifecycle(policy))
            .Give(new OpenSubscription(new SubscriptionId("sub-1"), "monthly") { Contact = new PersonalReference("contact-1"), Number = Msisdn.Parse("+6281234567890") }, Life.Customer)
            .Give(Life.Payment(0), Caller.System)
            .Give(new Activate(), Life.Customer);
        return Answer(life, isFailed: false).Later(Duration.FromDays(10));
    }

    private static Life Timed() => Line(ByTopUp);

    private static Life Closed() => Closing(Line());

    private static Life Closing(Life life) => life.Give(Cancel, Life.Customer);

    private static Life With(Life life, int n, Action<Life, int> then)
    {
        then(life, n);
        return life;
    }

    private static void TopUps(Life life, int n) => Each(n, i => life.Give(TopUp(i), Caller.System));

    private static void Renewals(Life life, int n) => Each(n, i =>
        life.Later(life.State.Term.PaidUntil!.Value - Duration.FromDays(1) - life.Now).Give(new RecordPayment(Named("renewal", i), Life.Price, PaymentMethod.Card), Caller.System));

    private static void Chargebacks(Life life, int n) => Each(n, i => life.Give(Chargeback(i), Caller.System));

    private static void LateCharges(Life life, int n) => Each(n, i => life.Give(LateCharge(i), Caller.System));

    private static void PayRefunds(Life life, int n) => Each(Math.Min(n, life.State.Refunds.Count), i =>
    {
        var leg = life.State.Refunds.First(leg => leg.Status == RefundStatus.Due);
        life.Give(new RecordRefund(Named("payout", i), leg.Outstanding) { Leg = leg.Key }, Caller.System);
    });

    private static Life Answer(Life life, bool isFailed)
    {
        foreach (var purchase in life.State.Renewal.Purchases.Reserved)
            life.Give(new ReportProvisioning(purchase.Key) { Failed = isFailed, Attempt = purchase.Attempt }, Caller.System);
        return life;
    }

    private static void FailTransfer(Life life) => life.Give(new RecordTransfer(life.State.Refunds[0].Transfer) { Failed = true }, Caller.System);

    private static void Seal(IReadOnlyList<LifecycleEvent> history)
    {
        var salt = new HistorySalt([.. Enumerable.Range(1, HistorySalt.Size).Select(n => (byte)n)]);
        var records = History.Seal(history, salt);
        if (!History.VerifyLines(History.WriteLines(records), salt, records[^1].Head).IsIntact)
            throw new InvalidOperationException("The history that was sealed is not intact.");
    }

    private static TopUp TopUp(int i) => new(Named("top-up", i), Life.Price, PaymentMethod.Card);

    private static ReportChargeback Chargeback(int i) => new(Named("top-up", i), Life.Price) { Dispute = Named("dispute", i) };

    private static ReportLateCharge LateCharge(int i) => new(Named("late", i), Cent, Life.Start + Duration.FromDays(5));

    private static SubmitDocuments Submit(int from, int n) =>
        new(ValueList.Create(Enumerable.Range(from, n).Select(i => new SubmittedDocument(DocumentKind.Explanation, new PersonalReference(Name("paper", i))))));

    private static Iccid Card(int i) => Iccid.Parse(string.Create(CultureInfo.InvariantCulture, $"8962{i:D15}"));

    private static Reference Named(string what, int i) => new(Name(what, i));

    private static string Name(string what, int i) => string.Create(CultureInfo.InvariantCulture, $"{what}-{i}");

    private static void Each(int n, Action<int> action)
    {
        for (var i = 0; i < n; i++)
            action(i);
    }
}
