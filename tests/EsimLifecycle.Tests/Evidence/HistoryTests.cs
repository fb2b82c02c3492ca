using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EsimLifecycle.Tests;

/// <summary>A sealed history: what is changed is found, what is erased is gone, and the chain holds.</summary>
public class HistoryTests
{
    public static readonly HistorySalt Salt = new([.. Enumerable.Range(1, HistorySalt.Size).Select(n => (byte)n)]);

    private static readonly LifecycleEvent[] Events = GoldenLives.Of("story-2-axis-travel");
    private static readonly ValueList<SealedRecord> Records = History.Seal(Events, Salt);
    private static readonly byte[] Lines = History.WriteLines(Records);

    [Fact]
    public void What_was_sealed_is_intact_and_gives_its_events_back()
    {
        History.Verify(Records, Salt, Records[^1].Head).Should().Be(new HistoryVerdict(Records[^1].Head, Fault: null, ErasedRecords: 0));

        History.ReadEvents(Records).Should().Equal(Events);
        Lifecycle.Replay(History.ReadEvents(Records)).Should().Be(Lifecycle.Replay(Events));
    }

    [Fact]
    public void Each_decision_is_sealed_onto_the_head_that_is_there()
    {
        HistoryHead head = default;
        var appended = new List<SealedRecord>();
        foreach (var @event in Events)
        {
            appended.AddRange(History.Seal([@event], Salt, after: head));
            head = appended[^1].Head;
        }

        appended.Should().Equal(Records);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("[\"x\"]")]
    [InlineData("\"\\ud800\"")]
    public void A_personal_value_without_a_pseudonym_is_no_record_and_no_exception(string pseudonym)
    {
        var line = Records.First(record => record.Pseudonyms > 0).ToString();
        var value = line.IndexOf("\":\"", line.IndexOf("\"personal\"", StringComparison.Ordinal), StringComparison.Ordinal) + 2;
        var changed = line[..value] + pseudonym + line[(line.IndexOf('"', value + 1) + 1)..];

        SealedRecord.TryParse(changed, out _).Should().BeFalse();
        FluentActions.Invoking(() => SealedRecord.Parse(changed)).Should().Throw<FormatException>();
        History.VerifyLines(Encoding.UTF8.GetBytes(changed + "\n"), Salt).Fault.Should().Be(new HistoryFault(HistoryFaultKind.Altered, 1, 1));
        FluentActions.Invoking(() => History.ReadLines(Encoding.UTF8.GetBytes(changed + "\n"))).Should().Throw<FormatException>();
    }

    [Fact]
    public void Records_are_lines_of_JSON_that_are_read_back()
    {
        History.ReadLines(Lines).Should().Equal(Records);
        SealedRecord.Parse(Records[0].ToString()).Should().Be(Records[0]);
        JsonNode.Parse(Records[0].ToString())!.AsObject().Select(property => property.Key)
            .Should().Equal("digest", "personal", "sealed");
    }

