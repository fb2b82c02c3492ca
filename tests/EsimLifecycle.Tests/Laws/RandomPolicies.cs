using System.Reflection;
using FsCheck;
using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

/// <summary>
/// Makes random policies without faults. Numbers are small, so that deadlines meet each other and limits are reached. A new knob is a line here;
/// <see cref="RandomPolicyTests"/> says which one was forgotten.
/// </summary>
internal static class RandomPolicies
{
    private const long Megabyte = 1 << 20;

    private static readonly LocalDate Around = new(2026, 2, 1);

    // Clocks change at midnight in Havana, Beirut and Cairo, by half an hour on Lord Howe, and never in Jakarta.
    private static readonly string[] Zones =
        ["Asia/Jakarta", "Europe/Berlin", "America/Havana", "Asia/Beirut", "Africa/Cairo", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Kiritimati"];

    public static Gen<(string Name, CarrierPolicy Policy)> All { get; } =
        Gen.Choose(0, int.MaxValue).Select(seed => ($"policy {seed}", Make(seed)));

    /// <summary>The policy of this number.</summary>
    public static CarrierPolicy Make(int seed)
    {
        var dice = new Dice(seed);
        var currency = dice.Of(Currency.USD, Currency.IDR, Currency.JPY, Currency.KWD);
        return new CarrierPolicy
        {
            Identity = Identity(dice, currency),
            Plans = dice.List(1, 4, n => Plan(dice, $"plan-{n}", currency)),
            Access = Access(dice),
            Activation = Activation(dice),
            Renewal = Renewal(dice, currency),
            Cancellation = Cancellation(dice),
            Settlement = Settlement(dice, currency),
            Devices = Devices(dice),
            Closure = Closure(dice, currency),
            Packs = dice.List(0, 3, n => Pack(dice, $"pack-{n}", currency)),
            Promotions = dice.List(0, 3, n => Promotion(dice, $"promotion-{n}", currency)),
        };
    }

    /// <summary>The same policy with one section or one knob as it is by default, where that is no fault: what a counterexample does not need.</summary>
    public static IEnumerable<CarrierPolicy> Simplify(CarrierPolicy policy)
    {
        var plain = new CarrierPolicy { Identity = policy.Identity with { Calendar = BusinessCalendar.Default, Zone = "UTC" }, Plans = policy.Plans };
        foreach (var section in typeof(CarrierPolicy).GetProperties().Where(property => property.CanWrite))
        {
            if (With(policy, section, section.GetValue(plain)) is { } simpler)
                yield return simpler;
            if (section.GetValue(policy) is not { } part || part is System.Collections.IEnumerable)
                continue;
            foreach (var knob in part.GetType().GetProperties().Where(property => property.CanWrite))
            {
                if (With(policy, section, Copy(part, knob, knob.GetValue(section.GetValue(plain)))) is { } slightlySimpler)
                    yield return slightlySimpler;
            }
        }
    }

    private static CarrierPolicy? With(CarrierPolicy policy, PropertyInfo section, object? part)
    {
        var simpler = (CarrierPolicy)Copy(policy, section, part);
        return simpler == policy || simpler.Validate().Any(fault => fault.Severity == PolicySeverity.Error) ? null : simpler;
    }

    private static object Copy(object record, PropertyInfo property, object? value)
    {
        var copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, [])!;
        property.SetValue(copy, value);
        return copy;
    }

    private static PolicyIdentity Identity(Dice dice, Currency currency) => new()
    {
        Name = dice.Of("one", "another"),
        Version = dice.From(1, 3),
        Currency = currency,
        RoundTo = dice.OneIn(3) ? Money.OfMinor(1, currency) : null,
        Zone = dice.Of<string>(Zones),
        Calendar = Calendar(dice),
    };

