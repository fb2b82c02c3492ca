namespace EsimLifecycle;

internal static class CommandRefusals
{
    /// <summary>The reason against a command that means nothing in the status the subscription is in.</summary>
    public static Refusal NotPermitted(CommandKind command, Subscription state) => state.Status switch
    {
        SubscriptionStatus.None => Refusals.SubscriptionNotOpened(command),
        SubscriptionStatus.Closed => Refusals.SubscriptionClosed(state.Closure!.Reason, state.Closure.At),
        _ => Refusals.StatusNotPermitted(command, state.Status),
    };
}
