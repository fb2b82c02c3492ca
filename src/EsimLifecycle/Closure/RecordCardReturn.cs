using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Records that the physical card came back: in a shop with the request, or by post after closing.</summary>
/// <remarks>
/// A fact, never refused. Where the policy has terms for it (<see cref="ClosurePolicy.CardReturn"/>), the credit is paid out once, as a part of the
/// refund claim, and is set off against what is owed; a card that comes back before is credited when the subscription closes, with what was
/// offered when it came. When it was received counts, and not when that was entered. One that is received too late, that is not the
/// subscription's, or that comes after another is recorded without a credit, with the reason (<see cref="CardReturnFault"/>). Repeating the
/// same report changes nothing.
/// </remarks>
/// <param name="Reference">The reference of the receipt or parcel; an equal reference identifies the same return.</param>
public sealed record RecordCardReturn(Reference Reference) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.RecordCardReturn) { Roles = [Role.Agent, Role.Carrier, Role.System] };

    /// <summary>Gets the ICCID on the card; null, the default, if it was not read.</summary>
    public Iccid? Iccid { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (!decision.HasRefusals && !decision.State.References.Contains(MoneyReferences.OfCardReturn(Reference)))
            CardReturnRules.Take(ref decision, this);
    }

    internal override FactConflicted Conflict() => base.Conflict() with { Reference = Reference };

    internal override Facts ListFacts() => new(("reference", Reference), ("iccid", Iccid));

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Reference);
        visitor.AddOptional(Iccid);
        visitor.AddOptional(OccurredAt);
    }
}

/// <summary>The physical card came back.</summary>
public sealed record CardReturned : LifecycleEvent
{
    /// <summary>Gets the return.</summary>
    public required CardReturn Return { get; init; }

    /// <summary>Gets the reason for which nothing is credited; null if something is, at once or when the subscription closes.</summary>
    public CardReturnFault? Fault { get; init; }

    /// <summary>Gets the time at which the window had ended, of a card that was received too late; null for any other.</summary>
    public Instant? EndedAt { get; init; }

    internal override Facts ListFacts() => new(
        ("reference", Return.Reference),
        ("receivedAt", Return.ReceivedAt),
        ("credit", Fault is null ? Return.Credit : null),
        ("fault", Fault),
        ("endedAt", EndedAt));

    internal override void Apply(Subscription draft)
    {
        if (Fault is null)
            draft.CardReturn = Return;
        draft.References = draft.References.Add(MoneyReferences.OfCardReturn(Return.Reference));
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (Fault is not null)
            outbox.Tell(MessageTemplate.CardNotCredited, Return.Reference);
    }
}

/// <summary>The reason for which a card that came back is not credited.</summary>
[JsonConverter(typeof(EnumJsonConverter<CardReturnFault>))]
public enum CardReturnFault
{
    /// <summary>The policy has no terms for it. The default value.</summary>
    NotOffered = 0,

    /// <summary>Another card came back before.</summary>
    AlreadyReturned,

    /// <summary>The card is not that of the subscription.</summary>
    OtherCard,

    /// <summary>The card was received after the time that the policy gives for it (<see cref="CardReturnTerms.Days"/>).</summary>
    ReceivedTooLate,
}

/// <summary>A card that came back was credited, as a part of the refund claim.</summary>
public sealed record CardCredited : LifecycleEvent
{
    /// <summary>Gets the credit, as a refund leg.</summary>
    public required RefundLeg Refund { get; init; }

    internal override Facts ListFacts() => new(("refund", Refund));

    internal override void Apply(Subscription draft)
    {
        draft.CardReturn = draft.CardReturn! with { IsCredited = true };
        RefundRules.Put(draft, Refund);
    }

    internal override void Instruct(ref Outbox outbox)
    {
        outbox.Replace([Refund]);
        outbox.Tell(MessageTemplate.CardCredited, Refund.Key, Refund.Amount, until: Refund.DueBy);
    }
}

/// <summary>The rules for cards that come back.</summary>
internal static class CardReturnRules
{
    public static void Take(ref DecisionBuilder decision, RecordCardReturn report)
    {
        var state = decision.State;
        var receivedAt = Instant.Min(report.OccurredAt ?? decision.At, decision.At);
        var offer = state.Closure?.CardReturn;
        var credit = state.Closure is null ? decision.Policy.Closure.CardReturn?.Credit : offer?.Credit;
        CardReturnFault? fault = credit is null ? CardReturnFault.NotOffered
            : state.CardReturn is not null ? CardReturnFault.AlreadyReturned
            : report.Iccid is { } iccid && state.Contract!.Iccid is { } own && iccid != own ? CardReturnFault.OtherCard
            : receivedAt >= offer?.Until ? CardReturnFault.ReceivedTooLate
            : null;
        decision.Raise(new CardReturned
        {
            Return = new CardReturn(report.Reference, receivedAt) { Credit = fault is null ? credit : null },
            Fault = fault,
            EndedAt = fault == CardReturnFault.ReceivedTooLate ? offer!.Until : null,
        });
    }

    /// <summary>Credits the card once it has come back and the subscription is closed; what is owed is set off.</summary>
    public static void CreditIfDue(ref DecisionBuilder decision)
    {
        if (decision.State is not { Closure: { } closure, CardReturn: { IsCredited: false, Credit: { } credit } })
            return;
        decision.Raise(new CardCredited
        {
            Refund = RefundRules.Begin(ref decision, 1, credit, closure.Reason),
            Postings = [new Posting(Account.Concessions, Account.RefundPayable, credit)],
        });
        RefundRules.SetOffDues(ref decision);
    }
}
