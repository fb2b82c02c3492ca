namespace EsimLifecycle;

/// <summary>Finds what is legal in a policy and a trap for customers or for the carrier: knobs that contradict each other. Asked of policies without faults only.</summary>
internal static class PolicyTraps
{
    /// <summary>The longest time, in days, for which anybody should have to wait before trying again.</summary>
    private const int LongestWait = 365;

    public static void Find(PolicyCheck check, CarrierPolicy policy)
    {
        FindNoWayToLeave(check, policy);
        FindTooLate(check, policy);
        FindNoUnbindingInTime(check, policy);
        FindUnreasonableMoney(check, policy);
        FindEndlessWindows(check, policy);
        FindWhatNeverComes(check, policy);
        foreach (var knob in PolicyKnob.All)
        {
            if (knob.Needs is { } needs && knob.IsDecidedIn(policy) && !knob.IsLive(policy))
                check.Warn(knob.Path, $"{knob.Get(policy)}, which has no effect", $"{needs} beside it, or nothing here");
        }
    }

    private static void FindNoWayToLeave(PolicyCheck check, CarrierPolicy policy)
    {
        var (access, rules) = (policy.Access.Commands, policy.Cancellation);
        if (IsClosedToCustomers(policy, CommandKind.RequestCancellation, out var at))
            check.Warn($"Access.Commands[{at}].Roles", $"{access[at].Roles}: no customer can ask to cancel, nor an agent for them", "Customer or Agent among them");
        if (rules.Documents.Count > 0 && IsClosedToCustomers(policy, CommandKind.SubmitDocuments, out at))
            check.Warn($"Access.Commands[{at}].Roles", $"{access[at].Roles}: no customer can submit the documents that cancellation.documents asks for, nor an agent for them", "Customer or Agent among them");
        if (rules is { Review: true, OverdueReview: not OverdueReview.Approve } && Find(policy, CommandKind.ApproveCancellation) is var approval and >= 0 && access[approval].Roles is { Count: 0 })
            check.Warn("Cancellation.Review", "true, but access.commands lets nobody approve: every request is rejected in the end", "somebody who may give ApproveCancellation, or Approve as overdueReview");
        if (rules.Timings.Contains(CancellationTiming.Immediate) || rules.NoticeDays == 0)
            return;
        foreach (var plan in policy.Plans)
        {
            // Who buys one period at a time has no more ahead than that.
            var days = plan.Validity?.MaxDays ?? LongestDays(plan.Length);
            if (rules.NoticeDays <= days)
                continue;
            check.Warn(
                "Cancellation.NoticeDays",
                $"{rules.NoticeDays}, but plan '{plan.Code}' is paid for {days} days at a time at most: who pays no more ahead can never give notice in time",
                $"at most {days}, or Immediate among cancellation.timings");
            return;
        }
    }

    private static void FindTooLate(PolicyCheck check, CarrierPolicy policy)
    {
        var rules = policy.Cancellation;
        if (rules.ProcessBusinessDays == 0)
            return;
        var process = CalendarDays(policy, rules.ProcessBusinessDays);
        var asksForDocuments = rules.Documents.Count + rules.ReasonDocuments.Count > 0;
        if (rules.Review && rules.ReviewBusinessDays < rules.ProcessBusinessDays)
        {
            // Where a request that is late lapses, the whole review has to fit; elsewhere a day of it at least.
            var left = rules.ProcessBusinessDays - (rules.OverdueProcess == OverdueProcess.Reinstate ? rules.ReviewBusinessDays : 1);
            if (asksForDocuments && rules.DocumentDueDays > DaysOf(policy, left))
                WarnOfReview(nameof(rules.DocumentDueDays), rules.DocumentDueDays, "documents");
            if (rules.MaxSupplementRounds > 0 && rules.SupplementDueDays > DaysOf(policy, left))
                WarnOfReview(nameof(rules.SupplementDueDays), rules.SupplementDueDays, "a supplement");
            return;
        }

        if (asksForDocuments && rules.DocumentDueDays > process)
        {
            check.Warn(
                "Cancellation.DocumentDueDays",
                $"{rules.DocumentDueDays}: documents may come when processBusinessDays, {rules.ProcessBusinessDays} (about {process} days), are over",
                $"at most {process}, or more processBusinessDays");
        }

        if (rules is { Review: true, MaxSupplementRounds: > 0 } && rules.SupplementDueDays > process)
        {
            check.Warn(
                "Cancellation.SupplementDueDays",
                $"{rules.SupplementDueDays}: a supplement may come when processBusinessDays, {rules.ProcessBusinessDays} (about {process} days), are over",
                $"at most {process}, or more processBusinessDays");
        }

        void WarnOfReview(string knob, int days, string what) => check.Warn(
            $"Cancellation.{knob}",
            $"{days}: {what} may come so late that reviewBusinessDays, {rules.ReviewBusinessDays}, don't fit into the rest of processBusinessDays, {rules.ProcessBusinessDays} (about {process} days)",
            $"at most {DaysOf(policy, rules.ProcessBusinessDays - rules.ReviewBusinessDays)}, or more processBusinessDays");
    }

