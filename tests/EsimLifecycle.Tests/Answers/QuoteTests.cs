using System.Globalization;
using static EsimLifecycle.Tests.Scenario;
using Kind = EsimLifecycle.SettlementLineKind;

namespace EsimLifecycle.Tests;

/// <summary>What it costs and what comes back, said before the request and kept at closing.</summary>
public class QuoteTests
{
    private static readonly RequestCancellation Leave = new(CancellationReason.NoLongerNeeded);

    private static Scenario Shop(SettlementPolicy settlement, Func<PlanTerms, PlanTerms>? plan = null, CancellationPolicy? cancellation = null) =>
        With(policy => policy with
        {
            Settlement = settlement,
            Cancellation = cancellation ?? policy.Cancellation,
            Plans = [(plan ?? (same => same))(policy.Plans[0])],
        });

    private static SettlementPolicy Prorated(Func<RefundTerms, RefundTerms>? change = null) =>
        new() { Refund = (change ?? (same => same))(new RefundTerms { UnusedPeriod = UnusedWorth.Prorated }) };

    private static CancellationQuote Quote(Scenario scenario, RequestCancellation? request = null) =>
        scenario.Lifecycle.Quote(scenario.State, request ?? Leave, new CommandContext(scenario.Now, Customer, new CommandId("quote")));

    private static IEnumerable<(Kind, SettlementRule, string)> Lines(ValueList<SettlementLine> lines) =>
        lines.Select(line => (line.Kind, line.Rule, line.Amount.ToString()));

    /// <summary>The quote says this, and so does the settlement of the request made at once.</summary>
    private static Scenario SettlesAs(Scenario scenario, RequestCancellation request, string net, params (Kind, SettlementRule, string)[] lines)
    {
        var quote = Quote(scenario, request);
        Lines(quote.Lines).Should().Equal(lines);
        quote.Net.Should().Be(Money.Parse(net));
        scenario.When(request);
        scenario.Event<AccountSettled>().Lines.Should().Equal(quote.Lines);
        scenario.Event<AccountSettled>().Net.Should().Be(quote.Net!.Value);
        return scenario;
    }

    [Fact]
    public void A_fixed_fee_for_leaving_early_is_taken_from_the_refund() =>
        SettlesAs(
            Shop(Prorated(), plan => plan with { CommitmentMonths = 12, EarlyTermination = new() { Kind = EarlyTerminationFeeKind.Fixed, Amount = Money.Parse("USD 12.00") } })
                .At("2026-03-01").Activated().At("2026-03-11"),
            Leave,
            "USD 9.00",
            (Kind.UnusedPeriod, SettlementRule.Prorated, "USD 21.00"), (Kind.EarlyTerminationFee, SettlementRule.Fixed, "USD -12.00"))
            .Holds(Account.Fees, "USD 12.00").Is(SubscriptionStatus.Closed);

    [Fact]
    public void A_share_of_what_remains_counts_the_periods_begun() =>
        SettlesAs(
            Shop(new SettlementPolicy(), plan => plan with { CommitmentMonths = 3, EarlyTermination = new() { Kind = EarlyTerminationFeeKind.ShareOfRemaining, Percent = 50 } })
                .At("2026-03-01").Activated().Paid().At("2026-04-15").ToppedUp("USD 40.00"),
            Leave,
            "USD 24.50", // half of one month: April is paid, and 1 May begins another
            (Kind.UnusedPeriod, SettlementRule.WorthNothing, "USD 0.00"),
            (Kind.Wallet, SettlementRule.Whole, "USD 40.00"),
            (Kind.EarlyTerminationFee, SettlementRule.ShareOfRemaining, "USD -15.50"));

    [Fact]
    public void A_declining_fee_falls_month_by_month() =>
        SettlesAs(
            Shop(new SettlementPolicy(), plan => plan with { CommitmentMonths = 12, EarlyTermination = new() { Kind = EarlyTerminationFeeKind.Declining, Amount = Money.Parse("USD 120.00") } })
                .Activated().Paid().At("2026-03-05").ToppedUp("USD 200.00"),
            Leave,
            "USD 100.00", // March is paid and not given back: ten months of twelve are left
            (Kind.UnusedPeriod, SettlementRule.WorthNothing, "USD 0.00"),
            (Kind.Wallet, SettlementRule.Whole, "USD 200.00"),
            (Kind.EarlyTerminationFee, SettlementRule.Declining, "USD -100.00"));

    [Fact]
    public void Without_a_fee_the_minimum_term_can_not_be_left() =>
        Shop(new SettlementPolicy(), plan => plan with { CommitmentMonths = 12 }).Activated()
            .With(s => Quote(s).Refusals.Single().Code.Should().Be(RefusalCode.CancellationCommitment))
            .With(s => Quote(s).Request.Should().BeNull())
            .Requested().ThenRefused(RefusalCode.CancellationCommitment);

