using static EsimLifecycle.Tests.Scenario;
using Item = EsimLifecycle.ChecklistItemKind;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>What the stories say about what leaving costs, what comes back and where it goes, sentence by sentence.</summary>
public class SettlementStoryTests
{
    private static readonly RequestCancellation Leave = new(CancellationReason.NoLongerNeeded);
    private static readonly RequestCancellation LeaveToMother =
        Leave with { Balance = new BalanceChoice(BalanceDisposition.Transfer, new("keep-4"), new("consent-1")) };

    /// <summary>Story 1: back up your data, the balance, the devices still bound, the cost, what comes back.</summary>
    [Fact]
    public void Keep_number_has_a_checklist_of_data_balance_devices_cost_and_refund() =>
        Preset("axis-keep-number").Activated().ToppedUp("USD 5.00").Bound(Phone, Watch)
            .With(s => Items(s).Should().Equal(
                Item.BackUpData, Item.UnbindDevices, Item.Balance, Item.TakenBackUntil, Item.ServiceEnds, Item.Refund, Item.CannotBeRestored))
            .With(s => One(s, Item.Balance).Amount.Should().Be(Money.Parse("USD 5.00")))
            .With(s => One(s, Item.UnbindDevices).Devices.Should().Equal(Phone, Watch))
            .With(s => One(s, Item.Refund).Amount.Should().Be(Money.Parse("USD 8.00")))
            .With(s => Ask(s).Quote.Costs.Should().Be(Money.Parse("USD 0.00")));

    /// <summary>Story 1: the number is lost for good, and porting it out comes first.</summary>
    [Fact]
    public void Keep_number_says_that_the_number_is_lost_and_may_be_ported_first() =>
        Preset("axis-keep-number").When(new OpenSubscription(Id, "keep-monthly") { Contact = Contact, Number = Msisdn.Parse("+6281234567890") })
            .With(s => Items(s).Should().ContainInOrder(Item.PortNumberFirst, Item.NumberLost));

    /// <summary>Story 1: the contact can be brought up to date at any time.</summary>
    [Fact]
    public void Keep_number_takes_a_new_contact_at_any_time() =>
        Preset("axis-keep-number").Opened().When(new UpdateContact(new("mail-2"))).Then<ContactUpdated>()
            .Paid().When(new Activate()).When(new UpdateContact(new("mail-3"))).Then<ContactUpdated>()
            .Requested().When(new UpdateContact(new("mail-4"))).Then<ContactUpdated>()
            .With(s => s.State.Contact.Should().Be(new PersonalReference("mail-4")));

    /// <summary>Story 1: the remaining balance is refunded.</summary>
    [Fact]
    public void Keep_number_refunds_the_balance_and_is_done_when_it_has_arrived() =>
        Preset("axis-keep-number").Activated().ToppedUp("USD 5.00").Requested().Until("2026-02-08").Is(S.Closed)
            .When(Payout("USD 6.00", PayoutOutcome.Failed), Caller.System).Until("2026-02-09").Then<RefundRetryDue>()
            .When(Payout("USD 6.00"), Caller.System).When(Payout("USD 2.00"), Caller.System).Then<RefundRecorded>()
            .Holds(Account.RefundPayable, "USD 0.00").With(s => s.State.Deadlines.Single().Kind.Should().Be(DeadlineKind.Erasure));

    /// <summary>Story 1: or moved to another number or account that takes it.</summary>
    [Fact]
    public void Keep_number_moves_the_balance_to_another_number_that_takes_it() =>
        Preset("axis-keep-number").Activated().ToppedUp("USD 5.00").When(LeaveToMother).Until("2026-02-08").Is(S.Closed)
            .With(s => Instructions<TransferBalance>(s).Single().Amount.Should().Be(Money.Parse("USD 8.00")))
            .With(s => s.When(new RecordTransfer(s.State.Refunds[0].Transfer), Caller.System)).Then<TransferRecorded>()
            .Holds(Account.Transfers, "USD 8.00").Holds(Account.RefundPayable, "USD 0.00");

    [Fact]
    public void Keep_number_refunds_what_the_other_number_does_not_take() =>
        Preset("axis-keep-number").Activated().ToppedUp("USD 5.00").When(LeaveToMother).Until("2026-02-08")
            .With(s => s.When(new RecordTransfer(s.State.Refunds[0].Transfer) { Failed = true }, Caller.System)).Then<TransferRecorded>()
            .With(s => Instructions<PayRefund>(s).Select(pay => pay.Amount).Should().Equal(Money.Parse("USD 5.00"), Money.Parse("USD 3.00")));

