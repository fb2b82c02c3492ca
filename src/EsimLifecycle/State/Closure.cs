namespace EsimLifecycle;

/// <summary>The closing of a subscription.</summary>
/// <param name="Reason">The reason of closing.</param>
/// <param name="At">The time of closing.</param>
public sealed record Closure(ClosedReason Reason, Instant At);