    private static void FindNoUnbindingInTime(PolicyCheck check, CarrierPolicy policy)
    {
        var (rules, devices) = (policy.Cancellation, policy.Devices);
        if (IsClosedToCustomers(policy, CommandKind.UnbindDevice, out var at) && (devices.UnbindingDue != UnbindingDue.BeforeClosing || rules.OverdueClearing != OverdueClearing.ForceClose))
        {
            check.Warn(
                $"Access.Commands[{at}].Roles",
                $"{policy.Access.Commands[at].Roles}: no customer can unbind a device, nor an agent for them, although devices.unbindingDue asks for it ({devices.UnbindingDue})",
                "Customer or Agent among them, or ForceClose as cancellation.overdueClearing with BeforeClosing");
        }

        var assumed = devices.AssumeDeletedAfterDays;
        if (devices.UnbindingDue == UnbindingDue.BeforeApproval && rules is { Review: true, OverdueReview: OverdueReview.Reject } && assumed > CalendarDays(policy, rules.ReviewBusinessDays))
        {
            check.Warn(
                "Devices.AssumeDeletedAfterDays",
                $"{assumed}: a lost device counts as unbound only after the review, and cancellation.overdueReview rejects the request then",
                $"at most {CalendarDays(policy, rules.ReviewBusinessDays)}, or Escalate or Approve as overdueReview");
        }

        if (rules is { ProcessBusinessDays: > 0, OverdueProcess: OverdueProcess.Reinstate } && assumed > CalendarDays(policy, rules.ProcessBusinessDays))
        {
            check.Warn(
                "Devices.AssumeDeletedAfterDays",
                $"{assumed}: a lost device counts as unbound only after cancellation.processBusinessDays, and overdueProcess ends the request then",
                $"at most {CalendarDays(policy, rules.ProcessBusinessDays)}, or Escalate as overdueProcess");
        }
    }

    private static void FindUnreasonableMoney(PolicyCheck check, CarrierPolicy policy)
    {
        PlanTerms? cheapest = null, dearest = null;
        for (var i = 0; i < policy.Plans.Count; i++)
        {
            var plan = policy.Plans[i];
            cheapest = plan.Price.IsPositive && (cheapest is null || plan.Price < cheapest.Price) ? plan : cheapest;
            dearest = dearest is null || plan.Price > dearest.Price ? plan : dearest;
            if (plan is { CommitmentMonths: > 0, EarlyTermination.Amount: { } fee } && fee > plan.Price.Multiply(PeriodsIn(plan)))
            {
                check.Warn(
                    $"Plans[{i}].EarlyTermination.Amount", $"{fee}: leaving early costs more than staying for the commitmentMonths, {plan.CommitmentMonths}", $"at most {plan.Price.Multiply(PeriodsIn(plan))}");
            }

            if (plan.Validity is { } validity)
                FindOddSteps(check, validity, i);
        }

        if (policy.Settlement.CancellationFee is { } cost && cheapest is not null && cost > cheapest.Price)
        {
            check.Warn(
                "Settlement.CancellationFee", $"{cost}: who has bought one period of plan '{cheapest.Code}' has paid {cheapest.Price}, and leaving costs more than all of it", $"at most {cheapest.Price}");
        }

        if (policy.Settlement.MinRefund is { } least && dearest is { Price.IsPositive: true } && least > dearest.Price)
        {
            check.Warn(
                "Settlement.MinRefund", $"{least}: the dearest period costs {dearest.Price} (plan '{dearest.Code}'), so that who has paid for one alone gets nothing of it back", $"at most {dearest.Price}");
        }
    }

