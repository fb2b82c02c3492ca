using System.Globalization;
using EsimLifecycle.Interop;

namespace EsimLifecycle.Tests;

/// <summary>The examples in the READMEs, compiled and run.</summary>
public class ReadmeExamples
{
    [Fact]
    public void A_webhook_is_read_and_decided()
    {
        var life = Scenario.Preset("axis-travel").Opened().Paid().When(new Activate());
        var (lifecycle, subscription, now) = (new Lifecycle(CarrierPolicy.Preset("axis-travel")), life.State, life.State.LastEventAt + Duration.FromMinutes(5));
        var body = """{ "notifyType": "DATA_USAGE", "notifyId": "n-1", "content": { "iccid": "8910300000059818839", "orderUsage": 1000 } }"""u8.ToArray();
        var information = new List<string>();

        // <webhook>
        if (!EsimAccess.TryRead(body, out var notices, out var fault))
            throw new FormatException($"{fault}"); // $.content.iccid: found a JSON number …; expected the digits as a text

        foreach (var each in notices)
        {
            var notice = each.For(lifecycle.Advance(subscription, now).Subscription); // its state by now may decide what it means
            if (notice.Command is { } command)
                subscription = lifecycle.Decide(subscription, command, new CommandContext(now, Caller.System, notice.Id)).Subscription;
            else
                information.Add($"{notice}"); // information, or why there is no command
        }

        var status = Tmf637.Of(subscription); // active, and with it the reason that loses nothing: Active.Activated.Paid
        // </webhook>

        subscription.Usage.ReportedBytes.Should().Be(1000);
        information.Should().BeEmpty();
        status.Text.Should().Be("active");
        status.Reason.Should().Be("Active.Activated.Paid");
    }

    [Fact]
    public void A_quote_is_shown_before_the_request()
    {
        var prorated = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated } };
        var life = Scenario.With(policy => policy with { Settlement = prorated }).At("2026-03-01").Activated().At("2026-03-11");
        var (lifecycle, subscription, culture) = (life.Lifecycle, life.State, CultureInfo.InvariantCulture);
        var request = new RequestCancellation(CancellationReason.NoLongerNeeded);
        var context = new CommandContext(life.Now, Scenario.Customer, new CommandId("quote-1"));
        var table = new List<string>();
        Money? total;

        // <quote>
        var quote = lifecycle.Quote(subscription, request, context); // before the request is made
        foreach (var line in quote.Lines)
            table.Add($"{line.Explain(culture)} = {line.Amount.ToString("C", culture)}");   // Unused part of the period: 21 of 31 days of USD 31.00 = USD 21.00
        total = quote.Net;                                           // negative where the customer has to pay
        // </quote>

        table.Should().Equal("Unused part of the period: 21 of 31 days of USD 31.00 = USD 21.00");
        total.Should().Be(Money.Parse("USD 21.00"));
    }

    [Fact]
    public void A_machine_follows_a_decision()
    {
        var life = Lives.Cancelling(SubscriptionStatus.Active, SubscriptionStatus.Clearing);
        var (lifecycle, subscription, now) = (life.Lifecycle, life.State, life.Now);
        var context = new CommandContext(now, Scenario.Customer, new CommandId("m-1"));

        // What the example prints, in place of the console.
        using var Console = new StringWriter { NewLine = "\n" };

        // <machine>
        var machine = new SubscriptionMachine(subscription);
        machine.OnTransitioned(step => Console.WriteLine($"{step.Source} → {step.Destination} by {step.Trigger}"));
        machine.Configure(SubscriptionStatus.InForce).OnEntry(() => Console.WriteLine($"in force again: {machine.Event!.GetType().Name}"));

        Console.WriteLine(machine.IsInState(SubscriptionStatus.PendingCancel)); // True
        Console.WriteLine(machine.CanFire(CommandKind.Renew));                  // False
        machine.Follow(lifecycle.Decide(subscription, new WithdrawCancellation(), context).Events);
        // Clearing → Active by WithdrawCancellation
        // in force again: CancellationWithdrawn

        var available = lifecycle.Available(machine.Subscription, context.By, context.Now);
        Console.WriteLine(string.Join(", ", available.Where(each => each.IsAllowed).Take(3).Select(each => each.Kind))); // Suspend, UpdateContact, Renew
        // </machine>

        Console.ToString().Should().Be(
            "True\nFalse\nClearing → Active by WithdrawCancellation\nin force again: CancellationWithdrawn\nSuspend, UpdateContact, Renew\n");
    }

    [Fact]
    public void A_refusal_is_told_in_a_language_of_the_hosts()
    {
        var refusal = Scenario.With(policy => policy with { Devices = new DevicePolicy { MaxDevices = 1 } }).Activated().Bound(Scenario.Phone)
            .When(new BindDevice(Scenario.Watch)).Last.Refusals[0];
        var german = """{ "refusals": { "device.limit": "Das Gerätelimit ({max}) ist erreicht." } }"""u8;
        var (culture, zone) = (new CultureInfo("de-DE"), DateTimeZone.Utc);

        // <language>
        var messages = MessageCatalog.Default.With("de", german); // UTF-8: { "refusals": { "device.limit": "Das Gerätelimit ({max}) ist erreicht." } }
        var text = messages.Explain(refusal, culture, zone);      // what it lacks is told in English
        // </language>

        text.Should().Be("Das Gerätelimit (1) ist erreicht.");
    }

    [Theory]
    [InlineData("Interop", "webhook")]
    [InlineData("Samples", "webhook")]
    [InlineData("Samples", "quote")]
    [InlineData("Samples", "machine")]
    [InlineData("Samples", "language")]
    public void The_readmes_have_it_word_for_word(string folder, string example) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, folder, "README.md")).Should().Contain($"```csharp\n{Example(example)}```");

    private static string Example(string name)
    {
        var code = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", "ReadmeExamples.txt"));
        var start = code.IndexOf($"// <{name}>\n", StringComparison.Ordinal) + $"// <{name}>\n".Length;
        return code[start..code.IndexOf($"        // </{name}>", StringComparison.Ordinal)].Replace("\n        ", "\n", StringComparison.Ordinal)[8..];
    }
}
