using System.Diagnostics;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>
/// The result of a command or of the passing of time: events to store, the state after them, and the reasons for a refusal.
/// </summary>
/// <remarks>
/// Immutable and thread-safe. The default value has <see cref="EsimLifecycle.Subscription.None"/>, no events and no refusals.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct Decision
{
    private readonly Subscription? _subscription;

    [JsonConstructor]
    internal Decision(Subscription subscription, Outcome outcome = Outcome.Accepted, ValueList<LifecycleEvent> events = default, ValueList<Refusal> refusals = default)
    {
        _subscription = subscription;
        Outcome = outcome;
        Events = events;
        Refusals = refusals;
    }

    /// <summary>Gets the outcome of the command.</summary>
    public Outcome Outcome { get; }

    /// <summary>
    /// Gets the events to store, in order. A refused command can have events as well: those of deadlines that have passed.
    /// </summary>
    public ValueList<LifecycleEvent> Events { get; }

    /// <summary>Gets the state after <see cref="Events"/>.</summary>
    [JsonPropertyOrder(1)]
    public Subscription Subscription => _subscription ?? Subscription.None;

    /// <summary>Gets every reason against the command, in a fixed order; empty unless the command was refused.</summary>
    public ValueList<Refusal> Refusals { get; }

    /// <summary>
    /// Returns the outcome with the names of the events and the codes of the refusals, for logs: <c>Accepted: DeviceUnbound</c>,
    /// <c>Refused: device.not_bound</c>.
    /// </summary>
    public override string ToString()
    {
        string[] what = [.. Events.Select(each => each.GetType().Name), .. Refusals.Select(refusal => refusal.Code)];
        return what.Length == 0 ? Outcome.ToString() : $"{Outcome}: {string.Join(", ", what)}";
    }
}

/// <summary>The outcome of a command.</summary>
[JsonConverter(typeof(EnumJsonConverter<Outcome>))]
public enum Outcome
{
    /// <summary>The command was carried out or, if it is a fact, recorded.</summary>
    Accepted,

    /// <summary>The same message, payment, notice or document was accepted before; nothing changed.</summary>
    AlreadyDone,

    /// <summary>The command was refused; see <see cref="Decision.Refusals"/>.</summary>
    Refused,
}