    private static BusinessCalendar Calendar(Dice dice)
    {
        var days = Enumerable.Range(0, 60).Select(Around.PlusDays).ToArray();
        var weekend = dice.Of<IsoDayOfWeek[]>(
            [], [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday], [IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday], [IsoDayOfWeek.Wednesday],
            [.. Enum.GetValues<IsoDayOfWeek>().Except([IsoDayOfWeek.None, IsoDayOfWeek.Thursday])]);
        return new BusinessCalendar(
            [.. weekend],
            holidays: dice.Some([.. days.Where(day => !weekend.Contains(day.DayOfWeek))]),
            workdays: dice.Some([.. days.Where(day => weekend.Contains(day.DayOfWeek))]));
    }

    private static Money Amount(Dice dice, Currency currency) => Money.OfMinor(dice.Of(0, 100, 333, 999, 3_100), currency);

    private static Period Length(Dice dice) => dice.Of(
        Period.FromDays(1), Period.FromDays(2), Period.FromDays(30), Period.FromWeeks(1), Period.FromMonths(1), Period.FromMonths(3), Period.FromYears(1));

    private static PlanTerms Plan(Dice dice, string code, Currency currency)
    {
        var months = dice.Of(0, 0, 1, 3, 24);
        return new PlanTerms
        {
            Code = code,
            Price = Amount(dice, currency),
            Length = Length(dice),
            CommitmentMonths = months,
            Coverage = dice.Any<PlanCoverage>(),
            DataBytes = dice.MaybeOf(0, Megabyte, 1_000 * Megabyte),
            Validity = dice.OneIn(3) ? Validity(dice, currency) : null,
            EarlyTermination = dice.Maybe(() => EarlyTermination(dice, currency, months)),
            Refund = dice.Maybe(() => Refund(dice)),
        };
    }

    private static ValidityTerms Validity(Dice dice, Currency currency) => new()
    {
        Steps = dice.List(1, 3, n => new ValidityStep(MinAmount: Money.OfMinor((n * n * 100) - dice.From(0, 100), currency), Days: dice.Of(1, 2, 7, 30, 90))),
        MaxDays = dice.Of(1, 10, 60, 365),
    };

    private static EarlyTerminationFee EarlyTermination(Dice dice, Currency currency, int months)
    {
        var kind = months == 0 ? dice.Of(EarlyTerminationFeeKind.Fixed, EarlyTerminationFeeKind.ShareOfRemaining) : dice.Any<EarlyTerminationFeeKind>();
        return kind == EarlyTerminationFeeKind.ShareOfRemaining
            ? new EarlyTerminationFee { Kind = kind, Percent = dice.Of(1, 33, 100) }
            : new EarlyTerminationFee { Kind = kind, Amount = Amount(dice, currency) };
    }

    private static RefundTerms Refund(Dice dice) => new()
    {
        UnusedPeriod = dice.Any<UnusedWorth>(),
        ByReason = [.. dice.Some<ClosedReason>().Select(reason => new WorthByReason(Reason: reason, Worth: dice.Any<UnusedWorth>()))],
        Proration = Proration(dice),
        UnusedPack = dice.Any<UnusedWorth>(),
        FullIfNeverUsed = dice.OneIn(2),
        CapsAtDataLeft = dice.OneIn(2),
        CoolingOffDays = dice.Of(0, 0, 1, 14),
    };

    /// <summary>Every convention but those that give back more than was paid, which no policy may have.</summary>
    public static ProrationConvention Proration(Dice dice) => new()
    {
        EndingDayIsUsed = dice.OneIn(2),
        Denominator = dice.Any<ProrationDenominator>(),
        FixedDaysInMonth = dice.MaybeOf(28, 29, 30, 31),
        FractionScale = dice.MaybeOf(0, 1, 2, 4, 9, ProrationConvention.MaxFractionScale),
        FractionRounding = dice.Any<MoneyRounding>(),
        MoneyRounding = dice.Any<MoneyRounding>(),
        EarlierCredits = dice.Any<EarlierCredits>(),
    };

