using System.Text;
using Spectre.Console;

namespace SelfCare;

/// <summary>What can be done with kept subscriptions. A method that returns a number answers with the program's exit code.</summary>
internal sealed class JournalDesk(JournalFolder folder, Terminal terminal, Instant now, Output output, IAnsiConsole? console = null)
{
    /// <summary>Who sits at the terminal: the customer, signed in with a second factor.</summary>
    public static readonly Caller Customer = Caller.Customer(CallerChannel.App, new PersonalReference("me"), IdentityAssurance.Substantial);

    private readonly IAnsiConsole _console = console ?? terminal.ToConsole();

    public int Open(OpenSubscription command, CarrierPolicy policy)
    {
        using var journal = folder.OpenOrCreate(command.Id);
        return Take(journal, journal.Policy ?? policy, new Incoming(new Message(command, Customer, NewId())));
    }

    public int Do(SubscriptionId id, JsonAt json)
    {
        var incoming = MessageReader.ReadAll(json.ToFields(), Customer, NewId().ToString());
        using var journal = OpenWritten(id);
        var code = ExitCode.Ok;
        foreach (var each in incoming)
            code = Math.Max(code, Take(journal, journal.Policy!, each));
        return code;
    }

    /// <summary>Answers a question, and returns the answer; nothing is stored, and there is nothing to refuse.</summary>
    public PlayedStep Ask(SubscriptionId id, JsonAt json)
    {
        var question = QuestionReader.Read(json.ToFields(), Customer);
        using var journal = OpenWritten(id);
        var played = StoryPlayer.Take(new Lifecycle(journal.Policy!), journal.Subscription, new Step(now, null, Question: question));
        Show(played, journal.Policy!);
        return played;
    }

    public int Advance(SubscriptionId id)
    {
        using var journal = OpenWritten(id);
        return Take(journal, journal.Policy!, new Incoming(null));
    }

    /// <summary>Asks for the erasure of what leads to the customer, and where nothing is in its way takes it out of the journal as well.</summary>
    public int Erase(SubscriptionId id)
    {
        using var journal = OpenWritten(id);
        var code = Take(journal, journal.Policy!, new Incoming(new Message(new RequestErasure(), Customer, NewId())));
        if (code != ExitCode.Ok)
            return code;
        journal.Erase();
        if (!output.AsJson)
            _console.WriteLine(PhrasesOf(journal.Policy!).Text("erased", journal.Records.Count));
        return ExitCode.Ok;
    }

    public int ShowStatus(SubscriptionId id)
    {
        using var journal = OpenWritten(id);
        var decision = AsOfNow(journal);
        if (output.AsJson)
        {
            terminal.Out.WriteLine(Encoding.UTF8.GetString(LifecycleJson.Write(decision.Subscription)));
            return ExitCode.Ok;
        }

        var say = PhrasesOf(journal.Policy!);
        new Card(_console, say, output.Detail).Show(decision.Subscription, new Lifecycle(journal.Policy!), now);
        if (decision.Events.Count > 0)
            _console.WriteLine(say.Text("notStored", decision.Events.Count, id));
        return ExitCode.Ok;
    }

    /// <summary>Draws the months ahead; nothing is stored.</summary>
    public int Forecast(SubscriptionId id, LocalDate? last, ForecastAssumptions assumptions)
    {
        using var journal = OpenWritten(id);
        var (say, lifecycle, subscription) = (PhrasesOf(journal.Policy!), new Lifecycle(journal.Policy!), AsOfNow(journal).Subscription);
        var today = say.DateOf(now);
        var until = last ?? ForecastCommand.DefaultUntil(today);
        if (until < today)
            throw new BadInputException($"--until: found '{say.Date(until)}', which is before today; expected a date that comes.");
        var steps = Walk(assumptions);
        if (output.AsJson)
        {
            foreach (var step in steps)
                terminal.Out.WriteLine(StepJson.Write(step));
            return ExitCode.Ok;
        }

        _console.WriteLine(say.Text("forecastTitle", id, say.Date(until)));
        _console.WriteLine();
        new ForecastPicture(_console, say).Show(subscription, steps, today, until, FindEnd);
        return ExitCode.Ok;

        IEnumerable<ForecastStep> Walk(ForecastAssumptions assumed) =>
            lifecycle.Forecast(subscription, Instant.Max(now, subscription.LastEventAt), say.EndOf(until), assumed);

        Instant? FindEnd() => Walk(assumptions with { DocumentsCome = true, DevicesAreUnbound = true, DuesArePaid = true })
            .FirstOrDefault(step => step.Subscription.Status == SubscriptionStatus.Closed)?.At;
    }

