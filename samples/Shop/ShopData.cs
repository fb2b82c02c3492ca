namespace Shop;

/// <summary>What a shop knows beside its subscriptions: whose line it is, what was sent, what the pretended systems outside will answer, and its clock.</summary>
internal sealed class ShopData
{
    private readonly string _database;

    public ShopData(ShopSettings settings)
    {
        _database = $"Data Source={Path.Combine(settings.Data, "shop.db")}";
        Write(Texts.Resource("schema.sql"));
    }

    /// <summary>A new line of a customer; the same one for the same message.</summary>
    public SubscriptionId AddLine(PersonalReference customer, CommandId message) => Read(
        "INSERT INTO line(customer, message) VALUES ($0, $1) ON CONFLICT DO UPDATE SET message = message RETURNING number", IdOf, $"{customer}", $"{message}").Single();

    /// <summary>The lines of a customer, or the latest of all; the newest first.</summary>
    public List<SubscriptionId> Lines(PersonalReference? customer = null) =>
        Read("SELECT number FROM line WHERE $0 = '' OR customer = $0 ORDER BY number DESC LIMIT 500", IdOf, $"{customer}");

    /// <summary>As whom somebody acts on a line: a customer on their own ones, whoever works here on all; null if that is none of theirs.</summary>
    public Caller? CallerOf(SubscriptionId line, ClaimsPrincipal user) =>
        user.ToCaller() is { } caller && Read(
            "SELECT number FROM line WHERE 'line-' || number = $0 AND (customer = $1 OR $2 <> 'Customer')", IdOf, $"{line}", $"{caller.Id}", $"{caller.Role}").Count == 1 ? caller : null;

    public HistorySalt SaltOf(SubscriptionId line) =>
        HistorySalt.Parse(Read("SELECT salt FROM line WHERE 'line-' || number = $0", row => row.GetString(0), $"{line}").Single());

    public void AddMessage(SendMessage message) => Add(
        "message", message.Key, message.Subscription, message.At, JsonSerializer.SerializeToUtf8Bytes<Instruction>(message, LifecycleJson.Options));

    public List<SendMessage> Messages(SubscriptionId line) => Read(
        "SELECT json FROM message WHERE line = $0 ORDER BY at DESC, rowid DESC",
        row => (SendMessage)JsonSerializer.Deserialize<Instruction>(row.GetFieldValue<byte[]>(0), LifecycleJson.Options)!, $"{line}");

    /// <summary>Erases what is personal here: who the customer is, and what they were told. After that the host erases what the history of the line holds.</summary>
    public void Forget(SubscriptionId line) =>
        Write("DELETE FROM message WHERE line = $0; UPDATE line SET customer = 'erased', message = number, salt = hex(zeroblob(32)) WHERE 'line-' || number = $0", $"{line}");

    /// <summary>What somebody is going to report, as a message whose id begins with who: keys that customers choose are no keys of instructions.</summary>
    public void AddAnswer(CommandId key, SubscriptionId line, Instant due, LifecycleCommand command) => Add("answer", $"{key}", line, due, LifecycleJson.Write(command));

    public List<(string Key, string Line, Instant Due, byte[] Command)> NextAnswers() => Read(
        "SELECT key, line, at, json FROM answer ORDER BY at, rowid LIMIT 100", row => (row.GetString(0), row.GetString(1), TimeOf(row, 2), row.GetFieldValue<byte[]>(3)));

    public void RemoveAnswer(string key) => Write("DELETE FROM answer WHERE key = $0", key);

    public Instant? ReadClock() => Read("SELECT at FROM clock", row => (Instant?)TimeOf(row, 0)).SingleOrDefault();

    public void SaveClock(Instant now) => Write("INSERT INTO clock VALUES (1, $0) ON CONFLICT DO UPDATE SET at = $0", now.ToUnixTimeTicks());

    private static SubscriptionId IdOf(SqliteDataReader row) => new($"line-{row.GetInt64(0)}");

    private static Instant TimeOf(SqliteDataReader row, int column) => Instant.FromUnixTimeTicks(row.GetInt64(column));

    private void Add(string table, string key, SubscriptionId line, Instant at, byte[] json) =>
        Write($"INSERT INTO {table} VALUES ($0, $1, $2, $3) ON CONFLICT DO NOTHING", key, $"{line}", at.ToUnixTimeTicks(), json);

    private void Write(string sql, params object[] values) => Read<object?>(sql, _ => null, values);

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> read, params object[] values)
    {
        using var connection = new SqliteConnection(_database);
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        command.Parameters.AddRange(values.Select((value, i) => new SqliteParameter($"${i}", value)));
        using var reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }
}
