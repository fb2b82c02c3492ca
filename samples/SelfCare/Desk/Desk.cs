using System.Text.Json.Nodes;
using Spectre.Console;

namespace SelfCare;

/// <summary>
/// A person looks after subscriptions, one question after the other: what stands, what is possible and why not, do it, what follows. Every command is on the
/// disk before its answer is shown, so that whoever leaves in the middle loses nothing.
/// </summary>
internal sealed class Desk
{
    private static readonly Caller[] Callers =
    [
        JournalDesk.Customer,
        Caller.Agent(CallerChannel.Hotline, new PersonalReference("desk-agent")),
        Caller.Reviewer(new PersonalReference("desk-reviewer")),
        Caller.Carrier,
        Caller.System,
    ];

    private readonly IAnsiConsole _console;
    private readonly JournalFolder _folder;
    private readonly Terminal _terminal;
    private readonly Output _output;
    private readonly bool _isClockMoved;

    private Instant _now;
    private Caller _caller = JournalDesk.Customer;
    private bool _isOver;

    /// <param name="console">A console that can ask.</param>
    /// <param name="folder">The journals.</param>
    /// <param name="terminal">The terminal.</param>
    /// <param name="now">What the clock shows, where the user says so; null for the system's clock.</param>
    /// <param name="output">How answers are given.</param>
    public Desk(IAnsiConsole console, JournalFolder folder, Terminal terminal, Instant? now, Output output)
    {
        (_console, _folder, _terminal, _output) = (console, folder, terminal, output);
        (_isClockMoved, _now) = (now is not null, now ?? default);
    }

    private Instant Now => _isClockMoved ? _now : SystemClock.Instance.GetCurrentInstant();

    private JournalDesk Journals => new(_folder, _terminal, Now, _output, _console);

    public int Run()
    {
        var say = new Phrases(DateTimeZone.Utc, _output.Culture);
        _console.Write(new Rule($"[bold]{say.Text("deskTitle")}[/]") { Justification = Justify.Left, Border = BoxBorder.Double });
        _console.MarkupLine($"[grey]{Markup.Escape(say.Text("deskHint"))}[/]");
        while (!_isOver)
            ChooseSubscription(say);
        _console.WriteLine(say.Text("deskBye"));
        return ExitCode.Ok;
    }

    private void ChooseSubscription(Phrases say)
    {
        var items = new List<Item>();
        foreach (var kept in Journals.All())
            items.Add(new Item($"{kept.Subscription.Id}  {say.Word(kept.Subscription.Status)}", () => Serve(kept.Subscription.Id)));
        items.Add(new Item(say.Text("deskOpen"), () => Open(say)));
        items.Add(new Item(say.Text("deskLeave"), () => _isOver = true));
        _console.WriteLine();
        new Asking(_console, say).Choose(say.Text("deskWhich"), items, item => item.Text).Do();
    }

    private void Open(Phrases say)
    {
        var asking = new Asking(_console, say);
        var name = asking.Choose(say.Text("deskPolicy"), CarrierPolicy.PresetNames, each => each);
        var policy = CarrierPolicy.Preset(name);
        var plan = asking.Choose(say.Field("plan"), policy.Plans, each => say.Plan(each));
        var id = asking.Text(say.Text("deskId"), NewId(), null, isEmptyAllowed: false);
        var contact = asking.Text(say.Field("contact"), null, say.Text("deskContact"), isEmptyAllowed: true);
        if (!SubscriptionId.TryParse(id, out var subscription) || (contact.Length > 0 && !PersonalReference.TryParse(contact, out _)))
        {
            _console.MarkupLine($"[red]{Markup.Escape(say.Text("deskBadId"))}[/]");
            return;
        }

        var command = new OpenSubscription(subscription, plan.Code) { Contact = contact.Length > 0 ? PersonalReference.Parse(contact) : default };
        if (Journals.Open(command, policy) == ExitCode.Ok)
            Serve(subscription);
    }

    private string NewId()
    {
        var taken = Journals.All().Select(kept => kept.Subscription.Id.ToString()).ToHashSet();
        return Enumerable.Range(1, taken.Count + 1).Select(number => $"sub-{number}").First(id => !taken.Contains(id));
    }

