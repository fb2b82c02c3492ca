using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A line of what a customer or a support desk sees of a subscription: <c>Balance: USD 4.00 and USD 5.00 of free credit</c>.</summary>
/// <param name="Kind">What the line is about; there may be several of a kind, such as one for each device.</param>
/// <param name="Label">The label, in the reader's language: <c>Balance</c>.</param>
/// <param name="Text">The text, in the reader's language.</param>
public readonly record struct DescriptionLine(DescriptionLineKind Kind, string Label, string Text);

/// <summary>What a <see cref="DescriptionLine"/> is about. A description has its lines in this order.</summary>
[JsonConverter(typeof(EnumJsonConverter<DescriptionLineKind>))]
public enum DescriptionLineKind
{
    /// <summary>The status; of a closed subscription with when and why it was closed.</summary>
    Status,

    /// <summary>On whose behalf it is suspended, and until when.</summary>
    Suspension,

    /// <summary>The number; of a closed subscription with what becomes of it.</summary>
    Number,

    /// <summary>The plan with its price.</summary>
    Plan,

    /// <summary>The plan that begins with the next period.</summary>
    NextPlan,

    /// <summary>Announced terms, and until when the customer can cancel because of them.</summary>
    NewTerms,

    /// <summary>The end of the minimum term.</summary>
    MinimumTerm,

    /// <summary>By when it has to be activated.</summary>
    Activation,

    /// <summary>Until when it is paid, or that the first period is.</summary>
    PaidTime,

    /// <summary>The end of the grace period.</summary>
    GracePeriod,

    /// <summary>The balance, with free credit.</summary>
    Balance,

    /// <summary>The amount that the customer owes.</summary>
    Owed,

    /// <summary>The data that is left of the plan's allowance.</summary>
    DataLeft,

    /// <summary>A pack with what is left of it.</summary>
    Pack,

    /// <summary>A promotion, and for how many periods it is left.</summary>
    Promotion,

    /// <summary>Whether the subscription renews by itself, and how that is paid.</summary>
    AutoRenewal,

    /// <summary>A charge that is open.</summary>
    Charge,

    /// <summary>A purchase that still has to be confirmed.</summary>
    Purchase,

    /// <summary>The cancellation that was requested.</summary>
    Cancellation,

    /// <summary>A part of the refund claim.</summary>
    Refund,

    /// <summary>A late charge.</summary>
    LateCharge,

    /// <summary>What is credited for returning the card.</summary>
    CardReturn,

    /// <summary>A device.</summary>
    Device,

    /// <summary>Until when personal data is kept, or that it was erased.</summary>
    PersonalData,

    /// <summary>A deadline.</summary>
    Deadline,
}

/// <summary>Collects the lines that describe a subscription.</summary>
internal sealed class Description(MessageWriter writer, Subscription subscription)
{
    private readonly List<DescriptionLine> _lines = [];

    public ValueList<DescriptionLine> Write()
    {
        var (contract, closure) = (subscription.Contract, subscription.Closure);
        Add(DescriptionLineKind.Status, new Facts(("status", subscription.Status), ("closedAt", closure?.At), ("reason", closure?.Reason)));
        if (contract is null)
            return ValueList.Create(_lines);
        if (subscription.Suspension is { } suspension && closure is null)
            Add(DescriptionLineKind.Suspension, suspension.ListFacts());
        AddNumber(contract, closure);
        AddEach(DescriptionLineKind.Plan, [contract.Plan]);
        if (closure is null)
            AddContract(contract);
        AddMoney();
        if (closure is null)
            AddRenewal();
        if (subscription.Cancellation is { } request && closure is null)
            AddEach(DescriptionLineKind.Cancellation, [request]);
        AddEach(DescriptionLineKind.Refund, subscription.Refunds.Where(leg => !leg.IsOver));
        AddEach(DescriptionLineKind.LateCharge, subscription.LateCharges);
        if (closure is not null)
            AddClosure(closure);
        AddEach(DescriptionLineKind.Device, subscription.Devices);
        if (closure is { ErasedAt: not null } or { RetainedUntil: not null })
            Add(DescriptionLineKind.PersonalData, new Facts(("erasedAt", closure.ErasedAt), ("keptUntil", closure.RetainedUntil)));
        foreach (var deadline in subscription.Deadlines.Select(writer.Explain).Distinct())
            Add(DescriptionLineKind.Deadline, deadline);

        // A line has its place by its kind.
        return ValueList.Create(_lines.OrderBy(line => line.Kind));
    }

