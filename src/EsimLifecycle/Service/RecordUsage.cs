namespace EsimLifecycle;

/// <summary>Records data usage.</summary>
/// <remarks>
/// A fact, never refused. Usage belongs to the period in which it occurred (<see cref="LifecycleFact.OccurredAt"/>), however late it is
/// reported; it is counted in the current period and in the one before. It is taken from whatever expires first: the period's own data or a
/// pack. A counter that is not above the one reported before for its period is stale and changes nothing. Usage beyond all allowances is
/// counted but not charged. After closing, usage of the time before is recorded and counted no more; any other, and a counter, is recorded as a
/// conflict.
/// </remarks>
/// <param name="Bytes">The number of bytes; at least 0.</param>
/// <param name="IsTotal">Whether the number is the counter of the period in which it was read, rather than the usage since the last report.</param>
public sealed record RecordUsage(long Bytes, bool IsTotal = false) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.RecordUsage) { Roles = [Role.Agent, Role.Carrier, Role.System] };

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (decision.HasRefusals)
            return;
        var usage = decision.State.Usage;
        var period = usage.PeriodOf(OccurredAt);
        var counted = period switch { UsagePeriod.Current => usage.ReportedBytes, UsagePeriod.Before => usage.Before!.Value.ReportedBytes, _ => 0 };
        var bytes = IsTotal ? Bytes - counted : Bytes;
        if (bytes is <= 0 or > Limits.LargestBytes)
        {
            // Nothing new, or nothing that can be: a counter that stands still is no news, anything else is worth a note.
            if (Bytes < 0 || bytes > Limits.LargestBytes)
                decision.Raise(Conflict());
            return;
        }

        // What a counter of long ago had said before is not known any more.
        var isClosed = decision.State.Status == SubscriptionStatus.Closed;
        if (IsTotal && (isClosed || period == UsagePeriod.Earlier))
            decision.Raise(Conflict());
        else if (isClosed)
            TakeAfterClosing(ref decision);
        else
            UsageRules.Take(ref decision, bytes, OccurredAt, period);
    }

    // The account is settled: what was used before the end is recorded and counted no more, and after it nothing can have been.
    private void TakeAfterClosing(ref DecisionBuilder decision)
    {
        var state = decision.State;
        if (OccurredAt is { } at && at < state.Closure!.At && state.WasServedAt(at))
            decision.Raise(new UsageRecorded { Bytes = Bytes, OccurredAt = at, Period = UsagePeriod.Earlier });
        else
            decision.Raise(Conflict());
    }

    internal override bool HasOwnKey => false;

    internal override FactConflicted Conflict() => base.Conflict() with { Bytes = Bytes };

    internal override Facts ListFacts() => new(("bytes", Bytes), ("isTotal", IsTotal));

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
    /// <summary>Gets the number of bytes used.</summary>
    public required long Bytes { get; init; }

    /// <summary>Gets the number of bytes taken from the period's own data.</summary>
    public long FromPlan { get; init; }

    /// <summary>Gets the bytes taken from packs.</summary>
    public ValueList<PackUsage> FromPacks { get; init; }

    /// <summary>Gets the time at which it happened; null if it was not reported.</summary>
    public Instant? OccurredAt { get; init; }

    /// <summary>Gets the period to which the usage belongs.</summary>
    public UsagePeriod Period { get; init; }

    /// <summary>Gets the time at which disuse is noticed; null if the policy does not watch for it.</summary>
    public Instant? DisuseAt { get; init; }

    internal override Facts ListFacts() => new(
        ("bytes", Bytes),
        ("fromPlan", FromPlan > 0 ? FromPlan : null),
        ("fromPacks", FromPacks),
        ("beyond", Bytes - FromPlan - FromPacks.Sum(part => part.Bytes) is var beyond and > 0 ? beyond : null));

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

        usage = usage with { Packs = packs, LastUsedAt = UsageRules.LastUse(usage, OccurredAt, At), DisuseAt = DisuseAt };
        draft.Usage = Period switch
        {
            UsagePeriod.Current => usage with
            {
                UsedBytes = usage.UsedBytes + FromPlan,
                BeyondBytes = usage.BeyondBytes + beyond,
                ReportedBytes = usage.ReportedBytes + Bytes,
            },
            UsagePeriod.Before => usage with
            {
                Before = usage.Before is not { } before ? null : before with
                {
                    UsedBytes = before.UsedBytes + FromPlan,
                    BeyondBytes = before.BeyondBytes + beyond,
                    ReportedBytes = before.ReportedBytes + Bytes,
                },
            },
            _ => usage,
        };
    }
}

/// <summary>The usage taken from a pack.</summary>
/// <param name="Pack">The key of the purchase of the pack.</param>
/// <param name="Bytes">The number of bytes.</param>
public sealed record PackUsage(Reference Pack, long Bytes) : IFactual
{
    Facts IFactual.ListFacts() => new(("bytes", Bytes), ("pack", Pack));
}

/// <summary>The remaining data fell below the share that the policy sets. Raised once a period.</summary>
public sealed record DataLow : LifecycleEvent
{
    /// <summary>Gets the number of bytes left.</summary>
    public required long LeftBytes { get; init; }

    internal override Facts ListFacts() => new(("left", LeftBytes));

    internal override void Apply(Subscription draft) => draft.Usage = draft.Usage with { IsDataLow = true };

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(outbox.Message(MessageTemplate.DataLow) with { LeftBytes = LeftBytes });
}

/// <summary>The data was used up. Raised once a period.</summary>
public sealed record DataExhausted : LifecycleEvent
{
    internal override void Apply(Subscription draft) => draft.Usage = draft.Usage with { IsDataLow = true, IsDataExhausted = true };

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.DataExhausted);
}
