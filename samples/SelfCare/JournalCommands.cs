using System.CommandLine;

namespace SelfCare;

/// <summary><c>open</c>, <c>do</c>, <c>ask</c>, <c>advance</c>, <c>status</c>, <c>forecast</c>, <c>history</c>, <c>certificate</c>, <c>erase</c> and <c>list</c>: subscriptions kept in journals.</summary>
internal static class JournalCommands
{
    private static readonly Argument<string> Id = new("id") { Description = "The subscription's id." };

    public static readonly Option<string> Folder = new("--journal")
    {
        Description = "The folder of the journals.",
        HelpName = "folder",
        DefaultValueFactory = _ => JournalFolder.Default,
    };

    public static readonly Option<string> Now = new("--now")
    {
        Description = "What the clock shows; the system's clock by default.",
        HelpName = "moment",
    };

    public static void AddTo(RootCommand root, Terminal terminal)
    {
        AddOpen(root, terminal);
        AddDo(root, terminal);
        AddAsk(root, terminal);
        Add(root, "advance", "Let time pass: store what has become due.", (desk, parsed) => desk.Advance(IdOf(parsed)), terminal, Id, Now, OutputOptions.Brief, OutputOptions.Verbose);
        Add(root, "status", "Show where a subscription stands; nothing is stored.", (desk, parsed) => desk.ShowStatus(IdOf(parsed)), terminal, Id, Now, OutputOptions.Verbose);
        Add(root, "forecast", "Draw the months ahead: what is charged, what ends; nothing is stored.", (desk, parsed) => ForecastCommand.Run(desk, IdOf(parsed), parsed), terminal, [Id, Now, .. ForecastCommand.Options]);
        Add(root, "history", "Verify and show all that happened to a subscription.", (desk, parsed) => desk.ShowHistory(IdOf(parsed)), terminal, Id);
        Add(root, "certificate", "Print what its customer keeps of a closed subscription.", (desk, parsed) => desk.ShowCertificate(IdOf(parsed)), terminal, Id, Now);
        Add(root, "erase", "Erase what leads to the customer of a closed subscription, in its journal as well.", (desk, parsed) => desk.Erase(IdOf(parsed)), terminal, Id, Now, OutputOptions.Brief, OutputOptions.Verbose);
        Add(root, "list", "Show all subscriptions.", (desk, _) => desk.List(), terminal, Now);
    }

    private static void AddOpen(RootCommand root, Terminal terminal)
    {
        var policy = new Option<string>("--policy") { Description = "An example's name or a file.", HelpName = "policy", Required = true };
        var plan = new Option<string>("--plan") { Description = "The code of one of its plans.", HelpName = "code", Required = true };
        var contact = new Option<string?>("--contact") { Description = "A reference to where messages go.", HelpName = "reference" };
        var number = new Option<string?>("--number") { Description = "The telephone number, from + on.", HelpName = "number" };
        Add(root, "open", "Open a subscription, and its journal.", Open, terminal, Id, policy, plan, contact, number, Now, OutputOptions.Brief, OutputOptions.Verbose);

        int Open(JournalDesk desk, ParseResult parsed) => desk.Open(
            new OpenSubscription(IdOf(parsed), parsed.GetRequiredValue(plan))
            {
                Contact = Parse(contact, parsed, PersonalReference.Parse, default(PersonalReference)),
                Number = Parse<Msisdn?>(number, parsed, text => Msisdn.Parse(text), null),
            },
            PolicyFile.Read(parsed.GetRequiredValue(policy), terminal));
    }

    private static void AddDo(RootCommand root, Terminal terminal)
    {
        var command = new Argument<string[]>("command")
        {
            Description = "A JSON object such as {\"do\":\"UnbindDevice\",\"device\":\"…\"}, or - for one on standard input, or a name and fields "
                + "such as UnbindDevice device=…. Beside the command's own fields: by, the caller (a customer in the app by default), "
                + "and id, the same for a redelivery.",
            Arity = ArgumentArity.OneOrMore,
        };
        Add(root, "do", "Give a subscription a command.", Do, terminal, Id, command, Now, OutputOptions.Brief, OutputOptions.Verbose);

        int Do(JournalDesk desk, ParseResult parsed) =>
            desk.Do(IdOf(parsed), CommandArguments.ToJson(parsed.GetRequiredValue(command), LifecycleJson.CommandDiscriminator, terminal));
    }

    private static void AddAsk(RootCommand root, Terminal terminal)
    {
        var question = new Argument<string[]>("question")
        {
            Description = "Checklist and the fields of RequestCancellation, such as Checklist reason=NoLongerNeeded; BestDay and the same, with from and to; "
                + "Available; or Progress. Or the same as a JSON object such as {\"ask\":\"Progress\"}, or - for one on standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        Add(root, "ask", "Ask what is possible, what leaving would mean, when it costs least, or how far it has come; nothing is stored.", Ask, terminal, Id, question, Now, OutputOptions.Brief, OutputOptions.Verbose);

        int Ask(JournalDesk desk, ParseResult parsed)
        {
            desk.Ask(IdOf(parsed), CommandArguments.ToJson(parsed.GetRequiredValue(question), QuestionReader.Name, terminal));
            return ExitCode.Ok;
        }
    }

    private static void Add(
        RootCommand root,
        string name,
        string description,
        Func<JournalDesk, ParseResult, int> run,
        Terminal terminal,
        params Symbol[] symbols)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Arguments.Add(argument);
            else if (symbol is Option option)
                command.Options.Add(option);
        }

        command.Options.Add(Folder);
        command.SetAction(parsed => run(DeskOf(parsed, terminal), parsed));
        root.Subcommands.Add(command);
    }

    private static JournalDesk DeskOf(ParseResult parsed, Terminal terminal) => new(
        new JournalFolder(parsed.GetRequiredValue(Folder), terminal.Error),
        terminal,
        NowOf(parsed) ?? SystemClock.Instance.GetCurrentInstant(),
        OutputOptions.Of(parsed, terminal));

    /// <summary>What the clock shows; null where the user does not say.</summary>
    public static Instant? NowOf(ParseResult parsed)
    {
        if (parsed.GetResult(Now) is null)
            return null;
        var text = parsed.GetRequiredValue(Now);
        return Times.TryRead(text, out var now)
            ? now.Value
            : throw new BadInputException($"--now: found '{text}'; expected {Times.Expected}.");
    }

    private static SubscriptionId IdOf(ParseResult parsed)
    {
        var text = parsed.GetRequiredValue(Id);
        return SubscriptionId.TryParse(text, out var id)
            ? id
            : throw new BadInputException($"id: found '{text}'; expected 1 to 128 printable ASCII characters without spaces.");
    }

    private static T Parse<T>(Option<string?> option, ParseResult parsed, Func<string, T> parse, T none)
    {
        if (parsed.GetValue(option) is not { } text)
            return none;
        try
        {
            return parse(text);
        }
        catch (FormatException e)
        {
            throw new BadInputException($"{option.Name}: {e.Message}");
        }
    }
}
