using System.Threading.Channels;

namespace EsimLifecycle.Hosting;

/// <summary>
/// Makes things durable together: whatever arrives while a batch is being written goes with the next one, so that a commit is shared by as many as
/// wait for it, and nobody waits for company.
/// </summary>
internal sealed class GroupCommit<TItem, TResult> : IAsyncDisposable
{
    private readonly Channel<(TItem Item, TaskCompletionSource<TResult> Written)> _waiting;
    private readonly Func<IReadOnlyList<TItem>, ValueTask<IReadOnlyList<TResult>>> _write;
    private readonly int _maxBatch;
    private readonly Task[] _writers;

    /// <param name="writers">The number of batches that may be under way at the same time.</param>
    /// <param name="maxBatch">The maximum number of items in a batch.</param>
    /// <param name="write">Writes a batch, and gives the result of each item. An exception concerns all of them.</param>
    public GroupCommit(int writers, int maxBatch, Func<IReadOnlyList<TItem>, ValueTask<IReadOnlyList<TResult>>> write)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(writers, 1);
        _waiting = System.Threading.Channels.Channel.CreateBounded<(TItem, TaskCompletionSource<TResult>)>(16 * maxBatch);
        (_write, _maxBatch) = (write, maxBatch);
        _writers = [.. Enumerable.Range(0, writers).Select(_ => Task.Run(WriteAllAsync))];
    }

    /// <summary>Has an item written. Once it waits in line it is not called off: it may be under way.</summary>
    /// <exception cref="ObjectDisposedException">Nothing more is taken; the item is not written.</exception>
    public async ValueTask<TResult> WriteAsync(TItem item, CancellationToken cancel)
    {
        var written = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await _waiting.Writer.WriteAsync((item, written), cancel).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SubscriptionHost));
        }

        return await written.Task.ConfigureAwait(false);
    }

    /// <summary>Writes what is waiting in line, and takes nothing more.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await Task.WhenAll(_writers).ConfigureAwait(false);
    }

    private async Task WriteAllAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            List<TItem> items = [];
            List<TaskCompletionSource<TResult>> promises = [];
            while (items.Count < _maxBatch && _waiting.Reader.TryRead(out var next))
            {
                items.Add(next.Item);
                promises.Add(next.Written);
            }

            // Another writer may have taken what there was.
            if (items.Count == 0)
                continue;

            try
            {
                var results = await _write(items).ConfigureAwait(false);
                if (results.Count != items.Count)
                    throw new InvalidOperationException($"The store gave {results.Count} results; expected one for each of {items.Count} items.");
                for (var i = 0; i < promises.Count; i++)
                    promises[i].SetResult(results[i]);
            }
            catch (Exception fault)
            {
                foreach (var promise in promises)
                    promise.TrySetException(fault);
            }
        }
    }
}
