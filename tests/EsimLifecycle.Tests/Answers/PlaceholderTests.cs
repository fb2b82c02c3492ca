using System.Globalization;

namespace EsimLifecycle.Tests;

/// <summary>A text is told with its facts, and does without those that are not there.</summary>
public class PlaceholderTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("{a}", "A")]
    [InlineData("{a} and {x}", "A and ?")]
    [InlineData("[with {a}]", "with A")]
    [InlineData("[with {x}]", "")]
    [InlineData("[with {a} and {x}]", "")]
    [InlineData("[with {x}|without]", "without")]
    [InlineData("[with {x}|with {a}|without]", "with A")]
    [InlineData("[with {a}|without]", "with A")]
    [InlineData("[{x}|{y}]", "")]
    [InlineData("({a}[, {x}])[, {b}]", "(A), B")]
    [InlineData("[out {a}[, in {x}]]", "out A")]
    [InlineData("[out {x}[, in {a}]]", "")]
    [InlineData("[out[ {x}| {a}]|not]", "out A")]
    [InlineData("a|b", "a|b")]
    [InlineData("[{brace}]", "{a}")]
    public void Brackets_are_told_where_their_facts_are_there(string text, string expected) => Placeholder.Fill(text, Tell, "?").Should().Be(expected);

    [Theory]
    [InlineData("[")]
    [InlineData("]")]
    [InlineData("[a")]
    [InlineData("a]")]
    [InlineData("[a|")]
    [InlineData("[[a]")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("{}")]
    [InlineData("{:end}")]
    [InlineData("{a")]
    [InlineData("[{a]}")]
    [InlineData("{a{b}")]
    public void Braces_and_brackets_have_their_partners(string text) => Placeholder.List(text).Should().BeNull();

    [Fact]
    public void All_placeholders_are_listed_in_order() =>
        Placeholder.List("{a} [{b:end}[ {c}]|{d:by}]").Should().Equal(new("a", ""), new("b", "end"), new("c", ""), new("d", "by"));

    /// <summary>An end at midnight is told by the day that ends there, and any other by its moment.</summary>
    [Theory]
    [InlineData("en-GB", "2026-02-28T17:00:00Z", "The number is kept up to and including 28 February 2026 and then released", "The documents are expected by the end of 28 February 2026", "Service ends at the end of 28 February 2026")]
    [InlineData("en-GB", "2026-02-28T16:59:00Z", "The number is kept until 28 February 2026 at 23:59 and then released", "The documents are expected by 28 February 2026 at 23:59", "Service ends on 28 February 2026 at 23:59")]
    [InlineData("zh-CN", "2026-02-28T17:00:00Z", "号码保留至2026年2月28日（含当日），之后释放", "须于2026年2月28日结束前提交材料", "服务于2026年2月28日结束时终止")]
    [InlineData("zh-CN", "2026-02-28T16:59:00Z", "号码保留至2026年2月28日 23:59，之后释放", "须于2026年2月28日 23:59前提交材料", "服务于2026年2月28日 23:59终止")]
    [InlineData("id-ID", "2026-02-28T17:00:00Z", "Nomor disimpan sampai dengan 28 Februari 2026, lalu dilepas", "Dokumen ditunggu paling lambat akhir hari 28 Februari 2026", "Layanan berakhir pada akhir hari 28 Februari 2026")]
    [InlineData("id-ID", "2026-02-28T16:59:00Z", "Nomor disimpan sampai 28 Februari 2026 pukul 23.59, lalu dilepas", "Dokumen ditunggu paling lambat 28 Februari 2026 pukul 23.59", "Layanan berakhir pada 28 Februari 2026 pukul 23.59")]
    [InlineData("de-DE", "2026-02-28T17:00:00Z", "The number is kept up to and including 2026-02-28 and then released", "The documents are expected by the end of 2026-02-28", "Service ends at the end of 2026-02-28")]
    public void Ends_are_told_by_their_last_day(string culture, string due, string until, string by, string end)
    {
        var moment = NodaTime.Text.InstantPattern.ExtendedIso.Parse(due).Value;
        Explain(DeadlineKind.NumberRelease).Should().Be(until);
        Explain(DeadlineKind.Documents).Should().Be(by);
        Explain(DeadlineKind.ServiceEnd).Should().Be(end);

        string Explain(DeadlineKind kind) => new Deadline(moment, kind).Explain(new CultureInfo(culture), LineTests.Jakarta);
    }

    [Theory]
    [InlineData(0, "0 bytes left")]
    [InlineData(1023, "1,023 bytes left")]
    [InlineData(1024, "1 KB left")]
    [InlineData(1610612736, "1.5 GB left")]
    [InlineData(long.MaxValue, "8 EB left")]
    public void Data_is_told_in_the_largest_unit(long bytes, string expected) =>
        new DataLow { LeftBytes = bytes }.Explain(CultureInfo.InvariantCulture, DateTimeZone.Utc).Should().EndWith(expected);

    private static string? Tell(Placeholder placeholder) => placeholder.Name switch
    {
        "a" => "A",
        "b" => "B",
        "brace" => "{a}",
        _ => null,
    };
}
