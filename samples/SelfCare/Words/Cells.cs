using Spectre.Console.Rendering;

namespace SelfCare;

/// <summary>Text by the columns that it takes on a screen, of which a Chinese character has two.</summary>
internal static class Cells
{
    public static int Count(string text) => new Segment(text).CellCount();

    /// <summary>The text, cut to a width with an ellipsis where it is longer.</summary>
    public static string Fit(string text, int width)
    {
        if (Count(text) <= width)
            return text;
        while (Count(text) >= width)
            text = text[..^1];
        return text.TrimEnd() + "…";
    }

    public static string PadRight(string text, int width) => text + new string(' ', Math.Max(0, width - Count(text)));

    public static string PadLeft(string text, int width) => new string(' ', Math.Max(0, width - Count(text))) + text;
}
