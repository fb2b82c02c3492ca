using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>Bills that arrive late: due, voided, disputed, paid.</summary>
public class LateChargeTests
{
    /// <summary>Closed at 2026-01-31 10:00, an hour after the activation, with that to pay back.</summary>
    private static Scenario Closed(string balance = "USD 0.00", Func<CarrierPolicy, CarrierPolicy>? change = null)
    {
        var scenario = With(change).Activated();
        if (!Money.Parse(balance).IsZero)
            scenario.ToppedUp(balance);
        return scenario.At("2026-01-31T11:00:00").Requested().Is(S.Closed);
    }

    private static ReportLateCharge Late(Scenario s, string amount, string usedAt = "2026-01-31T10:30:00", string reference = "late-1") =>
        new(new Reference(reference), Money.Parse(amount), s.Local(usedAt));

    private static DisputeLateCharge Disputed => new(new Reference("late-1"));

    private static ResolveLateCharge Resolved(LateChargeOutcome outcome) => new(new Reference("late-1"), outcome);

    private static PayDues Pay(string amount, string charge = "late-1") => new(new Reference("paid"), Money.Parse(amount), PaymentMethod.Card) { Charge = new Reference(charge) };

    private static LateCharge Only(Scenario s) => s.State.LateCharges.Single();

    [Fact]
    public void Usage_before_the_end_is_due_and_the_customer_is_told() =>
        Closed().With(s => s.When(Late(s, "USD 3.00"), Caller.System)).Then<LateChargeRecorded>().Tells(MessageTemplate.LateChargeDue)
            .Holds(Account.Receivable, "USD -3.00").Holds(Account.Earned, "USD 34.00")
            .With(s => Only(s).Should().BeEquivalentTo(new { Status = LateChargeStatus.Due, Open = Money.Parse("USD 3.00") }));

    [Fact]
    public void It_is_set_off_against_what_is_still_to_be_paid_back_first() =>
        Closed("USD 10.00").With(s => s.When(Late(s, "USD 3.00"), Caller.System)).Then<LateChargeRecorded, RefundsSetOff>().PaysBack("USD 7.00")
            .Holds(Account.Receivable, "USD 0.00").Holds(Account.RefundPayable, "USD 7.00").With(s => Only(s).Open.IsZero.Should().BeTrue());

    [Fact]
    public void Of_more_than_is_to_be_paid_back_the_rest_is_owed() =>
        Closed("USD 2.00").With(s => s.When(Late(s, "USD 3.00"), Caller.System)).Then<LateChargeRecorded, RefundsSetOff>()
            .Holds(Account.Receivable, "USD -1.00").Holds(Account.RefundPayable, "USD 0.00").With(s => Only(s).Open.Should().Be(Money.Parse("USD 1.00")));

    [Theory]
    [InlineData("2026-01-31T11:00:00", LateChargeVoidReason.AfterServiceEnd, "2026-01-31T11:00:00")]
    [InlineData("2026-02-20T11:00:00", LateChargeVoidReason.AfterServiceEnd, "2026-01-31T11:00:00")]
    [InlineData("2026-01-31T09:59:59", LateChargeVoidReason.NotInService, null)]
    public void Anything_else_is_recorded_and_voided_at_once_with_the_reason(string usedAt, LateChargeVoidReason reason, string? endedAt) =>
        Closed("USD 10.00").With(s => s.At("2026-02-03").When(Late(s, "USD 3.00", usedAt), Caller.System)).Then<LateChargeRecorded>().Tells()
            .Holds(Account.Receivable, "USD 0.00").Holds(Account.RefundPayable, "USD 10.00")
            .With(s => Only(s).Should().BeEquivalentTo(new { Status = LateChargeStatus.Voided, VoidReason = reason, EndedAt = endedAt is null ? (Instant?)null : s.Local(endedAt) }));

