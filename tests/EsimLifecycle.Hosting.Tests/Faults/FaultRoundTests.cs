using EsimLifecycle.Hosting.Faults;

namespace EsimLifecycle.Hosting.Tests;

/// <summary>
/// A few rounds of each fault; more of them, and the table, by <c>dotnet run -c Release --project tests/EsimLifecycle.Hosting.Faults -- --rounds 50</c>.
/// </summary>
[Trait("speed", "slow")]
public sealed class SqliteFaultTests
{
    [Theory]
    [InlineData("kill", 5)]
    [InlineData("race", 3)]
    [InlineData("handler", 3)]
    [InlineData("clock", 3)]
    [InlineData("disk", 3)]
    public Task What_was_promised_is_kept(string fault, int rounds) => FaultRounds.RunAsync(fault, "sqlite", rounds);
}

/// <summary>The same on PostgreSQL, which fails as well, and so does the way to it.</summary>
[Trait("speed", "slow")]
public sealed class PostgresFaultTests
{
    [Theory]
    [InlineData("kill", 5)]
    [InlineData("server", 5)]
    [InlineData("race", 3)]
    [InlineData("handler", 3)]
    [InlineData("clock", 3)]
    [InlineData("silence", 3)]
    public Task What_was_promised_is_kept(string fault, int rounds) => FaultRounds.RunAsync(fault, "postgres", rounds);
}

file static class FaultRounds
{
    public static async Task RunAsync(string fault, string store, int rounds)
    {
        if (Rounds.Missing(fault, store) is { } reason && (fault == "disk" || Environment.GetEnvironmentVariable("CI") != "true"))
            Assert.Skip(reason);
        var brought = await Rounds.RunAsync(fault, store, rounds, seed: 1);

        brought.Found.Should().HaveCount(rounds).And.OnlyContain(each => each.Acknowledged > 0);
    }
}
