namespace EsimLifecycle;

/// <summary>A suspension in effect.</summary>
/// <param name="Holder">The holder of the suspension, which determines who may lift it.</param>
/// <param name="Since">The time at which the suspension began, under whichever holder.</param>
/// <param name="EndsBy">The time at which the suspension has lasted as long as the policy allows, and something else follows.</param>
/// <param name="StopsTerm">Whether the suspension stops the paid term.</param>
/// <param name="Reason">The reason, as a reference to a record that the host keeps.</param>
public sealed record Suspension(SuspensionHolder Holder, Instant Since, Instant EndsBy, bool StopsTerm = false, PersonalReference Reason = default)
{
    /// <summary>Gets the date on which service resumes by itself; null if no date of return was given.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>
    /// Gets whether a hold for fraud or by a regulator has lasted as long as the policy allows, and waits for people to decide.
    /// </summary>
    public bool IsOverdue { get; init; }

    /// <summary>Says what there is to tell of it.</summary>
    internal Facts ListFacts() => new(("holder", Holder), ("until", Until is null ? null : EndsBy), ("latestEnd", Until is null ? EndsBy : null));
}
