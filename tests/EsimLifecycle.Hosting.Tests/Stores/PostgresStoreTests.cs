using System.Text.RegularExpressions;
using EsimLifecycle.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EsimLifecycle.Hosting.Tests;

public sealed class PostgresStoreTests(PostgresFixture postgres) : StoreTests
{
    private NpgsqlDataSource _source = null!;

    public override async ValueTask InitializeAsync() => _source = NpgsqlDataSource.Create(await postgres.MakePlaceAsync());

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_source is not null)
            await _source.DisposeAsync();
    }

    [Fact]
    public async Task Each_statement_finds_its_rows_by_a_key_or_an_index()
    {
        await OpenStoreAsync();
        await using var connection = await _source.OpenConnectionAsync(Cancel);
        foreach (var (name, sql) in SqlOf.All(typeof(PostgresSubscriptionStore)))
        {
            // Where there is an index it is taken, and what has none is found so although the tables are empty.
            var parameters = Regex.Matches(sql, @"\$(\d)").Select(match => match.Value).Distinct().Count();
            var arguments = parameters == 0 ? "" : $"({string.Join(", ", Enumerable.Repeat("NULL", parameters))})";
            await using var command = new NpgsqlCommand($"SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan; PREPARE it AS {sql}; EXPLAIN EXECUTE it{arguments}", connection);
            List<string> plan = [];
            await using (var rows = await command.ExecuteReaderAsync(Cancel))
            {
                while (await rows.ReadAsync(Cancel))
                    plan.Add(rows.GetString(0));
            }

            plan.Where(step => step.Contains("Seq Scan", StringComparison.Ordinal) && !step.Contains("policy", StringComparison.Ordinal))
                .Should().BeEmpty($"{name} is not to read a whole table:\n{string.Join('\n', plan)}");
            plan.Where(step => step.Contains("subscription_pkey", StringComparison.Ordinal) && !plan.Any(each => each.Contains("Index Cond", StringComparison.Ordinal))).Should().BeEmpty();
            await using var end = new NpgsqlCommand("DEALLOCATE it", connection);
            await end.ExecuteNonQueryAsync(Cancel);
        }
    }

    [Fact]
    public async Task Events_are_spread_over_sixteen_partitions_by_subscription()
    {
        var store = await OpenStoreAsync();
        await store.AppendAsync([.. Enumerable.Range(0, 200).Select(n => Opened($"line-{n}"))], Cancel);

        (await QueryAsync("SELECT DISTINCT tableoid::regclass::text FROM event")).Should().HaveCount(16);
    }

    [Fact]
    public async Task A_wrong_connection_is_told_without_its_password()
    {
        var wrong = new NpgsqlConnectionStringBuilder(_source.ConnectionString) { Database = "nowhere", Password = "secret" };
        await RefusedAsync(wrong.ToString(), "The database 'nowhere' of '127.0.0.1', port *, can't be used by 'postgres'; expected *\"nowhere\" does not exist");
        wrong.Port = 1;
        await RefusedAsync(wrong.ToString(), "The database 'nowhere' of '127.0.0.1', port 1, can't be used*");
        wrong.Host = "nowhere.invalid";
        await RefusedAsync(wrong.ToString(), "The database 'nowhere' of 'nowhere.invalid', port 1, can't be used*");
        wrong = new NpgsqlConnectionStringBuilder(_source.ConnectionString) { SearchPath = "nowhere" };
        await RefusedAsync(wrong.ToString(), "*no schema has been selected*");
    }

    [Fact]
    public async Task Who_may_not_make_tables_may_use_those_that_are_there()
    {
        var role = $"role_{Guid.NewGuid():N}";
        var place = new NpgsqlConnectionStringBuilder(_source.ConnectionString);
        await RunAsync($"CREATE ROLE {role} LOGIN; GRANT USAGE ON SCHEMA {place.SearchPath} TO {role}");
        place.Username = role;
        await RefusedAsync(place.ToString(), $"*permission denied for schema {place.SearchPath}");

        await OpenStoreAsync();
        await RunAsync($"GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA {place.SearchPath} TO {role}; GRANT DELETE ON snapshot TO {role}");

        await using var store = new PostgresSubscriptionStore(place.ToString());
        await store.OpenAsync(Cancel);
        var opened = Opened("line-1");
        (await store.AppendAsync([opened], Cancel)).Should().Equal(true);
        (await store.ClaimDeliveriesAsync(Now, Now, 10, Cancel)).Count.Should().BeLessThan(2);
        await store.SaveSnapshotAsync(opened.Decision.Subscription, Cancel);
        (await store.ReplaceEventsAsync(new("line-1"), opened.Decision.Events, Cancel)).Should().BeTrue();
        (await store.ReadSnapshotAsync(new("line-1"), Cancel)).Should().Be(Subscription.None);
        await RunAsync("DROP TABLE snapshot");
        (await store.ReplaceEventsAsync(new("line-1"), opened.Decision.Events, Cancel)).Should().BeTrue("there is none to take away");
    }

    [Fact]
    public async Task A_connection_that_goes_silent_ends_and_another_goes_on()
    {
        var place = new NpgsqlConnectionStringBuilder(_source.ConnectionString);
        await using var line = new SilentLine(place.Port);
        place.Port = line.Port;
        place.CommandTimeout = 1;
        await using var store = new PostgresSubscriptionStore(place.ToString());
        await store.OpenAsync(Cancel);
        var opened = Opened("line-1");
        await store.AppendAsync([opened], Cancel);

        line.Silence();
        await FluentActions.Awaiting(() => store.AppendAsync([Changed(opened, "m-1")], Cancel).AsTask()).Should().ThrowAsync<NpgsqlException>();
        line.Restore();

        (await store.AppendAsync([Opened("line-2")], Cancel)).Should().Equal(true);
        (await store.ReadAsync(new("line-1"), 0, Cancel).CountAsync(Cancel)).Should().BeInRange(1, 2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Database=shop")]
    [InlineData("Hots=localhost")]
    public void What_is_no_connection_string_is_refused_where_it_is_written(string text) =>
        FluentActions.Invoking(() => new ServiceCollection().AddEsimLifecycle().UsePostgres(text)).Should().Throw<ArgumentException>();

    protected override ValueTask<ISubscriptionStore> MakeAsync() => new(new PostgresSubscriptionStore(_source));

    protected override async Task RunAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    protected override async Task<IReadOnlyList<string>> TablesAsync() =>
        await QueryAsync("SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY 1");

    private async Task<List<string>> QueryAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync(Cancel);
        List<string> found = [];
        while (await rows.ReadAsync(Cancel))
            found.Add(rows.GetString(0));
        return found;
    }

    private static async Task RefusedAsync(string connection, string message)
    {
        await using var store = new PostgresSubscriptionStore(connection);
        (await FluentActions.Awaiting(() => store.OpenAsync(Cancel).AsTask()).Should().ThrowAsync<InvalidOperationException>().WithMessage(message))
            .Which.Message.Should().NotContain("secret");
    }
}
