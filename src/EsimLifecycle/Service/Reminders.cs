namespace EsimLifecycle;

internal static class Reminders
{
    /// <summary>Returns the first reminder of an end of paid time that is later than an instant; null if none is left.</summary>
    public static Instant? Next(ref DecisionBuilder decision, LocalDate end, Instant after)
    {
        foreach (var days in decision.Prepared.ReminderDays)
        {
            var instant = decision.Prepared.StartOf(end.PlusDays(-days));
            if (instant > after)
                return instant;
        }

        return null;
    }

    public static void Remind(ref DecisionBuilder decision)
    {
        var end = decision.State.Term.PaidUntilDate!.Value;
        decision.Raise(new RenewalReminderDue { PaidUntil = end, NextAt = Next(ref decision, end, decision.At) });
    }
}

/// <summary>A reminder to the customer that the paid time ends soon became due.</summary>
public sealed record RenewalReminderDue : LifecycleEvent
{
    /// <summary>Gets the first date that is no longer paid.</summary>
    public required LocalDate PaidUntil { get; init; }

    /// <summary>Gets the time of the next reminder; null if none is left.</summary>
    public Instant? NextAt { get; init; }

    internal override void Apply(Subscription draft) => draft.Term = draft.Term with { RemindAt = NextAt };

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.RenewalReminder, paidUntil: PaidUntil, until: NextAt);
}
