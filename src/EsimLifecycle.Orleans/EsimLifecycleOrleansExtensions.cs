using EsimLifecycle;
using EsimLifecycle.Orleans;
using Microsoft.Extensions.Hosting;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts subscriptions into an Orleans cluster.</summary>
public static class EsimLifecycleOrleansExtensions
{
    /// <summary>
    /// Makes this silo one of those that have the subscriptions as grains, and has its worker send deadlines that have come to the silo on which their
    /// subscription is. All silos have the same store and the same policies.
    /// </summary>
    /// <example>
    /// <code>
    /// builder.Services.AddEsimLifecycle(policy).UsePostgres(dataSource).UseOrleans();
    /// builder.UseOrleans(silo =&gt; silo.UseLocalhostClustering());
    /// </code>
    /// </example>
    /// <param name="builder">What was said of the subscriptions of this silo.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static EsimLifecycleBuilder UseOrleans(this EsimLifecycleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddCodec(builder.Services);
        return builder.AdvanceBy(provider =>
        {
            // What is due when the process starts may be claimed before the silo can send anything.
            var started = new TaskCompletionSource();
            provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(started.SetResult);
            var grains = provider.GetRequiredService<IGrainFactory>();
            return async (id, stop) =>
            {
                await started.Task.WaitAsync(stop).ConfigureAwait(false);
                return await grains.GetSubscription(id).AdvanceAsync(stop).ConfigureAwait(false);
            };
        });
    }

    /// <summary>Lets a client outside the cluster send the library's types to its grains.</summary>
    /// <param name="client">The client.</param>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is null.</exception>
    public static IClientBuilder AddEsimLifecycle(this IClientBuilder client)
    {
        ArgumentNullException.ThrowIfNull(client);
        AddCodec(client.Services);
        return client;
    }

    /// <summary>Returns the grain of a subscription.</summary>
    /// <param name="grains">The cluster's grains.</param>
    /// <param name="id">The subscription.</param>
    /// <exception cref="ArgumentNullException"><paramref name="grains"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="id"/> is none.</exception>
    public static ISubscriptionGrain GetSubscription(this IGrainFactory grains, SubscriptionId id)
    {
        ArgumentNullException.ThrowIfNull(grains);
        return id.IsNone
            ? throw new ArgumentException("The id of the subscription is none.", nameof(id))
            : grains.GetGrain<ISubscriptionGrain>(id.ToString());
    }

    private static void AddCodec(IServiceCollection services) => services.AddSerializer(serializer =>
    {
        if (serializer.Services.Any(each => each.ServiceType == typeof(LifecycleCodec)))
            return;
        serializer.Services.AddSingleton<LifecycleCodec>();
        serializer.Services.AddSingleton<IGeneralizedCodec>(provider => provider.GetRequiredService<LifecycleCodec>());
        serializer.Services.AddSingleton<IGeneralizedCopier>(provider => provider.GetRequiredService<LifecycleCodec>());
        serializer.Services.AddSingleton<ITypeFilter>(provider => provider.GetRequiredService<LifecycleCodec>());
        serializer.Services.Configure<ExceptionSerializationOptions>(options => options.SupportedNamespacePrefixes.Add(nameof(EsimLifecycle)));
        serializer.Configure(options => options.WellKnownTypeAliases["EsimLifecycle"] = typeof(LifecycleCodec));
    });
}
