using System.Buffers;

namespace EsimLifecycle;

/// <summary>A history that nobody can alter unnoticed: seals events as a chain of records, verifies it, and erases its personal values without breaking it.</summary>
/// <remarks>
/// <para>Seal what each decision returns onto the head that is stored, and only append. Keep the head also where whoever can write the history can't (a
/// customer's certificate, another system): a chain alone shows that a record was changed, not that all of it was written anew.</para>
/// <para>All is linear in the length of the history. Thread-safe.</para>
/// </remarks>
public static class History
{
    private static ReadOnlySpan<byte> EndOfLine => "\n"u8;

    /// <summary>Seals the next events of a history.</summary>
    /// <example>
    /// <code>
    /// var records = History.Seal(decision.Events, salt, head); // head: of what is stored already
    /// foreach (var record in records)
    ///     lines.Add(record.ToString());
    /// </code>
    /// </example>
    /// <param name="events">The events, in order, as a decision returned them.</param>
    /// <param name="salt">The history's salt, the same for all of it.</param>
    /// <param name="after">The head of the records that there are already; the default value for the first.</param>
    /// <exception cref="ArgumentNullException"><paramref name="events"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="salt"/> is none, or an event is not the next one after the head.</exception>
    public static ValueList<SealedRecord> Seal(IEnumerable<LifecycleEvent> events, HistorySalt salt, HistoryHead after = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (salt.IsNone)
            throw new ArgumentException("The salt is none; expected random bytes.", nameof(salt));
        var known = new Dictionary<string, string>();
        var records = new List<SealedRecord>();
        foreach (var @event in events)
        {
            ArgumentNullException.ThrowIfNull(@event, nameof(events));
            if (@event.Version != after.Sequence + 1)
                throw new ArgumentException($"The event is number {@event.Version}; expected {after.Sequence + 1}, which follows the head.", nameof(events));
            var record = SealedRecord.Make(@event, salt, after.Digest, known);
            records.Add(record);
            after = record.Head;
        }

        return ValueList.Create<SealedRecord>([.. records]);
    }

    /// <summary>Verifies that records are whole, complete and in order, and finds the first that is not.</summary>
    /// <remarks>Never throws for what the records hold.</remarks>
    /// <param name="records">The records, from the first on.</param>
    /// <param name="salt">
    /// The history's salt, by which personal values are verified; none, the default, for an erased history, which has no others than pseudonyms.
    /// </param>
    /// <param name="head">
    /// A head that is known from elsewhere, and has to be among the records; the default value if none is known: records that are cut off at the end are not
    /// missed then.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="records"/> or one of them is null.</exception>
    public static HistoryVerdict Verify(IEnumerable<SealedRecord> records, HistorySalt salt = default, HistoryHead head = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        SealedRecord[] all = [.. records];
        foreach (var record in all)
            ArgumentNullException.ThrowIfNull(record, nameof(records));
        return new HistoryCheck(all, salt, head).Run();
    }

    /// <summary>Verifies stored lines, each ended by a line feed, as <see cref="WriteLines"/> writes them; a line that is no record is found as altered.</summary>
    /// <remarks>Never throws, whatever the bytes are.</remarks>
    /// <param name="utf8">The lines.</param>
    /// <param name="salt">The history's salt; none, the default, for an erased history.</param>
    /// <param name="head">A head that is known from elsewhere, and has to be among the records; the default value if none is known.</param>
    public static HistoryVerdict VerifyLines(ReadOnlySpan<byte> utf8, HistorySalt salt = default, HistoryHead head = default)
    {
        var all = new List<SealedRecord?>();
        while (!utf8.IsEmpty)
            all.Add(SealedRecord.Read(NextLine(ref utf8)));
        return new HistoryCheck([.. all], salt, head).Run();
    }

    /// <summary>Returns the records without their personal values; their digests stay. Erasing is complete when the salt is forgotten as well.</summary>
    /// <remarks>Write the result over the stored records, backups included. It can be done again for records that were appended since.</remarks>
    /// <param name="records">The records.</param>
    /// <exception cref="ArgumentNullException"><paramref name="records"/> is null.</exception>
    public static ValueList<SealedRecord> Erase(IEnumerable<SealedRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        return ValueList.Create(records.Select(record => record.Erase()));
    }

    /// <summary>Reads the events of records, for <see cref="Lifecycle.Replay(IEnumerable{LifecycleEvent})"/>; verify the records first.</summary>
    /// <param name="records">The records.</param>
    /// <exception cref="ArgumentNullException"><paramref name="records"/> is null.</exception>
    /// <exception cref="LifecycleJsonException">A record holds no event that this release knows.</exception>
    public static ValueList<LifecycleEvent> ReadEvents(IEnumerable<SealedRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        return ValueList.Create(records.Select(record => record.ReadEvent()));
    }

    /// <summary>Writes records as JSON lines in UTF-8, each ended by a line feed.</summary>
    /// <param name="records">The records.</param>
    /// <exception cref="ArgumentNullException"><paramref name="records"/> is null.</exception>
    public static byte[] WriteLines(IEnumerable<SealedRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var lines = new ArrayBufferWriter<byte>();
        foreach (var record in records)
            record.WriteTo(lines);
        return lines.WrittenSpan.ToArray();
    }

    /// <summary>Reads records from JSON lines in UTF-8, each ended by a line feed.</summary>
    /// <param name="utf8">The lines.</param>
    /// <exception cref="FormatException">A line is not a record in exactly the form in which records are written; the message gives its number.</exception>
    public static ValueList<SealedRecord> ReadLines(ReadOnlySpan<byte> utf8)
    {
        var all = new List<SealedRecord>();
        while (!utf8.IsEmpty)
        {
            var line = NextLine(ref utf8);
            all.Add(SealedRecord.Read(line) ?? throw new FormatException($"Line {all.Count + 1}: {SealedRecord.NoRecord(line.Length).Message}"));
        }

        return ValueList.Create<SealedRecord>([.. all]);
    }

    // A last line that is cut off has no line feed, and is no line.
    private static ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> utf8)
    {
        var end = utf8.IndexOf(EndOfLine);
        var line = end < 0 ? default : utf8[..end];
        utf8 = end < 0 ? default : utf8[(end + 1)..];
        return line;
    }
}
