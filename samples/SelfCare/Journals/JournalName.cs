using System.Text;

namespace SelfCare;

/// <summary>A subscription's id as a file name that is safe and unmistakable on every system.</summary>
/// <remarks>
/// Small letters, digits, <c>-</c> and <c>_</c> stand for themselves, every other character for its code: so no id leaves
/// the folder, and two ids that differ in case only never meet in one file.
/// </remarks>
internal static class JournalName
{
    public const string Extension = ".jsonl";

    public static string Of(SubscriptionId id)
    {
        var name = new StringBuilder();
        foreach (var letter in id.ToString())
        {
            if (char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_')
                name.Append(letter);
            else
                name.Append('%').Append(((int)letter).ToString("x2", null));
        }

        return name.Append(Extension).ToString();
    }
}
