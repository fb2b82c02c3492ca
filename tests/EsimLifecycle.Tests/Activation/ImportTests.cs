using System.Globalization;

namespace EsimLifecycle.Tests;

public class ImportTests
{
    private static readonly LocalDate January = new(2026, 1, 1);
    private static readonly LocalDate February = new(2026, 2, 1);

    /// <summary>Active since last year; January is paid. The scenario begins on 31 January.</summary>
    private static readonly ImportSubscription Live = new(Scenario.Id, "monthly")
    {
        ActivatedOn = new LocalDate(2025, 6, 1),
        PaidFrom = January,
        PaidUntil = February,
        PaidForPeriod = Money.Parse("USD 31.00"),
        Contact = Scenario.Contact,
    };

    private static Scenario Prorated() => Scenario.With(policy => policy with { Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated } } });

    private static Scenario Import(ImportSubscription command, Scenario? scenario = null) => (scenario ?? Prorated()).When(command, Caller.Carrier);

    [Fact]
    public void A_live_line_goes_on_with_its_dates_devices_and_balances() =>
        Import(Live with { Wallet = Money.Parse("USD 5.00"), Promotional = Money.Parse("USD 2.00"), Devices = [new DeviceToBind(Scenario.Watch, DeviceKind.Watch)] })
            .Then<SubscriptionImported>().Is(SubscriptionStatus.Active)
            .Holds(Account.Deferred, "USD 31.00").Holds(Account.Wallet, "USD 5.00").Holds(Account.Promotional, "USD 2.00")
            .Holds(Account.Customer, "USD -36.00").Holds(Account.Concessions, "USD -2.00")
            .With(s => s.State.Devices.Single().Device.Should().Be(Scenario.Watch))
            .Paid().Then<PaymentRecorded, SubscriptionRenewed>()
            .With(s => s.Event<SubscriptionRenewed>().Period.Start.Should().Be(February))
            .With(s => s.Event<SubscriptionRenewed>().Period.End.Should().Be(new LocalDate(2026, 3, 1)))
            .Until("2026-02-01").Then<PeriodEnded>().Is(SubscriptionStatus.Active);

    [Fact]
    public void Never_activated_it_is_pending_and_has_its_time_to_activate() =>
        Import(new ImportSubscription(Scenario.Id, "monthly")).Then<SubscriptionImported>().Is(SubscriptionStatus.Pending)
            .Paid().Then<PaymentRecorded>().When(new Activate()).Then<SubscriptionActivated>();

    [Fact]
    public void After_its_paid_time_it_is_in_grace_as_its_dates_say() =>
        Import(Live with { PaidFrom = new LocalDate(2025, 12, 10), PaidUntil = new LocalDate(2026, 1, 10), PaidForPeriod = null })
            .Then<SubscriptionImported>().Is(SubscriptionStatus.Grace)
            .With(s => s.State.Term.GraceEndsAt.Should().Be(s.Local("2026-02-09")));

    [Fact]
    public void What_was_paid_for_a_period_that_is_over_has_been_served() =>
        Import(Live with { PaidFrom = new LocalDate(2025, 12, 10), PaidUntil = new LocalDate(2026, 1, 10) })
            .Holds(Account.Earned, "USD 31.00").Holds(Account.Deferred, "USD 0.00")
            .Until("2026-02-09").Then<AccountSettled, SubscriptionClosed>().Holds(Account.Deferred, "USD 0.00");

    [Theory]
    [InlineData(false, "2026-02-20T10:00:00", SubscriptionStatus.Grace)] // it had run out
    [InlineData(true, "2026-02-20T10:00:00", SubscriptionStatus.Active)] // one day was left, and it stood still
    public void Suspended_it_stays_so_until_resumed(bool stopsTerm, string resumed, SubscriptionStatus status) =>
        Import(
                Live with { SuspendedFor = SuspensionHolder.Customer },
                Scenario.With(policy => policy with { Activation = new ActivationPolicy { SuspensionStopsTerm = stopsTerm } }))
            .Then<SubscriptionImported>().Is(SubscriptionStatus.Suspended)
            .Until(resumed).When(new Resume()).With(s => s.Last.Refusals.Should().BeEmpty()).Is(status);

    [Fact]
    public void Suspended_long_after_its_dates_it_gets_rescue_days_when_it_is_resumed() =>
        Import(Live with { ActivatedOn = new LocalDate(2024, 1, 1), PaidFrom = new LocalDate(2024, 1, 1), PaidUntil = new LocalDate(2024, 2, 1), SuspendedFor = SuspensionHolder.Carrier })
            .Then<SubscriptionImported, GraceEnded>().Is(SubscriptionStatus.Suspended).Holds(Account.Deferred, "USD 0.00")
            .When(new Resume(), Caller.Carrier).Then<SubscriptionResumed>().Is(SubscriptionStatus.Grace)
            .With(s => s.State.Term.GraceEndsAt.Should().Be(s.Local("2026-02-08")));

    [Fact]
    public void The_minimum_term_counts_from_the_activation() =>
        Import(
                Live,
                Scenario.With(policy => policy with { Plans = [policy.Plans[0] with { CommitmentMonths = 12 }] }))
            .With(s => s.State.Contract!.CommittedUntil.Should().Be(s.Local("2026-06-01")));

    [Fact]
    public void A_schedule_on_the_31st_does_not_drift_after_import() =>
        Import(Live with { PaidFrom = new LocalDate(2025, 12, 31), PaidUntil = new LocalDate(2026, 2, 28) })
            .Paid().With(s => s.Event<SubscriptionRenewed>().Period.End.Should().Be(new LocalDate(2026, 3, 31)));

    [Fact]
    public void Paid_up_to_within_a_period_what_follows_is_anchored_there() =>
        Import(Live with { PaidUntil = new LocalDate(2026, 2, 14) })
            .Paid().With(s => s.Event<SubscriptionRenewed>().Period.Start.Should().Be(new LocalDate(2026, 2, 14)))
            .Paid().With(s => s.Event<SubscriptionRenewed>().Period.End.Should().Be(new LocalDate(2026, 4, 14)));

    public static readonly TheoryData<string, LocalDate?, LocalDate?, LocalDate?> WrongDates = new()
    {
        { "no period", January, null, null },
        { "no end", January, January, null },
        { "an end before the start", January, February, January },
        { "an empty period", January, January, January },
        { "paid before the activation", February, January, February },
        { "activated tomorrow", February, February, new LocalDate(2026, 3, 1) },
        { "grace is over", January.PlusMonths(-6), January.PlusMonths(-6), January.PlusMonths(-5) },
        { "a period and no activation", null, January, February },
        { "before the calendar begins", new LocalDate(1960, 1, 1), new LocalDate(1960, 1, 1), February },
        { "long before the calendar begins", new LocalDate(1, 1, 1), new LocalDate(1, 1, 1), February },
        { "beyond the last date", January, January, new LocalDate(2600, 1, 2) },
        { "the last of all dates", January, January, LocalDate.MaxIsoValue },
    };

    [Theory]
    [MemberData(nameof(WrongDates))]
    public void Dates_that_contradict_each_other_are_refused(string because, LocalDate? activatedOn, LocalDate? paidFrom, LocalDate? paidUntil)
    {
        because.Should().NotBeEmpty();
        Import(Live with { ActivatedOn = activatedOn, PaidFrom = paidFrom, PaidUntil = paidUntil, PaidForPeriod = null })
            .ThenRefused(RefusalCode.ImportDates);
    }

    [Fact]
    public void The_refusal_gives_the_dates_as_dates_in_any_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            Import(Live with { PaidUntil = January }).With(s => s.Last.Refusals[0].Facts.Should().Equal(
                new RefusalFact("activatedOn", new LocalDate(2025, 6, 1)),
                new RefusalFact("paidFrom", January),
                new RefusalFact("paidUntil", January)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Every_reason_is_told_at_once() =>
        Import(Live with
        {
            Plan = "none such",
            PaidUntil = null,
            Devices = [new DeviceToBind(Scenario.Phone), new DeviceToBind(Scenario.Phone)],
            Wallet = Money.Parse("EUR 1.00"),
            Promotional = Money.Parse("USD -1.00"),
        }).ThenRefused(
            RefusalCode.PlanNotOffered,
            RefusalCode.ImportDates,
            RefusalCode.ImportDuplicateDevice,
            RefusalCode.CurrencyMismatch,
            RefusalCode.AmountOutOfRange);

    [Fact]
    public void A_device_given_three_times_is_named_once() =>
        Import(Live with { Devices = [new DeviceToBind(Scenario.Phone), new DeviceToBind(Scenario.Phone), new DeviceToBind(Scenario.Phone)] })
            .ThenRefused(RefusalCode.ImportDuplicateDevice);

    [Fact]
    public void What_is_imported_is_settled_like_anything_else() =>
        Import(Live with { PaidFrom = new LocalDate(2026, 1, 16), PaidUntil = new LocalDate(2026, 2, 16), Wallet = Money.Parse("USD 5.00"), Promotional = Money.Parse("USD 2.00") })
            .Requested().Then<CancellationRequested, AccountSettled, SubscriptionClosed>()
            .Holds(Account.RefundPayable, "USD 21.00").Holds(Account.Earned, "USD 15.00").Holds(Account.Concessions, "USD 0.00");
}
