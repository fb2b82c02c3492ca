namespace EsimLifecycle;

/// <summary>What a command's own rule says to a candidate.</summary>
/// <param name="Candidate">The candidate; null where none was asked.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Refusals">Every reason against it.</param>
internal readonly record struct CandidateAnswer(LifecycleCommand? Candidate, Outcome Outcome, ValueList<Refusal> Refusals)
{
    public bool IsPossible => Candidate is not null && Outcome != Outcome.Refused;

    /// <summary>Returns the better of two answers: done before nothing to do before refused, and fewer reasons before more.</summary>
    public CandidateAnswer Or(in CandidateAnswer other) =>
        Candidate is null || (other.Candidate is not null && (other.Outcome < Outcome || (other.Outcome == Outcome && other.Refusals.Count < Refusals.Count)))
            ? other
            : this;
}
