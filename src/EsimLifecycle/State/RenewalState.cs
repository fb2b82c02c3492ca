using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>How the subscription goes on: auto-renewal, charges in flight, promotions, what the carrier's system has still to confirm.</summary>
public sealed record RenewalState
{
    /// <summary>Nothing of it.</summary>
    public static RenewalState None { get; } = new();

    /// <summary>How auto-renewal pays; null while it is off. It rests while the subscription is suspended or a cancellation is open.</summary>
    public PaymentMethod? AutoRenewal { get; init; }

    /// <summary>The charges that the host was told to make and that have no final outcome yet.</summary>
    public ValueList<Charge> Charges { get; init; }

    /// <summary>The latest charges that have an outcome, oldest first; at most <see cref="MostEnded"/>.</summary>
    public ValueList<EndedCharge> Ended { get; init; }

    /// <summary>The promotions applied, with the periods they still count for; those used up stay, so that none is had twice.</summary>
    public ValueList<AppliedPromotion> Promotions { get; init; }

    /// <summary>What was bought and is not confirmed by the carrier's system yet; null where nothing is.</summary>
    public Provisioning? Provisioning { get; init; }

    /// <summary>
    /// Whether the last purchase could not be put in effect. Then the balance buys nothing by itself in grace, where it would be bought and undone
    /// for ever, until something else is bought or paid in, or auto-renewal is set.
    /// </summary>
    public bool IsUndone { get; init; }

    /// <summary>The most ended charges that are remembered: 16.</summary>
    public const int MostEnded = 16;

    internal Charge? Find(Reference key) => Charges.Find(key, static (charge, key) => charge.Key == key);

    internal Charge? Find(ChargePurpose purpose) => Charges.Find(purpose, static (charge, purpose) => charge.For == purpose);

    internal EndedCharge? FindEnded(Reference key) =>
        Ended.IndexOf(key, static (ended, key) => ended.Key == key) is var index and >= 0 ? Ended[index] : null;

    internal RenewalState With(Charge charge) =>
        this with { Charges = Charges.Put(charge, charge.Key, static (known, key) => known.Key == key) };

    internal RenewalState End(Reference key, ChargeOutcome outcome)
    {
        var index = Charges.IndexOf(key, static (charge, key) => charge.Key == key);
        if (index < 0)
            return this;
        var ended = new EndedCharge(key, outcome, Charges[index].For);
        return this with { Charges = Charges.RemoveAt(index), Ended = Ended.AddCapped(ended, MostEnded) };
    }

    internal RenewalState VoidCharges(bool onlyAutomatic = false)
    {
        var state = this;
        foreach (var charge in Charges)
        {
            if (charge.IsAutomatic || !onlyAutomatic)
                state = state.End(charge.Key, ChargeOutcome.Voided);
        }

        return state;
    }
}

/// <summary>A charge that the host was told to make.</summary>
/// <param name="Key">What the host names in <see cref="RecordPayment.Charge"/> when it reports the outcome.</param>
/// <param name="For">What it pays for.</param>
/// <param name="Amount">How much.</param>
/// <param name="Method">How.</param>
/// <param name="Attempt">Which try this is, counted from 1.</param>
/// <param name="IsAutomatic">Whether auto-renewal asked for it; then it is tried again.</param>
/// <param name="AnswerDueBy">By when the outcome has to be reported; null while the next try is waited for.</param>
/// <param name="RetryAt">When it is tried again; null while the outcome is waited for.</param>
/// <param name="Plan">The plan that begins with what it pays for; null where the agreed one goes on.</param>
/// <param name="Pack">For a pack, which.</param>
/// <param name="FailedBy">The payment by which the last try failed; none where nobody reported it.</param>
public sealed record Charge(
    Reference Key,
    ChargePurpose For,
    Money Amount,
    PaymentMethod Method,
    int Attempt,
    bool IsAutomatic,
    Instant? AnswerDueBy = null,
    Instant? RetryAt = null,
    PlanTerms? Plan = null,
    PackTerms? Pack = null,
    Reference FailedBy = default);

/// <summary>What a charge pays for.</summary>
[JsonConverter(typeof(EnumJsonConverter<ChargePurpose>))]
public enum ChargePurpose
{
    /// <summary>The next period.</summary>
    Renewal,

    /// <summary>Another plan from today.</summary>
    PlanChange,

    /// <summary>A pack.</summary>
    Pack,
}

/// <summary>What became of a charge.</summary>
[JsonConverter(typeof(EnumJsonConverter<ChargeOutcome>))]
public enum ChargeOutcome
{
    /// <summary>It was paid.</summary>
    Paid,

    /// <summary>It failed, and is not tried again.</summary>
    GivenUp,

    /// <summary>It is no longer wanted: if it is paid all the same, the money goes back.</summary>
    Voided,
}

/// <summary>A charge that has an outcome.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="For">What it was to pay for.</param>
public readonly record struct EndedCharge(Reference Key, ChargeOutcome Outcome, ChargePurpose For = ChargePurpose.Renewal);

/// <summary>A promotion as it was applied.</summary>
/// <param name="Terms">Its terms.</param>
/// <param name="PeriodsLeft">For how many more periods it counts.</param>
public sealed record AppliedPromotion(PromotionTerms Terms, int PeriodsLeft);

/// <summary>Something that was bought, which the carrier's system has to put in effect.</summary>
/// <param name="Key">What the host names in <see cref="ReportProvisioning"/>.</param>
/// <param name="Attempt">Which try this is, counted from 1.</param>
/// <param name="DueBy">By when the carrier's system has to confirm.</param>
/// <param name="Term">What was paid before it was bought: restored if it can't be put in effect.</param>
/// <param name="Plan">The plan before it was bought.</param>
/// <param name="Undo">The postings that give the money back.</param>
/// <param name="Payment">The payment that paid for it, where one did.</param>
/// <param name="IsPlanChange">Whether it is another plan from its day, and not the next period.</param>
/// <param name="NextPlan">The plan that was agreed for the next period before it was bought; null for none.</param>
/// <param name="CommittedUntil">When the minimum term ended before it was bought; null where there was none.</param>
/// <param name="Promotions">The codes of the promotions that it used, and that count again if it can't be put in effect.</param>
/// <param name="PolicyName">The name of the policy under which the plan before it was agreed.</param>
/// <param name="PolicyVersion">The version of that policy.</param>
/// <param name="AwaitsTermsChange">Whether announced terms were still to come before it was bought.</param>
public sealed record Provisioning(
    Reference Key,
    int Attempt,
    Instant DueBy,
    Term Term,
    PlanTerms Plan,
    ValueList<Posting> Undo = default,
    Reference Payment = default,
    bool IsPlanChange = false,
    PlanTerms? NextPlan = null,
    Instant? CommittedUntil = null,
    ValueList<string> Promotions = default,
    string? PolicyName = null,
    int PolicyVersion = 0,
    bool AwaitsTermsChange = false);
