namespace EsimLifecycle;

internal static class UsageRules
{
    public static void Take(ref DecisionBuilder decision, long bytes, Instant? occurredAt)
    {
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
            DisuseAt = Disuse.After(ref decision, decision.At),
        });
        Look(ref decision);
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
