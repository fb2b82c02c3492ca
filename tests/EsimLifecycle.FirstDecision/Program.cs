using System.Diagnostics;
using System.Globalization;
using EsimLifecycle;

// What a process does first: it reads its rules and decides on a command. It prints the milliseconds that have gone by since the moment that it is given.
var lifecycle = new Lifecycle(CarrierPolicy.Preset("axis-keep-number"));
var open = new OpenSubscription(new SubscriptionId("line-1"), "keep-monthly");
var decision = lifecycle.Decide(Subscription.None, open, new CommandContext(Instant.FromUtc(2026, 1, 31, 3, 0), Caller.Carrier, new CommandId("message-1")));
if (decision.Outcome != Outcome.Accepted)
    throw new InvalidOperationException($"{decision}");
var started = long.Parse(args[0], CultureInfo.InvariantCulture);
Console.WriteLine(Stopwatch.GetElapsedTime(started).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
