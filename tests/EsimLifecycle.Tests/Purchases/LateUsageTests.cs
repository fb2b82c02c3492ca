using FsCheck.Fluent;
using static EsimLifecycle.Tests.RenewalSteps;
using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

/// <summary>Usage belongs to the period in which it occurred, however late it is reported. The plan has 1000 bytes a month; March is paid, and April.</summary>
public class LateUsageTests
{
    private static Scenario March(Func<CarrierPolicy, CarrierPolicy>? change = null) => With(policy => (change ?? (same => same))(policy with
    {
        Plans = [policy.Plans[0] with { DataBytes = 1000 }],
        Packs = [new PackTerms { Code = "more", Kind = PackKind.Data, Price = Usd("4.00"), Length = Period.FromDays(30), DataBytes = 500 }],
    })).At("2026-03-01").Activated().Paid();

    [Fact]
    public void A_counter_of_the_period_before_leaves_the_new_period_as_it_is() =>
        March().At("2026-03-31T20:00:00").Counted(800).Until("2026-04-01T00:05:00")
            .Counted(900, "2026-03-31T23:30:00").With(s => s.Event<UsageRecorded>().Should().Match<UsageRecorded>(used => used.Bytes == 100 && used.FromPlan == 100 && used.Period == UsagePeriod.Before))
            .With(s => (s.State.Usage.UsedBytes, s.State.Usage.ReportedBytes, s.State.Usage.Before!.Value.UsedBytes).Should().Be((0, 0, 900)))
            .At("2026-04-01T01:00:00").Counted(150).With(s => s.Event<UsageRecorded>().Bytes.Should().Be(150))
            .With(s => (s.State.Usage.UsedBytes, s.State.Usage.Before!.Value.ReportedBytes).Should().Be((150, 900)));

    [Fact]
    public void Told_again_it_is_nothing_new() =>
        March().At("2026-03-31T20:00:00").Counted(800).Until("2026-04-01").Counted(900, "2026-03-31T23:30:00").Counted(900, "2026-03-31T23:30:00").ThenNothing()
            .Counted(850, "2026-03-31T22:30:00").ThenNothing();

    [Fact]
    public void What_the_period_before_had_no_more_is_taken_from_a_pack_of_that_time_and_then_counted_beyond_it() =>
        March().ToppedUp("USD 4.00").When(new BuyPack("more", PaymentMethod.Balance)).At("2026-03-29").Uses(1000).Until("2026-04-01T08:00:00")
            .Uses(700, "2026-03-30T12:00:00").With(s => s.Event<UsageRecorded>().FromPacks.Should().BeEmpty("it had expired"))
            .With(s => s.State.Usage.Before!.Value.Should().Match<PastUsage>(march => march.UsedBytes == 1000 && march.BeyondBytes == 200));

    [Fact]
    public void A_pack_that_is_still_there_serves_what_occurred_after_it_was_bought_and_nothing_before() =>
        March().At("2026-03-20").ToppedUp("USD 4.00").When(new BuyPack("more", PaymentMethod.Balance)).At("2026-03-29").Uses(1000).Until("2026-04-01T08:00:00")
            .Uses(200, "2026-03-10T12:00:00").With(s => s.Event<UsageRecorded>().FromPacks.Should().BeEmpty())
            .Uses(200, "2026-03-30T12:00:00").With(s => s.Event<UsageRecorded>().FromPacks.Should().ContainSingle().Which.Bytes.Should().Be(200))
            .With(s => s.State.Usage.UsedBytes.Should().Be(0));

    [Fact]
    public void A_counter_of_long_ago_is_recorded_and_counted_nowhere() =>
        March().Paid().Until("2026-05-02").Counted(900, "2026-03-10T00:00:00").Then<FactConflicted>()
            .Uses(900, "2026-03-10T00:00:00").Then<UsageRecorded>().With(s => s.Event<UsageRecorded>().Period.Should().Be(UsagePeriod.Earlier))
            .With(s => (s.State.Usage.UsedBytes, s.State.Usage.Before!.Value.UsedBytes).Should().Be((0, 0)));

    [Fact]
    public void After_closing_usage_of_the_time_before_is_recorded_with_its_bytes_and_time_and_counted_no_more() =>
        March().At("2026-03-10").Uses(100).Requested().Is(SubscriptionStatus.Closed).At("2026-03-12").Uses(300, "2026-03-09T20:00:00").Then<UsageRecorded>()
            .With(s => s.Event<UsageRecorded>().Should().BeEquivalentTo(new { Bytes = 300L, OccurredAt = (Instant?)s.Local("2026-03-09T20:00:00"), Period = UsagePeriod.Earlier }))
            .With(s => s.State.Usage.ReportedBytes.Should().Be(100));

