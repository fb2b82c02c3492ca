namespace EsimLifecycle;

/// <summary>The amount-to-days table, by which topping up a keep-number card buys time.</summary>
public sealed record ValidityTerms : IPolicyPart
{
    /// <summary>
    /// Gets the steps of the table: a top-up of at least a step's amount buys its days; the largest step that fits counts.
    /// </summary>
    /// <value>1 to 100 steps, by rising amount.</value>
    public required ValueList<ValidityStep> Steps { get; init; }

    /// <summary>Gets the maximum number of days ahead of today that a top-up can reach; any excess is cut off.</summary>
    /// <value>1 to 3650. The default is 365.</value>
    public int MaxDays { get; init; } = 365;

    /// <summary>Returns the number of days that a top-up of <paramref name="amount"/> buys; 0 if it is below the first step.</summary>
    public int DaysFor(Money amount)
    {
        var days = 0;
        foreach (var step in Steps)
        {
            if (amount >= step.MinAmount)
                days = step.Days;
        }

        return days;
    }

    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Parts(Steps, 1, 100);
        check.Within(MaxDays, 1, Limits.MaxDays);
        for (var i = 1; i < Steps.Count; i++)
        {
            if (Steps[i] is { MinAmount: var least } && Steps[i - 1] is { MinAmount: var before } && least.Currency == before.Currency && least <= before)
                check.Fail($"Steps[{i}].MinAmount", least.ToString(), "more than the step before it");
        }
    }
}

/// <summary>A step of the amount-to-days table.</summary>
/// <param name="MinAmount">The minimum amount.</param>
/// <param name="Days">The number of days that the amount buys.</param>
public sealed record ValidityStep(Money MinAmount, int Days) : IPolicyPart
{
    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Amount(MinAmount);
        check.Within(Days, 1, Limits.MaxDays);
    }
}
