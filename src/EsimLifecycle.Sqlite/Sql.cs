namespace EsimLifecycle.Hosting;

/// <summary>What the store asks of SQLite. Each statement finds what it needs by a key or an index.</summary>
internal static class Sql
{
    public const string Read = "SELECT json, version FROM event WHERE subscription = $1 AND version > $2 ORDER BY version LIMIT $3";

    public const string FindMessage = "SELECT digest FROM event WHERE subscription = $1 AND message = $2";

    public const string Open =
        "INSERT INTO subscription (id, version, due, told, todo, since) VALUES ($1, $2, $3, $4, $5, $5) ON CONFLICT DO NOTHING";

    // With nothing to hand over the cursor goes along, so that a claim never reads what has nothing to say.
    public const string Move = """
        UPDATE subscription
        SET version = $2, due = $3, claimed = NULL,
            told = CASE WHEN todo IS NULL THEN $4 ELSE told END, told_of_next = CASE WHEN todo IS NULL THEN 0 ELSE told_of_next END,
            since = CASE WHEN todo IS NULL THEN $5 ELSE since END, todo = coalesce(todo, $5)
        WHERE id = $1 AND version = $6
          AND ($7 IS NULL OR NOT EXISTS (SELECT 1 FROM event WHERE event.subscription = $1 AND event.message = $7))
        """;

    // The JSON comes as bytes and is kept as the text that it is, for those who look at it with a tool.
    public const string Store = "INSERT INTO event (subscription, version, json, message, digest) VALUES ($1, $2, CAST($3 AS TEXT), $4, $5)";

    public const string IsAnyDue = "SELECT 1 FROM subscription WHERE due <= $1 LIMIT 1";

    public const string FindDue = "SELECT id FROM subscription WHERE due <= $1 ORDER BY due LIMIT $2";

    // The deadline itself is kept, however often it is claimed in vain.
    public const string LeaseDue = "UPDATE subscription SET due = $2, claimed = coalesce(claimed, due) WHERE id = $1";

    public const string IsAnyToDo = "SELECT 1 FROM subscription WHERE todo <= $1 LIMIT 1";

    public const string FindToDo = "SELECT id, told, told_of_next, tries FROM subscription WHERE todo <= $1 ORDER BY todo LIMIT $2";

    public const string LeaseToDo = "UPDATE subscription SET todo = $2 WHERE id = $1";

    public const string Complete = """
        UPDATE subscription
        SET told = $3, told_of_next = $4, tries = $5, todo = CASE WHEN version = $3 THEN NULL ELSE coalesce($6, since) END,
            since = CASE WHEN version = $3 THEN NULL ELSE since END,
            dead = CASE WHEN $7 IS NULL THEN dead ELSE json_insert(coalesce(dead, '[]'), '$[#]', json($7)) END
        WHERE id = $1 AND todo = $2
        """;

    public const string DeadOfAll = "SELECT id, dead FROM subscription WHERE dead IS NOT NULL ORDER BY id LIMIT $1";

    public const string Dead = "SELECT id, dead FROM subscription WHERE id = $1 AND dead IS NOT NULL LIMIT $2";

    public const string SetDead = "UPDATE subscription SET dead = $2 WHERE id = $1";

    public const string ReadSnapshot = "SELECT json FROM snapshot WHERE subscription = $1";

    // Only of the current version: what was erased is not put back.
    public const string SaveSnapshot = """
        INSERT INTO snapshot (subscription, version, json) SELECT id, version, CAST($3 AS TEXT) FROM subscription WHERE id = $1 AND version = $2
        ON CONFLICT (subscription) DO UPDATE SET version = excluded.version, json = excluded.json WHERE version < excluded.version
        """;

    public const string DropSnapshot = "DELETE FROM snapshot WHERE subscription = $1";

    public const string CountEvents = "SELECT count(*) FROM event WHERE subscription = $1";

    public const string ReplaceEvent = """
        UPDATE event SET json = CAST($3 AS TEXT), message = CASE WHEN message IS NULL THEN NULL ELSE $4 END, digest = CASE WHEN message IS NULL THEN NULL ELSE $5 END
        WHERE subscription = $1 AND version = $2
        """;

    public const string AddPolicy = "INSERT INTO policy (name) VALUES ($1) ON CONFLICT DO NOTHING";

    public const string Policies = "SELECT name FROM policy ORDER BY name";

    public const string OldestDue = "SELECT min(due) FROM subscription WHERE due <= $1";

    public const string OldestClaimed = "SELECT min(claimed) FROM subscription WHERE claimed <= $1";

    public const string Untold = "SELECT count(*), min(since) FROM subscription WHERE todo IS NOT NULL";

    public const string CountDead = "SELECT count(*) FROM subscription WHERE dead IS NOT NULL";
}
