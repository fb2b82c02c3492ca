using System.Reflection;
using System.Runtime.CompilerServices;

namespace EsimLifecycle.Hosting.Faults;

/// <summary>
/// A store under which a real one lies. Whoever asks for it in a flow of calls learns up to which version that flow has last read the history of a
/// subscription, and when it began to: so it is known on which state an instruction was found to be still wanted.
/// </summary>
public class WatchedStore : DispatchProxy, IAsyncDisposable
{
    private static readonly AsyncLocal<LastRead?> Flow = new();

    private ISubscriptionStore _inner = null!;

    /// <summary>Begins to note what the current flow reads.</summary>
    internal static LastRead Note() => Flow.Value = new LastRead();

    public static ISubscriptionStore Over(ISubscriptionStore inner)
    {
        var proxy = Create<ISubscriptionStore, WatchedStore>();
        ((WatchedStore)(object)proxy)._inner = inner;
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        if (_inner is IAsyncDisposable store)
            await store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(ISubscriptionStore.ReadAsync) && Flow.Value is { } note)
            return ReadAsync(note, (SubscriptionId)args![0]!, (long)args[1]!, (CancellationToken)args[2]!);
        try
        {
            return targetMethod.Invoke(_inner, args);
        }
        catch (TargetInvocationException fault)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(fault.InnerException!);
            throw;
        }
    }

    private async IAsyncEnumerable<LifecycleEvent> ReadAsync(LastRead note, SubscriptionId id, long after, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (began, version) = (Journal.Now, after);
        await foreach (var @event in _inner.ReadAsync(id, after, cancel))
        {
            version = @event.Version;
            yield return @event;
        }

        (note.Began, note.Version) = (began, version);
    }
}

/// <summary>What a flow of calls has read last.</summary>
internal sealed class LastRead
{
    public long Began { get; set; }

    public long Version { get; set; }
}
