using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using EsimLifecycle.Hosting.Testing;

namespace EsimLifecycle.Hosting.Faults;

/// <summary>What rounds of one fault on one store have brought.</summary>
internal sealed record Outcomes(string Fault, string Store, IReadOnlyList<Found> Found, IReadOnlyList<TimeSpan> Recoveries);

/// <summary>Lets something go wrong under load, again and again on the same store, and verifies each time what was promised.</summary>
internal sealed class Rounds : IAsyncDisposable
{
    /// <summary>The faults, with the stores that they concern.</summary>
    public static readonly (string Fault, string What, string[] Stores)[] All =
    [
        ("kill", "`kill -9` of the process", ["sqlite", "postgres"]),
        ("server", "`kill -9` of PostgreSQL, started again", ["postgres"]),
        ("race", "three processes on one queue, one killed", ["sqlite", "postgres"]),
        ("silo", "one of two silos of Orleans killed", ["postgres"]),
        ("handler", "a handler that throws, hangs or is slow", ["sqlite", "postgres"]),
        ("clock", "a clock that jumps: minutes, an hour, days", ["sqlite", "postgres"]),
        ("disk", "a full disk, enlarged later", ["sqlite"]),
        ("silence", "a connection that goes silent", ["postgres"]),
    ];

    private readonly string _directory = Directory.CreateTempSubdirectory("esim-faults-").FullName;
    private readonly string _fault;
    private readonly string _store;
    private PostgresServer? _server;
    private string? _place;
    private bool _isMounted;

    private Rounds(string fault, string store) => (_fault, _store) = (fault, store);

    /// <summary>Gets why a fault can't be made here; null if it can.</summary>
    public static string? Missing(string fault, string store) =>
        store == "postgres" ? PostgresServer.Missing
        : fault == "disk" && !Environment.IsPrivilegedProcess ? "A small file system can be mounted only by root."
        : null;

    /// <exception cref="FaultException">A promise was not kept; the message says in which round, with its seed, and where its files are.</exception>
    public static async Task<Outcomes> RunAsync(string fault, string store, int count, int seed)
    {
        await using var rounds = new Rounds(fault, store);
        if (store == "postgres")
        {
            rounds._server = await PostgresServer.StartAsync();
            rounds._place = await rounds._server.MakePlaceAsync();
        }

        var (found, recoveries) = (new List<Found>(), new List<TimeSpan>());
        for (var round = 0; round < count; round++)
        {
            try
            {
                var (one, recovery) = await rounds.RunAsync(round, seed + round);
                found.Add(one);
                if (recovery is { } time)
                    recoveries.Add(time);
            }
            catch (Exception e)
            {
                var kept = Path.Combine(Path.GetTempPath(), $"esim-fault-{fault}-{store}-{seed + round}");
                await CopyAsync(rounds._directory, kept);
                throw new FaultException($"{fault} on {store}, round {round + 1} of {count}, --seed {seed + round}: {e.Message} Its files are in {kept}.{(e is FaultException ? "" : $"\n{e}")}");
            }
        }

        return new(fault, store, found, recoveries);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (_isMounted)
            await ToolAsync("umount", Disk);
        Directory.Delete(_directory, recursive: true);
    }

    private string Disk => Path.Combine(_directory, "disk");

    private async Task<(Found Found, TimeSpan? Recovery)> RunAsync(int round, int seed)
    {
        var directory = Directory.CreateDirectory(Path.Combine(_directory, $"round-{round}")).FullName;
        var file = _fault == "disk" ? Path.Combine(Disk, $"round-{round}.db") : Path.Combine(_directory, "subscriptions.db");

        // Each round some weeks after the one before: many deadlines have come when it begins. But a silo holds another for dead whose clock is put on.
        var weeks = TimeSpan.FromDays(_fault == "silo" ? 0 : 20 * round);
        var options = new ChildOptions(_place ?? file, directory, "a", $"r{round}-", 24, 8, 3, weeks, seed);
        var dice = new Random(seed);
        TimeSpan? recovery = null;
        var ahead = options.Ahead;
        switch (_fault)
        {
            case "kill": recovery = await KillAsync(options, dice); break;
            case "server": recovery = await KillServerAsync(options, dice); break;
            case "race": await RaceAsync(options, dice); break;
            case "silo": await KillSiloAsync(options, dice); break;
            case "handler": await LoadAsync(options with { Handler = 40 }, 900); break;
            case "clock": ahead += await JumpAsync(options, dice); break;
            case "disk": recovery = await FillAsync(options); break;
            default: recovery = await SilenceAsync(options, dice); break;
        }

        // Whoever comes after waits until the leases of the dead have ended.
        var after = options with { Name = "z", Clients = 0, Handler = 0, Silo = 0, Ahead = ahead + TimeSpan.FromSeconds(5) };
        await Verifier.DrainAsync(after);
        return (await Verifier.VerifyAsync(after), recovery);
    }

    private static async Task LoadAsync(ChildOptions options, int milliseconds)
    {
        await using var child = ChildProcess.Start(options);
        await child.UntilAcknowledgedAsync(0);
        await Task.Delay(milliseconds);
        await child.StopAsync();
    }

    private static async Task<TimeSpan> KillAsync(ChildOptions options, Random dice)
    {
        await using (var child = ChildProcess.Start(options))
        {
            await child.UntilAcknowledgedAsync(0);
            await Task.Delay(dice.Next(700));
            await child.KillAsync();
        }

        var killed = Journal.Now;
        await using var next = ChildProcess.Start(options with { Name = "b", Seed = options.Seed + 1 });
        var recovered = await next.UntilAcknowledgedAsync(killed);
        await Task.Delay(200);
        await next.StopAsync();
        return TimeSpan.FromTicks(recovered - killed);
    }

