namespace EsimLifecycle;

/// <summary>The minimum term of a contract, on its own calendar: its months are counted from <paramref name="Start"/>.</summary>
/// <param name="Start">The first date.</param>
/// <param name="End">The first date after it.</param>
/// <param name="EndsAt">The time at which it ends: the start of <paramref name="End"/> in the carrier's zone.</param>
public sealed record Commitment(LocalDate Start, LocalDate End, Instant EndsAt)
{
    /// <summary>Returns how many of its months are not over on a date; from 31 January they end on 28 February, 31 March and so on.</summary>
    internal int MonthsLeft(LocalDate date)
    {
        var left = 0;
        for (var n = 0; Start.PlusMonths(n) < End; n++)
        {
            if (Start.PlusMonths(n + 1) > date)
                left++;
        }

        return left;
    }
}
