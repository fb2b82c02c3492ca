using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace EsimLifecycle.Hosting.Faults;

/// <summary>What a child process is told.</summary>
/// <param name="Store">A file of SQLite, or a connection string of PostgreSQL.</param>
/// <param name="Directory">Where the journals are.</param>
/// <param name="Name">The child's name, another for each process.</param>
/// <param name="Lines">The prefix of the subscriptions' ids.</param>
/// <param name="LineCount">The number of subscriptions.</param>
/// <param name="Clients">The number of clients at a time; none for a process that only works off what is waiting.</param>
/// <param name="Handler">The failures of the handler in a hundred instructions.</param>
/// <param name="Ahead">How far its clock is ahead of the machine's.</param>
/// <param name="Seed">The seed of everything that is random.</param>
/// <param name="Silo">Its port as a silo of Orleans; 0 if it is none.</param>
/// <param name="FirstSilo">The port of the silo that was there first, which knows who belongs to the cluster.</param>
internal sealed record ChildOptions(
    string Store, string Directory, string Name, string Lines, int LineCount, int Clients, int Handler, TimeSpan Ahead, int Seed, int Silo = 0, int FirstSilo = 0)
{
    public bool IsPostgres => Store.Contains("Host=", StringComparison.Ordinal);

    public string[] ToArguments() =>
    [
        "child", Store, Directory, Name, Lines, $"{LineCount}", $"{Clients}", $"{Handler}", Ahead.ToString("c", CultureInfo.InvariantCulture), $"{Seed}", $"{Silo}",
        $"{FirstSilo}",
    ];

    public static ChildOptions Parse(string[] arguments) => new(
        arguments[1], arguments[2], arguments[3], arguments[4], int.Parse(arguments[5], CultureInfo.InvariantCulture), int.Parse(arguments[6], CultureInfo.InvariantCulture),
        int.Parse(arguments[7], CultureInfo.InvariantCulture), TimeSpan.ParseExact(arguments[8], "c", CultureInfo.InvariantCulture), int.Parse(arguments[9], CultureInfo.InvariantCulture),
        int.Parse(arguments[10], CultureInfo.InvariantCulture), int.Parse(arguments[11], CultureInfo.InvariantCulture));

    /// <summary>A host on the store, without a handler unless it is given one.</summary>
    public IHost Build(Action<EsimLifecycleBuilder>? configure = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.Services.Configure<SubscriptionHostOptions>(options =>
        {
            options.PollInterval = TimeSpan.FromMilliseconds(20);
            options.HandlerTimeout = TimeSpan.FromMilliseconds(400);
            options.Lease = TimeSpan.FromMilliseconds(1000);
            options.RetryDelay = TimeSpan.FromMilliseconds(10);
            options.MaxRetryDelay = TimeSpan.FromMilliseconds(200);
            options.MaxTries = 1000;
            options.SnapshotAfter = 40;
            options.MaxConflicts = 100;
        });
        builder.Services.AddSingleton<TimeProvider>(new JumpingClock(Ahead));
        var lifecycle = builder.Services.AddEsimLifecycle(CarrierPolicy.Preset("axis-keep-number")).UseStore(_ => WatchedStore.Over(Make()));
        configure?.Invoke(lifecycle);
        if (Silo > 0)
        {
            lifecycle.UseOrleans();
            builder.UseOrleans(silo => silo.UseLocalhostClustering(Silo, gatewayPort: 0, new IPEndPoint(IPAddress.Loopback, FirstSilo))
                .Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(2))
                .Configure<ClusterMembershipOptions>(options =>
                {
                    options.ProbeTimeout = TimeSpan.FromSeconds(1);
                    (options.NumMissedProbesLimit, options.NumVotesForDeathDeclaration) = (3, 1);
                }));
        }

        return builder.Build();
    }

    private ISubscriptionStore Make() => IsPostgres ? new PostgresSubscriptionStore(Store) : new SqliteSubscriptionStore($"Data Source={Store};Default Timeout=10");
}

/// <summary>The machine's clock, which can be put on and back while it runs.</summary>
internal sealed class JumpingClock(TimeSpan ahead) : TimeProvider
{
    private long _ahead = ahead.Ticks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    public void Jump(TimeSpan time) => Interlocked.Add(ref _ahead, time.Ticks);
}

/// <summary>A process with a host, its workers, a handler and clients. It is told by its input to stop, or that its clock jumps.</summary>
internal sealed class Child : IDisposable
{
    private readonly ChildOptions _options;
    private readonly IHost _host;
    private readonly SubscriptionHost _subscriptions;
    private readonly IGrainFactory? _grains;
    private readonly JumpingClock _clock;
    private readonly Journal _sent;
    private readonly Journal _acknowledged;
    private readonly CancellationTokenSource _stop = new();

    private Child(ChildOptions options)
    {
        _options = options;
        _host = Build(options);
        _subscriptions = _host.Services.GetRequiredService<SubscriptionHost>();
        _grains = _host.Services.GetService<IGrainFactory>();
        _clock = (JumpingClock)_host.Services.GetRequiredService<TimeProvider>();
        _sent = new Journal(Path.Combine(options.Directory, $"sent.{options.Name}"));
        _acknowledged = new Journal(Path.Combine(options.Directory, $"acknowledged.{options.Name}"));
    }

    public static async Task<int> RunAsync(string[] arguments)
    {
        using var child = new Child(ChildOptions.Parse(arguments));
        await child.RunAsync();
        return 0;
    }

