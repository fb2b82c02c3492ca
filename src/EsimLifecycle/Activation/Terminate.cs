using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>
/// A request to end a subscription at once, on the carrier's decision. Devices that are still bound are unbound by force.
/// </summary>
/// <remarks>Refused with <see cref="RefusalCode.StatusNotPermitted"/> and <see cref="RefusalCode.SubscriptionClosed"/>.</remarks>
/// <param name="Reason">The reason.</param>
public sealed record Terminate(TerminationReason Reason) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.Terminate) { Roles = [Role.Carrier], Offer = Offer };

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (decision.HasRefusals)
            return;

        var reason = Reason switch
        {
            TerminationReason.PortedOut => ClosedReason.PortedOut,
            TerminationReason.Regulatory => ClosedReason.Regulatory,
            TerminationReason.Fraud => ClosedReason.Fraud,
            _ => ClosedReason.Revoked,
        };
        ClosureRules.Close(ref decision, reason, CommandKind.Terminate);
    }

    internal override Facts ListFacts() => new(("reason", Reason));

    private static void Offer(ref CommandOffer offer)
    {
        // The reason decides what follows, not whether it is possible.
        var answer = offer.Ask(new Terminate(TerminationReason.Revoked));
        for (var reason = TerminationReason.Revoked; offer.Lists && reason <= TerminationReason.Fraud; reason++)
            offer.List(new CommandChoice(answer with { Candidate = new Terminate(reason) }));
    }

    internal override void Visit(ref PropertyVisitor visitor) => visitor.Add(Reason);
}

/// <summary>The reason for which a carrier ends a subscription.</summary>
[JsonConverter(typeof(EnumJsonConverter<TerminationReason>))]
public enum TerminationReason
{
    /// <summary>The carrier's own decision. The default value.</summary>
    Revoked = 0,

    /// <summary>The number was ported to another carrier.</summary>
    PortedOut,

    /// <summary>A regulator ordered the termination.</summary>
    Regulatory,

    /// <summary>The subscription was used fraudulently.</summary>
    Fraud,
}