    private static PackTerms Pack(Dice dice, string code, Currency currency) => new()
    {
        Code = code,
        Kind = dice.Any<PackKind>(),
        Price = Amount(dice, currency),
        Length = Length(dice),
        DataBytes = dice.Of(1, Megabyte, 100 * Megabyte),
    };

    private static PromotionTerms Promotion(Dice dice, string code, Currency currency)
    {
        var percent = dice.Of(0, 10, 33, 100);
        var from = dice.MaybeOf(Around, Around.PlusDays(10));
        return new PromotionTerms
        {
            Code = code,
            Percent = percent,
            Amount = percent == 0 ? Amount(dice, currency) : null,
            Periods = dice.Of(1, 2, 5),
            Plans = dice.OneIn(3) ? ["plan-1"] : default,
            MaxPeriodMonths = dice.MaybeOf(1, 3),
            ValidFrom = from,
            ValidUntil = dice.MaybeOf(Around.PlusDays(11), Around.PlusDays(40)),
            Stackable = dice.OneIn(2),
        };
    }

    /// <summary>Whoever may act where the policy differs from the defaults, somebody may; a review is never left to programs, which have no name.</summary>
    private static AccessPolicy Access(Dice dice) => new()
    {
        Channels = dice.Some([.. Enum.GetValues<CallerChannel>().Except([CallerChannel.Unknown])], least: 1),
        Commands = [.. dice.Some<CommandKind>().Select(command => new CommandAccess
        {
            Command = command,
            Roles = dice.OneIn(2) ? null : dice.Some([.. Enum.GetValues<Role>().Except([Role.System])], least: 1),
            Identity = dice.OneIn(2) ? null : dice.Any<IdentityAssurance>(),
        })],
    };

    private static ActivationPolicy Activation(Dice dice) => new()
    {
        ActivateWithinDays = dice.Of(1, 7, 30),
        MaxSuspensionDays = dice.Of(1, 7, 30),
        AfterMaxSuspension = dice.Any<AfterSuspension>(),
        SuspensionStopsTerm = dice.OneIn(2),
    };

    private static RenewalPolicy Renewal(Dice dice, Currency currency) => new()
    {
        GraceDays = dice.Of(0, 1, 7, 30),
        GraceService = dice.Of<GraceService>([.. Enum.GetValues<GraceService>()]),
        Methods = dice.Some<PaymentMethod>(),
        MaxPrepaidPeriods = dice.Of(2, 3, 12),
        ChargeDaysAhead = dice.Of(0, 1, 3, 10),
        RetryDays = dice.OneIn(3) ? new RenewalPolicy().RetryDays : dice.List(0, 3, _ => dice.Of(1, 2, 7)),
        ChargeTimeoutDays = dice.Of(1, 2, 7),
        ReminderDays = dice.OneIn(3) ? new RenewalPolicy().ReminderDays : dice.List(0, 3, _ => dice.Of(1, 2, 7, 40)),
        GraceReminderDays = dice.Of(0, 1, 7, 40),
        BalanceLow = dice.OneIn(2) ? null : Amount(dice, currency),
        DataLowPercent = dice.Of(0, 20, 100),
        DisuseDays = dice.Of(0, 1, 30),
        ConfirmsProvisioning = dice.OneIn(2),
        ProvisioningTimeoutDays = dice.Of(1, 2, 7),
        ProvisioningAttempts = dice.Of(1, 2, 3),
    };

