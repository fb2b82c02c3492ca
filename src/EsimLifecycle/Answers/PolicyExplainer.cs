using System.Collections;
using System.Globalization;

namespace EsimLifecycle;

/// <summary>Tells a policy in sentences: one for each knob that it decides or that matters anyway.</summary>
/// <param name="writer">The reader's texts.</param>
internal sealed class PolicyExplainer(MessageWriter writer)
{
    private static readonly string[] Sections =
        ["identity", "plans", "packs", "promotions", "access", "activation", "renewal", "cancellation", "settlement", "devices", "closure"];

    public ValueList<PolicySection> Explain(CarrierPolicy policy)
    {
        var sections = new List<PolicySection>();
        foreach (var name in Sections)
        {
            PolicySentence[] sentences =
            [
                .. KnobsOf(name).Where(knob => knob.IsLive(policy) && (knob.IsMain || knob.IsDecidedIn(policy))).Select(knob => new PolicySentence($"$.{knob.Path}", Tell(knob, policy))),
                .. ItemsOf(name, policy).Select(item => new PolicySentence($"$.{item.Path}", item.Text)),
            ];
            if (sentences.Length > 0)
                sections.Add(new PolicySection(Tell($"section.{name}"), ValueList.Create<PolicySentence>(sentences)));
        }

        return ValueList.Create(sections);
    }

    /// <summary>What changes, knob by knob: also one that has no effect in the one or the other.</summary>
    public ValueList<PolicyChange> Compare(CarrierPolicy before, CarrierPolicy after)
    {
        var changes = new List<PolicyChange>();
        foreach (var name in Sections)
        {
            foreach (var knob in KnobsOf(name).Where(knob => !Equals(knob.Get(before), knob.Get(after))))
                changes.Add(Kept(new PolicyChange($"$.{knob.Path}", Tell(knob, before), Tell(knob, after))));
            Item[] old = [.. ItemsOf(name, before)], now = [.. ItemsOf(name, after)];
            foreach (var item in old)
            {
                var text = now.FirstOrDefault(each => each.Key == item.Key)?.Text;
                if (text != item.Text)
                    changes.Add(Kept(new PolicyChange($"$.{item.Path}", item.Text, text)));
            }

            foreach (var item in now.Where(item => !old.Any(each => each.Key == item.Key)))
                changes.Add(new PolicyChange($"$.{item.Path}", After: item.Text));
        }

        return ValueList.Create(changes);
    }

    private static IEnumerable<PolicyKnob> KnobsOf(string section) => PolicyKnob.All.Where(knob => knob.Path.StartsWith(section + ".", StringComparison.Ordinal));

    // What is pinned when a plan is agreed.
    private PolicyChange Kept(PolicyChange change) =>
        change.After is not null && (change.Path.StartsWith("$.plans", StringComparison.Ordinal) || change.Path.StartsWith("$.settlement.refund.", StringComparison.Ordinal))
            ? change with { Note = Tell("kept") }
            : change;

    private string Tell(PolicyKnob knob, CarrierPolicy policy) => knob.Get(policy) switch
    {
        null when knob.Path == "settlement.cancellationFee" && PolicyKnob.HasTermFee(policy) => Tell($"{knob.Path}.none.term"),
        null or 0 => Tell($"{knob.Path}.none"),
        ProrationConvention convention => convention == ProrationConvention.Actual ? Tell($"{knob.Path}.none") : Tell(knob.Path, ("value", ListKnobs(convention))),
        true => Tell($"{knob.Path}.true"),
        false => Tell($"{knob.Path}.false"),
        GraceService service => Tell(knob.Path, ("value", service)),
        Enum choice => Tell($"{knob.Path}.{choice}"),
        IEnumerable list when !list.Cast<object>().Any() => Tell($"{knob.Path}.none"),
        int days when knob.IsDays => Tell(knob.Path, ("value", SayDays(days))),
        var value => Tell(knob.Path, ("value", value)),
    };

    private IEnumerable<Item> ItemsOf(string section, CarrierPolicy policy) => section switch
    {
        "identity" => [new("identity", "", Tell(policy.Identity))],
        "plans" => policy.Plans.Select((plan, i) => new Item($"plans[{i}]", plan.Code, Tell(plan))),
        "packs" => policy.Packs.Select((pack, i) => new Item($"packs[{i}]", pack.Code, Tell(pack))),
        "promotions" => policy.Promotions.Select((promotion, i) => new Item($"promotions[{i}]", promotion.Code, Tell(promotion))),
        "access" => policy.Access.Commands.Select((access, i) => new Item(
            $"access.commands[{i}]", $"{access.Command}", Tell("command", ("command", access.Command), ("roles", access.Roles), ("identity", access.Identity)))),
        "cancellation" => policy.Cancellation.ReasonDocuments.Select((more, i) => new Item(
            $"cancellation.reasonDocuments[{i}]", $"{more.Reason}", Tell("reasonDocuments", ("reason", more.Reason), ("documents", more.Documents)))),
        "settlement" => ByReason(policy.Settlement.Refund).Select((text, i) => new Item($"settlement.refund.byReason[{i}]", $"{policy.Settlement.Refund.ByReason[i].Reason}", text)),
        "closure" => AfterClosing(policy.Closure),
        _ => [],
    };

    private string Tell(PolicyIdentity identity) => Tell(
        "identity",
        ("name", identity.Name), ("version", identity.Version), ("currency", identity.Currency), ("roundTo", identity.RoundTo), ("zone", identity.Zone),
        ("holidays", identity.Calendar.Holidays.Count is > 0 and var count ? count : null));