    /// <summary>Looks after one subscription until somebody wants another one.</summary>
    private void Serve(SubscriptionId id)
    {
        for (var (isHere, isNew) = (true, true); isHere && !_isOver;)
        {
            var kept = Journals.Look(id);
            var say = new Phrases(kept.Policy, _output.Culture);
            var asking = new Asking(_console, say);
            _console.WriteLine();
            if (isNew)
                Journals.ShowStatus(id);
            isNew = false;

            var words = new AvailableWords(new Lifecycle(kept.Policy).Available(kept.Subscription, _caller, Now), say);
            var items = words.Possible.Select(each => new Item($"• {say.Title(each.Kind)}", () => isNew = Give(id, kept, each, words, say))).ToList();
            items.Add(new Item(say.Text("deskWhyNot"), () => ShowImpossible(words, say)));
            items.Add(new Item(say.Text("deskForecast"), () => Journals.Forecast(id, null, ForecastAssumptions.Default)));
            items.Add(new Item(say.Text("deskHistory"), () => Journals.ShowHistory(id)));
            if (_isClockMoved)
                items.Add(new Item(say.Text("deskTime", say.Moment(_now)), () => isNew = MoveClock(id, kept.Subscription, say)));
            else if (kept.DueEvents > 0)
                items.Add(new Item(say.Text("deskAdvance", kept.DueEvents), () => isNew = Journals.Advance(id) == ExitCode.Ok));
            items.Add(new Item(say.Text("deskWho", say.Explain(_caller)), () => _caller = asking.Choose(say.Text("deskWhoElse"), Callers, say.Explain)));
            items.Add(new Item(say.Text("deskAnother"), () => isHere = false));
            items.Add(new Item(say.Text("deskLeave"), () => _isOver = true));
            asking.Choose(say.Text("deskWhat"), items, item => item.Text).Do();
        }
    }

    /// <summary>What this caller may not do now.</summary>
    private void ShowImpossible(AvailableWords words, Phrases say)
    {
        var grid = new Grid { Expand = false }.AddColumn(new GridColumn().PadRight(2).Width(26)).AddColumn(new GridColumn().PadRight(0));
        foreach (var each in words.Impossible)
            grid.AddRow(new Text(say.Title(each.Kind), new Style(decoration: Decoration.Bold)), new Text(words.WhyNot(each)));
        if (grid.Rows.Count > 0)
            _console.Write(grid);
        if (words.Others is { Length: > 0 } others)
            _console.WriteLine(others);
    }

    /// <summary>Asks for a command and gives it; false where nothing was done after all.</summary>
    private bool Give(SubscriptionId id, Kept kept, AvailableCommand command, AvailableWords words, Phrases say)
    {
        var asking = new Asking(_console, say);
        var choice = Choose(command, asking, words, say);
        if (choice is { IsPossible: false })
        {
            foreach (var refusal in choice.Refusals)
                _console.MarkupLine($"[red]{Markup.Escape(say.Explain(refusal))}[/]");
            return false;
        }

        if (new CommandForm(asking, say).Fill(command.Kind, choice, kept.Subscription) is not { } json)
        {
            _console.WriteLine(say.Text("deskNotHere", id, command.Kind));
            return false;
        }

        json["by"] = JsonNode.Parse(LifecycleJson.Write(_caller));
        try
        {
            var isCostly = command.Kind == CommandKind.RequestCancellation
                && Journals.Ask(id, ToQuestion(json)).Checklist?.Quote is { Net.IsNegative: true } or { Costs.IsPositive: true };
            _console.WriteLine($"> {say.Explain(ReadCommand(json))}");
            return asking.Confirm(say.Text("deskSure"), preset: !isCostly) && Journals.Do(id, ToJson(json)) == ExitCode.Ok;
        }
        catch (BadInputException e)
        {
            _console.MarkupLine($"[red]{Markup.Escape(e.Message)}[/]");
            return false;
        }
    }

    /// <summary>What the command is about, where there is something to choose; null where there is not.</summary>
    private static CommandChoice? Choose(AvailableCommand command, Asking asking, AvailableWords words, Phrases say) => command.Choices.Count switch
    {
        0 => null,
        1 => command.Choices[0],
        _ => asking.Choose(say.Title(command.Kind), command.Choices, words.Tell),
    };

    private bool MoveClock(SubscriptionId id, Subscription subscription, Phrases say)
    {
        var asking = new Asking(_console, say);
        var next = subscription.Deadlines is [var first, ..] ? first : default(Deadline?);
        var items = new List<string> { say.Text("deskTomorrow"), say.Text("deskDate") };
        if (next is { } due)
            items.Insert(0, say.Text("deskNext", say.Explain(due)));
        var chosen = asking.Choose(say.Text("deskUntil"), items, item => item);
        if (chosen == items[^1])
        {
            var text = asking.Text(say.Text("deskMoment"), null, Times.Expected, isEmptyAllowed: false);
            if (!Times.TryRead(text, out var moment) || moment < _now)
            {
                _console.MarkupLine($"[red]{Markup.Escape(say.Text("deskBadMoment"))}[/]");
                return false;
            }

            _now = moment.Value;
        }
        else
        {
            _now = chosen == items[^2] ? _now + Duration.FromDays(1) : Instant.Max(_now, next!.Value.Due);
        }

        return Journals.Advance(id) == ExitCode.Ok;
    }

    private static LifecycleCommand ReadCommand(JsonObject json)
    {
        var command = json.DeepClone().AsObject();
        command.Remove("by");
        return ToJson(command).Read(bytes => LifecycleJson.ReadCommand(bytes));
    }

    private static JsonAt ToQuestion(JsonObject json)
    {
        var question = json.DeepClone().AsObject();
        question.Remove(LifecycleJson.CommandDiscriminator);
        question[QuestionReader.Name] = QuestionReader.Checklist;
        return ToJson(question);
    }

    private static JsonAt ToJson(JsonObject json) => JsonAt.Parse(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()), "command");

    private sealed record Item(string Text, Action Do);
}
