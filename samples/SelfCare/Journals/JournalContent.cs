using System.Text.Json;

namespace SelfCare;

/// <summary>What a journal's lines say.</summary>
/// <remarks>
/// One line is one decision with all its events, <c>{"events":[…]}</c>, so that a decision is there whole or not at all.
/// The first line holds the carrier's rules as well, <c>{"policy":{…},"events":[…]}</c>: the journal needs nothing beside
/// itself, and a newer release of the program with other examples does not change what was agreed on.
/// </remarks>
internal sealed class JournalContent
{
    /// <summary>The rules; null where nothing is written yet.</summary>
    public CarrierPolicy? Policy { get; private set; }

    /// <summary>Every event, in order.</summary>
    public List<LifecycleEvent> Events { get; } = [];

    /// <summary>The state after them.</summary>
    public Subscription Subscription { get; private set; } = Subscription.None;

    /// <summary>How many bytes the whole lines take. What comes after was torn off when a process or a machine stopped.</summary>
    public int WholeLength { get; private set; }

    public static JournalContent Read(ReadOnlyMemory<byte> utf8, string file)
    {
        var content = new JournalContent();
        for (var number = 1; content.WholeLength < utf8.Length; number++)
        {
            var rest = utf8[content.WholeLength..];
            var end = rest.Span.IndexOf((byte)'\n');
            var isLast = end < 0 || end == rest.Length - 1;
            if (isLast && (end < 0 || !IsJson(rest[..end])))
                break;
            content.Take(JsonAt.Parse(rest[..end], $"{file}, line {number}"));
            content.WholeLength += end + 1;
        }

        return content;
    }

    private void Take(JsonAt line)
    {
        var fields = line.ToFields();
        if (Policy is null)
            Policy = fields.Take("policy").Read(bytes => CarrierPolicy.FromJson(bytes));
        var events = fields.Take("events").ToItems();
        fields.End("events, and in the first line policy");
        foreach (var json in events)
        {
            var @event = json.Read(bytes => LifecycleJson.ReadEvent(bytes));
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
    }

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
