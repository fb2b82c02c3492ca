using static EsimLifecycle.Tests.Scenario;
using O = EsimLifecycle.ErasureObstacleKind;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>Personal data is erased when its retention ends or on request, and nothing of it comes in again.</summary>
public class PersonalDataErasedTests
{
    private static readonly Reference Late = new("late-1");

    private static Func<CarrierPolicy, CarrierPolicy> Rules(int? retention = 100, int delay = 30, int? rest = null) => policy => policy with
    {
        Closure = new ClosurePolicy { RetentionDays = retention, MaxErasureDelayDays = delay, LateChargeDays = 10, NumberRestDays = rest, PortOutDays = rest },
        Cancellation = new CancellationPolicy { Timings = [CancellationTiming.Immediate] },
    };

    /// <summary>Closed on 2026-01-31 at 11:00; the retention of 100 days ends with 2026-05-11.</summary>
    private static Scenario Closed(int? retention = 100, int delay = 30, int? rest = null) => With(Rules(retention, delay, rest)).Numbered().Bound(Phone).When(new UnbindDevice(Phone)).At("2026-01-31T11:00:00")
        .When(new RequestCancellation(CancellationReason.Privacy) { Note = new("why-1") }).Is(S.Closed);

    internal static Life OnRequest { get; } = new("erased on request", () => Closed().At("2026-02-11").When(new RequestErasure()).Then<ErasureRequested, PersonalDataErased>());

    /// <summary>The same, with USD 31.00 still to be paid back.</summary>
    private static Scenario Owing(int delay = 30) => Closed(delay: delay).Paid();

    private static RecordRefund Refund(Scenario s) => new(new("payout-1"), Money.Parse("USD 31.00")) { Leg = s.State.Refunds[0].Key };

    private static ReportLateCharge Charge(Scenario s) => new(Late, Money.Parse("USD 3.00"), s.State.Closure!.At - Duration.Epsilon);

    private static ErasePersonalData Told(Scenario s) => s.Last.Events.SelectMany(each => Instruction.From(each)).OfType<ErasePersonalData>().Single();

    private static Action<Scenario> Holds(bool isErased) => s =>
    {
        (s.State.Closure!.ErasedAt is not null).Should().Be(isErased);
        PersonalDataTests.In(s.State).Any().Should().Be(!isErased);
    };

    [Fact]
    public void At_the_end_of_the_retention_nothing_that_leads_to_a_person_is_left() =>
        Closed().Until("2026-05-11T23:59:59").ThenNothing().With(Holds(false))
            .Until("2026-05-12").Then<PersonalDataErased>().With(Holds(true))
            .With(s => s.State.Contract!.Number.Should().BeNull())
            .With(s => s.State.Contact.IsNone.Should().BeTrue())
            .With(s => s.State.Cancellation!.RequestedBy.Id.IsNone.Should().BeTrue())
            .With(s => s.State.NextDeadline.Should().BeNull());

    [Fact]
    public void Amounts_dates_and_reasons_stay() =>
        Closed().With(s =>
        {
            var before = s.State;
            s.Until("2026-05-12").Then<PersonalDataErased>();
            s.State.Balances.Should().Be(before.Balances);
            (s.State.Closure!.Reason, s.State.Closure.At, s.State.Cancellation!.Reason).Should().Be((before.Closure!.Reason, before.Closure.At, CancellationReason.Privacy));
            s.State.Payments.Should().Equal(before.Payments);
        });

    [Fact]
    public void The_host_is_told_what_to_erase_in_its_own_systems() =>
        Closed().Until("2026-05-12").With(s =>
        {
            var data = Told(s).Data;
            data.References.Should().Contain([Contact, new PersonalReference("customer-1"), new PersonalReference("why-1")]);
            data.Devices.Should().Equal(Phone);
            data.Numbers.Should().Equal(Msisdn.Parse("+6281234567890"));
            data.IsEmpty.Should().BeFalse();
        });

    [Fact]
    public void Where_the_policy_has_no_retention_it_is_never_erased_by_itself() =>
        Closed(retention: null).Until("2040-01-01").With(Holds(false)).With(s => s.State.NextDeadline.Should().BeNull()).When(new RequestErasure()).Then<ErasureRequested, PersonalDataErased>();

    [Fact]
    public void That_is_a_warning() =>
        With(Rules(retention: null, rest: 30)).Policy.Validate().Where(fault => fault.Severity == PolicySeverity.Warning).Select(fault => fault.Path).Should().Equal("$.closure.retentionDays");

    [Fact]
    public void What_was_fixed_at_closing_counts() =>
        Closed().With(s => s.Follow(Rules(retention: 1)(s.Policy))).Until("2026-05-11").ThenNothing().Until("2026-05-12").Then<PersonalDataErased>();

    [Fact]
    public void It_waits_for_a_window_that_ends_later() =>
        Closed(retention: 1, rest: 60).Until("2026-04-01T23:00:00").ThenNothing().Until("2026-04-02").Then<NumberReleased, PersonalDataErased>();

