namespace EsimLifecycle;

internal static class UsageRules
{
    public static void Take(ref DecisionBuilder turn, long bytes, Instant? occurredAt)
    {
        var state = turn.State;
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
        turn.Raise(new UsageRecorded
        {
            Bytes = bytes,
            FromPlan = fromPlan,
            FromPacks = fromPacks,
            OccurredAt = occurredAt,
            DisuseAt = Disuse.After(ref turn, turn.At),
        });
        Look(ref turn);
    }

    private static ValueList<ActivePack> ByExpiry(ValueList<ActivePack> packs) =>
        packs.Count < 2 ? packs : ValueList.Create(packs.OrderBy(pack => pack.ExpiresAt));

    private static void TakePlan(Subscription state, ref bool isTaken, ref long left, ref long fromPlan)
    {
        isTaken = true;
        fromPlan = state.Term.Periods[0].DataBytes is { } included ? Math.Min(left, Math.Max(0, included - state.Usage.UsedBytes)) : left;
        left -= fromPlan;
    }

    private static void Look(ref DecisionBuilder turn)
    {
        var usage = turn.State.Usage;
        if (turn.State.Term.Periods.Count == 0 || turn.State.Term.Periods[0].DataBytes is not { } included)
            return;
        var (all, left) = (included, Math.Max(0, included - usage.UsedBytes));
        foreach (var pack in usage.Packs)
            (all, left) = (all + pack.Terms.DataBytes, left + pack.LeftBytes);
        if (left == 0 && all > 0 && !usage.IsDataExhausted)
            turn.Raise(new DataExhausted());
        else if (left > 0 && !usage.IsDataLow && (Int128)left * 100 <= (Int128)all * turn.Policy.Renewal.DataLowPercent)
            turn.Raise(new DataLow { LeftBytes = left });
    }
}
