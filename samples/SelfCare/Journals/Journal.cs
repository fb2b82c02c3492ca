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
            FinishErasing(file);
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
        WriteLine(records, Policy is null ? policy : null, salt, line);
        _file.Seek(0, SeekOrigin.End);
        _file.Write(line.GetBuffer().AsSpan(0, (int)line.Length));
        _file.Flush(flushToDisk: true);
        _content.Add(policy, salt, records, events);
    }

    /// <summary>
    /// Writes the journal anew without any value that leads to a person, under a salt that is drawn for what comes after: no digest changes, and nobody has
    /// the old salt any more.
    /// </summary>
    /// <remarks>The new text is on the disk beside the old one first: whatever stops in the middle is finished when the journal is opened next.</remarks>
    public void Erase()
    {
        var erased = History.Erase(Records);
        var salt = new HistorySalt(RandomNumberGenerator.GetBytes(HistorySalt.Size));
        using var lines = new MemoryStream();
        WriteLine(erased, Policy!, salt, lines);

        var (beside, unfinished) = (ErasedBeside(_file), $"{_file.Name}.tmp");
        using (var copy = new FileStream(unfinished, FileMode.Create))
        {
            copy.Write(lines.GetBuffer().AsSpan(0, (int)lines.Length));
            copy.Flush(flushToDisk: true);
        }

        File.Move(unfinished, beside, overwrite: true);
        FinishErasing(_file);
        File.Delete(TornBeside(_file));
    }

    /// <summary>Closes the file; a new one in which nothing was written is gone, while it is still this process's alone.</summary>
    public void Dispose()
    {
        if (_mayBeNew && _file.Length == 0)
            File.Delete(_file.Name);
        _file.Dispose();
    }

    private static string ErasedBeside(FileStream file) => $"{file.Name}.erased";

    private static string TornBeside(FileStream file) => $"{file.Name}.torn";

    private static void FinishErasing(FileStream file)
    {
        if (!File.Exists(ErasedBeside(file)))
            return;
        var erased = File.ReadAllBytes(ErasedBeside(file));
        file.Seek(0, SeekOrigin.Begin);
        file.Write(erased);
        file.SetLength(erased.Length);
        file.Flush(flushToDisk: true);
        file.Seek(0, SeekOrigin.Begin);
        File.Delete(ErasedBeside(file));
    }

    /// <param name="records">The records of the line.</param>
    /// <param name="policy">The rules, in the first line; null in any other.</param>
    /// <param name="salt">The salt, which the first line has as well.</param>
    /// <param name="to">Where it is written.</param>
    private static void WriteLine(IEnumerable<SealedRecord> records, CarrierPolicy? policy, HistorySalt salt, MemoryStream to)
    {
        using (var json = new Utf8JsonWriter(to))
        {
            json.WriteStartObject();
            if (policy is not null)
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

        to.WriteByte((byte)'\n');
    }

    /// <summary>Keeps what was torn off beside the journal, then ends the journal with its last whole line.</summary>
    private static string SetAside(FileStream file, ReadOnlySpan<byte> torn)
    {
        var beside = TornBeside(file);
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
