using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>
/// A trigger that moves a subscription along an edge of <see cref="SubscriptionChart"/>: a command, a deadline or a follow-up.
/// </summary>
/// <remarks>
/// <para>A <see cref="CommandKind"/>, a <see cref="DeadlineKind"/> or a <see cref="FollowUpKind"/> converts implicitly. The text of a
/// trigger is the name of that value, with <c>Deadline</c> appended to the name of a deadline that does not say that something ends:
/// <c>Suspend</c>, <c>PeriodEnd</c>, <c>ReviewDeadline</c>.</para>
/// <para>The default value is <see cref="CommandKind.OpenSubscription"/>. Immutable and thread-safe.</para>
/// </remarks>
[JsonConverter(typeof(TextJsonConverter<SubscriptionTrigger>))]
public readonly record struct SubscriptionTrigger : IParsable<SubscriptionTrigger>
{
    private static readonly int FirstDeadline = Enum.GetValues<CommandKind>().Length;
    private static readonly int FirstFollowUp = FirstDeadline + Enum.GetValues<DeadlineKind>().Length;

    /// <summary>The names of all triggers, in the order of their numbers.</summary>
    internal static readonly string[] Names =
    [
        .. Enum.GetNames<CommandKind>(),
        .. Enum.GetNames<DeadlineKind>().Select(name => name.EndsWith("End", StringComparison.Ordinal) ? name : name + "Deadline"),
        .. Enum.GetNames<FollowUpKind>(),
    ];

    // One byte, which the chart's table takes as the column.
    private readonly byte _index;

    private SubscriptionTrigger(int index, int first, int end)
    {
        if (index < first || index >= end)
            throw new ArgumentOutOfRangeException(nameof(index), index - first, "Not a defined command, deadline or follow-up.");
        _index = (byte)index;
    }

    /// <summary>Gets every trigger: commands, then deadlines, then follow-ups; created anew each time.</summary>
    public static ValueList<SubscriptionTrigger> All => [.. Enumerable.Range(0, Names.Length).Select(index => new SubscriptionTrigger(index, 0, Names.Length))];

    /// <summary>Gets the command of this trigger; null if it is not a command.</summary>
    public CommandKind? Command => _index < FirstDeadline ? (CommandKind)_index : null;

    /// <summary>Gets the deadline of this trigger; null if it is not a deadline.</summary>
    public DeadlineKind? Deadline => _index >= FirstDeadline && _index < FirstFollowUp ? (DeadlineKind)(_index - FirstDeadline) : null;

    /// <summary>Gets the follow-up of this trigger; null if it is not a follow-up.</summary>
    public FollowUpKind? FollowUp => _index >= FirstFollowUp ? (FollowUpKind)(_index - FirstFollowUp) : null;

    /// <summary>Converts a command to its trigger.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public static implicit operator SubscriptionTrigger(CommandKind command) => new((int)command, 0, FirstDeadline);

    /// <summary>Converts a deadline to its trigger.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public static implicit operator SubscriptionTrigger(DeadlineKind deadline) => new(FirstDeadline + (int)deadline, FirstDeadline, FirstFollowUp);

    /// <summary>Converts a follow-up to its trigger.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public static implicit operator SubscriptionTrigger(FollowUpKind followUp) => new(FirstFollowUp + (int)followUp, FirstFollowUp, Names.Length);

    /// <summary>Parses the exact name of a trigger.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException"><paramref name="s"/> is not the name of a trigger.</exception>
    public static SubscriptionTrigger Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, provider, out var trigger) ? trigger : throw new FormatException($"'{s}' is not a trigger; expected one of {string.Join(", ", Names)}.");
    }

    /// <summary>Tries to parse the exact name of a trigger; returns false if the text is not the name of a trigger.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SubscriptionTrigger result)
    {
        var index = Array.IndexOf(Names, s);
        result = index < 0 ? default : new SubscriptionTrigger(index, 0, Names.Length);
        return index >= 0;
    }

    /// <summary>Returns the name of the trigger.</summary>
    public override string ToString() => Names[_index];
}