    [Fact]
    public void It_waits_for_a_refund_and_happens_the_moment_that_is_paid() =>
        Owing().Until("2026-05-20").With(Holds(false))
            .With(s => s.When(Refund(s), Caller.System)).Then<RefundRecorded, PersonalDataErased>().With(Holds(true));

    [Fact]
    public void Paid_before_the_end_of_the_retention_it_is_in_the_way_no_more() =>
        Owing().At("2026-02-10").With(s => s.When(Refund(s), Caller.System)).Until("2026-05-12").Then<PersonalDataErased>();

    [Fact]
    public void It_does_not_wait_for_ever() =>
        Owing().Until("2026-06-10").With(Holds(false)).Until("2026-06-11").Then<PersonalDataErased>()
            .Holds(Account.RefundPayable, "USD 31.00")
            .With(s => s.When(Refund(s), Caller.System)).Then<RefundRecorded>().Holds(Account.RefundPayable, "USD 0.00").With(Holds(true));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_owed_is_waited_for_until_it_is_paid_or_written_off(bool isPaid) =>
        Closed().With(s => s.When(Charge(s), Caller.System)).Until("2026-05-20").With(Holds(false))
            .When(isPaid ? new PayDues(new("dues"), Money.Parse("USD 3.00"), PaymentMethod.Card) : new WriteOff(), isPaid ? Caller.System : Caller.Carrier)
            .With(s => s.Last.Events[^1].Should().BeOfType<PersonalDataErased>()).With(Holds(true));

    [Fact]
    public void A_hold_is_waited_for_until_it_is_released_and_paid() =>
        Owing(delay: 100).When(new Suspend(SuspensionHolder.Regulator), Caller.Carrier).Until("2026-06-01").With(Holds(false))
            .When(new ReleaseRefund(), Caller.Carrier).With(Holds(false))
            .With(s => s.When(Refund(s), Caller.System)).With(Holds(true));

    [Fact]
    public void A_dispute_is_waited_for_until_it_is_decided() =>
        Closed(retention: 11).With(s => s.When(Charge(s), Caller.System)).At("2026-02-11").When(new DisputeLateCharge(Late)).Then<LateChargeDisputed>()
            .Until("2026-03-13").With(Holds(false)).Until("2026-03-14").Then<LateChargeResolved, PersonalDataErased>();

    [Fact]
    public void A_customer_may_ask_for_it_earlier() =>
        Closed().At("2026-02-11").When(new RequestErasure()).Then<ErasureRequested, PersonalDataErased>().With(Holds(true))
            .When(new RequestErasure()).AlreadyDone()
            .Until("2030-01-01").ThenNothing();

    [Fact]
    public void What_is_in_the_way_is_said_and_until_when() =>
        Closed(rest: 60).Paid().With(s => s.When(Charge(s), Caller.System)).When(new ResolveLateCharge(Late, LateChargeOutcome.Cancelled), Caller.Carrier)
            .When(new RequestErasure()).ThenRefused(RefusalCode.ErasureTooSoon, RefusalCode.ErasureTooSoon, RefusalCode.ErasureUnsettled, RefusalCode.ErasureUnsettled)
            .With(s => s.Last.Refusals.Select(refusal => (refusal["obstacle"], refusal.RetryAt)).Should().Equal(
                (O.LateCharges, s.Local("2026-02-11")), (O.Number, s.Local("2026-04-02")), (O.Refund, null), (O.Refund, null)))
            .With(s => s.State.FindErasureObstacles(s.Now).Select(each => each.Kind).Should().Equal(O.LateCharges, O.Number, O.Refund, O.Refund));

    [Fact]
    public void Before_closing_it_has_to_be_cancelled_first() =>
        With().Activated().When(new RequestErasure()).ThenRefused(RefusalCode.ErasureNotClosed)
            .With(s => s.When(s.Last.Refusals[0].Remedy!)).Is(S.Closed);

    [Fact]
    public void While_that_is_under_way_there_is_nothing_more_to_do() =>
        Lives.Cancelling(S.Active, S.UnderReview).When(new RequestErasure()).ThenRefused(RefusalCode.ErasureNotClosed)
            .With(s => s.Last.Refusals[0].Remedy.Should().BeNull());

    [Fact]
    public void Who_asks_needs_to_be_who_they_say() =>
        Closed().When(new RequestErasure(), Caller.Customer(CallerChannel.App, new("customer-1"), IdentityAssurance.Low)).ThenRefused(RefusalCode.IdentityTooWeak, RefusalCode.ErasureTooSoon);

    [Theory]
    [MemberData(nameof(Personal))]
    public void Afterwards_no_request_brings_anything_personal_in(LifecycleCommand request) =>
        Closed().Until("2026-05-12").When(request, Caller.Carrier).With(s => s.Last.Refusals.Select(refusal => refusal.Code).Should().Contain(RefusalCode.SubscriptionErased));

