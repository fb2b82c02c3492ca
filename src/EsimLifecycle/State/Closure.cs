namespace EsimLifecycle;

/// <summary>How a subscription ended.</summary>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record Closure(ClosedReason Reason, Instant At);
