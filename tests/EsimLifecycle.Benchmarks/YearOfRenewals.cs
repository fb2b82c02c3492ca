using System.Diagnostics;
using System.Globalization;

namespace EsimLifecycle.Benchmarks;

/// <summary>Many subscriptions through a year of monthly renewals, one after another on two cores: nothing is kept but the count.</summary>
internal static class YearOfRenewals
{
    public const int Subscriptions = 1_000_000;
    private const int Cores = 2;
    private const int Months = 12;

    public static void Run(int subscriptions)
    {
        // A tenth first: the peaks show whether memory grows with the number.
        Measure(Math.Max(1, subscriptions / 10));
        Measure(subscriptions);
    }

    private static void Measure(int subscriptions)
    {
        var lifecycle = new Lifecycle(Life.Policy());
        var start = Stopwatch.GetTimestamp();
        long events = 0;
        Parallel.For(
            0,
            subscriptions,
            new ParallelOptions { MaxDegreeOfParallelism = Cores },
            () => 0L,
            (number, _, sum) => sum + LiveAYear(lifecycle, number),
            sum => Interlocked.Add(ref events, sum));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var peak = Process.GetCurrentProcess().PeakWorkingSet64 / (1024.0 * 1024.0);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{subscriptions:N0} subscriptions, {events:N0} events in {seconds:0.0} s on {Cores} cores: {events / seconds / 1e6:0.0} million events/s; peak memory {peak:0} MB"));
    }

    /// <summary>Opened and activated on some day of a year; then the clock goes from deadline to deadline, and each charge asked for is paid.</summary>
    private static long LiveAYear(Lifecycle lifecycle, int number)
    {
        var now = Instant.FromUtc(2026, 1, 1, 3, 0) + Duration.FromDays(number % 365);
        var id = new SubscriptionId(string.Create(CultureInfo.InvariantCulture, $"sub-{number}"));
        var state = Subscription.None;
        state = Take(lifecycle.Decide(state, new OpenSubscription(id, "monthly"), new CommandContext(now, Life.Customer, Ids[0])));
        state = Take(lifecycle.Decide(state, Payments[0], new CommandContext(now, Caller.System, Ids[1])));
        state = Take(lifecycle.Decide(state, new Activate(), new CommandContext(now, Life.Customer, Ids[2])));
        state = Take(lifecycle.Decide(state, new SetAutoRenewal(On: true), new CommandContext(now, Life.Customer, Ids[3])));
        for (var paid = 0; paid < Months;)
        {
            now = state.NextDeadline!.Value;
            state = Take(lifecycle.Advance(state, now));
            if (state.Renewal.Charges.Count == 0)
                continue;
            paid++;
            var payment = Payments[paid] with { Charge = state.Renewal.Charges[0].Key };
            state = Take(lifecycle.Decide(state, payment, new CommandContext(now, Caller.System, Ids[paid + 3])));
        }

        return state is { Status: SubscriptionStatus.Active, Balances.Sum.IsZero: true }
            ? state.Version
            : throw new InvalidOperationException($"Expected an active subscription with its books balanced: {state}.");
    }

    private static Subscription Take(Decision decision) => decision.Outcome == Outcome.Accepted && decision.Events.Count > 0
        ? decision.Subscription
        : throw new InvalidOperationException($"Expected events: {string.Join(", ", decision.Refusals)}.");

    // As a host would read them from its messages; the same for every subscription, which knows only its own.
    private static readonly CommandId[] Ids = [.. Enumerable.Range(0, Months + 4).Select(i => new CommandId($"message-{i}"))];
    private static readonly RecordPayment[] Payments = [.. Enumerable.Range(0, Months + 1).Select(i => Life.Payment(i))];
}