    /// <summary>A host with its workers and the handler.</summary>
    public static IHost Build(ChildOptions options) => options.Build(builder =>
    {
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(_ => new Journal(Path.Combine(options.Directory, $"handed.{options.Name}")));
        builder.AddInstructions<Handler>();
    });

    public void Dispose()
    {
        _sent.Dispose();
        _acknowledged.Dispose();
        _stop.Dispose();
        _host.Dispose();
    }

    private async Task RunAsync()
    {
        var listening = Task.Run(ListenAsync);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _host.StartAsync(_stop.Token);
                break;
            }
            catch (Exception) when (!_stop.IsCancellationRequested)
            {
                // The store may be out of reach just now; whoever runs a process starts it again.
                await Task.Delay(50);
            }
        }

        var left = new Queue<Message>(FindUnanswered());
        await Task.WhenAll(Enumerable.Range(0, _options.Clients).Select(client => Task.Run(() => SendAsync(client, left))));
        await listening;
        await _host.StopAsync();
    }

    private async Task ListenAsync()
    {
        while (await Console.In.ReadLineAsync() is { } line && line != "stop")
            _clock.Jump(TimeSpan.ParseExact(line, "c", CultureInfo.InvariantCulture));
        await _stop.CancelAsync();
    }

    /// <summary>What was sent by those before and never answered: a client sends it again.</summary>
    private List<Message> FindUnanswered()
    {
        var answered = Journal.Read(_options.Directory, "acknowledged").Select(fields => new Message(new(fields[0]), new(fields[1]))).ToHashSet();
        return [.. Journal.Read(_options.Directory, "sent").Where(fields => fields[0].StartsWith(_options.Lines, StringComparison.Ordinal))
            .Select(fields => new Message(new(fields[0]), new(fields[1]))).Distinct().Where(message => !answered.Contains(message))];
    }

    private async Task SendAsync(int client, Queue<Message> left)
    {
        var dice = new Random(unchecked((_options.Seed * 31) + client));
        var opened = new HashSet<SubscriptionId>();
        for (var i = 0; !_stop.IsCancellationRequested; i++)
        {
            Message message;
            lock (left)
            {
                if (!left.TryDequeue(out message))
                    message = new Message(new($"{_options.Lines}{dice.Next(_options.LineCount)}"), new($"{_options.Name}-{client}-{i}"));
            }

            if (opened.Add(message.Line))
                await SendAsync(Message.Open(message.Line), dice);

            // Some messages are delivered twice at once, as brokers and impatient customers do.
            await Task.WhenAll(dice.Next(20) == 0 ? [SendAsync(message, dice), SendAsync(message, dice)] : [SendAsync(message, dice)]);
        }
    }

    /// <summary>Sends a message until it is answered, or the process is told to stop.</summary>
    private async Task SendAsync(Message message, Random dice)
    {
        _sent.Write(message.Line, message.Id);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var decision = _grains is null
                    ? await _subscriptions.DoAsync(message.Line, message.Command, Caller.Carrier, message.Id)
                    : await _grains.GetSubscription(message.Line).DoAsync(message.Command, Caller.Carrier, message.Id);
                var caused = decision.Events.Where(each => each.Cause?.Command == message.Id).Select(each => each.Version).ToArray();
                _acknowledged.Write(message.Line, message.Id, decision.Outcome, decision.Subscription.Version, string.Join(',', caused), Journal.Now);
                return;
            }
            catch (Exception fault) when (IsFromStore(fault) || fault is OrleansException)
            {
                await Task.Delay(dice.Next(5, 50));
            }
        }
    }

    // Everything else would be a fault of the host, and ends the process.
    private static bool IsFromStore(Exception fault) =>
        fault is System.Data.Common.DbException or IOException or TimeoutException or System.Data.DBConcurrencyException or System.Net.Sockets.SocketException
        || (fault.InnerException is { } inner && IsFromStore(inner));

    /// <summary>Notes each instruction that it is given, and on which state it was found to be wanted; then does it, fails, hangs, or takes its time.</summary>
    private sealed class Handler(SubscriptionHost host, Journal handed, ChildOptions options) : IInstructionHandler
    {
        private static int Calls;

        // Made anew for each subscription, in the flow in which the state is read.
        private readonly LastRead _lastRead = WatchedStore.Note();

        public async ValueTask HandleAsync(Instruction instruction, CancellationToken cancel)
        {
            handed.Write(instruction.Subscription, instruction.Version, instruction.Key, Journal.Now, _lastRead.Version, _lastRead.Began);
            var dice = new Random(unchecked((options.Seed * 7919) + Interlocked.Increment(ref Calls)));
            if (dice.Next(100) < options.Handler)
            {
                switch (dice.Next(4))
                {
                    case 0: throw new InvalidOperationException("The provider said no.");
                    case 1: await Task.Delay(Timeout.Infinite, CancellationToken.None); break;
                    case 2: await Task.Delay(Timeout.Infinite, cancel); break;
                    default: await Task.Delay(dice.Next(300), cancel); break;
                }
            }

            if (instruction is ChargePayment charge)
            {
                var paid = new RecordPayment(new Reference($"paid-{charge.Key}"), charge.Amount, charge.Method) { Charge = charge.Charge };
                await host.DoAsync(charge.Subscription, paid, Caller.System, new CommandId($"paid-{charge.Key}"), cancel: cancel);
            }
        }
    }
}