    [Fact]
    public void Reported_after_the_window_it_is_voided_with_the_date_on_which_that_ended() =>
        Closed(change: policy => policy with { Closure = new ClosurePolicy { LateChargeDays = 30 } })
            .With(s => s.State.Closure!.LateChargesUntil.Should().Be(s.Local("2026-03-03")))
            .With(s => s.At(s.Local("2026-03-03") - Duration.Epsilon).When(Late(s, "USD 3.00"), Caller.System)).Then<LateChargeRecorded>().Holds(Account.Receivable, "USD -3.00")
            .With(s => s.At("2026-03-03").When(Late(s, "USD 4.00", reference: "late-2"), Caller.System)).Then<LateChargeRecorded>().Holds(Account.Receivable, "USD -3.00")
            .With(s => s.State.LateCharges[1].Should().BeEquivalentTo(
                new { Status = LateChargeStatus.Voided, VoidReason = LateChargeVoidReason.ReportedTooLate, EndedAt = (Instant?)s.Local("2026-03-03") }));

    [Fact]
    public void When_it_arrived_counts_and_not_when_it_was_entered() =>
        Closed(change: policy => policy with { Closure = new ClosurePolicy { LateChargeDays = 30 } }).At("2026-03-10")
            .With(s => s.When(Late(s, "USD 3.00") with { OccurredAt = s.Local("2026-03-02T09:00:00") }, Caller.System)).Then<LateChargeRecorded>().Holds(Account.Receivable, "USD -3.00");

    [Fact]
    public void A_policy_that_changes_after_closing_opens_no_window_again() =>
        Closed(change: policy => policy with { Closure = new ClosurePolicy { LateChargeDays = 0 } })
            .With(s => s.Follow(s.Policy with { Closure = new ClosurePolicy { LateChargeDays = 365 } }))
            .With(s => s.At("2026-02-01").When(Late(s, "USD 3.00"), Caller.System)).With(s => Only(s).Status.Should().Be(LateChargeStatus.Voided));

    [Fact]
    public void Told_again_it_is_harmless_and_with_another_amount_a_conflict_that_keeps_it() =>
        Closed().With(s => s.When(Late(s, "USD 3.00"), Caller.System)).With(s => s.When(Late(s, "USD 3.00"), Caller.System)).AlreadyDone()
            .With(s => s.When(Late(s, "USD 3.50"), Caller.System)).Then<FactConflicted>().With(s => s.Event<FactConflicted>().Amount.Should().Be(Money.Parse("USD 3.50")))
            .With(s => s.When(Late(s, "USD 3.00", "2026-01-31T10:45:00"), Caller.System)).Then<FactConflicted>()
            .Holds(Account.Receivable, "USD -3.00");

    [Theory]
    [InlineData("USD 0.00")]
    [InlineData("USD -1.00")]
    [InlineData("EUR 3.00")]
    public void What_the_ledger_can_not_hold_is_a_conflict(string amount) =>
        Closed().With(s => s.When(Late(s, amount), Caller.System)).Then<FactConflicted>().With(s => s.State.LateCharges.Should().BeEmpty());

    [Fact]
    public void A_hundred_are_remembered_with_their_amounts_and_none_posts_twice() =>
        Closed("USD 500.00").With(s =>
        {
            for (var i = 0; i <= LateCharge.Remembered; i++)
                s.When(Late(s, "USD 1.00", reference: $"late-{i}"), Caller.System);
            s.State.LateCharges.Should().HaveCount(LateCharge.Remembered).And.NotContain(charge => charge.Reference.Text == "late-0");
            s.When(Late(s, "USD 1.00", reference: "late-0"), Caller.System).AlreadyDone();
            s.When(new DisputeLateCharge(new Reference("late-0"))).ThenRefused(RefusalCode.LateChargeUnknown);
        });

    [Fact]
    public void While_a_suspension_barred_the_line_nothing_is_due() =>
        With().Activated().At("2026-02-03").When(new Suspend()).At("2026-02-05").When(new Resume()).At("2026-02-07").When(new Suspend())
            .At("2026-02-08").Requested().Is(S.Closed).With(s => s.State.Closure!.ServiceEndedAt.Should().Be(s.Local("2026-02-08")))
            .With(s =>
            {
                foreach (var (usedAt, isDue) in new[] { ("2026-02-02", true), ("2026-02-03", false), ("2026-02-04T23:59:59", false), ("2026-02-05", true), ("2026-02-06", true), ("2026-02-07T12:00:00", false) })
                    s.When(Late(s, "USD 1.00", usedAt, usedAt), Caller.System).Event<LateChargeRecorded>().Charge.VoidReason.Should().Be(isDue ? null : LateChargeVoidReason.NotInService, usedAt);
            });