    private static CancellationPolicy Cancellation(Dice dice) => new()
    {
        Timings = dice.Some<CancellationTiming>(least: 1),
        MaxScheduleAheadDays = dice.Of(7, 10, 90),
        WaitingDays = dice.Of(0, 0, 1, 7),
        Documents = dice.Some<DocumentKind>(),
        DocumentDueDays = dice.Of(1, 2, 7),
        Review = dice.OneIn(2),
        ReviewBusinessDays = dice.Of(1, 2, 7),
        OverdueReview = dice.Any<OverdueReview>(),
        EscalationBusinessDays = dice.Of(1, 2, 7),
        MaxSupplementRounds = dice.Of(0, 1, 2),
        SupplementDueDays = dice.Of(1, 2, 7),
        RescueDays = dice.Of(1, 2, 7),
        ClearingDays = dice.Of(1, 2, 30),
        OverdueClearing = dice.Any<OverdueClearing>(),
        ReminderDays = dice.Of(0, 1, 3, 40),
        RequestCooldownDays = dice.Of(0, 0, 1, 7),
        MaxRequests = dice.Of(0, 1, 2, 3),
        RequestWindowDays = dice.Of(1, 7, 365),
        ReasonDocuments = [.. dice.Some<CancellationReason>().Select(reason => new ReasonDocuments(Reason: reason, Documents: dice.Some<DocumentKind>(least: 1)))],
        ProcessBusinessDays = dice.Of(0, 0, 1, 2, 7),
        OverdueProcess = dice.Any<OverdueProcess>(),
        NoticeDays = dice.Of(0, 0, 1, 7),
        KeepsAccess = dice.OneIn(2),
        TermsChangeWindowDays = dice.Of(0, 1, 7, 30),
    };

    private static SettlementPolicy Settlement(Dice dice, Currency currency) => new()
    {
        Refund = Refund(dice),
        CancellationFee = dice.OneIn(2) ? null : Amount(dice, currency),
        MinRefund = dice.OneIn(2) ? null : Amount(dice, currency),
        ForfeitsBalance = dice.Some<ClosedReason>(),
        OwesEarlyTermination = dice.Some([.. Enum.GetValues<ClosedReason>().Except([ClosedReason.CustomerCancelled, ClosedReason.WithdrawnInCoolingOff])]),
        RefundDueDays = dice.Of(1, 7, 30),
        RefundAttempts = dice.Of(1, 2, 3),
        OverdueNotices = dice.Of(1, 2, 3),
        RefundRetryDays = dice.Of(1, 2, 7),
        MaxHoldDays = dice.Of(1, 7, 30),
        Transfers = dice.OneIn(2),
        TransferTimeoutDays = dice.Of(1, 2, 7),
    };

    private static ClosurePolicy Closure(Dice dice, Currency currency)
    {
        var rest = dice.MaybeOf(1, 7, 90);
        return new ClosurePolicy
        {
            LateChargeDays = dice.Of(0, 1, 7, 90),
            LateChargeDisputeDays = dice.Of(1, 7, 30),
            NumberRestDays = rest,
            PortOutDays = rest is { } days ? dice.MaybeOf(1, days) : null,
            PortOutAnswerDays = dice.Of(1, 2, 10),
            RetentionDays = dice.MaybeOf(1, 7, 100),
            MaxErasureDelayDays = dice.Of(0, 1, 30),
            ReturnDays = dice.Of(0, 0, 1, 30),
            ReturnDaysByReason = [.. dice.Some<ClosedReason>().Select(reason => new ReturnWait(Reason: reason, Days: dice.Of(0, 1, 30)))],
            NoReturnAfter = dice.Some<ClosedReason>(),
            ReturnKeepsNumber = dice.Of(true, true, false),
            PredecessorDues = dice.Any<PredecessorDues>(),
            CardReturn = dice.Maybe(() => new CardReturnTerms { Credit = Money.OfMinor(dice.Of(1, 100, 333), currency), Days = dice.Of(1, 7, 30) }),
        };
    }

    private static DevicePolicy Devices(Dice dice) => new()
    {
        MaxDevices = dice.Of(1, 2, 5),
        UnbindingDue = dice.Any<UnbindingDue>(),
        Proof = dice.Of(UnbindingProof.CustomersWord, UnbindingProof.Attestation, UnbindingProof.ProfileDeleted),
        AssumeDeletedAfterDays = dice.Of(1, 2, 14),
        MaxChanges = dice.Of(0, 1, 3),
        ChangeWindowDays = dice.Of(1, 7, 30),
    };
}
