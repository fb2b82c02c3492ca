namespace EsimLifecycle;

/// <summary>What leaving on each of some days comes to, and the cheapest of them. Immutable and thread-safe.</summary>
public sealed record LeavingDays
{
    /// <summary>The maximum number of days that are compared at once: 366.</summary>
    public const int MaxDays = 366;

    /// <summary>Gets the days, in order, each with what it comes to or the reasons against it.</summary>
    public required ValueList<LeavingDay> Days { get; init; }

    /// <summary>
    /// Gets the cheapest of the days on which the request would be accepted: the one with the highest total and, of several, the latest until which
    /// there is full service, because that costs nothing more. Null if it would be refused on every day.
    /// </summary>
    public LeavingDay? Best { get; init; }
}

/// <summary>What it comes to if the request to cancel is made on a day, and nothing else happens until then but what is assumed.</summary>
public sealed record LeavingDay
{
    /// <summary>Gets the day, in the carrier's zone.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Gets the moment of the request: the beginning of the day; today, now.</summary>
    public required Instant At { get; init; }

    /// <summary>Gets the quote of the request at that moment: the reasons against it, its ends, and its settlement.</summary>
    public required CancellationQuote Quote { get; init; }

    /// <summary>Gets the amount that is charged to payment methods outside from now until that moment; zero or more.</summary>
    public required Money Charged { get; init; }

    /// <summary>
    /// Gets what leaving on the day comes to for the customer from now on: the net amount of the settlement, less <see cref="Charged"/> and what is
    /// still charged until the end (<see cref="CancellationQuote.StillCharged"/>). Null if the quote has no settlement.
    /// </summary>
    public Money? Total => Quote.Net - Charged - Quote.StillCharged;
}

/// <summary>Compares days to leave on, by one walk and a quote for each.</summary>
internal static class LeavingDaysBuilder
{
    public static LeavingDays Compare(PreparedPolicy policy, Subscription state, RequestCancellation request, CommandContext context, LocalDate from, LocalDate to)
    {
        var today = policy.DateOf(context.Now);
        var days = default(ListBuilder<LeavingDay>);
        LeavingDay? best = null;
        var charged = Money.Zero(state.Contract?.Plan.Price.Currency ?? policy.Currency);
        using var steps = ForecastWalk.From(policy, state, context.Now, MomentOf(to), ForecastAssumptions.Default).GetEnumerator();
        var isWalking = steps.MoveNext();
        for (var date = from; date <= to; date = date.PlusDays(1))
        {
            var at = MomentOf(date);
            var wasServed = state.Service.Level == ServiceLevel.Started;
            for (; isWalking && steps.Current.At <= at; isWalking = steps.MoveNext())
            {
                state = steps.Current.Subscription;
                foreach (var charge in steps.Current.Charges)
                    charged += charge.Paid ?? Money.Zero(charged.Currency);
            }

            var asked = new DecisionBuilder(policy, state, at);
            var day = new LeavingDay
            {
                Date = date,
                At = at,
                Quote = QuoteBuilder.Quote(ref asked, request, new CommandContext(at, context.By, context.Id)),
                Charged = charged,
            };
            days.Add(day);
            if (day.Quote.Refusals.Count == 0 && (best is null || day.Total > best.Total || (day.Total == best.Total && wasServed)))
                best = day;
        }

        return new LeavingDays { Days = days.ToList(), Best = best };

        Instant MomentOf(LocalDate date) => date <= today ? context.Now : policy.StartOf(date);
    }
}
