using System.Net;
using System.Net.Sockets;

namespace EsimLifecycle.Hosting.Testing;

/// <summary>A line to a server on loopback that can go silent: nothing goes through any more, and nobody is told.</summary>
public sealed class SilentLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly List<TcpClient> _clients = [];
    private volatile Wire _wire = new();

    /// <param name="target">The server's port.</param>
    public SilentLine(int target)
    {
        _target = target;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Gets the port at this end.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The connections that there are go silent for good; so do those that are made until <see cref="Restore"/>.</summary>
    public void Silence() => _wire.IsSilent = true;

    /// <summary>New connections are forwarded again.</summary>
    public void Restore() => _wire = new();

    /// <summary>Ends all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        lock (_clients)
            _clients.ForEach(client => client.Dispose());
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                var server = new TcpClient { NoDelay = true };
                client.NoDelay = true;
                lock (_clients)
                    _clients.AddRange([client, server]);
                var wire = _wire;
                await server.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
                _ = ForwardAsync(client, server, wire);
                _ = ForwardAsync(server, client, wire);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The line is taken down, or the server is gone: so are the connections.
        }
    }

    private async Task ForwardAsync(TcpClient from, TcpClient to, Wire wire)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _stop.Token) is > 0 and var count)
            {
                // What is silent takes what it is given, and says nothing of it, not even that the other side has gone.
                if (!wire.IsSilent)
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _stop.Token);
            }

            if (!wire.IsSilent)
                to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            if (!wire.IsSilent)
                to.Dispose();
        }
    }

    private sealed class Wire
    {
        public volatile bool IsSilent;
    }
}
