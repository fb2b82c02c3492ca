using System.Text;

namespace EsimLifecycle;

/// <summary>A fact's name in the braces of a text, with how it is told: <c>{paidUntil:lastDay}</c>.</summary>
internal readonly record struct Placeholder(string Name, string Format)
{
    /// <summary>The day before, which is the last one where the fact is the end.</summary>
    public const string LastDay = "lastDay";

    /// <summary>When it ended: at the end of the day before, where the moment is the beginning of a day.</summary>
    public const string End = "end";

    /// <summary>Until when it lasts: up to and including the day before, where the moment is the beginning of a day.</summary>
    public const string Until = "until";

    /// <summary>By when it has to be there: by the end of the day before, where the moment is the beginning of a day.</summary>
    public const string By = "by";

    /// <summary>An amount of data, in the largest unit that it fills.</summary>
    public const string Data = "data";

    /// <summary>All formats that a text may name.</summary>
    public static readonly string[] Formats = [LastDay, End, Until, By, Data];

    /// <summary>The placeholders of a text, in its order; null if its braces or brackets don't match.</summary>
    public static List<Placeholder>? List(string text)
    {
        var found = new List<Placeholder>();
        var filling = new Filling(
            text,
            placeholder =>
            {
                found.Add(placeholder);
                return "";
            },
            "");
        filling.Fill(new StringBuilder(), isInBrackets: false);
        return filling.IsMalformed ? null : found;
    }

    /// <summary>
    /// Puts words in the place of placeholders, in one pass, so that a brace within a fact stays a brace. What stands in brackets is told only
    /// if each fact that it names is there; of several parts with bars between them, the first such.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="tell">The words for a placeholder; null where there is no such fact.</param>
    /// <param name="notGiven">The words for a fact that is not there, outside of brackets.</param>
    public static string Fill(string text, Func<Placeholder, string?> tell, string notGiven)
    {
        var filled = new StringBuilder();
        new Filling(text, tell, notGiven).Fill(filled, isInBrackets: false);
        return filled.ToString();
    }

    private ref struct Filling(ReadOnlySpan<char> text, Func<Placeholder, string?> tell, string notGiven)
    {
        private ReadOnlySpan<char> _rest = text;

        public bool IsMalformed { get; private set; }

        /// <summary>Goes on to the end of the text or, in brackets, to the next bar or bracket; returns whether every fact was there.</summary>
        public bool Fill(StringBuilder filled, bool isInBrackets)
        {
            var isWhole = true;
            while (_rest.IndexOfAny(isInBrackets ? "{}[]|" : "{}[]") is var stop and >= 0)
            {
                filled.Append(_rest[..stop]);
                _rest = _rest[stop..];
                switch (_rest[0])
                {
                    case '{':
                        isWhole &= FillPlaceholder(filled);
                        break;
                    case '[':
                        FillBrackets(filled);
                        break;
                    case ']' or '|' when isInBrackets:
                        return isWhole;
                    default:
                        IsMalformed = true;
                        _rest = _rest[1..];
                        break;
                }
            }

            IsMalformed |= isInBrackets;
            filled.Append(_rest);
            _rest = default;
            return isWhole;
        }

        private bool FillPlaceholder(StringBuilder filled)
        {
            var length = _rest.IndexOf('}');
            var inside = length < 0 ? "" : _rest[1..length];
            var colon = inside.IndexOf(':');
            var placeholder = colon < 0 ? new Placeholder(inside.ToString(), "") : new Placeholder(inside[..colon].ToString(), inside[(colon + 1)..].ToString());
            _rest = length < 0 ? default : _rest[(length + 1)..];
            if (placeholder.Name.Length == 0 || inside.Contains('{'))
            {
                IsMalformed = true;
                return true;
            }

            var words = tell(placeholder);
            filled.Append(words ?? notGiven);
            return words is not null;
        }

        private void FillBrackets(StringBuilder filled)
        {
            var isTold = false;
            do
            {
                _rest = _rest[1..];
                var part = new StringBuilder();
                var isWhole = Fill(part, isInBrackets: true);
                if (isWhole && !isTold)
                    filled.Append(part);
                isTold |= isWhole;
            }
            while (_rest is ['|', ..]);
            if (_rest.Length > 0)
                _rest = _rest[1..];
        }
    }
}
