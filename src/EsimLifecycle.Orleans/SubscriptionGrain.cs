using EsimLifecycle.Hosting;
using Orleans.Concurrency;

namespace EsimLifecycle.Orleans;

/// <summary>
/// The way to the host of the silo on which a subscription is. That host keeps the state in memory, has those who want to change it wait for one another, and
/// shares commits; the truth is the store's, so that nothing goes wrong while two silos believe that they have it.
/// </summary>
[Reentrant]
internal sealed class SubscriptionGrain(SubscriptionHost host) : Grain, ISubscriptionGrain
{
    private static readonly CommandId Asking = new("question");

    private SubscriptionId Id => new(this.GetPrimaryKeyString());

    public ValueTask<Decision> DoAsync(LifecycleCommand command, Caller by, CommandId message, string? policy, CancellationToken cancel) =>
        host.DoAsync(Id, command, by, message, policy, cancel);

    public ValueTask<Decision?> DoIfUnchangedAsync(long version, LifecycleCommand command, Caller by, CommandId message, string? policy, CancellationToken cancel) =>
        host.DoIfUnchangedAsync(Id, version, command, by, message, policy, cancel);

    public ValueTask<Decision> AdvanceAsync(CancellationToken cancel) => host.AdvanceAsync(Id, cancel);

    public ValueTask<Subscription> GetAsync(CancellationToken cancel) => host.GetAsync(Id, cancel);

    public async ValueTask<ValueList<LifecycleEvent>> ReadAsync(long after, CancellationToken cancel) => [.. await host.ReadAsync(Id, after, cancel).ToListAsync(cancel)];

    public ValueTask<ValueList<AvailableCommand>> AvailableAsync(Caller by, CancellationToken cancel) =>
        host.AskAsync(Id, (lifecycle, state, now) => lifecycle.Available(state, by, now), cancel: cancel);

    public ValueTask<CancellationQuote> QuoteAsync(RequestCancellation request, Caller by, CancellationToken cancel) =>
        host.AskAsync(Id, (lifecycle, state, now) => lifecycle.Quote(state, request, new CommandContext(now, by, Asking)), cancel: cancel);

    public ValueTask<CancellationProgress?> ProgressAsync(CancellationToken cancel) =>
        host.AskAsync(Id, (lifecycle, state, now) => lifecycle.Progress(state, now), cancel: cancel);
}
