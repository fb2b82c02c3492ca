using System.Text;
using System.Text.RegularExpressions;

namespace EsimLifecycle.Tests;

/// <summary>The laws in every state that a few commands and deadlines lead to, in whatever order: what no random history may happen to try.</summary>
public partial class LifecycleLaws
{
    private static readonly PlanTerms Tiny = new() { Code = "tiny", Price = Money.Parse("USD 3.00"), Length = Period.FromDays(3) };

    /// <summary>Rules so short that everything can happen in a few days.</summary>
    private static readonly Dictionary<string, CarrierPolicy> TinyPolicies = new()
    {
        ["much is asked"] = new CarrierPolicy
        {
            Identity = new PolicyIdentity { Name = "asking", Version = 1, Currency = Currency.USD, Zone = "Asia/Jakarta" },
            Plans = [Tiny],
            Activation = new ActivationPolicy { ActivateWithinDays = 4, MaxSuspensionDays = 2, SuspensionStopsTerm = true },
            Renewal = new RenewalPolicy { GraceDays = 2, RetryDays = [1], ReminderDays = [] },
            Cancellation = new CancellationPolicy
            {
                Timings = [CancellationTiming.Immediate, CancellationTiming.EndOfTerm],
                Documents = [DocumentKind.ProofOfIdentity],
                DocumentDueDays = 2,
                Review = true,
                ReviewBusinessDays = 1,
                EscalationBusinessDays = 1,
                MaxSupplementRounds = 1,
                SupplementDueDays = 1,
                RescueDays = 1,
                ClearingDays = 1,
            },
            Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated } },
            Devices = new DevicePolicy { MaxDevices = 1, UnbindingDue = UnbindingDue.BeforeApproval },
        },
        ["much is done without asking"] = new CarrierPolicy
        {
            Identity = new PolicyIdentity { Name = "forceful", Version = 1, Currency = Currency.USD, Zone = "Europe/Berlin" },
            Plans = [Tiny with { CommitmentMonths = 1, EarlyTermination = new EarlyTerminationFee { Kind = EarlyTerminationFeeKind.Fixed, Amount = Money.Parse("USD 4.00") } }],
            Activation = new ActivationPolicy { ActivateWithinDays = 4, MaxSuspensionDays = 2, AfterMaxSuspension = AfterSuspension.Close },
            Renewal = new RenewalPolicy { GraceDays = 0, RetryDays = [], ReminderDays = [], ConfirmsProvisioning = true },
            Cancellation = new CancellationPolicy
            {
                Timings = [CancellationTiming.Immediate, CancellationTiming.EndOfTerm],
                WaitingDays = 1,
                RescueDays = 1,
                ClearingDays = 1,
                OverdueClearing = OverdueClearing.ForceClose,
            },
            Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated } },
            Devices = new DevicePolicy { MaxDevices = 1 },
        },
        ["time is bought by topping up"] = new CarrierPolicy
        {
            Identity = new PolicyIdentity { Name = "keeping", Version = 1, Currency = Currency.USD, Zone = "America/Havana" },
            Plans = [Tiny with { Price = Money.Parse("USD 0.00"), Validity = new ValidityTerms { Steps = [new ValidityStep(Money.Parse("USD 3.00"), 3)], MaxDays = 7 } }],
            Activation = new ActivationPolicy { ActivateWithinDays = 4, MaxSuspensionDays = 2 },
            Renewal = new RenewalPolicy { GraceDays = 1, ReminderDays = [] },
            Cancellation = new CancellationPolicy
            {
                Timings = [CancellationTiming.Immediate, CancellationTiming.EndOfTerm],
                Review = true,
                ReviewBusinessDays = 1,
                OverdueReview = OverdueReview.Approve,
                MaxSupplementRounds = 0,
                RescueDays = 1,
                ClearingDays = 1,
            },
            Devices = new DevicePolicy { MaxDevices = 1 },
        },
    };

    [Theory]
    [InlineData("much is asked", 7)]
    [InlineData("much is done without asking", 7)]
    [InlineData("time is bought by topping up", 7)]
    public void Hold_in_every_state_that_a_few_steps_lead_to(string policy, int depth)
    {
        var lifecycle = new Lifecycle(TinyPolicies[policy]);
        var seen = new HashSet<string>();
        var level = new List<(Subscription State, Instant Now)> { (Subscription.None, Start) };
        for (var step = 0; step < depth; step++)
        {
            var next = new List<(Subscription State, Instant Now)>();
            foreach (var (state, now) in level)
            {
                var asked = new Dictionary<Caller, ValueList<AvailableCommand>>();
                foreach (var command in Alphabet(lifecycle.Policy, state, step))
                {
                    var at = command is null ? state.NextDeadline ?? now : now;
                    var by = command is null ? Caller.System : RandomHistories.CallerOf(lifecycle.Policy, command.Kind);
                    var decision = Take(lifecycle, state, new Step(at - now, command, by), at, $"c-{step}", asked);
                    if (decision.Events.Count == 0 || !seen.Add(Shape(decision.Subscription, at)))
                        continue;
                    next.Add((decision.Subscription, at));
                    TimeAloneEndsEveryWait(lifecycle, decision.Subscription, at, [.. decision.Events]);
                    ClosingIsReachable(lifecycle, decision.Subscription, at);
                }
            }

            level = next;
        }

        TestContext.Current.SendDiagnosticMessage($"{policy}: {seen.Count} states");
        seen.Count.Should().BeGreaterThan(4_000);
    }

    /// <summary>Every kind of step that matters, with one choice of each; null lets the next deadline pass.</summary>
    private static IEnumerable<LifecycleCommand?> Alphabet(CarrierPolicy policy, Subscription state, int step)
    {
        if (state.Status == SubscriptionStatus.None)
            return [new OpenSubscription(Scenario.Id, Tiny.Code) { Contact = Scenario.Contact }];
        var reference = new Reference($"payment-{step}");
        var charge = state.Renewal.Charges.Count > 0 ? state.Renewal.Charges[0].Key : default;
        return
        [
            null,
            new RecordPayment(reference, Tiny.Price, PaymentMethod.Card) { Charge = charge },
            new RecordPayment(reference, Tiny.Price, PaymentMethod.Card) { Charge = charge, Failed = true },
            new TopUp(reference, Tiny.Price, PaymentMethod.Card),
            new Activate(),
            new Renew(PaymentMethod.Balance),
            new SetAutoRenewal(true, PaymentMethod.Balance),
            new SetAutoRenewal(true, PaymentMethod.Card),
            new ReportProvisioning(state.Renewal.Purchases.Time?.Key ?? reference),
            new ReportProvisioning(state.Renewal.Purchases.Time?.Key ?? reference) { Failed = true },
            new BindDevice(Scenario.Phone),
            new UnbindDevice(Scenario.Phone),
            new Suspend(),
            new Resume(),
            new RequestCancellation(CancellationReason.NoLongerNeeded),
            new RequestCancellation(CancellationReason.NoLongerNeeded) { Timing = CancellationTiming.EndOfTerm },
            new SubmitDocuments([.. policy.Cancellation.Documents.Select(kind => new SubmittedDocument(kind, new PersonalReference($"{kind}-{step}")))]),
            new RequestSupplement([DocumentKind.ProofOfIdentity]),
            new ApproveCancellation(),
            new RejectCancellation(RejectionReason.Other),
            new WithdrawCancellation(),
            new ReportChargeback(state.Payments.Count > 0 ? state.Payments[0].Reference : reference, Tiny.Price),
            new RecordRefund(reference, Tiny.Price),
        ];
    }

    /// <summary>What decides how a state goes on: without its version and the messages it remembers, its references numbered as they appear.</summary>
    private static string Shape(Subscription state, Instant now)
    {
        var json = Encoding.UTF8.GetString(LifecycleJson.Write(state));
        var names = new Dictionary<string, string>();
        json = Forgotten().Replace(json, "");
        return now + References().Replace(json, match => names.TryGetValue(match.Value, out var name) ? name : names[match.Value] = $"\"#{names.Count}\"");
    }

    [GeneratedRegex("""
        "version":\d+|"lastEventAt":"[^"]*"|"recent":"[^"]*"
        """)]
    private static partial Regex Forgotten();

    [GeneratedRegex("""
        "[A-Za-z]+-\d+"
        """)]
    private static partial Regex References();
}
