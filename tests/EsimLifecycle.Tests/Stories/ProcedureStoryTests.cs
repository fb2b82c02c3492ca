using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>What the stories say about the way a cancellation goes, sentence by sentence.</summary>
public class ProcedureStoryTests
{
    private static readonly RequestCancellation Leave = new(CancellationReason.NoLongerNeeded);

    [Fact]
    public void Keep_number_asked_to_cancel_stops_the_monthly_fees() =>
        Preset("axis-keep-number").Activated().When(new SetAutoRenewal(true)).Bound(Phone).Requested().Is(S.Clearing)
            .With(s => s.State.Cancellation!.BillingEndsAt.Should().Be(s.Now))
            .Until("2026-03-05").With(s => s.Last.Events.Should().NotContain(each => each is RenewalChargeDue || each is SubscriptionRenewed));

    [Fact]
    public void Keep_number_gives_a_reason_and_a_contact_which_is_then_the_one_on_file() =>
        Preset("axis-keep-number").When(new OpenSubscription(Id, "keep-monthly")).Paid().When(new Activate())
            .When(Leave).ThenRefused(RefusalCode.ContactMissing)
            .When(Leave with { Contact = new("mail-1") }).Is(S.Clearing)
            .With(s => s.State.Contact.Should().Be(new PersonalReference("mail-1")))
            .When(new UpdateContact(new("mail-2"))).Then<ContactUpdated>();

    [Fact]
    public void Keep_number_until_it_takes_effect_its_state_can_be_looked_up_and_it_can_be_taken_back() =>
        Preset("axis-keep-number").Activated().Requested().At("2026-02-07T23:59:59")
            .With(s => s.Progress!.EarliestEnd.Should().Be(s.Local("2026-02-08")))
            .When(new WithdrawCancellation()).Then<CancellationWithdrawn>().Is(S.Active);

    [Fact]
    public void Keep_number_is_confirmed_by_a_message_and_shows_closed() =>
        Preset("axis-keep-number").Activated().Requested().Until("2026-02-08").Is(S.Closed)
            .With(s => Instruction.From(s.Event<SubscriptionClosed>()).OfType<SendMessage>().Select(message => message.Template).Should().Equal(MessageTemplate.Closed));

    [Theory]
    [InlineData(CancellationReason.DeviceLost)]
    [InlineData(CancellationReason.DeviceReplaced)]
    [InlineData(CancellationReason.NoLongerNeeded)]
    [InlineData(CancellationReason.SwitchingCarrier)]
    [InlineData(CancellationReason.TidyingUp)]
    [InlineData(CancellationReason.TechnicalProblem)]
    public void Travel_takes_every_reason_and_has_it_reviewed_for_some_business_days(CancellationReason reason) =>
        Preset("axis-travel").Activated().Requested(reason).Is(S.UnderReview)
            .With(s => s.State.Cancellation!.DueBy.Should().Be(s.Local("2026-02-05")));

    [Fact]
    public void Travel_rejected_with_a_reason_is_exactly_as_active_as_before()
    {
        var scenario = Preset("axis-travel").Activated().Bound(Phone);
        var (before, version) = (scenario.State, scenario.State.Version);

        scenario.Requested().When(new RejectCancellation(RejectionReason.NotTheOwner, new("letter-1")), Reviewer).Then<CancellationRejected>();

        scenario.Event<CancellationRejected>().Reason.Should().Be(RejectionReason.NotTheOwner);
        (scenario.State.Status, scenario.State.Term, scenario.State.Renewal, scenario.State.Contract, scenario.State.Balances)
            .Should().Be((before.Status, before.Term, before.Renewal, before.Contract, before.Balances));
        scenario.State.Devices.Should().Equal(before.Devices);
        scenario.State.Version.Should().Be(version + 3);
    }

    [Fact]
    public void Data_goes_from_the_request_over_documents_and_review_to_the_confirmation_and_progress_can_be_asked_at_any_time() =>
        Preset("axis-data").Activated()
            .Requested().With(Turn(CancellationParty.Customer))
            .Submitted(DocumentKind.ProofOfIdentity).With(Turn(CancellationParty.Customer))
            .Submitted(DocumentKind.Contract).With(Turn(CancellationParty.Reviewer))
            .When(new RequestSupplement([DocumentKind.Explanation]), Reviewer).With(Turn(CancellationParty.Customer))
            .Submitted(DocumentKind.Explanation).With(Turn(CancellationParty.Reviewer))
            .When(new ApproveCancellation(), Reviewer).Is(S.Closed).With(s => s.Progress.Should().BeNull());

