using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

/// <summary>What is remembered by itself is bounded; what is beyond is folded, and nothing is lost by that.</summary>
public class BoundTests
{
    private static readonly Reference Large = new("large");

    /// <summary>The first that is topped up, after the period was paid.</summary>
    private static readonly Reference Oldest = new("payment-2");

    [Fact]
    public void More_payments_than_are_remembered_come_back_to_the_cent_and_none_more_than_it_was() =>
        Topped(300, "USD 1.00").With(s => s.State.Payments.Should().HaveCount(PaymentReceipt.Remembered)).Requested().Is(SubscriptionStatus.Closed)
            .Holds(Account.RefundPayable, "USD 300.00")
            .With(s => s.State.Refunds.Where(leg => leg.Payment != default).Should().HaveCount(PaymentReceipt.Remembered).And.OnlyHaveUniqueItems(leg => leg.Payment))
            .With(s => s.State.Refunds.Where(leg => leg.Payment != default && leg.Payment.Text != "payment-1").Should().OnlyContain(leg => leg.Amount == Usd("1.00")))
            .With(s => s.State.Refunds.Should().ContainSingle(leg => leg.Payment == default).Which.Amount.Should().Be(Usd("170.00")))
            .With(s => s.Instructions().OfType<PayRefund>().Sum(pay => pay.Amount.MinorUnits).Should().Be(300_00));

    [Fact]
    public void Many_small_payments_do_not_take_the_way_back_from_a_large_one() =>
        Topped(200, "USD 0.01", With().Activated().When(new TopUp(Large, Usd("500.00"), PaymentMethod.Card), Caller.System)).Requested()
            .With(s => s.State.Refunds.Should().ContainSingle(leg => leg.Payment == Large).Which.Amount.Should().Be(Usd("500.00")));

    [Fact]
    public void The_latest_payments_are_remembered_however_small() =>
        Topped(20, "USD 0.01", Topped(120, "USD 5.00")).With(s => s.State.Payments.AsSpan()[^16..].ToArray().Should().OnlyContain(payment => payment.Amount == Usd("0.01")));

    [Fact]
    public void A_payment_that_is_forgotten_is_still_known_and_taken_back_by_its_bank_it_is_owed() =>
        Topped(130, "USD 1.00").With(s => s.State.Payments.Should().NotContain(payment => payment.Reference == Oldest))
            .When(new TopUp(Oldest, Usd("1.00"), PaymentMethod.Card), Caller.System).AlreadyDone()
            .When(new ReportChargeback(Oldest, Usd("1.00")), Caller.System).Holds(Account.Receivable, "USD -1.00").Holds(Account.Wallet, "USD 130.00")
            .Requested().Holds(Account.Receivable, "USD 0.00").Holds(Account.RefundPayable, "USD 129.00");

    /// <summary>A life in which a refund had to wait for another to be over.</summary>
    internal static Life Waited { get; } = new("refund that waited", () => Flooded(10).With(s => s.When(First(s), Caller.System)).Then<RefundRecorded, RefundsGathered>());

    [Fact]
    public void What_is_sent_back_while_as_many_refunds_are_unpaid_as_are_remembered_waits_and_then_is_one_refund() =>
        Flooded(10).With(s => s.State.Refunds.Should().HaveCount(RefundLeg.Remembered)).Holds(Account.RefundPayable, $"USD {2 * (RefundLeg.Remembered + 10)}.00")
            .With(s => s.Instructions().OfType<PayRefund>().Should().BeEmpty())
            .With(s => s.When(First(s), Caller.System)).Then<RefundRecorded, RefundsGathered>()
            .With(s => s.Event<RefundsGathered>().Leg.Should().BeEquivalentTo(new { Amount = Usd("20.00"), Payment = default(Reference), Status = RefundStatus.Due }))
            .With(s => s.Instructions().OfType<PayRefund>().Single().Amount.Should().Be(Usd("20.00")));

    [Fact]
    public void What_waits_is_set_off_against_what_is_owed_first()
    {
        // What is owed takes from the refunds that are unpaid what the one that waits does not cover; the payout makes room for that.
        Flooded(1).When(new ReportLateCharge(new Reference("late"), Usd("3.00"), Instant.FromUtc(2026, 2, 1, 0, 0)), Caller.System).Then<LateChargeRecorded, RefundsSetOff>()
            .With(s => s.When(First(s), Caller.System)).Then<RefundRecorded, RefundsGathered>().Holds(Account.Receivable, "USD 0.00").With(s => s.Event<RefundsGathered>().Leg.Should().BeNull());
    }

