namespace EsimLifecycle;

/// <summary>Data was used.</summary>
/// <remarks>
/// A fact: it is never refused. It is taken from what expires first: the period's own data or a pack. A counter that is not above what was reported
/// before is stale and changes nothing; what is used beyond everything is counted, not charged.
/// </remarks>
/// <param name="Bytes">How many bytes; at least 0.</param>
/// <param name="IsTotal">Whether that is the counter of the current period, and not what was used since the last report.</param>
public sealed record RecordUsage(long Bytes, bool IsTotal = false) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.RecordUsage) { Roles = [Role.Agent, Role.Carrier, Role.System] };

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (decision.HasRefusals)
            return;
        var usage = decision.State.Usage;
        var bytes = IsTotal ? Bytes - usage.ReportedBytes : Bytes;
        if (bytes is <= 0 or > Limits.LargestBytes || decision.State.Status == SubscriptionStatus.Closed)
        {
            // Nothing new, or nothing that can be: a counter that stands still is no news, anything else is worth a note.
            if (Bytes < 0 || bytes > Limits.LargestBytes || (bytes > 0 && decision.State.Status == SubscriptionStatus.Closed))
                decision.Raise(new FactConflicted { Fact = Kind });
            return;
        }

        UsageRules.Take(ref decision, bytes, OccurredAt);
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Bytes);
        visitor.Add(IsTotal);
        visitor.AddOptional(OccurredAt);
    }
}

/// <summary>Data was used.</summary>
public sealed record UsageRecorded : LifecycleEvent
{
    /// <summary>How many bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>How many of them were the period's own.</summary>
    public long FromPlan { get; init; }

    /// <summary>How many of them were packs'.</summary>
    public ValueList<PackUsage> FromPacks { get; init; }

    /// <summary>When it happened, where that was reported.</summary>
    public Instant? OccurredAt { get; init; }

    /// <summary>When disuse is long enough to be noticed; null where it is not watched for.</summary>
    public Instant? DisuseAt { get; init; }

    internal override void Apply(Subscription draft)
    {
        var usage = draft.Usage;
        var packs = usage.Packs;
        var beyond = Bytes - FromPlan;
        foreach (var part in FromPacks)
        {
            beyond -= part.Bytes;
            if (packs.IndexOf(part.Pack, static (pack, key) => pack.Key == key) is var index and >= 0)
                packs = packs.SetItem(index, packs[index] with { UsedBytes = packs[index].UsedBytes + part.Bytes });
        }

        draft.Usage = usage with
        {
            Packs = packs,
            UsedBytes = usage.UsedBytes + FromPlan,
            BeyondBytes = usage.BeyondBytes + beyond,
            ReportedBytes = usage.ReportedBytes + Bytes,
            LastUsedAt = At,
            DisuseAt = DisuseAt,
        };
    }
}

/// <summary>What was used of a pack.</summary>
/// <param name="Pack">Which purchase.</param>
/// <param name="Bytes">How many bytes.</param>
public sealed record PackUsage(Reference Pack, long Bytes);

/// <summary>Less data is left than the policy's share. Once a period.</summary>
public sealed record DataLow : LifecycleEvent
{
    /// <summary>The bytes left.</summary>
    public required long LeftBytes { get; init; }

    internal override void Apply(Subscription draft) => draft.Usage = draft.Usage with { IsDataLow = true };

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.DataLow);
}

/// <summary>No data is left. Once a period.</summary>
public sealed record DataExhausted : LifecycleEvent
{
    internal override void Apply(Subscription draft) => draft.Usage = draft.Usage with { IsDataLow = true, IsDataExhausted = true };

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.DataExhausted);
}
