using System.Globalization;
using EsimLifecycle.Hosting.Load;
using EsimLifecycle.Hosting.Testing;

// What the stores do in a second, and what it costs. Needs PostgreSQL's server (Debian's package postgresql).
//   --subscriptions N   lives N subscriptions from open to closed on each store (20,000)
//   --only NAMES        of memory, sqlite, sqlite-each, postgres, orleans
//   --million           stores a million subscriptions, and advances the 10,000 that are due in an hour
//   --readme FILE       writes the table between <!-- load --> and <!-- /load --> (or million) of a file as well
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var count = int.Parse(Option("--subscriptions") ?? "20000", CultureInfo.InvariantCulture);
var only = Option("--only")?.Split(',') ?? ["memory", "sqlite", "sqlite-each", "postgres", "orleans"];
var scratch = Directory.CreateTempSubdirectory("esim-load-");
try
{
    // Durable as it comes; only that it does not write everything a second time when a run happens to last five minutes.
    await using var server = only.Intersect(["postgres", "orleans"]).Any() ? await PostgresServer.StartAsync("-c max_wal_size=4GB -c shared_buffers=256MB") : null;
    var bench = new Bench(scratch.FullName, server);
    await bench.WarmUpAsync(only);
    var (part, text) = args.Contains("--million") ? ("million", await Million.RunAsync(bench, only)) : ("load", await bench.CompareAsync(count, only));
    Console.WriteLine(text);
    if (Option("--readme") is { } file)
        await Readme.ReplaceAsync(file, part, text);
}
finally
{
    scratch.Delete(recursive: true);
}

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