    [Fact]
    public void Keep_number_moves_nothing_to_who_has_not_agreed() =>
        Preset("axis-keep-number").Activated().When(Leave with { Balance = new BalanceChoice(BalanceDisposition.Transfer, new("keep-4")) })
            .ThenRefused(RefusalCode.TransferConsent);

    /// <summary>Story 2: cancelling may cost a fee, shown before the request is made.</summary>
    [Fact]
    public void Travel_shows_its_fee_before_the_request_and_takes_the_same_at_closing() =>
        Preset("axis-travel").Activated().ToppedUp("USD 9.00").Bound(Phone)
            .With(s => One(s, Item.Costs).Amount.Should().Be(Money.Parse("USD 2.00")))
            .With(s => One(s, Item.Refund).Amount.Should().Be(Money.Parse("USD 7.00")))
            .Requested().When(new ApproveCancellation(), Reviewer)
            .With(s => s.Event<AccountSettled>().Net.Should().Be(Money.Parse("USD 7.00"))).Holds(Account.Fees, "USD 2.00");

    /// <summary>Story 2: never downloaded and never used.</summary>
    [Fact]
    public void Travel_never_downloaded_and_never_used_gives_back_all_but_the_fee() =>
        Preset("axis-travel").Activated().Until("2026-02-03").Requested().When(new ApproveCancellation(), Reviewer).Is(S.Closed)
            .Holds(Account.RefundPayable, "USD 10.00").Holds(Account.Earned, "USD 0.00");

    /// <summary>Story 2: on completion the customer is told, and can check by signing in.</summary>
    [Fact]
    public void Travel_tells_the_customer_and_shows_it_closed() =>
        Preset("axis-travel").Activated().Requested().When(new ApproveCancellation(), Reviewer)
            .With(s => Instructions<SendMessage>(s).Select(message => message.Template).Should().Equal(MessageTemplate.CancellationApproved, MessageTemplate.Closed))
            .With(s => (s.State.Status, s.State.Closure!.Reason, s.State.Closure.At).Should().Be((S.Closed, ClosedReason.CustomerCancelled, s.Now)));

    /// <summary>Story 3: on paper, when they were received counts.</summary>
    [Fact]
    public void Data_counts_a_letter_from_the_day_it_was_received() =>
        Preset("axis-data").Activated().Requested().Submitted(DocumentKind.ProofOfIdentity).At("2026-02-12")
            .With(s => s.When(
                new SubmitDocuments([new SubmittedDocument(DocumentKind.Contract, new("letter-1"), s.Local("2026-02-09T09:00:00"))]),
                Caller.Agent(CallerChannel.Post, new("mail-room"))))
            .Is(S.UnderReview).With(s => s.State.Cancellation!.DueBy.Should().Be(s.Local("2026-02-24")));

    /// <summary>Story 3: each gets its own verdict.</summary>
    [Fact]
    public void Data_judges_each_document_by_itself() =>
        Preset("axis-data").Activated().Requested().Submitted(DocumentKind.ProofOfIdentity, DocumentKind.Contract)
            .With(s => Judge(s, 0, DocumentVerdict.Accepted)).With(s => Judge(s, 1, DocumentVerdict.Illegible))
            .With(s => s.State.Cancellation!.Submitted.Select(document => document.Verdict).Should().Equal(DocumentVerdict.Accepted, DocumentVerdict.Illegible))
            .With(s => s.Progress!.MissingDocuments.Should().Equal(DocumentKind.Contract))
            .Submitted(DocumentKind.Contract).With(s => Judge(s, 2, DocumentVerdict.Wrong))
            .When(new ApproveCancellation(), Reviewer).ThenRefused(RefusalCode.DocumentNotAccepted);

    /// <summary>Story 3: leaving early costs an early-termination fee, which falls month by month.</summary>
    [Theory]
    [InlineData("2026-02-01", "USD 60.00")]
    [InlineData("2026-02-27", "USD 60.00")]
    [InlineData("2026-02-28", "USD 55.00")]
    [InlineData("2026-03-01", "USD 55.00")]
    [InlineData("2026-08-31", "USD 25.00")]
    [InlineData("2027-01-30", "USD 5.00")]
    [InlineData("2027-01-31", "USD 0.00")]
    public void Data_costs_a_fee_to_leave_early(string on, string fee) =>
        PaidAhead(Contract(), 11).At(on).With(s => Ask(s).Quote.Costs.Should().Be(Money.Parse(fee)));

    /// <summary>Story 3: or is refused, as the policy says.</summary>
    [Fact]
    public void Data_refuses_to_let_go_early_where_no_fee_buys_the_way_out() =>
        Contract("data-saver", "USD 10.00").Requested().ThenRefused(RefusalCode.CancellationCommitment)
            .With(s => s.Last.Refusals[0].RetryAt.Should().Be(s.Local("2026-04-30")));

