using System.Globalization;
using EsimLifecycle.Hosting.Faults;

// Lets things go wrong under load and verifies that nothing that was promised was lost:
//   dotnet run -c Release --project tests/EsimLifecycle.Hosting.Faults -- [--rounds 5] [--kills 50] [--faults kill,race] [--stores sqlite,postgres] [--seed 1] [--readme FILE]
if (args is ["child", ..])
    return await Child.RunAsync(args);

var rounds = int.Parse(Option("--rounds") ?? "5", CultureInfo.InvariantCulture);
var kills = int.Parse(Option("--kills") ?? $"{rounds}", CultureInfo.InvariantCulture);
var seed = int.Parse(Option("--seed") ?? $"{Random.Shared.Next(1_000_000)}", CultureInfo.InvariantCulture);
var (faults, stores) = (Option("--faults")?.Split(','), Option("--stores")?.Split(','));
List<string> table =
[
    "| fault | store | rounds | commands acknowledged | instructions | handed over again | recovery: median, longest |",
    "|---|---|--:|--:|--:|--:|--:|",
];
var violations = 0;
foreach (var (fault, what, concerned) in Rounds.All.Where(each => faults?.Contains(each.Fault) != false))
{
    foreach (var store in concerned.Where(each => stores?.Contains(each) != false))
    {
        if (Rounds.Missing(fault, store) is { } missing)
        {
            Console.Error.WriteLine($"{fault} on {store} is left out. {missing}");
            continue;
        }

        try
        {
            var times = fault == "kill" ? kills : rounds;
            var brought = await Rounds.RunAsync(fault, store, times, seed);
            var recoveries = brought.Recoveries.Order().ToArray();
            table.Add(string.Create(CultureInfo.InvariantCulture,
                $"| {what} | {(store == "sqlite" ? "SQLite" : "PostgreSQL")} | {times} | {brought.Found.Sum(each => each.Acknowledged):N0} | {brought.Found.Sum(each => each.Instructions):N0} | {brought.Found.Sum(each => each.Again):N0} | {(recoveries.Length == 0 ? "" : $"{recoveries[recoveries.Length / 2].TotalSeconds:0.00} s, {recoveries[^1].TotalSeconds:0.00} s")} |"));
            Console.Error.WriteLine(table[^1]);
        }
        catch (FaultException violation)
        {
            violations++;
            Console.Error.WriteLine(violation.Message);
        }
    }
}

Console.WriteLine(string.Join('\n', table));
if (violations == 0 && Option("--readme") is { } readme)
{
    const string Begin = "<!-- faults -->", End = "<!-- /faults -->";
    var text = File.ReadAllText(readme);
    var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
    File.WriteAllText(readme, $"{text[..from]}\n{string.Join('\n', table)}\n{text[to..]}");
}

return violations == 0 ? 0 : 1;

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
