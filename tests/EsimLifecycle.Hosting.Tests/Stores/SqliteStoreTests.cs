using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace EsimLifecycle.Hosting.Tests;

public sealed class SqliteStoreTests : StoreTests
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("esim-sqlite-");

    private string File => Path.Combine(_directory.FullName, "subscriptions.db");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Each_statement_finds_its_rows_by_a_key_or_an_index()
    {
        await OpenStoreAsync();
        foreach (var (name, sql) in SqlOf.All(typeof(SqliteSubscriptionStore)))
        {
            var plan = await QueryAsync($"EXPLAIN QUERY PLAN {sql}", 3);

            // A partial index has only what waits; of policies there are few.
            plan.Where(step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("INDEX subscription_", StringComparison.Ordinal) && step != "SCAN policy")
                .Should().BeEmpty($"{name} is not to read a whole table");
            plan.Should().NotContain(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal), $"{name} is not to sort");
        }
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        await System.IO.File.WriteAllTextAsync(File, new string('x', 4096), Cancel);

        await RefusedAsync(File, "*subscriptions.db' is no SQLite database; expected one of subscriptions*");

        (await System.IO.File.ReadAllTextAsync(File, Cancel)).Should().Be(new string('x', 4096));
    }

    [Fact]
    public async Task A_directory_and_one_that_is_missing_are_named()
    {
        await RefusedAsync(_directory.FullName, "*is a directory; expected a file.");
        await RefusedAsync(Path.Combine(_directory.FullName, "missing", "subscriptions.db"), "The directory *missing', in which the file 'subscriptions.db' is to be, does not exist*");
    }

    [Fact]
    public async Task A_file_that_can_only_be_read_is_refused()
    {
        await OpenStoreAsync();

        await RefusedAsync($"Data Source={File};Mode=ReadOnly", "*can only be read*");
    }

    [Fact]
    public async Task Tables_of_others_beside_its_own_are_no_harm()
    {
        await RunAsync("CREATE TABLE shop (a integer)");

        await OpenStoreAsync();

        (await QueryAsync("SELECT name FROM sqlite_master", 0)).Should().Contain(["event", "shop"]);
    }

    [Fact]
    public async Task Readers_do_not_wait_for_the_writer()
    {
        await OpenStoreAsync();

        (await QueryAsync("PRAGMA journal_mode", 0)).Should().Equal("wal");
    }

    [Theory]
    [InlineData("")]
    [InlineData(":memory:")]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=x;Mode=Memory")]
    [InlineData("Dato Source=x")]
    public void What_names_no_file_is_refused_where_it_is_written(string text) =>
        FluentActions.Invoking(() => new ServiceCollection().AddEsimLifecycle().UseSqlite(text)).Should().Throw<ArgumentException>();

    [Fact]
    public async Task A_store_that_is_closed_says_so()
    {
        var store = (SqliteSubscriptionStore)await OpenStoreAsync();
        await store.DisposeAsync();

        await FluentActions.Awaiting(() => store.AppendAsync([Opened("line-1")], Cancel).AsTask()).Should().ThrowAsync<ObjectDisposedException>();
    }

    protected override ValueTask<ISubscriptionStore> MakeAsync() => new(new SqliteSubscriptionStore(File));

    protected override async Task RunAsync(string sql) => await QueryAsync(sql, 0);

    protected override async Task<IReadOnlyList<string>> TablesAsync() => await QueryAsync("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY sql", 0);

    private async Task<List<string>> QueryAsync(string sql, int column)
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var command = new SqliteCommand(sql, connection);
        for (var i = 1; i <= 9 && sql.Contains($"${i}", StringComparison.Ordinal); i++)
            command.Parameters.AddWithValue($"${i}", 1L);
        await using var rows = await command.ExecuteReaderAsync(Cancel);
        List<string> found = [];
        while (await rows.ReadAsync(Cancel))
            found.Add(rows.GetString(column));
        return found;
    }

    private static async Task RefusedAsync(string text, string message)
    {
        await using var store = new SqliteSubscriptionStore(text);
        await FluentActions.Awaiting(() => store.OpenAsync(Cancel).AsTask()).Should().ThrowAsync<InvalidOperationException>().WithMessage(message);
    }
}
