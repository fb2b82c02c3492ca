using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EsimLifecycle.Tests;

/// <summary>
/// What the C# blocks of a README find: the names that their text takes for granted. Each block is the <see cref="Run"/> of a class that derives from this, and the next block of
/// the README goes on with what it left here.
/// </summary>
/// <remarks>The properties have the names of local variables, because the blocks use them as such.</remarks>
public class Example
{
    public Lifecycle lifecycle { get; set; } = new(CarrierPolicy.Preset("axis-keep-number"));
    public Subscription subscription { get; set; } = Subscription.None;
    public Instant now { get; set; }
    public DateTimeZone zone { get; set; } = DateTimeZoneProviders.Tzdb["Asia/Jakarta"];
    public CultureInfo culture { get; set; } = CultureInfo.InvariantCulture;
    public Caller customer { get; set; } = Scenario.Customer;
    public Caller agent { get; set; } = Caller.Agent(CallerChannel.Shop, new PersonalReference("agent-1"));
    public Caller reviewer { get; set; } = Scenario.Reviewer;
    public Eid phone { get; set; } = Scenario.Phone;
    public Eid watch { get; set; } = Scenario.Watch;
    public Eid tablet { get; set; } = Scenario.Tablet;
    public IReadOnlyList<LifecycleEvent> history { get; set; } = [];
    public CommandContext context { get; set; }
    public RequestCancellation request { get; set; } = new(CancellationReason.NoLongerNeeded);
    public Refusal refusal { get; set; } = null!;
    public Instruction instruction { get; set; } = null!;
    public byte[] german { get; } = """{ "refusals": { "device.limit": "Das Gerätelimit ({max}) ist erreicht." } }"""u8.ToArray();
    public byte[] body { get; set; } = [];
    public string[] args { get; set; } = [];

    /// <summary>What the blocks print, in place of the console.</summary>
    public StringWriter Console { get; } = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    /// <summary>The files of the repository and those that the README has shown before, in place of the disk.</summary>
    public ExampleFiles File { get; } = new();

    /// <summary>The address of what a block serves, given <c>a web app</c>.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Runs the block.</summary>
    public virtual Task Run() => Task.CompletedTask;

    /// <summary>What the host does with an instruction.</summary>
    public void Deliver(Instruction instruction) => instruction.IsStillWanted(subscription).Should().BeTrue();

    /// <summary>Goes to where a README says that its block begins.</summary>
    public void Given(string situation)
    {
        switch (situation)
        {
            case "nothing":
                Start(CarrierPolicy.Preset("axis-keep-number"));
                break;
            case "a web app":
                foreach (var left in Directory.EnumerateFiles(".", "lines.db*"))
                    System.IO.File.Delete(left); // by an earlier run
                Address = new Uri($"http://127.0.0.1:{FreePort()}");
                args = ["--urls", $"{Address}", "--Logging:LogLevel:Default=None", "--environment=Development", .. WebToken.Settings];
                break;
            case "a line of 31 dollars a month, ten days later":
                Take(Scenario.With(policy => policy with
                {
                    Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated } },
                }).At("2026-03-01").Activated());
                now += Duration.FromDays(10);
                context = new CommandContext(now, customer, new CommandId("quote-1"));
                break;
            case "an open cancellation":
                Take(Lives.Cancelling(SubscriptionStatus.Active, SubscriptionStatus.Clearing));
                break;
            case "a webhook":
                Take(Scenario.Preset("axis-travel").Opened().Paid().When(new Activate()));
                now += Duration.FromMinutes(5);
                body = """{ "notifyType": "DATA_USAGE", "notifyId": "n-1", "content": { "iccid": "8910300000059818839", "orderUsage": 1000 } }"""u8.ToArray();
                break;
            case "an instruction in the outbox":
                var asked = Scenario.With().Activated().When(new Renew(PaymentMethod.Card));
                Take(asked);
                instruction = Instruction.From(asked.Last.Events[^1])[0];
                break;
            case "a device too many":
                var refused = Scenario.With(policy => policy with { Devices = new DevicePolicy { MaxDevices = 1 } }).Activated().Bound(phone).When(new BindDevice(watch));
                Take(refused);
                refusal = refused.Last.Refusals[0];
                culture = new CultureInfo("de-DE");
                break;
            case var words when words.Split(", ") is [var preset, .. var steps] && CarrierPolicy.PresetNames.Contains(preset):
                Take(Life(preset, steps));
                break;
            default:
                throw new FormatException($"There is no situation '{situation}'; see {nameof(Example)}.{nameof(Given)}.");
        }
    }

    /// <summary>A line of an example policy, as far as the steps say.</summary>
    private Scenario Life(string preset, string[] steps)
    {
        var life = Scenario.Preset(preset);
        life.When(new OpenSubscription(Scenario.Id, life.Policy.Plans[0].Code)
        {
            Contact = Scenario.Contact,
            Number = steps.Contains("with a number") ? Msisdn.Parse("+6281234567890") : null,
        }).Paid().When(new Activate());
        if (life.Policy.Renewal.ConfirmsProvisioning)
            life.Reported();
        foreach (var step in steps)
        {
            _ = step switch
            {
                "active" or "with a number" => life,
                "with a phone" => life.Bound(phone),
                "closed" => life.Requested().With(closing => closing.Until(closing.Lifecycle.Progress(closing.State, closing.Now)!.EarliestEnd)).Is(SubscriptionStatus.Closed),
                _ => throw new FormatException($"A line is never '{step}'; see {nameof(Example)}.{nameof(Life)}."),
            };
        }

        return life;
    }

    private void Start(CarrierPolicy policy)
    {
        lifecycle = new Lifecycle(policy);
        subscription = Subscription.None;
        zone = DateTimeZoneProviders.Tzdb[policy.Identity.Zone];
        now = new LocalDateTime(2026, 1, 31, 10, 0).InZoneLeniently(zone).ToInstant();
        culture = CultureInfo.InvariantCulture;
    }

    private void Take(Scenario life)
    {
        Start(life.Policy);
        (subscription, now, history) = (life.State, life.Now, [.. life.History]);
        context = new CommandContext(now, customer, new CommandId("message-0"));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>The files that an example reads, by the name that the README gives them; a <c>policy.json</c> is always there.</summary>
public sealed class ExampleFiles
{
    private readonly Dictionary<string, string> _shown = new()
    {
        ["policy.json"] = System.Text.Encoding.UTF8.GetString(LifecycleJson.Write(CarrierPolicy.Preset("axis-renewal"))),
    };

    public string ReadAllText(string name) => _shown.TryGetValue(name, out var text) ? text : throw new FileNotFoundException($"The README shows no file '{name}' before.");

    public byte[] ReadAllBytes(string name) => System.Text.Encoding.UTF8.GetBytes(ReadAllText(name));

    internal void Show(string name, string text) => _shown[name] = text;
}
