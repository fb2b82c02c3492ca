using System.Globalization;
using static EsimLifecycle.Tests.LineTests;
using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

/// <summary>A status page shows what there is to say of a subscription, and nothing else.</summary>
public class DescriptionTests
{
    [Fact]
    public void Before_it_is_opened_there_is_only_its_status() =>
        Subscription.None.Describe(Cultures[0], Jakarta).Should().Equal(new DescriptionLine(DescriptionLineKind.Status, "Status", "not opened"));

    [Theory]
    [InlineData("en-GB", "Status: active", "Paid: up to and including 27 February 2026", "Balance: USD 5.00", "Auto-renewal: on, by card", "Device: phone 89049032123451234512345678901235")]
    [InlineData("zh-CN", "状态: 使用中", "已付费: 至2026年2月27日（含当日）", "余额: USD 5.00", "自动续费: 已开启，银行卡", "设备: 手机 89049032123451234512345678901235")]
    [InlineData("id-ID", "Status: aktif", "Sudah dibayar: sampai dengan 27 Februari 2026", "Saldo: USD 5,00", "Perpanjangan otomatis: aktif, dengan kartu", "Perangkat: ponsel 89049032123451234512345678901235")]
    public void It_is_in_the_readers_language(string culture, params string[] expected) =>
        Lines(With().Activated().Bound(Phone).ToppedUp("USD 5.00").When(new SetAutoRenewal(true)), culture).Should().Contain(expected);

    [Fact]
    public void Lines_of_a_kind_stand_together_in_the_order_of_their_kinds() =>
        With().Activated().Bound(Phone, Watch).State.Describe(Cultures[0], Jakarta).Select(line => line.Kind).Should().BeInAscendingOrder();

    [Fact]
    public void Once_closed_it_says_what_comes_after()
    {
        var lines = Lines(With().Activated().ToppedUp("USD 5.00").Requested(), "en-GB");

        lines.Should().Contain(line => line.StartsWith("Status: closed on ", StringComparison.Ordinal) && line.EndsWith(": cancelled by the customer", StringComparison.Ordinal));
        lines.Should().Contain(line => line.StartsWith("Refund: USD 5.00 of payment ", StringComparison.Ordinal));
        lines.Should().NotContain(line => line.StartsWith("Balance:", StringComparison.Ordinal) || line.StartsWith("Auto-renewal:", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_state_of_every_life_is_described_in_each_language()
    {
        var seen = new HashSet<DescriptionLineKind>();
        foreach (var (_, history) in GoldenLives.All)
        {
            var state = Subscription.None;
            foreach (var @event in history)
            {
                state = Lifecycle.Evolve(state, @event);
                foreach (var culture in Cultures)
                    IsDescribed(state, culture, seen);
            }
        }

        Enum.GetValues<DescriptionLineKind>().Except(seen).Should().BeSubsetOf([DescriptionLineKind.NextPlan]);
    }

    private static void IsDescribed(Subscription state, CultureInfo culture, HashSet<DescriptionLineKind> seen)
    {
        foreach (var line in state.Describe(culture, Jakarta))
        {
            seen.Add(line.Kind);
            FindFault(line.Text).Should().BeNull("{0} in {1}", line, culture);
            line.Label.Should().NotBeEmpty();
        }
    }

    private static IEnumerable<string> Lines(Scenario life, string culture) =>
        life.State.Describe(new CultureInfo(culture), Jakarta).Select(line => $"{line.Label}: {line.Text}");
}
