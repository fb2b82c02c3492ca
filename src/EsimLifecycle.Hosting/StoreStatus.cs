namespace EsimLifecycle.Hosting;

/// <summary>What is waiting in a store.</summary>
/// <param name="OldestDue">The deadline that has come first and has not passed, claimed or not; null if none has.</param>
/// <param name="Untold">The number of subscriptions with instructions to hand over, those that wait to be tried again included.</param>
/// <param name="UntoldSince">The time since which the first of them has been waiting; null if there are none.</param>
/// <param name="DeadLetters">The number of subscriptions that have dead letters.</param>
public readonly record struct StoreStatus(Instant? OldestDue, long Untold, Instant? UntoldSince, long DeadLetters);
