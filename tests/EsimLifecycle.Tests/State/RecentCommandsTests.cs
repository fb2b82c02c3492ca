namespace EsimLifecycle.Tests;

public class RecentCommandsTests
{
    [Fact]
    public void What_is_remembered_is_bounded_and_read_again_whole()
    {
        RecentCommands recent = default;
        for (var i = 0; i < 300; i++)
        {
            recent = recent.Add(Of(i));
            var all = recent.ToArray();
            all.Should().Equal(Enumerable.Range(i + 1 - all.Length, all.Length).Select(Of));
            all.Length.Should().BeInRange(Math.Min(i + 1, RecentCommands.Remembered), RecentCommands.Max);
            all.Should().AllSatisfy(each => recent.Match(each).Should().Be(RecentMatch.Same));
            recent.Match(Of(i + 1)).Should().Be(RecentMatch.New);
            recent.Match(Of(i) with { Digest = -1 }).Should().Be(RecentMatch.OtherContent);
            recent.Match(all[0] with { Digest = -1 }).Should().Be(RecentMatch.OtherContent);
            RecentCommands.Of(all).Should().Be(recent);
            recent.OnlyNewest().ToArray().Should().Equal(Of(i));
        }
    }

    [Fact]
    public void States_share_what_they_remember_and_differ_in_what_they_do_not()
    {
        var some = RecentCommands.Of([.. Enumerable.Range(0, 70).Select(Of)]);
        var (one, other) = (some.Add(Of(100)), some.Add(Of(101)));
        (one.Match(Of(100)), one.Match(Of(101)), other.Match(Of(101)), some.Match(Of(100))).Should()
            .Be((RecentMatch.Same, RecentMatch.New, RecentMatch.Same, RecentMatch.New));
        one.Should().NotBe(other);
    }

    [Fact]
    public void Both_contents_of_an_id_are_known_wherever_they_stand()
    {
        var (first, later) = (Of(0), Of(0) with { Digest = 7 });
        var recent = RecentCommands.Of([first, .. Enumerable.Range(1, 20).Select(Of), later]);
        (recent.Match(first), recent.Match(later), recent.Match(first with { Digest = 8 })).Should()
            .Be((RecentMatch.Same, RecentMatch.Same, RecentMatch.OtherContent));
    }

    [Fact]
    public void A_line_that_has_lived_long_stays_small()
    {
        var scenario = Scenario.With().Activated();
        for (var i = 0; i < 200; i++)
            scenario.When(new UpdateContact(new PersonalReference($"contact-{i % 2}")), id: $"5f0c6a52-93b1-4d1e-8a77-{i:D12}").Then<ContactUpdated>();

        LifecycleJson.Write(scenario.State).Length.Should().BeLessThan(6_000);
    }

    private static RecentCommand Of(int i) => RecentCommand.Of(new CommandId($"message-{i}"), new CommandDigest(i));
}
