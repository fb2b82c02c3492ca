using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace EsimLifecycle.Hosting.Faults;

/// <summary>What a round has brought.</summary>
/// <param name="Acknowledged">The commands that were acknowledged.</param>
/// <param name="Instructions">The instructions that were handed over.</param>
/// <param name="Again">How often one was handed over that had been before.</param>
internal readonly record struct Found(int Acknowledged, int Instructions, int Again);

/// <summary>Compares what the processes of a round noted with what is in the store.</summary>
internal static class Verifier
{
    /// <summary>Has everything advanced and handed over that still waits, as a process would that comes after the fault.</summary>
    public static async Task DrainAsync(ChildOptions options)
    {
        using var host = Child.Build(options);
        await host.StartAsync();
        var subscriptions = host.Services.GetRequiredService<SubscriptionHost>();
        for (var end = Journal.Now + TimeSpan.FromSeconds(30).Ticks; await subscriptions.GetStatusAsync() is { } status && (status.Untold > 0 || status.OldestDue is not null); await Task.Delay(20))
        {
            if (Journal.Now > end)
                throw new FaultException($"What waits is not worked off within 30 seconds: {status}.");
        }

        await host.StopAsync();
    }

    /// <exception cref="FaultException">Something is not as it was promised; the message says what, of which subscription.</exception>
    public static async Task<Found> VerifyAsync(ChildOptions options)
    {
        using var host = options.Build();
        var subscriptions = host.Services.GetRequiredService<SubscriptionHost>();
        var acknowledged = Journal.Read(options.Directory, "acknowledged").Select(Acknowledged.Of).ToLookup(each => each.Line);
        var handed = Journal.Read(options.Directory, "handed").Select(Handed.Of).Where(each => each.Line.ToString().StartsWith(options.Lines, StringComparison.Ordinal)).ToLookup(each => each.Line);
        var now = Instant.FromDateTimeOffset(host.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        foreach (var line in acknowledged.Select(each => each.Key).Union(handed.Select(each => each.Key)))
        {
            var events = await subscriptions.ReadAsync(line).ToListAsync();
            var history = Require(line, events);
            Require(line, await subscriptions.GetAsync(line) == history[^1], "the state that the host has is not the one that the events give");
            Require(line, history[^1].NextDeadline is not { } due || due > now, "a deadline that has come was not advanced");
            RequireOnce(line, events, acknowledged[line]);
            RequireHandedOver(line, events, history, [.. handed[line]], [.. acknowledged[line]]);
        }

        var keys = handed.SelectMany(each => each).Select(each => each.Key).ToArray();
        return new(acknowledged.Sum(each => each.Count()), keys.Distinct().Count(), keys.Length - keys.Distinct().Count());
    }

    /// <summary>Versions have no gap, and money comes from somewhere. Returns the state at each version.</summary>
    private static List<Subscription> Require(SubscriptionId line, List<LifecycleEvent> events)
    {
        List<Subscription> history = [Subscription.None];
        foreach (var @event in events)
        {
            Require(line, @event.Version == history.Count, $"after version {history.Count - 1} comes {@event.Version}");
            history.Add(Lifecycle.Evolve(history[^1], @event));
            Require(line, history[^1].Balances.Sum.IsZero, $"the ledger sums to {history[^1].Balances.Sum} at version {@event.Version}");
        }

        return history;
    }

    /// <summary>What was acknowledged is there, as it was acknowledged, and nothing was done twice.</summary>
    private static void RequireOnce(SubscriptionId line, List<LifecycleEvent> events, IEnumerable<Acknowledged> acknowledged)
    {
        var caused = events.Where(each => each.Cause is not null).ToLookup(each => each.Cause!.Command, each => each.Version);
        foreach (var message in caused)
            Require(line, message.Max() - message.Min() + 1 == message.Count(), $"the message {message.Key} has led to the events {string.Join(", ", message)}, more than once");
        foreach (var message in acknowledged.GroupBy(each => each.Message))
        {
            var said = message.SelectMany(each => each.Caused).Distinct().Order().ToArray();
            if (said.Length > 0 || message.All(each => each.Outcome == Outcome.Refused))
                Require(line, caused[message.Key].SequenceEqual(said), $"the message {message.Key} was acknowledged with the events [{string.Join(", ", said)}], and has led to [{string.Join(", ", caused[message.Key])}]");
            Require(line, message.Count(each => each.Caused.Length > 0) <= 1, $"the message {message.Key} was accepted more than once");
        }
    }

    /// <summary>Each instruction was handed over at least once, unless it was overtaken; the first times in order; none that was overtaken at the time.</summary>
    private static void RequireHandedOver(SubscriptionId line, List<LifecycleEvent> events, List<Subscription> history, Handed[] handed, Acknowledged[] acknowledged)
    {
        Instruction[] instructions = [.. events.SelectMany(each => Instruction.From(each))];
        var byKey = instructions.ToDictionary(each => each.Key);
        var first = handed.GroupBy(each => each.Key).ToDictionary(each => each.Key, each => each.MinBy(one => one.At));
        foreach (var instruction in instructions)
            Require(line, first.ContainsKey(instruction.Key) || history[(int)instruction.Version..].Exists(state => !instruction.IsStillWanted(state)), $"the instruction {instruction.Key} was never handed over");
        foreach (var key in first.Keys)
            Require(line, byKey.ContainsKey(key), $"the instruction {key} was handed over, and follows from no event that is stored");

        // What had been overtaken, and was judged anew when what it is about had come back, has lost its place.
        long[] times =
        [
            .. from instruction in instructions
               where first.ContainsKey(instruction.Key)
               let handing = first[instruction.Key]
               where history[(int)instruction.Version..((int)handing.ReadVersion + 1)].TrueForAll(instruction.IsStillWanted)
               select handing.At,
        ];
        Require(line, times.SequenceEqual(times.Order()), "instructions were not handed over in order");
        foreach (var each in handed)
        {
            Require(line, byKey[each.Key].IsStillWanted(history[(int)each.ReadVersion]), $"the instruction {each.Key} was handed over though version {each.ReadVersion} had overtaken it");
            var known = acknowledged.Where(one => one.At < each.ReadAt).Select(one => one.Version).DefaultIfEmpty().Max();
            Require(line, each.ReadVersion >= known, $"the instruction {each.Key} was judged by version {each.ReadVersion} when version {known} had been acknowledged");
        }
    }

    private static void Require(SubscriptionId line, bool holds, string otherwise)
    {
        if (!holds)
            throw new FaultException($"{line}: {otherwise}.");
    }

    private readonly record struct Acknowledged(SubscriptionId Line, CommandId Message, Outcome Outcome, long Version, long[] Caused, long At)
    {
        public static Acknowledged Of(string[] fields) => new(
            new(fields[0]), new(fields[1]), Enum.Parse<Outcome>(fields[2]), Number(fields[3]), [.. fields[4].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Number)], Number(fields[5]));
    }

    private readonly record struct Handed(SubscriptionId Line, string Key, long At, long ReadVersion, long ReadAt)
    {
        public static Handed Of(string[] fields) => new(new(fields[0]), fields[2], Number(fields[3]), Number(fields[4]), Number(fields[5]));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
