using Spectre.Console;

namespace SelfCare;

/// <summary>Prints what happened for people: a day as a heading, below it what was asked, what was decided and what follows.</summary>
internal sealed class Timeline(IAnsiConsole console, Phrases say, Detail detail)
{
    /// <summary>What a customer looks at on signing in.</summary>
    private static readonly DescriptionLineKind[] AccountKinds =
        [DescriptionLineKind.PaidTime, DescriptionLineKind.Balance, DescriptionLineKind.Owed, DescriptionLineKind.DataLeft, DescriptionLineKind.Pack];

    private LocalDate? _day;
    private Caller? _caller;

    public void Show(PlayedStep played)
    {
        if (detail == Detail.Brief)
        {
            ShowBriefly(played);
            return;
        }

        BeginDay(played.Step.At);
        var grid = new Grid { Expand = false }
            .AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(2).Width(5))
            .AddColumn(new GridColumn().NoWrap().PadRight(1).Width(1))
            .AddColumn(new GridColumn().PadRight(0));
        ShowStep(grid, played.Step);
        if (played.IsQuestion)
        {
            ShowAnswer(grid, played);
        }
        else
        {
            ShowOutcome(grid, played);
            foreach (var refusal in played.Decision.Refusals)
                ShowRefusal(grid, refusal);
            foreach (var @event in played.Decision.Events)
                ShowEvent(grid, @event, played.Step.At);
            ShowAccount(grid, played);
            if (detail == Detail.Full)
                ShowDeadline(grid, played);
        }

        console.Write(grid);

