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

    /// <summary>
    /// Returns when the customer is reminded of an end that is promised now: a number of days before it, but not before half of the time until then is
    /// over. Null for never, and where no moment is left between.
    /// </summary>
    public static Instant? Of(ref DecisionBuilder decision, Instant end, int days)
    {
        if (days == 0 || end <= decision.At)
            return null;
        var half = decision.At + ((end - decision.At) / 2);
        var instant = Instant.Max(half, decision.Prepared.StartOf(decision.Prepared.DateOf(end).PlusDays(-days)));
        return instant > decision.At && instant < end ? instant : null;
    }

    /// <summary>Returns when the customer is reminded of the end of a cancellation's stage.</summary>
    public static Instant? OfStage(ref DecisionBuilder decision, Instant end) => Of(ref decision, end, decision.Policy.Cancellation.ReminderDays);

    /// <summary>Returns when the customer is reminded of the end of grace: as it is in a term that has the same end, or anew.</summary>
    public static Instant? OfGrace(ref DecisionBuilder decision, Instant end, PaidTerm term) =>
        end == term.GraceEndsAt ? term.RemindAt : Of(ref decision, end, decision.Policy.Renewal.GraceReminderDays);

    /// <summary>Reminds of a deadline with what is still open before it.</summary>
    public static void RemindOf(ref DecisionBuilder decision, DeadlineKind deadline)
    {
        var state = decision.State;
        decision.Raise(deadline switch
        {
            DeadlineKind.GraceEnd => new ReminderDue { Of = deadline, EndsAt = state.Term.GraceEndsAt!.Value },
            DeadlineKind.Clearing => new ReminderDue
            {
                Of = deadline,
                EndsAt = state.Cancellation!.DueBy!.Value,
                Devices = StillBound(state),
                Dues = state.DuesBeforeEnd is { IsPositive: true } dues ? dues : null,
            },
            _ => new ReminderDue { Of = deadline, EndsAt = state.Cancellation!.DueBy!.Value, Documents = state.Cancellation.Missing },
        });
    }

    private static ValueList<Eid> StillBound(Subscription state)
    {
        ValueList<Eid> bound = default;
        foreach (var binding in state.Devices)
        {
            if (binding.Status != BindingStatus.UnbindRequested)
                bound = bound.Add(binding.Device);
        }

        return bound;
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

    internal override Facts ListFacts() => new(("paidUntil", PaidUntil), ("nextAt", NextAt));

    internal override void Apply(Subscription draft) => draft.Term = draft.Term with { RemindAt = NextAt };

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.RenewalReminder, paidUntil: PaidUntil, until: NextAt);
}

/// <summary>A reminder to the customer became due: a deadline comes near, and something is still open.</summary>
public sealed record ReminderDue : LifecycleEvent
{
    /// <summary>
    /// Gets the deadline that comes near: <see cref="DeadlineKind.Documents"/>, <see cref="DeadlineKind.Supplement"/>,
    /// <see cref="DeadlineKind.Clearing"/> or <see cref="DeadlineKind.GraceEnd"/>.
    /// </summary>
    public required DeadlineKind Of { get; init; }

    /// <summary>Gets the time of that deadline.</summary>
    public required Instant EndsAt { get; init; }

    /// <summary>Gets the kinds of document that are still missing; empty unless documents are waited for.</summary>
    public ValueList<DocumentKind> Documents { get; init; }

    /// <summary>Gets the devices still bound, except those whose unbinding waits for proof only; empty outside clearing.</summary>
    public ValueList<Eid> Devices { get; init; }

    /// <summary>Gets the dues that clearing waits for; null if there are none.</summary>
    public Money? Dues { get; init; }

    internal override Facts ListFacts() => new(
        ("endsAt", EndsAt),
        ("documents", Documents),
        ("devices", Devices),
        ("amount", Dues))
    {
        Variant = (Of is DeadlineKind.Documents or DeadlineKind.Supplement or DeadlineKind.Clearing ? Of : DeadlineKind.GraceEnd).ToString(),
    };

    internal override void Apply(Subscription draft)
    {
        if (Of == DeadlineKind.GraceEnd)
            draft.Term = draft.Term with { RemindAt = null };
        else
            draft.Cancellation = draft.Cancellation! with { RemindAt = null };
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Remind(this);
}
