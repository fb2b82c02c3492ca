namespace EsimLifecycle.Interop;

/// <summary>The status vocabulary of one system, and the mapping between it and a subscription's status in both directions.</summary>
/// <typeparam name="T">The vocabulary; its default value means unknown.</typeparam>
/// <param name="of">Maps every status detail to a status of the vocabulary.</param>
/// <param name="words">Each status with its text, and the text of the status detail that it usually means.</param>
internal sealed class Vocabulary<T>(Func<StatusDetail, T> of, params (T Status, string Text, string Usual)[] words) where T : struct, Enum
{
    public ExternalStatus<T> Of(StatusDetail detail)
    {
        var status = of(detail);
        return new ExternalStatus<T>(status, TextOf(status), detail.ToString(), detail);
    }

    /// <param name="text">The status, as received.</param>
    /// <param name="bare">The same text without the parts that the system may omit.</param>
    /// <param name="reason">The reason that came with it.</param>
    public ExternalStatus<T> Read(string? text, string bare, string? reason)
    {
        foreach (var word in words)
        {
            if (!bare.Equals(Words.Bare(word.Text), StringComparison.Ordinal))
                continue;
            var fits = StatusDetail.TryParse(reason, out var said) && EqualityComparer<T>.Default.Equals(of(said), word.Status);
            var detail = fits ? said : StatusDetail.Parse(word.Usual);
            return new ExternalStatus<T>(word.Status, text ?? "", reason ?? "", detail);
        }

        return new ExternalStatus<T>(default, text ?? "", reason ?? "", null);
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