    [Fact]
    public void After_closing_nothing_can_be_used_and_a_counter_is_not_compared() =>
        March().At("2026-03-10").Uses(100).Requested().At("2026-03-12").Uses(300, "2026-03-11T20:00:00").Then<FactConflicted>()
            .With(s => s.Event<FactConflicted>().Should().BeEquivalentTo(new { Bytes = (long?)300L, OccurredAt = (Instant?)s.Local("2026-03-11T20:00:00") }))
            .Uses(300).Then<FactConflicted>().Counted(400, "2026-03-09T20:00:00").Then<FactConflicted>().Counted(100, "2026-03-09T20:00:00").ThenNothing();

    [Fact]
    public void After_another_plan_what_occurred_before_is_the_old_plan_s() =>
        Shop().With(s => s.Follow(s.Policy with { Plans = [s.Policy.Plans[0] with { DataBytes = 1000 }, .. s.Policy.Plans.Skip(1)] })).InMarch()
            .At("2026-03-10T12:00:00").When(new ChangePlan("day", PlanChangeTiming.Now)).Then<PlanChanged>()
            .At("2026-03-10T13:00:00").Uses(300, "2026-03-10T11:00:00").With(s => s.Event<UsageRecorded>().Period.Should().Be(UsagePeriod.Before))
            .Uses(100, "2026-03-10T12:30:00").With(s => s.Event<UsageRecorded>().Period.Should().Be(UsagePeriod.Current));

    [Fact]
    public void In_grace_and_after_it_the_last_period_is_still_the_one_before() =>
        With(policy => policy with { Plans = [policy.Plans[0] with { DataBytes = 1000 }] }).At("2026-03-01").Activated().Until("2026-04-03").Is(SubscriptionStatus.Grace)
            .Uses(300, "2026-03-31T20:00:00").With(s => s.State.Usage.Before!.Value.UsedBytes.Should().Be(300))
            .Paid().Is(SubscriptionStatus.Active).Uses(300, "2026-03-31T21:00:00").With(s => s.State.Usage.Before!.Value.UsedBytes.Should().Be(600))
            .With(s => s.State.Usage.UsedBytes.Should().Be(0));

    [Fact]
    public void While_cancelling_too() =>
        March(policy => policy with { Cancellation = Lives.Into(SubscriptionStatus.UnderReview) }).At("2026-03-20").Requested().Until("2026-04-02")
            .Uses(300, "2026-03-31T20:00:00").With(s => (s.State.Usage.UsedBytes, s.State.Usage.Before!.Value.UsedBytes).Should().Be((0, 300)));

    [Fact]
    public void Disuse_counts_from_when_it_was_used_and_not_from_when_that_was_told() =>
        Shop(renewal => renewal with { DisuseDays = 30 }).InMarch().Renewing().At("2026-03-20").Uses(1, "2026-03-05T12:00:00")
            .With(s => (s.State.Usage.LastUsedAt, s.State.Usage.DisuseAt).Should().Be((s.Local("2026-03-05T12:00:00"), s.Local("2026-04-05"))))
            .Uses(1, "2026-03-04T12:00:00").With(s => s.State.Usage.LastUsedAt.Should().Be(s.Local("2026-03-05T12:00:00")));

    /// <summary>Whenever reports of two months arrive, if only by the end of the second, each month has what was used in it.</summary>
    [Fact]
    public void Late_or_in_time_each_period_has_its_own() => Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), seed =>
    {
        var dice = new Dice(seed);
        var uses = dice.List(1, 12, _ => (Minute: dice.From(0, 60 * 24 * 61 - 1), Bytes: dice.From(1, 400), Delay: dice.From(0, 60 * 24 * 40)));
        Play(uses, late: true).Should().Be(Play(uses, late: false));
    }).Check(300);

    private static (long, long, long, long, long) Play(ValueList<(int Minute, int Bytes, int Delay)> uses, bool late)
    {
        var scenario = March();
        var start = scenario.Local("2026-03-01");
        var end = scenario.Local("2026-05-01") - Duration.FromMinutes(1);
        foreach (var (minute, bytes, delay) in uses.OrderBy(use => use.Minute + (late ? use.Delay : 0)))
        {
            var at = start + Duration.FromMinutes(minute);
            scenario.At(Instant.Min(end, at + (late ? Duration.FromMinutes(delay) : Duration.Zero)))
                .When(new RecordUsage(bytes) { OccurredAt = at }, Caller.System);
        }

        var usage = scenario.Until(end).State.Usage;
        var before = usage.Before!.Value;
        return (usage.ReportedBytes, usage.UsedBytes, usage.BeyondBytes, before.ReportedBytes, before.UsedBytes - before.BeyondBytes);
    }
}

file static class Steps
{
    public static Scenario Counted(this Scenario scenario, long bytes, string? at = null) => scenario.Uses(bytes, at, isTotal: true);

    public static Scenario Uses(this Scenario scenario, long bytes, string? at = null, bool isTotal = false) =>
        scenario.When(new RecordUsage(bytes, isTotal) { OccurredAt = at is null ? null : scenario.Local(at) }, Caller.System);
}
