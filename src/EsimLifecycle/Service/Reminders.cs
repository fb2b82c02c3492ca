namespace EsimLifecycle;

/// <summary>The customer should be told that what is paid ends soon.</summary>
public sealed record RenewalReminderDue : LifecycleEvent
{
    /// <summary>The first date that is no longer paid.</summary>
    public required LocalDate PaidUntil { get; init; }

    /// <summary>When the next reminder is due; null where none is left.</summary>
    public Instant? NextAt { get; init; }

    internal override void Apply(Subscription draft) => draft.Term = draft.Term with { RemindAt = NextAt };

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.RenewalReminder);
}

internal static class Reminders
{
    /// <summary>The first reminder of an end that is later than an instant; null where none is left.</summary>
    public static Instant? Next(ref Turn turn, LocalDate end, Instant after)
    {
        Instant? next = null;
        foreach (var days in turn.Rules.Policy.Renewal.ReminderDays)
        {
            var instant = turn.Rules.StartOf(end.PlusDays(-days));
            if (instant > after && !(instant >= next))
                next = instant;
        }

        return next;
    }

    public static void Remind(ref Turn turn)
    {
        var end = turn.State.Term.PaidUntilDate!.Value;
        turn.Raise(new RenewalReminderDue { PaidUntil = end, NextAt = Next(ref turn, end, turn.At) });
        BalanceWatch.Look(ref turn);
    }
}

/// <summary>The balance is below the policy's threshold, or too low for the next automatic renewal. Once a period.</summary>
public sealed record BalanceLow : LifecycleEvent
{
    /// <summary>The balance, free credit included.</summary>
    public required Money Balance { get; init; }

    internal override void Apply(Subscription draft) => draft.Usage = draft.Usage with { IsBalanceLow = true };

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.BalanceLow);
}

internal static class BalanceWatch
{
    public static void Look(ref Turn turn)
    {
        var state = turn.State;
        if (state.Usage.IsBalanceLow || state.Status is not (SubscriptionStatus.Active or SubscriptionStatus.Grace))
            return;
        var balance = Pricing.Spendable(state);
        var isLow = turn.Policy.Renewal.BalanceLow is { } threshold && balance < threshold;
        if (isLow || (state.Renewal.AutoRenewal == PaymentMethod.Balance && balance < Pricing.NextPeriod(ref turn).Price))
            turn.Raise(new BalanceLow { Balance = balance });
    }
}

/// <summary>Nothing was used for long while auto-renewal goes on: the customer is advised to switch it off. Once a period.</summary>
public sealed record DisuseNoticed : LifecycleEvent
{
    /// <summary>When it was last used; null if it never was.</summary>
    public Instant? LastUsedAt { get; init; }

    internal override void Apply(Subscription draft) => draft.Usage = draft.Usage with { IsDisuseNoticed = true };

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.DisuseAdvice);
}

internal static class Disuse
{
    /// <summary>When disuse since an instant is long enough to be noticed; null where the policy does not watch for it.</summary>
    public static Instant? After(ref Turn turn, Instant since) =>
        turn.Policy.Renewal.DisuseDays > 0 ? turn.Rules.EndOfDayAfter(since, turn.Policy.Renewal.DisuseDays) : null;
}
