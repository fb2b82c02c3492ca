using EsimLifecycle.Interop;

namespace SelfCare;

/// <summary>A command as it comes in: what is wanted or what happened, by whom, in which message.</summary>
internal sealed record Message(LifecycleCommand Command, Caller By, CommandId Id);

/// <summary>Something that comes in.</summary>
/// <param name="Message">The command; null where time passes only, and for a notification.</param>
/// <param name="Notification">What a platform said; null for anything else.</param>
internal sealed record Incoming(Message? Message, Notification? Notification = null);

/// <summary>What a platform said, which may mean one thing for one subscription and nothing for another.</summary>
/// <param name="From">The platform.</param>
/// <param name="Notice">The notice; null where there was none in what it sent.</param>
/// <param name="By">Who reports it.</param>
/// <param name="Id">The id of its command.</param>
internal sealed record Notification(string From, PlatformNotice? Notice, Caller By, CommandId Id)
{
    /// <summary>The command that it means; null where it is information, or nothing that can be told for sure.</summary>
    public Message? Message => Notice?.Command is { } command ? new Message(command, By, Id) : null;

    /// <summary>Returns what it means for a subscription.</summary>
    public Notification For(Subscription subscription) => this with { Notice = Notice?.For(subscription) };
}
