namespace EsimLifecycle;

/// <summary>The rules for paid time: the end of a period, the end of grace, and the shift by a suspension.</summary>
internal static class TermRules
{
    /// <summary>Ends the current period: earns it, and continues as the status of the subscription requires.</summary>
    public static void EndPeriod(ref DecisionBuilder decision)
    {
        var state = decision.State;
        var period = state.Term.Periods[0];
        var isLast = state.Term.Periods.Count == 1;

        // Another plan that nobody confirmed by then does not take the place of this period any more.
        if (state.Renewal.Purchases.Time is { Kind: PurchaseKind.PlanChange } change)
        {
            PurchasePipeline.Release(ref decision, change, isFailed: true);
            return;
        }

        // A renewal from the balance comes before the end of the period, at the same instant: nobody falls into grace with the money there.
        if (isLast && state.Status == SubscriptionStatus.Active)
        {
            ChargeRules.RenewFromBalance(ref decision);
            state = decision.State;
            isLast = state.Term.Periods.Count == 1;
        }

        var graceEndsAt = decision.Prepared.StartOf(period.End.PlusDays(decision.Policy.Renewal.GraceDays));

        Earn(ref decision, period);

        // A reserved purchase of what follows keeps the line in service.
        if (!isLast || state.Status != SubscriptionStatus.Active || state.Renewal.Purchases.IsFollowed)
            return;
        if (decision.Policy.Renewal.GraceDays > 0 && graceEndsAt > decision.At)
            decision.Raise(new GraceEntered { GraceEndsAt = graceEndsAt, RemindAt = Reminders.OfGrace(ref decision, graceEndsAt, state.Term) });
        else
            ClosureRules.Close(ref decision, ClosedReason.Expired, DeadlineKind.PeriodEnd);
    }

    /// <summary>Earns a period that has ended.</summary>
    public static void Earn(ref DecisionBuilder decision, PaidPeriod period)
    {
        // While a cancellation is open nothing is earned past the end of billing, nor what its settlement has earned; going back settles it as served.
        var isEarned = decision.State.Cancellation is not { } request || (request.SettledAt is null && period.EndsAt <= request.BillingEndsAt);
        var postings = new Postings();
        if (isEarned)
            postings.Add(Account.Deferred, Account.Earned, period.Price);
        decision.Raise(new PeriodEnded { Period = period, IsEarned = isEarned, Postings = postings.ToList() });
    }

    /// <summary>Returns the time at which the term is evaluated: now, or the beginning of a suspension that stops the term.</summary>
    public static Instant Now(ref DecisionBuilder decision) => decision.State.Suspension is { StopsTerm: true } standing ? standing.Since : decision.At;

    public static void EndGrace(ref DecisionBuilder decision)
    {
        if (decision.State.Status == SubscriptionStatus.Grace)
            ClosureRules.Close(ref decision, ClosedReason.Expired, DeadlineKind.GraceEnd);
        else
            decision.Raise(new GraceEnded());
    }

    /// <summary>
    /// Returns the end of grace after a purchase came to nothing that should have ended it: at least the policy's rescue days from now. That is the
    /// carrier's doing, and given each time.
    /// </summary>
    public static Instant GraceAfterRelease(ref DecisionBuilder decision, PaidTerm term) =>
        Instant.Max(GraceByDates(ref decision, term), decision.Prepared.EndOfDayAfter(decision.At, decision.Policy.Cancellation.RescueDays));

    /// <summary>
    /// Returns the term in grace, of a subscription that comes back to it: as its dates say, and at least the policy's rescue days from now if
    /// they were not given in this term yet, or are given again.
    /// </summary>
    public static PaidTerm InGrace(ref DecisionBuilder decision, PaidTerm term, bool again)
    {
        var endsAt = Rescue(ref decision, GraceByDates(ref decision, term), again, out var isRescued);
        return term with { GraceEndsAt = endsAt, RemindAt = Reminders.OfGrace(ref decision, endsAt, term), IsRescued = term.IsRescued || isRescued };
    }