    public static readonly TheoryData<LifecycleCommand> Personal =
    [
        new UpdateContact(new("new-contact")), new WriteOff { Reason = new("case-9") }, new DisputeLateCharge(Late) { Note = new("note-9") },
        new ChooseBalanceDisposition(new(BalanceDisposition.Transfer, new("account-9"), new("consent-9"))),
    ];

    [Fact]
    public void Facts_are_recorded_and_what_they_name_is_erased_with_them() =>
        Closed().Until("2026-05-12").Then<PersonalDataErased>()
            .With(s => s.When(Charge(s) with { Note = new("bill-7") }, Caller.System)).Then<LateChargeRecorded, PersonalDataErased>().With(Holds(true))
            .With(s => Told(s).Data.References.Should().Equal(new PersonalReference("bill-7")))
            .With(s => s.State.Closure!.ErasedAt.Should().Be(s.Local("2026-05-12")))
            .When(new ReportProfile(ProfileState.Deleted) { Device = Watch }, Caller.System).With(s => s.Last.Events[^1].Should().BeOfType<PersonalDataErased>()).With(Holds(true))
            .With(s => Told(s).Data.Devices.Should().Equal(Watch));

    [Fact]
    public void Who_reports_one_is_erased_as_well() =>
        Closed().Until("2026-05-12").When(new RecordPayment(new("late-payment"), Money.Parse("USD 3.00"), PaymentMethod.Card), Caller.Agent(CallerChannel.Shop, new("agent-4")))
            .Then<PaymentRecorded, PersonalDataErased>().With(s => Told(s).Data.References.Should().Equal(new PersonalReference("agent-4")))
            .Holds(Account.RefundPayable, "USD 3.00").With(Holds(true));

    [Fact]
    public void A_fact_that_names_nobody_leaves_nothing_to_erase() =>
        Closed().Until("2026-05-12").When(new RecordPayment(new("late-payment"), Money.Parse("USD 3.00"), PaymentMethod.Card), Caller.System).Then<PaymentRecorded>();

    [Fact]
    public void A_conflict_is_a_fact_too() =>
        Closed().Until("2026-05-12").When(new RecordUsage(5), Caller.System, id: "command-1")
            .With(s => s.Last.Refusals.Should().BeEmpty()).With(Holds(true));

    [Fact]
    public void Of_the_messages_before_only_the_last_is_known_and_nothing_of_who_sent_it() =>
        Closed().When(new UpdateContact(new("contact-2")), id: "before").Until("2026-05-12").Then<PersonalDataErased>()
            .With(s => s.State.Recent.ToArray().Should().ContainSingle())
            .When(new UpdateContact(new("contact-2")), id: "before").AlreadyDone()
            .When(new RecordPayment(new("late-payment"), Money.Parse("USD 3.00"), PaymentMethod.Card), Caller.Agent(CallerChannel.Shop, new("agent-4")), id: "after").Then<PaymentRecorded, PersonalDataErased>()
            .With(s => s.State.Recent.ToArray().Should().ContainSingle())
            .When(new RecordPayment(new("late-payment"), Money.Parse("USD 3.00"), PaymentMethod.Card), Caller.Agent(CallerChannel.Shop, new("agent-4")), id: "after").AlreadyDone();

    [Fact]
    public void A_message_id_that_leads_to_somebody_can_not_be_read_before_or_after() =>
        Closed().When(new UpdateContact(new("contact-2")), id: Phone.ToString()).When(new UpdateContact(new("contact-2")), id: Phone.ToString()).AlreadyDone().Until("2026-05-12").Then<PersonalDataErased>()
            .When(new UpdateContact(new("contact-2")), id: Phone.ToString()).AlreadyDone()
            .When(new RecordPayment(new("late-payment"), Money.Parse("USD 3.00"), PaymentMethod.Card), Caller.System, id: Watch.ToString()).Then<PaymentRecorded>()
            .With(s => System.Text.Encoding.UTF8.GetString(LifecycleJson.Write(s.State)).Should().NotContainAny($"{Phone}", $"{Watch}"));

    [Fact]
    public void Messages_that_still_wait_are_not_wanted_any_more() =>
        Closed().With(s =>
        {
            var message = s.History.SelectMany(each => Instruction.From(each)).OfType<SendMessage>().Last();
            message.IsStillWanted(s.State).Should().BeTrue();
            message.IsStillWanted(s.Until("2026-05-12").State).Should().BeFalse();
        });

    [Fact]
    public void The_erased_history_replays_to_the_same_state_in_which_nothing_personal_is_left() =>
        Closed().Until("2026-05-12").With(s =>
        {
            var erased = History.Erase(History.Seal(s.History, HistoryTests.Salt));

            var state = Lifecycle.Replay(History.ReadEvents(erased));

            PersonalDataTests.In(state).Should().BeEmpty();
            (state with { Recent = default }).Should().Be(s.State with { Recent = default });
        });

    [Fact]
    public void What_time_does_after_a_command_in_the_same_decision_has_no_cause() =>
        OnRequest.Play().Last.Events.Select(each => (each.GetType().Name, each.Cause is null)).Should()
            .Equal((nameof(ErasureRequested), false), (nameof(PersonalDataErased), true));
}
