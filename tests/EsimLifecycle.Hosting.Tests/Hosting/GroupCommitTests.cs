namespace EsimLifecycle.Hosting.Tests;

public sealed class GroupCommitTests
{
    private readonly TaskCompletionSource _go = new();
    private readonly List<int[]> _batches = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_arrives_while_a_batch_is_being_written_goes_together_with_the_next()
    {
        await using var commit = NewCommit(maxBatch: 8);
        var first = commit.WriteAsync(1, Cancel).AsTask();
        await UntilAsync(() => _batches.Count == 1);
        var others = Enumerable.Range(2, 10).Select(i => commit.WriteAsync(i, Cancel).AsTask()).ToArray();
        _go.SetResult();

        (await first).Should().Be(10);
        (await Task.WhenAll(others)).Should().Equal(Enumerable.Range(2, 10).Select(i => 10 * i));
        _batches.Select(batch => batch.Length).Should().Equal(1, 8, 2);
    }

    [Fact]
    public async Task What_waits_because_the_line_is_full_can_be_called_off_and_is_not_written()
    {
        await using var commit = NewCommit(maxBatch: 1);
        var written = Enumerable.Range(0, 17).Select(i => commit.WriteAsync(i, Cancel).AsTask()).ToList();
        await UntilAsync(() => _batches.Count == 1);
        using var called = new CancellationTokenSource();
        var off = Enumerable.Range(100, 20).Select(i => commit.WriteAsync(i, called.Token).AsTask()).ToArray();
        await called.CancelAsync();
        foreach (var each in off)
            await FluentActions.Awaiting(() => each).Should().ThrowAsync<OperationCanceledException>();
        _go.SetResult();

        await Task.WhenAll(written);
        (await commit.WriteAsync(50, Cancel)).Should().Be(500);
        _batches.SelectMany(batch => batch).Should().Equal([.. Enumerable.Range(0, 17), 50]);
    }

    [Fact]
    public async Task When_it_is_disposed_of_what_waits_in_line_is_written_and_what_is_not_in_line_is_told()
    {
        var commit = NewCommit(maxBatch: 1);
        var written = Enumerable.Range(0, 17).Select(i => commit.WriteAsync(i, Cancel).AsTask()).ToArray();
        await UntilAsync(() => _batches.Count == 1);
        var outside = Enumerable.Range(100, 3).Select(i => commit.WriteAsync(i, Cancel).AsTask()).ToArray();
        var disposed = commit.DisposeAsync().AsTask();
        _go.SetResult();
        await disposed;

        (await Task.WhenAll(written)).Should().HaveCount(17);
        foreach (var each in outside)
            await FluentActions.Awaiting(() => each).Should().ThrowAsync<ObjectDisposedException>();
        await FluentActions.Awaiting(() => commit.WriteAsync(1, Cancel).AsTask()).Should().ThrowAsync<ObjectDisposedException>();
    }

    [Fact]
    public async Task A_batch_that_fails_fails_for_all_of_it_and_for_nobody_else()
    {
        await using var commit = new GroupCommit<int, int>(1, 4, async batch =>
        {
            _batches.Add([.. batch]);
            await _go.Task;
            return batch.Contains(2) ? throw new IOException("full") : [.. batch];
        });
        var first = commit.WriteAsync(0, Cancel).AsTask();
        await UntilAsync(() => _batches.Count == 1);
        var tasks = Enumerable.Range(1, 8).Select(i => commit.WriteAsync(i, Cancel).AsTask()).ToArray();
        _go.SetResult();
        await first;
        foreach (var (task, i) in tasks.Select((task, i) => (task, i + 1)))
        {
            if (_batches.Single(batch => batch.Contains(i)).Contains(2))
                await FluentActions.Awaiting(() => task).Should().ThrowAsync<IOException>();
            else
                (await task).Should().Be(i);
        }
    }

    [Fact]
    public async Task Several_batches_are_under_way_at_once_where_a_store_can()
    {
        var underWay = 0;
        await using var commit = new GroupCommit<int, int>(3, 1, async batch =>
        {
            Interlocked.Increment(ref underWay);
            await _go.Task;
            return [.. batch];
        });
        var tasks = Enumerable.Range(0, 5).Select(i => commit.WriteAsync(i, Cancel).AsTask()).ToArray();
        await UntilAsync(() => Volatile.Read(ref underWay) == 3);
        _go.SetResult();
        (await Task.WhenAll(tasks)).Should().Equal(0, 1, 2, 3, 4);
    }

    [Fact]
    public void A_store_that_can_write_no_batch_is_a_mistake() =>
        FluentActions.Invoking(() => new SubscriptionHost(new StoreDouble(new MemoryStore()) { MaxConcurrentAppends = 0 }, [Line.Policy])).Should().Throw<ArgumentOutOfRangeException>();

    private GroupCommit<int, int> NewCommit(int maxBatch) => new(1, maxBatch, async batch =>
    {
        lock (_batches)
            _batches.Add([.. batch]);
        await _go.Task;
        return [.. batch.Select(each => 10 * each)];
    });

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var began = Environment.TickCount64; !condition(); await Task.Delay(1, Cancel))
            (Environment.TickCount64 - began).Should().BeLessThan(10_000);
    }
}
