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
            subscription = played.Decision.Subscription;
        }
    }

    /// <summary>Gives one step to the library: a command, or the time alone.</summary>
    public static PlayedStep Take(Lifecycle lifecycle, Subscription subscription, Step step)
    {
        var decision = step.Message is { } message
            ? lifecycle.Decide(subscription, message.Command, new CommandContext(step.At, message.By, message.Id))
            : lifecycle.Advance(subscription, step.At);
        return new PlayedStep(step, subscription, decision);
    }
}

/// <summary>A step and what came of it.</summary>
internal sealed record PlayedStep(Step Step, Subscription Before, Decision Decision);
