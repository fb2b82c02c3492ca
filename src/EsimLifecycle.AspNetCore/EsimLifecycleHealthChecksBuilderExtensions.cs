using EsimLifecycle.AspNetCore;
using EsimLifecycle.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection
{
    /// <summary>Adds a health check of subscriptions.</summary>
    public static class EsimLifecycleHealthChecksBuilderExtensions
    {
        /// <summary>
        /// Adds a health check: <see cref="HealthStatus.Unhealthy"/> if the store can't be reached, <see cref="HealthStatus.Degraded"/> if deadlines or
        /// instructions have been waiting for too long or there are dead letters.
        /// </summary>
        /// <param name="builder">The health checks that are added to.</param>
        /// <param name="configure">Sets the options; null, the default, for the defaults.</param>
        /// <param name="name">The name of the check; the default is <c>esim-lifecycle</c>.</param>
        /// <param name="tags">The tags of the check, by which a host selects; none by default.</param>
        /// <param name="timeout">The time for it; null, the default, for 10 seconds.</param>
        /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
        /// <exception cref="ArgumentException">An option is negative.</exception>
        public static IHealthChecksBuilder AddEsimLifecycle(
            this IHealthChecksBuilder builder, Action<EsimLifecycleHealthOptions>? configure = null, string name = "esim-lifecycle", IEnumerable<string>? tags = null,
            TimeSpan? timeout = null)
        {
            ArgumentNullException.ThrowIfNull(builder);
            var options = new EsimLifecycleHealthOptions();
            configure?.Invoke(options);
            options.Check();
            return builder.Add(new HealthCheckRegistration(
                name, services => new SubscriptionHealthCheck(services.GetRequiredService<SubscriptionHost>(), services.GetService<TimeProvider>() ?? TimeProvider.System, options),
                HealthStatus.Unhealthy, tags, timeout ?? TimeSpan.FromSeconds(10)));
        }
    }
}

namespace EsimLifecycle.AspNetCore
{
    /// <summary>How long what may wait before a health check tells of it.</summary>
    public sealed class EsimLifecycleHealthOptions
    {
        /// <summary>Gets or sets how long a deadline may have been due without being advanced; the default is 5 minutes.</summary>
        public TimeSpan MaxOverdue { get; set; } = TimeSpan.FromMinutes(5);

        /// <summary>Gets or sets how long instructions may wait to be handed over; the default is 15 minutes.</summary>
        public TimeSpan MaxUntoldAge { get; set; } = TimeSpan.FromMinutes(15);

        /// <summary>Gets or sets the number of subscriptions that may have dead letters; the default is 0.</summary>
        public long MaxDeadLetters { get; set; }

        internal void Check()
        {
            if (MaxOverdue < TimeSpan.Zero || MaxUntoldAge < TimeSpan.Zero || MaxDeadLetters < 0)
                throw new ArgumentException($"{nameof(MaxOverdue)} is {MaxOverdue}, {nameof(MaxUntoldAge)} {MaxUntoldAge} and {nameof(MaxDeadLetters)} {MaxDeadLetters}; none is expected to be negative.");
        }
    }

    /// <summary>Looks at what is waiting in the store.</summary>
    internal sealed class SubscriptionHealthCheck(SubscriptionHost host, TimeProvider clock, EsimLifecycleHealthOptions options) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            StoreStatus status;
            try
            {
                status = await host.GetStatusAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                return HealthCheckResult.Unhealthy("The store of subscriptions can't be read.", fault);
            }

            var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
            var (overdue, age) = (Since(status.OldestDue), Since(status.UntoldSince));
            var data = new Dictionary<string, object> { ["overdue"] = overdue, ["untold"] = status.Untold, ["untoldAge"] = age, ["deadLetters"] = status.DeadLetters };
            List<string> faults = [];
            if (overdue > options.MaxOverdue)
                faults.Add($"A deadline has been due for {overdue:c}; is a process with deadlines running?");
            if (age > options.MaxUntoldAge)
                faults.Add($"Instructions have been waiting for {age:c}; is a process with a handler running?");
            if (status.DeadLetters > options.MaxDeadLetters)
                faults.Add($"Subscriptions with dead letters: {status.DeadLetters}.");
            return faults.Count == 0 ? HealthCheckResult.Healthy("Nothing has been waiting for too long.", data) : HealthCheckResult.Degraded(string.Join(' ', faults), data: data);

            TimeSpan Since(Instant? moment) => moment is { } past && past < now ? (now - past).ToTimeSpan() : TimeSpan.Zero;
        }
    }
}