    [Fact]
    public void Barred_by_another_holder_and_then_ended_it_is_one_time_without_service() =>
        With().Activated().At("2026-02-03").When(new Suspend()).At("2026-02-04").When(new Suspend(SuspensionHolder.Fraud), Caller.Carrier)
            .At("2026-02-05").When(new Terminate(TerminationReason.Fraud), Caller.Carrier).Is(S.Closed)
            .With(s => s.When(Late(s, "USD 1.00", "2026-02-03T12:00:00"), Caller.System)).With(s => Only(s).VoidReason.Should().Be(LateChargeVoidReason.NotInService));

    [Fact]
    public void Never_activated_there_is_nothing_to_charge_for() =>
        With().Opened().When(new Terminate(TerminationReason.Revoked), Caller.Carrier).Is(S.Closed)
            .With(s => s.When(Late(s, "USD 1.00", "2026-01-31T09:00:00"), Caller.System)).With(s => Only(s).VoidReason.Should().Be(LateChargeVoidReason.NotInService));

    [Fact]
    public void While_service_goes_on_it_is_owed_and_settled_with_the_rest() =>
        With().Activated().ToppedUp("USD 10.00").At("2026-02-10").With(s => s.When(Late(s, "USD 3.00", "2026-02-09"), Caller.System)).Then<LateChargeRecorded>()
            .Holds(Account.Receivable, "USD -3.00").Holds(Account.Wallet, "USD 10.00").Requested().Is(S.Closed)
            .Holds(Account.RefundPayable, "USD 7.00").With(s => Only(s).Open.IsZero.Should().BeTrue());

    [Fact]
    public void Used_tomorrow_it_was_not_in_service() =>
        With().Activated().With(s => s.When(Late(s, "USD 3.00", "2026-02-01"), Caller.System)).With(s => Only(s).VoidReason.Should().Be(LateChargeVoidReason.NotInService));

    [Fact]
    public void Between_the_settlement_and_the_end_it_is_taken_from_what_the_settlement_left() =>
        With().Activated().ToppedUp("USD 10.00").Bound(Phone).At("2026-02-02").Requested().Is(S.Clearing)
            .With(s => s.When(Late(s, "USD 3.00", "2026-02-01"), Caller.System)).Then<LateChargeRecorded>().Holds(Account.RefundPayable, "USD 10.00")
            .When(new UnbindDevice(Phone)).Is(S.Closed).Holds(Account.RefundPayable, "USD 7.00").Holds(Account.Receivable, "USD 0.00");

    [Fact]
    public void A_slow_review_makes_no_usage_due_after_the_end_that_the_customer_was_told() =>
        WithRules(new CancellationPolicy { Review = true }).Activated().ToppedUp("USD 10.00").At("2026-02-02").Requested().Is(S.UnderReview).At("2026-02-05")
            .With(s => s.When(Late(s, "USD 3.00", "2026-02-01T12:00:00"), Caller.System)).Holds(Account.Receivable, "USD -3.00")
            .With(s => s.When(Late(s, "USD 4.00", "2026-02-04", "late-2"), Caller.System)).Holds(Account.Receivable, "USD -3.00")
            .With(s => s.Event<LateChargeRecorded>().Charge.Should().BeEquivalentTo(new { VoidReason = LateChargeVoidReason.AfterServiceEnd, EndedAt = (Instant?)s.Local("2026-02-02") }))
            .When(new ApproveCancellation(), Reviewer).Is(S.Closed).Holds(Account.RefundPayable, "USD 7.00");

    [Fact]
    public void Come_to_nothing_a_request_has_ended_no_service() =>
        WithRules(new CancellationPolicy { Review = true }).Activated().At("2026-02-02").Requested().At("2026-02-05").When(new RejectCancellation(RejectionReason.Other), Reviewer).Is(S.Active)
            .With(s => s.When(Late(s, "USD 4.00", "2026-02-04"), Caller.System)).Holds(Account.Receivable, "USD -4.00");

