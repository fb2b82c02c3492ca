using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>One event of a sealed history, chained to the one before it by its digest: a line of JSON, to be stored as it is.</summary>
/// <remarks>
/// <para>The text is <c>{"digest":"…","personal":{…},"sealed":{"sequence":7,"previous":"…","pseudonyms":2,"event":{…}}}</c>, without white space. The digest is
/// the SHA-256 of the text that <c>sealed</c> has: of all that is between <c>,"sealed":</c> and the last <c>}</c>. So a chain is verified by its stored bytes
/// alone: no later release that writes an event otherwise can break it, and neither can another language.</para>
/// <para><b>Erasure.</b> The event stands there with a pseudonym in the place of every value that leads to a person (<see cref="PersonalReference"/>,
/// <see cref="Eid"/>, <see cref="Iccid"/>, <see cref="Msisdn"/>; <see cref="CommandId"/> and <see cref="CommandDigest"/>, because ids of messages are made of anything; <see cref="ContentDigest"/>, because what a short message said can be guessed), and what each was stands beside it, in <c>personal</c>, which the digest does
/// not cover. To erase is to drop <c>personal</c> (<see cref="Erase"/>) and to forget the salt: no digest changes, the chain still verifies, the events
/// still replay, and nothing leads back to anyone. That a personal value is the one that was sealed is proven by its pseudonym, with the salt.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
[JsonConverter(typeof(TextJsonConverter<SealedRecord>))]
[DebuggerDisplay("{Sequence}: {Digest}")]
public sealed class SealedRecord : IEquatable<SealedRecord>, IParsable<SealedRecord>
{
    private readonly byte[] _line;
    private readonly Range _event;
    private readonly int _sealedStart;
    private readonly KeyValuePair<string, string>[] _personal;

    /// <summary>Makes the line anew from what was read or sealed, in the only form that there is.</summary>
    private SealedRecord(ReadOnlySpan<byte> text, RecordDigest? digest, KeyValuePair<string, string>[] personal, long sequence, RecordDigest previous, Range @event, int pseudonyms)
    {
        (Sequence, Previous, Pseudonyms, _event, _personal) = (sequence, previous, pseudonyms, @event, personal);
        Digest = digest ?? RecordDigest.Of(text);
        var line = new ArrayBufferWriter<byte>(text.Length + 128);
        Write(line, $"{{\"digest\":\"{Digest}\"");
        for (var i = 0; i < personal.Length; i++)
        {
            Write(line, i == 0 ? ",\"personal\":{" : ",");
            line.Write(PersonalJson.Quote(personal[i].Key));
            Write(line, ":");
            line.Write(PersonalJson.Quote(personal[i].Value));
        }

        Write(line, personal.Length == 0 ? ",\"sealed\":" : "},\"sealed\":");
        _sealedStart = line.WrittenCount;
        line.Write(text);
        Write(line, "}");
        _line = line.WrittenSpan.ToArray();
    }

    /// <summary>Gets the sequence number, which is the version of the subscription after the event: 1 for the first, without gaps.</summary>
    public long Sequence { get; }

    /// <summary>Gets the digest of the record before it; the default value for the first.</summary>
    public RecordDigest Previous { get; }

    /// <summary>Gets the number of different personal values that have a pseudonym in the event.</summary>
    public int Pseudonyms { get; }

    /// <summary>Gets the digest of the record.</summary>
    public RecordDigest Digest { get; }

    /// <summary>Gets whether the event has personal values and they are erased, so that only their pseudonyms are left.</summary>
    public bool IsErased => Pseudonyms > 0 && _personal.Length == 0;

    /// <summary>Gets the end of the history up to this record.</summary>
    public HistoryHead Head => new(Sequence, Digest);

    /// <summary>The personal values, with their types, and the pseudonym of each.</summary>
    internal ReadOnlySpan<KeyValuePair<string, string>> Personal => _personal;

    /// <summary>Gets whether the digest is that of the text.</summary>
    internal bool IsWhole => RecordDigest.Of(Sealed) == Digest;

    private ReadOnlySpan<byte> Sealed => _line.AsSpan()[_sealedStart..^1];

    private ReadOnlySpan<byte> EventText => Sealed[_event];

