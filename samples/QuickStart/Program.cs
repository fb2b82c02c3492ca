using System.Globalization;
using EsimLifecycle;
using NodaTime;

// A carrier's rules are data: this set keeps a number alive, in US dollars, on Jakarta's calendar.
var lifecycle = new Lifecycle(CarrierPolicy.Preset("axis-keep-number"));
var customer = Caller.Customer(CallerChannel.App, new PersonalReference("customer-1"), IdentityAssurance.Substantial);
var phone = Eid.Parse("89049032123451234512345678901235");

// Your app brings the clock and the storage; the library decides.
var now = Instant.FromUtc(2026, 1, 31, 3, 0);
var subscription = Subscription.None;
var messages = 0;

Do(new OpenSubscription(new SubscriptionId("sub-1"), "keep-monthly") { Contact = new PersonalReference("contact-1") }, customer);
Do(new RecordPayment(new Reference("payment-1"), Money.Parse("USD 3.00"), PaymentMethod.Card), Caller.System);
Do(new Activate(), customer);
Do(new BindDevice(phone), customer);

now += Duration.FromDays(10);
Do(new RequestCancellation(CancellationReason.NoLongerNeeded), customer);
Do(new RequestCancellation(CancellationReason.NoLongerNeeded), customer); // refused: one is open
Do(new UnbindDevice(phone), customer);

// Time is a command too: ask again when the next deadline has come.
now = subscription.NextDeadline!.Value;
Show("Advance", lifecycle.Advance(subscription, now));

void Do(LifecycleCommand command, Caller by) =>
    Show($"{command.Kind}", lifecycle.Decide(subscription, command, new CommandContext(now, by, new CommandId($"message-{++messages}"))));

void Show(string what, Decision decision)
{
    Console.WriteLine($"{now}  {what}: {decision.Outcome}, {subscription.Status} -> {decision.Subscription.Status}");
    foreach (var refusal in decision.Refusals)
        Console.WriteLine($"    no: {refusal.Explain(CultureInfo.InvariantCulture)}");
    foreach (var @event in decision.Events) // store these: they are the truth
    {
        Console.WriteLine($"    {@event.GetType().Name}");
        foreach (var instruction in Instruction.From(@event)) // and do these
            Console.WriteLine($"        to do: {instruction}");
    }

    subscription = decision.Subscription;
}
