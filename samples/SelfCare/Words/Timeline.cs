using System.Globalization;
using Spectre.Console;

namespace SelfCare;

/// <summary>Prints what happened for people: a day as a heading, below it what was asked, what was decided and what follows.</summary>
internal sealed class Timeline(IAnsiConsole console, Phrases say, CultureInfo culture)
{
    private LocalDate? _day;

    public void Show(PlayedStep played)
    {
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
            ShowDeadline(grid, played);
        }

        console.Write(grid);

        // A table ends with an empty line of its own.
        if (played.Checklist is not { Quote.Lines.Count: > 0 })
            console.WriteLine();
    }

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
        if (step.About is { } about)
        {
            Row(grid, time, "", "", $"[italic]{Escape(about)}[/]");
            time = "";
        }

        if (step.Question is { } question)
        {
            Row(grid, time, "", "?", Line(MessageWords.Title(question), MessageWords.Fields(question)));
            if (question.By is { } by)
                Row(grid, "", "", "", $"[grey]{Escape(MessageWords.Caller(by))}[/]");
        }
        else if (step.Message is { } message)
        {
            Row(grid, time, "", "?", Line(MessageWords.Title(message.Command), MessageWords.Fields(message.Command, say)));
            Row(grid, "", "", "", $"[grey]{Escape(MessageWords.Caller(message.By))}[/]");
        }
        else
        {
            Row(grid, time, "", "", "[grey]time passes[/]");
        }
    }

    /// <summary>A checklist to go through, what stands against the request and what it would come to; or how far the open one has come.</summary>
    private void ShowAnswer(Grid grid, PlayedStep played)
    {
        Row(grid, "", "blue", "=", "[blue]answered[/], nothing changed");
        if (played.Checklist is not { } checklist)
        {
            Row(grid, "", "", "", Escape(played.Decision.Subscription.CancellationProgress is { } progress
                ? ProgressWords.Of(progress, say)
                : "no cancellation is open"));
            return;
        }

        foreach (var item in checklist.Items)
            Row(grid, "", "", "□", Escape(say.Explain(item, culture)));
        if (checklist.Quote.Refusals.Count > 0)
            Row(grid, "", "red", "✗", "[red]asked for now, it would be refused[/]");
        foreach (var refusal in checklist.Quote.Refusals)
            ShowRefusal(grid, refusal);
        if (checklist.Quote is { Net: { } net, Lines: { Count: > 0 } lines })
            grid.AddRow(new Text(""), new Text(""), SettlementWords.Table("your account then", lines, net, culture));
    }

    private static void ShowOutcome(Grid grid, PlayedStep played)
    {
        var (decision, status) = (played.Decision, played.Decision.Subscription.Status);
        var change = status == played.Before.Status ? "" : $"{played.Before.Status} → [bold]{status}[/]";
        if (decision.Outcome == Outcome.Refused)
            Row(grid, "", "red", "✗", $"[red]refused[/] {change}");
        else if (decision.Outcome == Outcome.AlreadyDone)
            Row(grid, "", "blue", "=", $"[blue]already done[/], nothing changed {change}");
        else if (played.Step.Message is { } message)
            Row(grid, "", "green", "✓", $"[green]{(message.Command is LifecycleFact ? "recorded" : "accepted")}[/] {change}");
        else if (change.Length > 0)
            Row(grid, "", "yellow", "!", change);
    }

    private void ShowRefusal(Grid grid, Refusal refusal)
    {
        Row(grid, "", "", "", $"[red]{Escape(say.Explain(refusal, culture))}[/] [grey]({refusal.Code})[/]");
        if (refusal.Remedy is { } remedy)
            Row(grid, "", "", "", $"[grey]what helps:[/] {Line(MessageWords.Title(remedy), MessageWords.Fields(remedy, say))}");
    }

    private void ShowEvent(Grid grid, LifecycleEvent @event, Instant now)
    {
        // What time brought has a moment of its own, which was long ago if nobody asked.
        var when = @event.At == now ? "" : $"[grey]{say.Moment(@event.At)}[/] ";
        Row(grid, "", "", "•", when + Line(EventWords.Title(@event), EventWords.Of(@event, say)));
        if (@event is AccountSettled { Lines.Count: > 0 } settled)
            grid.AddRow(new Text(""), new Text(""), SettlementWords.Table("your account", settled.Lines, settled.Net, culture));
        foreach (var posting in @event.Postings)
            Row(grid, "", "", "", $"[grey]{Escape($"{posting.From} → {posting.To} {posting.Amount:C}")}[/]");
        foreach (var instruction in Instruction.From(@event))
            Row(grid, "", "yellow", "→", $"[yellow]{Escape(InstructionWords.Of(instruction))}[/]");
    }

    /// <summary>What a customer who signs in now sees otherwise than before.</summary>
    private static void ShowAccount(Grid grid, PlayedStep played)
    {
        var (before, after) = (played.Before, played.Decision.Subscription);
        if (before.Status == SubscriptionStatus.None || after.Status == SubscriptionStatus.Closed)
            return;
        var changes = new List<string>();
        Note("balance", AccountWords.Balance);
        Note("owed", AccountWords.Owed);
        Note("data left", AccountWords.Data);
        Note("paid", AccountWords.PaidUntil);
        if (changes.Count > 0)
            Row(grid, "", "teal", "○", $"[teal]{Escape(string.Join("; ", changes))}[/]");

        void Note(string name, Func<Subscription, string> words)
        {
            if (words(after) is var now && now != words(before))
                changes.Add($"{name} {(now.Length > 0 ? now : "nothing")}");
        }
    }

    private void ShowDeadline(Grid grid, PlayedStep played)
    {
        var subscription = played.Decision.Subscription;
        if (subscription.NextDeadline == played.Before.NextDeadline)
            return;
        var next = subscription.Deadlines is [var first, ..] ? $"{DeadlineWords.Of(first.Kind)} on {say.Moment(first.Due)}" : "no deadline";
        Row(grid, "", "grey", "»", $"[grey]next: {next}[/]");
    }

    private static void Row(Grid grid, string time, string colour, string mark, string markup) => grid.AddRow(
        new Markup(time, new Style(decoration: Decoration.Bold)),
        new Markup(colour.Length > 0 ? $"[{colour}]{mark}[/]" : mark),
        new Markup(markup));

    private static string Line(string title, string detail) =>
        detail.Length > 0 ? $"[bold]{title}[/]: {Escape(detail)}" : $"[bold]{title}[/]";

    private static string Escape(string text) => Markup.Escape(text);
}
