using static EsimLifecycle.Tests.RenewalSteps;
using static EsimLifecycle.Tests.Scenario;
using M = EsimLifecycle.MessageTemplate;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>What waits in a host's outbox may be overtaken before it is carried out: each kind of instruction says so for itself.</summary>
public class StillWantedTests
{
    private static readonly Reference Payment1 = new("payment-1");
    private static readonly RecordRefund Paid = new(new Reference("payout"), Usd("31.00"));
    private static readonly RecordRefund Failed = Paid with { Outcome = PayoutOutcome.Failed };

    /// <summary>For every kind: a history whose last step gives the instruction, and a step that overtakes it; null where nothing can.</summary>
    private static readonly (string Kind, Func<Scenario> Given, Func<Scenario, Scenario>? Overtaken)[] Cases =
    [
        (nameof(ChargePayment), () => Asked(), s => s.Answered()),
        (nameof(ChargePayment), () => Asked(), s => s.Answered("USD 30.00")), // it is open for the rest only
        (nameof(ChargePayment), () => Asked(), s => s.Refused()),
        (nameof(ChargePayment), () => Asked(), s => s.Until("2026-03-04")),
        (nameof(ChargePayment), () => Asked(), s => s.Requested()),
        (nameof(ChargePayment), () => Asked(), s => s.When(new Terminate(TerminationReason.Fraud), Caller.Carrier)),
        (nameof(ChargePayment), () => Charged(), s => s.Answered()),
        (nameof(ChargePayment), () => Charged(), s => s.Paid()), // unasked, for the same period
        (nameof(ChargePayment), () => Charged(), s => s.Refused()),
        (nameof(ChargePayment), () => Charged(), s => s.Refused().Until(s.Charge().RetryAt!.Value)), // the next attempt is another instruction
        (nameof(ChargePayment), () => Charged(), s => s.When(new SetAutoRenewal(false))),
        (nameof(ChargePayment), () => Charged(), s => s.When(new Suspend())),
        (nameof(ChargePayment), () => Charged(), s => s.When(new ChangePlan("day", PlanChangeTiming.Now))),
        (nameof(ChargePayment), () => Shop().InMarch().When(new BuyPack("gigabyte", PaymentMethod.Card)), s => s.Answered("USD 4.00")),
        (nameof(ChargePayment), () => Shop().InMarch().When(new ChangePlan("roaming", PlanChangeTiming.Now, PaymentMethod.Card)), s => s.Requested()),
        (nameof(ProvisionService), () => Reserved(), s => s.Reported()),
        (nameof(ProvisionService), () => Reserved(), s => s.Reported(failed: true)), // the next attempt is another instruction
        (nameof(ProvisionService), () => Reserved(), s => s.Requested()),
        (nameof(ProvisionService), () => Shop().InMarch().Paid(), s => s.When(new ChangePlan("day", PlanChangeTiming.Now))),
        (nameof(ProvisionService), () => Shop().InMarch().Paid(), s => s.When(new Terminate(TerminationReason.Fraud), Caller.Carrier)),
        (nameof(ProvisionService), () => Shop().InMarch().ToppedUp("USD 1.00").When(new ChangePlan("day", PlanChangeTiming.Now)), s => s.Until("2026-03-02")),
        (nameof(ProvisionService), () => Shop().InMarch().ToppedUp("USD 4.00").When(new BuyPack("gigabyte", PaymentMethod.Balance)), s => s.Until("2026-03-08")),
        (nameof(ProvisionService), () => Shop().InMarch().ToppedUp("USD 3.00").When(new BuyPack("week", PaymentMethod.Balance)), s => s.Until("2026-04-09")),
        (nameof(StartService), () => Stopped().When(new WithdrawCancellation()), s => s.Requested().Until("2026-04-01")),
        (nameof(StartService), () => With().Activated(), s => s.When(new Suspend())),
        (nameof(StartService), () => With().Activated(), s => s.Until("2026-02-28").Paid()), // the later one gives what this one did
        (nameof(LimitService), () => With().Activated().Until("2026-02-28"), s => s.Paid()),
        (nameof(BarService), () => With().Activated().When(new Suspend()), s => s.When(new Suspend(SuspensionHolder.Fraud), Caller.Carrier)),
        (nameof(BarService), () => With().Activated().When(new Suspend()), s => s.When(new Resume()).When(new Suspend())),
        (nameof(StopService), () => Stopped(), s => s.When(new WithdrawCancellation())),
        (nameof(StopService), () => With().Activated().Requested(), null), // what is closed stays closed
        (nameof(DisableProfile), () => With().Activated().Bound(Phone).When(new ReportDeviceLost(Phone)), s => s.Reports(ProfileState.Disabled)),
        (nameof(DisableProfile), () => With().Activated().Bound(Phone).Reports(ProfileState.Enabled).When(new UnbindDevice(Phone)), s => s.Bound(Phone)),
        (nameof(DeleteProfile), () => With().Activated().Bound(Phone).When(new UnbindDevice(Phone)), s => s.Bound(Phone)),
        (nameof(DeleteProfile), () => With().Activated().Bound(Phone).When(new UnbindDevice(Phone)), s => s.Reports(ProfileState.Deleted)),
        (nameof(DeleteProfile), () => Attested().Activated().Bound(Phone).When(new UnbindDevice(Phone)), s => s.Reports(ProfileState.Deleted).Bound(Phone)),
        (nameof(DeleteProfile), () => Attested().Activated().Bound(Phone).When(new UnbindDevice(Phone)), s => s.Until("2026-02-15").Bound(Phone)),
        (nameof(PayRefund), () => RefundChartTests.Due(), s => s.When(Paid, Caller.System)),
        (nameof(PayRefund), () => RefundChartTests.Due(), s => s.When(Paid with { Outcome = PayoutOutcome.Submitted }, Caller.System)),
        (nameof(PayRefund), () => RefundChartTests.Due(), s => s.When(Paid with { Amount = Usd("11.00") }, Caller.System)), // the rest is another instruction
        (nameof(PayRefund), () => RefundChartTests.Due(), s => s.When(Failed, Caller.System)),
        (nameof(PayRefund), () => RefundChartTests.Due(), s => s.When(Failed, Caller.System).Until("2026-02-01T10:00:00")), // the next attempt is another instruction
        (nameof(PayRefund), () => RefundChartTests.Due(), s => s.When(new ChooseBalanceDisposition(RefundChartTests.Moved.Balance!))),
        (nameof(PayRefund), () => RefundChartTests.Due(), s => s.When(new ChooseBalanceDisposition(RefundChartTests.Moved.Balance!)).Until("2026-02-15")),
        (nameof(PayRefund), () => RefundChartTests.Due(), s => s.When(new ChooseBalanceDisposition(new BalanceChoice(BalanceDisposition.Forfeit)))),
        (nameof(TransferBalance), () => Transferred(), s => s.When(new RecordTransfer(s.State.Refunds[0].Transfer), Caller.System)),
        (nameof(TransferBalance), () => Transferred(), s => s.When(new RecordTransfer(s.State.Refunds[0].Transfer) { Failed = true }, Caller.System)),
        (nameof(TransferBalance), () => Transferred(), s => s.Until("2026-02-15")),
        (nameof(CancelMessages), () => RefundChartTests.Due(), null), // what is closed stays closed
        (nameof(PortOutNumber), () => Resting().When(new RequestPortOut()), s => s.When(new ReportPortOut(new("port-out-7")), Caller.System)),
        (nameof(PortOutNumber), () => Resting().When(new RequestPortOut()), s => s.Until("2026-02-11")),
        (nameof(ReleaseNumber), () => Resting().When(new RequestPortOut()).Until("2026-03-03"), s => s.When(new ReportPortOut(new("port-out-7")), Caller.System)), // late
        (nameof(ReleaseNumber), () => Resting().Until("2026-03-03"), s => s.When(new ReportNumberReused(new("sub-2")), Caller.System)),
        (nameof(TakeNumber), () => With().When(Next(Resting())), null), // the number is in use
        (nameof(ErasePersonalData), () => Resting().At("2026-06-01").When(new RequestErasure()), null), // what is erased stays erased
        Message(M.Closed, () => Resting(), s => s.At("2026-06-01").When(new RequestErasure())), // there is nobody to tell it to
        Message(M.NumberPortedOut, () => Resting().When(new RequestPortOut()).When(new ReportPortOut(new("port-out-7")), Caller.System), null), // for good
        Message(M.PortOutFailed, () => Resting().When(new RequestPortOut()).Until("2026-02-11"), s => s.When(new ReportNumberReused(new("sub-2")), Caller.System)),
        Message(M.PortOutFailed, () => Resting().When(new RequestPortOut()).When(new ReportPortOut(new("port-out-7")) { Failed = true }, Caller.System), s => s.When(new RequestPortOut())),
        Message(M.Closed, () => RefundChartTests.Due(), null),
        Message(M.Activated, () => With().Activated(), s => s.Until("2026-02-28")),
        Message(M.Suspended, () => With().Activated().When(new Suspend()), s => s.When(new Resume())),
        Message(M.Suspended, () => With().Activated().When(new Suspend()), s => s.When(new Resume()).At("2026-02-02").When(new Suspend())),
        Message(M.Resumed, () => With().Activated().When(new Suspend()).When(new Resume()), s => s.When(new Suspend())),
        Message(M.Renewed, () => Shop().InMarch().Paid(), s => s.When(new ChangePlan("day", PlanChangeTiming.Now))),
        Message(M.Renewed, () => Shop().InMarch().Paid(), s => s.Until("2026-05-01")),
        Message(M.CheckSettings, () => Shop().InMarch().Paid(), s => s.Until("2026-05-01")),
        Message(M.ValidityExtended, () => KeepNumber().ToppedUp("USD 1.00"), s => s.Until("2026-04-07")),
        Message(M.GraceEntered, () => With().Activated().Until("2026-02-28"), s => s.Paid()),
        Message(M.RenewalReminder, () => Reminded(), s => s.Paid()),
        Message(M.RenewalReminder, () => Reminded(), s => s.Until("2026-03-31")), // the next reminder says it
        Message(M.RenewalReminder, () => Reminded(), s => s.Requested()),
        Message(M.RenewalReminder, () => Reminded().Until("2026-03-31"), s => s.Until("2026-04-01")),
        Message(M.GraceReminder, () => Reminding().Activated().Until("2026-03-23"), s => s.Paid()),
        Message(M.GraceReminder, () => Reminding().Activated().Until("2026-03-23"), s => s.Requested()),
        Message(M.GraceReminder, () => Reminding().Activated().Until("2026-03-23"), s => s.Until("2026-03-30")),
        Message(M.DocumentsReminder, () => Asking(S.AwaitingDocuments), s => s.Submitted(DocumentKind.ProofOfIdentity)),
        Message(M.DocumentsReminder, () => Asking(S.AwaitingDocuments), s => s.When(new WithdrawCancellation())),
        Message(M.SupplementReminder, () => Asking(S.AwaitingSupplement), s => s.Submitted(DocumentKind.Explanation)),
        Message(M.SupplementReminder, () => Asking(S.AwaitingSupplement), s => s.Submitted(DocumentKind.Explanation).When(new RequestSupplement([DocumentKind.Explanation]), Reviewer)),
        Message(M.SupplementReminder, () => Asking(S.AwaitingSupplement), s => s.Until("2026-03-03")),
        Message(M.ClearingReminder, () => Asking(S.Clearing), s => s.When(new UnbindDevice(Phone))),
        Message(M.ClearingReminder, () => Asking(S.Clearing), s => s.Until(s.State.Cancellation!.DueBy!.Value)),
        Message(M.AutoRenewalGivenUp, () => GivenUp(), s => s.Paid()),
        Message(M.AutoRenewalGivenUp, () => GivenUp(), s => s.When(new SetAutoRenewal(false))),
        Message(M.PaymentFailed, () => Charged().Refused(), s => s.Until(s.Charge().RetryAt!.Value)),
        Message(M.PaymentFailed, () => Charged().Refused(), s => s.Until(s.Charge().RetryAt!.Value).Refused()), // the next failure says it
        Message(M.PaymentFailed, () => Asked().Refused(), s => s.When(new Renew(PaymentMethod.Card))),
        Message(M.PaymentFailed, () => Asked().Answered("USD 30.00").Until("2026-04-20"), s => s.ToppedUp("USD 1.00")),
        Message(M.PaymentIncomplete, () => Asked().Answered("USD 30.00"), s => s.Answered("USD 0.50")), // the next part says what is lacking
        Message(M.PaymentIncomplete, () => Asked().Answered("USD 30.00"), s => s.ToppedUp("USD 1.00")),
        Message(M.PackBought, () => Shop().InMarch().ToppedUp("USD 4.00").When(new BuyPack("gigabyte", PaymentMethod.Balance)), s => s.Until("2026-03-08")),
        Message(M.PackBought, () => Shop().InMarch().ToppedUp("USD 3.00").When(new BuyPack("week", PaymentMethod.Balance)), s => s.Until("2026-04-09")),
        Message(M.PlanChangeScheduled, () => Shop().InMarch().When(new ChangePlan("roaming")), s => s.When(new ChangePlan("monthly"))),
        Message(M.PlanChangeScheduled, () => Shop().InMarch().When(new ChangePlan("roaming")).When(new ChangePlan("monthly")), s => s.When(new ChangePlan("day"))),
        Message(M.PlanChanged, () => Shop().InMarch().When(new ChangePlan("day", PlanChangeTiming.Now)), s => s.When(new ChangePlan("committed", PlanChangeTiming.Now))),
        Message(M.CreditGranted, () => Shop().InMarch().Granted("5.00"), s => s.When(new Renew(PaymentMethod.Balance)).ToppedUp("USD 26.00").When(new Renew(PaymentMethod.Balance))),
        Message(M.DataLow, () => Data().Uses(900), s => s.Uses(100)),
        Message(M.DataLow, () => Data().Uses(900), s => s.Paid().Until("2026-02-28")),
        Message(M.DataExhausted, () => Data().Uses(1000), s => s.Paid().Until("2026-02-28")),
        Message(M.BalanceLow, () => Shop(renewal => renewal with { BalanceLow = Usd("5.00") }).Opened().Paid().When(new Activate()), s => s.ToppedUp("USD 10.00")),
        Message(M.DisuseAdvice, () => Shop(renewal => renewal with { DisuseDays = 10 }).InMarch().Renewing().Until("2026-03-12"), s => s.Uses(1)),
        Message(M.ProvisioningFailed, () => Reserved().Reported(true).Reported(true).Reported(true), s => s.Paid()),
        Message(M.DuesOpen, () => With().Activated().When(new ReportChargeback(Payment1, Usd("31.00")), Caller.System), s => s.When(new PayDues(new Reference("dues"), Usd("31.00"), PaymentMethod.Card), Caller.System)),
        Message(M.LateChargeDue, () => Late(), s => s.When(new DisputeLateCharge(new("late-1")))),
        Message(M.LateChargeDue, () => Late(), s => s.When(new ResolveLateCharge(new("late-1"), LateChargeOutcome.Cancelled), Caller.Carrier)),
        Message(M.LateChargeDisputed, () => Late().When(new DisputeLateCharge(new("late-1"))), s => s.Until("2026-03-03")),
        Message(M.LateChargeUpheld, () => Late().When(new DisputeLateCharge(new("late-1"))).When(new ResolveLateCharge(new("late-1"), LateChargeOutcome.Upheld), Caller.Carrier), s => s.When(new ResolveLateCharge(new("late-1"), LateChargeOutcome.Cancelled), Caller.Carrier)),
        Message(M.LateChargeCancelled, () => Late().When(new ResolveLateCharge(new("late-1"), LateChargeOutcome.Cancelled), Caller.Carrier), null), // for good
        Message(M.CardCredited, () => With(policy => policy with { Closure = new ClosurePolicy { CardReturn = new CardReturnTerms { Credit = Usd("2.00") } } }).Activated().Requested().When(new RecordCardReturn(new("parcel")), Caller.System), null), // for good
        Message(M.CardNotCredited, () => With().Activated().When(new RecordCardReturn(new("parcel")), Caller.System), null), // for good
        (nameof(MoveDues), () => With().When(new OpenSubscription(Id, "monthly") { Predecessor = new(new("sub-0")) { Reason = ClosedReason.Expired, ClosedAt = With().Now, Owed = Usd("3.00") } }), null), // it is owed here
        Message(M.PaymentSentBack, () => RefundChartTests.Due().Paid(), s => s.When(Paid with { Leg = s.State.Refunds[^1].Key }, Caller.System)),
        Message(M.CancellationReceived, () => Lives.Cancelling(S.Active, S.UnderReview), s => s.When(new WithdrawCancellation())),
        Message(M.DocumentsAsked, () => Lives.Cancelling(S.Active, S.AwaitingDocuments), s => s.Submitted(DocumentKind.ProofOfIdentity)),
        Message(M.SupplementAsked, () => Lives.Cancelling(S.Active, S.AwaitingSupplement), s => s.Submitted(DocumentKind.Explanation)),
        Message(M.DocumentNotAccepted, () => Illegible(), s => s.When(new SubmitDocuments([new(DocumentKind.ProofOfIdentity, new("scan-2"))]))),
        Message(M.CancellationApproved, () => Approved(), s => s.When(new UnbindDevice(Phone))),
        Message(M.CancellationDelayed, () => Lives.Cancelling(S.Active, S.UnderReview, change: Limited).Until("2026-02-15"), s => s.When(new RejectCancellation(RejectionReason.NotTheOwner), Reviewer)),
        Message(M.CancellationRejected, () => Lives.Cancelling(S.Active, S.UnderReview).When(new RejectCancellation(RejectionReason.NotTheOwner), Reviewer), s => s.At("2026-03-15").Requested()),
        Message(M.CancellationWithdrawn, () => Lives.Cancelling(S.Active, S.UnderReview).When(new WithdrawCancellation()), s => s.At("2026-03-15").Requested()),
        Message(M.CancellationLapsed, () => Lives.Cancelling(S.Active, S.AwaitingDocuments).Until("2026-03-03"), s => s.At("2026-04-15").Requested()),
        Message(M.TermsChangeAnnounced, () => With().Activated().When(new AnnounceTermsChange(new(2026, 3, 10)), Caller.Carrier), s => s.At("2026-02-02").When(new AnnounceTermsChange(new(2026, 4, 10)), Caller.Carrier)),
        Message(M.RefundPaid, () => RefundChartTests.Due().When(Paid, Caller.System), s => s.When(Failed, Caller.System)),
        Message(M.RefundFailed, () => Hopeless(), s => s.When(Paid with { Reference = new("again") }, Caller.System)),
        Message(M.TransferDone, () => Transferred().With(s => s.When(new RecordTransfer(s.State.Refunds[0].Transfer), Caller.System)), null), // it is there
        Message(M.TransferFailed, () => Transferred().With(s => s.When(new RecordTransfer(s.State.Refunds[0].Transfer) { Failed = true }, Caller.System)), s => s.When(Paid, Caller.System)),
    ];

