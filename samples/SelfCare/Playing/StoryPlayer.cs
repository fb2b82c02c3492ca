using NodaTime.Text;

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
        var played = new PlayedStep(step, subscription, decision);
        return step.Question switch
        {
            { Kind: QuestionKind.Checklist, Request: { } request, By: { } by } =>
                played with { Checklist = lifecycle.Checklist(subscription, request, new CommandContext(step.At, by, QuestionReader.Id)) },
            { Kind: QuestionKind.Progress } => played with { Progress = lifecycle.Progress(subscription, step.At) },
            { Kind: QuestionKind.Available, By: { } by } => played with { Available = lifecycle.Available(subscription, by, step.At) },
            { Kind: QuestionKind.BestDay } question => played with { BestDay = Compare(lifecycle, subscription, step.At, question) },
            _ => played,
        };
    }

    private static LeavingDays Compare(Lifecycle lifecycle, Subscription subscription, Instant at, Question question)
    {
        const int DaysAhead = 30;
        var today = at.InZone(DateTimeZoneProviders.Tzdb[lifecycle.Policy.Identity.Zone]).Date;
        var from = LocalDate.Max(question.From ?? today, today);
        var to = question.To ?? from.PlusDays(DaysAhead);
        var last = from.PlusDays(LeavingDays.MaxDays - 1);
        return to >= from && to <= last
            ? lifecycle.BestDay(subscription, question.Request!, new CommandContext(at, question.By!, QuestionReader.Id), from, to)
            : throw new BadInputException($"to: found '{LocalDatePattern.Iso.Format(to)}'; expected a date from {LocalDatePattern.Iso.Format(from)} to {LocalDatePattern.Iso.Format(last)}.");
    }
}

/// <summary>A step and what came of it.</summary>
/// <param name="Step">The step.</param>
/// <param name="Before">The subscription before it.</param>
/// <param name="Decision">What was decided; for a question, what time alone has brought by now, which is not kept.</param>
internal sealed record PlayedStep(Step Step, Subscription Before, Decision Decision)
{
    /// <summary>The answer where a checklist was asked for.</summary>
    public CancellationChecklist? Checklist { get; init; }

    /// <summary>The answer where the progress was asked for and a cancellation is open.</summary>
    public CancellationProgress? Progress { get; init; }

    /// <summary>The answer where it was asked what is possible.</summary>
    public ValueList<AvailableCommand>? Available { get; init; }

    /// <summary>The answer where it was asked for the best day.</summary>
    public LeavingDays? BestDay { get; init; }

    public bool IsQuestion => Step.Question is not null;

    /// <summary>What happened: nothing by a question.</summary>
    public IEnumerable<LifecycleEvent> Events => IsQuestion ? [] : Decision.Events;

    /// <summary>The subscription after it: as before, after a question.</summary>
    public Subscription After => IsQuestion ? Before : Decision.Subscription;
}