    [Fact]
    public void Data_without_an_answer_in_time_ends_the_request_and_the_card_stays_as_it_was() =>
        Preset("axis-data").Activated().Paid().Requested().Submitted(DocumentKind.ProofOfIdentity, DocumentKind.Contract)
            .When(new RequestSupplement([DocumentKind.Explanation]), Reviewer)
            .Until("2026-02-05").Then<ReminderDue>().Until("2026-02-08").Then<CancellationLapsed>().Is(S.Active);

    [Fact]
    public void Data_once_ended_may_be_asked_again() =>
        Preset("axis-data").Activated().Requested().Until("2026-02-15").Is(S.Active).Requested().Is(S.AwaitingDocuments);

    [Fact]
    public void Smart_proves_identity_number_and_mail_address() =>
        Preset("smart-keep-number").Activated().Requested()
            .With(s => s.State.Cancellation!.Missing.Should().Equal(DocumentKind.ProofOfIdentity, DocumentKind.ProofOfNumber, DocumentKind.ProofOfAddress));

    [Theory]
    [InlineData(CallerChannel.Web, true)]
    [InlineData(CallerChannel.Hotline, true)]
    [InlineData(CallerChannel.Shop, true)]
    [InlineData(CallerChannel.Sms, false)]
    [InlineData(CallerChannel.Unknown, false)]
    public void Smart_comes_online_by_hotline_or_at_a_shop(CallerChannel channel, bool isTaken)
    {
        var scenario = Preset("smart-keep-number").Activated().When(Leave, Caller.Agent(channel, new("agent-1"), IdentityAssurance.High));

        if (isTaken)
            scenario.Is(S.AwaitingDocuments);
        else
            scenario.ThenRefused(RefusalCode.ChannelNotAccepted);
    }

    [Fact]
    public void Smart_goes_no_further_until_every_device_is_unbound() =>
        Preset("smart-keep-number").Activated().Bound(Phone, Watch).Requested()
            .Submitted(DocumentKind.ProofOfIdentity, DocumentKind.ProofOfNumber, DocumentKind.ProofOfAddress).Is(S.UnderReview)
            .When(new UnbindDevice(Phone)).Then<DeviceUnbound>()
            .When(new ApproveCancellation(), Reviewer).ThenRefused(RefusalCode.DeviceStillBound)
            .When(new UnbindDevice(Watch)).Then<DeviceUnbound>()
            .When(new ApproveCancellation(), Reviewer).Is(S.Closed);

    [Fact]
    public void Smart_is_not_lost_where_the_policy_decides_while_a_device_is_bound() =>
        Preset("smart-keep-number").Activated().Bound(Phone).Requested()
            .Submitted(DocumentKind.ProofOfIdentity, DocumentKind.ProofOfNumber, DocumentKind.ProofOfAddress)
            .Until("2026-02-07").Is(S.Clearing)
            .Until("2026-02-11").Then<CancellationOverdue>().Is(S.Clearing)
            .When(new UnbindDevice(Phone)).Then<DeviceUnbound, AccountSettled, SubscriptionClosed>();

    [Fact]
    public void Smart_takes_no_repeated_submissions_and_says_from_when_it_will() =>
        Preset("smart-keep-number").Activated().Requested()
            .When(Leave).ThenRefused(RefusalCode.CancellationAlreadyOpen)
            .When(new WithdrawCancellation()).Then<CancellationWithdrawn>()
            .When(Leave).ThenRefused(RefusalCode.CancellationTooSoon)
            .With(s => s.Last.Refusals[0].RetryAt.Should().Be(s.Local("2026-03-03")))
            .At("2026-03-03").When(Leave).Is(S.AwaitingDocuments);

    [Fact]
    public void Smart_can_not_be_restored_once_closed() =>
        Preset("smart-keep-number").Activated().Requested()
            .Submitted(DocumentKind.ProofOfIdentity, DocumentKind.ProofOfNumber, DocumentKind.ProofOfAddress)
            .When(new ApproveCancellation(), Reviewer).Is(S.Closed)
            .When(new WithdrawCancellation()).ThenRefused(RefusalCode.SubscriptionClosed);

    private static Action<Scenario> Turn(CancellationParty turn) => scenario => scenario.Progress!.WaitingFor.Should().Be(turn);
}