    /// <summary>Parses a record; that it has the right digest is verified by <see cref="History.Verify"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a record in exactly the form in which records are written.</exception>
    public static SealedRecord Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Read(Encoding.UTF8.GetBytes(s)) ?? throw NoRecord(s.Length);
    }

    /// <summary>Tries to parse a record; false if the text is not one in exactly the form in which records are written.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, [MaybeNullWhen(false)] out SealedRecord result)
    {
        result = s is null ? null : Read(Encoding.UTF8.GetBytes(s));
        return result is not null;
    }

    /// <summary>Reads the event, with its personal values, or with their pseudonyms if they are erased.</summary>
    /// <exception cref="LifecycleJsonException">The record holds no event that this release knows.</exception>
    public LifecycleEvent ReadEvent() => LifecycleJson.ReadEvent(_personal.Length == 0 ? EventText : PersonalJson.Reveal(EventText, _personal));

    /// <summary>Returns the record without its personal values; its digest stays. Erasing is complete when the history's salt is forgotten as well.</summary>
    public SealedRecord Erase() => _personal.Length == 0 ? this : new SealedRecord(Sealed, Digest, [], Sequence, Previous, _event, Pseudonyms);

    /// <summary>Returns the text: one line of JSON, without an end of line.</summary>
    public override string ToString() => Encoding.UTF8.GetString(_line);

    /// <summary>Determines whether the other record has the same text.</summary>
    public bool Equals(SealedRecord? other) => other is not null && _line.AsSpan().SequenceEqual(other._line);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SealedRecord);

    /// <inheritdoc/>
    public override int GetHashCode() => Digest.GetHashCode();

    static SealedRecord IParsable<SealedRecord>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<SealedRecord>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out SealedRecord result) =>
        TryParse(s, out result);

    internal static FormatException NoRecord(int length) => new($"A sealed record is a line of JSON as records are written, but found {length} characters that are not.");

    /// <summary>The record of an event after another; <paramref name="known"/> keeps the pseudonyms that were worked out before.</summary>
    internal static SealedRecord Make(LifecycleEvent raised, HistorySalt salt, RecordDigest previous, Dictionary<string, string> known)
    {
        var personal = new List<KeyValuePair<string, string>>();
        var @event = PersonalJson.Write(raised, salt, known, personal);
        var text = new ArrayBufferWriter<byte>(@event.Length + 128);
        Write(text, string.Create(CultureInfo.InvariantCulture, $"{{\"sequence\":{raised.Version},\"previous\":\"{previous}\",\"pseudonyms\":{personal.Count},\"event\":"));
        var start = text.WrittenCount;
        text.Write(@event);
        var end = text.WrittenCount;
        Write(text, "}");
        return new SealedRecord(text.WrittenSpan, null, [.. personal], raised.Version, previous, start..end, personal.Count);
    }

    /// <summary>Reads a line; null if it is not exactly what would be written.</summary>
    internal static SealedRecord? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return ReadParts(line) is { } record && record._line.AsSpan().SequenceEqual(line) ? record : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Returns where the text first stands in the event as a string; -1 if it doesn't.</summary>
    internal int FindInEvent(string text) => EventText.IndexOf(PersonalJson.Quote(text));

    internal void WriteTo(IBufferWriter<byte> lines)
    {
        lines.Write(_line);
        lines.Write("\n"u8);
    }

    private static SealedRecord? ReadParts(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        if (!(reader.Read() && IsNext(ref reader, "digest") && RecordDigest.TryParse(reader.GetString(), out var digest) && reader.Read()))
            return null;
        var personal = new List<KeyValuePair<string, string>>();
        if (reader.ValueTextEquals("personal"))
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var typed = reader.GetString()!;
                reader.Read();
                if (reader.GetString() is not { } pseudonym)
                    return null;
                personal.Add(KeyValuePair.Create(typed, pseudonym));
            }

            reader.Read();
        }

        if (!reader.ValueTextEquals("sealed") || !reader.Read())
            return null;
        var start = (int)reader.TokenStartIndex;
        if (!(IsNext(ref reader, "sequence") && reader.TryGetInt64(out var sequence) && IsNext(ref reader, "previous") && RecordDigest.TryParse(reader.GetString(), out var previous)
            && IsNext(ref reader, "pseudonyms") && reader.TryGetInt32(out var pseudonyms) && IsNext(ref reader, "event") && reader.TokenType == JsonTokenType.StartObject))
        {
            return null;
        }

        var eventStart = (int)reader.TokenStartIndex - start;
        reader.Skip();
        var eventEnd = (int)reader.BytesConsumed - start;
        return reader.Read() && reader.TokenType == JsonTokenType.EndObject
            ? new SealedRecord(line[start..(int)reader.BytesConsumed], digest, [.. personal], sequence, previous, eventStart..eventEnd, pseudonyms)
            : null;
    }

    /// <summary>Goes on to the next property's value; false if it has another name.</summary>
    private static bool IsNext(ref Utf8JsonReader reader, string name) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name) && reader.Read();

    private static void Write(ArrayBufferWriter<byte> line, string text)
    {
        var count = Encoding.UTF8.GetBytes(text, line.GetSpan(text.Length * 3));
        line.Advance(count);
    }
}
