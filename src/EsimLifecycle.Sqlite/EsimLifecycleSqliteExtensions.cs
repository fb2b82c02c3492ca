using EsimLifecycle.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps the subscriptions of a host in SQLite.</summary>
public static class EsimLifecycleSqliteExtensions
{
    /// <summary>Keeps subscriptions in one SQLite file on a local disk, which is created if there is none; the last call that names a store counts.</summary>
    /// <example>
    /// <code>
    /// builder.Services.AddEsimLifecycle(CarrierPolicy.Preset("axis-keep-number")).UseSqlite("subscriptions.db");
    /// </code>
    /// </example>
    /// <param name="builder">The builder.</param>
    /// <param name="fileOrConnectionString">
    /// The path of the file, in a directory that exists; or, if it has an equals sign, a connection string of Microsoft.Data.Sqlite.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException">The text is neither a path nor a connection string, or names no file.</exception>
    public static EsimLifecycleBuilder UseSqlite(this EsimLifecycleBuilder builder, string fileOrConnectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        _ = new SqliteSubscriptionStore(fileOrConnectionString);
        return builder.UseStore(_ => new SqliteSubscriptionStore(fileOrConnectionString));
    }
}
