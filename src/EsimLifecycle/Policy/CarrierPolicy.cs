using System.Diagnostics;

namespace EsimLifecycle;

/// <summary>A carrier's policy: the rules that <see cref="Lifecycle"/> applies, as plain data.</summary>
/// <remarks>
/// <para>Everything but <see cref="Identity"/> and <see cref="Plans"/> has defaults. A list that is left out is its default; an empty list is empty.</para>
/// <para>
/// A policy is checked as a whole by <see cref="Validate"/>, and by <c>new Lifecycle(policy)</c>, which rejects a policy with faults.
/// </para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
[DebuggerDisplay("{Identity.Name,nq}, version {Identity.Version}, {Plans.Count} plans")]
public sealed partial record CarrierPolicy : IPolicyPart
{
    private const int MaxOffers = 1000;

    /// <summary>Gets the policy's identity: name, version, currency, time zone and calendar.</summary>
    public required PolicyIdentity Identity { get; init; }

    /// <summary>Gets the plans on offer.</summary>
    /// <value>1 to 1000 plans, each with a code of its own.</value>
    public required ValueList<PlanTerms> Plans { get; init; }

    /// <summary>Gets the rules for access: the roles, channels and identity assurance required for each command.</summary>
    public AccessPolicy Access { get; init; } = new();

    /// <summary>Gets the rules for opening, activating and suspending.</summary>
    public ActivationPolicy Activation { get; init; } = new();

    /// <summary>Gets the rules for renewal: payment, dunning, reminders, grace.</summary>
    public RenewalPolicy Renewal { get; init; } = new();

    /// <summary>Gets the rules for cancellation: timing, documents, review, clearing, limits and notice.</summary>
    public CancellationPolicy Cancellation { get; init; } = new();

    /// <summary>Gets the rules for the settlement: refunds, fees and forfeiture.</summary>
    public SettlementPolicy Settlement { get; init; } = new();

    /// <summary>Gets the rules for binding and unbinding devices.</summary>
    public DevicePolicy Devices { get; init; } = new();

    /// <summary>Gets the rules for what happens after closing: the number, personal data, late charges.</summary>
    public ClosurePolicy Closure { get; init; } = new();

    /// <summary>Gets the packs on offer.</summary>
    /// <value>At most 1000 packs, each with a code of its own. The default is none.</value>
    public ValueList<PackTerms> Packs { get; init; }

    /// <summary>Gets the promotions on offer.</summary>
    /// <value>At most 1000 promotions, each with a code of its own. The default is none.</value>
    public ValueList<PromotionTerms> Promotions { get; init; }

    /// <summary>
    /// Checks the policy as a whole, and returns every fault, and warnings for what is legal but a trap: no way to leave, nor to unbind devices in time, documents due
    /// after the whole has to be over, a fee above everything paid, a window that refuses for ever, a knob without effect. A policy with faults is not searched for traps.
    /// </summary>
    /// <returns>Faults and warnings in the order of the policy's parts; empty if there are none.</returns>
    public ValueList<PolicyFault> Validate() => PolicyCheck.Run(this);

    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Part(Identity);
        check.Parts(Plans, 1, MaxOffers);
        check.Part(Access);
        check.Part(Activation);
        check.Parts(Packs, 0, MaxOffers);
        check.Parts(Promotions, 0, MaxOffers);
        check.Part(Renewal);
        Renewal?.CheckDunning(check, Plans);
        check.Part(Cancellation);
        check.Part(Settlement);
        check.Part(Devices);
        check.Part(Closure);
        for (var i = 0; i < Promotions.Count && Plans.Count > 0; i++)
        {
            foreach (var code in Promotions[i]?.Plans ?? default)
            {
                if (Plans.Find(code, static (plan, code) => plan?.Code is null || plan.Code == code) is null)
                    check.Fail($"Promotions[{i}].Plans", $"'{code}'", "codes of this policy's plans");
            }
        }

        if (Devices is null || Cancellation is null)
            return;
        if (Devices.UnbindingDue == UnbindingDue.BeforeApproval && !Cancellation.Review)
            check.Warn("Devices.UnbindingDue", "BeforeApproval, but nothing is reviewed", "BeforeClosing or BeforeRequest, or true as cancellation.review");

        // Whatever the proof: of a lost device nobody can give any.
        if (Cancellation.ClearingDays > 0 && Devices.AssumeDeletedAfterDays > Cancellation.ClearingDays)
        {
            check.Warn(
                "Devices.AssumeDeletedAfterDays", $"{Devices.AssumeDeletedAfterDays}",
                $"no more than cancellation.clearingDays, {Cancellation.ClearingDays}");
        }
    }
}
