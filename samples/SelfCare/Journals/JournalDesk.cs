using System.Text;
using Spectre.Console;

namespace SelfCare;

/// <summary>What can be done with kept subscriptions. Each method answers with the program's exit code.</summary>
internal sealed class JournalDesk(JournalFolder folder, Terminal terminal, Instant now, Output output)
{
    /// <summary>Who sits at the terminal: the customer, signed in with a second factor.</summary>
    private static readonly Caller Customer = Caller.Customer(CallerChannel.App, new PersonalReference("me"), IdentityAssurance.Substantial);

    private readonly IAnsiConsole _console = terminal.ToConsole();

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

    /// <summary>Answers a question; nothing is stored, and there is nothing to refuse.</summary>
    public int Ask(SubscriptionId id, JsonAt json)
    {
        var question = QuestionReader.Read(json.ToFields(), Customer);
        using var journal = OpenWritten(id);
        Show(StoryPlayer.Take(new Lifecycle(journal.Policy!), journal.Subscription, new Step(now, null, Question: question)), journal.Policy!);
        return ExitCode.Ok;
    }

    public int Advance(SubscriptionId id)
    {
        using var journal = OpenWritten(id);
        return Take(journal, journal.Policy!, new Incoming(null));
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

        new Portrait(_console, PhrasesOf(journal.Policy!)).Show(decision.Subscription, new Lifecycle(journal.Policy!).Progress(journal.Subscription, now));
        if (decision.Events.Count > 0)
            _console.WriteLine($"  {decision.Events.Count} events of these are due and not stored yet; 'advance {id}' does that.");
        return ExitCode.Ok;
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
            terminal.Out.WriteLine($"Verified: {journal.Records.Count} records, none altered, missing or moved. The digest of the last one is");
            terminal.Out.WriteLine(journal.Records[^1].Digest);
        }

        return ExitCode.Ok;
    }

    /// <summary>The page that a customer keeps; refused while the subscription is not closed.</summary>
    public int ShowCertificate(SubscriptionId id)
    {
        using var journal = OpenWritten(id);
        if (ClosureCertificate.From(journal.Records, journal.Salt).Certificate is not { } certificate)
        {
            var due = AsOfNow(journal).Subscription.Status == SubscriptionStatus.Closed ? $" Time has closed it since; 'advance {id}' stores that." : "";
            terminal.Error.WriteLine($"{id} is {Phrases.Name(journal.Subscription.Status)}; its certificate is there when it is closed.{due}");
            return ExitCode.Refused;
        }

        terminal.Out.Write(output.AsJson ? Encoding.UTF8.GetString(certificate.ToJson()) + "\n" : certificate.ToText(output.Culture));
        return ExitCode.Ok;
    }

    /// <summary>A line for each subscription. A journal that can't be read is named, and does not hide the others.</summary>
    public int List()
    {
        var code = ExitCode.Ok;
        foreach (var file in folder.Files)
        {
            try
            {
                using var journal = folder.OpenFile(file);
                if (journal.Policy is not null)
                    terminal.Out.WriteLine(Line(AsOfNow(journal).Subscription, PhrasesOf(journal.Policy)));
            }
            catch (BadInputException e)
            {
                terminal.Error.WriteLine(e.Message);
                code = ExitCode.BadInput;
            }
        }

        return code;
    }

    private static string Line(Subscription subscription, Phrases say)
    {
        var next = subscription.NextDeadline is { } due ? $"next deadline {say.Moment(due)}" : "no deadline";
        return $"{subscription.Id,-20} {subscription.Status,-18} {next}";
    }

    /// <summary>The whole of it: what was stored, one decision, what is to be stored, and only then the answer.</summary>
    private int Take(Journal journal, CarrierPolicy policy, Incoming incoming)
    {
        var played = StoryPlayer.Take(new Lifecycle(policy), journal.Subscription, new Step(now, incoming.Message, incoming.About, Notification: incoming.Notification));
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
