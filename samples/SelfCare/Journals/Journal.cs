using System.Security.Cryptography;
using System.Text.Json;

namespace SelfCare;

/// <summary>A subscription's journal: a file of decisions to which lines are only ever added.</summary>
/// <remarks>It is this process's alone from opening to disposing, so that nothing comes between reading, deciding and writing.</remarks>
internal sealed class Journal : IDisposable
{
    private readonly FileStream _file;
    private readonly JournalContent _content;

    private readonly bool _mayBeNew;

    private Journal(FileStream file, JournalContent content, bool mayBeNew) => (_file, _content, _mayBeNew) = (file, content, mayBeNew);

    /// <summary>The rules; null where nothing is written yet.</summary>
    public CarrierPolicy? Policy => _content.Policy;

    /// <summary>The state after everything that is written.</summary>
    public Subscription Subscription => _content.Subscription;

    /// <summary>Everything that is written, in order.</summary>
    public IReadOnlyList<LifecycleEvent> Events => _content.Events;

    /// <summary>The sealed records of the same events.</summary>
    public IReadOnlyList<SealedRecord> Records => _content.Records;

    /// <summary>The salt by which personal values are sealed; drawn when the journal is begun.</summary>
    public HistorySalt Salt => _content.Salt;

    /// <summary>What was found at the end of the file and set aside; null if all was well.</summary>
    public string? Notice { get; private init; }

    public static Journal Open(string path, FileMode mode)
    {
        var file = JournalFile.OpenAlone(path, mode);
        try
        {
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            var content = JournalContent.Read(bytes, path);
            return new Journal(file, content, mayBeNew: mode == FileMode.OpenOrCreate)
            {
                Notice = content.WholeLength < bytes.Length ? SetAside(file, bytes.AsSpan(content.WholeLength)) : null,
            };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes a decision's events as one line, and returns when the disk has it. Without events there is no line.</summary>
    /// <param name="events">The events.</param>
    /// <param name="policy">The rules, which the first line keeps.</param>
    public void Append(ValueList<LifecycleEvent> events, CarrierPolicy policy)
    {
        if (events.Count == 0)
            return;
        var salt = Policy is null ? new HistorySalt(RandomNumberGenerator.GetBytes(HistorySalt.Size)) : Salt;
        var records = History.Seal(events, salt, after: Records.Count == 0 ? default : Records[^1].Head);
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            if (Policy is null)
            {
                json.WritePropertyName("policy");
                json.WriteRawValue(LifecycleJson.Write(policy));
                json.WriteString("salt", salt.ToString());
            }

            json.WriteStartArray("records");
            foreach (var record in records)
                json.WriteRawValue(record.ToString());
            json.WriteEndArray();
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        _file.Seek(0, SeekOrigin.End);
        _file.Write(line.GetBuffer().AsSpan(0, (int)line.Length));
        _file.Flush(flushToDisk: true);
        _content.Add(policy, salt, records, events);
    }

    /// <summary>Closes the file; a new one in which nothing was written is gone, while it is still this process's alone.</summary>
    public void Dispose()
    {
        if (_mayBeNew && _file.Length == 0)
            File.Delete(_file.Name);
        _file.Dispose();
    }

    /// <summary>Keeps what was torn off beside the journal, then ends the journal with its last whole line.</summary>
    private static string SetAside(FileStream file, ReadOnlySpan<byte> torn)
    {
        var beside = $"{file.Name}.torn";
        using (var copy = new FileStream(beside, FileMode.Append))
        {
            copy.Write(torn);
            copy.WriteByte((byte)'\n');
            copy.Flush(flushToDisk: true);
        }

        file.SetLength(file.Length - torn.Length);
        file.Flush(flushToDisk: true);
        return $"{file.Name}: the last line was torn off ({torn.Length} bytes); it is set aside in {beside}.";
    }
}
