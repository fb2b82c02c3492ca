using EsimLifecycle.Hosting.Testing;
using Npgsql;

namespace EsimLifecycle.Hosting.Tests;

public sealed class PostgresServerTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_committed_outlives_the_killing_of_the_server()
    {
        // Not the one of the other tests.
        await postgres.ServerAsync();
        await using var server = await PostgresServer.StartAsync();
        await RunAsync("CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)");

        await server.KillAsync();
        await FluentActions.Awaiting(() => RunAsync("SELECT n FROM kept")).Should().ThrowAsync<NpgsqlException>();
        await server.StartAgainAsync();

        (await RunAsync("SELECT n FROM kept")).Should().Be(7);
        (await RunAsync("SHOW fsync")).Should().Be("on");
        server.ProcessorTime().Should().BePositive();

        async Task<object?> RunAsync(string sql)
        {
            await using var source = NpgsqlDataSource.Create(server.ConnectionString + ";Pooling=false");
            await using var command = source.CreateCommand(sql);
            return await command.ExecuteScalarAsync(Cancel);
        }
    }

    [Fact]
    public async Task A_server_leaves_nothing_behind()
    {
        await postgres.ServerAsync();
        var server = await PostgresServer.StartAsync();
        var directory = Path.GetDirectoryName(server.Log)!;
        Directory.Exists(directory).Should().BeTrue();

        await server.DisposeAsync();

        Directory.Exists(directory).Should().BeFalse();
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await FluentActions.Awaiting(() => source.OpenConnectionAsync(Cancel).AsTask()).Should().ThrowAsync<NpgsqlException>();
    }
}
