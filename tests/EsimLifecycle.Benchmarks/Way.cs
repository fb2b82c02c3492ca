namespace EsimLifecycle.Benchmarks;

/// <summary>One way of doing what a row of the table is about.</summary>
/// <param name="Run">Does it so many times, in a loop of its own: a delegate called each time would count for as much as the smallest rows.</param>
/// <param name="PutBack">What of <paramref name="Run"/> is not work, but only makes it repeatable; null where nothing is.</param>
internal sealed record Way(Action<int> Run, Action<int>? PutBack = null);
