using System.Text;
using EsimLifecycle.Interop;
using static EsimLifecycle.Tests.Notifications;

namespace EsimLifecycle.Tests;

/// <summary>A platform counts what was bought there; what of it is the subscription's current period, its state tells.</summary>
public class UsageCounterTests
{
    private const long Gigabyte = 1L << 30;

    private static readonly Scenario Weekly = Scenario.With(policy => policy with
    {
        Plans = [new PlanTerms { Code = "weekly", Price = Money.Parse("USD 4.00"), Length = Period.FromDays(7), DataBytes = Gigabyte }],
        Packs = [new PackTerms { Code = "more", Price = Money.Parse("USD 2.00"), DataBytes = Gigabyte, Length = Period.FromDays(30), Kind = PackKind.Data }],
    });

    private static Scenario Second(bool withPack = false)
    {
        var second = Activated().Paid().At("2026-02-08").Until("2026-02-08T10:00:00");
        return withPack ? second.ToppedUp("USD 2.00").When(new BuyPack("more", PaymentMethod.Balance)) : second;
    }

    private static Scenario Activated() => Scenario.With(_ => Weekly.Policy).Activated();

    public static TheoryData<string, Subscription, string, bool> Cases()
    {
        var (unopened, opened, first, second, packed) = (Subscription.None, Scenario.With(_ => Weekly.Policy).Opened().State, Activated().State, Second().State, Second(true).State);
        var unlimited = Scenario.With().Activated().Paid().Until("2026-03-02T10:00:00").State;
        var grace = Activated().Until("2026-02-08T10:00:00").State;
        return new()
        {
            { "before anything", unopened, Access(Gigabyte), true },
            { "before the activation", opened, Access(Gigabyte), true },
            { "in the first period", first, Early(Access(Gigabyte)), true },
            { "in the first period, whatever was bought", first, Early(Access(3 * Gigabyte)), true },
            { "in the second period, of as much as it includes", second, Access(Gigabyte), true },
            { "in the second period, of an order that was topped up", second, Access(2 * Gigabyte), false },
            { "in the second period, of a total nobody knows", second, Access(null), false },
            { "with a pack, of all of it", packed, Access(2 * Gigabyte), true },
            { "with a pack, of the plan alone", packed, Access(Gigabyte), false },
            { "without a limit, in the second period", unlimited, Access(Gigabyte), false },
            { "in grace", grace, Access(Gigabyte), false },
            { "read after the first period, of which the state knows as yet", Activated().Paid().State, Access(2 * Gigabyte), false },
            { "read after all that is paid", Activated().State, Access(Gigabyte), false },
            { "of a bundle that began with the period", second, Bundle("2026-02-08T03:00:00Z", "2026-02-15T03:00:00Z"), true },
            { "of a bundle without times", second, Bundle(null, null), false },
            { "of an order without times", second, Access(Gigabyte).Replace("lastUpdateTime", "other", StringComparison.Ordinal), false },
            { "after closing", Activated().Until("2026-06-01T10:00:00").State, Access(2 * Gigabyte), true },
            { "of a bundle that began before the period", second, Bundle("2026-02-06T03:00:00Z", "2026-02-13T03:00:00Z"), false },
            { "of a bundle of the period before", second, Bundle("2026-01-31T03:00:00Z", "2026-02-07T03:00:00Z"), false },
        };

        static string Early(string json) => json.Replace("2026-02-08", "2026-02-02", StringComparison.Ordinal);

        static string Access(long? total) => $$"""{ "notifyType": "DATA_USAGE", "content": { "lastUpdateTime": "2026-02-08T04:00:00Z", "orderUsage": 5{{(total is null ? "" : $", \"totalVolume\": {total}")}} } }""";

        static string Bundle(string? start, string? end) => $$"""
            { "alertType": "Utilisation", "bundle": { "initialQuantity": {{Gigabyte}}, "remainingQuantity": {{Gigabyte - 5}}{{Time("startTime", start)}}{{Time("endTime", end)}} } }
            """;

        static string Time(string name, string? time) => time is null ? "" : $", \"{name}\": \"{time}\"";
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_counter_is_the_current_periods_or_ambiguous(string name, Subscription subscription, string json, bool isPeriods)
    {
        var notice = Read(json.Contains("alertType", StringComparison.Ordinal) ? EsimGo.TryRead : EsimAccess.TryRead, json);

        notice.Command.Should().BeNull();
        notice.For(subscription).Command.Should().Be(isPeriods ? new RecordUsage(5, IsTotal: true) { OccurredAt = notice.OccurredAt } : null, name);
        notice.For(subscription).WhyNot?.Code.Should().Be(NoticeFaultCode.Ambiguous);
        (notice.For(subscription).WhyNot is null).Should().Be(isPeriods);
    }

    [Fact]
    public void A_topped_up_order_never_uses_up_the_new_period()
    {
        var scenario = Activated().When(Told(Activated().State, Gigabyte, Gigabyte - 1)!, Caller.System).Paid().Until("2026-02-10T10:00:00");

        Told(scenario.State, 2 * Gigabyte, Gigabyte).Should().BeNull();
        scenario.State.Usage.IsDataExhausted.Should().BeFalse();

        static LifecycleCommand? Told(Subscription subscription, long total, long used) =>
            Read(EsimAccess.TryRead, $$"""{ "notifyType": "DATA_USAGE", "content": { "totalVolume": {{total}}, "orderUsage": {{used}} } }""").For(subscription).Command;
    }

    [Fact]
    public void What_expired_or_was_revoked_is_no_counter_of_now()
    {
        var json = """{ "data": { "status": "EXPIRED", "remaining": 0, "total": 1024 } }""";

        Read(Airalo.TryRead, json).For(Activated().State).Command.Should().BeNull();
        Read(Airalo.TryRead, json.Replace("EXPIRED", "FINISHED", StringComparison.Ordinal)).For(Activated().State).Command.Should().NotBeNull();
    }

    [Fact]
    public void Why_it_is_ambiguous_is_said_in_numbers() =>
        Read(EsimAccess.TryRead, """{ "notifyType": "DATA_USAGE", "content": { "totalVolume": 2147483648, "orderUsage": 5, "lastUpdateTime": "2026-02-08T04:00:00Z" } }""").For(Second().State)
            .WhyNot!.ToString().Should().Be(
                "$.content.orderUsage: found a counter of 2147483648 bytes in all; expected one of the 1073741824 bytes that are included in the current period, begun with it");

    [Theory]
    [InlineData("giga-store", "RELEASED", "iccid", "profileState")]
    [InlineData("1global", "Released", "iccid", "status")]
    [InlineData("esim-go", "Released", "iccid", "profileStatus")]
    public void Released_means_deleted_for_a_subscription_that_knows_it_as_installed(string platform, string text, string profile, string state)
    {
        var utf8 = Encoding.UTF8.GetBytes($$"""{ "{{profile}}": "8988211000000530082", "{{state}}": "{{text}}" }""");
        var bound = Activated().Bound(Scenario.Phone);
        var installed = bound.When(new ReportProfile(ProfileState.Installed) { Device = Scenario.Phone, Iccid = Iccid.Parse("8988211000000530082") }, Caller.System).State;

        var notice = Read(ReaderOf(platform), utf8);

        notice.For(Activated().State).Command.Should().Be(new ReportProfile(ProfileState.Released) { Iccid = notice.Iccid });
        notice.For(installed).Command.Should().Be(new ReportProfile(ProfileState.Deleted) { Iccid = notice.Iccid });
    }

    [Fact]
    public void Any_other_notice_stays_as_it_is()
    {
        foreach (var (_, _, read, utf8) in All)
        {
            if (!read(utf8, out var notices, out _))
                continue;
            foreach (var notice in notices.Where(notice => notice.WhyNot?.Code != NoticeFaultCode.Ambiguous))
                notice.For(Second().State).Should().BeSameAs(notice);
        }
    }
}
