using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SelfCare;

/// <summary>Adds examples to what <c>--help</c> says of a command.</summary>
internal sealed class HelpExamples(HelpAction help, Terminal terminal) : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, string[]> Examples = new()
    {
        ["SelfCare"] = ["SelfCare", "SelfCare play 1", "SelfCare desk", "SelfCare open sub-1 --policy axis-renewal --plan monthly"],
        ["play"] =
        [
            "SelfCare play 1                        a story by its number, or its name",
            "SelfCare play --brief                  all, a line for each step",
            "SelfCare play 4d -v                    with postings, every instruction and the next deadline",
            "SelfCare play my-story.json --json     a file, as JSON for programs",
            "SelfCare play - < my-story.json",
        ],
        ["open"] =
        [
            "SelfCare open sub-1 --policy axis-keep-number --plan keep-monthly --contact mail-1",
            "SelfCare open sub-2 --policy my-policy.json --plan basic --number +6281234567890",
        ],
        ["do"] =
        [
            "SelfCare do sub-1 RecordPayment reference=p-1 'amount=USD 3.00' method=Card by=System",
            "SelfCare do sub-1 Activate",
            "SelfCare do sub-1 BindDevice device=89049032123451234512345678901235 deviceKind=Phone",
            "SelfCare do sub-1 RequestCancellation reason=NoLongerNeeded timing=EndOfTerm",
            "SelfCare do sub-1 '{ \"do\": \"WithdrawCancellation\" }' --now 2026-02-11T10:00:00+07:00",
        ],
        ["ask"] =
        [
            "SelfCare ask sub-1 Checklist reason=NoLongerNeeded      what to do first, what it costs and what comes back",
            "SelfCare ask sub-1 Progress                             how far the open cancellation has come",
            "SelfCare ask sub-1 Available                            what is possible now; what is not, why, and from when",
            "SelfCare ask sub-1 BestDay reason=NoLongerNeeded from=2026-03-01 to=2026-04-30",
        ],
        ["desk"] =
        [
            "SelfCare desk",
            "SelfCare desk --now 2026-01-31T10:00:00+07:00 --journal ./try      a clock that you set and move on yourself",
        ],
        ["advance"] = ["SelfCare advance sub-1", "SelfCare advance sub-1 --now 2026-03-01T00:00:00+07:00"],
        ["status"] = ["SelfCare status sub-1", "SelfCare status sub-1 --culture id", "SelfCare status sub-1 --json"],
        ["forecast"] =
        [
            "SelfCare forecast sub-1",
            "SelfCare forecast sub-1 --until 2027-12-31 --payments fail",
            "SelfCare forecast sub-1 --review rejects --customer acts",
        ],
        ["history"] = ["SelfCare history sub-1", "SelfCare history sub-1 --json"],
        ["certificate"] = ["SelfCare certificate sub-1", "SelfCare certificate sub-1 --culture zh-Hans"],
        ["erase"] = ["SelfCare erase sub-1"],
        ["list"] = ["SelfCare list", "SelfCare list --journal ./subscriptions"],
        ["policy"] =
        [
            "SelfCare policy show axis-travel > my-policy.json      the beginning of one of your own",
            "SelfCare policy schema > policy.schema.json            for the editor; name it in the policy by \"$schema\"",
            "SelfCare policy check my-policy.json                   every fault and every trap",
            "SelfCare policy explain my-policy.json                 in sentences",
            "SelfCare policy diff axis-travel my-policy.json        what the change means",
        ],
        ["diagram"] = ["SelfCare diagram", "SelfCare diagram profile", "SelfCare diagram refund --dot | dot -Tsvg > refund.svg"],
    };

    /// <summary>All commands that have examples, the root command under its own name.</summary>
    public static IEnumerable<string> Commands => Examples.Keys;

    /// <summary>The line that says how an example is run without an installed program.</summary>
    private const string Note = "SelfCare is short for: dotnet run --project samples/SelfCare --";

    public static void AddTo(RootCommand root, Terminal terminal)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpExamples((HelpAction)option.Action!, terminal);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var command = parseResult.CommandResult.Command;
        if (!Examples.TryGetValue(command is RootCommand ? "SelfCare" : command.Name, out var examples))
            return code;
        terminal.Out.WriteLine("Examples:");
        foreach (var example in examples)
            terminal.Out.WriteLine($"  {example}");
        terminal.Out.WriteLine();
        terminal.Out.WriteLine(Note);
        return code;
    }
}
