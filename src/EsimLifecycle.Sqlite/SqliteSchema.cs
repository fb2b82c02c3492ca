using System.Globalization;
using Microsoft.Data.Sqlite;

namespace EsimLifecycle.Hosting;

/// <summary>The tables, how they came to be, and whether what is in a file are these.</summary>
internal static class SqliteSchema
{
    /// <summary>What makes each version of the one before it; the first makes the tables. Never changed once released: a change is a version more.</summary>
    private static readonly string[] Versions =
    [
        """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        INSERT INTO meta (name, value) VALUES ('store', 'EsimLifecycle.Sqlite'), ('schema', '1');
        CREATE TABLE policy (name TEXT PRIMARY KEY) WITHOUT ROWID;
        CREATE TABLE subscription (
            id TEXT PRIMARY KEY, version INTEGER NOT NULL, due INTEGER, claimed INTEGER,
            told INTEGER NOT NULL, told_of_next INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0, todo INTEGER, since INTEGER, dead TEXT) WITHOUT ROWID;
        CREATE INDEX subscription_due ON subscription (due) WHERE due IS NOT NULL;
        CREATE INDEX subscription_claimed ON subscription (claimed) WHERE claimed IS NOT NULL;
        CREATE INDEX subscription_todo ON subscription (todo, since) WHERE todo IS NOT NULL;
        CREATE INDEX subscription_dead ON subscription (id) WHERE dead IS NOT NULL;
        CREATE TABLE event (
            subscription TEXT NOT NULL, version INTEGER NOT NULL, json TEXT NOT NULL, message TEXT, digest TEXT, PRIMARY KEY (subscription, version)) WITHOUT ROWID;
        CREATE UNIQUE INDEX event_message ON event (subscription, message) WHERE message IS NOT NULL;
        """,
    ];

    // It may be dropped at any time, so it belongs to no version.
    private const string Snapshots = "CREATE TABLE IF NOT EXISTS snapshot (subscription TEXT PRIMARY KEY, version INTEGER NOT NULL, json TEXT NOT NULL) WITHOUT ROWID";

    private static readonly string[] Tables = ["meta", "policy", "subscription", "event"];

    /// <summary>Creates or migrates the tables, all or none of it; several processes may do so at once.</summary>
    /// <exception cref="InvalidOperationException">What is there is something else, or newer. Nothing was changed.</exception>
    public static void Open(SqliteSession session, string file)
    {
        if (session.IsReadOnly)
            throw new InvalidOperationException($"The file '{file}' can only be read; expected one of subscriptions that can be read and written.");

        // Before anything is changed, and again once nobody else can change it.
        FindVersion(session, file);
        if (session.Execute("PRAGMA journal_mode = WAL") is not "wal")
            throw new InvalidOperationException($"The file '{file}' can't have a write-ahead log, without which readers and the writer would wait for one another; expected a file on a local disk.");
        session.Execute("BEGIN IMMEDIATE");
        for (var version = FindVersion(session, file); version < Versions.Length; version++)
            session.Execute(string.Create(CultureInfo.InvariantCulture, $"{Versions[version]}; UPDATE meta SET value = '{version + 1}' WHERE name = 'schema'"));
        session.Execute(Snapshots);
        session.Execute("COMMIT");
    }

    /// <summary>The version of what is there; 0 if nothing is.</summary>
    private static int FindVersion(SqliteSession session, string file)
    {
        HashSet<string> found = [];
        using (var rows = session.Query("SELECT lower(name) FROM sqlite_master WHERE type IN ('table', 'view')"))
        {
            while (rows.Read())
                found.Add(rows.GetString(0));
        }

        string[] ours = [.. Tables.Where(found.Contains)];
        if (ours.Length == 0)
            return 0;
        var version = found.Contains("meta") ? ReadVersion(session) : null;
        if (version is not { } known)
            throw new InvalidOperationException($"The file '{file}' has a table '{ours[0]}' that this store did not make; expected a file of subscriptions, or one without such a table.");
        if (known > Versions.Length)
            throw new InvalidOperationException($"The file '{file}' has version {known} of the store's tables; this release of EsimLifecycle.Sqlite expected {Versions.Length} at the most. A newer release has written it.");
        if (Tables.FirstOrDefault(table => !found.Contains(table)) is { } missing)
            throw new InvalidOperationException($"The file '{file}' has version {known} of the store's tables, but no table '{missing}'; expected all of {string.Join(", ", Tables)}.");
        return known;
    }

    private static int? ReadVersion(SqliteSession session)
    {
        try
        {
            return session.Execute("SELECT s.value FROM meta s, meta n WHERE s.name = 'schema' AND n.name = 'store' AND n.value = 'EsimLifecycle.Sqlite'") is string text
                && int.TryParse(text, CultureInfo.InvariantCulture, out var version) && version > 0 ? version : null;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_ERROR)
        {
            // A table of that name with other columns.
            return null;
        }
    }
}
