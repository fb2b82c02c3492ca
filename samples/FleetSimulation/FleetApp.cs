using System.CommandLine;
using System.CommandLine.Invocation;
using System.Diagnostics;
using System.Globalization;

namespace FleetSimulation;

/// <summary>The program: its options, which are all checked before the first life begins, and how it ends.</summary>
internal static class FleetApp
{
    public const int Unreconciled = 1;
    public const int Stopped = 130;

    private const string DefaultPolicy = "axis-keep-number";

    private static readonly Option<long> Subscriptions = Number("--subscriptions", "How many subscriptions are lived.", 100_000, 1, 1_000_000_000);
    private static readonly Option<long> Days = Number("--days", $"For how many days, from {Shop.FirstDay:uuuu-MM-dd} on.", 365, 1, 3_650);
    private static readonly Option<long> Seed = Number("--seed", "The same seed gives the same report, on any number of cores.", 1, 0, long.MaxValue);
    private static readonly Option<long> Cores = Number("--cores", "How many cores are used; by default all.", Environment.ProcessorCount, 1, 1_024);
    private static readonly Option<string> Policy = new("--policy") { Description = $"The rules: one of {PolicyFile.Names}, a file, or - for standard input.", HelpName = "name|file", DefaultValueFactory = _ => DefaultPolicy };
    private static readonly Option<string?> HabitsFile = new("--habits") { Description = "A JSON file of what customers do, such as { \"paymentFails\": 0.2 }; what it leaves out is as in Habits.cs.", HelpName = "file" };
    private static readonly Option<bool> Brief = new("--brief") { Description = "The figures and the accounts, without the charts." };
    private static readonly Option<string?> Html = new("--html") { Description = "Where the report goes as a page.", HelpName = "file" };

    public static int Run(string[] args, Terminal terminal, CancellationToken cancellation)
    {
        var root = new RootCommand("Lives the lives of many eSIM subscriptions under a carrier's rules, and tells what a shop's owner wants to know of them.\n"
            + "For example: dotnet run -c Release --project samples/FleetSimulation -- --subscriptions 1000000 --policy axis-travel --html fleet.html")
        {
            Subscriptions, Days, Seed, Policy, HabitsFile, Html, Cores, Brief, OutputOptions.Culture,
        };
        root.SetAction(parsed => Simulate(parsed, terminal, cancellation));
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        try
        {
            if (parsed.Action is ParseErrorAction)
                throw new BadInputException(string.Join(Environment.NewLine, [.. parsed.Errors.Select(error => error.Message), "--help tells more."]));
            return parsed.Invoke(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is BadInputException or IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine(e.Message);
            return ExitCode.BadInput;
        }
    }

    /// <summary>Shows the report, writes its page if there is to be one, and tells the shell whether it reconciles.</summary>
    public static int Show(Report report, Terminal terminal, bool isBrief, string? page)
    {
        new TerminalReport(terminal.ToConsole(), report).Show(isBrief);
        if (page is not null)
        {
            File.WriteAllText(page, new HtmlReport(report).Write());
            terminal.Out.WriteLine(report.Text("written", page));
        }

        return report.Faults.Count == 0 ? ExitCode.Ok : Unreconciled;
    }

    private static int Simulate(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        var culture = OutputOptions.Of(parsed, terminal).Culture;
        var policy = PolicyFile.Read(parsed.GetRequiredValue(Policy), terminal);
        var habits = parsed.GetValue(HabitsFile) is { } file ? Habits.Read(InputFile.Read(file, terminal), file) : new Habits();
        var page = parsed.GetValue(Html);
        if (page is not null)
            CheckIsWritable(page);
        var (subscriptions, cores) = (parsed.GetValue(Subscriptions), (int)parsed.GetValue(Cores));
        var shop = new Shop(policy, habits, (ulong)parsed.GetValue(Seed), (int)parsed.GetValue(Days));
        var say = new Phrases(policy, culture, typeof(FleetApp).Assembly);

        var fleet = new Fleet(shop, subscriptions, cores);
        var progress = new Progress(terminal, say, subscriptions);
        var living = Task.Run(() => fleet.Live(cancellation), cancellation);
        progress.Watch(fleet, living);
        if (living.IsCanceled)
        {
            terminal.Error.WriteLine(say.Text("stopped", fleet.Lived, subscriptions));
            return Stopped;
        }

        // Apart from the report, which is the same wherever and however fast it is made.
        terminal.Error.WriteLine(say.Text("took", subscriptions, progress.Elapsed.TotalSeconds, cores, Process.GetCurrentProcess().PeakWorkingSet64 / (1024 * 1024)));
        return Show(new Report(shop, living.GetAwaiter().GetResult(), say), terminal, parsed.GetValue(Brief), page);
    }

    private static void CheckIsWritable(string path)
    {
        try
        {
            var isNew = !File.Exists(path);
            File.OpenWrite(path).Dispose();
            if (isNew)
                File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"--html: {path} can't be written: {e.Message}");
        }
    }

    private static Option<long> Number(string name, string description, long byDefault, long least, long most) => new(name)
    {
        Description = description,
        HelpName = "number",
        DefaultValueFactory = _ => byDefault,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: found '{text}'; expected a whole number from {least} to {most}."));
            return number;
        },
    };
}
