using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

/// <summary>A request that is refused for a reason, with the facts it has to give.</summary>
internal sealed record RefusalCase(
    string Code,
    Func<Scenario> Given,
    LifecycleCommand Command,
    Caller? By = null,
    string? Id = null,
    params (string Name, object Value)[] Facts)
{
    public Scenario Play() => Given().When(Command, By, Id);
}

/// <summary>One request for each code of <see cref="RefusalCode"/>.</summary>
internal static class RefusalCases
{
    private static readonly RequestCancellation Cancel = new(CancellationReason.NoLongerNeeded);
    private static readonly ImportSubscription Live = new(Scenario.Id, "monthly")
    {
        ActivatedOn = new(2026, 1, 1),
        PaidFrom = new(2026, 1, 1),
        PaidUntil = new(2026, 2, 1),
    };

    public static IReadOnlyList<RefusalCase> All { get; } =
    [
        .. AtTheDoor(), .. OfActivation(), .. OfRenewal(), .. OfTerms(), .. OfCancelling(), .. OfDocuments(), .. OfReview(), .. OfDevices(), .. OfSettlement(),
    ];

    private static Instant Start => With().Now;

    private static Scenario Reviewed(UnbindingDue due = UnbindingDue.BeforeClosing) =>
        With(policy => policy with { Cancellation = new CancellationPolicy { Review = true, MaxSupplementRounds = 0 }, Devices = new DevicePolicy { UnbindingDue = due } })
            .Activated();

    private static IEnumerable<RefusalCase> OfSettlement()
    {
        yield return new(RefusalCode.RefundNotHeld, () => With().Activated(), new ReleaseRefund(), Caller.Carrier);
        yield return new(RefusalCode.RefundNotOpen, () => With().Activated().Requested(), new ChooseBalanceDisposition(new(BalanceDisposition.Forfeit)));
        yield return new(RefusalCode.TransferNotOffered,
            () => With(policy => policy with { Settlement = new SettlementPolicy { Transfers = false } }).Activated(), RefundChartTests.Moved);
        yield return new(RefusalCode.TransferTarget, () => With().Activated(),
            Cancel with { Balance = new(BalanceDisposition.Transfer, Consent: new("consent")) });
        yield return new(RefusalCode.TransferConsent, () => With().Activated(),
            Cancel with { Balance = new(BalanceDisposition.Transfer, new("sub-2")) }, Facts: ("to", new PersonalReference("sub-2")));
        yield return new(RefusalCode.TransferConflict,
            () => With().Opened().When(new ReceiveTransfer(new("sub-2"), new("transfer-9"), Money.Parse("USD 2.00")), Caller.System),
            new ReceiveTransfer(new("sub-2"), new("transfer-9"), Money.Parse("USD 3.00")), Caller.System,
            Facts: [("transfer", new Reference("transfer-9")), ("amount", Money.Parse("USD 2.00"))]);
        var late = new Reference("late-1");
        static Scenario Charged() => With().Activated().With(s => s.When(new ReportLateCharge(new("late-1"), Money.Parse("USD 3.00"), s.Now), Caller.System));
        yield return new(RefusalCode.LateChargeUnknown, () => With().Activated(), new DisputeLateCharge(late), Facts: ("charge", late));
        yield return new(RefusalCode.LateChargeDecided, () => Charged().When(new ResolveLateCharge(late, LateChargeOutcome.Cancelled), Caller.Carrier), new DisputeLateCharge(late),
            Facts: [("charge", late), ("status", LateChargeStatus.Cancelled)]);
        yield return new(RefusalCode.LateChargeNotDisputed, Charged, new ResolveLateCharge(late, LateChargeOutcome.Upheld), Caller.Carrier, Facts: ("charge", late));
        static Scenario Resting(int? portOut = 10) => With(policy => policy with { Closure = new ClosurePolicy { NumberRestDays = 30, PortOutDays = portOut } }).Numbered().Requested();
        yield return new(RefusalCode.PortOutNotClosed, () => With().Activated(), new RequestPortOut(), Caller.Carrier, Facts: ("status", SubscriptionStatus.Active));
        yield return new(RefusalCode.NumberNone, () => With().Activated().Requested(), new RequestPortOut());
        yield return new(RefusalCode.NumberGone, () => Resting().When(new ReportNumberReused(new("sub-2")), Caller.System), new RequestPortOut(),
            Facts: [("number", NumberStatus.Reused), ("since", Start)]);
        yield return new(RefusalCode.NumberHeld, () => Resting().When(new Suspend(SuspensionHolder.Fraud), Caller.Carrier), new RequestPortOut(), Facts: ("holder", SuspensionHolder.Fraud));
        yield return new(RefusalCode.PortOutNotOffered, () => Resting(null), new RequestPortOut());
        yield return new(RefusalCode.PortOutWindowOver, () => Resting().Until("2026-02-11"), new RequestPortOut(), Facts: ("endedAt", With().Local("2026-02-11")));
        yield return new(RefusalCode.PortOutUnderWay, () => Resting().When(new RequestPortOut()), new RequestPortOut(),
            Facts: [("portOut", new Reference("port-out-7")), ("dueBy", With().Local("2026-02-11"))]);
        yield return new(RefusalCode.ErasureNotClosed, () => With().Activated(), new RequestErasure(), Facts: ("status", SubscriptionStatus.Active));
        yield return new(RefusalCode.ErasureTooSoon, () => With().Activated().Requested(), new RequestErasure(),
            Facts: [("obstacle", ErasureObstacleKind.LateCharges), ("until", With().Local("2026-05-02"))]);
        yield return new(RefusalCode.ErasureUnsettled, () => RefundChartTests.Due().Until("2026-06-01"), new RequestErasure(),
            Facts: [("obstacle", ErasureObstacleKind.Refund), ("amount", Money.Parse("USD 31.00"))]);
        yield return new(RefusalCode.SubscriptionErased, () => With().Activated().Requested().At("2026-06-01").When(new RequestErasure()), new UpdateContact(new("again")),
            Facts: ("erasedAt", With().Local("2026-06-01")));
        yield return new(RefusalCode.DuesNone, () => With().Activated(), new WriteOff(), Caller.Carrier);
    }

