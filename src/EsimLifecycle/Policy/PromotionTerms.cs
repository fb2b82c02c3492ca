namespace EsimLifecycle;

/// <summary>The terms of a promotion: a lower price for a number of periods.</summary>
public sealed record PromotionTerms : IPolicyPart, IFactual
{
    /// <summary>Gets the promotion's code.</summary>
    /// <value>1 to 100 characters, unique among the policy's promotions.</value>
    public required string Code { get; init; }

    /// <summary>Gets the percentage taken off.</summary>
    /// <value>1 to 100; 0 where an amount is taken off.</value>
    public int Percent { get; init; }

    /// <summary>Gets the amount taken off, never more than the price.</summary>
    /// <value>In the policy's currency; null where a percentage is taken off.</value>
    public Money? Amount { get; init; }

    /// <summary>Gets the number of periods with the lower price, from the next one bought.</summary>
    /// <value>1 to 1000. The default is 1.</value>
    public int Periods { get; init; } = 1;

    /// <summary>Gets the codes of the plans whose periods have the lower price; a period of another plan costs its price and uses nothing up.</summary>
    /// <value>Plans of the policy, each at most once. The default is none: every plan.</value>
    public ValueList<string> Plans { get; init; }

    /// <summary>
    /// Gets the length, in months, of the longest period that has the lower price, so that one meant for months does not count for years.
    /// </summary>
    /// <value>1 to 120. The default is null: periods of any length.</value>
    public int? MaxPeriodMonths { get; init; }

    /// <summary>Gets the first date on which the promotion can be applied.</summary>
    /// <value>The default is null: no limit.</value>
    public LocalDate? ValidFrom { get; init; }

    /// <summary>Gets the first date on which the promotion can no longer be applied.</summary>
    /// <value>The default is null: no limit.</value>
    public LocalDate? ValidUntil { get; init; }

    /// <summary>Gets whether the promotion can be combined with another.</summary>
    /// <value>The default is false.</value>
    public bool Stackable { get; init; }

    /// <summary>Determines whether a period of a plan has the lower price.</summary>
    internal bool AppliesTo(PlanTerms plan) =>
        (Plans.Count == 0 || Plans.Contains(plan.Code)) && (MaxPeriodMonths is not { } months || IsWithin(plan.Length, months));

    private static bool IsWithin(Period length, int months)
    {
        var date = new LocalDate(2000, 1, 1);
        return date + length <= date.PlusMonths(months);
    }

    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Text(Code);
        check.Once(Code, "a code of its own for each promotion");
        check.Within(Percent, 0, 100);
        if (Percent > 0 == Amount is not null)
            check.Fail(nameof(Percent), $"{Percent}, with {(Amount is null ? "no" : "an")} amount", "either a percentage or an amount");
        check.Amount(Amount);
        check.Within(Periods, 1, 1000);
        check.Distinct(Plans);
        check.Within(MaxPeriodMonths ?? 1, 1, 120, nameof(MaxPeriodMonths));
        if (ValidFrom >= ValidUntil)
            check.Fail(nameof(ValidUntil), ValidUntil!.Value.Iso(), $"a date after validFrom, {ValidFrom!.Value.Iso()}");
    }

    Facts IFactual.ListFacts() => new(
        ("code", Code),
        ("percent", Amount is null ? Percent : null),
        ("amount", Amount),
        ("periods", Facts.Many(Periods)));
}
