namespace EsimLifecycle.Interop;

/// <summary>One system's words, and the two ways between them and a standing.</summary>
/// <typeparam name="T">The vocabulary; its default value is the unknown.</typeparam>
/// <param name="of">The word for a standing: total.</param>
/// <param name="words">Each word as it is written, with the standing it usually means, in words.</param>
internal sealed class Vocabulary<T>(Func<StatusDetail, T> of, params (T Status, string Text, string Usual)[] words) where T : struct, Enum
{
    public StatusElsewhere<T> Of(StatusDetail standing)
    {
        var status = of(standing);
        return new StatusElsewhere<T>(status, TextOf(status), standing.ToString(), standing);
    }

    /// <param name="text">The word, as it came.</param>
    /// <param name="bare">The same, without what the system may leave out.</param>
    /// <param name="reason">What came with it.</param>
    public StatusElsewhere<T> Read(string? text, string bare, string? reason)
    {
        foreach (var word in words)
        {
            if (!bare.Equals(Words.Bare(word.Text), StringComparison.Ordinal))
                continue;
            var fits = StatusDetail.TryParse(reason, out var said) && EqualityComparer<T>.Default.Equals(of(said), word.Status);
            var standing = fits ? said : StatusDetail.Parse(word.Usual);
            return new StatusElsewhere<T>(word.Status, text ?? "", reason ?? "", standing);
        }

        return new StatusElsewhere<T>(default, text ?? "", reason ?? "", null);
    }

    private string TextOf(T status)
    {
        foreach (var word in words)
        {
            if (EqualityComparer<T>.Default.Equals(word.Status, status))
                return word.Text;
        }

        return "";
    }
}
