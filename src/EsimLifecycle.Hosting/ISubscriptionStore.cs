namespace EsimLifecycle.Hosting;

/// <summary>
/// A store of subscriptions: their events, which are the truth, and for each subscription when it has to be looked at again and what is still to be told
/// to other systems.
/// </summary>
/// <remarks>
/// <para>A store decides nothing. What it has to keep is small: an event is stored once, under its subscription and version, so that of two who append at
/// the same version one is refused; whatever an append stores is there whole or not at all, and durable once the call has returned; a claim is given to
/// one process at a time. The conformance suite in EsimLifecycle.Hosting.Conformance asks all of it.</para>
/// <para>Instants are kept to the tick (100 ns), from 1970 to beyond 2500. Ids and names are compared character by character: case counts.</para>
/// <para>Thread-safe: a host calls it from many threads, but for one subscription it appends one at a time.</para>
/// <para>An exception means that nothing is known: what was being stored may be there or not. The host reads again before it goes on.</para>
/// </remarks>
public interface ISubscriptionStore
{
    /// <summary>Gets the number of batches that may be appended at the same time; 1 for a store with a single writer.</summary>
    int MaxConcurrentAppends { get; }

    /// <summary>Creates or migrates what the store needs, if that has not been done; can be repeated, by several processes at once.</summary>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>The name of every policy by which a stored subscription was agreed, in ordinal order.</returns>
    /// <exception cref="InvalidOperationException">
    /// What is there was written by a newer version of the store, or is something else; the message says which was found and which expected. Nothing was changed.
    /// </exception>
    ValueTask<IReadOnlyList<string>> OpenAsync(CancellationToken cancel = default);

    /// <summary>Reads the events of a subscription after a version, in order.</summary>
    /// <param name="id">The subscription; one that has no events is no error.</param>
    /// <param name="after">The version after which to read; 0 for all.</param>
    /// <param name="cancel">Cancels the call.</param>
    IAsyncEnumerable<LifecycleEvent> ReadAsync(SubscriptionId id, long after, CancellationToken cancel = default);

    /// <summary>Returns the digest of the message that was stored with this id, however long ago; null if none was.</summary>
    /// <remarks>An id ends with <see cref="ReplaceEventsAsync"/>, which puts another in its place.</remarks>
    /// <param name="id">The subscription.</param>
    /// <param name="message">The id of the message, as given by its sender.</param>
    /// <param name="cancel">Cancels the call.</param>
    ValueTask<CommandDigest?> FindMessageAsync(SubscriptionId id, CommandId message, CancellationToken cancel = default);

    /// <summary>
    /// Stores each decision whole, if its subscription is still at the version it was decided on and its message was not stored before, and durably.
    /// </summary>
    /// <remarks>
    /// <para>One that is refused does not hold up the others of its batch, and leaves nothing behind. With a decision are stored its message, its next
    /// deadline, which ends a claim of <see cref="ClaimDueAsync"/>, and whether it has instructions.</para>
    /// <para>With instructions a subscription waits to be handed over, since the time of the first event of the append. As long as one does not wait, the
    /// cursor goes along: a claim never reads what came before and has nothing to say.</para>
    /// </remarks>
    /// <param name="batch">The appends, each of another subscription; at least one.</param>
    /// <param name="cancel">Cancels the call, before anything is stored.</param>
    /// <returns>For each append, in order, whether it was stored.</returns>
    ValueTask<IReadOnlyList<bool>> AppendAsync(IReadOnlyList<SubscriptionAppend> batch, CancellationToken cancel = default);

    /// <summary>Claims subscriptions whose next deadline has come, those waiting longest first. Nobody else is given them until the lease ends.</summary>
    /// <remarks>An append ends the claim: it stores the next deadline. Until then the status tells the deadline itself, however often it is claimed.</remarks>
    /// <param name="now">The current time of the host's clock.</param>
    /// <param name="until">The end of the lease, at which those that have not been appended to are due again.</param>
    /// <param name="max">The maximum number of claims.</param>
    /// <param name="cancel">Cancels the call.</param>
    ValueTask<IReadOnlyList<SubscriptionId>> ClaimDueAsync(Instant now, Instant until, int max, CancellationToken cancel = default);

