using static EsimLifecycle.Tests.Scenario;
using D = EsimLifecycle.DeadlineKind;
using M = EsimLifecycle.MessageTemplate;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>Before documents, a supplement, clearing and grace end the customer is reminded, once of each end.</summary>
public class ReminderOfEndsTests
{
    [Fact]
    public void Three_days_before_documents_have_to_be_complete_the_customer_is_told_which_are_missing() =>
        Asking(new CancellationPolicy { Documents = [DocumentKind.ProofOfIdentity, DocumentKind.Contract] }).Submitted(DocumentKind.Contract)
            .Until("2026-02-11T23:59:59").ThenNothing()
            .Until("2026-02-12").Then<ReminderDue>()
            .With(s => s.Event<ReminderDue>().Should().BeEquivalentTo(new { Of = D.Documents, EndsAt = s.Local("2026-02-15") }))
            .With(s => Told(s, M.DocumentsReminder).Should().BeEquivalentTo(new { Until = s.Local("2026-02-15"), Documents = new[] { DocumentKind.ProofOfIdentity } }))
            .Until("2026-02-15").Then<CancellationLapsed>();

    [Fact]
    public void Nobody_is_reminded_of_documents_that_are_not_missing_any_more() =>
        Asking(new CancellationPolicy { Documents = [DocumentKind.Contract], Review = true, ReviewBusinessDays = 30 }).Submitted(DocumentKind.Contract).Is(S.UnderReview)
            .Until("2026-02-20").ThenNothing();

    [Fact]
    public void A_document_judged_illegible_is_among_the_missing() =>
        Asking(new CancellationPolicy { Documents = [DocumentKind.ProofOfIdentity, DocumentKind.Contract] })
            .When(new SubmitDocuments([new(DocumentKind.Contract, new("scan"))])).When(new JudgeDocument(new("scan"), DocumentVerdict.Illegible), Reviewer)
            .Until("2026-02-12").Then<ReminderDue>().With(s => s.Event<ReminderDue>().Documents.Should().Equal(DocumentKind.ProofOfIdentity, DocumentKind.Contract));

    [Fact]
    public void A_supplement_is_reminded_of_and_each_round_anew() =>
        Asking(new CancellationPolicy { Review = true, ReviewBusinessDays = 30 }).When(new RequestSupplement([DocumentKind.Explanation]), Reviewer)
            .Until("2026-02-05").Then<ReminderDue>().With(s => Told(s, M.SupplementReminder).Documents.Should().Equal(DocumentKind.Explanation))
            .Submitted(DocumentKind.Explanation).Is(S.UnderReview)
            .When(new RequestSupplement([DocumentKind.Contract]), Reviewer)
            .Until("2026-02-10").Then<ReminderDue>().With(s => Told(s, M.SupplementReminder).Documents.Should().Equal(DocumentKind.Contract))
            .Until("2026-02-13").Then<CancellationLapsed>();

    [Fact]
    public void Clearing_is_reminded_of_with_the_devices_still_bound() =>
        Reminding().Activated().Paid().Bound(Phone, Watch).Requested().When(new UnbindDevice(Watch))
            .Until("2026-02-28").Then<PeriodEnded, ReminderDue>()
            .With(s => Told(s, M.ClearingReminder).Should().BeEquivalentTo(new { Until = s.Local("2026-03-03"), Devices = new[] { Phone }, Amount = (Money?)null }))
            .When(new UnbindDevice(Phone)).Is(S.Closed);

    [Fact]
    public void And_with_the_dues_that_are_open() =>
        Owing(Reminding().Activated().Paid()).Until("2026-02-28").With(s => Told(s, M.ClearingReminder).Should().BeEquivalentTo(new { Amount = Money.Parse("USD 31.00"), Devices = Array.Empty<Eid>() }));

