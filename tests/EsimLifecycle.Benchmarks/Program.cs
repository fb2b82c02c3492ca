using System.Globalization;
using BenchmarkDotNet.Running;
using EsimLifecycle.Benchmarks;

switch (args)
{
    case ["--readme", .. var path]:
        return SpeedTable.Run(path.FirstOrDefault() ?? "README.md");
    case ["--year", .. var count]:
        YearOfRenewals.Run(count.Length > 0 ? int.Parse(count[0], CultureInfo.InvariantCulture) : YearOfRenewals.Subscriptions);
        return 0;
    case ["--check"]:
        Console.WriteLine($"{DecisionBenchmarks.Cases().Count()} cases: the library and the class written by hand do the same.");
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(SpeedTable).Assembly).Run(args, new SpeedConfig());
        return 0;
}
