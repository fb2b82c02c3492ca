namespace SelfCare;

/// <summary>A story: a carrier's rules, and what happens to one subscription under them.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="About">What it is about; null where the file does not say.</param>
/// <param name="Policy">The rules.</param>
/// <param name="Steps">What happens, in the order of time.</param>
internal sealed record Story(string Title, string? About, CarrierPolicy Policy, IReadOnlyList<Step> Steps);

/// <summary>Something that happens in a story.</summary>
/// <param name="At">What the clock shows.</param>
/// <param name="Message">What comes in; null where time only passes.</param>
/// <param name="About">A word for the reader; null where the file has none.</param>
/// <param name="Question">What is asked, where the step asks instead of doing something.</param>
/// <param name="Notification">What a platform said, where the step is that.</param>
internal sealed record Step(Instant At, Message? Message, string? About = null, Question? Question = null, Notification? Notification = null)
{
    /// <summary>Returns the step as it is for a subscription: a notification means a command, or is only a word for the reader.</summary>
    public Step For(Subscription subscription)
    {
        if (Notification?.For(subscription) is not { } said)
            return this;
        return this with { Message = said.Message, Notification = said };
    }
}

/// <summary>Something asked. It is answered, and nothing changes by it.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Request">The request to cancel that it is about; null where it is about none.</param>
/// <param name="By">Who asks; null where that makes no difference.</param>
internal sealed record Question(QuestionKind Kind, RequestCancellation? Request = null, Caller? By = null)
{
    /// <summary>The first of the days that are compared; today where nobody says.</summary>
    public LocalDate? From { get; init; }

    /// <summary>The last of them; in a month where nobody says.</summary>
    public LocalDate? To { get; init; }
}

/// <summary>What a question is about.</summary>
internal enum QuestionKind
{
    /// <summary>What to do before a request to cancel, and what it would come to.</summary>
    Checklist,

    /// <summary>How far the open cancellation has come.</summary>
    Progress,

    /// <summary>What the caller may do now, and what not.</summary>
    Available,

    /// <summary>On which day leaving costs least.</summary>
    BestDay,
}
