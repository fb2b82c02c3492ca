using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Perfolizer.Horology;

namespace EsimLifecycle.Benchmarks;

/// <summary>How BenchmarkDotNet measures: each benchmark in a process of its own, with every byte counted.</summary>
public sealed class SpeedConfig : ManualConfig
{
    private SpeedConfig(Job job, ILogger logger)
    {
        AddJob(job.WithArguments([new MsBuildArgument("-p:RunAnalyzers=false")]));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumnProvider(DefaultColumnProviders.Instance);
        AddColumn(StatisticColumn.Median);
        AddLogger(logger);
        AddEventProcessor(new Progress());

        // The project that it generates is built beside whatever else the machine does.
        BuildTimeout = TimeSpan.FromMinutes(10);
    }

    /// <summary>Times and bytes, for people.</summary>
    public static SpeedConfig Times => new(Of(warmups: 4, iterations: 15, milliseconds: 100), ConsoleLogger.Default);

    /// <summary>The bytes alone, which are the same from run to run.</summary>
    public static SpeedConfig Bytes => new(Of(warmups: 1, iterations: 2, milliseconds: 20), NullLogger.Instance);

    /// <summary>The bytes, in this process, which has warmed up.</summary>
    public static SpeedConfig BytesHere => new(Job.Dry.WithToolchain(new InProcessNoEmitToolchain(new())), NullLogger.Instance);

    private static Job Of(int warmups, int iterations, int milliseconds) =>
        Job.Default.WithWarmupCount(warmups).WithIterationCount(iterations).WithIterationTime(TimeInterval.FromMilliseconds(milliseconds));
}