    private static IEnumerable<RefusalCase> AtTheDoor()
    {
        yield return new(RefusalCode.StatusNotPermitted, () => With().Activated(), new Resume(),
            Facts: [("command", CommandKind.Resume), ("status", SubscriptionStatus.Active)]);
        yield return new(RefusalCode.SubscriptionNotOpened, () => With(), new Activate(), Facts: ("command", CommandKind.Activate));
        yield return new(RefusalCode.SubscriptionAlreadyOpened, () => With().Opened(), new OpenSubscription(new("sub-2"), "monthly"),
            Facts: ("subscription", Scenario.Id));
        yield return new(RefusalCode.PredecessorIsItself, () => With(), new OpenSubscription(Scenario.Id, "monthly") { Predecessor = new(Scenario.Id) },
            Facts: ("subscription", Scenario.Id));
        var earlier = new Predecessor(new("sub-0")) { Reason = ClosedReason.Revoked, ClosedAt = Start, Owed = Money.Parse("USD 3.00") };
        static Scenario Returning(ClosurePolicy closure) => With(policy => policy with { Closure = closure });
        yield return new(RefusalCode.PredecessorNotClosed, () => With(), new OpenSubscription(Scenario.Id, "monthly") { Predecessor = new(new("sub-0")) },
            Facts: ("predecessor", new SubscriptionId("sub-0")));
        yield return new(RefusalCode.PredecessorDues, () => Returning(new() { PredecessorDues = PredecessorDues.PayFirst }), new OpenSubscription(Scenario.Id, "monthly") { Predecessor = earlier },
            Facts: [("predecessor", new SubscriptionId("sub-0")), ("owed", Money.Parse("USD 3.00"))]);
        yield return new(RefusalCode.ReturnNotAccepted, () => Returning(new() { NoReturnAfter = [ClosedReason.Revoked] }), new OpenSubscription(Scenario.Id, "monthly") { Predecessor = earlier },
            Facts: ("reason", ClosedReason.Revoked));
        var number = Msisdn.Parse("+6281234567890");
        yield return new(RefusalCode.ReturnNumberNotKept, () => Returning(new() { ReturnKeepsNumber = false }),
            new OpenSubscription(Scenario.Id, "monthly") { Number = number, Predecessor = earlier with { Owed = null, Number = number, NumberRestsUntil = Start + Duration.FromDays(1) } },
            Facts: ("restsUntil", Start + Duration.FromDays(1)));
        yield return new(RefusalCode.ReturnTooSoon, () => Returning(new() { ReturnDays = 30 }), new OpenSubscription(Scenario.Id, "monthly") { Predecessor = earlier },
            Facts: ("closedAt", Start));
        yield return new(RefusalCode.SubscriptionClosed, () => With().Activated().Requested(), new Activate(),
            Facts: [("reason", ClosedReason.CustomerCancelled), ("closedAt", Start)]);
        yield return new(RefusalCode.TimeBeforeHistory, () => With().Opened().At("2026-01-31T09:00:00"), new UpdateContact(new("other")),
            Facts: [("now", Start - Duration.FromHours(1)), ("historyEnd", Start)]);
        yield return new(RefusalCode.CommandIdReused, () => With().Opened(), new UpdateContact(new("other")), Id: "command-1",
            Facts: ("commandId", new CommandId("command-1")));
        yield return new(RefusalCode.CommandMalformed, () => With().Activated(), new UnbindDevice(default), Facts: [("property", "device"), ("expected", "Eid")]);
        yield return new(RefusalCode.RoleNotPermitted, () => With().Activated(), new Terminate(TerminationReason.Fraud),
            Facts: [("command", CommandKind.Terminate), ("role", Role.Customer), ("allowed", Terminate.Definition.Roles)]);
        yield return new(RefusalCode.ChannelNotAccepted, () => With().Activated(), Cancel, Caller.Customer(CallerChannel.Sms, default, IdentityAssurance.High),
            Facts: [("channel", CallerChannel.Sms), ("accepted", new AccessPolicy().Channels)]);
        yield return new(RefusalCode.IdentityTooWeak, () => With().Activated(), Cancel, Caller.Customer(CallerChannel.App),
            Facts: [("identity", IdentityAssurance.Low), ("needed", IdentityAssurance.Substantial)]);
    }

