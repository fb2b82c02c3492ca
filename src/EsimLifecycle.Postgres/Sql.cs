namespace EsimLifecycle.Hosting;

/// <summary>What the store asks of PostgreSQL. Each statement finds what it needs by a subscription's id or by the index of a claim.</summary>
internal static class Sql
{
    // So that the claims of several processes never wait for one another, nor for an append; and an append never waits for a claim while that waits.
    private const string ForUpdate = "FOR UPDATE SKIP LOCKED";

    public const string Read = "SELECT json FROM event WHERE subscription = $1 AND version > $2 ORDER BY version LIMIT $3";

    public const string FindMessage = "SELECT digest FROM event WHERE subscription = $1 AND message = $2";

    // The key of an event is the lock: who comes second finds the version taken. The rows come in one order everywhere.
    public const string Store = """
        INSERT INTO event (subscription, version, json, message, digest)
        SELECT * FROM unnest($1::text[], $2::bigint[], $3::jsonb[], $4::text[], $5::text[])
        """;

    public const string Open = """
        INSERT INTO subscription (id, version, due, told, todo, since)
        SELECT id, version, due, told, since, since FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[]) AS i (id, version, due, told, since)
        """;

    // With nothing to hand over the cursor goes along, so that a claim never reads what has nothing to say.
    public const string Move = """
        UPDATE subscription s
        SET version = i.version, due = i.due, claimed = NULL,
            told = CASE WHEN s.todo IS NULL THEN i.told ELSE s.told END, told_of_next = CASE WHEN s.todo IS NULL THEN 0 ELSE s.told_of_next END,
            since = CASE WHEN s.todo IS NULL THEN i.since ELSE s.since END, todo = coalesce(s.todo, i.since)
        FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[]) AS i (id, version, due, told, since, expected)
        WHERE s.id = i.id AND s.version = i.expected
        """;

    public const string FindDue = $"SELECT id FROM subscription WHERE due <= $1 ORDER BY due LIMIT $2 {ForUpdate}";

    // The deadline itself is kept, however often it is claimed in vain.
    public const string LeaseDue = "UPDATE subscription SET due = $2, claimed = coalesce(claimed, due) WHERE id = ANY($1)";

    public const string FindToDo = $"SELECT id, told, told_of_next, tries FROM subscription WHERE todo <= $1 ORDER BY todo LIMIT $2 {ForUpdate}";

    public const string LeaseToDo = "UPDATE subscription SET todo = $2 WHERE id = ANY($1)";

    // Those that somebody is writing to are left out, for several are locked here and in no order.
    public const string CompleteAll = $"""
        WITH free AS MATERIALIZED (SELECT id FROM subscription WHERE id = ANY($1) {ForUpdate})
        {Complete} AND s.id IN (SELECT id FROM free)
        RETURNING s.id
        """;

    public const string Complete = """
        UPDATE subscription s
        SET told = i.told, told_of_next = i.told_of_next, tries = i.tries, todo = CASE WHEN s.version = i.told THEN NULL ELSE coalesce(i.retry, s.since) END,
            since = CASE WHEN s.version = i.told THEN NULL ELSE s.since END, dead = CASE WHEN i.dead IS NULL THEN s.dead ELSE coalesce(s.dead, '[]') || i.dead END
        FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::integer[], $5::integer[], $6::bigint[], $7::jsonb[]) AS i (id, lease, told, told_of_next, tries, retry, dead)
        WHERE s.id = i.id AND s.todo = i.lease
        """;

    public const string DeadOfAll = "SELECT id, dead FROM subscription WHERE dead IS NOT NULL ORDER BY id LIMIT $1";

    public const string Dead = "SELECT id, dead FROM subscription WHERE id = $1 AND dead IS NOT NULL";

    public const string LockDead = $"{Dead} FOR UPDATE";

    public const string SetDead = "UPDATE subscription SET dead = $2::jsonb WHERE id = $1";

    public const string ReadSnapshot = "SELECT json FROM snapshot WHERE subscription = $1";

    // Only of the current version, which nobody changes meanwhile: what was erased is not put back.
    public const string SaveSnapshot = """
        INSERT INTO snapshot AS s (subscription, version, json) SELECT id, version, $3::jsonb FROM subscription WHERE id = $1 AND version = $2 FOR SHARE
        ON CONFLICT (subscription) DO UPDATE SET version = excluded.version, json = excluded.json WHERE s.version < excluded.version
        """;

    public const string FindSnapshots = "SELECT 1 WHERE to_regclass('snapshot') IS NOT NULL";

    public const string DropSnapshot = "DELETE FROM snapshot WHERE subscription = $1";

    // Who holds it keeps out appends, which move the subscription on.
    public const string LockVersion = "SELECT version FROM subscription WHERE id = $1 FOR UPDATE";

    public const string ReplaceEvents = """
        UPDATE event e
        SET json = i.json, message = CASE WHEN e.message IS NULL THEN NULL ELSE i.message END, digest = CASE WHEN e.message IS NULL THEN NULL ELSE i.digest END
        FROM unnest($2::bigint[], $3::jsonb[], $4::text[], $5::text[]) AS i (version, json, message, digest)
        WHERE e.subscription = $1 AND e.version = i.version
        """;

    public const string AddPolicies = "INSERT INTO policy (name) SELECT * FROM unnest($1::text[]) ON CONFLICT DO NOTHING";

    public const string Policies = "SELECT name FROM policy ORDER BY name";

    public const string Status = """
        SELECT least((SELECT min(due) FROM subscription WHERE due <= $1), (SELECT min(claimed) FROM subscription WHERE claimed <= $1)), untold.number, untold.since, (SELECT count(*) FROM subscription WHERE dead IS NOT NULL)
        FROM (SELECT count(*) AS number, min(since) AS since FROM subscription WHERE todo IS NOT NULL) AS untold
        """;
}
