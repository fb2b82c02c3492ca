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
            all.Should().Equal(Enumerable.Range(i + 1 - all.Length, all.Length).Select(each => Of(each)));
            all.Length.Should().BeInRange(Math.Min(i + 1, RecentCommands.Remembered), RecentCommands.Max);
            for (var each = i + 1 - all.Length; each <= i; each++)
                (Match(recent, each), Match(recent, each, digest: -1)).Should().Be((RecentMatch.Same, RecentMatch.OtherContent));
            Match(recent, i + 1).Should().Be(RecentMatch.New);
            RecentCommands.Of(all).Should().Be(recent);
            recent.OnlyNewest().ToArray().Should().Equal(Of(i));
        }
    }

    [Fact]
    public void States_share_what_they_remember_and_differ_in_what_they_do_not()
    {
        var some = RecentCommands.Of([.. Enumerable.Range(0, 70).Select(i => Of(i))]);
        var (one, other) = (some.Add(Of(100)), some.Add(Of(101)));
        (Match(one, 100), Match(one, 101), Match(other, 101), Match(some, 100)).Should()
            .Be((RecentMatch.Same, RecentMatch.New, RecentMatch.Same, RecentMatch.New));
        one.Should().NotBe(other);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(60)]
    public void Both_contents_of_an_id_are_known_wherever_they_stand(int between)
    {
        var recent = RecentCommands.Of([Of(0, 5), .. Enumerable.Range(1, between).Select(i => Of(i)), Of(0, 7), Of(100)]);
        (Match(recent, 0, 5), Match(recent, 0, 7), Match(recent, 0, 8)).Should().Be((RecentMatch.Same, RecentMatch.Same, RecentMatch.OtherContent));
    }

    [Fact]
    public void A_line_that_has_lived_long_stays_small()
    {
        var scenario = Scenario.With().Activated();
        for (var i = 0; i < 200; i++)
            scenario.When(new UpdateContact(new PersonalReference($"contact-{i % 2}")), id: $"5f0c6a52-93b1-4d1e-8a77-{i:D12}").Then<ContactUpdated>();

        LifecycleJson.Write(scenario.State).Length.Should().BeLessThan(6_000);
    }

    private static RecentMatch Match(RecentCommands recent, int i, long? digest = null) => recent.Match(Of(i, digest));

    private static RecentCommand Of(int i, long? digest = null) => RecentCommand.Of(new CommandId($"message-{i}"), new CommandDigest(digest ?? i));
}