    [Fact]
    public void Of_a_payment_no_more_goes_back_when_its_refund_is_forgotten()
    {
        var line = With(policy => policy with { Renewal = policy.Renewal with { ConfirmsProvisioning = true, ProvisioningAttempts = 1 } }).Activated();
        PayForNothing(Large, "9999.00");
        line.State.Refunds.Should().ContainSingle(leg => leg.Payment == Large && leg.Status == RefundStatus.Paid);
        for (var i = 0; i < RefundLeg.Remembered; i++)
            PayForNothing(new Reference($"renewal-{i}"), "31.00");

        line.State.Refunds.Should().HaveCount(RefundLeg.Remembered).And.NotContain(leg => leg.Payment == Large);
        line.State.Payments.Should().ContainSingle(payment => payment.Reference == Large).Which.Returned.Should().Be(Usd("31.00"));
        line.When(new RecordRefund(new Reference("goodwill"), Usd("9999.00")) { Payment = Large }, Caller.System)
            .With(s => s.Event<RefundRecorded>().Payout.Goodwill.Should().ContainSingle().Which.Amount.Should().Be(Usd("9968.00")));

        // The next period is paid and can't be put into effect, so that its price goes back; what was paid beyond it is balance.
        void PayForNothing(Reference payment, string amount) => line.When(new RecordPayment(payment, Usd(amount), PaymentMethod.Card), Caller.System).Reported(failed: true)
            .When(new RecordRefund(new Reference($"back-of-{payment.Text}"), Usd("31.00")), Caller.System);
    }

    [Fact]
    public void A_payout_that_is_forgotten_does_not_post_again_and_coming_back_it_is_due_once()
    {
        var closed = Topped(1, "USD 5.00").Requested();
        for (var i = 0; i <= Payout.Remembered; i++)
            closed.When(Cents(i), Caller.System);
        closed.Holds(Account.RefundPayable, "USD 3.99").With(s => s.State.Payouts.Should().HaveCount(Payout.Remembered))
            .When(Cents(0), Caller.System).AlreadyDone()
            .When(Cents(0) with { Outcome = PayoutOutcome.Failed }, Caller.System).Then<RefundRecorded>().Holds(Account.RefundPayable, "USD 4.00")
            .With(s => s.State.Refunds.Sum(leg => leg.Outstanding.MinorUnits).Should().Be(400))
            .When(Cents(0) with { Outcome = PayoutOutcome.Failed }, Caller.System).AlreadyDone();
        for (var i = 1_000; i <= 1_000 + Payout.Remembered; i++)
            closed.When(Cents(i), Caller.System);
        closed.When(Cents(0) with { Outcome = PayoutOutcome.Failed }, Caller.System).AlreadyDone().When(Cents(0), Caller.System).AlreadyDone();
    }

    [Fact]
    public void A_dispute_that_is_forgotten_does_not_post_again_and_won_it_is_returned_once()
    {
        var line = Topped(1, "USD 9.00");
        for (var i = 0; i <= Dispute.Remembered; i++)
            line.When(Disputed(i), Caller.System);
        line.Holds(Account.Wallet, "USD 7.99").With(s => s.State.Disputes.Should().HaveCount(Dispute.Remembered))
            .When(Disputed(0), Caller.System).AlreadyDone()
            .When(Disputed(0) with { Won = true }, Caller.System).Then<ChargebackReversed>().Holds(Account.Wallet, "USD 8.00")
            .When(Disputed(0) with { Won = true }, Caller.System).AlreadyDone();
    }

    [Fact]
    public void Of_more_late_charges_than_are_remembered_all_is_owed_and_what_is_disputed_stays()
    {
        var closed = Closed().When(Late(0), Caller.System).When(new DisputeLateCharge(Late(0).Reference));
        for (var i = 1; i <= LateCharge.Remembered; i++)
            closed.When(Late(i), Caller.System);
        closed.Holds(Account.Receivable, $"USD -{LateCharge.Remembered + 1}.00").With(s => s.State.LateCharges.Should().HaveCount(LateCharge.Remembered))
            .When(new DisputeLateCharge(Late(1).Reference)).ThenRefused(RefusalCode.LateChargeUnknown)
            .When(Late(1), Caller.System).AlreadyDone()
            .When(new ResolveLateCharge(Late(0).Reference, LateChargeOutcome.Cancelled), Reviewer).Then<LateChargeResolved>()
            .When(new PayDues(new Reference("all"), Usd($"{LateCharge.Remembered}.00"), PaymentMethod.Card), Caller.System).Holds(Account.Receivable, "USD 0.00")
            .With(s => s.State.LateCharges.Should().OnlyContain(charge => charge.Open.IsZero));
    }

