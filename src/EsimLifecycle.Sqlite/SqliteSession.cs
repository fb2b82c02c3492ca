using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EsimLifecycle.Hosting;

/// <summary>A connection with its prepared statements. For one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    /// <exception cref="SqliteException">The file can't be opened.</exception>
    public SqliteSession(string connectionString, string pragmas)
    {
        _connection = new SqliteConnection(connectionString);
        try
        {
            _connection.Open();

            // SQLite's own waiting is quicker to see that a lock is free than that of its wrapper.
            Execute($"PRAGMA busy_timeout = {_connection.DefaultTimeout * 1000L}; {pragmas}");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Gets whether nothing can be written, because of the file or of how it was opened.</summary>
    public bool IsReadOnly => raw.sqlite3_db_readonly(_connection.Handle, "main") != 0;

    /// <summary>Gets whether there is the table that may be dropped.</summary>
    public bool HasSnapshots => Value("SELECT 1 FROM sqlite_master WHERE name = 'snapshot'") is not null;

    /// <summary>Runs statements that are not worth keeping.</summary>
    /// <returns>The first value that they give; null if they give none.</returns>
    public object? Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>The number of rows that it changed.</returns>
    public int Run(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteNonQuery();

    /// <summary>Runs a query, whose rows are to be disposed of before the next.</summary>
    public SqliteDataReader Query(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteReader();

    /// <summary>Returns the first value of a query; null if there is none.</summary>
    public object? Value(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteScalar() is { } value and not DBNull ? value : null;

    /// <summary>Returns a text of the current row as it is in SQLite's memory, until the next row.</summary>
    public static ReadOnlySpan<byte> Utf8(SqliteDataReader rows, int column) => raw.sqlite3_column_blob(rows.Handle, column);

    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${i + 1}" });
            _commands.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }
}
