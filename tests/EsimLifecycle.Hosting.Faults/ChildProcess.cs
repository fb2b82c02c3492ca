using System.Diagnostics;
using System.Globalization;

namespace EsimLifecycle.Hosting.Faults;

/// <summary>A child process, seen by its parent.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly ChildOptions _options;

    private ChildProcess(ChildOptions options)
    {
        _options = options;
        _process = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(ChildProcess).Assembly.Location, .. options.ToArguments()])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!;
        _error = _process.StandardError.ReadToEndAsync();
    }

    public static ChildProcess Start(ChildOptions options) => new(options);

    /// <summary>Waits until something was acknowledged after a time; returns when that was.</summary>
    public async Task<long> UntilAcknowledgedAsync(long after)
    {
        for (var end = Journal.Now + TimeSpan.FromSeconds(60).Ticks; Journal.Now < end; await Task.Delay(10))
        {
            if (_process.HasExited)
                throw new FaultException($"The process {_options.Name} ended by itself with {_process.ExitCode}: {await _error}");
            if (LastAcknowledged() is { } last && last > after)
                return last;
        }

        throw new FaultException($"The process {_options.Name} acknowledged nothing within a minute.");
    }

    public async Task JumpAsync(TimeSpan time)
    {
        await _process.StandardInput.WriteLineAsync(time.ToString("c", CultureInfo.InvariantCulture));
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Tells it to stop, and expects it to.</summary>
    public async Task StopAsync()
    {
        if (_process.HasExited)
            throw new FaultException($"The process {_options.Name} ended by itself with {_process.ExitCode}: {await _error}");
        await _process.StandardInput.WriteLineAsync("stop");
        await _process.StandardInput.FlushAsync();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
            throw new FaultException($"The process {_options.Name} did not stop within 40 seconds.");
        }

        if (_process.ExitCode != 0)
            throw new FaultException($"The process {_options.Name} ended with {_process.ExitCode}: {await _error}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    public long? LastAcknowledged()
    {
        var path = Path.Combine(_options.Directory, $"acknowledged.{_options.Name}");
        if (!File.Exists(path))
            return null;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(-Math.Min(file.Length, 400), SeekOrigin.End);
        var lines = new StreamReader(file).ReadToEnd().Split('\n');
        return lines.Length < 2 ? null : long.Parse(lines[^2].Split(' ')[^1], CultureInfo.InvariantCulture);
    }
}

/// <summary>Something that was promised was not kept.</summary>
internal sealed class FaultException(string message) : Exception(message);
