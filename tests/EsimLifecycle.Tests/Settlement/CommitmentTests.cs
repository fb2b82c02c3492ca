namespace EsimLifecycle.Tests;

/// <summary>What remains of a minimum term is counted on the contract's own calendar, and what is paid of it is not asked for again.</summary>
public class CommitmentTests
{
    private static readonly EarlyTerminationFee All = new() { Kind = EarlyTerminationFeeKind.ShareOfRemaining, Percent = 100 };
    private static readonly EarlyTerminationFee Fixed = new() { Kind = EarlyTerminationFeeKind.Fixed, Amount = Money.Parse("USD 60.00") };
    private static readonly EarlyTerminationFee Declining = new() { Kind = EarlyTerminationFeeKind.Declining, Amount = Money.Parse("USD 120.00") };

    /// <summary>One period of twelve is over: eleven remain, on whichever day the contract began.</summary>
    [Theory]
    [InlineData("2026-01-28")]
    [InlineData("2026-01-29")]
    [InlineData("2026-01-30")]
    [InlineData("2026-01-31")]
    [InlineData("2026-08-31")]
    [InlineData("2024-02-29")]
    public void After_the_first_period_the_fee_is_for_the_others(string begun)
    {
        Costs(Contract(All).At(begun).Activated(), CancellationTiming.EndOfTerm).Should().Be("USD 220.00");
        Costs(Contract(Declining).At(begun).Activated(), CancellationTiming.EndOfTerm).Should().Be("USD 110.00");
    }

    /// <summary>Each period of a contract of half a year from 31 August ends one fewer.</summary>
    [Fact]
    public void Period_by_period_it_falls_to_nothing()
    {
        var share = Contract(All, months: 6).At("2026-08-31").Activated();
        var declining = Contract(Declining, months: 6).At("2026-08-31").Activated();
        for (var left = 5; left > 0; left--)
        {
            Costs(share, CancellationTiming.EndOfTerm).Should().Be($"USD {20 * left}.00");
            Costs(declining, CancellationTiming.EndOfTerm).Should().Be($"USD {20 * left}.00");
            share.Paid();
            declining.Paid();
        }

        Costs(share, CancellationTiming.EndOfTerm).Should().Be("USD 0.00");
        Costs(declining, CancellationTiming.EndOfTerm).Should().Be("USD 0.00");
    }

    [Theory]
    [InlineData(UnusedWorth.Nothing, "USD 0.00")] // all three are paid, and nothing comes back
    [InlineData(UnusedWorth.Prorated, "USD 40.00")] // the two that have not begun come back, and are asked for
    public void What_is_paid_and_kept_is_not_asked_for_again(UnusedWorth worth, string fee)
    {
        var scenario = Contract(All, worth, months: 3).At("2027-06-01").Activated().Paid().Paid().At("2027-06-10");
        Costs(scenario).Should().Be(fee);
        Costs(Contract(Fixed, UnusedWorth.Nothing, months: 3).At("2027-06-01").Activated().Paid().Paid().At("2027-06-10")).Should().Be("USD 0.00");
    }

    [Theory]
    [InlineData(UnusedWorth.Nothing)]
    [InlineData(UnusedWorth.Prorated)]
    public void The_period_that_is_paid_is_no_part_of_what_remains(UnusedWorth worth) =>
        Costs(Contract(All, worth).At("2026-01-31").Activated().At("2026-02-10")).Should().Be("USD 220.00");

    /// <summary>Of a period of several months, the months that it pays for.</summary>
    [Fact]
    public void A_year_paid_at_once_leaves_nothing_to_ask_for_unless_it_comes_back()
    {
        static CarrierPolicy Yearly(CarrierPolicy policy) => policy with { Plans = [policy.Plans[0] with { Length = Period.FromYears(1), EarlyTermination = Declining }] };
        Costs(Contract(Declining, UnusedWorth.Nothing, change: Yearly).Activated().At("2026-04-15")).Should().Be("USD 0.00");
        Costs(Contract(Declining, UnusedWorth.Prorated, change: Yearly).Activated().At("2026-04-15")).Should().Be("USD 100.00");
    }

    public static TheoryData<string, string, string> Lapses => new()
    {
        { "Fixed", "2027-07-11", "USD 60.00" },
        { "Declining", "2027-07-11", "USD 110.00" },
        { "ShareOfRemaining", "2027-07-11", "USD 220.00" },
    };

    /// <summary>Not paying costs what asking for the end of the term costs, and is owed.</summary>
    [Theory]
    [MemberData(nameof(Lapses))]
    public void A_contract_that_lapses_early_owes_what_leaving_early_costs(string kind, string closed, string fee)
    {
        var terms = new[] { All, Fixed, Declining }.Single(each => each.Kind.ToString() == kind);
        Costs(Contract(terms, graceDays: 10).At("2027-06-01").Activated(), CancellationTiming.EndOfTerm).Should().Be(fee);
        Contract(terms, graceDays: 10).At("2027-06-01").Activated()
            .Until("2027-07-10").Is(SubscriptionStatus.Grace)
            .Until(closed).Is(SubscriptionStatus.Closed).Holds(Account.Fees, fee)
            .With(s => s.State.Balances[Account.Receivable].Should().Be(-Money.Parse(fee)))
            .With(s => s.Last.Events.SelectMany(e => Instruction.From(e)).OfType<SendMessage>().Select(message => message.Template).Should().Contain(MessageTemplate.DuesOpen))
            .When(new PayDues(new Reference("dues"), Money.Parse(fee), PaymentMethod.Card), Caller.System).Then<PaymentRecorded>()
            .Holds(Account.Receivable, "USD 0.00");
    }

