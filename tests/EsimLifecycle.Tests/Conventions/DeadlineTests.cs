using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>Every deadline fires at its own instant, however late the host calls.</summary>
public class DeadlineTests
{
    /// <summary>For each kind a line whose next deadline it is, when that is due, and the event with which it fires.</summary>
    private static readonly (DeadlineKind Kind, Func<Scenario> Given, string Due, Type First)[] Cases =
    [
        (DeadlineKind.PeriodEnd, () => With().Activated(), "2026-02-28", typeof(PeriodEnded)),
        (DeadlineKind.AssumedUnbinding, () => With(Attested).Activated().Bound(Phone).When(new UnbindDevice(Phone)), "2026-02-15", typeof(DeviceUnbound)),
        (DeadlineKind.Documents, () => Lives.Cancelling(S.Active, S.AwaitingDocuments, days: 10), "2026-02-11", typeof(CancellationLapsed)),
        (DeadlineKind.Supplement, () => Lives.Cancelling(S.Active, S.AwaitingSupplement, days: 10), "2026-02-11", typeof(CancellationLapsed)),
        (DeadlineKind.Review, () => Lives.Cancelling(S.Active, S.UnderReview, days: 10), "2026-02-14", typeof(ReviewOverdue)),
        (DeadlineKind.Settlement, () => Lives.Cancelling(S.Active, S.Clearing), "2026-02-08", typeof(AccountSettled)),
        (DeadlineKind.Closing, ServedLongerThanBilled, "2026-02-20", typeof(SubscriptionClosed)),
        (DeadlineKind.Clearing, () => Lives.Cancelling(S.Active, S.Clearing, days: 10).Until("2026-02-08"), "2026-02-19", typeof(CancellationLapsed)),
        (DeadlineKind.Process, () => Lives.Cancelling(S.Active, S.UnderReview, change: policy => Lives.Limited(policy, DeadlineKind.Process)), "2026-02-14", typeof(CancellationOverdue)),
        (DeadlineKind.ServiceEnd, StoppedOnADate, "2026-02-10", typeof(ServiceEnded)),
        (DeadlineKind.ChargeAnswer, () => AutoRenewing().Until("2026-02-25"), "2026-02-26", typeof(ChargeFailed)),
        (DeadlineKind.ChargeRetry, () => AutoRenewing().Until("2026-02-26"), "2026-02-27", typeof(RenewalChargeDue)),
        (DeadlineKind.RenewalCharge, () => AutoRenewing(), "2026-02-25", typeof(RenewalChargeDue)),
        (DeadlineKind.GraceEnd, () => Lives.In(S.Grace), "2026-03-30", typeof(AccountSettled)),
        (DeadlineKind.Activation, () => With().Opened(), "2027-02-01", typeof(AccountSettled)),
        (DeadlineKind.SuspensionEnd, () => Lives.In(S.Suspended, change: SuspendedTenDays), "2026-02-11", typeof(SubscriptionResumed)),
        (DeadlineKind.Provisioning, () => With(Confirmed).Activated().At("2026-02-01").Paid(), "2026-02-02", typeof(ProvisioningRetried)),
        (DeadlineKind.PackExpiry, () => With(WithPack).Activated().ToppedUp("USD 5.00").When(new BuyPack("data", PaymentMethod.Balance)), "2026-02-07", typeof(PackExpired)),
        (DeadlineKind.RenewalReminder, () => With(Reminded).Activated(), "2026-02-21", typeof(RenewalReminderDue)),
        (DeadlineKind.Reminder, () => Reminding().Activated().Until("2026-02-28"), "2026-03-23", typeof(ReminderDue)),
        (DeadlineKind.Disuse, () => AutoRenewing(disuseDays: 10), "2026-02-11", typeof(DisuseNoticed)),
        (DeadlineKind.RefundRetry, () => With().Activated().Requested().Paid().When(
            new RecordRefund(new Reference("payout"), Money.Parse("USD 31.00")) { Outcome = PayoutOutcome.Failed }, Caller.System),
            "2026-02-01T10:00:00", typeof(RefundRetryDue)),
        (DeadlineKind.Refund, () => With().Activated().Requested().Paid(), "2026-02-15", typeof(RefundOverdue)),
        (DeadlineKind.RefundHold, () => With().Opened().Paid().When(new Terminate(TerminationReason.Fraud), Caller.Carrier), "2027-02-01", typeof(RefundOverdue)),
        (DeadlineKind.LateChargeDispute, Disputed, "2026-03-04", typeof(LateChargeResolved)),
        (DeadlineKind.PortOut, () => Resting().When(new RequestPortOut()), "2026-02-11", typeof(PortOutLapsed)),
        (DeadlineKind.NumberRelease, () => Resting(), "2026-02-08", typeof(NumberReleased)),
        (DeadlineKind.Erasure, () => With(policy => policy with { Closure = new ClosurePolicy { RetentionDays = 100 } }).Activated().Requested(), "2026-05-12", typeof(PersonalDataErased)),
        (DeadlineKind.Transfer, () => With().Opened().Paid().When(RefundChartTests.Moved), "2026-02-08", typeof(TransferRecorded)),
    ];

