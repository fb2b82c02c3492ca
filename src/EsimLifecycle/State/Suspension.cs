namespace EsimLifecycle;

/// <summary>A suspension in effect.</summary>
/// <param name="Holder">The holder of the suspension, which determines who may lift it.</param>
/// <param name="Since">The time at which the suspension began.</param>
/// <param name="EndsBy">The time at which the suspension ends automatically under the policy.</param>
/// <param name="StopsTerm">Whether the suspension stops the paid term.</param>
/// <param name="Reason">The reason, as a reference to a record that the host keeps.</param>
public sealed record Suspension(SuspensionHolder Holder, Instant Since, Instant EndsBy, bool StopsTerm = false, Reference Reason = default);
