using System.Globalization;
using System.Text;
using EsimLifecycle;
using EsimLifecycle.Interop;
using NodaTime;

// A life through everything that trimming could break: presets, JSON of every kind, texts in every language, the chart. Built as it is, trimmed and
// compiled ahead of time, it prints the same.
var policy = CarrierPolicy.Preset("axis-keep-number");
var lifecycle = new Lifecycle(LifecycleJson.ReadPolicy(LifecycleJson.Write(policy)));
var customer = Caller.Customer(CallerChannel.App, new PersonalReference("customer-1"), IdentityAssurance.Substantial);
var phone = Eid.Parse("89049032123451234512345678901235");
var now = Instant.FromUtc(2026, 1, 31, 3, 0);
var subscription = Subscription.None;
var history = new List<LifecycleEvent>();
var messages = 0;

Do(new OpenSubscription(new SubscriptionId("sub-1"), "keep-monthly") { Contact = new PersonalReference("contact-1") }, customer);
Do(new RecordPayment(new Reference("payment-1"), Money.Parse("USD 3.00"), PaymentMethod.Card), Caller.System);
Do(new Activate(), customer);
Do(new BindDevice(phone), customer);
now += Duration.FromDays(10);
Do(new RecordPayment(new Reference("payment-2"), Money.Parse("USD 3.50"), PaymentMethod.Card), Caller.System);
Do(new RequestCancellation(CancellationReason.NoLongerNeeded), customer);
Do(new RequestCancellation(CancellationReason.NoLongerNeeded), customer);
Do(new UnbindDevice(phone), customer);
while (subscription.NextDeadline is { } due)
{
    now = due;
    Take("Advance", lifecycle.Advance(subscription, now));
}

Console.WriteLine($"replayed: {LifecycleJson.Write(Lifecycle.Replay(history)).AsSpan().SequenceEqual(LifecycleJson.Write(subscription))}");
Console.WriteLine(Encoding.UTF8.GetString(LifecycleJson.Write(subscription)));
Console.WriteLine(SubscriptionChart.Instance.ToMermaid());

var salt = new HistorySalt([.. Enumerable.Repeat((byte)7, HistorySalt.Size)]);
var records = History.Seal(history, salt);
Console.WriteLine($"sealed: {History.VerifyLines(History.WriteLines(records), salt, records[^1].Head)}");
Console.WriteLine($"erased: {History.Verify(History.Erase(records), head: records[^1].Head)}, {Lifecycle.Replay(History.ReadEvents(History.Erase(records))).Status}");
foreach (var language in new[] { "en", "zh-Hans", "id" })
    Console.WriteLine(ClosureCertificate.FromJson(ClosureCertificate.From(records, salt).Certificate!.ToJson()).ToText(CultureInfo.GetCultureInfo(language)));

var machine = new SubscriptionMachine(Subscription.None);
machine.OnTransitioned(step => Console.WriteLine($"{step.Source} -> {step.Destination} by {step.Trigger}"));
machine.Follow(history);

foreach (var fault in Faults("""{ "identity": { "name": "odd", "version": 1, "currency": "USD", "zone": "Asia/Atlantis" }, "plans": [], "renewal": { "graceDays": -1 } }"""u8))
    Console.WriteLine(fault);

var notice = """{ "event": "esim.deleted", "iccid": "8943108161000670038", "date": "2026-06-29T13:20:02Z" }"""u8;
Console.WriteLine(EsimGo.TryRead(notice, out var notices, out var unread) ? notices[0] : unread);
Console.WriteLine(Tmf637.Of(subscription).Text);

void Do(LifecycleCommand command, Caller by)
{
    var read = LifecycleJson.ReadCommand(LifecycleJson.Write(command));
    Take($"{read.Kind}", lifecycle.Decide(subscription, read, new CommandContext(now, by, new CommandId($"message-{++messages}"))));
}

void Take(string what, Decision decision)
{
    Console.WriteLine($"{now}  {what}: {decision.Outcome}, {subscription.Status} -> {decision.Subscription.Status}");
    foreach (var refusal in decision.Refusals)
    {
        foreach (var language in new[] { "en", "zh-Hans", "id" })
            Console.WriteLine($"    no: {refusal.Explain(CultureInfo.GetCultureInfo(language))}");
    }

    foreach (var @event in decision.Events)
    {
        var json = LifecycleJson.Write(@event);
        Console.WriteLine($"    {Encoding.UTF8.GetString(json)}");
        history.Add(LifecycleJson.ReadEvent(json));
        foreach (var instruction in Instruction.From(@event))
            Console.WriteLine($"        to do: {instruction}");
    }

    subscription = LifecycleJson.ReadSubscription(LifecycleJson.Write(decision.Subscription));
}

static ValueList<PolicyFault> Faults(ReadOnlySpan<byte> json)
{
    try
    {
        CarrierPolicy.FromJson(json);
        return default;
    }
    catch (InvalidPolicyException exception)
    {
        return exception.Faults;
    }
}
