namespace EsimLifecycle.Benchmarks;

/// <summary>A row of the table: one thing to do, in several ways.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Operations">How many operations a run counts for.</param>
/// <param name="Library">With this library.</param>
internal sealed record Row(string Name, int Operations, Way Library)
{
    /// <summary>With a mutable class written by hand.</summary>
    public Way? ByHand { get; init; }

    /// <summary>With a machine of Stateless that is kept in memory.</summary>
    public Way? Machine { get; init; }

    /// <summary>With a machine of Stateless that each command makes.</summary>
    public Way? MachinePerCommand { get; init; }

    public IReadOnlyList<Way> Ways => [.. new[] { Library, ByHand, Machine, MachinePerCommand }.OfType<Way>()];

    /// <summary>Every row, in the table's order. All ways of a row have shown that they do the same.</summary>
    public static IReadOnlyList<Row> All()
    {
        var history = new HistoryBenchmarks();
        return
        [
            .. DecisionBenchmarks.Cases().Select(Of),
            new Row("let time pass, nothing due", 1, new Way(times => { while (times-- > 0) history.Advance(); }))
            {
                ByHand = new Way(times => { while (times-- > 0) history.AdvanceHandWritten(); }),
            },
            new Row("what may be given now, of all 50 commands", 1, new Way(times => { while (times-- > 0) history.Available(); })),
            new Row("replay a history of 100 events, each", HistoryBenchmarks.ShortHistory, new Way(times => { while (times-- > 0) history.ReplayShort(); })),
            new Row("replay one of 10,000, each", HistoryBenchmarks.LongHistory, new Way(times => { while (times-- > 0) history.ReplayLong(); })),
        ];
    }

    private static Row Of(Case @case)
    {
        Action<int> putBack = times => { while (times-- > 0) @case.PutBack(); };
        Action<int> putMachineBack = times => { while (times-- > 0) @case.PutMachineBack(); };
        return new Row(@case.Name, @case.Commands, new Way(times => { while (times-- > 0) @case.Library(); }))
        {
            ByHand = new Way(times => { while (times-- > 0) @case.HandWritten(); }, putBack),
            Machine = new Way(times => { while (times-- > 0) @case.Machine(); }, putMachineBack),
            MachinePerCommand = new Way(times => { while (times-- > 0) @case.MachinePerCommand(); }, putMachineBack),
        };
    }
}