    public static readonly TheoryData<int, string> Numbers = new(Cases.Select((each, i) => (i, each.Kind)));

    [Theory]
    [MemberData(nameof(Numbers))]
    public void It_is_wanted_until_it_is_overtaken(int number, string kind)
    {
        var (_, given, overtaken) = Cases[number];
        var scenario = given();
        var instruction = scenario.Instructions().Last(each => Name(each) == kind);
        instruction.IsStillWanted(scenario.State).Should().BeTrue("nothing has happened since");
        if (overtaken is null)
            return;
        overtaken(scenario);
        instruction.Version.Should().BeLessThan(scenario.State.Version, "something has happened since");
        instruction.IsStillWanted(scenario.State).Should().BeFalse("it was overtaken");
    }

    [Fact]
    public void Every_kind_of_instruction_and_message_has_a_case() =>
        Cases.Select(each => each.Kind).Distinct().Should().BeEquivalentTo(
            typeof(Instruction).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Instruction)) && !type.IsAbstract && type != typeof(SendMessage)).Select(type => type.Name)
                .Concat(Enum.GetNames<M>()));

    [Fact]
    public void A_host_that_looks_after_two_months_charges_nobody_for_the_line_that_closed_meanwhile() =>
        Shop().At("2026-01-31T09:00:00").Activated().Renewing().Until("2026-04-15T09:00:00").Is(S.Closed)
            .With(s => s.Instructions().OfType<ChargePayment>().Should().HaveCountGreaterThan(1).And.OnlyContain(charge => !charge.IsStillWanted(s.State)))
            .With(s => s.Instructions().OfType<SendMessage>().Where(each => each.IsStillWanted(s.State)).Select(each => each.Template).Should().Equal(M.Closed));

    [Fact]
    public void Of_the_attempts_of_one_charge_only_the_last_is_carried_out()
    {
        var scenario = Charged();
        var first = scenario.Instructions().OfType<ChargePayment>().Single();
        scenario.Refused().Until(scenario.Charge().RetryAt!.Value);
        var second = scenario.History.SelectMany(each => Instruction.From(each)).OfType<ChargePayment>().Last();
        second.Charge.Should().Be(first.Charge);
        (first.IsStillWanted(scenario.State), second.IsStillWanted(scenario.State)).Should().Be((false, true));
    }

    [Fact]
    public void What_comes_back_after_a_transfer_that_failed_is_paid_once()
    {
        var scenario = RefundChartTests.Due();
        var move = new ChooseBalanceDisposition(RefundChartTests.Moved.Balance!);
        scenario.When(move).When(new RecordTransfer(scenario.State.Refunds[0].Transfer) { Failed = true }, Caller.System);
        var payouts = scenario.History.SelectMany(each => Instruction.From(each)).OfType<PayRefund>().ToList();
        payouts.Select(payout => payout.IsStillWanted(scenario.State)).Should().Equal(false, true);
    }

    [Fact]
    public void Asking_another_subscription_or_an_older_state_is_a_mistake_that_is_told()
    {
        var scenario = With().Opened();
        var opened = scenario.State;
        var told = scenario.Paid().When(new Activate()).Instructions().First();
        told.Invoking(each => each.IsStillWanted(opened)).Should().Throw<ArgumentException>().WithMessage("*version 1 of 'sub-1'; expected version 3 or later of 'sub-1'*");
        told.Invoking(each => each.IsStillWanted(Subscription.None)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Asking_costs_nothing()
    {
        var all = Cases.Select(each => each.Given()).Select(scenario => (scenario.State, Instructions: scenario.Instructions().ToArray())).ToArray();
        AskAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        AskAll();
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);

        void AskAll()
        {
            foreach (var (state, instructions) in all)
            {
                foreach (var instruction in instructions)
                    instruction.IsStillWanted(state);
            }
        }
    }

    private static (string Kind, Func<Scenario> Given, Func<Scenario, Scenario>? Overtaken) Message(M template, Func<Scenario> given, Func<Scenario, Scenario>? overtaken) =>
        ($"{template}", given, overtaken);

    private static string Name(Instruction instruction) => instruction is SendMessage message ? $"{message.Template}" : instruction.GetType().Name;

    private static Scenario Asked() => Shop().InMarch().When(new Renew(PaymentMethod.Card)).Then<ChargeRequested>();

    private static Scenario Charged() => Shop().InMarch().Renewing().With(s => s.Until(s.State.Term.ChargeAt!.Value).Then<RenewalChargeDue>());

    private static Scenario GivenUp()
    {
        var scenario = Shop(renewal => renewal with { RetryDays = [] }).InMarch().Renewing();
        return scenario.Until(scenario.State.Term.ChargeAt!.Value).Refused();
    }

    private static Scenario Reserved() => ShopThatConfirms().InMarch().Paid().Then<PaymentRecorded, PurchaseReserved>();

    private static Scenario Reminded() => Shop(renewal => renewal with { ReminderDays = [3, 1] }).InMarch().Until("2026-03-29").Then<RenewalReminderDue>();

    /// <summary>A request in that stage, and the customer has just been reminded of its end.</summary>
    private static Scenario Asking(S stage)
    {
        var scenario = Reminding(policy => policy with { Cancellation = Lives.Into(stage) }).Activated().Paid().RequestedInto(stage);
        return scenario.Until(scenario.State.Cancellation!.RemindAt!.Value);
    }

    private static Scenario KeepNumber() => Shop().At("2026-03-01").When(new OpenSubscription(Id, "keep") { Contact = Contact }).When(new Activate());

    private static Scenario Data() => With(policy => policy with { Plans = [policy.Plans[0] with { DataBytes = 1000 }] }).Activated();

    private static Scenario Attested() => With(policy => policy with { Devices = policy.Devices with { Proof = UnbindingProof.Attestation } });

    private static OpenSubscription Next(Scenario earlier) => new(new SubscriptionId("sub-2"), "monthly") { Number = earlier.State.Contract!.Number, Predecessor = Predecessor.Of(earlier.State) };

    private static Scenario Resting() => With(policy => policy with { Closure = new ClosurePolicy { NumberRestDays = 30, PortOutDays = 30 } }).Numbered().Requested();

    private static Scenario Late() => With().Activated().With(s => s.When(new ReportLateCharge(new("late-1"), Usd("3.00"), s.Now), Caller.System));

    private static Scenario Transferred() => With().Opened().Paid().When(RefundChartTests.Moved);

    private static Scenario Hopeless() => With(policy => policy with { Settlement = policy.Settlement with { RefundAttempts = 1 } })
        .Opened().Paid().Requested().When(Failed, Caller.System);

    /// <summary>Leaves at the end of March, and service has stopped there although the review is not done.</summary>
    private static Scenario Stopped() => With(policy => policy with
    {
        Cancellation = Lives.Into(S.UnderReview, 90) with { Timings = [CancellationTiming.Immediate], KeepsAccess = false, RequestCooldownDays = 0 },
    }).At("2026-03-01").Activated().Requested();

    private static Scenario Illegible() => With(policy => policy with { Cancellation = Lives.Into(S.UnderReview) with { Documents = [DocumentKind.ProofOfIdentity] } }).Activated().Requested()
        .When(new SubmitDocuments([new(DocumentKind.ProofOfIdentity, new("scan-1"))]))
        .When(new JudgeDocument(new("scan-1"), DocumentVerdict.Illegible), Reviewer);

    private static Scenario Approved() => Lives.In(S.Active, Lives.Into(S.UnderReview)).Bound(Phone).Requested().When(new ApproveCancellation(), Reviewer).Is(S.Clearing);

    private static CarrierPolicy Limited(CarrierPolicy policy) => policy with { Cancellation = policy.Cancellation with { ProcessBusinessDays = 10 } };
}

file static class Steps
{
    public static Scenario Reports(this Scenario scenario, ProfileState state) => scenario.When(new ReportProfile(state) { Device = Phone }, Caller.System);

    public static Scenario Uses(this Scenario scenario, long bytes) => scenario.When(new RecordUsage(bytes), Caller.System);
}