    private static void FindOddSteps(PolicyCheck check, ValidityTerms validity, int plan)
    {
        for (var i = 0; i < validity.Steps.Count; i++)
        {
            var step = validity.Steps[i];
            if (step.Days > validity.MaxDays)
                check.Warn($"Plans[{plan}].Validity.Steps[{i}].Days", $"{step.Days}, of which more than maxDays, {validity.MaxDays}, are always cut off", $"at most {validity.MaxDays}, or more maxDays");
            if (i > 0 && step.Days < validity.Steps[i - 1].Days)
                check.Warn($"Plans[{plan}].Validity.Steps[{i}].Days", $"{step.Days}: a larger amount buys less than the step before it, {validity.Steps[i - 1].Days}", $"at least {validity.Steps[i - 1].Days}");
        }
    }

    private static void FindEndlessWindows(PolicyCheck check, CarrierPolicy policy)
    {
        var (rules, devices, closure) = (policy.Cancellation, policy.Devices, policy.Closure);
        if (rules.MaxRequests > 0 && rules.RequestWindowDays > LongestWait * rules.MaxRequests)
            check.Warn("Cancellation.RequestWindowDays", Refuses(rules.RequestWindowDays, "cancellation", "maxRequests", rules.MaxRequests), $"at most {LongestWait * rules.MaxRequests}, or more maxRequests");
        if (rules.RequestCooldownDays > LongestWait)
            check.Warn("Cancellation.RequestCooldownDays", $"{rules.RequestCooldownDays}: who was rejected, or took a request back, can't leave for more than a year", $"at most {LongestWait}");
        if (devices.MaxChanges > 0 && devices.ChangeWindowDays > LongestWait * devices.MaxChanges)
            check.Warn("Devices.ChangeWindowDays", Refuses(devices.ChangeWindowDays, "change of a device", "maxChanges", devices.MaxChanges), $"at most {LongestWait * devices.MaxChanges}, or more maxChanges");
        if (closure is { ReturnKeepsNumber: true, NumberRestDays: { } rest } && closure.ReturnDays >= rest)
            check.Warn("Closure.ReturnDays", $"{closure.ReturnDays}: who comes back never has the number again, although returnKeepsNumber, because numberRestDays, {rest}, are over", $"less than {rest}, or false as returnKeepsNumber");

        static string Refuses(int days, string what, string knob, int max) => $"{days}, with {knob} {max}: less than one {what} a year, so that the window refuses as good as for ever";
    }

    private static void FindWhatNeverComes(PolicyCheck check, CarrierPolicy policy)
    {
        var longest = 0;
        foreach (var plan in policy.Plans)
            longest = Math.Max(longest, plan.Validity?.MaxDays ?? LongestDays(plan.Length));
        var reminders = policy.Renewal.ReminderDays;
        for (var i = 0; i < reminders.Count && reminders != RenewalPolicy.DefaultReminderDays; i++)
        {
            if (reminders[i] >= longest)
                check.Warn($"Renewal.ReminderDays[{i}]", $"{reminders[i]}: the longest period of a plan has {longest} days, so that for who pays one at a time the reminder comes as soon as it is paid, or never", $"less than {longest}");
        }
    }

    /// <summary>Whether an exception takes a command away from customers and from the agents who act for them; one that lets nobody give it is told already.</summary>
    private static bool IsClosedToCustomers(CarrierPolicy policy, CommandKind command, out int at)
    {
        at = Find(policy, command);
        return at >= 0 && policy.Access.Commands[at].Roles is { Count: > 0 } roles && !roles.Contains(Role.Customer) && !roles.Contains(Role.Agent);
    }

    private static int Find(CarrierPolicy policy, CommandKind command) => policy.Access.Commands.IndexOf(command, static (access, command) => access.Command == command);

    /// <summary>About how many days so many business days take, without holidays.</summary>
    private static int CalendarDays(CarrierPolicy policy, int businessDays) => DaysOf(policy, businessDays) + policy.Identity.Calendar.Weekend.Count;

    /// <summary>About how many days so many business days take at least.</summary>
    private static int DaysOf(CarrierPolicy policy, int businessDays)
    {
        var worked = 7 - policy.Identity.Calendar.Weekend.Count;
        return ((businessDays * 7) + worked - 1) / worked;
    }

    private static int PeriodsIn(PlanTerms plan) => Math.Max(1, ((plan.CommitmentMonths * 31) + ShortestDays(plan.Length) - 1) / ShortestDays(plan.Length));

    private static int ShortestDays(Period length) => length.Days + (7 * length.Weeks) + (28 * length.Months) + (365 * length.Years);

    private static int LongestDays(Period length) => length.Days + (7 * length.Weeks) + (31 * length.Months) + (366 * length.Years);
}