    private async Task<TimeSpan> KillServerAsync(ChildOptions options, Random dice)
    {
        await using var child = ChildProcess.Start(options);
        await child.UntilAcknowledgedAsync(0);
        await Task.Delay(dice.Next(700));
        await _server!.KillAsync();
        await Task.Delay(dice.Next(300));
        await _server.StartAgainAsync();
        var started = Journal.Now;
        var recovered = await child.UntilAcknowledgedAsync(started);
        await Task.Delay(200);
        await child.StopAsync();
        return TimeSpan.FromTicks(recovered - started);
    }

    private static async Task RaceAsync(ChildOptions options, Random dice)
    {
        ChildProcess[] children = [.. new[] { "a", "b", "c" }.Select((name, i) => ChildProcess.Start(options with { Name = name, Clients = 4, Seed = options.Seed + i }))];
        try
        {
            await Task.WhenAll(children.Select(child => child.UntilAcknowledgedAsync(0)));
            await Task.Delay(dice.Next(300, 700));
            var victim = dice.Next(children.Length);
            await children[victim].KillAsync();
            await Task.Delay(300);
            await Task.WhenAll(children.Where((_, i) => i != victim).Select(child => child.StopAsync()));
        }
        finally
        {
            foreach (var child in children)
                await child.DisposeAsync();
        }
    }

    private static async Task KillSiloAsync(ChildOptions options, Random dice)
    {
        var (port, other) = (FreePort(), FreePort());
        await using var stays = ChildProcess.Start(options with { Clients = 4, Silo = port, FirstSilo = port });
        await stays.UntilAcknowledgedAsync(0);
        await using (var dies = ChildProcess.Start(options with { Name = "b", Clients = 4, Silo = other, FirstSilo = port, Seed = options.Seed + 1 }))
        {
            await dies.UntilAcknowledgedAsync(0);
            await Task.Delay(dice.Next(300, 700));
            await dies.KillAsync();
        }

        // Long enough for the cluster to see it, and for who was on the dead one to be found on the other.
        await Task.Delay(5000);
        await stays.UntilAcknowledgedAsync(Journal.Now);
        await stays.StopAsync();

        static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }

    /// <summary>Within the five minutes that requests may be late, and beyond.</summary>
    private static async Task<TimeSpan> JumpAsync(ChildOptions options, Random dice)
    {
        TimeSpan[] jumps = [TimeSpan.FromMinutes(4), -TimeSpan.FromMinutes(4), TimeSpan.FromSeconds(3), -TimeSpan.FromHours(1), TimeSpan.FromHours(1), TimeSpan.FromDays(2)];
        dice.Shuffle(jumps);
        var (ahead, furthest) = (TimeSpan.Zero, TimeSpan.Zero);
        await using var child = ChildProcess.Start(options);
        await child.UntilAcknowledgedAsync(0);
        foreach (var jump in jumps)
        {
            await Task.Delay(120);
            await child.JumpAsync(jump);
            ahead += jump;
            furthest = ahead > furthest ? ahead : furthest;
        }

        await Task.Delay(120);
        await child.StopAsync();
        return furthest;
    }

    private async Task<TimeSpan> FillAsync(ChildOptions options)
    {
        if (!_isMounted)
        {
            Directory.CreateDirectory(Disk);
            await ToolAsync("mount", "-t", "tmpfs", "-o", "size=3m", "esim-faults", Disk);
            _isMounted = true;
        }

        foreach (var file in Directory.EnumerateFiles(Disk))
            File.Delete(file);
        await ToolAsync("mount", "-o", "remount,size=3m", Disk);
        await using var child = ChildProcess.Start(options);
        var last = await child.UntilAcknowledgedAsync(0);

        // Full is the disk when nothing has been acknowledged for a while.
        for (var end = Journal.Now + TimeSpan.FromSeconds(30).Ticks; Journal.Now - last < TimeSpan.FromMilliseconds(400).Ticks; await Task.Delay(50))
        {
            if (Journal.Now > end)
                throw new FaultException("The disk was not full within 30 seconds.");
            last = child.LastAcknowledged() ?? last;
        }

        await ToolAsync("mount", "-o", "remount,size=200m", Disk);
        var enlarged = Journal.Now;
        var recovered = await child.UntilAcknowledgedAsync(enlarged);
        await Task.Delay(200);
        await child.StopAsync();
        return TimeSpan.FromTicks(recovered - enlarged);
    }

    private async Task<TimeSpan> SilenceAsync(ChildOptions options, Random dice)
    {
        await using var line = new SilentLine(_server!.Port);
        var wired = options.Store.Replace($"Port={_server.Port}", $"Port={line.Port};Command Timeout=1;Timeout=2;Cancellation Timeout=500", StringComparison.Ordinal);
        await using var child = ChildProcess.Start(options with { Store = wired });
        await child.UntilAcknowledgedAsync(0);
        await Task.Delay(dice.Next(500));
        line.Silence();
        await Task.Delay(dice.Next(200, 1200));
        line.Restore();
        var restored = Journal.Now;
        var recovered = await child.UntilAcknowledgedAsync(restored);
        await Task.Delay(200);
        await child.StopAsync();
        return TimeSpan.FromTicks(recovered - restored);
    }

    private static async Task ToolAsync(string file, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} failed with {process.ExitCode}: {await process.StandardError.ReadToEndAsync()}");
    }

    private static Task CopyAsync(string from, string to) => ToolAsync("cp", "-rT", from, to);
}
