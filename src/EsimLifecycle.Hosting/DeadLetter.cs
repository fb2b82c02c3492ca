namespace EsimLifecycle.Hosting;

/// <summary>An instruction that was tried in vain as often as the options have it: it waits for a person, and the instructions after it go on.</summary>
/// <param name="Id">The subscription.</param>
/// <param name="Version">The version of the event from which the instruction follows.</param>
/// <param name="Key">The key of the instruction.</param>
/// <param name="Tries">The number of times that it was tried.</param>
/// <param name="At">The time of the last one.</param>
/// <param name="Error">What the handler said then: the type of the exception and its message, of which 500 characters are kept.</param>
public sealed record DeadLetter(SubscriptionId Id, long Version, string Key, int Tries, Instant At, string Error);
