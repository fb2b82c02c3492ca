using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The rules for opening, activating and suspending.</summary>
public sealed record ActivationPolicy : IPolicyPart
{
    /// <summary>Gets the number of days after opening within which to activate; at the end of the last one the subscription expires.</summary>
    /// <value>1 to 3650. The default is 365.</value>
    public int ActivateWithinDays { get; init; } = 365;

    /// <summary>Gets the number of days after which a suspension ends by itself, as <see cref="AfterMaxSuspension"/> says.</summary>
    /// <value>1 to 3650. The default is 180.</value>
    public int MaxSuspensionDays { get; init; } = 180;

    /// <summary>Gets what happens to a suspension that has reached <see cref="MaxSuspensionDays"/>.</summary>
    /// <value>The default is <see cref="AfterSuspension.Resume"/>.</value>
    public AfterSuspension AfterMaxSuspension { get; init; }

    /// <summary>
    /// Gets whether a suspension stops the paid time: resuming then moves the end of the period, and that of the minimum term, by the days
    /// missed.
    /// </summary>
    /// <value>
    /// The default is false: paid time runs on. Of each suspension its whole days count, from the time of day at which it began: two
    /// minutes over midnight, however often, are no day.
    /// </value>
    public bool SuspensionStopsTerm { get; init; }

    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Within(ActivateWithinDays, 1, Limits.MaxDays);
        check.Within(MaxSuspensionDays, 1, Limits.MaxDays);
        check.Defined(AfterMaxSuspension);
    }
}

/// <summary>What happens when a suspension has lasted as long as the policy allows.</summary>
[JsonConverter(typeof(EnumJsonConverter<AfterSuspension>))]
public enum AfterSuspension
{
    /// <summary>
    /// The subscription is resumed as its dates say. A hold for fraud or by a regulator never restores service: people have to decide
    /// (<see cref="HoldOverdue"/>), and after as many days again the subscription expires, and its refund claim is held. The default value.
    /// </summary>
    Resume = 0,

    /// <summary>The subscription expires; the refund claim of one held for fraud or by a regulator is held.</summary>
    Close,
}