    public int ShowHistory(SubscriptionId id)
    {
        using var journal = OpenWritten(id);
        if (output.AsJson)
        {
            foreach (var @event in journal.Events)
                terminal.Out.WriteLine(Encoding.UTF8.GetString(LifecycleJson.Write(@event)));
        }
        else
        {
            new HistoryTable(_console, PhrasesOf(journal.Policy!)).Show(journal.Events);
            _console.WriteLine(PhrasesOf(journal.Policy!).Text("verified", journal.Records.Count));
            _console.WriteLine(journal.Records[^1].Digest.ToString());
        }

        return ExitCode.Ok;
    }

    /// <summary>The page that a customer keeps; refused while the subscription is not closed.</summary>
    public int ShowCertificate(SubscriptionId id)
    {
        using var journal = OpenWritten(id);
        if (ClosureCertificate.From(journal.Records, journal.Salt).Certificate is not { } certificate)
        {
            var say = PhrasesOf(journal.Policy!);
            var due = AsOfNow(journal).Subscription.Status == SubscriptionStatus.Closed ? $" {say.Text("closedByTime", id)}" : "";
            terminal.Error.WriteLine(say.Text("notClosed", id, say.Word(journal.Subscription.Status)) + due);
            return ExitCode.Refused;
        }

        terminal.Out.Write(output.AsJson ? Encoding.UTF8.GetString(certificate.ToJson()) + "\n" : certificate.ToText(output.Culture));
        return ExitCode.Ok;
    }

    /// <summary>A line for each subscription. A journal that can't be read is named, and does not hide the others.</summary>
    public int List()
    {
        var (code, kept) = ReadAll();
        foreach (var each in kept)
            _console.WriteLine(Cells.Fit(Line(each.Subscription, PhrasesOf(each.Policy)), _console.Profile.Width));
        return code;
    }

    /// <summary>A subscription as of now.</summary>
    public Kept Look(SubscriptionId id)
    {
        using var journal = OpenWritten(id);
        return LookInto(journal);
    }

    /// <summary>All subscriptions as of now, but those whose journal can't be read.</summary>
    public IReadOnlyList<Kept> All() => ReadAll().Kept;

    private Kept LookInto(Journal journal)
    {
        var decision = AsOfNow(journal);
        return new Kept(journal.Policy!, decision.Subscription, decision.Events.Count);
    }

    private (int Code, List<Kept> Kept) ReadAll()
    {
        var (code, kept) = (ExitCode.Ok, new List<Kept>());
        foreach (var file in folder.Files)
        {
            try
            {
                using var journal = folder.OpenFile(file);
                if (journal.Policy is not null)
                    kept.Add(LookInto(journal));
            }
            catch (BadInputException e)
            {
                terminal.Error.WriteLine(e.Message);
                code = ExitCode.BadInput;
            }
        }

        return (code, kept);
    }

    private static string Line(Subscription subscription, Phrases say)
    {
        var next = subscription.Deadlines is [var due, ..] ? say.Explain(due) : say.Text("noDeadline");
        return $"{Cells.PadRight(subscription.Id.ToString(), 12)} {Cells.PadRight(say.Word(subscription.Status), 20)} {next}";
    }

    /// <summary>The whole of it: what was stored, one decision, what is to be stored, and only then the answer.</summary>
    private int Take(Journal journal, CarrierPolicy policy, Incoming incoming)
    {
        var played = StoryPlayer.Take(new Lifecycle(policy), journal.Subscription, new Step(now, incoming.Message, Notification: incoming.Notification));
        journal.Append(played.Decision.Events, policy);
        Show(played, policy);
        return played.Decision.Outcome == Outcome.Refused ? ExitCode.Refused : ExitCode.Ok;
    }

    private void Show(PlayedStep played, CarrierPolicy policy)
    {
        if (output.AsJson)
            terminal.Out.WriteLine(StepJson.Write(played, PhrasesOf(policy)));
        else
            new Timeline(_console, PhrasesOf(policy), output.Detail).Show(played);
    }

    private Journal OpenWritten(SubscriptionId id)
    {
        var journal = folder.Open(id);
        if (journal.Policy is not null)
            return journal;
        journal.Dispose();
        throw folder.Unknown(id);
    }

    private Decision AsOfNow(Journal journal) => new Lifecycle(journal.Policy!).Advance(journal.Subscription, now);

    private Phrases PhrasesOf(CarrierPolicy policy) => new(policy, output.Culture);

    private static CommandId NewId() => new($"terminal-{Guid.CreateVersion7():N}");
}

/// <summary>A kept subscription as of now.</summary>
/// <param name="Policy">Its rules.</param>
/// <param name="Subscription">Its state.</param>
/// <param name="DueEvents">How many events of it time has brought that are not stored yet.</param>
internal sealed record Kept(CarrierPolicy Policy, Subscription Subscription, int DueEvents);
