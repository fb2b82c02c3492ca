using System.Globalization;

namespace EsimLifecycle;

/// <summary>Looks for everything wrong or odd in a policy.</summary>
internal sealed class PolicyCheck
{
    private const int LongestText = 100;
    private const int MostPlans = 1000;

    private readonly List<PolicyFault> _faults = [];

    private PolicyCheck()
    {
    }

    public static ValueList<PolicyFault> Run(CarrierPolicy policy)
    {
        var check = new PolicyCheck();
        if (!check.Complete(policy))
            return ValueList.Create<PolicyFault>([.. check._faults]);
        check.Identity(policy.Identity);
        check.Plans(policy.Plans, policy.Identity.Currency);
        check.Access(policy.Access);
        check.Activation(policy.Activation);
        check.Packs(policy.Packs, policy.Identity.Currency);
        check.Promotions(policy.Promotions, policy.Identity.Currency);
        check.Renewal(policy.Renewal, policy.Identity.Currency);
        check.Cancellation(policy);
        check.Settlement(policy.Settlement, policy.Identity.Currency);
        check.Devices(policy);
        return ValueList.Create<PolicyFault>([.. check._faults]);
    }

    /// <summary>Whether no part is null, against what the types say: without a part nothing more can be said.</summary>
    private bool Complete(CarrierPolicy policy)
    {
        if (Present("$.identity", policy.Identity))
            Present("$.identity.calendar", policy.Identity.Calendar);
        if (Present("$.access", policy.Access))
            EachPresent("$.access.commands", policy.Access.Commands);
        Present("$.activation", policy.Activation);
        Present("$.renewal", policy.Renewal);
        if (Present("$.cancellation", policy.Cancellation))
            EachPresent("$.cancellation.reasonDocuments", policy.Cancellation.ReasonDocuments);
        if (Present("$.settlement", policy.Settlement))
            Complete("$.settlement.refund", policy.Settlement.Refund);
        Present("$.devices", policy.Devices);
        EachPresent("$.plans", policy.Plans);
        for (var i = 0; i < policy.Plans.Count; i++)
        {
            EachPresent($"$.plans[{i}].validity.steps", policy.Plans[i]?.Validity?.Steps ?? default);
            if (policy.Plans[i]?.Refund is { } refund)
                Complete($"$.plans[{i}].refund", refund);
        }

        EachPresent("$.packs", policy.Packs);
        EachPresent("$.promotions", policy.Promotions);
        return _faults.Count == 0;
    }

    private void Complete(string path, RefundTerms refund)
    {
        if (!Present(path, refund))
            return;
        Present($"{path}.proration", refund.Proration);
        EachPresent($"{path}.byReason", refund.ByReason);
    }

