using EsimLifecycle.Hosting.Testing;

[assembly: AssemblyFixture(typeof(EsimLifecycle.Hosting.Tests.PostgresFixture))]

namespace EsimLifecycle.Hosting.Tests;

/// <summary>The PostgreSQL of the tests, started by the first that needs it and stopped after the last.</summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> _server = new(() => PostgresServer.StartAsync());

    /// <summary>Returns the server. Where it is not installed the test is skipped, except in CI, where it fails.</summary>
    public Task<PostgresServer> ServerAsync()
    {
        if (PostgresServer.Missing is { } reason && Environment.GetEnvironmentVariable("CI") != "true")
            Assert.Skip(reason);
        return _server.Value;
    }

    /// <summary>Returns how to connect to a place of the server in which nothing is.</summary>
    public async Task<string> MakePlaceAsync() => await (await ServerAsync()).MakePlaceAsync();

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated && _server.Value.IsCompletedSuccessfully)
            await _server.Value.Result.DisposeAsync();
    }
}
