namespace EsimLifecycle;

/// <summary>What UTF-8, and so JSON, can hold of a text.</summary>
internal static class UnicodeText
{
    /// <summary>Whether every surrogate is one half of a pair: half a character would be read as another.</summary>
    public static bool IsValid(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsSurrogatePair(text, i))
                return false;
            i++;
        }

        return true;
    }
}
