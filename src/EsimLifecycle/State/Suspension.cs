namespace EsimLifecycle;

/// <summary>A suspension that stands.</summary>
/// <param name="Holder">On whose account, which says who may lift it.</param>
/// <param name="Since">From when.</param>
/// <param name="EndsBy">When it ends by itself, as the policy says.</param>
/// <param name="StopsTerm">Whether the paid time stands still meanwhile.</param>
/// <param name="Reason">Why, as a reference to what the host keeps.</param>
public sealed record Suspension(SuspensionHolder Holder, Instant Since, Instant EndsBy, bool StopsTerm = false, Reference Reason = default);
