using System.Text.Json;

namespace SelfCare;

/// <summary>What a journal's lines say.</summary>
/// <remarks>
/// One line is one decision with all its events, each sealed onto the one before it, <c>{"records":[…]}</c>, so that a decision is there whole or not at
/// all, and nobody alters one unnoticed: every reading verifies the chain. The first line holds the carrier's rules as well, and the salt,
/// <c>{"policy":{…},"salt":"…","records":[…]}</c>: the journal needs nothing beside itself, and a newer release of the program with other examples does not
/// change what was agreed on.
/// </remarks>
internal sealed class JournalContent
{
    /// <summary>The rules; null where nothing is written yet.</summary>
    public CarrierPolicy? Policy { get; private set; }

    /// <summary>The salt; none where nothing is written yet.</summary>
    public HistorySalt Salt { get; private set; }

    /// <summary>The sealed records, in order.</summary>
    public List<SealedRecord> Records { get; } = [];

    /// <summary>Every event, in order.</summary>
    public List<LifecycleEvent> Events { get; } = [];

    /// <summary>The state after them.</summary>
    public Subscription Subscription { get; private set; } = Subscription.None;

    /// <summary>How many bytes the whole lines take. What comes after was torn off when a process or a machine stopped.</summary>
    public int WholeLength { get; private set; }

    public static JournalContent Read(ReadOnlyMemory<byte> utf8, string file)
    {
        var content = new JournalContent();
        var places = new List<JsonAt>();
        for (var number = 1; content.WholeLength < utf8.Length; number++)
        {
            var rest = utf8[content.WholeLength..];
            var end = rest.Span.IndexOf((byte)'\n');
            var isLast = end < 0 || end == rest.Length - 1;
            if (isLast && (end < 0 || !IsJson(rest[..end])))
                break;
            content.Take(JsonAt.Parse(rest[..end], $"{file}, line {number}"), places);
            content.WholeLength += end + 1;
        }

        content.Verify(places);
        for (var i = 0; i < places.Count; i++)
            content.Take(places[i], content.Records[i]);
        return content;
    }

    /// <summary>Takes in what was written, for what comes next in this process.</summary>
    public void Add(CarrierPolicy policy, HistorySalt salt, ValueList<SealedRecord> records, ValueList<LifecycleEvent> events)
    {
        (Policy, Salt) = (policy, salt);
        Records.AddRange(records);
        Events.AddRange(events);
        Subscription = events.Aggregate(Subscription, Lifecycle.Evolve);
    }

    private void Take(JsonAt line, List<JsonAt> places)
    {
        var fields = line.ToFields();
        if (Policy is null)
        {
            Policy = fields.Take("policy").Read(bytes => CarrierPolicy.FromJson(bytes));
            var salt = fields.Take("salt");
            Salt = HistorySalt.TryParse(salt.ToText(), out var read) ? read : throw salt.Fault("found text that is not a salt");
        }

        var records = fields.Take("records").ToItems();
        fields.End("records, and in the first line policy and salt");
        foreach (var json in records)
        {
            if (!SealedRecord.TryParse(json.Value.GetRawText(), out var record))
            {
                Verify(places);
                throw json.Fault(Words(new HistoryFault(HistoryFaultKind.Altered, Records.Count + 1, Records.Count + 1)));
            }

            places.Add(json);
            Records.Add(record);
        }
    }

    /// <summary>Names the first record that does not fit.</summary>
    private void Verify(List<JsonAt> places)
    {
        if (History.Verify(Records, Salt).Fault is { } fault)
            throw places[fault.Position - 1].Fault(Words(fault));
    }

    private void Take(JsonAt json, SealedRecord record)
    {
        var @event = json.Read(_ => record.ReadEvent());
        try
        {
            Subscription = Lifecycle.Evolve(Subscription, @event);
        }
        catch (InvalidHistoryException e)
        {
            throw json.Fault(e.Message.TrimEnd('.'));
        }

        Events.Add(@event);
    }

    private static string Words(HistoryFault fault) => "this history was tampered with: record " + fault.Kind switch
    {
        HistoryFaultKind.Missing => $"{fault.Sequence} is missing",
        HistoryFaultKind.Reordered => $"{fault.Sequence} stands before its turn",
        HistoryFaultKind.Duplicated => $"{fault.Sequence} is there twice",
        HistoryFaultKind.Replaced => $"{fault.Sequence} was sealed onto another record than the one before it",
        _ => $"{fault.Sequence} was altered",
    };

    private static bool IsJson(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
