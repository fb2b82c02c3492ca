using BenchmarkDotNet.Running;
using EsimLifecycle.Benchmarks;

var root = args.ElementAtOrDefault(1) ?? ".";
switch (args)
{
    case ["--readme", ..]:
        SpeedTable.Measure(Effort.Whole, root).WriteTo(root);
        return 0;
    case ["--growth", .. var only]:
        return Growth.Check(only.FirstOrDefault() ?? "");
    case ["--quick", ..]:
        SpeedTable.Measure(Effort.Quick, root);
        return 0;
    case ["--check", ..]:
        return SpeedTable.Measure(Effort.Quick, root).HasAllExactGoals ? 0 : 1;
    default:
        // BenchmarkDotNet's own options, to measure some of them at leisure: --filter '*mix of ten*'.
        return BenchmarkSwitcher.FromAssembly(typeof(SpeedTable).Assembly).Run(args, SpeedConfig.Times).Any() ? 0 : 1;
}
