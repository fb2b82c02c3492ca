namespace SelfCare;

/// <summary>Plays a story: all that an app does with the library is in this loop.</summary>
internal static class StoryPlayer
{
    public static IEnumerable<PlayedStep> Play(Story story)
    {
        var lifecycle = new Lifecycle(story.Policy);
        var subscription = Subscription.None;
        foreach (var step in story.Steps)
        {
            var played = Take(lifecycle, subscription, step);
            yield return played;
            subscription = played.After;
        }
    }

    /// <summary>Gives one step to the library: a command, a question, or the time alone.</summary>
    public static PlayedStep Take(Lifecycle lifecycle, Subscription subscription, Step step)
    {
        if (step.Notification is not null)
            step = step.For(lifecycle.Advance(subscription, step.At).Subscription);
        var decision = step.Message is { } message
            ? lifecycle.Decide(subscription, message.Command, new CommandContext(step.At, message.By, message.Id))
            : lifecycle.Advance(subscription, step.At);
        var checklist = step.Question is { Request: { } request, By: { } by }
            ? lifecycle.Checklist(subscription, request, new CommandContext(step.At, by, QuestionReader.Id))
            : null;
        var progress = step.Question is { Request: null } ? lifecycle.Progress(subscription, step.At) : null;
        return new PlayedStep(step, subscription, decision, checklist, progress);
    }
}

/// <summary>A step and what came of it.</summary>
/// <param name="Step">The step.</param>
/// <param name="Before">The subscription before it.</param>
/// <param name="Decision">What was decided; for a question, what time alone has brought by now, which is not kept.</param>
/// <param name="Checklist">The answer where a checklist was asked for.</param>
/// <param name="Progress">The answer where the progress was asked for and a cancellation is open.</param>
internal sealed record PlayedStep(Step Step, Subscription Before, Decision Decision, CancellationChecklist? Checklist, CancellationProgress? Progress = null)
{
    public bool IsQuestion => Step.Question is not null;

    /// <summary>What happened: nothing by a question.</summary>
    public IEnumerable<LifecycleEvent> Events => IsQuestion ? [] : Decision.Events;

    /// <summary>The subscription after it: as before, after a question.</summary>
    public Subscription After => IsQuestion ? Before : Decision.Subscription;
}
