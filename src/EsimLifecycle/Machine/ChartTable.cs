namespace EsimLifecycle;

/// <summary>The table of a chart: for each state and trigger the states that it may lead to.</summary>
/// <remarks>
/// It is read from <c>charts.txt</c>, which is what Stateless says of the charts' configurations; a test compares the two, and writes it anew. To configure
/// Stateless and to read its reflection at the start of a process takes 40 ms, nearly all of it for compiling.
/// </remarks>
internal sealed class ChartTable
{
    // [from * _triggers + trigger] is the set of states, a bit for each.
    private readonly ulong[] _targets;
    private readonly uint _states;
    private readonly uint _triggers;

    private ChartTable(int states, int triggers)
    {
        _targets = new ulong[states * triggers];
        _states = (uint)states;
        _triggers = (uint)triggers;
    }

    /// <summary>Reads the table of one chart, in which states and triggers have the numbers of their names.</summary>
    public static ChartTable Read(string chart, string[] states, string[] triggers)
    {
        var table = new ChartTable(states.Length, triggers.Length);
        using var text = new StreamReader(typeof(ChartTable).Assembly.GetManifestResourceStream("charts.txt")!);
        while (text.ReadLine() is { } line && line != chart)
        {
        }

        while (text.ReadLine() is [' ', ..] line)
        {
            var words = line.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
            var from = IndexOf(states, words[0]);
            if (words is [_, "stays", "on", .. var ignored])
            {
                foreach (var trigger in ignored)
                    table.Add(from, IndexOf(triggers, trigger), from);
            }
            else
            {
                foreach (var to in words.AsSpan(2))
                    table.Add(from, IndexOf(triggers, words[1][2..^3]), IndexOf(states, to));
            }
        }

        return table;
    }

    /// <summary>The set of states, a bit for each, that a trigger may lead to; empty also for numbers that are none.</summary>
    public ulong TargetsOf(uint state, uint trigger) => state < _states && trigger < _triggers ? _targets[(state * _triggers) + trigger] : 0;

    private void Add(int from, int trigger, int to) => _targets[(from * (int)_triggers) + trigger] |= 1UL << to;

    private static int IndexOf(string[] names, string name) => Array.IndexOf(names, name) is var index and >= 0
        ? index
        : throw new InvalidOperationException($"charts.txt has '{name}'; expected one of {string.Join(", ", names)}.");
}