    [Fact]
    public void At_the_end_of_the_minimum_term_leaving_is_free() =>
        Shop(new SettlementPolicy(), plan => plan with { CommitmentMonths = 1 }, new CancellationPolicy { Timings = [CancellationTiming.EndOfTerm] })
            .Activated().Requested(timing: CancellationTiming.EndOfTerm).Is(SubscriptionStatus.Clearing);

    [Fact]
    public void A_cancellation_fee_beyond_the_refund_has_to_be_paid_before_it_closes() =>
        SettlesAs(
            Shop(new SettlementPolicy { CancellationFee = Money.Parse("USD 5.00") }).Activated().ToppedUp("USD 2.00"),
            Leave,
            "USD -3.00",
            (Kind.UnusedPeriod, SettlementRule.WorthNothing, "USD 0.00"),
            (Kind.Wallet, SettlementRule.Whole, "USD 2.00"),
            (Kind.CancellationFee, SettlementRule.Fixed, "USD -5.00"))
            .Is(SubscriptionStatus.Clearing).Holds(Account.Receivable, "USD -3.00").Holds(Account.Fees, "USD 5.00")
            .When(new PayDues(new Reference("dues"), Money.Parse("USD 3.00"), PaymentMethod.Card), Caller.System).Then<PaymentRecorded, SubscriptionClosed>()
            .Holds(Account.RefundPayable, "USD 0.00");

    [Fact]
    public void A_request_that_a_termination_comes_before_costs_nothing_and_chooses_nothing() =>
        Shop(new SettlementPolicy { CancellationFee = Money.Parse("USD 5.00") }, cancellation: new CancellationPolicy { WaitingDays = 7 })
            .Activated().ToppedUp("USD 8.00").When(Leave with { Balance = new BalanceChoice(BalanceDisposition.Forfeit) })
            .When(new Terminate(TerminationReason.Revoked), Caller.Carrier)
            .Holds(Account.Fees, "USD 0.00").Holds(Account.Forfeited, "USD 0.00").Holds(Account.RefundPayable, "USD 39.00");

    [Fact]
    public void In_the_cooling_off_time_everything_but_what_was_used_comes_back_and_nothing_is_due() =>
        SettlesAs(
            Shop(
                new SettlementPolicy { Refund = new RefundTerms { CoolingOffDays = 14 }, CancellationFee = Money.Parse("USD 5.00") },
                plan => plan with { CommitmentMonths = 12 }).At("2026-03-01").Activated().At("2026-03-11"),
            Leave,
            "USD 21.00",
            (Kind.UnusedPeriod, SettlementRule.CoolingOff, "USD 21.00"))
            .With(s => s.State.Closure!.Reason.Should().Be(ClosedReason.WithdrawnInCoolingOff));

    [Fact]
    public void A_day_after_the_cooling_off_time_it_is_over() =>
        Shop(new SettlementPolicy { Refund = new RefundTerms { CoolingOffDays = 14 } }).Activated().At("2026-02-15").Requested()
            .With(s => s.State.Closure!.Reason.Should().Be(ClosedReason.CustomerCancelled)).Holds(Account.RefundPayable, "USD 0.00");

    [Fact]
    public void Never_downloaded_and_never_used_everything_comes_back() =>
        SettlesAs(
            Shop(new SettlementPolicy { Refund = new RefundTerms { FullIfNeverUsed = true } }).Activated().At("2026-02-20"),
            Leave,
            "USD 31.00",
            (Kind.UnusedPeriod, SettlementRule.NeverUsed, "USD 31.00"));

    [Fact]
    public void Once_used_or_downloaded_it_is_worth_what_the_policy_says()
    {
        var terms = new SettlementPolicy { Refund = new RefundTerms { FullIfNeverUsed = true } };
        Shop(terms).Activated().When(new RecordUsage(1), Caller.System).Requested().Holds(Account.RefundPayable, "USD 0.00");
        Shop(terms).Activated().Bound(Phone).When(new UnbindDevice(Phone)).Requested().Holds(Account.RefundPayable, "USD 0.00");
    }

    [Fact]
    public void Less_than_the_least_refund_is_forfeited_and_said_so_before() =>
        SettlesAs(
            Shop(new SettlementPolicy { MinRefund = Money.Parse("USD 1.00") }).Opened().Paid("USD 31.50").When(new Activate()),
            Leave,
            "USD 0.00",
            (Kind.UnusedPeriod, SettlementRule.WorthNothing, "USD 0.00"),
            (Kind.Wallet, SettlementRule.Whole, "USD 0.50"),
            (Kind.Forfeited, SettlementRule.BelowMinimum, "USD -0.50"))
            .Holds(Account.Forfeited, "USD 0.50").Holds(Account.RefundPayable, "USD 0.00");