    private void AddNumber(Contract contract, Closure? closure)
    {
        if (contract.Number is not { } number)
            return;
        var rest = closure?.Number;
        Add(DescriptionLineKind.Number, new Facts(
            ("number", number),
            ("endsAt", rest?.EndsAt),
            ("portableUntil", rest?.PortableUntil),
            ("since", rest?.Since),
            ("successor", closure?.Successor))
        {
            Variant = rest?.Status.ToString(),
        });
    }

    private void AddContract(Contract contract)
    {
        if (contract.NextPlan is { } next)
            AddEach(DescriptionLineKind.NextPlan, [next]);
        if (contract.TermsChange is { IsTaken: false } change)
            Add(DescriptionLineKind.NewTerms, new Facts(("plan", change.Plan), ("effectiveOn", change.EffectiveOn), ("leaveUntil", change.WindowEndsAt)));
        if (contract.CommittedUntil is { } committedUntil)
            Add(DescriptionLineKind.MinimumTerm, new Facts(("until", committedUntil)));
        if (contract is { ActivatedAt: null, ActivationDueBy: { } dueBy })
            Add(DescriptionLineKind.Activation, new Facts(("dueBy", dueBy)));
        var term = subscription.Term;
        if (term.PaidUntilDate is not null || term.Prepaid is not null)
            Add(DescriptionLineKind.PaidTime, new Facts(("paidUntil", term.PaidUntilDate), ("prepaid", term.Prepaid?.Price)));
        if (term.GraceEndsAt is { } graceEndsAt)
            Add(DescriptionLineKind.GracePeriod, new Facts(("until", graceEndsAt)));
    }

    private void AddMoney()
    {
        var (wallet, free) = (subscription.Balances[Account.Wallet], subscription.Balances[Account.Promotional]);
        if (subscription.Closure is null)
            Add(DescriptionLineKind.Balance, new Facts(("wallet", wallet), ("free", free.IsZero ? null : free)));
        if (subscription.Balances[Account.Receivable] is not { IsNegative: true } receivable)
            return;
        var disputed = Money.Zero(receivable.Currency);
        foreach (var charge in subscription.LateCharges)
        {
            if (charge.Status == LateChargeStatus.Disputed)
                disputed += charge.Open;
        }

        Add(DescriptionLineKind.Owed, new Facts(("owed", -receivable), ("disputed", disputed.IsZero ? null : disputed)));
    }

    private void AddRenewal()
    {
        var (usage, renewal) = (subscription.Usage, subscription.Renewal);
        if (subscription.Term.Periods is [{ DataBytes: > 0 and var included }, ..])
            Add(DescriptionLineKind.DataLeft, new Facts(("left", Math.Max(0, included - usage.UsedBytes)), ("included", included)));
        AddEach(DescriptionLineKind.Pack, usage.Packs);
        AddEach(DescriptionLineKind.Promotion, renewal.Promotions.Where(promotion => promotion.PeriodsLeft > 0));
        Add(DescriptionLineKind.AutoRenewal, new Facts(("method", renewal.AutoRenewal), ("isResting", !subscription.IsAutoRenewing)));
        foreach (var charge in renewal.Charges)
            Add(DescriptionLineKind.Charge, new Facts(("charge", charge), ("retryAt", charge.RetryAt), ("dueBy", charge.AnswerDueBy)));
        foreach (var purchase in renewal.Purchases.Reserved)
            AddEach(DescriptionLineKind.Purchase, [purchase]);
    }

    private void AddClosure(Closure closure)
    {
        if (closure.CardReturn is { } offer && subscription.CardReturn is null)
            Add(DescriptionLineKind.CardReturn, new Facts(("credit", offer.Credit), ("until", offer.Until)));
    }

    private void AddEach(DescriptionLineKind kind, IEnumerable<IFactual> parts)
    {
        foreach (var part in parts)
            Add(kind, writer.Explain(part));
    }

    private void Add(DescriptionLineKind kind, Facts facts) => Add(kind, writer.Tell("card", kind.ToString(), facts));

    private void Add(DescriptionLineKind kind, string text) => _lines.Add(new DescriptionLine(kind, writer.FindWord(kind)!, text));
}
