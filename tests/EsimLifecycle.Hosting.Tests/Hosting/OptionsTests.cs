using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EsimLifecycle.Hosting.Tests;

public sealed class OptionsTests
{
    private static readonly TimeSpan Long = TimeSpan.FromDays(1) + TimeSpan.FromTicks(1);

    public static TheoryData<string, Action<SubscriptionHostOptions>> Wrong => new()
    {
        { "CacheSize is -1; at least 0 is expected.", options => options.CacheSize = -1 },
        { "MaxConflicts is -1; at least 0 is expected.", options => options.MaxConflicts = -1 },
        { "MaxBatch is 0; 1 to 10000 is expected.", options => options.MaxBatch = 0 },
        { "MaxBatch is 2147483647; 1 to 10000 is expected.", options => options.MaxBatch = int.MaxValue },
        { "SnapshotAfter is 0; at least 1 is expected.", options => options.SnapshotAfter = 0 },
        { "MaxParallel is 0; 1 to 10000 is expected.", options => options.MaxParallel = 0 },
        { "MaxParallel is 10001; 1 to 10000 is expected.", options => options.MaxParallel = 10_001 },
        { "MaxTries is 0; at least 1 is expected.", options => options.MaxTries = 0 },
        { "PollInterval is 00:00:00; a time between 00:00:00.0010000 and 1.00:00:00 is expected.", options => options.PollInterval = TimeSpan.Zero },
        { "PollInterval is 1.00:00:00.0000001; a time between 00:00:00.0010000 and 1.00:00:00 is expected.", options => options.PollInterval = Long },
        { "PollInterval is -00:00:00.0010000; a time between 00:00:00.0010000 and 1.00:00:00 is expected.", options => options.PollInterval = Timeout.InfiniteTimeSpan },
        { "HandlerTimeout is 00:00:00; a time between 00:00:00.0010000 and 1.00:00:00 is expected.", options => options.HandlerTimeout = TimeSpan.Zero },
        { "HandlerTimeout is 10675199.02:48:05.4775807; a time between 00:00:00.0010000 and 1.00:00:00 is expected. Lease is 00:02:00; *", options => options.HandlerTimeout = TimeSpan.MaxValue },
        { "RetryDelay is -00:00:01; a time between 00:00:00 and 1.00:00:00 is expected.", options => options.RetryDelay = TimeSpan.FromSeconds(-1) },
        { "MaxRetryDelay is 00:00:01; a time between 00:00:02 and 1.00:00:00 is expected.", options => (options.RetryDelay, options.MaxRetryDelay) = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)) },
        { "MaxRetryDelay is 1.00:00:00.0000001; *", options => options.MaxRetryDelay = Long },
        { "Lease is 00:00:59; a time between 00:01:00 and 1.00:00:00 is expected.", options => options.Lease = TimeSpan.FromSeconds(59) },
        { "Lease is -10675199.02:48:05.4775808; *", options => options.Lease = TimeSpan.MinValue },
        { "CacheSize is -5; *MaxTries is 0; *PollInterval is *RetryDelay is *", options => (options.CacheSize, options.MaxTries, options.PollInterval, options.RetryDelay) = (-5, 0, Long, Long) },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task What_is_wrong_with_them_is_said_when_the_process_starts_and_by_the_constructor(string fault, Action<SubscriptionHostOptions> change)
    {
        var options = new SubscriptionHostOptions();
        change(options);
        FluentActions.Invoking(() => new SubscriptionHost(new MemoryStore(), [Line.Policy], options)).Should().Throw<ArgumentException>().WithMessage($"{fault} (Parameter 'options')");

        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddEsimLifecycle(Line.Policy);
        builder.Services.Configure(change);
        using var host = builder.Build();
        (await FluentActions.Awaiting(() => host.StartAsync(TestContext.Current.CancellationToken)).Should().ThrowAsync<OptionsValidationException>())
            .WithMessage(fault.Replace(". ", ".; ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_bounds_are_possible()
    {
        var day = TimeSpan.FromDays(1);
        foreach (var options in new SubscriptionHostOptions[]
        {
            new(),
            new()
            {
                CacheSize = 0, MaxConflicts = 0, MaxBatch = 1, SnapshotAfter = 1, MaxParallel = 1, MaxTries = 1, PollInterval = TimeSpan.FromMilliseconds(1), RetryDelay = TimeSpan.Zero,
                MaxRetryDelay = TimeSpan.Zero, HandlerTimeout = TimeSpan.FromMilliseconds(1), Lease = TimeSpan.FromMilliseconds(2),
            },
            new()
            {
                CacheSize = int.MaxValue, MaxConflicts = int.MaxValue, MaxBatch = 10_000, SnapshotAfter = int.MaxValue, MaxParallel = 10_000, MaxTries = int.MaxValue, PollInterval = day, RetryDelay = day,
                MaxRetryDelay = day, HandlerTimeout = day / 2, Lease = day,
            },
        })
        {
            options.Check().Should().BeEmpty();
            _ = new SubscriptionHost(new MemoryStore(), [Line.Policy], options);
        }
    }
}