    private static IEnumerable<RefusalCase> OfActivation()
    {
        yield return new(RefusalCode.PlanNotOffered, () => With(), new OpenSubscription(Scenario.Id, "yearly"),
            Facts: [("plan", "yearly"), ("offered", (ValueList<string>)["monthly"])]);
        yield return new(RefusalCode.CurrencyMismatch, () => With(), Live with { Wallet = Money.Parse("EUR 1.00") }, Caller.Carrier,
            Facts: [("amount", Money.Parse("EUR 1.00")), ("currency", Currency.USD)]);
        yield return new(RefusalCode.AmountOutOfRange, () => With(), Live with { Wallet = Money.Parse("USD 10000000000.01") }, Caller.Carrier,
            Facts: [("amount", Money.Parse("USD 10000000000.01")), ("largest", Money.Parse("USD 10000000000.00"))]);
        yield return new(RefusalCode.ActivationUnpaid, () => With().Opened(), new Activate(),
            Facts: [("price", Money.Parse("USD 31.00")), ("paid", Money.Parse("USD 0.00"))]);
        yield return new(RefusalCode.ImportDates, () => With(), Live with { PaidUntil = new(2025, 1, 1) }, Caller.Carrier,
            Facts: [("activatedOn", new LocalDate(2026, 1, 1)), ("paidFrom", new LocalDate(2026, 1, 1)), ("paidUntil", new LocalDate(2025, 1, 1))]);
        yield return new(RefusalCode.ImportDuplicateDevice, () => With(), Live with { Devices = [new(Phone), new(Phone)] }, Caller.Carrier,
            Facts: ("device", Phone));
        yield return new(RefusalCode.SuspensionHolderNotAllowed, () => With().Activated(), new Suspend(SuspensionHolder.Fraud),
            Facts: [("holder", SuspensionHolder.Fraud), ("role", Role.Customer)]);
        yield return new(RefusalCode.SuspensionHeld, () => With().Activated().When(new Suspend(SuspensionHolder.NonPayment), Caller.Carrier), new Resume(),
            Facts: [("holder", SuspensionHolder.NonPayment), ("role", Role.Customer)]);
        yield return new(RefusalCode.SuspensionDate, () => With().Activated(), new Suspend { Until = new(2026, 1, 31) },
            Facts: [("earliest", new LocalDate(2026, 2, 1)), ("latest", new LocalDate(2026, 7, 31))]);
    }