    [Fact]
    public void Expired_the_wallet_and_the_period_are_worth_what_the_policy_says_for_that() =>
        Shop(new SettlementPolicy
        {
            Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated, ByReason = [new WorthByReason(ClosedReason.Revoked, UnusedWorth.Nothing)] },
            ForfeitsBalance = [ClosedReason.Expired],
        }).Activated().ToppedUp("USD 4.00").Until("2026-04-30").Is(SubscriptionStatus.Closed)
            .Holds(Account.Forfeited, "USD 4.00").Holds(Account.RefundPayable, "USD 0.00");

    [Fact]
    public void Revoked_the_period_is_worth_what_the_policy_says_for_that() =>
        Shop(new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated, ByReason = [new WorthByReason(ClosedReason.Revoked, UnusedWorth.Nothing)] } })
            .Activated().When(new Terminate(TerminationReason.Revoked), Caller.Carrier).Holds(Account.RefundPayable, "USD 0.00");

    [Fact]
    public void What_was_agreed_stays_when_the_policy_changes() =>
        Shop(Prorated()).At("2026-03-01").Activated().With(s => s.Follow(s.Policy with { Settlement = new SettlementPolicy() })).At("2026-03-11")
            .Requested().Holds(Account.RefundPayable, "USD 21.00");

    [Fact]
    public void An_unused_pack_is_worth_its_bytes_or_its_days() =>
        SettlesAs(
            With(policy => policy with
            {
                Packs =
                [
                    new PackTerms { Code = "data", Kind = PackKind.Data, Price = Money.Parse("USD 4.00"), Length = Period.FromDays(30), DataBytes = 1000 },
                    new PackTerms { Code = "music", Kind = PackKind.ValueAdded, Price = Money.Parse("USD 3.00"), Length = Period.FromDays(30) },
                ],
                Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPack = UnusedWorth.Prorated } },
                Plans = [policy.Plans[0] with { DataBytes = 0 }],
            }).Activated().ToppedUp("USD 7.00")
                .When(new BuyPack("data", PaymentMethod.Balance)).When(new BuyPack("music", PaymentMethod.Balance))
                .When(new RecordUsage(250), Caller.System).At("2026-02-10"),
            Leave,
            "USD 5.00",
            (Kind.UnusedPeriod, SettlementRule.WorthNothing, "USD 0.00"),
            (Kind.UnusedPack, SettlementRule.Prorated, "USD 3.00"), (Kind.UnusedPack, SettlementRule.Prorated, "USD 2.00"));

    [Fact]
    public void A_purchase_that_nobody_confirmed_comes_back_whole_when_it_is_settled() =>
        With(policy => policy with { Renewal = policy.Renewal with { ConfirmsProvisioning = true, ProvisioningTimeoutDays = 30 } })
            .Activated().Paid().Then<PaymentRecorded, PurchaseReserved>()
            .Requested().Holds(Account.RefundPayable, "USD 31.00").Holds(Account.Earned, "USD 31.00");

    [Fact]
    public void A_quote_says_what_stands_against_it_and_still_what_it_would_come_to() =>
        With(policy => policy with { Devices = new DevicePolicy { UnbindingDue = UnbindingDue.BeforeRequest } }).Activated().ToppedUp("USD 8.00").Bound(Phone)
            .With(s => Quote(s).Refusals.Single().Code.Should().Be(RefusalCode.DeviceStillBound))
            .With(s => Quote(s).Net.Should().Be(Money.Parse("USD 8.00")))
            .With(s => s.State.Status.Should().Be(SubscriptionStatus.Active));

    [Fact]
    public void A_checklist_says_what_to_do_and_what_is_lost() =>
        Preset("axis-keep-number").When(new OpenSubscription(Id, "keep-monthly") { Contact = Contact, Number = Msisdn.Parse("+6281234567890") })
            .Paid().When(new Activate()).Bound(Phone).ToppedUp("USD 5.00").At("2026-02-14")
            .With(s => s.Lifecycle.Checklist(s.State, Leave, new CommandContext(s.Now, Customer, new CommandId("check")))
                .Items.Select(item => item.Explain(CultureInfo.GetCultureInfo("en-US"), s.Zone)).Should().Equal(
                    "Back up the data that is only on this eSIM or with this number.",
                    "If you want to keep the number, move it to another carrier first.",
                    "The number will be lost for good.",
                    "After closing, the number can still be moved to another carrier up to and including Tuesday, March 24, 2026 at least.",
                    $"Unbind these devices: {Phone}.",
                    "Your balance is USD 5.00.",
                    "You can withdraw the request up to and including Saturday, February 21, 2026.",
                    "The last day of service is Saturday, February 21, 2026.",
                    "You get back USD 6.50.",
                    "After closing, nothing can be restored."));

    [Theory]
    [InlineData("en-US", "Unused part of the period: 21 of 31 days of USD 31.00")]
    [InlineData("zh-CN", "套餐未使用部分：USD 31.00的21/31 天")]
    [InlineData("id-ID", "Sisa periode yang belum dipakai: 21 dari 31 hari dari USD 31,00")]
    public void A_line_can_be_read_by_a_customer(string culture, string text) =>
        Shop(Prorated()).At("2026-03-01").Activated().At("2026-03-11").With(s => Quote(s).Lines[0].Explain(CultureInfo.GetCultureInfo(culture)).Should().Be(text));

    [Fact]
    public void A_contract_of_old_that_was_taken_over_has_no_cooling_off_time_again() =>
        Shop(new SettlementPolicy { Refund = new RefundTerms { CoolingOffDays = 14 } }, plan => plan with { CommitmentMonths = 24 })
            .When(new ImportSubscription(Id, "monthly")
            {
                ActivatedOn = new LocalDate(2025, 10, 1),
                PaidFrom = new LocalDate(2026, 1, 1),
                PaidUntil = new LocalDate(2026, 2, 1),
                Contact = Contact,
            }, Caller.System).Then<SubscriptionImported>()
            .Requested().ThenRefused(RefusalCode.CancellationCommitment);

    [Fact]
    public void A_pack_of_a_month_is_worth_all_of_it_on_the_day_it_was_bought() =>
        SettlesAs(
            With(policy => policy with
            {
                Packs = [new PackTerms { Code = "music", Kind = PackKind.ValueAdded, Price = Money.Parse("USD 3.00"), Length = Period.FromMonths(1) }],
                Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPack = UnusedWorth.Prorated } },
            }).Activated().ToppedUp("USD 3.00").When(new BuyPack("music", PaymentMethod.Balance)),
            Leave,
            "USD 3.00",
            (Kind.UnusedPeriod, SettlementRule.WorthNothing, "USD 0.00"), (Kind.UnusedPack, SettlementRule.Prorated, "USD 3.00"));

    /// <summary>What the request releases pays what is owed, which lifts the hold: what is paid is served until the end, and not there any more.</summary>
    [Theory]
    [InlineData(UnusedWorth.Prorated)]
    [InlineData(UnusedWorth.Nothing)]
    public void A_hold_that_the_request_itself_lifts_stops_no_paid_time(UnusedWorth worth)
    {
        var leaving = Leave with { Timing = CancellationTiming.EndOfTerm };
        var owing = RenewalSteps.ShopThatConfirms().With(s => s.Follow(s.Policy with
        {
            Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = worth } },
            Cancellation = s.Policy.Cancellation with { Review = false },
        })).InMarch().Paid().Then<PaymentRecorded, PurchaseReserved>()
            .When(new ReportChargeback(new Reference("payment-1"), Money.Parse("USD 31.00")), Caller.System).Then<ChargebackRecorded>()
            .When(new Suspend(SuspensionHolder.NonPayment), Caller.Carrier).Then<SubscriptionSuspended>();

        var quote = Quote(owing, leaving);

        quote.Lines.Should().BeEmpty();
        owing.When(leaving).Then<PurchaseReleased, CancellationRequested, SubscriptionResumed, ClearingStarted>();
        quote.Request.Should().Be(owing.State.Cancellation! with { Since = owing.Now, DueBy = null, RemindAt = null });
        owing.Until("2026-04-01").Event<AccountSettled>().Lines.Should().BeEmpty();
    }

    [Fact]
    public void A_quote_says_the_same_and_remembers_nothing()
    {
        var scenario = With().Activated();
        var request = new RequestCancellation(CancellationReason.NoLongerNeeded);
        var context = new CommandContext(scenario.Now, Customer, new CommandId("leave"));
        var before = LifecycleJson.Write(scenario.State);

        var quote = scenario.Lifecycle.Quote(scenario.State, request, context);
        scenario.Lifecycle.Quote(scenario.State, request, context).Should().Be(quote);

        LifecycleJson.Write(scenario.State).Should().Equal(before);
        quote.Request!.RequestedBy.Should().Be(Customer);
        scenario.When(request, id: "leave").With(s => s.Last.Outcome.Should().Be(Outcome.Accepted));
    }
}