    private void Identity(PolicyIdentity identity)
    {
        Text("$.identity.name", identity.Name);
        Within("$.identity.version", identity.Version, 1, int.MaxValue);
        if (identity.Currency == default)
            Fail("$.identity.currency", "no currency", "an ISO 4217 code such as USD");
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(identity.Zone ?? "") is null)
            Fail("$.identity.zone", Quote(identity.Zone), "an IANA time zone such as Asia/Jakarta");
    }

    private void Plans(ValueList<PlanTerms> plans, Currency currency)
    {
        Count("$.plans", plans.Count, 1, MostPlans);
        var codes = new HashSet<string>();
        for (var i = 0; i < plans.Count; i++)
        {
            var (plan, path) = (plans[i], $"$.plans[{i}]");
            Text($"{path}.code", plan.Code);
            if (!codes.Add(plan.Code ?? ""))
                Fail($"{path}.code", $"{Quote(plan.Code)} again", "a code of its own for each plan");
            Amount($"{path}.price", plan.Price, currency);
            Length($"{path}.length", plan.Length);
            Within($"{path}.commitmentMonths", plan.CommitmentMonths, 0, 120);
            Defined($"{path}.coverage", plan.Coverage);
            if (plan.DataBytes is { } bytes)
                Bytes($"{path}.dataBytes", bytes);
            if (plan.Validity is { } validity)
                Validity($"{path}.validity", validity, currency);
            if (plan.EarlyTermination is { } fee)
                EarlyTermination($"{path}.earlyTermination", fee, plan, currency);
            if (plan.Refund is { } refund)
                Refund($"{path}.refund", refund);
        }
    }

    private void EarlyTermination(string path, EarlyTerminationFee fee, PlanTerms plan, Currency currency)
    {
        Defined($"{path}.kind", fee.Kind);
        var isShare = fee.Kind == EarlyTerminationFeeKind.ShareOfRemaining;
        Within($"{path}.percent", fee.Percent, isShare ? 1 : 0, isShare ? 100 : 0);
        if (fee.Amount is { } amount)
            Amount($"{path}.amount", amount, currency);
        if (fee.Amount is null != isShare)
            Fail($"{path}.amount", fee.Amount?.ToString() ?? "missing", isShare ? "none: the fee is a share" : "an amount");
        if (plan.CommitmentMonths == 0 && fee.Kind == EarlyTerminationFeeKind.Declining)
            Fail(path, "a declining fee, but no minimum term over which it falls", "commitmentMonths beside it");
        else if (plan.CommitmentMonths == 0)
            Warn(path, "a fee, but no minimum term", "commitmentMonths beside it");
    }

    private void Refund(string path, RefundTerms refund)
    {
        Defined($"{path}.unusedPeriod", refund.UnusedPeriod);
        Defined($"{path}.unusedPack", refund.UnusedPack);
        for (var i = 0; i < refund.ByReason.Count; i++)
        {
            Defined($"{path}.byReason[{i}].reason", refund.ByReason[i].Reason);
            Defined($"{path}.byReason[{i}].worth", refund.ByReason[i].Worth);
        }

        Unique($"{path}.byReason", ValueList.Create(refund.ByReason.Select(each => each.Reason)));
        Within($"{path}.coolingOffDays", refund.CoolingOffDays, 0, Limits.LongestDays);
        if (refund.Proration.Unclamped)
            Fail($"{path}.proration.unclamped", "true", "false: a refund never exceeds what was paid");
    }

    private void Validity(string path, ValidityTerms validity, Currency currency)
    {
        Count($"{path}.steps", validity.Steps.Count, 1, 100);
        Within($"{path}.mostDays", validity.MostDays, 1, Limits.LongestDays);
        for (var i = 0; i < validity.Steps.Count; i++)
        {
            var step = validity.Steps[i];
            Amount($"{path}.steps[{i}].least", step.Least, currency);
            Within($"{path}.steps[{i}].days", step.Days, 1, Limits.LongestDays);
            if (i > 0 && step.Least.Currency == validity.Steps[i - 1].Least.Currency && step.Least <= validity.Steps[i - 1].Least)
                Fail($"{path}.steps[{i}].least", step.Least.ToString(), "more than the step before it");
        }
    }

    private void Packs(ValueList<PackTerms> packs, Currency currency)
    {
        Count("$.packs", packs.Count, 0, MostPlans);
        var codes = new HashSet<string>();
        for (var i = 0; i < packs.Count; i++)
        {
            var (pack, path) = (packs[i], $"$.packs[{i}]");
            Text($"{path}.code", pack.Code);
            if (!codes.Add(pack.Code ?? ""))
                Fail($"{path}.code", $"{Quote(pack.Code)} again", "a code of its own for each pack");
            Defined($"{path}.kind", pack.Kind);
            Amount($"{path}.price", pack.Price, currency);
            Length($"{path}.length", pack.Length);
            Bytes($"{path}.dataBytes", pack.DataBytes);
            if (pack.Kind == PackKind.Data && pack.DataBytes == 0)
                Fail($"{path}.dataBytes", "0", "some data in a data pack");
        }
    }

    private void Promotions(ValueList<PromotionTerms> promotions, Currency currency)
    {
        Count("$.promotions", promotions.Count, 0, MostPlans);
        var codes = new HashSet<string>();
        for (var i = 0; i < promotions.Count; i++)
        {
            var (promotion, path) = (promotions[i], $"$.promotions[{i}]");
            Text($"{path}.code", promotion.Code);
            if (!codes.Add(promotion.Code ?? ""))
                Fail($"{path}.code", $"{Quote(promotion.Code)} again", "a code of its own for each promotion");
            Within($"{path}.percent", promotion.Percent, 0, 100);
            if (promotion.Percent > 0 == promotion.Amount is not null)
                Fail($"{path}.percent", $"{promotion.Percent}, with {(promotion.Amount is null ? "no" : "an")} amount", "either a percentage or an amount");
            if (promotion.Amount is { } amount)
                Amount($"{path}.amount", amount, currency);
            Within($"{path}.periods", promotion.Periods, 1, 1000);
            if (promotion.ValidFrom >= promotion.ValidUntil)
                Fail($"{path}.validUntil", promotion.ValidUntil!.Value.Iso(), $"a date after validFrom, {promotion.ValidFrom!.Value.Iso()}");
        }
    }

    private void Renewal(RenewalRules renewal, Currency currency)
    {
        Within("$.renewal.graceDays", renewal.GraceDays, 0, Limits.LongestDays);
        for (var i = 0; i < renewal.Methods.Count; i++)
            Defined($"$.renewal.methods[{i}]", renewal.Methods[i]);
        Unique("$.renewal.methods", renewal.Methods);
        Within("$.renewal.mostPeriodsAhead", renewal.MostPeriodsAhead, 2, 120);
        Within("$.renewal.chargeDaysAhead", renewal.ChargeDaysAhead, 0, Limits.LongestDays);
        Within("$.renewal.chargeAnswerDays", renewal.ChargeAnswerDays, 1, 100);
        var retries = renewal.RetryDays ?? RenewalRules.DefaultRetryDays;
        Days("$.renewal.retryDays", retries);
        Days("$.renewal.reminderDays", renewal.ReminderDays ?? RenewalRules.DefaultReminderDays);
        if (renewal.BalanceLow is { } low)
            Amount("$.renewal.balanceLow", low, currency);
        Within("$.renewal.dataLowPercent", renewal.DataLowPercent, 0, 100);
        Within("$.renewal.disuseDays", renewal.DisuseDays, 0, Limits.LongestDays);
        Within("$.renewal.provisioningDays", renewal.ProvisioningDays, 1, 100);
        Within("$.renewal.provisioningAttempts", renewal.ProvisioningAttempts, 1, 100);
        var lastTry = retries.Sum(days => (long)days) - renewal.ChargeDaysAhead;
        if (lastTry > renewal.GraceDays)
            Warn("$.renewal.graceDays", $"{renewal.GraceDays}", $"at least {lastTry}: the retry schedule ends that many days after the period");
    }

    private void Days(string path, ValueList<int> days)
    {
        Count(path, days.Count, 0, 10);
        for (var i = 0; i < days.Count; i++)
            Within($"{path}[{i}]", days[i], 1, 365);
    }

    private void Amount(string path, Money amount, Currency currency)
    {
        if (amount.Currency != currency)
            Fail(path, amount.ToString(), $"an amount in the policy's currency, {currency}");
        if (amount.IsNegative || !Limits.Covers(amount))
            Fail(path, amount.ToString(), $"an amount from 0 to {Limits.LargestAmount} minor units");
    }

    private void Bytes(string path, long bytes)
    {
        if (bytes is < 0 or > UsageRules.MostBytes)
            Fail(path, bytes.ToString(CultureInfo.InvariantCulture), $"from 0 to {UsageRules.MostBytes}");
    }

    private void Length(string path, Period length)
    {
        try
        {
            if (new BillingSchedule(new LocalDate(2000, 1, 1), length)[0].Days > Limits.LongestDays)
                Fail(path, length.ToString(), $"at most {Limits.LongestDays} days");
        }
        catch (ArgumentException e)
        {
            Fail(path, length?.ToString() ?? "null", $"a length in one unit of days, weeks, months or years ({e.Message})");
        }
    }

    private void Access(AccessRules access)
    {
        for (var i = 0; i < access.Channels.Count; i++)
        {
            Defined($"$.access.channels[{i}]", access.Channels[i]);
            if (access.Channels[i] == Channel.Unknown)
                Fail($"$.access.channels[{i}]", "Unknown", "a channel that is known");
        }

        Unique("$.access.channels", access.Channels);
        var commands = new HashSet<CommandKind>();
        for (var i = 0; i < access.Commands.Count; i++)
        {
            var command = access.Commands[i];
            var path = $"$.access.commands[{i}]";
            Defined($"{path}.command", command.Command);
            if (!commands.Add(command.Command))
                Fail($"{path}.command", $"{command.Command} again", "each command at most once");
            for (var j = 0; j < command.Roles.Count; j++)
                Defined($"{path}.roles[{j}]", command.Roles[j]);
            Unique($"{path}.roles", command.Roles);
            if (command.Identity is { } identity)
                Defined($"{path}.identity", identity);
            if (command.Roles.Count == 0 && command.Identity is null)
                Warn(path, $"{command.Command} alone, which changes nothing", "roles or an identity beside it");
        }
    }

    private void Activation(ActivationRules activation)
    {
        Within("$.activation.withinDays", activation.WithinDays, 1, Limits.LongestDays);
        Within("$.activation.longestSuspensionDays", activation.LongestSuspensionDays, 1, Limits.LongestDays);
        Defined("$.activation.afterLongestSuspension", activation.AfterLongestSuspension);
    }

    private void Cancellation(CarrierPolicy policy)
    {
        var rules = policy.Cancellation;
        Count("$.cancellation.timings", rules.Timings.Count, 1, Enum.GetValues<CancellationTiming>().Length);
        for (var i = 0; i < rules.Timings.Count; i++)
            Defined($"$.cancellation.timings[{i}]", rules.Timings[i]);
        Unique("$.cancellation.timings", rules.Timings);
        Documents("$.cancellation.documents", rules.Documents);
        ReasonDocuments(rules.ReasonDocuments);
        Within("$.cancellation.latestDateDays", rules.LatestDateDays, 1, Limits.LongestDays);
        Within("$.cancellation.waitingDays", rules.WaitingDays, 0, Limits.LongestDays);
        Within("$.cancellation.daysToSubmit", rules.DaysToSubmit, 1, Limits.LongestDays);
        Within("$.cancellation.reviewBusinessDays", rules.ReviewBusinessDays, 1, BusinessCalendar.MaxBusinessDays);
        Defined("$.cancellation.overdueReview", rules.OverdueReview);
        Within("$.cancellation.escalationBusinessDays", rules.EscalationBusinessDays, 1, BusinessCalendar.MaxBusinessDays);
        Within("$.cancellation.supplementRounds", rules.SupplementRounds, 0, 100);
        Within("$.cancellation.supplementDays", rules.SupplementDays, 1, Limits.LongestDays);
        Within("$.cancellation.rescueDays", rules.RescueDays, 1, Limits.LongestDays);
        Within("$.cancellation.clearingDays", rules.ClearingDays, 1, Limits.LongestDays);
        Defined("$.cancellation.afterClearing", rules.AfterClearing);
        Within("$.cancellation.againAfterDays", rules.AgainAfterDays, 0, Limits.LongestDays);
        Within("$.cancellation.mostRequests", rules.MostRequests, 0, CancellationHistory.Most);
        Within("$.cancellation.requestWindowDays", rules.RequestWindowDays, 1, Limits.LongestDays);
        Within("$.cancellation.processBusinessDays", rules.ProcessBusinessDays, 0, BusinessCalendar.MaxBusinessDays);
        Defined("$.cancellation.overdueProcess", rules.OverdueProcess);
        Within("$.cancellation.noticeDays", rules.NoticeDays, 0, Limits.LongestDays);
        if (rules.Timings.Contains(CancellationTiming.OnDate) && rules.NoticeDays > rules.LatestDateDays)
            Fail("$.cancellation.noticeDays", $"{rules.NoticeDays}", $"at most latestDateDays, {rules.LatestDateDays}, or no date could be asked for");
        if (rules.Timings.Contains(CancellationTiming.Immediate) && rules.NoticeDays > 0)
            Warn("$.cancellation.noticeDays", $"{rules.NoticeDays}, and Immediate needs none", "no Immediate among the timings");
        Within("$.cancellation.termsChangeWindowDays", rules.TermsChangeWindowDays, 0, Limits.LongestDays);
        Process(rules);
        if (rules.MostRequests == 1 && rules.AgainAfterDays > rules.RequestWindowDays)
            Warn("$.cancellation.againAfterDays", $"{rules.AgainAfterDays}", $"no more than the window of {rules.RequestWindowDays} days");
    }

    private void Process(CancellationRules rules)
    {
        if (rules.ProcessBusinessDays == 0)
            return;
        if (rules.Review && rules.ReviewBusinessDays > rules.ProcessBusinessDays)
            Warn("$.cancellation.reviewBusinessDays", $"{rules.ReviewBusinessDays}", $"at most processBusinessDays, {rules.ProcessBusinessDays}");
        if (rules.OverdueProcess == OverdueProcess.Approve && (rules.Documents.Count > 0 || rules.ReasonDocuments.Count > 0))
            Warn("$.cancellation.overdueProcess", "Approve, also without the documents asked for", "Escalate or GoBack where documents are asked for");
    }

    private void Documents(string path, ValueList<DocumentKind> documents)
    {
        for (var i = 0; i < documents.Count; i++)
            Defined($"{path}[{i}]", documents[i]);
        Unique(path, documents);
    }

    private void ReasonDocuments(ValueList<ReasonDocuments> additional)
    {
        var reasons = new HashSet<CancellationReason>();
        for (var i = 0; i < additional.Count; i++)
        {
            var path = $"$.cancellation.reasonDocuments[{i}]";
            Defined($"{path}.reason", additional[i].Reason);
            if (!reasons.Add(additional[i].Reason))
                Fail($"{path}.reason", $"{additional[i].Reason} again", "each reason at most once");
            Count($"{path}.documents", additional[i].Documents.Count, 1, Enum.GetValues<DocumentKind>().Length);
            Documents($"{path}.documents", additional[i].Documents);
        }
    }

    private void Settlement(SettlementRules rules, Currency currency)
    {
        Refund("$.settlement.refund", rules.Refund);
        if (rules.CancellationFee is { } fee)
            Amount("$.settlement.cancellationFee", fee, currency);
        if (rules.LeastRefund is { } least)
            Amount("$.settlement.leastRefund", least, currency);
        for (var i = 0; i < rules.ForfeitsBalance.Count; i++)
            Defined($"$.settlement.forfeitsBalance[{i}]", rules.ForfeitsBalance[i]);
        Unique("$.settlement.forfeitsBalance", rules.ForfeitsBalance);
        Within("$.settlement.refundWithinDays", rules.RefundWithinDays, 1, Limits.LongestDays);
        Within("$.settlement.refundAttempts", rules.RefundAttempts, 1, 100);
        Within("$.settlement.refundRetryDays", rules.RefundRetryDays, 1, Limits.LongestDays);
        Within("$.settlement.longestHoldDays", rules.LongestHoldDays, 1, Limits.LongestDays);
        Within("$.settlement.transferDays", rules.TransferDays, 1, Limits.LongestDays);
    }

    private void Devices(CarrierPolicy policy)
    {
        var rules = policy.Devices;
        Within("$.devices.most", rules.Most, 1, 100);
        Defined("$.devices.unbindingDue", rules.UnbindingDue);
        if (rules.UnbindingDue == UnbindingDue.BeforeApproval && !policy.Cancellation.Review)
            Warn("$.devices.unbindingDue", "BeforeApproval, but nothing is reviewed", "BeforeClosing or BeforeRequest, or a review");
        Defined("$.devices.proof", rules.Proof);
        if (rules.Proof is UnbindingProof.Assumed or UnbindingProof.Closure)
            Fail("$.devices.proof", rules.Proof.ToString(), "CustomersWord, Attestation or ProfileDeleted");
        Within("$.devices.assumeDeletedAfterDays", rules.AssumeDeletedAfterDays, 1, Limits.LongestDays);
        if (rules.Proof != UnbindingProof.CustomersWord && rules.AssumeDeletedAfterDays > policy.Cancellation.ClearingDays)
        {
            Warn(
                "$.devices.assumeDeletedAfterDays",
                $"{rules.AssumeDeletedAfterDays}",
                $"no more than the {policy.Cancellation.ClearingDays} days that clearing may take");
        }

        Within("$.devices.mostChanges", rules.MostChanges, 0, DeviceHistory.MostChanges);
        Within("$.devices.changeWindowDays", rules.ChangeWindowDays, 1, Limits.LongestDays);
    }

    private bool Present(string path, object? part)
    {
        if (part is null)
            Fail(path, "missing", "something there");
        return part is not null;
    }

    private void EachPresent<T>(string path, ValueList<T> parts) where T : class
    {
        for (var i = 0; i < parts.Count; i++)
            Present($"{path}[{i}]", parts[i]);
    }

    private void Text(string path, string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestText)
            Fail(path, Quote(text), $"1 to {LongestText} characters that are not all blank");
    }

    private void Within(string path, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            var expected = most == int.MaxValue ? $"at least {least}" : $"from {least} to {most}";
            Fail(path, value.ToString(CultureInfo.InvariantCulture), expected);
        }
    }

    private void Count(string path, int count, int least, int most)
    {
        if (count < least || count > most)
            Fail(path, $"{count} items", $"from {least} to {most} items");
    }

    private void Defined<T>(string path, T value) where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            Fail(path, value.ToString(), $"one of {string.Join(", ", Enum.GetNames<T>())}");
    }

    private void Unique<T>(string path, ValueList<T> values)
    {
        if (values.Distinct().Count() != values.Count)
            Fail(path, values.ToString(), "each at most once");
    }

    private void Fail(string path, string value, string expected) =>
        _faults.Add(new PolicyFault(path, value, expected, PolicySeverity.Error));

    private void Warn(string path, string value, string expected) =>
        _faults.Add(new PolicyFault(path, value, expected, PolicySeverity.Warning));

    private static string Quote(string? text) => text is null ? "missing" : $"'{text}'";
}