    [Fact]
    public void It_keeps_a_settled_request_from_closing_until_it_is_paid_or_disputed() =>
        With().Activated().Bound(Phone).At("2026-02-02").Requested().Is(S.Clearing).With(s => s.When(Late(s, "USD 3.00", "2026-02-01"), Caller.System))
            .When(new UnbindDevice(Phone)).Is(S.Clearing).When(Disputed).Then<LateChargeDisputed, SubscriptionClosed>()
            .Holds(Account.Receivable, "USD -3.00").When(Resolved(LateChargeOutcome.Upheld), Caller.Carrier).Then<LateChargeResolved>()
            .When(Pay("USD 3.00"), Caller.System).Holds(Account.Receivable, "USD 0.00");

    [Fact]
    public void What_is_disputed_rests_and_nothing_is_set_off_against_it() =>
        Closed().With(s => s.When(Late(s, "USD 3.00"), Caller.System)).When(Disputed).Then<LateChargeDisputed>().Tells(MessageTemplate.LateChargeDisputed)
            .When(Disputed).AlreadyDone()
            .With(s => s.State.Dues.IsZero.Should().BeTrue())
            .With(s => s.History.SelectMany(each => Instruction.From(each)).OfType<SendMessage>().Single(each => each.Template == MessageTemplate.LateChargeDue).IsStillWanted(s.State).Should().BeFalse())
            .Paid("USD 5.00").PaysBack("USD 5.00").Holds(Account.Receivable, "USD -3.00").Holds(Account.RefundPayable, "USD 5.00");

    [Fact]
    public void Upheld_it_is_due_again_and_set_off() =>
        Closed().With(s => s.When(Late(s, "USD 3.00"), Caller.System)).When(Disputed).Paid("USD 5.00")
            .When(Resolved(LateChargeOutcome.Upheld), Caller.Carrier).Then<LateChargeResolved, RefundsSetOff>()
            .Holds(Account.Receivable, "USD 0.00").Holds(Account.RefundPayable, "USD 2.00")
            .When(Resolved(LateChargeOutcome.Upheld), Caller.Carrier).AlreadyDone()
            .When(Disputed).ThenRefused(RefusalCode.LateChargeDecided);

    [Fact]
    public void Cancelled_nothing_of_it_is_owed() =>
        Closed().With(s => s.When(Late(s, "USD 3.00"), Caller.System)).When(Disputed).When(Resolved(LateChargeOutcome.Cancelled), Reviewer)
            .Then<LateChargeResolved>().Tells(MessageTemplate.LateChargeCancelled)
            .Holds(Account.Receivable, "USD 0.00").Holds(Account.Earned, "USD 31.00")
            .When(Resolved(LateChargeOutcome.Cancelled), Reviewer).AlreadyDone()
            .When(Resolved(LateChargeOutcome.Upheld), Reviewer).ThenRefused(RefusalCode.LateChargeDecided);

    [Fact]
    public void What_was_set_off_comes_back_into_the_claim_when_it_is_cancelled() =>
        Closed("USD 10.00").With(s => s.When(Late(s, "USD 3.00"), Caller.System)).When(Disputed).Then<LateChargeDisputed>()
            .When(Resolved(LateChargeOutcome.Cancelled), Caller.Carrier).Then<LateChargeResolved>().PaysBack("USD 3.00").Holds(Account.RefundPayable, "USD 10.00")
            .With(s => s.State.OutstandingRefund.Should().Be(Money.Parse("USD 10.00")));

    [Fact]
    public void What_was_set_off_comes_back_as_a_new_claim_where_the_old_one_is_paid() =>
        Closed("USD 10.00").With(s => s.When(Late(s, "USD 3.00"), Caller.System))
            .When(new RecordRefund(new Reference("payout"), Money.Parse("USD 7.00")), Caller.System).Holds(Account.RefundPayable, "USD 0.00")
            .When(Resolved(LateChargeOutcome.Cancelled), Caller.Carrier).PaysBack("USD 3.00")
            .When(new RecordRefund(new Reference("payout-2"), Money.Parse("USD 3.00")), Caller.System)
            .Holds(Account.RefundPayable, "USD 0.00").Holds(Account.Customer, "USD -31.00").Holds(Account.Earned, "USD 31.00");

