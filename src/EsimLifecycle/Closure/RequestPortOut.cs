namespace EsimLifecycle;

/// <summary>A request to port the number of a closed subscription out to another carrier, while it rests.</summary>
/// <remarks>
/// <para>The carrier's system is asked to (<see cref="PortOutNumber"/>), and its answer is reported with <see cref="ReportPortOut"/>. Until then, and at most for
/// <see cref="ClosurePolicy.PortOutAnswerDays"/>, the number is not released.</para>
/// <para>Refused with <see cref="RefusalCode.PortOutNotClosed"/> before closing, <see cref="RefusalCode.NumberNone"/> where no number rests,
/// <see cref="RefusalCode.NumberGone"/> once it was ported out or taken over, <see cref="RefusalCode.PortOutNotOffered"/>,
/// <see cref="RefusalCode.PortOutWindowOver"/>, <see cref="RefusalCode.NumberHeld"/> and <see cref="RefusalCode.PortOutUnderWay"/>.</para>
/// </remarks>
public sealed record RequestPortOut() : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.RequestPortOut)
    {
        Roles = [Role.Customer, Role.Agent, Role.Carrier],
        MinIdentity = IdentityAssurance.Substantial,
        Offer = static (ref offer) => offer.Add(new RequestPortOut()),
    };

    /// <summary>
    /// Gets what the host keeps about the request, such as the receiving carrier and its authorisation, as a reference; none, the default, if there is
    /// nothing.
    /// </summary>
    public PersonalReference Note { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (decision.State.Closure!.Number is not { } rest)
        {
            decision.Refuse(Refusals.NumberNone());
            return;
        }

        NumberRules.CheckPortOut(ref decision, rest);
        if (decision.HasRefusals)
            return;
        var dueBy = decision.Prepared.EndOfDayAfter(decision.At, decision.Policy.Closure.PortOutAnswerDays);
        decision.Raise(new PortOutRequested
        {
            PortOut = new PortOut(decision.NewKey("port-out"), decision.At, dueBy),
            Number = decision.State.Contract!.Number!.Value,
            Note = Note,
        });
    }

    internal override void Visit(ref PropertyVisitor visitor) => visitor.AddOptional(Note);
}

/// <summary>Porting the number out to another carrier was requested.</summary>
public sealed record PortOutRequested : LifecycleEvent
{
    /// <summary>Gets the request.</summary>
    public required PortOut PortOut { get; init; }

    /// <summary>Gets the number.</summary>
    public required Msisdn Number { get; init; }

    /// <summary>Gets what the host keeps about the request, as a reference; none if there is nothing.</summary>
    public PersonalReference Note { get; init; }

    internal override Facts ListFacts() => new(("number", Number), ("dueBy", PortOut.DueBy));

    internal override void Apply(Subscription draft) => NumberRules.Update(draft, rest => rest.Put(PortOut));

    internal override void Instruct(ref Outbox outbox) => outbox.PortOut(PortOut.Key, Number, Note);
}
