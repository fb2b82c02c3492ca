namespace EsimLifecycle;

/// <summary>A change of the terms that the carrier announced.</summary>
/// <param name="Plan">The plan as it will be.</param>
/// <param name="EffectiveOn">The first date on which a period may start that has the new terms.</param>
/// <param name="AnnouncedAt">When it was announced.</param>
/// <param name="WindowEndsAt">Until when the customer may leave because of it, without commitment or fee.</param>
/// <param name="PolicyName">The name of the policy from which the terms come.</param>
/// <param name="PolicyVersion">The version of that policy.</param>
/// <param name="Note">What changes, as a reference to what the host keeps.</param>
/// <param name="IsTaken">Whether a period with the new terms was bought, or another plan chosen instead.</param>
public sealed record TermsChange(
    PlanTerms Plan,
    LocalDate EffectiveOn,
    Instant AnnouncedAt,
    Instant WindowEndsAt,
    string PolicyName,
    int PolicyVersion,
    Reference Note = default,
    bool IsTaken = false)
{
    /// <summary>Whether it says what another one, which still stands, said before.</summary>
    internal bool IsSameAs(TermsChange? earlier) => earlier is { IsTaken: false }
        && earlier == this with { AnnouncedAt = earlier.AnnouncedAt, WindowEndsAt = earlier.WindowEndsAt };
}
