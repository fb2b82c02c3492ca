namespace SelfCare;

/// <summary>How far a cancellation has come, in words: a line each for the stage, what is missing and the dates.</summary>
internal static class ProgressWords
{
    public static string Of(CancellationProgress progress, Phrases say) => say.Word(progress.Stage);
}