    [Fact]
    public void Data_is_closed_when_the_fee_beyond_the_refund_is_paid_and_says_that_it_is_owed() =>
        Approved(Contract()).Is(S.Clearing).Holds(Account.Receivable, "USD -45.00")
            .With(s => Instructions<SendMessage>(s).Select(message => message.Template).Should().Contain(MessageTemplate.DuesOpen))
            .With(s => s.Progress!.Dues.Should().Be(Money.Parse("USD 45.00")))
            .When(new PayDues(new("dues-1"), Money.Parse("USD 45.00"), PaymentMethod.Card), Caller.System).Then<PaymentRecorded, SubscriptionClosed>()
            .Holds(Account.Fees, "USD 60.00");

    [Fact]
    public void Data_is_closed_when_the_carrier_gives_up_what_is_owed() =>
        Approved(Contract()).When(new WriteOff()).ThenRefused(RefusalCode.RoleNotPermitted)
            .When(new WriteOff(), Caller.Carrier).Then<DuesWrittenOff, SubscriptionClosed>().Holds(Account.WrittenOff, "USD -45.00");

    /// <summary>Story 3: closing takes back every message still waiting to be sent.</summary>
    [Fact]
    public void Data_takes_back_the_messages_that_wait_to_be_sent() =>
        Approved(Preset("axis-data").Activated()).Is(S.Closed).With(s => Instructions<CancelMessages>(s).Should().ContainSingle());

    /// <summary>Story 3: changed terms open a window to leave without commitment or fee.</summary>
    [Fact]
    public void Data_lets_go_without_a_fee_while_the_window_of_changed_terms_is_open_and_not_after() =>
        PaidAhead(Contract(), 2).When(new AnnounceTermsChange(new LocalDate(2026, 4, 1)), Caller.Carrier).Then<TermsChangeAnnounced>()
            .At("2026-03-31T23:59:59").With(s => Ask(s, Changed).Quote.Refusals.Should().BeEmpty())
            .With(s => Ask(s, Changed).Quote.Costs.Should().Be(Money.Parse("USD 0.00")))
            .With(s => Ask(s).Quote.Costs.Should().Be(Money.Parse("USD 50.00")))
            .At("2026-04-01").When(Changed).ThenRefused(RefusalCode.CancellationNoTermsChange);

    /// <summary>Story 5: is the customer eligible at all, and which proofs are asked for.</summary>
    [Fact]
    public void Smart_says_beforehand_who_is_eligible_and_what_is_to_be_proven() =>
        Preset("smart-keep-number").Activated()
            .With(s => Ask(s).Quote.Refusals.Should().BeEmpty())
            .With(s => One(s, Item.SubmitDocuments).Documents.Should()
                .Equal(DocumentKind.ProofOfIdentity, DocumentKind.ProofOfNumber, DocumentKind.ProofOfAddress))
            .With(s => Ask(s, by: Caller.Customer(CallerChannel.Post, new("customer-1"), IdentityAssurance.Low)).Quote.Refusals.Select(refusal => refusal.Code)
                .Should().Equal(RefusalCode.ChannelNotAccepted, RefusalCode.IdentityTooWeak));

    [Theory]
    [InlineData(IdentityAssurance.None, false)]
    [InlineData(IdentityAssurance.Low, false)]
    [InlineData(IdentityAssurance.Substantial, true)]
    [InlineData(IdentityAssurance.High, true)]
    public void Smart_takes_a_request_of_a_verified_identity_only(IdentityAssurance identity, bool isTaken)
    {
        var scenario = Preset("smart-keep-number").Activated().When(Leave, Caller.Customer(CallerChannel.Web, new("customer-1"), identity));

        if (isTaken)
            scenario.Is(S.AwaitingDocuments);
        else
            scenario.ThenRefused(RefusalCode.IdentityTooWeak).Is(S.Active);
    }

    /// <summary>Story 5: too many in a window, with the moment from which it is accepted.</summary>
    [Fact]
    public void Smart_takes_no_fourth_request_in_half_a_year_and_says_from_when_it_will() =>
        TakenBack(TakenBack(TakenBack(Preset("smart-keep-number").Activated(), "2026-02-01"), "2026-03-10"), "2026-04-15")
            .At("2026-06-01").Requested().ThenRefused(RefusalCode.CancellationTooMany)
            .With(s => s.Last.Refusals[0].RetryAt.Should().Be(s.Local("2026-08-01")))
            .At("2026-08-01").Requested().Is(S.AwaitingDocuments);

