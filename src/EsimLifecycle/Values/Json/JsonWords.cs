using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EsimLifecycle;

/// <summary>The wording of messages about faults in JSON.</summary>
internal static class JsonWords
{
    private const int LongestText = 100;

    /// <summary>The path of a property: <c>$.plans</c>, or <c>$['a b']</c> where its name is more than letters, digits and underscores.</summary>
    public static string PathOf(string path, string property) =>
        property.Length is > 0 and <= LongestText && property.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? $"{path}.{property}"
            : $"{path}[{Quote(property)}]";

    /// <summary>The path of an item of an array: <c>$.plans[0]</c>.</summary>
    public static string PathOf(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    /// <summary>A path that the serializer tells by the names of .NET, by those of JSON: <c>$.Choice.To</c> is <c>$.choice.to</c>.</summary>
    public static string InJson(string path) =>
        string.Create(path.Length, path, static (chars, path) =>
        {
            for (var i = 0; i < path.Length; i++)
                chars[i] = i > 0 && path[i - 1] == '.' ? char.ToLowerInvariant(path[i]) : path[i];
        });

    /// <summary>A text between quotes, on one line and cut where it is long.</summary>
    public static string Quote(string text)
    {
        var shown = text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText), "…");
        return $"'{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(shown).Replace("'", "\\'", StringComparison.Ordinal)}'";
    }

    /// <summary>What a value is, without repeating a text, which may be private.</summary>
    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "the number " + Cut(value.GetRawText()),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };

    /// <summary>What a token is.</summary>
    public static string Describe(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => "null",
    };

    /// <summary>The names there are, for <c>expected …</c>.</summary>
    public static string OneOf(IReadOnlyCollection<string> names) => names.Count switch
    {
        0 => "none",
        1 => $"'{names.First()}'",
        _ => "one of " + string.Join(", ", names),
    };

    /// <summary><c> Did you mean 'x'?</c>, where a name differs from the one found in its case only, or by a slip or two.</summary>
    public static string Hint(string found, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (string.Equals(found, name, StringComparison.OrdinalIgnoreCase))
                return $" Did you mean '{name}'?";
        }

        var nearest = names.Select(name => (Name: name, Slips: Slips(found, name))).OrderBy(each => each.Slips).FirstOrDefault();
        var isNear = nearest.Name is not null && nearest.Slips <= Math.Min(2, nearest.Name.Length / 3);
        return isNear ? $" Did you mean '{nearest.Name}'?" : "";
    }

    /// <summary>What a message hints at; null if it does not.</summary>
    public static string? FindHint(string message)
    {
        const string Before = " Did you mean '", After = "'?";
        var at = message.LastIndexOf(Before, StringComparison.Ordinal);
        return at >= 0 && message.EndsWith(After, StringComparison.Ordinal) ? message[(at + Before.Length)..^After.Length] : null;
    }

    private static string Cut(string text) => text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText), "…");

    /// <summary>The letters to insert, leave out or replace to come from one text to the other (Levenshtein).</summary>
    private static int Slips(string from, string to)
    {
        if (Math.Abs(from.Length - to.Length) > 2)
            return int.MaxValue;
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
