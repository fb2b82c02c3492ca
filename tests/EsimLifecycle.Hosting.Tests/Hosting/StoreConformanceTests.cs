using System.Collections.Concurrent;
using EsimLifecycle.Hosting.Conformance;

namespace EsimLifecycle.Hosting.Tests;

/// <summary>Each case of the suite is worth something: stores with one thing broken are caught by it, and by what it says.</summary>
public sealed class StoreConformanceTests
{
    private static readonly Duration Micro = Duration.FromTicks(10);

    /// <summary>What is broken, by which case it is caught, and how it is broken in each instance.</summary>
    private static readonly (string Fault, string Case, Action<StoreDouble> Break)[] Faults =
    [
        ("says of what it refused that it is stored", "an append at a version that the subscription has passed is refused", store =>
            store.Append = async (batch, cancel) => [.. (await store.Inner.AppendAsync(batch, cancel)).Select(_ => true)]),
        ("says so of what is stored already", "the same append a second time is refused", store =>
            store.Append = async (batch, cancel) => [.. (await store.Inner.AppendAsync(batch, cancel)).Select(_ => true)]),
        ("says so of a gap", "an append that would leave a gap is refused, and can be stored when the gap is filled", store =>
            store.Append = async (batch, cancel) => [.. (await store.Inner.AppendAsync(batch, cancel)).Select(_ => true)]),
        ("keeps the last event of what it refused", "several events are stored whole or not at all", store =>
        {
            var rests = new ConcurrentDictionary<SubscriptionId, LifecycleEvent>();
            store.Append = async (batch, cancel) =>
            {
                var results = await store.Inner.AppendAsync(batch, cancel);
                if (!results[0] && batch[0].Events.Count > 1)
                    rests[batch[0].Id] = batch[0].Decision.Events[^1];
                return results;
            };
            store.Read = (id, after, cancel) => rests.TryGetValue(id, out var rest) ? store.Inner.ReadAsync(id, after, cancel).Append(rest) : store.Inner.ReadAsync(id, after, cancel);
        }),
        ("refuses a batch whole", "what is refused does not hold up the others of its batch", store =>
            store.Append = async (batch, cancel) => await store.Inner.AppendAsync(batch, cancel) is var results && results.All(isStored => isStored) ? results : [.. results.Select(_ => false)]),
        ("gives the results in the order of the ids", "what is refused does not hold up the others of its batch", store =>
            store.Append = (batch, cancel) => store.Inner.AppendAsync([.. batch.OrderBy(append => append.Id.ToString(), StringComparer.Ordinal)], cancel)),
        ("stores two who race", "of many who append at one version, in two processes, exactly one is stored", store =>
            store.Append = async (batch, cancel) => [.. (await store.Inner.AppendAsync(batch, cancel)).Select((isStored, i) => isStored || batch[i].Message?.ToString() == "race-3-7")]),
        ("stores two who race to be the first", "of many who open the same subscription, in two processes, exactly one is stored", store =>
            store.Append = async (batch, cancel) => [.. (await store.Inner.AppendAsync(batch, cancel)).Select((isStored, i) => isStored || batch[i].Message?.ToString() == "open-7")]),
        ("stores what was called off", "an append that is called off before it begins stores nothing", store =>
            store.Append = (batch, _) => store.Inner.AppendAsync(batch, CancellationToken.None)),
        ("writes no batch at all", "a store can append one batch at a time, or several", store => store.MaxConcurrentAppends = 0),
        ("reads versions as texts", "events come by version, beyond 9 and 99 too", store =>
            store.Read = (id, after, cancel) => store.Inner.ReadAsync(id, after, cancel).OrderBy(each => $"{each.Version}", StringComparer.Ordinal)),
        ("reads all, whatever is known", "the events after a version are read, and none after the last", store => store.Read = (id, _, cancel) => store.Inner.ReadAsync(id, 0, cancel)),
        ("finds events of nobody", "a subscription that nobody has opened has no events", store =>
            store.Read = (id, after, cancel) => id.ToString() == "nobody" ? throw new KeyNotFoundException() : store.Inner.ReadAsync(id, after, cancel)),
        ("cuts fractions of times off", "whole lives by every preset are read back equal, by another process too", store => store.Read = (id, after, cancel) =>
            store.Inner.ReadAsync(id, after, cancel).Select(each => each with { At = Micros(each.At) })),
        ("loses money", "whole lives by every preset are read back equal, by another process too", store => store.Read = (id, after, cancel) =>
            store.Inner.ReadAsync(id, after, cancel).Select(each => each with { Postings = default })),
        ("reads what it has read before", "another process reads what was appended as soon as the append has returned", store =>
        {
            var known = new ConcurrentDictionary<SubscriptionId, List<LifecycleEvent>>();
            store.Read = (id, after, cancel) => ReadAsync(id, cancel);

            async IAsyncEnumerable<LifecycleEvent> ReadAsync(SubscriptionId id, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
            {
                if (!known.ContainsKey(id))
                    known[id] = await store.Inner.ReadAsync(id, 0, cancel).ToListAsync(cancel);
                foreach (var each in known[id])
                    yield return each;
            }
        }),
        ("takes ids for equal that differ by case", "ids are kept apart whatever characters they have: case, signs, length", store =>
        {
            var ids = new ConcurrentDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            store.Append = async (batch, cancel) => [.. (await store.Inner.AppendAsync(batch, cancel)).Select((isStored, i) => isStored && ids.GetOrAdd(batch[i].Id.ToString(), id => id) == batch[i].Id.ToString())];
        }),
        ("cuts ids off", "ids are kept apart whatever characters they have: case, signs, length", store =>
            store.Read = (id, after, cancel) => store.Inner.ReadAsync(new(id.ToString()[..Math.Min(127, id.ToString().Length)]), after, cancel)),
        ("forgets messages", "the digest of a message is found by its id, however long ago it was stored, by another process too", store => store.FindMessage = async (id, message, cancel) =>
            message.ToString() == "first" && await store.Inner.ReadAsync(id, 0, cancel).CountAsync(cancel) > 100 ? null : await store.Inner.FindMessageAsync(id, message, cancel)),
        ("stores messages twice", "a message that was stored before is refused at every later version", WithoutMessages),
        ("stores messages twice that were refused at first", "a message that was refused leaves nothing behind: it can be stored later, and not twice", WithoutMessages),
        ("keeps the message of what it refused", "a message that was refused leaves nothing behind: it can be stored later, and not twice", store =>
        {
            var refused = new ConcurrentDictionary<CommandId, CommandDigest>();
            store.Append = async (batch, cancel) =>
            {
                var results = await store.Inner.AppendAsync(batch, cancel);
                if (!results[0] && batch[0].Message is { } message)
                    refused[message] = batch[0].Digest!.Value;
                return results;
            };
            store.FindMessage = (id, message, cancel) => refused.TryGetValue(message, out var digest) ? new(digest) : store.Inner.FindMessageAsync(id, message, cancel);
        }),
        ("takes a message id for unique in all the store", "another subscription may use the same id, in the same batch too", store =>
        {
            var used = new ConcurrentDictionary<CommandId, SubscriptionId>();
            store.Append = async (batch, cancel) => [.. (await store.Inner.AppendAsync(batch, cancel)).Select((isStored, i) => isStored && used.GetOrAdd(batch[i].Message!.Value, batch[i].Id) == batch[i].Id)];
        }),
        ("refuses a batch for a message that was stored before", "a message that was stored before does not hold up the others of its batch", store =>
            store.Append = async (batch, cancel) => await store.Inner.AppendAsync(batch, cancel) is var results && results.All(isStored => isStored) ? results : [.. results.Select(_ => false)]),
        ("takes messages for equal that differ by case", "the ids of messages are kept apart whatever characters they have: case, signs, length", store =>
        {
            var ids = new ConcurrentDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            store.Append = async (batch, cancel) =>
                [.. (await store.Inner.AppendAsync(batch, cancel)).Select((isStored, i) => isStored && ids.GetOrAdd(batch[i].Message.ToString()!, id => id) == batch[i].Message.ToString())];
        }),
        ("takes the message from the event", "a fact that is told again under an id that is taken is stored without it", store => store.Append = (batch, cancel) =>
            store.Inner.AppendAsync([.. batch.Select(append => new SubscriptionAppend(append.Decision, append.Decision.Events[^1].Cause?.Command))], cancel)),
        ("takes what time brings for the same message", "what time brings has no message, and any number of it is stored", store =>
        {
            var timed = 0;
            store.Append = async (batch, cancel) => batch[0].Message is null && Interlocked.Increment(ref timed) > 1 ? [false] : await store.Inner.AppendAsync(batch, cancel);
        }),
        ("never finds what is due", "a deadline is claimed when it has come, to the tick, and not before", store => store.ClaimDue = (_, _, _, _) => new([])),
        ("looks for deadlines by the microsecond", "a deadline is claimed when it has come, to the tick, and not before", store =>
            store.ClaimDue = (now, until, max, cancel) => store.Inner.ClaimDueAsync(now + Micro, until, max, cancel)),
        ("does not lease deadlines", "a claimed deadline is given to nobody until the lease ends, to the tick, and then again", store =>
            store.ClaimDue = (now, _, max, cancel) => store.Inner.ClaimDueAsync(now, now, max, cancel)),
        ("leases deadlines by the microsecond", "a claimed deadline is given to nobody until the lease ends, to the tick, and then again", store =>
            store.ClaimDue = (now, until, max, cancel) => store.Inner.ClaimDueAsync(now, Micros(until), max, cancel)),
        ("takes deadlines away that were claimed", "a claimed deadline is given to nobody until the lease ends, to the tick, and then again", store =>
            store.ClaimDue = (now, _, max, cancel) => store.Inner.ClaimDueAsync(now, Instant.MaxValue, max, cancel)),
        ("claims the newest deadlines first", "those that have been due for longest are claimed first, and no more than are asked for", store =>
            store.ClaimDue = async (now, until, max, cancel) => [.. (await store.Inner.ClaimDueAsync(now, until, max, cancel)).Reverse()]),
        ("claims all deadlines", "those that have been due for longest are claimed first, and no more than are asked for", store =>
            store.ClaimDue = (now, until, _, cancel) => store.Inner.ClaimDueAsync(now, until, int.MaxValue, cancel)),
        ("keeps the claim of a deadline after an append", "an append ends the claim and sets the next deadline", store => store.Append = async (batch, cancel) =>
        {
            var results = await store.Inner.AppendAsync(batch, cancel);
            if (batch[0].Message is null)
                await store.Inner.ClaimDueAsync(Instant.MaxValue, Instant.MaxValue, 100, cancel);
            return results;
        }),
        ("ends the claim of a deadline by what it refuses", "a refused append leaves the claim and the deadline as they are", store =>
        {
            var isRefused = false;
            store.Append = async (batch, cancel) =>
            {
                var results = await store.Inner.AppendAsync(batch, cancel);
                isRefused |= !results[0];
                return results;
            };
            store.ClaimDue = (now, until, max, cancel) => store.Inner.ClaimDueAsync(isRefused ? Instant.MaxValue : now, until, max, cancel);
        }),
        ("keeps the first deadline", "an append brings a deadline forward or puts it off", store =>
        {
            Instant? first = null;
            store.Append = (batch, cancel) =>
            {
                first ??= batch[0].NextDeadline;
                return store.Inner.AppendAsync(batch, cancel);
            };
            store.ClaimDue = (now, until, max, cancel) => now < first ? new([]) : store.Inner.ClaimDueAsync(now, until, max, cancel);
        }),
        ("finds what is never due", "what has no deadline any more is never due", store =>
            store.ClaimDue = async (now, until, max, cancel) => now == Limits.LatestNow ? [new("line-1")] : await store.Inner.ClaimDueAsync(now, until, max, cancel)),
        ("keeps times as nanoseconds in 64 bits", "deadlines and leases are kept from 1970 to 2500 and beyond", store => store.ClaimDue = (now, until, max, cancel) =>
            store.Inner.ClaimDueAsync(now, Instant.FromUnixTimeTicks(unchecked(until.ToUnixTimeTicks() * 100) / 100), max, cancel)),
        ("claims a deadline for two", "claimers in two processes are never given the same deadline, and together all of them", store =>
        {
            SubscriptionId? before = null;
            store.ClaimDue = async (now, until, max, cancel) =>
            {
                List<SubscriptionId> claimed = [.. await store.Inner.ClaimDueAsync(now, until, max, cancel)];
                if (before is { } twice && claimed.Count > 0)
                    claimed.Add(twice);
                before = claimed.Count > 0 ? claimed[0] : null;
                return claimed;
            };
        }),
        ("hands over from the start", "events without instructions are not handed over, and the cursor passes them", store => store.ClaimDeliveries = async (now, until, max, cancel) =>
        {
            List<Delivery> all = [];
            foreach (var each in await store.Inner.ClaimDeliveriesAsync(now, until, max, cancel))
                all.Add(each with { Told = 0, Events = [.. await store.Inner.ReadAsync(each.Id, 0, cancel).ToListAsync(cancel)] });
            return all;
        }),
        ("completes nothing", "what is completed is not handed over again, and what is appended later is", store => store.Complete = (_, _) => default),
        ("does not lease deliveries", "a claimed delivery is given to nobody until its lease ends, to the tick, and then again as it was", store =>
            store.ClaimDeliveries = async (now, until, max, cancel) => [.. (await store.Inner.ClaimDeliveriesAsync(now, now, max, cancel)).Select(each => each with { LeasedUntil = until })]),
        ("leases deliveries by the microsecond", "a claimed delivery is given to nobody until its lease ends, to the tick, and then again as it was", store =>
            store.ClaimDeliveries = async (now, until, max, cancel) => [.. (await store.Inner.ClaimDeliveriesAsync(now, Micros(until), max, cancel)).Select(each => each with { LeasedUntil = until })]),
        ("completes what was lost", "who has lost the lease completes nothing", CompletingAnyway),
        ("completes what is done", "who completes a second time changes nothing", store => store.ClaimDeliveries = async (now, until, max, cancel) =>
            await store.Inner.ClaimDeliveriesAsync(now, until, max, cancel) is { Count: > 0 } some ? some : [new Delivery { Id = new("line-1"), Told = 0, Events = [], LeasedUntil = until }]),
        ("forgets the instructions told of an event", "a delivery that is completed in part goes on where it stopped, at once", Completing(each => each with { ToldOfNext = 0 })),
        ("keeps the lease of what is completed in part", "a delivery that is completed in part goes on where it stopped, at once", Completing(each => each with { RetryAt = each.LeasedUntil })),
        ("forgets tries", "what failed is tried again at its time, to the tick, with the number of its tries", Completing(each => each with { Tries = 0 })),
        ("tries again at once", "what failed is tried again at its time, to the tick, with the number of its tries", Completing(each => each with { RetryAt = null })),
        ("keeps the time of the next try by the microsecond", "what failed is tried again at its time, to the tick, with the number of its tries", Completing(each => each with { RetryAt = each.RetryAt is { } at ? Micros(at) : null })),
        ("brings the next try forward by an append", "an append does not bring the next try forward", store =>
        {
            var isAppended = false;
            store.Append = (batch, cancel) =>
            {
                isAppended |= batch[0].ExpectedVersion > 2;
                return store.Inner.AppendAsync(batch, cancel);
            };
            store.ClaimDeliveries = (now, until, max, cancel) => store.Inner.ClaimDeliveriesAsync(isAppended ? Instant.MaxValue : now, until, max, cancel);
        }),
        ("passes what was appended during a claim", "what is appended during a claim is seen after it", PassingAll),
        ("passes what is beyond one claim", "a claim gives no more events than it may, and then the rest", PassingAll),
        ("loses an append that meets a completion", "appends and completions at the same time lose nothing and tell nothing twice", PassingAll),
        ("gives all events at once", "a claim gives no more events than it may, and then the rest", store => store.ClaimDeliveries = async (now, until, max, cancel) =>
        {
            List<Delivery> all = [];
            foreach (var each in await store.Inner.ClaimDeliveriesAsync(now, until, max, cancel))
                all.Add(each with { Events = [.. await store.Inner.ReadAsync(each.Id, each.Told, cancel).ToListAsync(cancel)] });
            return all;
        }),
        ("hands over by the ids", "those that have waited for longest are claimed first, and no more than are asked for", store => store.ClaimDeliveries = async (now, until, max, cancel) =>
            [.. (await store.Inner.ClaimDeliveriesAsync(now, until, max, cancel)).OrderBy(each => each.Id.ToString(), StringComparer.Ordinal)]),
        ("hands over all at once", "those that have waited for longest are claimed first, and no more than are asked for", store =>
            store.ClaimDeliveries = (now, until, _, cancel) => store.Inner.ClaimDeliveriesAsync(now, until, int.MaxValue, cancel)),
        ("completes the first only", "several deliveries are completed together, each as far as it has come", store =>
            store.Complete = (deliveries, cancel) => store.Inner.CompleteAsync([deliveries[0]], cancel)),
        ("completes all like the first", "several deliveries are completed together, each as far as it has come", store =>
            store.Complete = (deliveries, cancel) => store.Inner.CompleteAsync([.. deliveries.Select(each => each with { Told = deliveries[0].Told, ToldOfNext = 0, RetryAt = null })], cancel)),
        ("keeps leases as nanoseconds in 64 bits", "claims and leases are kept from 1970 to 2500", store => store.ClaimDeliveries = (now, until, max, cancel) =>
            store.Inner.ClaimDeliveriesAsync(now, Instant.FromUnixTimeTicks(unchecked(until.ToUnixTimeTicks() * 100) / 100), max, cancel)),
        ("hands over to two", "claimers in two processes are never given the same delivery, and together all of them", store =>
        {
            Delivery? before = null;
            store.ClaimDeliveries = async (now, until, max, cancel) =>
            {
                List<Delivery> claimed = [.. await store.Inner.ClaimDeliveriesAsync(now, until, max, cancel)];
                if (before is not null && claimed.Count > 0)
                    claimed.Add(before);
                before = claimed.Count > 0 ? claimed[0] : null;
                return claimed;
            };
        }),
        ("keeps no dead letters", "a dead letter is kept as it was given, whatever its error says, and the cursor has passed it", Completing(each => each with { DeadLetter = null })),
        ("cuts errors off", "a dead letter is kept as it was given, whatever its error says, and the cursor has passed it", Completing(each =>
            each with { DeadLetter = each.DeadLetter is { } letter ? letter with { Error = letter.Error[..255] } : null })),
        ("gives dead letters by their keys", "dead letters come in the order in which they died, of one or of all, and no more than are asked for", store =>
            store.ReadDeadLetters = async (id, max, cancel) => [.. (await store.Inner.ReadDeadLettersAsync(id, max, cancel)).OrderBy(letter => letter.Key, StringComparer.Ordinal)]),
        ("gives all dead letters", "dead letters come in the order in which they died, of one or of all, and no more than are asked for", store =>
            store.ReadDeadLetters = (_, max, cancel) => store.Inner.ReadDeadLettersAsync(null, max, cancel)),
        ("gives dead letters without a bound", "dead letters come in the order in which they died, of one or of all, and no more than are asked for", store =>
            store.ReadDeadLetters = (id, _, cancel) => store.Inner.ReadDeadLettersAsync(id, int.MaxValue, cancel)),
        ("takes away what is to be replaced", "a dead letter is replaced in its place or taken away, if it is there", store =>
            store.ReplaceDeadLetter = (letter, _, cancel) => store.Inner.ReplaceDeadLetterAsync(letter, true, cancel)),
        ("replaces what is to be taken away", "a dead letter is replaced in its place or taken away, if it is there", store =>
            store.ReplaceDeadLetter = (letter, _, cancel) => store.Inner.ReplaceDeadLetterAsync(letter, false, cancel)),
        ("says of what is not there that it was", "a dead letter is replaced in its place or taken away, if it is there", store => store.ReplaceDeadLetter = async (letter, remove, cancel) =>
        {
            await store.Inner.ReplaceDeadLetterAsync(letter, remove, cancel);
            return true;
        }),
        ("ends claims by sending again", "sending dead letters again does not touch the cursor or the claim", store =>
        {
            var isSent = false;
            store.ReplaceDeadLetter = (letter, remove, cancel) =>
            {
                isSent = true;
                return store.Inner.ReplaceDeadLetterAsync(letter, remove, cancel);
            };
            store.ClaimDeliveries = (now, until, max, cancel) => store.Inner.ClaimDeliveriesAsync(isSent ? Instant.MaxValue : now, until, max, cancel);
        }),
        ("can be opened once", "a store is opened again, also by several at once, and nothing is lost", store =>
        {
            var opened = 0;
            store.Open = cancel => Interlocked.Increment(ref opened) > 1 ? throw new InvalidOperationException("There is a table already.") : store.Inner.OpenAsync(cancel);
        }),
        ("gives policies in the order of a language", "opening tells by which policies stored subscriptions were agreed, in ordinal order", store =>
            store.Open = async cancel => [.. (await store.Inner.OpenAsync(cancel)).Order(StringComparer.InvariantCultureIgnoreCase)]),
        ("tells the policy of what it refused", "what was refused leaves no policy behind", store =>
        {
            List<string> names = [];
            store.Append = (batch, cancel) =>
            {
                names.Add(batch[0].PolicyName);
                return store.Inner.AppendAsync(batch, cancel);
            };
            store.Open = _ => new([.. names.Distinct().Order(StringComparer.Ordinal)]);
        }),
        ("invents snapshots", "a subscription has no snapshot until one is saved", store =>
            store.ReadSnapshot = async (id, cancel) => await store.Inner.ReadAsync(id, 0, cancel).ToListAsync(cancel) is { Count: > 0 } events ? Lifecycle.Replay(events) : Subscription.None),
        ("keeps no snapshots", "a snapshot is read back equal, by another process too, at every version of a whole life", store => store.SaveSnapshot = (_, _) => default),
        ("keeps the snapshot that was saved last", "of two snapshots the newer one stays, whichever is saved last", KeepingLastSnapshot),
        ("ends claims by a snapshot", "a snapshot changes nothing else: neither events nor what is due or to be told", store =>
        {
            var isSaved = false;
            store.SaveSnapshot = (state, cancel) =>
            {
                isSaved = true;
                return store.Inner.SaveSnapshotAsync(state, cancel);
            };
            store.ClaimDue = (now, until, max, cancel) => store.Inner.ClaimDueAsync(isSaved ? Instant.MaxValue : now, until, max, cancel);
        }),
        ("waits for something", "the status of an empty store, and of one with nothing to do, is that nothing waits", store => store.GetStatus = (now, _) => new(new StoreStatus(null, 0, now, 0))),
        ("tells the next deadline, come or not", "the status tells the oldest deadline that has come, and nothing when all have passed", store =>
            store.GetStatus = (_, cancel) => store.Inner.GetStatusAsync(Instant.MaxValue, cancel)),
        ("tells no deadline", "the status tells the oldest deadline that has come, and nothing when all have passed", store =>
            store.GetStatus = async (now, cancel) => await store.Inner.GetStatusAsync(now, cancel) with { OldestDue = null }),
        ("tells no deadline that is claimed", "a deadline that is claimed, however often, is the oldest until it has passed", store =>
        {
            var isClaimed = false;
            store.ClaimDue = async (now, until, max, cancel) =>
            {
                var claimed = await store.Inner.ClaimDueAsync(now, until, max, cancel);
                isClaimed |= claimed.Count > 0;
                return claimed;
            };
            store.GetStatus = async (now, cancel) => await store.Inner.GetStatusAsync(now, cancel) is var status && isClaimed ? status with { OldestDue = null } : status;
        }),
        ("takes the end of a claim for the deadline", "a deadline that is claimed, however often, is the oldest until it has passed", store =>
        {
            Instant? end = null;
            store.ClaimDue = (now, until, max, cancel) =>
            {
                end = until;
                return store.Inner.ClaimDueAsync(now, until, max, cancel);
            };
            store.GetStatus = async (now, cancel) => await store.Inner.GetStatusAsync(now, cancel) is var status && now >= end ? status with { OldestDue = end } : status;
        }),
        ("does not know since when", "the status counts subscriptions with instructions to hand over, and since when the first of them waits", store =>
            store.GetStatus = async (now, cancel) => await store.Inner.GetStatusAsync(now, cancel) with { UntoldSince = null }),
        ("counts nothing", "the status counts subscriptions with instructions to hand over, and since when the first of them waits", store =>
            store.GetStatus = async (now, cancel) => await store.Inner.GetStatusAsync(now, cancel) with { Untold = 0 }),
        ("counts dead letters, not subscriptions", "the status counts subscriptions with dead letters", store =>
            store.GetStatus = async (now, cancel) => await store.Inner.GetStatusAsync(now, cancel) with { DeadLetters = (await store.Inner.ReadDeadLettersAsync(null, 100, cancel)).Count }),
        ("hangs where batches cross", "batches that cross in two processes end, each append stored once", store =>
            store.Append = async (batch, cancel) => [.. (await store.Inner.AppendAsync(batch, cancel)).Select((isStored, i) => isStored || i == 17)]),
        ("says that it replaced", "events are replaced whole, with the ids of their messages, and so another process reads them", store =>
            store.ReplaceEvents = (_, _, _) => new(true)),
        ("keeps the ids of messages", "events are replaced whole, with the ids of their messages, and so another process reads them", store =>
            store.FindMessage = async (id, message, cancel) => await store.Inner.FindMessageAsync(id, message, cancel)
                ?? (message.ToString().StartsWith("message-", StringComparison.Ordinal) ? CommandDigest.Parse("0123456789abcdef") : null)),
        ("gives every event a message", "an event that was stored without a message has none after it was replaced", store =>
            store.FindMessage = (_, _, _) => new(CommandDigest.Parse("0123456789abcdef"))),
        ("replaces whatever there is", "fewer events than are stored, or more, replace none", store =>
            store.ReplaceEvents = async (id, events, cancel) => await store.Inner.ReplaceEventsAsync(id, events, cancel) || true),
        ("saves what later events have passed", "a state that later events have passed is not saved as a snapshot, so that nobody puts back what was erased", KeepingLastSnapshot),
        ("keeps the snapshot of what was replaced", "the snapshot goes; what is due and what is to be told stay, and an append goes on", store =>
        {
            var saved = Subscription.None;
            store.SaveSnapshot = (state, cancel) =>
            {
                saved = state;
                return default;
            };
            store.ReadSnapshot = (_, _) => new(saved);
        }),
    ];

    public static TheoryData<string> Names => [.. Faults.Select(each => each.Fault)];

    [Theory, MemberData(nameof(Names))]
    public async Task A_store_is_caught_that(string fault)
    {
        var (_, name, @break) = Faults.Single(each => each.Fault == fault);
        var store = new MemoryStore();
        var broken = await FluentActions.Awaiting(() => StoreConformance.RunAsync(name, _ =>
        {
            var instance = new StoreDouble(store);
            @break(instance);
            return new(instance);
        }, TestContext.Current.CancellationToken)).Should().ThrowAsync<Exception>();
        if (broken.Which is StoreConformanceException)
            broken.WithMessage("Expected *; found *.");
    }

    [Fact]
    public void Every_case_catches_something() => Faults.Select(each => each.Case).Should().BeSubsetOf(StoreConformance.Cases).And.Subject.Distinct().Should().HaveCount(StoreConformance.Cases.Count);

    [Fact]
    public async Task A_case_that_there_is_not_is_named() =>
        await FluentActions.Awaiting(() => StoreConformance.RunAsync("anything", _ => new(new MemoryStore()))).Should().ThrowAsync<ArgumentException>().WithMessage("There is no case 'anything'; *");

    private static void WithoutMessages(StoreDouble store) =>
        store.Append = (batch, cancel) => store.Inner.AppendAsync([.. batch.Select(append => new SubscriptionAppend(append.Decision))], cancel);

    private static Action<StoreDouble> Completing(Func<Delivery, Delivery> change) =>
        store => store.Complete = (deliveries, cancel) => store.Inner.CompleteAsync([.. deliveries.Select(change)], cancel);

    /// <summary>Completes what anybody has claimed last.</summary>
    private static void CompletingAnyway(StoreDouble store)
    {
        var leases = Leases.GetOrCreateValue(store.Inner);
        store.ClaimDeliveries = async (now, until, max, cancel) =>
        {
            var claimed = await store.Inner.ClaimDeliveriesAsync(now, until, max, cancel);
            foreach (var each in claimed)
                leases[each.Id] = each.LeasedUntil;
            return claimed;
        };
        store.Complete = (deliveries, cancel) => store.Inner.CompleteAsync([.. deliveries.Select(each => each with { LeasedUntil = leases[each.Id] })], cancel);
    }

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<ISubscriptionStore, ConcurrentDictionary<SubscriptionId, Instant>> Leases = [];

    /// <summary>Completes up to the last event, whatever was handed over.</summary>
    private static void PassingAll(StoreDouble store) => store.Complete = async (deliveries, cancel) =>
    {
        await Task.Delay(20, cancel); // so that something is appended meanwhile where the case does so
        List<Delivery> passed = [];
        foreach (var each in deliveries)
            passed.Add(each with { Told = await store.Inner.ReadAsync(each.Id, 0, cancel).CountAsync(cancel), ToldOfNext = 0 });
        await store.Inner.CompleteAsync(passed, cancel);
    };

    private static void KeepingLastSnapshot(StoreDouble store)
    {
        var last = Subscription.None;
        store.SaveSnapshot = (state, _) =>
        {
            last = state;
            return default;
        };
        store.ReadSnapshot = (_, _) => new(last);
    }

    private static Instant Micros(Instant at) => Instant.FromUnixTimeTicks(at.ToUnixTimeTicks() / 10 * 10);
}
