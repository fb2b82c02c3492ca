namespace EsimLifecycle;

/// <summary>A change of the terms that the carrier announced.</summary>
/// <param name="Plan">The plan under the new terms.</param>
/// <param name="EffectiveOn">The first date on which a period under the new terms may start.</param>
/// <param name="AnnouncedAt">The time of the announcement.</param>
/// <param name="WindowEndsAt">
/// The end of the window in which the customer may leave because of the change, without commitment or fee.
/// </param>
/// <param name="PolicyName">The name of the policy from which the new terms come.</param>
/// <param name="PolicyVersion">The version of that policy.</param>
/// <param name="Note">A description of the changes, as a reference to a record that the host keeps.</param>
/// <param name="IsTaken">Whether a period under the new terms was bought, or another plan was chosen instead.</param>
public sealed record TermsChange(
    PlanTerms Plan,
    LocalDate EffectiveOn,
    Instant AnnouncedAt,
    Instant WindowEndsAt,
    string PolicyName,
    int PolicyVersion,
    PersonalReference Note = default,
    bool IsTaken = false)
{
    /// <summary>Returns whether the change is the same as an earlier one that is still open.</summary>
    internal bool IsSameAs(TermsChange? earlier) => earlier is { IsTaken: false }
        && earlier == this with { AnnouncedAt = earlier.AnnouncedAt, WindowEndsAt = earlier.WindowEndsAt };
}