    [Fact]
    public void What_was_paid_comes_back_first_to_what_else_is_owed() =>
        Closed().With(s => s.When(Late(s, "USD 3.00"), Caller.System)).When(Pay("USD 3.00"), Caller.System).Holds(Account.Receivable, "USD 0.00")
            .With(s => s.When(Late(s, "USD 2.00", reference: "late-2"), Caller.System)).Holds(Account.Receivable, "USD -2.00")
            .When(Resolved(LateChargeOutcome.Cancelled), Caller.Carrier).Then<LateChargeResolved>().PaysBack("USD 1.00")
            .Holds(Account.Receivable, "USD 0.00").Holds(Account.RefundPayable, "USD 1.00").With(s => s.State.LateCharges[1].Open.IsZero.Should().BeTrue());

    [Fact]
    public void What_was_given_up_of_it_does_not_come_back_as_money() =>
        Closed().With(s => s.When(Late(s, "USD 3.00"), Caller.System)).When(Pay("USD 1.00"), Caller.System)
            .When(new WriteOff(), Caller.Carrier).Holds(Account.WrittenOff, "USD -2.00").With(s => Only(s).WrittenOff.Should().Be(Money.Parse("USD 2.00")))
            .When(Resolved(LateChargeOutcome.Cancelled), Caller.Carrier).PaysBack("USD 1.00")
            .Holds(Account.WrittenOff, "USD 0.00").Holds(Account.RefundPayable, "USD 1.00").Holds(Account.Earned, "USD 31.00");

    [Fact]
    public void Given_up_between_the_settlement_and_its_end_it_stays_given_up_when_that_comes_to_nothing() =>
        With(policy => policy with { Settlement = new SettlementPolicy { CancellationFee = Money.Parse("USD 5.00") } })
            .Activated().Bound(Phone).At("2026-02-02").Requested().Is(S.Clearing).With(s => s.When(Late(s, "USD 3.00", "2026-02-01"), Caller.System))
            .When(new WriteOff(Money.Parse("USD 3.00")), Caller.Carrier).When(new PayDues(new Reference("fee"), Money.Parse("USD 5.00"), PaymentMethod.Card), Caller.System)
            .Holds(Account.Receivable, "USD 0.00").When(new WithdrawCancellation()).ThenRefused(RefusalCode.CancellationSettled)
            .Until("2026-03-05").Is(S.Grace).Holds(Account.WrittenOff, "USD -3.00").Holds(Account.Wallet, "USD 5.00").Holds(Account.Receivable, "USD 0.00");

    [Fact]
    public void Given_up_it_takes_nothing_from_a_dispute_at_the_bank_that_is_won() =>
        Closed().With(s => s.When(Late(s, "USD 3.00"), Caller.System)).When(new WriteOff(), Caller.Carrier)
            .When(new ReportChargeback(new Reference("payment-1"), Money.Parse("USD 5.00")), Caller.System)
            .When(new PayDues(new Reference("paid"), Money.Parse("USD 5.00"), PaymentMethod.Card), Caller.System).Holds(Account.Receivable, "USD 0.00")
            .When(new ReportChargeback(new Reference("payment-1"), Money.Parse("USD 5.00")) { Won = true }, Caller.System).Holds(Account.RefundPayable, "USD 5.00").Holds(Account.WrittenOff, "USD -3.00");

    [Fact]
    public void Given_up_as_a_whole_what_is_disputed_is_too() =>
        Closed().With(s => s.When(Late(s, "USD 3.00"), Caller.System)).When(Disputed).When(new WriteOff(Money.Parse("USD 1.00")), Caller.Carrier)
            .With(s => Only(s).Open.Should().Be(Money.Parse("USD 2.00"))).When(new WriteOff(), Caller.Carrier).With(s => Only(s).Open.IsZero.Should().BeTrue())
            .When(Resolved(LateChargeOutcome.Cancelled), Caller.Carrier).Holds(Account.WrittenOff, "USD 0.00").Holds(Account.RefundPayable, "USD 0.00").Holds(Account.Earned, "USD 31.00");

    [Fact]
    public void While_service_goes_on_what_comes_back_is_balance() =>
        With().Activated().At("2026-02-10").With(s => s.When(Late(s, "USD 3.00", "2026-02-09"), Caller.System)).When(Pay("USD 3.00"), Caller.System)
            .When(Resolved(LateChargeOutcome.Cancelled), Caller.Carrier).Then<LateChargeResolved>().Holds(Account.Wallet, "USD 3.00");

