namespace EsimLifecycle;

/// <summary>
/// What leads to a person was taken out of the state of a closed subscription, at the end of its retention or on request. Amounts, dates and reasons stay,
/// because accounts must.
/// </summary>
/// <remarks>
/// Told once more for what a fact brings in afterwards: a fact is never refused, and what it names is erased with it.
/// </remarks>
public sealed record PersonalDataErased : LifecycleEvent
{
    /// <summary>Gets what was erased.</summary>
    public required PersonalData Data { get; init; }

    internal override Facts ListFacts() => new(
        ("references", Data.References.Count),
        ("numbers", Data.Numbers.Count),
        ("profiles", Data.Profiles.Count),
        ("devices", Data.Devices.Count));

    internal override void Apply(Subscription draft)
    {
        draft.Erase(new PersonalDataTaker());
        draft.Closure = draft.Closure! with { ErasedAt = draft.Closure.ErasedAt ?? At };
    }

    internal override void Instruct(ref Outbox outbox) => outbox.ErasePersonalData(Data);
}

/// <summary>The rules for erasing personal data.</summary>
internal static class ErasureRules
{
    public static void Erase(ref DecisionBuilder decision)
    {
        var taker = new PersonalDataTaker();
        decision.State.ToDraft().Erase(taker);
        decision.Raise(new PersonalDataErased { Data = taker.ToData() });
    }

    /// <summary>Erases, of a subscription whose data is erased, what a command has brought in, the caller who gave it included.</summary>
    public static void EraseAgain(ref DecisionBuilder decision, LifecycleCommand command, Caller by)
    {
        if (decision.State.Closure is not { ErasedAt: not null })
            return;
        var taker = new PersonalDataTaker();
        decision.State.ToDraft().Erase(taker);
        command.Take(taker);
        taker.Take(by.Id);
        if (taker.ToData() is not { IsEmpty: false } data)
            return;
        decision.Begin(default);
        decision.Raise(new PersonalDataErased { Data = data });
    }
}
