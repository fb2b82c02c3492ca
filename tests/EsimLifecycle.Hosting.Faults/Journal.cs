using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace EsimLifecycle.Hosting.Faults;

/// <summary>
/// A file of a child process, a line for each thing that happened. A line is with the operating system before the child goes on, so that it stays when the
/// child is killed; the last one may be cut off.
/// </summary>
internal sealed class Journal(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
    private readonly Lock _gate = new();

    /// <summary>Gets a time that all processes of the machine have in common, in ticks of 100 ns.</summary>
    public static long Now => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / TimeSpan.TicksPerSecond);

    public void Write(params ReadOnlySpan<object?> fields)
    {
        var line = new StringBuilder().AppendJoin(' ', fields.ToArray().Select(field => Convert.ToString(field, CultureInfo.InvariantCulture))).Append('\n').ToString();
        lock (_gate)
            _file.Write(Encoding.UTF8.GetBytes(line));
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Reads the whole lines of all journals of a kind.</summary>
    public static IEnumerable<string[]> Read(string directory, string kind)
    {
        foreach (var path in Directory.EnumerateFiles(directory, $"{kind}.*").Order(StringComparer.Ordinal))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var text = new StreamReader(file).ReadToEnd();
            foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
                yield return line.Split(' ');
        }
    }
}
