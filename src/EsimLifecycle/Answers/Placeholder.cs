using System.Text;

namespace EsimLifecycle;

/// <summary>A fact's name in the braces of a text, with how it is told: <c>{paidUntil:lastDay}</c>.</summary>
internal readonly record struct Placeholder(string Name, string Format)
{
    /// <summary>The day before, which is the last one where the fact is the end.</summary>
    public const string LastDay = "lastDay";

    /// <summary>When it ended: at the end of the day before, where the moment is the beginning of a day.</summary>
    public const string End = "end";

    /// <summary>The placeholders of a text, in its order; null if its braces don't match.</summary>
    public static List<Placeholder>? List(string text)
    {
        var found = new List<Placeholder>();
        var rest = Fill(text, placeholder =>
        {
            found.Add(placeholder);
            return placeholder.Name.Length == 0 ? "{" : "";
        });
        return rest.AsSpan().ContainsAny('{', '}') ? null : found;
    }

    /// <summary>Puts words in the place of placeholders, in one pass, so that a brace within a fact stays a brace.</summary>
    public static string Fill(string text, Func<Placeholder, string> tell)
    {
        var filled = new StringBuilder();
        var rest = text.AsSpan();
        while (rest.IndexOf('{') is var open and >= 0 && rest[open..].IndexOf('}') is var length and > 0)
        {
            var inside = rest.Slice(open + 1, length - 1);
            var colon = inside.IndexOf(':');
            var placeholder = colon < 0 ? new Placeholder(inside.ToString(), "") : new Placeholder(inside[..colon].ToString(), inside[(colon + 1)..].ToString());
            filled.Append(rest[..open]).Append(tell(placeholder));
            rest = rest[(open + length + 1)..];
        }

        return filled.Append(rest).ToString();
    }
}
