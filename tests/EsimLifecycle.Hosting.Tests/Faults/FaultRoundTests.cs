using EsimLifecycle.Hosting.Faults;

namespace EsimLifecycle.Hosting.Tests;

/// <summary>
/// Five rounds of each fault; more of them, and the table, by <c>dotnet run -c Release --project tests/EsimLifecycle.Hosting.Faults -- --rounds 50</c>.
/// </summary>
[Trait("speed", "slow")]
public sealed class SqliteFaultTests
{
    [Theory]
    [InlineData("kill")]
    [InlineData("race")]
    [InlineData("handler")]
    [InlineData("clock")]
    [InlineData("disk")]
    public Task What_was_promised_is_kept(string fault) => FaultRounds.RunAsync(fault, "sqlite");
}

/// <summary>The same on PostgreSQL, which fails as well, and so does the way to it.</summary>
[Trait("speed", "slow")]
public sealed class PostgresFaultTests
{
    [Theory]
    [InlineData("kill")]
    [InlineData("server")]
    [InlineData("race")]
    [InlineData("silo")]
    [InlineData("handler")]
    [InlineData("clock")]
    [InlineData("silence")]
    public Task What_was_promised_is_kept(string fault) => FaultRounds.RunAsync(fault, "postgres");
}

file static class FaultRounds
{
    private const int Count = 5;

    public static async Task RunAsync(string fault, string store)
    {
        if (Rounds.Missing(fault, store) is { } reason && (fault == "disk" || Environment.GetEnvironmentVariable("CI") != "true"))
            Assert.Skip(reason);
        var brought = await Rounds.RunAsync(fault, store, Count, seed: 1);

        brought.Found.Should().HaveCount(Count).And.OnlyContain(each => each.Acknowledged > 0);
    }
}
