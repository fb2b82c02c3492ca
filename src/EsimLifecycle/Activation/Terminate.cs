using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Ends a subscription at once, on the carrier's decision. Devices still bound are unbound by force.</summary>
/// <remarks>Refused with <see cref="RefusalCode.StatusNotPermitted"/> and <see cref="RefusalCode.SubscriptionClosed"/>.</remarks>
/// <param name="Reason">Why.</param>
public sealed record Terminate(TerminationReason Reason) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.Terminate) { Roles = [Role.Carrier] };

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

    internal override void Visit(ref PropertyVisitor visitor) => visitor.Add(Reason);
}

/// <summary>Why a carrier ends a subscription.</summary>
[JsonConverter(typeof(EnumJsonConverter<TerminationReason>))]
public enum TerminationReason
{
    /// <summary>The carrier's own decision. The default value.</summary>
    Revoked = 0,

    /// <summary>The number moved to another carrier.</summary>
    PortedOut,

    /// <summary>A regulator ordered it.</summary>
    Regulatory,

    /// <summary>It was used fraudulently.</summary>
    Fraud,
}