    [Fact]
    public void A_late_charge_that_arrives_where_all_are_disputed_is_owed_without_being_remembered()
    {
        var closed = Closed();
        for (var i = 0; i < LateCharge.Remembered; i++)
            closed.When(Late(i), Caller.System).When(new DisputeLateCharge(Late(i).Reference));
        closed.When(Late(999), Caller.System).With(s => s.State.Dues.Should().Be(Usd("1.00"))).With(s => s.State.LateCharges.Should().OnlyContain(charge => charge.Status == LateChargeStatus.Disputed));
    }

    [Fact]
    public void What_is_written_off_piece_by_piece_goes_back_with_the_settlement_in_one()
    {
        var waiting = With().Activated().When(new ReportChargeback(new Reference("payment-1"), Usd("31.00")), Caller.System).Requested().Is(SubscriptionStatus.Clearing);
        for (var i = 0; i < 10; i++)
            waiting.When(new WriteOff(Usd("0.01")), Caller.Carrier);
        waiting.State.Cancellation!.SettlementPostings.Should().ContainSingle(posting => posting.From == Account.WrittenOff).Which.Amount.Should().Be(Usd("0.10"));
    }

    [Fact]
    public void Days_bought_beyond_the_last_period_that_is_remembered_lengthen_it()
    {
        var timed = With(policy => policy with { Plans = [policy.Plans[0] with { Validity = new ValidityTerms { Steps = [new ValidityStep(Usd("1.00"), 1)], MaxDays = 1_000 } }] }).Activated();
        var end = timed.State.Term.PaidUntilDate!.Value;
        Topped(200, "USD 1.00", timed).With(s => s.State.Term.PaidUntilDate.Should().Be(end.PlusDays(200)))
            .With(s => s.State.Term.Periods.Should().HaveCount(PaidTerm.MaxPeriods)).With(s => s.State.Term.Periods[^1].End.Should().Be(end.PlusDays(200)));
    }

    [Fact]
    public void A_list_or_a_text_in_a_command_is_as_long_as_it_may_be_or_the_command_is_malformed()
    {
        var asked = WithRules(new CancellationPolicy { Documents = [DocumentKind.Explanation] }).Activated().Requested();
        asked.When(Papers(Limits.MaxItems + 1)).ThenRefused(RefusalCode.CommandMalformed).When(Papers(Limits.MaxItems)).Then<DocumentsSubmitted, AccountSettled, SubscriptionClosed>();
        With().Activated().When(new BuyPack(new string('a', Limits.MaxTextLength + 1), PaymentMethod.Card)).ThenRefused(RefusalCode.CommandMalformed)
            .When(new BuyPack(new string('a', Limits.MaxTextLength), PaymentMethod.Card)).ThenRefused(RefusalCode.PackNotOffered);
    }

    private static SubmitDocuments Papers(int n) => new([.. Enumerable.Range(0, n).Select(i => new SubmittedDocument(DocumentKind.Explanation, new PersonalReference($"paper-{i}")))]);

    private static RecordRefund Cents(int i) => new(new Reference($"payout-{i}"), Usd("0.01"));

    private static ReportChargeback Disputed(int i) => new(Oldest, Usd("0.01")) { Dispute = new Reference($"dispute-{i}") };

    private static ReportLateCharge Late(int i) => new(new Reference($"late-{i}"), Usd("1.00"), Instant.FromUtc(2026, 2, 1, 0, 0));

    private static RecordRefund First(Scenario scenario) => new(new Reference("payout"), scenario.State.Refunds[0].Outstanding) { Leg = scenario.State.Refunds[0].Key };

    /// <summary>Closed, and then paid to until as many refunds are unpaid as are remembered, and some wait.</summary>
    private static Scenario Flooded(int waiting) => Topped(RefundLeg.Remembered + waiting, "USD 2.00", Closed());

    private static Scenario Closed() => With().Activated().At("2026-02-05").Requested();

    private static Scenario Topped(int times, string amount, Scenario? scenario = null)
    {
        scenario ??= With().Activated();
        for (var i = 0; i < times; i++)
            scenario.ToppedUp(amount);
        return scenario;
    }

    private static Money Usd(string amount) => Money.Parse($"USD {amount}");
}