    [Fact]
    public void A_dispute_that_nobody_decides_in_time_is_decided_for_the_customer() =>
        Closed().With(s => s.When(Late(s, "USD 3.00"), Caller.System)).When(Disputed).Until("2026-03-02T23:59:59").ThenNothing()
            .Until("2026-03-03").Then<LateChargeResolved>().With(s => Only(s).Status.Should().Be(LateChargeStatus.Cancelled)).Holds(Account.Receivable, "USD 0.00");

    [Fact]
    public void Nobody_is_kept_out_of_service_for_what_is_disputed() =>
        With().Activated().At("2026-02-10").With(s => s.When(Late(s, "USD 3.00", "2026-02-09"), Caller.System))
            .When(new Suspend(SuspensionHolder.NonPayment), Caller.Carrier).When(Disputed).Then<LateChargeDisputed, SubscriptionResumed>().Is(S.Active);

    [Fact]
    public void A_payment_that_names_it_pays_it_even_while_it_is_disputed_and_the_rest_goes_back() =>
        Closed().With(s => s.When(Late(s, "USD 3.00"), Caller.System)).When(Disputed).When(Pay("USD 5.00"), Caller.System).Then<PaymentRecorded>().PaysBack("USD 2.00")
            .Holds(Account.Receivable, "USD 0.00").With(s => Only(s).Open.IsZero.Should().BeTrue())
            .When(Resolved(LateChargeOutcome.Cancelled), Caller.Carrier).PaysBack("USD 3.00").Holds(Account.Customer, "USD -36.00").Holds(Account.RefundPayable, "USD 5.00");

    [Fact]
    public void A_recorded_payment_that_names_it_pays_it_too() =>
        Closed().With(s => s.When(Late(s, "USD 3.00"), Caller.System)).Paid("USD 3.00", new Reference("late-1")).Then<PaymentRecorded>()
            .Holds(Account.Receivable, "USD 0.00").Holds(Account.RefundPayable, "USD 0.00");

    [Fact]
    public void While_service_goes_on_it_buys_no_period_with_that() =>
        With().Activated().At("2026-02-10").With(s => s.When(Late(s, "USD 31.00", "2026-02-09"), Caller.System)).Paid("USD 31.00", new Reference("late-1"))
            .Then<PaymentRecorded>().Holds(Account.Receivable, "USD 0.00").With(s => s.State.Term.PaidUntilDate.Should().Be(new LocalDate(2026, 2, 28)));

    [Theory]
    [InlineData("late-2")]
    [InlineData("late-9")]
    public void A_payment_that_names_nothing_that_is_due_goes_back_whole(string named) =>
        Closed().With(s => s.At("2026-02-02").When(Late(s, "USD 3.00", "2026-02-01", "late-2"), Caller.System)).When(Pay("USD 3.00", named), Caller.System)
            .Then<PaymentRecorded>().PaysBack("USD 3.00").With(s => s.Event<PaymentRecorded>().Use.Should().Be(PaymentUse.SentBack));

    [Fact]
    public void Money_of_whatever_kind_that_arrives_after_closing_goes_back_but_for_what_is_owed() =>
        Closed().ToppedUp("USD 4.00").PaysBack("USD 4.00").With(s => s.When(Late(s, "USD 3.00"), Caller.System)).Then<LateChargeRecorded, RefundsSetOff>()
            .Holds(Account.RefundPayable, "USD 1.00").ToppedUp("USD 4.00").PaysBack("USD 4.00")
            .With(s => s.When(Late(s, "USD 9.00", reference: "late-2"), Caller.System)).Holds(Account.Receivable, "USD -4.00").ToppedUp("USD 5.00").PaysBack("USD 1.00");

    [Fact]
    public void Nobody_but_who_may_reports_and_decides() =>
        Closed().With(s => s.When(Late(s, "USD 3.00"))).ThenRefused(RefusalCode.RoleNotPermitted)
            .With(s => s.When(Late(s, "USD 3.00"), Caller.System)).When(Resolved(LateChargeOutcome.Cancelled)).ThenRefused(RefusalCode.RoleNotPermitted)
            .When(Resolved(LateChargeOutcome.Upheld), Caller.Carrier).ThenRefused(RefusalCode.LateChargeNotDisputed)
            .When(new DisputeLateCharge(new Reference("late-7"))).ThenRefused(RefusalCode.LateChargeUnknown);
}