    [Fact]
    public void Any_language_can_verify_the_chain_by_its_text_and_the_personal_values_by_the_salt()
    {
        var previous = new string('0', 64);
        foreach (var line in Encoding.UTF8.GetString(Lines).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var record = JsonNode.Parse(line)!;
            var digest = (string)record["digest"]!;

            ((string?)record["sealed"]!["previous"]).Should().Be(previous);
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line.Split(",\"sealed\":", 2)[1][..^1]))).Should().Be(digest);
            previous = digest;
            foreach (var (typed, pseudonym) in record["personal"]?.AsObject() ?? [])
            {
                if (typed.StartsWith("PersonalReference:", StringComparison.Ordinal))
                {
                    var hash = HMACSHA256.HashData(Convert.FromHexString(Salt.ToString()), Encoding.UTF8.GetBytes(typed));
                    ((string?)pseudonym).Should().Be("pseudonym-" + Convert.ToHexStringLower(hash)[..32]);
                }
            }
        }
    }

    [Fact]
    public void A_changed_record_is_named()
    {
        for (var i = 0; i < Records.Count; i++)
        {
            var changed = Encoding.UTF8.GetString(History.WriteLines([Records[i]])).Replace("\"at\":\"20", "\"at\":\"21", StringComparison.Ordinal);
            byte[] lines = [.. History.WriteLines(Records.Take(i)), .. Encoding.UTF8.GetBytes(changed), .. History.WriteLines(Records.Skip(i + 1))];

            History.VerifyLines(lines, Salt).Fault.Should().Be(new HistoryFault(HistoryFaultKind.Altered, i + 1, i + 1));
        }
    }

    [Fact]
    public void A_removed_record_is_named()
    {
        for (var i = 0; i < Records.Count - 1; i++)
            Fault([.. Records.Where((_, index) => index != i)]).Should().Be(new HistoryFault(HistoryFaultKind.Missing, i + 1, i + 1));
    }

    [Fact]
    public void Two_swapped_records_are_named()
    {
        for (var i = 0; i < Records.Count; i++)
        {
            for (var j = i + 1; j < Records.Count; j++)
            {
                var swapped = Records.ToArray();
                (swapped[i], swapped[j]) = (swapped[j], swapped[i]);

                Fault(swapped).Should().Be(new HistoryFault(HistoryFaultKind.Reordered, i + 1, j + 1));
            }
        }
    }

    [Fact]
    public void A_record_that_is_there_twice_is_named()
    {
        for (var i = 0; i < Records.Count; i++)
            Fault([.. Records.Take(i + 1), .. Records.Skip(i)]).Should().Be(new HistoryFault(HistoryFaultKind.Duplicated, i + 2, i + 1));
    }

    [Fact]
    public void A_history_that_ends_before_its_known_head_is_found()
    {
        for (var i = 0; i < Records.Count; i++)
            Fault([.. Records.Take(i)]).Should().Be(new HistoryFault(HistoryFaultKind.Truncated, i + 1, i + 1));
        History.Verify(Records.Take(3), Salt).IsIntact.Should().BeTrue("nobody told where it ends");
        History.Verify(Records, Salt, Records[2].Head).IsIntact.Should().BeTrue("it has only grown since");
    }

    [Fact]
    public void A_record_that_was_written_anew_with_its_digest_does_not_fit_the_next_one()
    {
        var other = History.Seal([Events[4] with { At = Events[4].At - Duration.FromSeconds(1) }], Salt, Records[3].Head)[0];

        Fault([.. Records.Take(4), other, .. Records.Skip(5)]).Should().Be(new HistoryFault(HistoryFaultKind.Replaced, 6, 6));
        Fault([.. Records.Take(4), other, .. Records.Skip(4)]).Should().Be(new HistoryFault(HistoryFaultKind.Replaced, 6, 6));
    }

    [Fact]
    public void A_history_that_was_written_anew_as_a_whole_does_not_fit_the_known_head() =>
        Fault(History.Seal([.. Events[..^1], Events[^1] with { At = Events[^1].At + Duration.FromSeconds(1) }], Salt))
            .Should().Be(new HistoryFault(HistoryFaultKind.Replaced, Records.Count, Records.Count));

    [Fact]
    public void With_another_salt_no_personal_value_is_the_one_that_was_sealed() =>
        History.Verify(Records, new HistorySalt([.. Enumerable.Repeat((byte)7, HistorySalt.Size)])).Fault.Should().Be(new HistoryFault(HistoryFaultKind.Altered, 1, 1));

    [Fact]
    public void A_personal_value_that_was_exchanged_or_taken_away_is_found()
    {
        var line = Records[0].ToString();
        var first = JsonNode.Parse(line)!["personal"]!.AsObject().First();
        var exchanged = SealedRecord.Parse(line.Replace(first.Key, first.Key + "2", StringComparison.Ordinal));
        var less = SealedRecord.Parse(line.Replace($"\"{first.Key}\":\"{first.Value}\",", "", StringComparison.Ordinal));

        exchanged.Should().NotBe(Records[0]);
        less.Should().NotBe(Records[0]);
        Fault([exchanged, .. Records.Skip(1)]).Should().Be(new HistoryFault(HistoryFaultKind.Altered, 1, 1));
        Fault([less, .. Records.Skip(1)]).Should().Be(new HistoryFault(HistoryFaultKind.Altered, 1, 1));
    }

    [Fact]
    public void Without_the_salt_personal_values_are_not_taken_for_verified() =>
        History.Verify(Records).Fault.Should().Be(new HistoryFault(HistoryFaultKind.Unverified, 1, 1));

    [Fact]
    public void Nothing_that_is_no_history_throws()
    {
        foreach (var text in new[] { "", "\n", "{}\n", "null\n", "{\"sequence\":1}\n", "\u00ff\n", new string('[', 1000) + "\n", Records[0].ToString(), Records[0] + "\r\n", " " + Records[0] + "\n" })
            History.VerifyLines(Encoding.UTF8.GetBytes(text), Salt, Records[^1].Head).IsIntact.Should().BeFalse();
        SealedRecord.TryParse("{}", out _).Should().BeFalse();
        FluentActions.Invoking(() => SealedRecord.Parse("{}")).Should().Throw<FormatException>();
        FluentActions.Invoking(() => History.ReadLines("\n"u8)).Should().Throw<FormatException>().WithMessage("Line 1: *");
    }

    [Fact]
    public void What_does_not_follow_the_head_is_not_sealed()
    {
        FluentActions.Invoking(() => History.Seal(Events.Skip(1), Salt)).Should().Throw<ArgumentException>().WithMessage("*number 2; expected 1*");
        FluentActions.Invoking(() => History.Seal(Events, default)).Should().Throw<ArgumentException>().WithMessage("The salt is none*");
    }

    [Fact]
    public void A_salt_is_32_random_bytes()
    {
        HistorySalt.Parse(Salt.ToString()).Should().Be(Salt);
        FluentActions.Invoking(() => new HistorySalt(new byte[31])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new HistorySalt(new byte[32])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => HistorySalt.Parse("01")).Should().Throw<FormatException>();
        HistorySalt.TryParse(new string('0', 64), out _).Should().BeFalse();
        default(HistorySalt).IsNone.Should().BeTrue();
    }

    private static HistoryFault? Fault(IEnumerable<SealedRecord> records) => History.Verify(records, Salt, Records[^1].Head).Fault;
}