    private static IEnumerable<RefusalCase> OfRenewal()
    {
        static Scenario Offering() => With(policy => policy with
        {
            Packs = [new PackTerms { Code = "data", Kind = PackKind.Data, Price = Money.Parse("USD 5.00"), Length = Period.FromDays(7), DataBytes = 1_000 }],
            Promotions = [new PromotionTerms { Code = "spring", Percent = 10, ValidFrom = new(2026, 3, 1) }, new PromotionTerms { Code = "one", Percent = 10 }, new PromotionTerms { Code = "two", Percent = 20 }],
            Renewal = policy.Renewal with { Methods = [PaymentMethod.Card, PaymentMethod.Balance], MaxPrepaidPeriods = 2 },
        }).Activated();

        static Scenario Packed(int packs)
        {
            var scenario = Offering().ToppedUp("USD 1000.00");
            for (var i = 0; i < packs; i++)
                scenario.When(new BuyPack("data", PaymentMethod.Balance));
            return scenario;
        }

        yield return new(RefusalCode.RenewalMethod, Offering, new Renew(PaymentMethod.PayPal),
            Facts: [("method", PaymentMethod.PayPal), ("accepted", (ValueList<PaymentMethod>)[PaymentMethod.Card, PaymentMethod.Balance])]);
        yield return new(RefusalCode.RenewalWhileCancelling, () => Reviewed().Requested(), new Renew(PaymentMethod.Card), Facts: ("command", CommandKind.Renew));
        yield return new(RefusalCode.RenewalTooFarAhead, () => Offering().Paid(), new Renew(PaymentMethod.Card), Facts: ("paidUntil", new LocalDate(2026, 3, 31)));
        yield return new(
            RefusalCode.RenewalByTopUp,
            () => With(policy => policy with { Plans = [policy.Plans[0] with { Validity = new ValidityTerms { Steps = [new(Money.Parse("USD 10.00"), 30)] } }] }).Activated(),
            new Renew(PaymentMethod.Card), Facts: ("plan", "monthly"));
        yield return new(RefusalCode.BalanceTooLow, () => Offering().ToppedUp("USD 30.99"), new Renew(PaymentMethod.Balance),
            Facts: [("price", Money.Parse("USD 31.00")), ("balance", Money.Parse("USD 30.99"))]);
        yield return new(RefusalCode.ChargeInFlight, () => Offering().When(new Renew(PaymentMethod.Card)), new Renew(PaymentMethod.Card),
            Facts: ("charge", new Reference("charge-4")));
        yield return new(
            RefusalCode.ProvisioningPending,
            () => With(policy => policy with { Renewal = policy.Renewal with { ConfirmsProvisioning = true } }).Activated().Paid(),
            new Renew(PaymentMethod.Card), Facts: ("provisioning", new Reference("provisioning-6")));
        yield return new(RefusalCode.PlanUnchanged, Offering, new ChangePlan("monthly"), Facts: ("plan", "monthly"));
        yield return new(RefusalCode.PackNotOffered, Offering, new BuyPack("talk", PaymentMethod.Card), Facts: [("pack", "talk"), ("offered", (ValueList<string>)["data"])]);
        yield return new(RefusalCode.PackLimit, () => Packed(Usage.MaxPacks), new BuyPack("data", PaymentMethod.Balance), Facts: ("max", Usage.MaxPacks));
        yield return new(RefusalCode.PromotionUnknown, Offering, new ApplyPromotion("autumn"), Facts: ("promotion", "autumn"));
        yield return new(RefusalCode.PromotionNotValid, Offering, new ApplyPromotion("spring"), Facts: ("promotion", "spring"));
        yield return new(RefusalCode.PromotionUsed, () => Offering().When(new ApplyPromotion("one")), new ApplyPromotion("one"), Facts: ("promotion", "one"));
        yield return new(RefusalCode.PromotionNotStackable, () => Offering().When(new ApplyPromotion("one")), new ApplyPromotion("two"),
            Facts: [("promotion", "two"), ("other", "one")]);
    }

    private static IEnumerable<RefusalCase> OfTerms()
    {
        yield return new(RefusalCode.TermsDate, () => With().Activated(), new AnnounceTermsChange(new(2026, 1, 31)), Caller.Carrier,
            Facts: [("earliest", new LocalDate(2026, 2, 1)), ("latest", new LocalDate(2036, 1, 29))]);
    }

