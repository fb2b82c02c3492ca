using System.Text.Json;

namespace EsimLifecycle;

/// <summary>Finds where a text is not JSON.</summary>
internal static class JsonSyntaxFaults
{
    /// <summary>The first fault, or null where the text is one well-formed JSON value.</summary>
    public static JsonFault? Find(ReadOnlySpan<byte> utf8, JsonSerializerOptions options)
    {
        if (utf8.Trim(" \t\r\n"u8).IsEmpty)
            return new JsonFault("$", "Found no text; expected JSON.");
        var place = new Place();
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = options.ReadCommentHandling, AllowTrailingCommas = options.AllowTrailingCommas });
        try
        {
            while (reader.Read())
                place.Pass(ref reader);
            return null;
        }
        catch (JsonException e)
        {
            var detail = e.Message.AsSpan();
            var suffix = detail.IndexOf(" LineNumber:");
            var without = options.AllowTrailingCommas ? "" : " without comments and trailing commas";
            return new JsonFault(
                place.ToPath(),
                $"Found malformed JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}; expected one JSON value{without}. {(suffix < 0 ? detail : detail[..suffix])}");
        }
        catch (InvalidOperationException)
        {
            return new JsonFault(place.ToPath(), "Found bytes that are not UTF-8, or half of a surrogate pair; expected Unicode text.");
        }
    }

    /// <summary>Where a reader stands: within which properties and items.</summary>
    private sealed class Place
    {
        private readonly List<Container> _open = [];

        public void Pass(ref Utf8JsonReader reader)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    _open[^1] = _open[^1] with { Property = reader.GetString() };
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    _open.Add(new Container(reader.TokenType == JsonTokenType.StartArray));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    _open.RemoveAt(_open.Count - 1);
                    EndValue();
                    break;
                default:
                    // Only reading a string shows whether its bytes are text.
                    _ = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                    EndValue();
                    break;
            }
        }

        public string ToPath()
        {
            var path = "$";
            foreach (var container in _open)
            {
                if (container.IsArray)
                    path = JsonWords.PathOf(path, container.Items);
                else if (container.Property is { } property)
                    path = JsonWords.PathOf(path, property);
            }

            return path;
        }

        private void EndValue()
        {
            if (_open.Count > 0)
                _open[^1] = _open[^1] with { Property = null, Items = _open[^1].Items + 1 };
        }

        private readonly record struct Container(bool IsArray, string? Property = null, int Items = 0);
    }
}
