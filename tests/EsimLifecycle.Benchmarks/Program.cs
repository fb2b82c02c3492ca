using System.Globalization;
using BenchmarkDotNet.Running;
using EsimLifecycle.Benchmarks;

switch (args)
{
    case ["--readme", .. var root]:
        return SpeedTable.Write(root.FirstOrDefault() ?? ".");
    case ["--table"]:
        SpeedTable.Print();
        return 0;
    case ["--bytes"]:
        SpeedTable.PrintBytes();
        return 0;
    case ["--year", .. var count]:
        YearOfRenewals.Run(count.Length > 0 ? int.Parse(count[0], CultureInfo.InvariantCulture) : YearOfRenewals.Subscriptions);
        return 0;
    case ["--growth", .. var only]:
        return Growth.Check(only.FirstOrDefault() ?? "");
    case ["--check"]:
        Console.WriteLine($"{DecisionBenchmarks.Cases().Count()} cases: the library, the class written by hand and the one with Stateless do the same.");
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(SpeedTable).Assembly).Run(args, new SpeedConfig());
        return 0;
}
