using System.Net;
using System.Net.Sockets;

namespace EsimLifecycle.Hosting.Testing;

/// <summary>A line to a port on loopback that can go silent: what is sent is lost, and nobody is told.</summary>
public sealed class SilentLine : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _to;
    private volatile bool _isSilent;

    /// <param name="to">The port at the other end.</param>
    public SilentLine(int to)
    {
        _to = to;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Gets the port at this end.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Gets or sets whether the connections that are there lose what they are given, for good; new ones are not affected when it is over.</summary>
    public bool IsSilent
    {
        get => _isSilent;
        set => _isSilent = value;
    }

    /// <summary>Ends all connections.</summary>
    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = CarryAsync(await _listener.AcceptTcpClientAsync(_end.Token).ConfigureAwait(false));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The line is taken down.
        }
    }

    private async Task CarryAsync(TcpClient one)
    {
        using var other = new TcpClient();
        using var first = one;
        try
        {
            await other.ConnectAsync(IPAddress.Loopback, _to).ConfigureAwait(false);
            await Task.WhenAny(CarryAsync(one.GetStream(), other.GetStream()), CarryAsync(other.GetStream(), one.GetStream())).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // Nobody is at the other end.
        }
    }

    private async Task CarryAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[64 * 1024];
        var isLost = false;
        try
        {
            while (await from.ReadAsync(buffer, _end.Token).ConfigureAwait(false) is var count and > 0)
            {
                // What has lost a part can't go on with the rest.
                isLost |= IsSilent;
                if (!isLost)
                    await to.WriteAsync(buffer.AsMemory(0, count), _end.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // One end is gone.
        }
    }
}