    public static readonly TheoryData<DeadlineKind> Kinds = new(Enum.GetValues<DeadlineKind>());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void One_tick_before_nothing_happens(DeadlineKind kind)
    {
        var (scenario, due, _) = Play(kind);

        scenario.State.NextDeadline.Should().Be(due);
        scenario.State.Deadlines[0].Should().Match<Deadline>(deadline => deadline.Due == due && deadline.Kind == kind);
        scenario.Until(due - Duration.Epsilon).ThenNothing();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_fires_at_its_instant(DeadlineKind kind)
    {
        var (scenario, due, first) = Play(kind);

        scenario.Until(due);

        scenario.Last.Events[0].Should().BeOfType(first);
        scenario.Last.Events.Should().OnlyContain(each => each.At == due && each.Cause == null);
        (scenario.State.NextDeadline is null || scenario.State.NextDeadline > due).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void However_late_the_host_calls_it_has_fired_at_its_instant(DeadlineKind kind)
    {
        var (late, due, first) = Play(kind);
        var (prompt, _, _) = Play(kind);

        late.Until(due + Duration.FromDays(3650));
        prompt.Until(due);

        late.Last.Events[0].Should().BeOfType(first);
        late.Last.Events.Take(prompt.Last.Events.Count).Should().Equal(prompt.Last.Events);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_comes_before_a_command_at_the_same_instant(DeadlineKind kind)
    {
        var (scenario, due, first) = Play(kind);

        // Of what is erased, nobody can be named again.
        LifecycleCommand command = kind == DeadlineKind.Erasure ? new RecordPayment(new Reference("late"), Money.Parse("USD 1.00"), PaymentMethod.Card) : new UpdateContact(new PersonalReference("contact-2"));
        scenario.At(due).When(command, kind == DeadlineKind.Erasure ? Caller.System : null);

        scenario.Last.Events[0].Should().BeOfType(first);
        scenario.Last.Events[^1].Should().BeOfType(kind == DeadlineKind.Erasure ? typeof(PaymentRecorded) : typeof(ContactUpdated));
        scenario.Last.Events[^1].Cause.Should().NotBeNull();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Calling_in_between_changes_nothing(DeadlineKind kind)
    {
        var (atOnce, due, _) = Play(kind);
        var (inSteps, _, _) = Play(kind);
        var end = due + Duration.FromDays(400);

        atOnce.Until(end);
        while (inSteps.State.NextDeadline is { } next && next <= end)
            inSteps.Until(next - Duration.Epsilon).ThenNothing().Until(next);

        inSteps.History.Should().Equal(atOnce.History);
    }

    [Fact]
    public void Deadlines_stand_in_the_order_in_which_they_fire() =>
        Lives.Cancelling(S.Grace, S.Clearing).With(s => s.State.Deadlines.Should().BeInAscendingOrder(deadline => deadline.Due)
            .And.Equal(s.State.Deadlines.OrderBy(deadline => deadline.Due).ThenBy(deadline => deadline.Kind)));

    [Fact]
    public void A_deadline_names_which_of_several_it_is_about() =>
        With(Attested).Activated().Bound(Phone, Watch).When(new UnbindDevice(Phone)).When(new UnbindDevice(Watch))
            .With(s => s.State.Deadlines.Select(deadline => (deadline.Kind, deadline.Device)).Should().Equal(
                (DeadlineKind.AssumedUnbinding, Phone), (DeadlineKind.AssumedUnbinding, Watch), (DeadlineKind.PeriodEnd, null)))
            .Until("2026-02-15").Then<DeviceUnbound, DeviceUnbound>()
            .With(s => s.Last.Events.Cast<DeviceUnbound>().Select(unbound => unbound.Device).Should().Equal(Phone, Watch));

    [Fact]
    public void Each_of_many_has_its_own_instant() =>
        With().Activated().Paid().Until("2030-01-01").Then(typeof(PeriodEnded), typeof(PeriodEnded), typeof(GraceEntered), typeof(AccountSettled), typeof(SubscriptionClosed))
            .With(s => s.Last.Events.Select(each => each.At).Should().Equal(
                s.Local("2026-02-28"), s.Local("2026-03-31"), s.Local("2026-03-31"), s.Local("2026-04-30"), s.Local("2026-04-30")));

    [Fact]
    public void At_one_instant_the_period_ends_before_a_request_lapses() =>
        WithRules(Lives.Into(S.AwaitingDocuments, days: 13)).Activated().At("2026-02-14").RequestedInto(S.AwaitingDocuments)
            .Until("2026-02-28").Then<PeriodEnded, CancellationLapsed>().Is(S.Grace);

    [Fact]
    public void At_one_instant_the_period_ends_before_the_account_is_settled() =>
        WithRules(new CancellationPolicy { Timings = [CancellationTiming.EndOfTerm] }).Activated().Requested(timing: CancellationTiming.EndOfTerm)
            .Until("2026-02-28").Then<PeriodEnded, AccountSettled, SubscriptionClosed>();

    [Fact]
    public void At_one_instant_a_review_is_decided_before_grace_ends() =>
        With(policy => policy with
        {
            Renewal = policy.Renewal with { GraceDays = 31 },
            Cancellation = Lives.Into(S.UnderReview, days: 15) with { OverdueReview = OverdueReview.Reject },
        }).Activated().At("2026-03-09").RequestedInto(S.UnderReview)
            .With(s => s.State.Deadlines.Select(deadline => deadline.Due).Distinct().Should().Equal(s.Local("2026-03-31")))
            .Until("2026-03-31").Then<ReviewOverdue, CancellationRejected>().Is(S.Grace);

    [Fact]
    public void At_one_instant_clearing_is_over_before_grace_ends() =>
        WithRules(new CancellationPolicy { WaitingDays = 1, ClearingDays = 10 }).Activated().Until("2026-03-17").RequestedInto(S.Clearing)
            .With(s => s.State.Deadlines.Select(deadline => deadline.Due).Should().Equal(s.Local("2026-03-19"), s.Local("2026-03-30"), s.Local("2026-03-30")))
            .Until("2026-03-30").Then<AccountSettled, CancellationLapsed>().Is(S.Grace);

    [Fact]
    public void At_one_instant_grace_ends_before_a_suspension_does() =>
        With(policy => policy with { Activation = policy.Activation with { MaxSuspensionDays = 24 } }).Activated()
            .Until("2026-03-05").When(new Suspend()).Then<SubscriptionSuspended>()
            .Until("2026-03-30").Then<GraceEnded, SubscriptionResumed>().Is(S.Grace);

    [Fact]
    public void A_request_that_comes_when_the_time_is_up_comes_too_late()
    {
        Lives.Cancelling(S.Active, S.AwaitingDocuments, days: 10).At("2026-02-11").Submitted(DocumentKind.ProofOfIdentity)
            .ThenRefused(RefusalCode.DocumentReceivedLate).Is(S.Active);
        With().Opened().Paid().At("2027-02-01").When(new Activate()).ThenRefused(RefusalCode.SubscriptionClosed).Is(S.Closed);
        Lives.In(S.Grace).At("2026-03-30").When(new Suspend()).ThenRefused(RefusalCode.SubscriptionClosed);
    }

    [Fact]
    public void A_payment_at_the_end_of_the_period_finds_it_ended() =>
        With().Activated().At("2026-02-28").Paid().Then<PeriodEnded, GraceEntered, PaymentRecorded, SubscriptionRenewed>().Is(S.Active);

    [Fact]
    public void A_fact_that_happened_earlier_does_not_undo_what_has_fired() =>
        Lives.Cancelling(S.Active, S.Clearing).Until("2026-04-01").Is(S.Active)
            .With(s => s.When(
                new RecordRefund(new Reference("early"), Money.Parse("USD 1.00")) { OccurredAt = s.Local("2026-02-09") }, Caller.System))
            .Then<RefundRecorded>().Is(S.Active);

    private static (Scenario Scenario, Instant Due, Type First) Play(DeadlineKind kind)
    {
        var (_, given, due, first) = Cases.Should().ContainSingle(each => each.Kind == kind, "each kind needs a line that waits for it").Subject;
        var scenario = given();
        return (scenario, scenario.Local(due), first);
    }

    private static Scenario StoppedOnADate() =>
        WithRules(Lives.Into(S.UnderReview, days: 30) with { Timings = [CancellationTiming.OnDate], KeepsAccess = false }).Activated()
            .When(new RequestCancellation(CancellationReason.Privacy) { Timing = CancellationTiming.OnDate, OnDate = new(2026, 2, 10) });

    private static CarrierPolicy SuspendedTenDays(CarrierPolicy policy) =>
        policy with { Activation = policy.Activation with { MaxSuspensionDays = 10 } };

    private static Scenario AutoRenewing(int disuseDays = 0) =>
        With(policy => policy with { Renewal = policy.Renewal with { DisuseDays = disuseDays } }).Activated().When(new SetAutoRenewal(true));

    private static CarrierPolicy Confirmed(CarrierPolicy policy) => policy with { Renewal = policy.Renewal with { ConfirmsProvisioning = true } };

    private static CarrierPolicy Attested(CarrierPolicy policy) => policy with { Devices = new DevicePolicy { Proof = UnbindingProof.Attestation } };

    private static CarrierPolicy Reminded(CarrierPolicy policy) => policy with { Renewal = policy.Renewal with { ReminderDays = [7] } };

    private static CarrierPolicy WithPack(CarrierPolicy policy) =>
        policy with { Packs = [new PackTerms { Code = "data", Kind = PackKind.Data, Price = Money.Parse("USD 5.00"), Length = Period.FromDays(7), DataBytes = 1_000 }] };

    private static Scenario Resting() => With(policy => policy with { Closure = new ClosurePolicy { NumberRestDays = 7, PortOutDays = 7 } })
        .Numbered().Requested();

    private static Scenario Disputed() => With().Activated().At("2026-02-01").Requested()
        .With(s => s.When(new ReportLateCharge(new Reference("late-1"), Money.Parse("USD 3.00"), s.Local("2026-01-31T12:00:00")), Caller.System))
        .When(new DisputeLateCharge(new Reference("late-1")));

    /// <summary>Today's rules end service and billing together; a stored request may say otherwise.</summary>
    private static Scenario ServedLongerThanBilled()
    {
        var scenario = WithRules(Lives.Into(S.Clearing)).Activated().Requested();
        return scenario
            .Given([.. scenario.History.Select(each => each is CancellationRequested requested
                ? requested with { Request = requested.Request with { ServiceEndsAt = scenario.Local("2026-02-20") } }
                : each)])
            .Until("2026-02-08").Then<AccountSettled>();
    }
}