    [Fact]
    public void Without_grace_it_owes_at_the_end_of_the_period() =>
        Contract(Fixed, graceDays: 0).At("2027-06-01").Activated().Until("2027-07-01").Is(SubscriptionStatus.Closed).Holds(Account.Receivable, "USD -60.00");

    [Fact]
    public void The_balance_pays_the_fee_first() =>
        Contract(Fixed, graceDays: 10).At("2027-06-01").Activated().ToppedUp("USD 70.00").Until("2027-07-11").Is(SubscriptionStatus.Closed)
            .Holds(Account.Receivable, "USD 0.00").Holds(Account.RefundPayable, "USD 10.00").Holds(Account.Fees, "USD 60.00");

    [Fact]
    public void Nothing_is_owed_where_the_policy_says_so() =>
        Contract(Fixed, graceDays: 10, change: policy => policy with { Settlement = policy.Settlement with { OwesEarlyTermination = [] } })
            .At("2027-06-01").Activated().Until("2027-07-11").Is(SubscriptionStatus.Closed).Holds(Account.Receivable, "USD 0.00");

    [Fact]
    public void Nothing_is_owed_after_the_minimum_term_or_before_the_activation()
    {
        Contract(Fixed, months: 1, graceDays: 10).At("2027-06-01").Activated().Until("2027-07-11").Is(SubscriptionStatus.Closed).Holds(Account.Receivable, "USD 0.00");
        Contract(Fixed).Opened().Until("2027-06-01").Is(SubscriptionStatus.Closed).Holds(Account.Receivable, "USD 0.00");
    }

    [Theory]
    [InlineData(TerminationReason.PortedOut, "USD -60.00")]
    [InlineData(TerminationReason.Revoked, "USD 0.00")]
    [InlineData(TerminationReason.Regulatory, "USD 0.00")]
    [InlineData(TerminationReason.Fraud, "USD 0.00")]
    public void A_number_that_is_ported_out_owes_it_and_what_the_carrier_ends_does_not(TerminationReason reason, string owed) =>
        Contract(Fixed, UnusedWorth.Nothing).Activated().When(new Terminate(reason), Caller.Carrier).Holds(Account.Receivable, owed);

    /// <summary>A pause that ends with the line is the customer's way out; a hold by the carrier is not.</summary>
    [Theory]
    [InlineData(SuspensionHolder.Customer, "USD -60.00")]
    [InlineData(SuspensionHolder.NonPayment, "USD -60.00")]
    [InlineData(SuspensionHolder.Carrier, "USD 0.00")]
    public void A_line_that_expires_out_of_service_owes_it_unless_the_carrier_held_it(SuspensionHolder holder, string owed) =>
        Contract(Fixed, change: policy => policy with { Activation = new ActivationPolicy { MaxSuspensionDays = 60, AfterMaxSuspension = AfterSuspension.Close } })
            .Activated().When(new Suspend(holder), Caller.Carrier).Until("2026-04-20").Is(SubscriptionStatus.Closed).Holds(Account.Receivable, owed);

    [Fact]
    public void Who_does_not_renew_while_the_terms_change_owes_nothing() =>
        Contract(Fixed, graceDays: 10).At("2027-06-01").Activated()
            .Follow(Contract(Fixed, graceDays: 10, change: policy => policy with { Plans = [policy.Plans[0] with { Price = Money.Parse("USD 25.00") }] }).Policy)
            .When(new AnnounceTermsChange(new LocalDate(2027, 7, 1)), Caller.Carrier)
            .Until("2027-07-11").Is(SubscriptionStatus.Closed).Holds(Account.Receivable, "USD 0.00");

    /// <summary>A pause that stops the paid time stops the minimum term with it.</summary>
    [Fact]
    public void A_pause_makes_the_minimum_term_no_shorter()
    {
        var paused = Contract(All, change: policy => policy with { Activation = new ActivationPolicy { SuspensionStopsTerm = true } })
            .At("2026-03-01").Activated().When(new Suspend()).At("2026-05-30").When(new Resume());
        paused.State.Contract!.Commitment.Should().Be(new Commitment(new LocalDate(2026, 5, 30), new LocalDate(2027, 5, 30), paused.Local("2027-05-30")));
        Costs(paused, CancellationTiming.EndOfTerm).Should().Be("USD 220.00");
    }

    private static string Costs(Scenario scenario, CancellationTiming timing = CancellationTiming.Immediate) => scenario.Lifecycle.Quote(
        scenario.State,
        new RequestCancellation(CancellationReason.NoLongerNeeded) { Timing = timing },
        new CommandContext(scenario.Now, Scenario.Customer, new CommandId("quote"))).Costs!.Value.ToString();

    private static Scenario Contract(
        EarlyTerminationFee fee, UnusedWorth worth = UnusedWorth.Prorated, int months = 12, int graceDays = 30, Func<CarrierPolicy, CarrierPolicy>? change = null) =>
        Scenario.With(policy =>
        {
            policy = policy with
            {
                Plans = [policy.Plans[0] with { Price = Money.Parse("USD 20.00"), CommitmentMonths = months, EarlyTermination = fee }],
                Renewal = policy.Renewal with { GraceDays = graceDays },
                Cancellation = new CancellationPolicy { Timings = [CancellationTiming.Immediate, CancellationTiming.EndOfTerm] },
                Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = worth } },
            };
            return change is null ? policy : change(policy);
        });
}