        // A table ends with an empty line of its own.
        if (played.Checklist is not { Quote.Lines.Count: > 0 })
            console.WriteLine();
    }

    /// <summary>One line: when, what, and what came of it.</summary>
    private void ShowBriefly(PlayedStep played)
    {
        var at = played.Step.At;
        var date = _day == say.DateOf(at) ? "" : say.Date(at);
        _day = say.DateOf(at);
        var (colour, mark) = Mark(played);
        var left = $"{Cells.PadLeft(date, say.DateWidth)} {say.Time(at)}  ";
        var line = Cells.Fit(Briefly(played), console.Profile.Width - Cells.Count(left) - 2);
        console.MarkupLine($"[bold]{left}[/][{colour}]{mark}[/] {Escape(line)}");
    }

    private string Briefly(PlayedStep played)
    {
        var (decision, step) = (played.Decision, played.Step);
        var (what, rest) = step switch
        {
            { Question: { } question } => Phrases.Split(say.Explain(question)),
            { Message: { } message } => Phrases.Split(say.Explain(message.Command)),
            _ when decision.Events is [var only] => Phrases.Split(say.Explain(only)),
            _ when decision.Events.Count > 0 => (string.Join(", ", decision.Events.Select(each => Phrases.Split(say.Explain(each)).Head).Distinct()), ""),
            _ => (say.About(step) ?? say.Text("timePasses"), ""),
        };
        if (decision.Outcome == Outcome.Refused)
            rest = say.Explain(decision.Refusals[0]);
        if (decision.Subscription.Status != played.Before.Status)
            what = step.Message is null ? $"→ {say.Word(decision.Subscription.Status)}: {what}" : $"{what} → {say.Word(decision.Subscription.Status)}";
        return rest.Length > 0 ? say.Text("about", what, rest) : what;
    }

    private static (string Colour, string Mark) Mark(PlayedStep played) => played switch
    {
        { IsQuestion: true } => ("blue", "?"),
        { Decision.Outcome: Outcome.Refused } => ("red", "✗"),
        { Decision.Outcome: Outcome.AlreadyDone } => ("blue", "="),
        { Step.Message: not null } => ("green", "✓"),
        { Decision.Events.Count: > 0 } => ("yellow", "!"),
        _ => ("grey", "·"),
    };

    private void BeginDay(Instant at)
    {
        if (_day == say.DateOf(at))
            return;
        _day = say.DateOf(at);
        console.Write(new Text(say.Day(at), new Style(decoration: Decoration.Bold | Decoration.Underline)));
        console.WriteLine();
    }

    private void ShowStep(Grid grid, Step step)
    {
        var time = say.Time(step.At);
        if (say.About(step) is { } about)
        {
            Row(grid, time, "", "", $"[italic]{Escape(about)}[/]");
            time = "";
        }

        if (step.Question is { } question)
        {
            Row(grid, time, "", "?", Line(say.Explain(question)));
            if (question.By is { } by)
                ShowCaller(grid, by);
        }
        else if (step.Message is { } message)
        {
            Row(grid, time, "", "?", Line(say.Explain(message.Command)));
            ShowCaller(grid, message.By);
        }
        else
        {
            Row(grid, time, "", "", $"[grey]{say.Text("timePasses")}[/]");
        }
    }

    /// <summary>Who it was, where that is another than before.</summary>
    private void ShowCaller(Grid grid, Caller by)
    {
        if (detail == Detail.Full || by != _caller)
            Row(grid, "", "", "", $"[grey]{Escape(say.Explain(by))}[/]");
        _caller = by;
    }

    /// <summary>A checklist to go through, what stands against the request and what it would come to; or how far the open one has come.</summary>
    private void ShowAnswer(Grid grid, PlayedStep played)
    {
        Row(grid, "", "blue", "=", $"[blue]{say.Text("answered")}[/], {say.Text("nothingChanged")}");
        if (played.Available is { } available)
        {
            ShowAvailable(grid, available);
            return;
        }

        if (played.BestDay is { } days)
        {
            ShowDays(grid, days);
            return;
        }

        if (played.Checklist is not { } checklist)
        {
            Row(grid, "", "", "", Escape(played.Progress is { } progress
                ? say.Explain(progress)
                : say.Text("noCancellation")));
            return;
        }

        foreach (var item in checklist.Items)
            Row(grid, "", "", "□", Escape(say.Explain(item)));
        if (checklist.Quote.Refusals.Count > 0)
            Row(grid, "", "red", "✗", $"[red]{say.Text("wouldBeRefused")}[/]");
        foreach (var refusal in checklist.Quote.Refusals)
            ShowRefusal(grid, refusal);
        if (checklist.Quote is { Net: { } net, Lines: { Count: > 0 } lines })
            grid.AddRow(new Text(""), new Text(""), SettlementTable.Of(say.Text("accountThen"), lines, net, say));
    }

    /// <summary>What is possible with its choices, then what is not, why, and from when.</summary>
    private void ShowAvailable(Grid grid, ValueList<AvailableCommand> available)
    {
        var words = new AvailableWords(available, say);
        foreach (var each in words.Possible)
        {
            var title = say.Title(each.Kind);
            var choices = each.Choices.Select(words.Tell).Where(choice => choice != title).ToList();
            Row(grid, "", "green", "✓", Line(choices is [var only] ? say.Text("about", title, only) : title));
            if (choices.Count > 1)
                Row(grid, "", "", "", Escape(string.Join('\n', choices.Select(choice => $"• {choice}"))));
        }

        foreach (var each in words.Impossible)
            Row(grid, "", "red", "✗", Line(say.Text("about", say.Title(each.Kind), words.WhyNot(each))));
        if (words.Others is { Length: > 0 } others)
            Row(grid, "", "", "", $"[grey]{Escape(others)}[/]");
    }

    /// <summary>The best of the days, each with what it comes to; and how many there are on which it would be refused.</summary>
    private void ShowDays(Grid grid, LeavingDays days)
    {
        const int Shown = 5;
        var possible = days.Days.Where(day => day is { Total: not null, Quote.Refusals.Count: 0 }).ToList();
        foreach (var day in possible.OrderByDescending(day => day.Total!.Value.Amount).ThenByDescending(day => day.Date).Take(Shown))
        {
            var total = day.Total!.Value;
            var text = Escape(say.Text(total.IsNegative ? "bestDayCosts" : "bestDayGives", say.Date(day.Date), say.Amount(total.Abs())));
            if (day.Date == days.Best?.Date)
                Row(grid, "", "green", "✓", $"[bold]{text}[/]");
            else
                Row(grid, "", "", "•", text);
        }

        if (days.Days.FirstOrDefault(day => day.Quote.Refusals.Count > 0) is not { } refused)
            return;
        Row(grid, "", "red", "✗", $"[red]{Escape(say.Text("bestDayRefused", days.Days.Count - possible.Count, say.Date(refused.Date)))}[/]");
        foreach (var refusal in refused.Quote.Refusals)
            ShowRefusal(grid, refusal);
    }

    private void ShowOutcome(Grid grid, PlayedStep played)
    {
        var (decision, status) = (played.Decision, played.Decision.Subscription.Status);
        var change = status == played.Before.Status ? "" : $"{say.Word(played.Before.Status)} → [bold]{say.Word(status)}[/]";
        var result = change.Length == 0 ? "" : say.Text("about", "", change);
        if (decision.Outcome == Outcome.Refused)
            Row(grid, "", "red", "✗", $"[red]{say.Text("refused")}[/]{result}");
        else if (decision.Outcome == Outcome.AlreadyDone)
            Row(grid, "", "blue", "=", $"[blue]{say.Text("alreadyDone")}[/], {say.Text("nothingChanged")}{result}");
        else if (played.Step.Message is { } message)
            Row(grid, "", "green", "✓", $"[green]{say.Text(message.Command is LifecycleFact ? "recorded" : "accepted")}[/]{result}");
        else if (change.Length > 0)
            Row(grid, "", "yellow", "!", change);
    }

    private void ShowRefusal(Grid grid, Refusal refusal)
    {
        Row(grid, "", "", "", $"[red]{Escape(say.Explain(refusal))}[/] [grey]({refusal.Code})[/]");
        if (refusal.Remedy is { } remedy)
            Row(grid, "", "", "", $"[grey]{say.Text("whatHelps")}[/] {Line(say.Explain(remedy))}");
    }

    private void ShowEvent(Grid grid, LifecycleEvent @event, Instant now)
    {
        // What time brought has a moment of its own, which was long ago if nobody asked.
        var when = @event.At == now ? "" : $"[grey]{say.Moment(@event.At)}[/] ";
        Row(grid, "", "", "•", when + Line(say.Explain(@event)));
        if (@event is AccountSettled { Lines.Count: > 0 } settled)
            grid.AddRow(new Text(""), new Text(""), SettlementTable.Of(say.Text("account"), settled.Lines, settled.Net, say));
        if (detail == Detail.Full)
        {
            foreach (var posting in @event.Postings)
                Row(grid, "", "", "", $"[grey]{Escape($"{say.Word(posting.From)} → {say.Word(posting.To)} {say.Amount(posting.Amount)}")}[/]");
        }

        foreach (var instruction in Instruction.From(@event).Where(IsTold))
            Row(grid, "", "yellow", "→", $"[yellow]{Escape(say.Explain(instruction))}[/]");
    }

    /// <summary>What the customer is told, and what waits for an answer, always; the rest where all is told.</summary>
    private bool IsTold(Instruction instruction) => detail == Detail.Full
        || instruction is SendMessage or ChargePayment or ProvisionService or PayRefund or TransferBalance or PortOutNumber;

    /// <summary>What a customer who signs in now sees otherwise than before.</summary>
    private void ShowAccount(Grid grid, PlayedStep played)
    {
        var (before, after) = (played.Before, played.Decision.Subscription);
        if (before.Status == SubscriptionStatus.None || after.Status == SubscriptionStatus.Closed)
            return;
        var (was, now) = (say.Describe(before), say.Describe(after));
        foreach (var kind in AccountKinds)
        {
            var (old, own) = (was.Where(line => line.Kind == kind).ToList(), now.Where(line => line.Kind == kind).ToList());
            if (old.SequenceEqual(own))
                continue;
            var text = own.Count > 0 ? string.Join("; ", own.Select(line => line.Text)) : say.Text("nothing");
            Row(grid, "", "teal", "○", $"[teal]{Escape(say.Text("about", own.Concat(old).First().Label, text))}[/]");
        }
    }

    private void ShowDeadline(Grid grid, PlayedStep played)
    {
        var subscription = played.Decision.Subscription;
        if (subscription.NextDeadline == played.Before.NextDeadline)
            return;
        var next = subscription.Deadlines is [var first, ..] ? say.Explain(first) : say.Text("noDeadline");
        Row(grid, "", "grey", "»", $"[grey]{Escape(say.Text("next", next))}[/]");
    }

    private static void Row(Grid grid, string time, string colour, string mark, string markup) => grid.AddRow(
        new Markup(time, new Style(decoration: Decoration.Bold)),
        new Markup(colour.Length > 0 ? $"[{colour}]{mark}[/]" : mark),
        new Markup(markup));

    /// <summary>A line, what it is about in bold.</summary>
    private static string Line(string line)
    {
        var head = Phrases.Split(line).Head;
        return $"[bold]{Escape(head)}[/]{Escape(line[head.Length..])}";
    }

    private static string Escape(string text) => Markup.Escape(text);
}
