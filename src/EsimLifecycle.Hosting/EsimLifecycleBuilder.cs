using System.Diagnostics.CodeAnalysis;
using EsimLifecycle;
using EsimLifecycle.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Says on what the subscriptions of a host are stored and who carries out its instructions.</summary>
/// <param name="services">The services that are added to.</param>
public sealed class EsimLifecycleBuilder(IServiceCollection services)
{
    /// <summary>Gets the services that are added to.</summary>
    public IServiceCollection Services { get; } = services;

    /// <summary>Keeps subscriptions in memory, which is the default: for tests and for a first try, because they are gone with the process.</summary>
    public EsimLifecycleBuilder UseMemory() => UseStore(_ => new MemoryStore());

    /// <summary>Keeps subscriptions in a store; the last call counts.</summary>
    /// <param name="store">Makes the store, once; it is disposed of with the services.</param>
    public EsimLifecycleBuilder UseStore(Func<IServiceProvider, ISubscriptionStore> store)
    {
        Services.Replace(ServiceDescriptor.Singleton(store));
        return this;
    }

    /// <summary>
    /// Has the deadlines that this process finds advanced elsewhere than by its own host, such as by the one process of a cluster that has the subscription
    /// in memory; the last call counts. There, <see cref="SubscriptionHost.AdvanceAsync"/> is what has to be called.
    /// </summary>
    /// <param name="advance">
    /// Makes the function that has a subscription advanced and returns what was decided, once. If it fails, it is tried again when the claim's lease has ended;
    /// if nothing was decided though a deadline has come here, because the clock there is behind, it is called again for some five seconds.
    /// </param>
    public EsimLifecycleBuilder AdvanceBy(Func<IServiceProvider, Func<SubscriptionId, CancellationToken, ValueTask<Decision>>> advance)
    {
        Services.Replace(ServiceDescriptor.Singleton(provider => new DeadlineRoute(advance(provider), provider.GetRequiredService<TimeProvider>())));
        return this;
    }

    /// <summary>Has instructions carried out by a handler, which is made anew for each subscription whose instructions are handed over; the last call counts.</summary>
    /// <typeparam name="THandler">The type of the handler; it may take other services.</typeparam>
    public EsimLifecycleBuilder AddInstructions<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>()
        where THandler : class, IInstructionHandler
    {
        Services.Replace(ServiceDescriptor.Scoped<IInstructionHandler, THandler>());
        return this;
    }
}