    /// <summary>Story 5: seven business days; overdue is an event of its own, and the policy says what follows.</summary>
    [Fact]
    public void Smart_says_when_the_whole_took_longer_than_seven_business_days() =>
        Preset("smart-keep-number").Activated().Bound(Phone).Requested()
            .Submitted(DocumentKind.ProofOfIdentity, DocumentKind.ProofOfNumber, DocumentKind.ProofOfAddress)
            .Until("2026-02-10T23:59:59").With(s => s.Progress!.ProcessDueBy.Should().Be(s.Local("2026-02-11")))
            .Until("2026-02-11").Then<CancellationOverdue>().With(s => s.Event<CancellationOverdue>().Consequence.Should().Be(OverdueProcess.Escalate));

    /// <summary>Story 5: what is too little to be paid out is said beforehand.</summary>
    [Fact]
    public void Smart_says_beforehand_what_is_too_little_to_be_paid_out() =>
        Preset("smart-keep-number").Opened().Paid("PHP 310.00").When(new Activate())
            .With(s => One(s, Item.NotPaidOut).Amount.Should().Be(Money.Parse("PHP 11.00")))
            .Requested().Submitted(DocumentKind.ProofOfIdentity, DocumentKind.ProofOfNumber, DocumentKind.ProofOfAddress)
            .When(new ApproveCancellation(), Reviewer).Is(S.Closed).Holds(Account.Forfeited, "PHP 11.00").Holds(Account.RefundPayable, "PHP 0.00");

    /// <summary>Story 5: confirmation by text message or mail; what it says can be checked against the record.</summary>
    [Fact]
    public void Smart_confirms_what_the_record_says() =>
        Closed().With(s => Instructions<SendMessage>(s).Last().Template.Should().Be(MessageTemplate.Closed))
            .With(s => s.History.SelectMany(each => Instruction.From(each)).OfType<SendMessage>().Should().Contain(Instructions<SendMessage>(s).Last()));

    /// <summary>Story 5: after closing nothing can be restored.</summary>
    [Fact]
    public void Smart_restores_nothing_after_closing()
    {
        LifecycleCommand[] attempts =
        [
            new Activate(), new Resume(), new Renew(PaymentMethod.Card), new WithdrawCancellation(), new BindDevice(Phone), new SetAutoRenewal(true), Leave,
        ];
        foreach (var attempt in attempts)
            Closed().When(attempt).ThenRefused(RefusalCode.SubscriptionClosed).Is(S.Closed);
    }

    private static readonly RequestCancellation Changed = new(CancellationReason.TermsChanged);

    private static Scenario Contract(string plan = "data-contract", string price = "USD 15.00") =>
        Preset("axis-data").When(new OpenSubscription(Id, plan) { Contact = Contact }).Paid(price).When(new Activate()).Is(S.Active);

    private static Scenario PaidAhead(Scenario scenario, int periods)
    {
        for (var i = 0; i < periods; i++)
            scenario.Paid("USD 15.00").With(s => s.Event<SubscriptionRenewed>());
        return scenario;
    }

    private static Scenario Approved(Scenario scenario) =>
        scenario.Requested().Submitted(DocumentKind.ProofOfIdentity, DocumentKind.Contract).When(new ApproveCancellation(), Reviewer);

    private static Scenario Closed() =>
        Preset("smart-keep-number").Activated().Requested().Submitted(DocumentKind.ProofOfIdentity, DocumentKind.ProofOfNumber, DocumentKind.ProofOfAddress)
            .When(new ApproveCancellation(), Reviewer).Is(S.Closed);

    private static Scenario TakenBack(Scenario scenario, string on) => scenario.At(on).Requested().When(new WithdrawCancellation()).Then<CancellationWithdrawn>();

    private static void Judge(Scenario scenario, int document, DocumentVerdict verdict) =>
        scenario.When(new JudgeDocument(scenario.State.Cancellation!.Submitted[document].Reference, verdict), Reviewer).Then<DocumentJudged>();

    private static RecordRefund Payout(string amount, PayoutOutcome outcome = PayoutOutcome.Paid) =>
        new(new($"payout-{amount[4..]}-{outcome}"), Money.Parse(amount)) { Outcome = outcome };

    private static CancellationChecklist Ask(Scenario scenario, RequestCancellation? request = null, Caller? by = null) =>
        scenario.Lifecycle.Checklist(scenario.State, request ?? Leave, new CommandContext(scenario.Now, by ?? Customer, new CommandId("question")));

    private static IEnumerable<Item> Items(Scenario scenario) => Ask(scenario).Items.Select(item => item.Kind);

    private static ChecklistItem One(Scenario scenario, Item kind) => Ask(scenario).Items.Single(item => item.Kind == kind);

    private static IEnumerable<T> Instructions<T>(Scenario scenario) where T : Instruction =>
        scenario.Last.Events.SelectMany(each => Instruction.From(each)).OfType<T>();
}
