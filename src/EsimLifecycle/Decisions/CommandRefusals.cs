namespace EsimLifecycle;

/// <summary>The reasons against a command that have nothing to do with what it wants.</summary>
internal static class CommandRefusals
{
    public static Refusal Malformed(MalformedProperty property) => new(
        RefusalCode.CommandMalformed,
        new RefusalFact("property", property.Path),
        new RefusalFact("expected", property.Expected));

    public static Refusal NothingOpened(CommandKind command) =>
        new(RefusalCode.SubscriptionNotOpened, new RefusalFact("command", command));

    public static Refusal BeforeHistory(Instant now, Instant historyEnd) =>
        new(RefusalCode.TimeBeforeHistory, new RefusalFact("now", now), new RefusalFact("historyEnd", historyEnd))
        {
            RetryAt = historyEnd - Lifecycle.ClockTolerance,
        };

    public static Refusal IdReused(CommandId id) => new(RefusalCode.CommandIdReused, new RefusalFact("commandId", id));

    public static Refusal RoleNotPermitted(CommandKind command, Role role, ValueList<Role> allowed) => new(
        RefusalCode.RoleNotPermitted,
        new RefusalFact("command", command),
        new RefusalFact("role", role),
        new RefusalFact("allowed", allowed));

    public static Refusal ChannelNotAccepted(Channel channel, ValueList<Channel> accepted) =>
        new(RefusalCode.ChannelNotAccepted, new RefusalFact("channel", channel), new RefusalFact("accepted", accepted));

    public static Refusal IdentityTooWeak(IdentityAssurance identity, IdentityAssurance needed) =>
        new(RefusalCode.IdentityTooWeak, new RefusalFact("identity", identity), new RefusalFact("needed", needed));

    /// <summary>The reason against a command that means nothing in the status the subscription is in.</summary>
    public static Refusal NotPermitted(CommandKind command, Subscription state) => state.Status switch
    {
        SubscriptionStatus.None => NothingOpened(command),
        SubscriptionStatus.Closed => new(
            RefusalCode.SubscriptionClosed,
            new RefusalFact("reason", state.Closure!.Reason),
            new RefusalFact("closedAt", state.Closure.At)),
        _ => new(RefusalCode.StatusNotPermitted, new RefusalFact("command", command), new RefusalFact("status", state.Status)),
    };
}