    private string Tell(PlanTerms plan) => Tell(
        "plan",
        ("code", plan.Code), ("price", plan.Price), ("length", Say(plan.Length)), ("data", plan.DataBytes is > 0 ? plan.DataBytes : null),
        ("coverage", plan.Coverage == PlanCoverage.Domestic ? null : Tell($"coverage.{plan.Coverage}")),
        ("topUps", plan.Validity is { } validity ? ValueList.Create(validity.Steps.Select(step => Tell("topUp", ("amount", step.MinAmount), ("days", SayDays(step.Days))))) : null),
        ("ahead", plan.Validity is { } terms ? SayDays(terms.MaxDays) : null),
        ("commitment", plan.CommitmentMonths > 0 ? Say(Period.FromMonths(plan.CommitmentMonths)) : null),
        ("leaving", plan.CommitmentMonths > 0 ? TellLeaving(plan.EarlyTermination) : null),
        ("refund", plan.Refund is { } refund ? TellRefund(refund) : null));

    private string TellLeaving(EarlyTerminationFee? fee) =>
        fee is null ? Tell("leaving.none") : Tell($"leaving.{fee.Kind}", ("amount", fee.Amount), ("percent", fee.Percent));

    /// <summary>The refund terms of a plan of its own, by the sentences that those of the policy have.</summary>
    private string TellRefund(RefundTerms refund)
    {
        var policy = new CarrierPolicy
        {
            Identity = new PolicyIdentity { Name = "-", Version = 1, Currency = default, Zone = "UTC" },
            Plans = [],
            Settlement = new SettlementPolicy { Refund = refund },
        };
        return string.Join(' ', KnobsOf("settlement.refund").Where(knob => knob.IsMain || knob.IsDecidedIn(policy)).Select(knob => Tell(knob, policy)).Concat(ByReason(refund))).TrimEnd('.', '。');
    }

    private string Tell(PackTerms pack) =>
        Tell($"pack.{pack.Kind}", ("code", pack.Code), ("price", pack.Price), ("length", Say(pack.Length)), ("data", pack.DataBytes));

    private string Tell(PromotionTerms promotion) => Tell(
        "promotion",
        ("code", promotion.Code), ("percent", promotion.Percent > 0 ? promotion.Percent : null), ("amount", promotion.Amount), ("periods", promotion.Periods),
        ("plans", promotion.Plans.Count > 0 ? promotion.Plans : null), ("from", promotion.ValidFrom), ("until", promotion.ValidUntil), ("alone", promotion.Stackable ? null : ""));

    private IEnumerable<string> ByReason(RefundTerms refund) => refund.ByReason.Select(worth => Tell($"byReason.{worth.Worth}", ("reason", worth.Reason)));

    private IEnumerable<Item> AfterClosing(ClosurePolicy closure)
    {
        if (closure.CardReturn is { } card)
            yield return new Item("closure.cardReturn", "", Tell("cardReturn", ("days", SayDays(card.Days)), ("credit", card.Credit)));
        for (var i = 0; i < closure.ReturnDaysByReason.Count; i++)
        {
            var wait = closure.ReturnDaysByReason[i];
            yield return new Item($"closure.returnDaysByReason[{i}]", $"{wait.Reason}", Tell("returnDaysByReason", ("reason", wait.Reason), ("days", SayDays(wait.Days))));
        }
    }

    // A convention is for those who know the words of billing.
    private static ValueList<string> ListKnobs(ProrationConvention convention)
    {
        var plain = ProrationConvention.Actual;
        (string Name, object? Value, object? Default)[] knobs =
        [
            ("endingDayIsUsed", convention.EndingDayIsUsed, plain.EndingDayIsUsed),
            ("denominator", convention.Denominator, plain.Denominator),
            ("fixedDaysInMonth", convention.FixedDaysInMonth, plain.FixedDaysInMonth),
            ("fractionScale", convention.FractionScale, plain.FractionScale),
            ("fractionRounding", convention.FractionRounding, plain.FractionRounding),
            ("moneyRounding", convention.MoneyRounding, plain.MoneyRounding),
            ("earlierCredits", convention.EarlierCredits, plain.EarlierCredits),
        ];
        return ValueList.Create(knobs.Where(knob => !Equals(knob.Value, knob.Default)).Select(knob => knob.Value is true ? knob.Name : string.Create(CultureInfo.InvariantCulture, $"{knob.Name} {knob.Value}")));
    }

    private string SayDays(int days) => days == 1 ? Tell("oneDay") : writer.Tell("forms/days", _ => days);

    private string Say(Period length) => length switch
    {
        { Days: 1 } => Tell("oneDay"),
        { Weeks: 1 } => Tell("oneWeek"),
        { Months: 1 } => Tell("oneMonth"),
        { Years: 1 } => Tell("oneYear"),
        { Days: > 0 } => writer.Tell("forms/days", _ => length.Days),
        { Weeks: > 0 } => writer.Tell("forms/weeks", _ => length.Weeks),
        { Months: > 0 } => writer.Tell("forms/months", _ => length.Months),
        _ => writer.Tell("forms/years", _ => length.Years),
    };

    private string Tell(string key, params (string Name, object? Value)[] facts) =>
        writer.Tell($"policy/{key}", name => Array.Find(facts, fact => fact.Name == name).Value);

    /// <summary>Something of which a policy can have several, with what it is known by.</summary>
    private sealed record Item(string Path, string Key, string Text);
}
