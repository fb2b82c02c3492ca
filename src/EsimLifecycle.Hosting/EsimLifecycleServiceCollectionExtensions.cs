using System.Diagnostics.Metrics;
using EsimLifecycle;
using EsimLifecycle.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds subscriptions to the services of a host.</summary>
public static class EsimLifecycleServiceCollectionExtensions
{
    /// <summary>
    /// Adds a <see cref="SubscriptionHost"/> and its workers, which advance deadlines and, with a handler, hand over instructions. Without a call that says
    /// otherwise subscriptions are kept in memory.
    /// </summary>
    /// <example>
    /// <code>
    /// builder.Services.AddEsimLifecycle(CarrierPolicy.Preset("axis-keep-number")).UseSqlite("subscriptions.db").AddInstructions&lt;Carrying&gt;();
    /// </code>
    /// </example>
    /// <param name="services">The services.</param>
    /// <param name="policies">The carriers' policies, each with a name of its own; by which of them a subscription is decided on says its contract.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static EsimLifecycleBuilder AddEsimLifecycle(this IServiceCollection services, params CarrierPolicy[] policies)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(policies);
        services.AddOptions<SubscriptionHostOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SubscriptionHostOptions>, OptionsCheck>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISubscriptionStore>(_ => new MemoryStore());
        services.TryAddSingleton(provider => new SubscriptionHost(
            provider.GetRequiredService<ISubscriptionStore>(), policies, provider.GetRequiredService<IOptions<SubscriptionHostOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(), provider.GetService<IMeterFactory>()));
        services.AddHostedService(provider => new StoreOpener(provider.GetRequiredService<SubscriptionHost>()));
        services.AddSingleton(provider => Worker(provider, options => options.Deadlines, (host, store, options) =>
            new DeadlineWorker(host, store, options, LogOf<DeadlineWorker>(provider))));
        services.AddSingleton(provider => Worker(
            provider, options => options.Instructions && provider.GetRequiredService<IServiceProviderIsService>().IsService(typeof(IInstructionHandler)), (host, store, options) =>
            new InstructionWorker(host, store, options, provider.GetRequiredService<IServiceScopeFactory>(), LogOf<InstructionWorker>(provider))));
        return new EsimLifecycleBuilder(services);
    }

    private static IHostedService Worker(
        IServiceProvider provider, Func<SubscriptionHostOptions, bool> isWanted, Func<SubscriptionHost, ISubscriptionStore, SubscriptionHostOptions, IHostedService> make)
    {
        var (host, options) = (provider.GetRequiredService<SubscriptionHost>(), provider.GetRequiredService<IOptions<SubscriptionHostOptions>>().Value);
        return isWanted(options) ? make(host, provider.GetRequiredService<ISubscriptionStore>(), options) : new StoreOpener(host);
    }

    private static ILogger<T> LogOf<T>(IServiceProvider provider) => provider.GetService<ILogger<T>>() ?? NullLogger<T>.Instance;

    private sealed class OptionsCheck : IValidateOptions<SubscriptionHostOptions>
    {
        public ValidateOptionsResult Validate(string? name, SubscriptionHostOptions options)
        {
            string[] faults = [.. options.Check()];
            return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
        }
    }
}
