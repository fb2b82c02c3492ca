using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace EsimLifecycle.Hosting.Testing;

/// <summary>A PostgreSQL of one's own, on loopback and in a directory of its own, started from Debian's package and gone when it is disposed of.</summary>
/// <remarks>
/// <para>Commits are as durable as they are by default. PostgreSQL does not run as root: started by root, it runs as the user <c>postgres</c>, whom the
/// package makes.</para>
/// <para>A watchdog waits for the end of a pipe that this process holds, so that the server goes and its directory with it even if this process is killed.</para>
/// </remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private readonly string _binaries;
    private readonly string _directory;
    private readonly string _settings;
    private Process? _watchdog;
    private int _places;

    private PostgresServer(string binaries, string settings)
    {
        (_binaries, _settings) = (binaries, settings);
        _directory = Path.Combine(Path.GetTempPath(), $"esim-postgres-{Guid.NewGuid():N}");
    }

    /// <summary>Gets why there can be no server here; null if there can.</summary>
    public static string? Missing => FindBinaries() is null
        ? "PostgreSQL's server was not found in /usr/lib/postgresql/*/bin; it is Debian's package postgresql (apt-get install postgresql)."
        : null;

    /// <summary>Gets the port on loopback.</summary>
    public int Port { get; private set; }

    /// <summary>Gets the file with what the server says.</summary>
    public string Log => Path.Combine(_directory, "log");

    /// <summary>Gets how to connect, to a database in which nothing is.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Username=postgres;Database=postgres;Include Error Detail=true";

    private string Data => Path.Combine(_directory, "data");

    /// <summary>Starts a server.</summary>
    /// <param name="settings">Settings other than the defaults, such as <c>-c shared_buffers=512MB</c>.</param>
    /// <exception cref="InvalidOperationException">There is none to start (<see cref="Missing"/>), or it did not start; the message says why.</exception>
    public static async Task<PostgresServer> StartAsync(string settings = "")
    {
        var server = new PostgresServer(FindBinaries() ?? throw new InvalidOperationException(Missing), settings);
        try
        {
            server.Watch();
            await server.RunAsync(Path.Combine(server._binaries, "initdb"), "-D", server.Data, "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust").ConfigureAwait(false);
            server.Port = FindFreePort();
            await server.StartAgainAsync().ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Starts the server again that was killed or stopped, on the same port and with the same data.</summary>
    public Task StartAgainAsync() => RunAsync(
        Path.Combine(_binaries, "pg_ctl"), "start", "-w", "-t", StartTimeout.TotalSeconds.ToString(CultureInfo.InvariantCulture), "-D", Data, "-l", Log,
        "-o", $"-c listen_addresses=127.0.0.1 -c port={Port} -c unix_socket_directories='' {_settings}");

    /// <summary>Kills the server and all of its processes as a power cut would: without a word.</summary>
    public async Task KillAsync()
    {
        // The first goes first: one that lost a child would start to tidy up.
        var processes = Processes();
        foreach (var id in processes)
            await Tool("kill", "-9", id.ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);
        while (processes.Any(IsAlive))
            await Task.Delay(10).ConfigureAwait(false);

        // In a container often nobody collects the dead, and a dead process in this file would pass for a server that runs.
        File.Delete(Path.Combine(Data, "postmaster.pid"));
    }

    /// <summary>Makes a schema in which nothing is, and returns how to connect so that tables are made and found there.</summary>
    public async Task<string> MakePlaceAsync()
    {
        var name = $"place_{Interlocked.Increment(ref _places)}";
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand($"CREATE SCHEMA {name}");
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        return $"{ConnectionString};Search Path={name}";
    }

    /// <summary>Returns the processor time that all processes of the server have used.</summary>
    public TimeSpan ProcessorTime() => Processes().Aggregate(TimeSpan.Zero, (sum, id) => sum + ProcessorTime(id));

    /// <summary>Stops the server and removes its directory.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_watchdog is null)
            return;
        _watchdog.StandardInput.Close();
        await _watchdog.WaitForExitAsync().ConfigureAwait(false);
        _watchdog.Dispose();
        _watchdog = null;
    }

    private static string? FindBinaries() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql")
            .OrderByDescending(version => double.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Select(version => Path.Combine(version, "bin")).FirstOrDefault(binaries => File.Exists(Path.Combine(binaries, "initdb")))
        : null;

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task Tool(string file, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync().ConfigureAwait(false);
    }

    private static bool IsAlive(int id) => StatOf(id) is { } stat && stat[0] is not ("Z" or "X");

    /// <summary>What /proc says of a process after its name: its state, its parent, …; null if it is gone.</summary>
    private static string[]? StatOf(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Its own, and that of its children that are gone, in hundredths of a second.</summary>
    private static TimeSpan ProcessorTime(int id) => StatOf(id) is { } stat
        ? TimeSpan.FromMilliseconds(10 * stat[11..15].Sum(each => long.Parse(each, CultureInfo.InvariantCulture)))
        : TimeSpan.Zero;

    /// <summary>The processes of the server, the first before its children.</summary>
    private List<int> Processes()
    {
        var file = Path.Combine(Data, "postmaster.pid");
        if (!File.Exists(file) || !int.TryParse(File.ReadLines(file).FirstOrDefault(), CultureInfo.InvariantCulture, out var first))
            return [];
        var parent = first.ToString(CultureInfo.InvariantCulture);
        var all = Directory.GetDirectories("/proc").Select(directory => int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id) ? id : 0);
        return [first, .. all.Where(id => id > 0 && StatOf(id) is { } stat && stat[1] == parent)];
    }

    /// <summary>When the pipe to it ends, for whatever reason, the watchdog stops the server and removes its directory.</summary>
    private void Watch() => _watchdog = Process.Start(Unprivileged(
        "/bin/sh", "-c", "cat >/dev/null; \"$0\" stop -D \"$1/data\" -m immediate >/dev/null 2>&1; rm -rf \"$1\"", Path.Combine(_binaries, "pg_ctl"), _directory))!;

    private async Task RunAsync(string file, params string[] arguments)
    {
        using var process = Process.Start(Unprivileged(file, arguments))!;
        process.StandardInput.Close();
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().ConfigureAwait(false);
        if (process.ExitCode == 0)
            return;
        var log = File.Exists(Log) ? await File.ReadAllTextAsync(Log).ConfigureAwait(false) : "";
        throw new InvalidOperationException($"{Path.GetFileName(file)} failed with {process.ExitCode}: {string.Concat(await said.ConfigureAwait(false))}{log}");
    }

    private static ProcessStartInfo Unprivileged(string file, params string[] arguments)
    {
        string[] command = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", file, .. arguments] : [file, .. arguments];
        return new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
    }
}