    [Fact]
    public void What_comes_up_only_after_the_moment_is_told_at_once() =>
        Reminding(policy => policy with { Cancellation = new CancellationPolicy { WaitingDays = 7, ClearingDays = 1 }, Settlement = policy.Settlement with { Refund = new RefundTerms() } })
            .Activated().Requested().Until("2026-02-07T12:00:00").ThenNothing()
            .When(new ReportChargeback(new("payment-1"), Money.Parse("USD 31.00")), Caller.System).With(s => s.Event<ReminderDue>().Dues.Should().Be(Money.Parse("USD 31.00")))
            .Tells(M.DuesOpen, M.ClearingReminder);

    [Fact]
    public void Where_only_the_proof_of_the_platform_is_missing_the_customer_has_nothing_to_do() =>
        Reminding(policy => policy with { Devices = new DevicePolicy { Proof = UnbindingProof.Attestation, AssumeDeletedAfterDays = 60 } })
            .Activated().Bound(Phone).Requested().When(new UnbindDevice(Phone)).Is(S.Clearing)
            .Until("2026-03-02").Then<PeriodEnded>();

    [Fact]
    public void Who_waits_for_the_end_only_is_not_reminded() =>
        Asking(new CancellationPolicy { WaitingDays = 20 }).Is(S.Clearing).Until("2026-02-20").ThenNothing();

    [Fact]
    public void Seven_days_before_grace_ends_the_customer_is_told_that_the_number_will_be_lost() =>
        Reminding().Activated().Until("2026-02-28").Then<PeriodEnded, GraceEntered>()
            .Until("2026-03-22T23:59:59").ThenNothing()
            .Until("2026-03-23").Then<ReminderDue>().With(s => Told(s, M.GraceReminder).Until.Should().Be(s.Local("2026-03-30")))
            .Until("2026-03-29T23:59:59").ThenNothing().Until("2026-03-30").Is(S.Closed);

    [Fact]
    public void Renewed_in_grace_nothing_is_to_be_lost() =>
        Reminding().Activated().Until("2026-03-05").Paid().Until("2026-03-30").ThenNothing();

    [Fact]
    public void Never_before_half_of_the_time_is_over() =>
        Reminding(policy => policy with { Renewal = policy.Renewal with { GraceDays = 4 } }).Activated().Until("2026-02-28").Then<PeriodEnded, GraceEntered>()
            .Until("2026-03-02").Then<ReminderDue>().Until("2026-03-04").Is(S.Closed);

    [Fact]
    public void While_a_purchase_is_put_in_effect_nobody_is_and_at_once_if_it_can_not_be() =>
        Reminding(Confirming).Activated().At("2026-03-21").Paid().Then<PeriodEnded, GraceEntered, PaymentRecorded, PurchaseReserved>()
            .Until("2026-03-25T23:59:59").ThenNothing()
            .Until("2026-03-26").Then<PurchaseReleased, ReminderDue>().Tells(M.ProvisioningFailed, M.GraceReminder)
            .Until("2026-03-30").Is(S.Closed);

    [Fact]
    public void Grace_that_is_longer_after_a_purchase_was_released_is_reminded_of_anew() =>
        Reminding(Confirming).Activated().Until("2026-03-23").Then<PeriodEnded, GraceEntered, ReminderDue>()
            .At("2026-03-27").Paid().Until("2026-04-01").Then<PurchaseReleased>().With(s => s.State.Term.GraceEndsAt.Should().Be(s.Local("2026-04-08")))
            .Until("2026-04-03T23:59:59").ThenNothing().Until("2026-04-04").Then<ReminderDue>().Until("2026-04-08").Is(S.Closed);

    [Fact]
    public void While_a_charge_is_under_way_nobody_is_and_at_once_if_it_fails() =>
        Reminding().Activated().At("2026-03-22T12:00:00").When(new Renew(PaymentMethod.Card)).Then<PeriodEnded, GraceEntered, ChargeRequested>()
            .Until("2026-03-23T11:59:59").ThenNothing()
            .Until("2026-03-23T12:00:00").Then<ChargeFailed, ReminderDue>().Tells(M.PaymentFailed, M.GraceReminder)
            .Until("2026-03-29").ThenNothing();

