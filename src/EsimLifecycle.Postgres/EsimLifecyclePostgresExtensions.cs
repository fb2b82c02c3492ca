using EsimLifecycle.Hosting;
using Npgsql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps the subscriptions of a host in PostgreSQL.</summary>
public static class EsimLifecyclePostgresExtensions
{
    /// <summary>Keeps subscriptions in the PostgreSQL of a data source, which stays the caller's to dispose of; the last call that names a store counts.</summary>
    /// <example>
    /// <code>
    /// builder.Services.AddEsimLifecycle(CarrierPolicy.Preset("axis-keep-number")).UsePostgres(dataSource);
    /// </code>
    /// </example>
    /// <param name="builder">The builder.</param>
    /// <param name="source">The data source. Tables are made and found in the first schema of its <c>Search Path</c>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static EsimLifecycleBuilder UsePostgres(this EsimLifecycleBuilder builder, NpgsqlDataSource source)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        return builder.UseStore(_ => new PostgresSubscriptionStore(source));
    }

    /// <summary>Keeps subscriptions in PostgreSQL; the last call that names a store counts.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">A connection string of Npgsql. Tables are made and found in the first schema of its <c>Search Path</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException">The text is no connection string, or names no host.</exception>
    public static EsimLifecycleBuilder UsePostgres(this EsimLifecycleBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        PostgresSubscriptionStore.Require(connectionString);
        return builder.UseStore(_ => new PostgresSubscriptionStore(connectionString));
    }
}
