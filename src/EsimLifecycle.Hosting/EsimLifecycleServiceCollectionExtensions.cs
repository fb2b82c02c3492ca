using System.Diagnostics.Metrics;
using EsimLifecycle;
using EsimLifecycle.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds subscriptions to the services of a host.</summary>
public static class EsimLifecycleServiceCollectionExtensions
{
    /// <summary>
    /// Adds a <see cref="SubscriptionHost"/> and its workers, which advance deadlines and, with a handler, hand over instructions. Without a call that says
    /// otherwise subscriptions are kept in memory. Called again, it adds policies to the same host.
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
        services.AddSingleton(new CallersPolicies(policies));
        services.AddOptions<SubscriptionHostOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SubscriptionHostOptions>, OptionsCheck>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISubscriptionStore>(_ => new MemoryStore());
        services.TryAddSingleton(provider => new SubscriptionHost(
            provider.GetRequiredService<ISubscriptionStore>(), provider.GetServices<CallersPolicies>().SelectMany(each => each.Policies),
            provider.GetRequiredService<IOptions<SubscriptionHostOptions>>().Value, provider.GetRequiredService<TimeProvider>(), provider.GetService<IMeterFactory>()));
        services.TryAddSingleton(provider => new DeadlineRoute(provider.GetRequiredService<SubscriptionHost>().AdvanceAsync, provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<StoreWatch>();
        services.AddHostedService<DeadlineWorker>();
        services.AddHostedService<InstructionWorker>();
        return new EsimLifecycleBuilder(services);
    }

    /// <summary>The policies of one call: there may be several calls, of one host.</summary>
    private sealed record CallersPolicies(CarrierPolicy[] Policies);

    private sealed class OptionsCheck : IValidateOptions<SubscriptionHostOptions>
    {
        public ValidateOptionsResult Validate(string? name, SubscriptionHostOptions options)
        {
            string[] faults = [.. options.Check()];
            return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
        }
    }
}
