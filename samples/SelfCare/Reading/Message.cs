namespace SelfCare;

/// <summary>A command as it comes in: what is wanted or what happened, by whom, in which message.</summary>
internal sealed record Message(LifecycleCommand Command, Caller By, CommandId Id);

/// <summary>Something that comes in.</summary>
/// <param name="Message">The command; null where it is information only, and time passes.</param>
/// <param name="About">A word for the reader about where it comes from; null where there is nothing to say.</param>
internal sealed record Incoming(Message? Message, string? About = null);
