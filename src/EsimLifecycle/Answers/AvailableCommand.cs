using System.Diagnostics;

namespace EsimLifecycle;

/// <summary>The answer whether a caller may give a kind of command now: what may be chosen, or what stands against it and until when.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Kind">The kind of the command.</param>
/// <param name="Outcome">
/// The best that a command of this kind can come to now: <see cref="Outcome.Accepted"/> if it would do something,
/// <see cref="Outcome.AlreadyDone"/> if it would not be refused but there is nothing left to do by it, <see cref="Outcome.Refused"/> if every one
/// would be refused.
/// </param>
[DebuggerDisplay("{Kind}: {Outcome}, {Choices.Count} choices, {Refusals.Count} refusals")]
public sealed record AvailableCommand(CommandKind Kind, Outcome Outcome)
{
    /// <summary>The number of moments at which something changes that <see cref="PossibleFrom"/> looks ahead: 250.</summary>
    public const int MaxMoments = 250;

    private readonly AvailableMoments? _moments;
    private readonly Instant? _possibleFrom;

    internal AvailableCommand(CommandKind kind, in CandidateAnswer answer, ValueList<CommandChoice> choices, AvailableMoments moments)
        : this(kind, answer.Outcome)
    {
        Refusals = answer.Refusals;
        Choices = choices;
        Candidate = answer.Candidate;
        _moments = moments;
    }

    /// <summary>Gets a value indicating whether a command of this kind would not be refused.</summary>
    public bool IsPossible => Outcome != Outcome.Refused;

    /// <summary>
    /// Gets a value indicating whether a caller of this role may ever give the command; false where <see cref="Refusals"/> has
    /// <see cref="RefusalCode.RoleNotPermitted"/>. What is not, a page for this caller need not mention.
    /// </summary>
    /// <remarks>The channel and the identity don't count: the same person can come by another one, or with a better one.</remarks>
    public bool IsOpenToRole
    {
        get
        {
            foreach (var refusal in Refusals)
            {
                if (refusal.Code == RefusalCode.RoleNotPermitted)
                    return false;
            }

            return true;
        }
    }

    /// <summary>
    /// Gets every reason against the command: of access, of status, and of the command's own rule against the choice that has the fewest; empty if it
    /// is possible.
    /// </summary>
    /// <remarks>A reason that would name a choice (a device, a document) is given without it where there is none to choose.</remarks>
    public ValueList<Refusal> Refusals { get; init; }

    /// <summary>
    /// Gets the moment from which the command is possible if nothing but time passes; null if it is possible now, or if time alone does not make it so.
    /// </summary>
    /// <remarks>
    /// <para>It is the first such moment. Deadlines happen meanwhile: a pause ends, a charge that nobody answers is given up, what is not renewed is
    /// closed. Only <see cref="MaxMoments"/> moments are looked at: if it lies beyond them, this is null.</para>
    /// <para>It is not always the <see cref="Refusal.RetryAt"/> of the reasons, which says when that reason ends whatever else is done meanwhile. Who
    /// asks to cancel before the end of a minimum term can do so from its end, if the subscription is renewed until then; but if nothing but time
    /// passes, nobody pays, it is closed before, and this is null.</para>
    /// <para>The moments of all commands of an answer are worked out together, when the first of them is asked for; then they are kept.</para>
    /// </remarks>
    public Instant? PossibleFrom
    {
        get => _moments is null ? _possibleFrom : _moments[Kind];
        init => (_possibleFrom, _moments) = (value, null);
    }

    /// <summary>
    /// Gets what may be chosen, each with its own answer; empty if there is nothing to choose but what only the host knows, or if access stops the caller.
    /// </summary>
    /// <remarks>
    /// <para>A command that leaves nothing open is its own only choice, so that <c>Choices[0].Command</c> is what to give. Of a fact, which is never
    /// refused for its content, it lists what it may be about: the charges that are open, the refunds that are to be paid.</para>
    /// <para>Promotions are not listed to a customer: a code is for whom the carrier gives it to.</para>
    /// </remarks>
    public ValueList<CommandChoice> Choices { get; init; }

    internal LifecycleCommand? Candidate { get; private init; }

    /// <inheritdoc/>
    public bool Equals(AvailableCommand? other) => other is not null && Kind == other.Kind && Outcome == other.Outcome
        && Refusals == other.Refusals && Choices == other.Choices && PossibleFrom == other.PossibleFrom;

    /// <inheritdoc/>
    public override int GetHashCode() => ((((int)Kind * 31) + (int)Outcome) * 31) + Choices.Count;
}