    private static IEnumerable<RefusalCase> OfCancelling()
    {
        yield return new(RefusalCode.CancellationAlreadyOpen, () => WithRules(Lives.Into(SubscriptionStatus.AwaitingDocuments)).Activated().Requested(), Cancel,
            Facts: [("requestedAt", Start), ("status", SubscriptionStatus.AwaitingDocuments), ("stageEndsAt", With().Local("2026-03-03"))]);
        yield return new(RefusalCode.CancellationNotOpen, () => With().Activated(), new WithdrawCancellation(),
            Facts: ("command", CommandKind.WithdrawCancellation));
        yield return new(RefusalCode.CancellationTooSoon,
            () => WithRules(new CancellationPolicy { Review = true, RequestCooldownDays = 10 }).Activated().Requested().When(new WithdrawCancellation()), Cancel,
            Facts: ("endedAt", Start));
        yield return new(RefusalCode.CancellationTooMany,
            () => WithRules(new CancellationPolicy { Review = true, MaxRequests = 2, RequestWindowDays = 20 }).Activated()
                .Requested().When(new WithdrawCancellation()).At("2026-02-10").Requested().When(new WithdrawCancellation()),
            Cancel, Facts: [("max", 2), ("days", 20)]);
        yield return new(RefusalCode.CancellationCommitment,
            () => With(policy => policy with { Plans = [policy.Plans[0] with { CommitmentMonths = 1 }] }).Activated().Paid(), Cancel,
            Facts: ("until", Start - Duration.FromHours(10) + Duration.FromDays(28)));
        yield return new(RefusalCode.CancellationTiming, () => With().Activated(), Cancel with { Timing = CancellationTiming.EndOfTerm },
            Facts: [("timing", CancellationTiming.EndOfTerm), ("offered", (ValueList<CancellationTiming>)[CancellationTiming.Immediate])]);
        yield return new(RefusalCode.CancellationNoPaidTerm,
            () => WithRules(new CancellationPolicy { Timings = [CancellationTiming.EndOfTerm] }).Activated().At("2026-03-01"), Cancel with { Timing = CancellationTiming.EndOfTerm },
            Facts: ("timing", CancellationTiming.EndOfTerm));
        yield return new(RefusalCode.CancellationDate,
            () => WithRules(new CancellationPolicy { Timings = [CancellationTiming.OnDate] }).Activated(), Cancel with { Timing = CancellationTiming.OnDate },
            Facts: [("earliest", new LocalDate(2026, 2, 1)), ("latest", new LocalDate(2026, 2, 28))]);
        yield return new(RefusalCode.CancellationNotice,
            () => WithRules(new CancellationPolicy { Timings = [CancellationTiming.EndOfTerm], NoticeDays = 30 }).Activated(), Cancel with { Timing = CancellationTiming.EndOfTerm },
            Facts: [("earliest", new LocalDate(2026, 3, 2)), ("paidUntil", new LocalDate(2026, 2, 28))]);
        yield return new(RefusalCode.CancellationNoTermsChange, () => With().Activated(), new RequestCancellation(CancellationReason.TermsChanged));
        yield return new(RefusalCode.CancellationNoteMissing, () => With().Activated(), new RequestCancellation(CancellationReason.Other),
            Facts: ("reason", CancellationReason.Other));
        yield return new(RefusalCode.CancellationFraudHold, () => With().Activated().When(new Suspend(SuspensionHolder.Fraud), Caller.Carrier), Cancel);
        yield return new(RefusalCode.CancellationSettled, () => With().Activated().Bound(Phone).Requested(), new WithdrawCancellation(),
            Facts: ("settledAt", Start));
        yield return new(RefusalCode.ContactMissing, () => With().When(new OpenSubscription(Scenario.Id, "monthly")), Cancel);
        yield return new(RefusalCode.DocumentMissing, () => Lives.Cancelling(SubscriptionStatus.Active, SubscriptionStatus.AwaitingDocuments), new SubmitDocuments([]));
        yield return new(RefusalCode.DocumentNotAsked, () => Lives.Cancelling(SubscriptionStatus.Active, SubscriptionStatus.AwaitingDocuments),
            new SubmitDocuments([new(DocumentKind.Contract, new("contract"))]),
            Facts: [("document", DocumentKind.Contract), ("asked", (ValueList<DocumentKind>)[DocumentKind.ProofOfIdentity])]);
        yield return new(RefusalCode.DocumentConflict, () => Lives.Cancelling(SubscriptionStatus.Active, SubscriptionStatus.AwaitingDocuments),
            new SubmitDocuments([new(DocumentKind.ProofOfIdentity, new("paper")), new(DocumentKind.Contract, new("paper"))]),
            Facts: ("reference", new PersonalReference("paper")));
    }

