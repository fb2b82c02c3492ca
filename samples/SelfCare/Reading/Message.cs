namespace SelfCare;

/// <summary>A command as it comes in: what is wanted or what happened, by whom, in which message.</summary>
internal sealed record Message(LifecycleCommand Command, Caller By, CommandId Id);
