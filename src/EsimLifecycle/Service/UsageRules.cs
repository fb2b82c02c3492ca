namespace EsimLifecycle;

internal static class UsageRules
{
    /// <summary>Returns the time of the latest usage, after usage that occurred at some time was reported at another.</summary>
    public static Instant LastUse(Usage usage, Instant? occurredAt, Instant reportedAt)
    {
        var at = Instant.Min(occurredAt ?? reportedAt, reportedAt);
        return usage.LastUsedAt is { } last ? Instant.Max(last, at) : at;
    }

    public static void Take(ref DecisionBuilder decision, long bytes, Instant? occurredAt, UsagePeriod period)
    {
        if (period != UsagePeriod.Current)
        {
            TakeLate(ref decision, bytes, occurredAt, period);
            return;
        }

        var state = decision.State;
        var left = bytes;
        long fromPlan = 0;
        ValueList<PackUsage> fromPacks = default;
        var planEndsAt = state.Term.Periods.Count > 0 ? state.Term.Periods[0].EndsAt : Instant.MaxValue;
        var isPlanTaken = state.Term.Periods.Count == 0;
        foreach (var pack in ByExpiry(state.Usage.Packs))
        {
            if (!isPlanTaken && planEndsAt <= pack.ExpiresAt)
                TakePlan(state, ref isPlanTaken, ref left, ref fromPlan);
            var part = Math.Min(left, pack.LeftBytes);
            if (part > 0)
                fromPacks = fromPacks.Add(new PackUsage(pack.Key, part));
            left -= part;
        }

        if (!isPlanTaken)
            TakePlan(state, ref isPlanTaken, ref left, ref fromPlan);
        decision.Raise(new UsageRecorded
        {
            Bytes = bytes,
            FromPlan = fromPlan,
            FromPacks = fromPacks,
            OccurredAt = occurredAt,
            DisuseAt = Disuse.After(ref decision, LastUse(state.Usage, occurredAt, decision.At)),
        });
        Look(ref decision);
    }

    /// <summary>Takes usage of the period before from what that had left, and from the packs bought by then that are still there.</summary>
    private static void TakeLate(ref DecisionBuilder decision, long bytes, Instant? occurredAt, UsagePeriod period)
    {
        var usage = decision.State.Usage;
        var left = bytes;
        ValueList<PackUsage> fromPacks = default;
        if (period == UsagePeriod.Before)
        {
            if (usage.Before!.Value is { IncludedBytes: { } included } before)
                left -= Math.Min(left, Math.Max(0, included - before.UsedBytes));
            else
                left = 0;
        }

        var fromPlan = bytes - left;
        foreach (var pack in ByExpiry(usage.Packs))
        {
            var part = pack.BoughtOn <= decision.Prepared.DateOf(occurredAt!.Value) ? Math.Min(left, pack.LeftBytes) : 0;
            if (part > 0)
                fromPacks = fromPacks.Add(new PackUsage(pack.Key, part));
            left -= part;
        }

        decision.Raise(new UsageRecorded
        {
            Bytes = bytes,
            FromPlan = fromPlan,
            FromPacks = fromPacks,
            OccurredAt = occurredAt,
            Period = period,
            DisuseAt = Disuse.After(ref decision, LastUse(usage, occurredAt, decision.At)),
        });
    }

    private static ValueList<ActivePack> ByExpiry(ValueList<ActivePack> packs) =>
        packs.Count < 2 ? packs : ValueList.Create(packs.OrderBy(pack => pack.ExpiresAt));

    private static void TakePlan(Subscription state, ref bool isTaken, ref long left, ref long fromPlan)
    {
        isTaken = true;
        fromPlan = state.Term.Periods[0].DataBytes is { } included ? Math.Min(left, Math.Max(0, included - state.Usage.UsedBytes)) : left;
        left -= fromPlan;
    }

    private static void Look(ref DecisionBuilder decision)
    {
        var usage = decision.State.Usage;
        if (decision.State.Term.Periods.Count == 0 || decision.State.Term.Periods[0].DataBytes is not { } included)
            return;
        var (all, left) = (included, Math.Max(0, included - usage.UsedBytes));
        foreach (var pack in usage.Packs)
            (all, left) = (all + pack.Terms.DataBytes, left + pack.LeftBytes);
        if (left == 0 && all > 0 && !usage.IsDataExhausted)
            decision.Raise(new DataExhausted());
        else if (left > 0 && !usage.IsDataLow && (Int128)left * 100 <= (Int128)all * decision.Policy.Renewal.DataLowPercent)
            decision.Raise(new DataLow { LeftBytes = left });
    }
}