    private static IEnumerable<RefusalCase> OfDocuments()
    {
        yield return new(RefusalCode.DocumentNotYetReceived, () => Lives.Cancelling(SubscriptionStatus.Active, SubscriptionStatus.AwaitingDocuments),
            new SubmitDocuments([new(DocumentKind.ProofOfIdentity, new("letter"), Start + Duration.FromDays(1))]),
            Facts: [("reference", new PersonalReference("letter")), ("receivedAt", Start + Duration.FromDays(1))]);
        yield return new(RefusalCode.DocumentReceivedLate,
            () => Lives.Cancelling(SubscriptionStatus.Active, SubscriptionStatus.AwaitingDocuments, days: 5).Until("2026-02-08"),
            new SubmitDocuments([new(DocumentKind.ProofOfIdentity, new("letter"), Start + Duration.FromDays(5.75))]),
            Facts: [("reference", new PersonalReference("letter")), ("receivedAt", Start + Duration.FromDays(5.75)), ("dueBy", Start + Duration.FromHours(134))]);
    }

    private static IEnumerable<RefusalCase> OfReview()
    {
        yield return new(RefusalCode.ReviewOwnRequest, () => Reviewed().Requested(), new ApproveCancellation(), Caller.Reviewer(Customer.Id),
            Facts: ("reviewer", Customer.Id));
        yield return new(RefusalCode.ReviewAnonymous, () => Reviewed().Requested(), new ApproveCancellation(), Caller.Reviewer(default));
        yield return new(RefusalCode.DocumentNotAccepted,
            () => WithRules(Lives.Into(SubscriptionStatus.UnderReview) with { Documents = [DocumentKind.Contract] }).Activated().Requested()
                .When(new SubmitDocuments([new(DocumentKind.Contract, new("scan-1"))])).When(new JudgeDocument(new("scan-1"), DocumentVerdict.Wrong), Reviewer),
            new ApproveCancellation(), Reviewer, Facts: ("documents", (ValueList<DocumentKind>)[DocumentKind.Contract]));
        yield return new(RefusalCode.DocumentUnknown, () => Reviewed().Requested(), new JudgeDocument(new("scan-1"), DocumentVerdict.Wrong), Reviewer,
            Facts: ("reference", new PersonalReference("scan-1")));
        yield return new(RefusalCode.SupplementRoundsUsed, () => Reviewed().Requested(), new RequestSupplement([DocumentKind.Contract]), Reviewer,
            Facts: ("rounds", 0));
    }

    private static IEnumerable<RefusalCase> OfDevices()
    {
        (string, object) both = ("devices", (ValueList<Eid>)[Phone, Watch]);
        yield return new(RefusalCode.DeviceStillBound, () => Reviewed(UnbindingDue.BeforeRequest).Bound(Phone, Watch), Cancel, Facts: both);
        yield return new(RefusalCode.DeviceStillBound, () => Reviewed(UnbindingDue.BeforeApproval).Bound(Phone, Watch).Requested(), new ApproveCancellation(), Reviewer,
            Facts: both);
        yield return new(RefusalCode.DeviceNotBound, () => With().Activated(), new UnbindDevice(Phone), Facts: ("device", Phone));
        yield return new(RefusalCode.DeviceLimit, () => With(policy => policy with { Devices = new DevicePolicy { MaxDevices = 1 } }).Activated().Bound(Phone), new BindDevice(Watch),
            Facts: ("max", 1));
        yield return new(RefusalCode.DeviceWhileCancelling, () => Reviewed().Requested(), new BindDevice(Watch), Facts: ("command", CommandKind.BindDevice));
        yield return new(RefusalCode.DeviceUnbindRequested,
            () => With(policy => policy with { Devices = new DevicePolicy { Proof = UnbindingProof.Attestation } }).Activated().Bound(Phone).When(new UnbindDevice(Phone)),
            new BindDevice(Phone), Facts: ("device", Phone));
        foreach (var change in new LifecycleCommand[] { new BindDevice(Watch), new UnbindDevice(Phone), new ReplaceDevice(Phone, Watch) })
        {
            yield return new(RefusalCode.DeviceTooManyChanges,
                () => With(policy => policy with { Devices = new DevicePolicy { MaxChanges = 1, ChangeWindowDays = 10 } }).Activated().Bound(Phone), change,
                Facts: [("max", 1), ("days", 10)]);
        }

        yield return new(RefusalCode.ProfileDeletionForbidden,
            () => With().Activated().Bound(Phone).When(new ReportProfile(ProfileState.Enabled) { DeletionForbidden = true }, Caller.System),
            new UnbindDevice(Phone), Facts: ("device", Phone));
    }
}