    [Fact]
    public void A_cancellation_in_between_does_not_make_it_come_twice() =>
        Reminding(policy => policy with { Cancellation = Lives.Into(S.UnderReview), Renewal = policy.Renewal with { GraceDays = 60 } })
            .Activated().Until("2026-04-22").Then<PeriodEnded, GraceEntered, ReminderDue>()
            .At("2026-04-22T09:00:00").Requested().At("2026-04-22T10:00:00").When(new WithdrawCancellation()).Is(S.Grace)
            .With(s => s.State.Term.IsRescued.Should().BeTrue())
            .Until("2026-04-26T23:59:59").Then<ReminderDue>().With(s => s.State.Term.GraceEndsAt.Should().Be(s.Local("2026-04-30")))
            .At("2026-04-27T09:00:00").Requested().At("2026-04-27T10:00:00").When(new WithdrawCancellation()).Is(S.Grace)
            .Until("2026-04-29T23:59:59").ThenNothing();

    [Fact]
    public void Nor_does_a_suspension_and_what_was_missed_meanwhile_is_told_on_the_return() =>
        Reminding().Activated().Until("2026-03-20").When(new Suspend()).Until("2026-03-24").ThenNothing()
            .When(new Resume()).With(s => s.Last.Events.Select(each => each.GetType()).Should().Equal(typeof(SubscriptionResumed)));

    [Fact]
    public void A_line_that_is_taken_over_in_grace_is_reminded_too() =>
        Reminding().When(new ImportSubscription(Id, "monthly") { ActivatedOn = new(2026, 1, 1), PaidFrom = new(2026, 1, 1), PaidUntil = new(2026, 1, 20) }, Caller.Carrier)
            .Is(S.Grace).Until("2026-02-12").Then<ReminderDue>();

    [Fact]
    public void A_policy_may_want_none() =>
        With(policy => policy with { Cancellation = new CancellationPolicy { Documents = [DocumentKind.Contract] } }).Activated().Requested()
            .Until("2026-02-15").Then<CancellationLapsed>().Until("2026-03-30").Is(S.Closed)
            .With(s => s.History.Should().NotContain(each => each is ReminderDue));

    [Theory]
    [MemberData(nameof(PolicyPresetTests.Names), MemberType = typeof(PolicyPresetTests))]
    public void Every_preset_reminds_before_the_number_is_lost(string preset) =>
        Preset(preset).Opened().Paid().When(new Activate()).With(s => _ = s.State.Status == S.Active ? s : s.Reported()).Until("2028-01-01").Is(S.Closed)
            .With(s => s.History.OfType<ReminderDue>().Should().ContainSingle(each => each.Of == D.GraceEnd)
                .Which.At.Should().BeInRange(s.Event<GraceEntered>().At + Duration.Epsilon, s.Event<SubscriptionClosed>().At - Duration.Epsilon));

    private static Scenario Owing(Scenario scenario) =>
        scenario.When(new ReportChargeback(new("payment-1"), Money.Parse("USD 31.00")), Caller.System).Requested().Is(S.Clearing);

    private static CarrierPolicy Confirming(CarrierPolicy policy) =>
        policy with { Renewal = policy.Renewal with { ConfirmsProvisioning = true, ProvisioningTimeoutDays = 5, ProvisioningAttempts = 1 } };

    private static Scenario Asking(CancellationPolicy rules) => Reminding(policy => policy with { Cancellation = rules }).Activated().Paid().Requested();

    private static SendMessage Told(Scenario scenario, M template) =>
        scenario.Last.Events.SelectMany(each => Instruction.From(each)).OfType<SendMessage>().Single(message => message.Template == template);
}
