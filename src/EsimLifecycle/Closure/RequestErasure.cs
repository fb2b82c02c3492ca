namespace EsimLifecycle;

/// <summary>A request to erase the personal data of a closed subscription before the policy does it.</summary>
/// <remarks>
/// <para>Accepted if nothing is in the way, and done at once (<see cref="PersonalDataErased"/>). Asking again changes nothing.</para>
/// <para>Refused with <see cref="RefusalCode.ErasureNotClosed"/> before closing and, for each thing that is in the way (<see cref="ErasureObstacleKind"/>), with
/// <see cref="RefusalCode.ErasureTooSoon"/>, which says until when, or <see cref="RefusalCode.ErasureUnsettled"/>, which says what is to be done first.</para>
/// </remarks>
public sealed record RequestErasure() : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.RequestErasure)
    {
        Roles = [Role.Customer, Role.Agent, Role.Carrier],
        MinIdentity = IdentityAssurance.Substantial,
        Offer = static (ref offer) => offer.Add(new RequestErasure()),
    };

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (decision.State.Closure!.ErasedAt is not null)
            return;
        foreach (var obstacle in ErasureScan.FindAll(decision.State, decision.At))
        {
            decision.Refuse(obstacle.Until is { } until
                ? Refusals.ErasureTooSoon(obstacle.Kind, until)
                : Refusals.ErasureUnsettled(obstacle.Kind, obstacle.Amount!.Value));
        }

        if (!decision.HasRefusals)
            decision.Raise(new ErasureRequested());
    }
}

/// <summary>The personal data of the subscription is to be erased now: its retention is over.</summary>
public sealed record ErasureRequested : LifecycleEvent
{
    internal override void Apply(Subscription draft) => draft.Closure = draft.Closure! with { RetainedUntil = At };
}
