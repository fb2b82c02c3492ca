using System.Globalization;
using Npgsql;

namespace EsimLifecycle.Hosting;

/// <summary>The tables, how they came to be, and whether what is in a schema are these.</summary>
internal static class PostgresSchema
{
    /// <summary>What makes each version of the one before it; the first makes the tables. Never changed once released: a change is a version more.</summary>
    private static readonly string[] Versions =
    [
        $"""
        CREATE TABLE meta (name text COLLATE "C" PRIMARY KEY, value text NOT NULL);
        INSERT INTO meta (name, value) VALUES ('store', 'EsimLifecycle.Postgres'), ('schema', '1');
        CREATE TABLE policy (name text COLLATE "C" PRIMARY KEY);
        CREATE TABLE subscription (
            id text COLLATE "C" PRIMARY KEY, version bigint NOT NULL, due bigint, claimed bigint, told bigint NOT NULL, told_of_next integer NOT NULL DEFAULT 0,
            tries integer NOT NULL DEFAULT 0, todo bigint, since bigint, dead jsonb) WITH (fillfactor = 70);
        CREATE INDEX subscription_due ON subscription (due) WHERE due IS NOT NULL;
        CREATE INDEX subscription_claimed ON subscription (claimed) WHERE claimed IS NOT NULL;
        CREATE INDEX subscription_todo ON subscription (todo, since) WHERE todo IS NOT NULL;
        CREATE INDEX subscription_dead ON subscription (id) WHERE dead IS NOT NULL;
        CREATE TABLE event (
            subscription text COLLATE "C" NOT NULL, version bigint NOT NULL, json jsonb NOT NULL, message text COLLATE "C", digest text COLLATE "C",
            PRIMARY KEY (subscription, version)) PARTITION BY HASH (subscription);
        {string.Concat(Enumerable.Range(0, 16).Select(n => $"CREATE TABLE event_{n} PARTITION OF event FOR VALUES WITH (MODULUS 16, REMAINDER {n});"))}
        CREATE UNIQUE INDEX event_message ON event (subscription, message) WHERE message IS NOT NULL;
        """,
    ];

    // It may be dropped at any time, so it belongs to no version.
    private const string Snapshots = """CREATE TABLE IF NOT EXISTS snapshot (subscription text COLLATE "C" PRIMARY KEY, version bigint NOT NULL, json jsonb NOT NULL)""";

    // Some number that others are not likely to lock: "esim" in ASCII, twice.
    private const long Lock = 0x6573696D6573696D;

    private static readonly string[] Tables = ["meta", "policy", "subscription", "event"];

    /// <summary>Creates or migrates the tables, all or none of it; several processes may do so at once.</summary>
    /// <exception cref="InvalidOperationException">What is there is something else, or newer. Nothing was changed.</exception>
    public static async Task OpenAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        // Who finds all as it should be needs no right to make tables.
        if (await FindVersionAsync(connection, cancel).ConfigureAwait(false) is { IsWhole: true, Version: var current } && current == Versions.Length)
            return;
        await using var transaction = await connection.BeginTransactionAsync(cancel).ConfigureAwait(false);
        await RunAsync(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({Lock})"), cancel).ConfigureAwait(false);
        for (var version = (await FindVersionAsync(connection, cancel).ConfigureAwait(false)).Version; version < Versions.Length; version++)
            await RunAsync(connection, string.Create(CultureInfo.InvariantCulture, $"{Versions[version]}; UPDATE meta SET value = '{version + 1}' WHERE name = 'schema'"), cancel).ConfigureAwait(false);
        await RunAsync(connection, Snapshots, cancel).ConfigureAwait(false);
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>The version of what is there, 0 if nothing is; and whether the table that may be dropped is there too.</summary>
    private static async Task<(int Version, bool IsWhole)> FindVersionAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var place = $"The schema '{await RunAsync(connection, "SELECT current_schema()", cancel).ConfigureAwait(false)}' of the database '{connection.Database}'";
        var found = ((string[])(await RunAsync(
            connection, "SELECT array_agg(relname::text) FROM pg_class WHERE relnamespace = to_regnamespace(quote_ident(current_schema())) AND relkind IN ('r', 'p', 'v', 'm', 'f')", cancel)
            .ConfigureAwait(false) ?? Array.Empty<string>())).ToHashSet();
        string[] ours = [.. Tables.Where(found.Contains)];
        if (ours.Length == 0)
            return (0, false);
        var version = found.Contains("meta") ? await ReadVersionAsync(connection, cancel).ConfigureAwait(false) : null;
        if (version is not { } known)
            throw new InvalidOperationException($"{place} has a table '{ours[0]}' that this store did not make; expected a schema of subscriptions, or one without such a table. Search Path in the connection string names another.");
        if (known > Versions.Length)
            throw new InvalidOperationException($"{place} has version {known} of the store's tables; this release of EsimLifecycle.Postgres expected {Versions.Length} at the most. A newer release has written it.");
        if (Tables.FirstOrDefault(table => !found.Contains(table)) is { } missing)
            throw new InvalidOperationException($"{place} has version {known} of the store's tables, but no table '{missing}'; expected all of {string.Join(", ", Tables)}.");
        return (known, found.Contains("snapshot"));
    }

    private static async Task<int?> ReadVersionAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        // As JSON a table may have any columns.
        const string Read = "SELECT max(j->>'value') FILTER (WHERE j->>'name' = 'schema') || max(j->>'value') FILTER (WHERE j->>'name' = 'store') FROM (SELECT to_jsonb(m) AS j FROM meta m LIMIT 100) AS rows";
        return await RunAsync(connection, Read, cancel).ConfigureAwait(false) is string text && text.EndsWith("EsimLifecycle.Postgres", StringComparison.Ordinal)
            && int.TryParse(text[..^"EsimLifecycle.Postgres".Length], CultureInfo.InvariantCulture, out var version) && version > 0 ? version : null;
    }

    private static async Task<object?> RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancel).ConfigureAwait(false) is { } value and not DBNull ? value : null;
    }
}
