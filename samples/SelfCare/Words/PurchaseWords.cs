namespace SelfCare;

/// <summary>Events around plans, packs, prices and usage in words.</summary>
internal static class PurchaseWords
{
    /// <summary>What a reader wants to know of an event; null where it is of another kind.</summary>
    public static string? Of(LifecycleEvent @event, Phrases say) => @event switch
    {
        PlanChangeScheduled e => e.Plan is { } plan ? $"{EventWords.Plan(plan)}, with the next period" : "none after all",
        FirstPlanChanged e => $"{EventWords.Plan(e.Plan)}, chosen before the activation",
        PlanChanged e => $"{EventWords.Plan(e.Plan)}; {EventWords.Paid(e.Period)}, {e.Credit:C} credited for what was unused"
            + EventWords.Committed(e.Commitment?.EndsAt, say),
        PackBought e => e.Pack.Terms.Kind == PackKind.Validity
            ? $"{e.Pack.Terms.Code} for {e.Pack.Price:C}"
            : $"{Pack(e.Pack)} for {e.Pack.Price:C}, {say.Until(e.Pack.ExpiresAt)} ({e.Pack.Key})",
        PackExpired e => e.Pack.ToString(),
        PromotionApplied e => Promotion(e.Promotion),
        CreditGranted e => string.Join(", ", e.Postings.Select(posting => $"{posting.Amount:C}")) + (e.Reason.IsNone ? "" : $" ({e.Reason})"),
        UsageRecorded e => Usage(e),
        DataLow e => $"{Phrases.Data(e.LeftBytes)} left",
        BalanceLow e => $"{e.Balance:C} left",
        DisuseNoticed e => e.LastUsedAt is { } last ? $"last used on {say.Moment(last)}" : "never used",
        _ => null,
    };

    /// <summary>A promotion's terms: "spring, 20% off for 3 periods".</summary>
    public static string Promotion(PromotionTerms terms) =>
        $"{terms.Code}, {(terms.Amount is { } amount ? $"{amount:C}" : $"{terms.Percent}%")} off for {Periods(terms.Periods)}";

    public static string Periods(int periods) => periods == 1 ? "1 period" : $"{periods} periods";

    private static string Pack(ActivePack pack) =>
        pack.Terms.DataBytes > 0 ? $"{pack.Terms.Code} with {Phrases.Data(pack.Terms.DataBytes)}" : pack.Terms.Code;

    private static string Usage(UsageRecorded used)
    {
        var beyond = used.Bytes - used.FromPlan - used.FromPacks.Sum(part => part.Bytes);
        var parts = used.FromPacks.Select(part => $"{Phrases.Data(part.Bytes)} of {part.Pack}");
        if (used.FromPlan > 0)
            parts = parts.Prepend($"{Phrases.Data(used.FromPlan)} of the plan");
        if (beyond > 0)
            parts = parts.Append($"{Phrases.Data(beyond)} beyond what there was");
        return string.Join(", ", parts);
    }
}