    /// <summary>
    /// Returns the later of a date and the end of the policy's rescue days, which are given once in each paid term: nobody keeps a number for ever by
    /// asking and going back.
    /// </summary>
    public static Instant Rescue(ref DecisionBuilder decision, Instant regular, bool again, out bool isRescued)
    {
        isRescued = false;
        if (decision.State.Term.IsRescued && !again)
            return regular;
        var rescue = decision.Prepared.EndOfDayAfter(decision.At, decision.Policy.Cancellation.RescueDays);
        isRescued = rescue > regular;
        return Instant.Max(rescue, regular);
    }

    /// <summary>Returns the end of grace as the dates of a term say, never earlier than promised before.</summary>
    public static Instant GraceByDates(ref DecisionBuilder decision, PaidTerm term)
    {
        var end = decision.Prepared.StartOf(term.PaidUntilDate!.Value.PlusDays(decision.Policy.Renewal.GraceDays));
        return term.GraceEndsAt is { } promised ? Instant.Max(end, promised) : end;
    }

    /// <summary>
    /// Returns the paid time as it would be if a suspension that stops the term ended at <paramref name="at"/>; unchanged without such a
    /// suspension.
    /// </summary>
    public static PaidTerm IfResumed(ref DecisionBuilder decision, Instant at) => Shift(ref decision, decision.State.Term, decision.State.Contract!.Plan, DaysStopped(ref decision, at));

    /// <summary>
    /// Returns the number of whole days, by the carrier's clock, for which a suspension has stopped the term at <paramref name="at"/>: two
    /// minutes over midnight are none. 0 without such a suspension.
    /// </summary>
    public static int DaysStopped(ref DecisionBuilder decision, Instant at)
    {
        if (decision.State.Suspension is not { StopsTerm: true } standing || at <= standing.Since)
            return 0;
        var (since, until) = (decision.Prepared.LocalOf(standing.Since), decision.Prepared.LocalOf(at));
        var days = Period.DaysBetween(since.Date, until.Date);
        return Math.Max(0, until.TimeOfDay < since.TimeOfDay ? days - 1 : days);
    }

    /// <summary>
    /// Returns the next moment at which a day begins, by the date or for <see cref="DaysStopped"/>; null without a suspension that stops the term.
    /// </summary>
    public static Instant? NextDay(ref DecisionBuilder decision)
    {
        if (decision.State.Suspension is not { StopsTerm: true } standing)
            return null;
        var (today, time) = (decision.Prepared.DateOf(decision.At), decision.Prepared.LocalOf(standing.Since).TimeOfDay);
        var counted = decision.Prepared.NextAt(decision.At, today.At(time)) ?? decision.Prepared.NextAt(decision.At, today.PlusDays(1).At(time));
        var midnight = decision.Prepared.StartOf(today.PlusDays(1));
        return counted < midnight ? counted : midnight;
    }

    /// <summary>
    /// Returns the term with its paid time moved later by the days for which it was stopped; the number of days to serve stays the same.
    /// </summary>
    private static PaidTerm Shift(ref DecisionBuilder decision, PaidTerm term, PlanTerms plan, int days)
    {
        if (days == 0 || term.PaidUntilDate is not { } paidUntil)
            return term;

        var rules = decision.Prepared;
        var periods = term.Periods;
        for (var i = 0; i < periods.Count; i++)
        {
            // A day that the calendar of the zone skips serves nobody: that period, and what follows, is a day later.
            var moved = Periods.Move(ref decision, periods[i], plan, days);
            if (Periods.IsSkipped(ref decision, new ServicePeriod(0, moved.Start, moved.End)))
                moved = Periods.Move(ref decision, periods[i], plan, ++days);
            periods = periods.SetItem(i, moved);
        }

        // What follows is anchored where the paid time now ends.
        var until = paidUntil.PlusDays(days);
        var graceEndsAt = term.GraceEndsAt is { } grace ? rules.StartOf(rules.DateOf(grace).PlusDays(days)) : (Instant?)null;
        return term with
        {
            Schedule = new BillingSchedule(until, term.Schedule!.Length),
            NextIndex = 0,
            Periods = periods,
            PaidUntilDate = until,
            PaidUntil = rules.StartOf(until),
            GraceEndsAt = graceEndsAt,
            ChargeAt = periods.Count > 0 && term.ChargeAt is not null ? periods[^1].ChargeAt : term.ChargeAt,
            RemindAt = periods.Count > 0 ? periods[^1].RemindAt : graceEndsAt is { } end ? Reminders.OfGrace(ref decision, end, term) : null,
        };
    }
}