    /// <summary>
    /// Claims subscriptions with events whose instructions are still to be handed over, those waiting longest first. Nobody else is given them until the
    /// lease ends.
    /// </summary>
    /// <param name="now">The current time of the host's clock.</param>
    /// <param name="until">The end of the lease, which is <see cref="Delivery.LeasedUntil"/> of each.</param>
    /// <param name="max">The maximum number of claims.</param>
    /// <param name="cancel">Cancels the call.</param>
    ValueTask<IReadOnlyList<Delivery>> ClaimDeliveriesAsync(Instant now, Instant until, int max, CancellationToken cancel = default);

    /// <summary>Stores how far each delivery has come and ends its claim, unless its lease has ended and somebody else has claimed it.</summary>
    /// <remarks>If there are later events, it waits on: until <see cref="Delivery.RetryAt"/> or, without that, in its place as before.</remarks>
    /// <param name="deliveries">What was claimed, moved on by the host; each of another subscription.</param>
    /// <param name="cancel">Cancels the call.</param>
    ValueTask CompleteAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancel = default);

    /// <summary>Returns the dead letters of all subscriptions or of one, those of a subscription in the order in which they died.</summary>
    /// <param name="id">The subscription; null for all.</param>
    /// <param name="max">The maximum number.</param>
    /// <param name="cancel">Cancels the call.</param>
    ValueTask<IReadOnlyList<DeadLetter>> ReadDeadLettersAsync(SubscriptionId? id, int max, CancellationToken cancel = default);

    /// <summary>Puts a dead letter in the place of the one with the same key, or takes that one away.</summary>
    /// <param name="letter">The dead letter, with the key of the one that it replaces.</param>
    /// <param name="remove">Whether it is only taken away.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>Whether there was one with this key.</returns>
    ValueTask<bool> ReplaceDeadLetterAsync(DeadLetter letter, bool remove, CancellationToken cancel = default);

    /// <summary>Returns the snapshot of a subscription that was saved last; <see cref="Subscription.None"/> if there is none or it can't be read any more.</summary>
    /// <param name="id">The subscription.</param>
    /// <param name="cancel">Cancels the call.</param>
    ValueTask<Subscription> ReadSnapshotAsync(SubscriptionId id, CancellationToken cancel = default);

    /// <summary>Saves a state so that a long history need not be read whole again. It is a cache: it may be dropped at any time.</summary>
    /// <remarks>It is saved only if it is current, so that nobody puts back what <see cref="ReplaceEventsAsync"/> has taken away.</remarks>
    /// <param name="subscription">The state, as its stored events have made it.</param>
    /// <param name="cancel">Cancels the call.</param>
    ValueTask SaveSnapshotAsync(Subscription subscription, CancellationToken cancel = default);

    /// <summary>Puts events in the place of all those of a subscription, which say the same but name nobody; ids and digests of messages become those of the new events.</summary>
    /// <remarks>The snapshot goes, with the same commit. What is due and what is still to be told stay as they are.</remarks>
    /// <param name="id">The subscription.</param>
    /// <param name="events">The new events, from version 1 on; at least one.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>Whether they are as many as are stored; if not, nothing was changed.</returns>
    ValueTask<bool> ReplaceEventsAsync(SubscriptionId id, IReadOnlyList<LifecycleEvent> events, CancellationToken cancel = default);

    /// <summary>Returns what is waiting, without a scan of the subscriptions for which nothing is.</summary>
    /// <param name="now">The current time of the host's clock.</param>
    /// <param name="cancel">Cancels the call.</param>
    ValueTask<StoreStatus> GetStatusAsync(Instant now, CancellationToken cancel = default);
}
