namespace EsimLifecycle;

/// <summary>The terms of a promotion: a lower price for a number of periods.</summary>
public sealed record PromotionTerms : IPolicyPart
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

    /// <summary>Gets the first date on which the promotion can be applied.</summary>
    /// <value>The default is null: no limit.</value>
    public LocalDate? ValidFrom { get; init; }

    /// <summary>Gets the first date on which the promotion can no longer be applied.</summary>
    /// <value>The default is null: no limit.</value>
    public LocalDate? ValidUntil { get; init; }

    /// <summary>Gets whether the promotion can be combined with another.</summary>
    /// <value>The default is false.</value>
    public bool Stackable { get; init; }

    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Text(Code);
        check.Once(Code, "a code of its own for each promotion");
        check.Within(Percent, 0, 100);
        if (Percent > 0 == Amount is not null)
            check.Fail(nameof(Percent), $"{Percent}, with {(Amount is null ? "no" : "an")} amount", "either a percentage or an amount");
        check.Amount(Amount);
        check.Within(Periods, 1, 1000);
        if (ValidFrom >= ValidUntil)
            check.Fail(nameof(ValidUntil), ValidUntil!.Value.Iso(), $"a date after validFrom, {ValidFrom!.Value.Iso()}");
    }
}
