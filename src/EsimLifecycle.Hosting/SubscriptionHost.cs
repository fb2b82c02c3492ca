using System.Collections.Concurrent;
using System.Data;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;

namespace EsimLifecycle.Hosting;

/// <summary>
/// Runs subscriptions on a store: loads, decides, appends at the version that was decided on and, where somebody else was faster, decides again.
/// </summary>
/// <remarks>
/// <para>Thread-safe; one for each process. Any number of processes may share a store. What it returns is stored, and durable.</para>
/// <para>Within a process, those who concern the same subscription wait for one another, so that only other processes can be faster. States are kept in
/// memory; that one is current is found by its version: on appending, and by asking the store for later events before anything is answered or refused.</para>
/// </remarks>
public sealed class SubscriptionHost : IAsyncDisposable, IDisposable
{
    // An id that the subscription itself remembers need not be asked for in the store; so many it remembers at least.
    private const int RememberedMessages = 64;

    private readonly ISubscriptionStore _store;
    private readonly SubscriptionHostOptions _options;
    private readonly StateCache _cache;
    private readonly PolicyCatalog _policies = new();
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, 1024).Select(_ => new SemaphoreSlim(1))];
    private readonly SemaphoreSlim[] _lettersGates = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];
    private readonly ConcurrentDictionary<SubscriptionId, HandOver> _handOvers = new();
    private readonly Lock _opening = new();
    private readonly GroupCommit<SubscriptionAppend, bool> _appends;
    private readonly GroupCommit<Delivery, bool> _completions;
    private Task? _opened;

    /// <summary>Creates a host on a store.</summary>
    /// <param name="store">The store, which stays the caller's to dispose of.</param>
    /// <param name="policies">The carriers' policies, each with a name of its own; more can be registered later.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="clock">The clock; null for the system's.</param>
    /// <param name="meters">The factory of its meter; null for one of its own.</param>
    /// <exception cref="ArgumentNullException"><paramref name="store"/> or <paramref name="policies"/> is null.</exception>
    /// <exception cref="ArgumentException">The options are not possible, and the message names each one that is not; or several policies have the same name.</exception>
    /// <exception cref="InvalidPolicyException">A policy has faults.</exception>
    public SubscriptionHost(
        ISubscriptionStore store, IEnumerable<CarrierPolicy> policies, SubscriptionHostOptions? options = null, TimeProvider? clock = null, IMeterFactory? meters = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(policies);
        _options = options ?? new();
        if (string.Join(" ", _options.Check()) is { Length: > 0 } faults)
            throw new ArgumentException(faults, nameof(options));
        foreach (var policy in policies.Distinct())
        {
            if (!_policies.Register(policy))
                throw new ArgumentException($"Several policies are named '{policy.Identity.Name}'; expected a name for each.", nameof(policies));
        }

        (_store, Clock) = (store, clock ?? TimeProvider.System);
        _cache = new StateCache(_options.CacheSize);
        Telemetry = new HostTelemetry(Clock, meters);
        _appends = new(store.MaxConcurrentAppends, _options.MaxBatch, batch => store.AppendAsync(batch));
        _completions = new(1, _options.MaxBatch, async batch =>
        {
            // If its lease has ended, a subscription may have been claimed here a second time; of the two, only the second can still be completed.
            await store.CompleteAsync([.. batch.GroupBy(each => each.Id).Select(same => same.MaxBy(each => each.LeasedUntil)!)]).ConfigureAwait(false);
            return [.. Enumerable.Repeat(true, batch.Count)];
        });
    }

    internal TimeProvider Clock { get; }

    internal HostTelemetry Telemetry { get; }

    /// <summary>Gets what is released when something was stored whose instructions can be handed over.</summary>
    internal SemaphoreSlim Untold { get; } = new(0);

    /// <summary>Registers a policy, in the place of the one with the same name: from then on it decides on the subscriptions that were agreed by that name.</summary>
    /// <remarks>What a customer has agreed to does not change: it stands in the subscription.</remarks>
    /// <param name="policy">The policy.</param>
    /// <exception cref="ArgumentNullException"><paramref name="policy"/> is null.</exception>
    /// <exception cref="InvalidPolicyException">The policy has faults; the one in its place stays.</exception>
    public void Register(CarrierPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _policies.Register(policy);
    }

    /// <summary>
    /// Returns whether a new subscription can be opened by a policy: one of this name is registered or, where none is named, there is one only. If not, asking
    /// for it is an <see cref="ArgumentException"/>.
    /// </summary>
    /// <param name="policy">The name of the policy; null for the only one.</param>
    public bool CanOpenBy(string? policy) => _policies.CanOpenBy(policy);

    /// <summary>
    /// Opens the store, and creates or migrates what it needs. Called by the first use too; a service in the background calls it when the process starts, so
    /// that what is wrong is seen then.
    /// </summary>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="InvalidOperationException">
    /// The store was written by a newer version, or has subscriptions of a policy that is not registered; the message says what was found and expected.
    /// </exception>
    public Task OpenAsync(CancellationToken cancel = default)
    {
        if (cancel.IsCancellationRequested)
            return Task.FromCanceled(cancel);
        lock (_opening)
        {
            // What failed is tried again by the next one.
            if (_opened is null or { IsFaulted: true } or { IsCanceled: true })
                _opened = Task.Run(OpenStoreAsync, CancellationToken.None);
            return _opened.WaitAsync(cancel);
        }

        async Task OpenStoreAsync() => _policies.Require(await _store.OpenAsync(CancellationToken.None).ConfigureAwait(false));
    }

    /// <summary>Decides on a command, and stores what was decided.</summary>
    /// <remarks>
    /// The same message again, however late, changes nothing and is <see cref="Outcome.AlreadyDone"/>. If the call fails or is cancelled, the decision may be
    /// stored or not: repeat it with the same message id.
    /// </remarks>
    /// <param name="id">The subscription.</param>
    /// <param name="command">The request or the fact to decide on.</param>
    /// <param name="by">The caller who gives it, as your authentication knows them.</param>
    /// <param name="message">The id of the message, the same when it is delivered again.</param>
    /// <param name="policy">The name of the policy by which a new subscription is opened; null, the default, for the only one.</param>
    /// <param name="cancel">Cancels the call as long as nothing is being stored.</param>
    /// <exception cref="ArgumentNullException"><paramref name="command"/> or <paramref name="by"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// An id is none; the command opens a subscription with another id; or <paramref name="policy"/> is not registered, or missing though there are several.
    /// </exception>
    /// <exception cref="InvalidOperationException">The policy by which the subscription was agreed is not registered.</exception>
    /// <exception cref="DBConcurrencyException">Others were faster <see cref="SubscriptionHostOptions.MaxConflicts"/> times.</exception>
    public async ValueTask<Decision> DoAsync(
        SubscriptionId id, LifecycleCommand command, Caller by, CommandId message, string? policy = null, CancellationToken cancel = default) =>
        (await DecideAsync(id, null, command, by, message, policy, cancel).ConfigureAwait(false))!.Value;

    /// <summary>Decides on a command, if the subscription is still at a version that the caller has seen.</summary>
    /// <param name="id">The subscription.</param>
    /// <param name="version">The version that was seen; 0 for a subscription that is not to exist yet.</param>
    /// <param name="command">The request or the fact to decide on.</param>
    /// <param name="by">The caller who gives it.</param>
    /// <param name="message">The id of the message.</param>
    /// <param name="policy">The name of the policy by which a new subscription is opened; null, the default, for the only one.</param>
    /// <param name="cancel">Cancels the call as long as nothing is being stored.</param>
    /// <returns>The decision; null if the subscription is at another version, so that nothing was stored. A message that was done before is done.</returns>
    /// <inheritdoc cref="DoAsync" path="/exception"/>
    public ValueTask<Decision?> DoIfUnchangedAsync(
        SubscriptionId id, long version, LifecycleCommand command, Caller by, CommandId message, string? policy = null, CancellationToken cancel = default) =>
        DecideAsync(id, version, command, by, message, policy, cancel);

    /// <summary>
    /// Lets the deadlines that have come pass, and stores what follows. The workers do this by themselves. If there is no such subscription, the decision is
    /// the default.
    /// </summary>
    /// <param name="id">The subscription.</param>
    /// <param name="cancel">Cancels the call as long as nothing is being stored.</param>
    /// <exception cref="InvalidOperationException">The policy by which the subscription was agreed is not registered.</exception>
    /// <exception cref="DBConcurrencyException">Others were faster <see cref="SubscriptionHostOptions.MaxConflicts"/> times.</exception>
    public async ValueTask<Decision> AdvanceAsync(SubscriptionId id, CancellationToken cancel = default)
    {
        await OpenAsync(cancel).ConfigureAwait(false);
        using var activity = Telemetry.Start("esim.advance", id);
        var gate = GateOf(id, _gates);
        await gate.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            var state = await LoadAsync(id, cancel).ConfigureAwait(false);
            for (var conflicts = 0; ; conflicts++)
            {
                if (state.Version == 0)
                    return default;
                var now = Clock.Now();
                var decision = _policies.For(state, null).Advance(state, now);
                if (decision.Events.Count == 0)
                    return decision;
                if (await StoreAsync(new SubscriptionAppend(decision), cancel).ConfigureAwait(false))
                {
                    Telemetry.Advanced(now - state.NextDeadline!.Value);
                    return decision;
                }

                state = await ReloadAsync(id, state.Version, conflicts, cancel).ConfigureAwait(false);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Returns the current state; <see cref="Subscription.None"/> if there is no such subscription.</summary>
    /// <remarks>Deadlines that have come since the last event are not in it; questions take them into account.</remarks>
    /// <param name="id">The subscription.</param>
    /// <param name="cancel">Cancels the call.</param>
    public async ValueTask<Subscription> GetAsync(SubscriptionId id, CancellationToken cancel = default)
    {
        await OpenAsync(cancel).ConfigureAwait(false);
        return await LoadAsync(id, cancel).ConfigureAwait(false);
    }

    /// <summary>Returns the lifecycle that decides on a subscription: for its zone, and for questions about a state that is at hand.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="policy">The name of the policy for one that is not open; null, the default, for the only one.</param>
    /// <param name="command">
    /// The command that is decided on; null, the default, for a question. Where there are several policies and none is named, one that opens nothing is
    /// decided on, and refused, by the first.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="policy"/> is not registered, or missing though there are several.</exception>
    /// <exception cref="InvalidOperationException">The policy by which the subscription was agreed is not registered.</exception>
    public Lifecycle LifecycleOf(Subscription subscription, string? policy = null, LifecycleCommand? command = null)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        return _policies.For(subscription, policy, command);
    }

    /// <summary>Asks a question about the current state, of the lifecycle that decides on it.</summary>
    /// <example>
    /// <code>
    /// var available = await host.AskAsync(id, (lifecycle, line, now) =&gt; lifecycle.Available(line, caller, now));
    /// </code>
    /// </example>
    /// <typeparam name="T">The type of the answer.</typeparam>
    /// <param name="id">The subscription.</param>
    /// <param name="question">The question: it gets the lifecycle, the state, and the current time.</param>
    /// <param name="policy">The name of the policy for a subscription that is not open; null, the default, for the only one.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ArgumentException"><paramref name="policy"/> is not registered, or missing though there are several.</exception>
    /// <exception cref="InvalidOperationException">The policy by which the subscription was agreed is not registered.</exception>
    public async ValueTask<T> AskAsync<T>(SubscriptionId id, Func<Lifecycle, Subscription, Instant, T> question, string? policy = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        var state = await GetAsync(id, cancel).ConfigureAwait(false);
        return question(_policies.For(state, policy), state, Clock.Now());
    }

    /// <summary>Reads the events of a subscription, in order.</summary>
    /// <param name="id">The subscription.</param>
    /// <param name="after">The version after which to read; 0, the default, for all.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public async IAsyncEnumerable<LifecycleEvent> ReadAsync(
        SubscriptionId id, long after = 0, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        await OpenAsync(cancel).ConfigureAwait(false);
        await foreach (var @event in _store.ReadAsync(id, after, cancel).ConfigureAwait(false))
            yield return @event;
    }

    /// <summary>Returns the dead letters of all subscriptions or of one: instructions that were tried in vain and wait for a person.</summary>
    /// <param name="id">The subscription; null, the default, for all.</param>
    /// <param name="max">The maximum number; the default is 100.</param>
    /// <param name="cancel">Cancels the call.</param>
    public async ValueTask<IReadOnlyList<DeadLetter>> DeadLettersAsync(SubscriptionId? id = null, int max = 100, CancellationToken cancel = default)
    {
        await OpenAsync(cancel).ConfigureAwait(false);
        return await _store.ReadDeadLettersAsync(id, max, cancel).ConfigureAwait(false);
    }

    /// <summary>Hands a dead letter to the handler once more, if it is still wanted. It goes if that succeeds or it was overtaken.</summary>
    /// <param name="letter">The dead letter.</param>
    /// <param name="handler">The handler.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>Null if it is done or was overtaken; otherwise the letter as it now waits, with its new error.</returns>
    /// <exception cref="ArgumentException">There is no such dead letter.</exception>
    public async ValueTask<DeadLetter?> SendAgainAsync(DeadLetter letter, IInstructionHandler handler, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(letter);
        ArgumentNullException.ThrowIfNull(handler);
        var instruction = await FindAsync(letter, cancel).ConfigureAwait(false);

        // Of two who press the button at once, the second finds it sent; the handler may decide on the subscription meanwhile, whose gate is another.
        var gate = GateOf(letter.Id, _lettersGates);
        await gate.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return await SendAgainAsync(letter, instruction, handler, cancel).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Returns what is waiting in the store: for health checks and for people.</summary>
    /// <param name="cancel">Cancels the call.</param>
    public async ValueTask<StoreStatus> GetStatusAsync(CancellationToken cancel = default)
    {
        await OpenAsync(cancel).ConfigureAwait(false);
        var status = await _store.GetStatusAsync(Clock.Now(), cancel).ConfigureAwait(false);
        Telemetry.Saw(status);
        return status;
    }

    /// <summary>Writes what is being stored, and takes nothing more: later commands fail with an <see cref="ObjectDisposedException"/>. The store is left open.</summary>
    public async ValueTask DisposeAsync()
    {
        await _appends.DisposeAsync().ConfigureAwait(false);
        await _completions.DisposeAsync().ConfigureAwait(false);
        Telemetry.Dispose();
    }

    /// <summary>Does what <see cref="DisposeAsync"/> does, and keeps the thread waiting meanwhile; for containers that are disposed of so.</summary>
    public void Dispose() => Task.Run(async () => await DisposeAsync().ConfigureAwait(false)).GetAwaiter().GetResult();

    /// <summary>Signals that something was stored whose instructions can be handed over.</summary>
    internal void SignalUntold()
    {
        if (Untold.CurrentCount == 0)
            Untold.Release();
    }

    /// <summary>Has a handler carry out an instruction in its time, unless one is still busy with another of the subscription.</summary>
    /// <returns>Null as fault if it did, otherwise why not; and for how long another has been busy, if it was not even begun.</returns>
    /// <exception cref="OperationCanceledException">The host stops, and the handler has not done it: nothing is known.</exception>
    internal async ValueTask<(Exception? Fault, Duration? BusyFor)> TryAsync(Instruction instruction, IInstructionHandler handler, CancellationToken cancel)
    {
        var mine = new HandOver(instruction.Key, Clock.Now());
        var busy = _handOvers.GetOrAdd(instruction.Subscription, mine);
        if (busy != mine && busy.Key != mine.Key)
            return (new TimeoutException($"The handler is still busy with '{busy.Key}'."), mine.Began - busy.Began);

        using var activity = Telemetry.Start("esim.instruction", instruction.Subscription)?.SetTag("esim.instruction", instruction.GetType().Name);
        var time = CancellationToken.None;
        try
        {
            if (busy != mine)
                throw new TimeoutException($"It was not done within {_options.HandlerTimeout}, and still runs.");

            // Both live as long as the handler, so that it is told however late it looks.
            var timeout = new CancellationTokenSource(_options.HandlerTimeout, Clock);
            time = timeout.Token;
            var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, time);

            // Not every handler looks at the token: one that hangs is left alone, for it holds up nobody but its own subscription. One that is told to stop
            // may still end what it has begun.
            await Task.Run(() => HandleAsync(instruction, handler, mine, timeout, either), CancellationToken.None).WaitAsync(time).ConfigureAwait(false);
            if (instruction is ErasePersonalData)
                await EraseAsync(instruction.Subscription, cancel).ConfigureAwait(false);
            Telemetry.Told(instruction, "done");
            return default;
        }
        catch (Exception fault)
        {
            activity?.SetStatus(ActivityStatusCode.Error, fault.GetType().Name);
            cancel.ThrowIfCancellationRequested();
            Telemetry.Told(instruction, "failed");
            return (time.IsCancellationRequested ? new TimeoutException($"It was not done within {_options.HandlerTimeout}.") : fault, null);
        }
    }

    private async Task HandleAsync(Instruction instruction, IInstructionHandler handler, HandOver mine, CancellationTokenSource timeout, CancellationTokenSource either)
    {
        try
        {
            either.Token.ThrowIfCancellationRequested();
            await handler.HandleAsync(instruction, either.Token).ConfigureAwait(false);
        }
        finally
        {
            either.Dispose();
            timeout.Dispose();

            // However late it ends: until then nothing else of the subscription is begun.
            _handOvers.TryRemove(instruction.Subscription, out _);
            mine.SetResult();
        }
    }

    /// <summary>What a dead letter says of an exception: 500 characters that every store can keep.</summary>
    internal static string ErrorOf(Exception fault)
    {
        var text = new StringBuilder();
        foreach (var rune in $"{fault.GetType().Name}: {fault.Message}".EnumerateRunes())
        {
            if (text.Length + rune.Utf16SequenceLength > 500)
                break;
            text.Append(Rune.IsControl(rune) && rune.Value is not ('\t' or '\n' or '\r') ? Rune.ReplacementChar.ToString() : rune.ToString());
        }

        return text.ToString();
    }

    /// <summary>Puts pseudonyms in the place of everything personal in a stored history. Nobody has the salt from which they were made.</summary>
    private async ValueTask EraseAsync(SubscriptionId id, CancellationToken cancel)
    {
        for (var conflicts = 0; conflicts <= _options.MaxConflicts; conflicts++)
        {
            var events = await _store.ReadAsync(id, 0, cancel).ToListAsync(cancel).ConfigureAwait(false);
            var salt = new HistorySalt(RandomNumberGenerator.GetBytes(HistorySalt.Size));
            if (await _store.ReplaceEventsAsync(id, History.ReadEvents(History.Erase(History.Seal(events, salt))), cancel).ConfigureAwait(false))
            {
                _cache.Forget(id);
                return;
            }
        }

        throw new DBConcurrencyException($"Others have changed the subscription {_options.MaxConflicts + 1} times while its personal data was being erased; it can be tried again.");
    }

    /// <summary>Stores how far a delivery has come.</summary>
    internal async ValueTask CompleteAsync(Delivery delivery) => await _completions.WriteAsync(delivery, CancellationToken.None).ConfigureAwait(false);

    private async ValueTask<Decision?> DecideAsync(
        SubscriptionId id, long? version, LifecycleCommand command, Caller by, CommandId message, string? policy, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(by);
        if (id.IsNone)
            throw new ArgumentException("The id of the subscription is none.", nameof(id));
        await OpenAsync(cancel).ConfigureAwait(false);
        using var activity = Telemetry.Start("esim.command", id);
        var began = Clock.GetTimestamp();
        var gate = GateOf(id, _gates);
        await gate.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            var state = _cache.Find(id);
            var isCurrent = false;
            CommandDigest? stored = null;
            for (var conflicts = 0; ;)
            {
                // Who opens a subscription finds none as a rule; if there is one, it can't be stored.
                if (state.Version == 0 && !isCurrent && command is not OpenSubscription)
                    (state, isCurrent) = (await LoadAsync(id, cancel).ConfigureAwait(false), true);

                var deciding = Clock.GetTimestamp();
                var decision = _policies.For(state, policy, command).Decide(state, command, new CommandContext(Clock.Now(), by, message) { Stored = stored });
                Telemetry.Decided(Clock.GetElapsedTime(deciding));
                if (decision.Events.Count > 0 && decision.Subscription.Id != id)
                    throw new ArgumentException($"The command is about the subscription '{decision.Subscription.Id}'; expected '{id}'.", nameof(command));

                // Nothing is answered from a state that may be old.
                var isOther = version is not null && state.Version != version;
                if (!isCurrent && (decision.Events.Count == 0 || isOther))
                {
                    (var before, state, isCurrent) = (state.Version, await LoadAsync(id, cancel).ConfigureAwait(false), true);
                    if (state.Version != before)
                        continue;
                }

                // A message that the subscription has forgotten is no new one.
                if (stored is null && (decision.Outcome == Outcome.Refused || isOther) && state.Version > RememberedMessages)
                {
                    stored = await _store.FindMessageAsync(id, message, cancel).ConfigureAwait(false);
                    if (stored is not null)
                        continue;
                }

                if (isOther && decision.Outcome != Outcome.AlreadyDone)
                    return null;
                if (decision.Events.Count > 0)
                {
                    var isNew = decision.Outcome == Outcome.Accepted && stored is null;
                    if (!await StoreAsync(new SubscriptionAppend(decision, isNew ? message : null), cancel).ConfigureAwait(false))
                    {
                        var before = state.Version;
                        (state, isCurrent) = (await ReloadAsync(id, before, conflicts++, cancel).ConfigureAwait(false), true);
                        if (isNew && state.Version == before)
                            stored = await _store.FindMessageAsync(id, message, cancel).ConfigureAwait(false);
                        continue;
                    }
                }

                Telemetry.Done(command, decision.Outcome, Clock.GetElapsedTime(began), activity);
                return decision;
            }
        }
        finally
        {
            gate.Release();
        }
    }

    private static SemaphoreSlim GateOf(SubscriptionId id, SemaphoreSlim[] gates) => gates[(uint)id.GetHashCode() % (uint)gates.Length];

    private async ValueTask<bool> StoreAsync(SubscriptionAppend append, CancellationToken cancel)
    {
        bool isStored;
        try
        {
            isStored = await _appends.WriteAsync(append, cancel).ConfigureAwait(false);
        }
        catch
        {
            _cache.Forget(append.Id);
            throw;
        }

        if (!isStored)
            return false;
        _cache.Keep(append.Decision.Subscription);
        if (append.HasInstructions)
            SignalUntold();
        return true;
    }

    private async ValueTask<Subscription> ReloadAsync(SubscriptionId id, long before, int conflicts, CancellationToken cancel)
    {
        Telemetry.Conflicted();
        if (conflicts >= _options.MaxConflicts)
            throw new DBConcurrencyException($"Others have changed the subscription {conflicts + 1} times while a decision on it was being stored; it can be tried again.");
        var state = await LoadAsync(id, cancel).ConfigureAwait(false);
        if (state.Version > before)
            return state;

        // Nobody was faster: the message was stored before; or the store has lost what it had, as one that was restored from a copy.
        _cache.Forget(id);
        return await LoadAsync(id, cancel).ConfigureAwait(false);
    }

    /// <summary>The current state: what is known of it, with all events that were stored later.</summary>
    private async ValueTask<Subscription> LoadAsync(SubscriptionId id, CancellationToken cancel)
    {
        var known = _cache.Find(id);
        if (known.Version == 0)
            known = await _store.ReadSnapshotAsync(id, cancel).ConfigureAwait(false);
        List<LifecycleEvent>? later = null;
        await foreach (var @event in _store.ReadAsync(id, known.Version, cancel).ConfigureAwait(false))
            (later ??= []).Add(@event);
        if (known.Version == 0 && later is not null)
            known = Lifecycle.Replay(later);
        else
            later?.ForEach(@event => known = Lifecycle.Evolve(known, @event));
        _cache.Keep(known);

        // What was personal is gone from a state once it has been erased, but not the ids of messages that other processes may still know.
        if (later?.Count >= _options.SnapshotAfter && known.Closure?.ErasedAt is null)
            await SaveSnapshotAsync(known, cancel).ConfigureAwait(false);
        return known;
    }

    private async ValueTask SaveSnapshotAsync(Subscription state, CancellationToken cancel)
    {
        try
        {
            await _store.SaveSnapshotAsync(state, cancel).ConfigureAwait(false);
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            // A cache that can't be written is no reason to answer nobody; traces tell it.
            Activity.Current?.AddEvent(new ActivityEvent("esim.snapshot.failed", tags: new() { { "exception", fault.GetType().Name } }));
        }
    }

    private async ValueTask<DeadLetter?> SendAgainAsync(DeadLetter letter, Instruction instruction, IInstructionHandler handler, CancellationToken cancel)
    {
        // What somebody else has sent again meanwhile is not sent once more.
        if (!(await _store.ReadDeadLettersAsync(letter.Id, int.MaxValue, cancel).ConfigureAwait(false)).Any(each => each.Key == letter.Key))
            throw NoSuchLetter(letter);
        Exception? fault = null;
        if (instruction.IsStillWanted((await AdvanceAsync(letter.Id, cancel).ConfigureAwait(false)).Subscription))
            fault = await TryInTurnAsync(instruction, handler, cancel).ConfigureAwait(false);
        else
            Telemetry.Told(instruction, "overtaken");
        var next = letter with { Tries = letter.Tries + 1, At = Clock.Now(), Error = fault is null ? letter.Error : ErrorOf(fault) };

        // What was carried out is not to be carried out again, whoever has gone away meanwhile.
        if (!await _store.ReplaceDeadLetterAsync(next, remove: fault is null, CancellationToken.None).ConfigureAwait(false))
            throw NoSuchLetter(letter);
        return fault is null ? null : next;
    }

    /// <summary>Waits for a handler that is busy with the subscription, as long as one has time for an instruction.</summary>
    private async ValueTask<Exception?> TryInTurnAsync(Instruction instruction, IInstructionHandler handler, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(_options.HandlerTimeout, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        while (true)
        {
            if (_handOvers.TryGetValue(instruction.Subscription, out var busy))
                await busy.Task.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancel.ThrowIfCancellationRequested();
            var (fault, busyFor) = await TryAsync(instruction, handler, cancel).ConfigureAwait(false);
            if (busyFor is null || patience.IsCancellationRequested)
                return fault;
        }
    }

    private async ValueTask<Instruction> FindAsync(DeadLetter letter, CancellationToken cancel)
    {
        await foreach (var @event in ReadAsync(letter.Id, letter.Version - 1, cancel).ConfigureAwait(false))
        {
            foreach (var instruction in Instruction.From(@event))
            {
                if (instruction.Key == letter.Key)
                    return instruction;
            }

            break;
        }

        throw NoSuchLetter(letter);
    }

    private static ArgumentException NoSuchLetter(DeadLetter letter) =>
        new($"There is no dead letter '{letter.Key}' of '{letter.Id}'; expected one as it was read.", nameof(letter));

    /// <summary>What a handler has been given and not yet ended, though its time may be over; one for each subscription.</summary>
    private sealed class HandOver(string key, Instant began) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public string Key => key;

        public Instant Began => began;
    }
}
