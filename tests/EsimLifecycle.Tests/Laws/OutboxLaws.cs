using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

/// <summary>
/// Law 18: whatever a host's outbox delays, repeats or does out of order, an instruction that is carried out only while it is still wanted charges, deletes
/// and pays back nothing that was not meant.
/// </summary>
[Trait("speed", "slow")]
public class OutboxLaws
{
    private static readonly Instant Start = Instant.FromUtc(2026, 1, 31, 3, 0);

    [Fact]
    public void What_is_carried_out_late_but_still_wanted_was_meant() => Prop.ForAll(RandomHistories.Of(RandomPolicies.All), Play).Check(3_000);

    private static void Expect(bool holds, string law)
    {
        if (!holds)
            throw new InvalidOperationException(law);
    }

    private static void Play(RandomHistory history) => new LateHost(history).Play();

    /// <summary>A host whose outbox has the instructions of every event it stored, and gets to some of them now and then.</summary>
    private sealed class LateHost(RandomHistory history)
    {
        private readonly Lifecycle _lifecycle = new(history.Rules);
        private readonly Dice _dice = new((int)history.Steps.Sum(step => step.After.TotalSeconds + step.Aim));
        private readonly List<Instruction> _outbox = [];
        private readonly HashSet<Reference> _paid = [];
        private Subscription _state = Subscription.None;
        private Instant _now = Start;
        private int _reports;

        public void Play()
        {
            foreach (var planned in history.Steps)
            {
                var step = planned.In(_state, history.Rules);
                _now += step.After;
                if (step.Command is { } command)
                    Store(_lifecycle.Decide(_state, command, new CommandContext(_now, step.By, new CommandId($"c-{++_reports}"))));
                else
                    Store(_lifecycle.Advance(_state, _now));
                while (_outbox.Count > 0 && _dice.OneIn(2))
                    CarryOut(_outbox[_dice.From(0, _outbox.Count - 1)]);
            }
        }

        private void CarryOut(Instruction instruction)
        {
            Store(_lifecycle.Advance(_state, Instant.Max(_now, _state.LastEventAt)));
            if (!instruction.IsStillWanted(_state))
                return;
            var before = _state;
            switch (instruction)
            {
                case ChargePayment charge:
                    var paid = Report(new RecordPayment(Next("paid"), charge.Amount, charge.Method) { Charge = charge.Charge }).OfType<PaymentRecorded>().First();
                    Expect(paid.Use is PaymentUse.Renewal or PaymentUse.PlanChange or PaymentUse.Pack, $"18: a charge that is wanted buys what it is for, and not {paid.Use}");
                    Expect(_paid.Add(charge.Charge), "18: nothing is charged twice");
                    IsDone(instruction);
                    break;
                case ProvisionService { Provisioning.IsNone: false } provision:
                    Expect(
                        Report(new ReportProvisioning(provision.Provisioning) { Attempt = provision.Attempt }).Any(each => each is SubscriptionActivated or SubscriptionRenewed or PlanChanged or PackBought),
                        "18: what is put in effect while that is wanted is applied");
                    IsDone(instruction);
                    break;
                case DeleteProfile delete:
                    Expect(!before.Devices.Any(each => each.Device == delete.Device && each.Status == BindingStatus.Bound), "18: nothing is deleted that is bound");
                    Report(new ReportProfile(ProfileState.Deleted) { Device = delete.Device });
                    Expect(_state.Devices.Count(each => each.Status == BindingStatus.Bound) == before.Devices.Count(each => each.Status == BindingStatus.Bound), "18: what is bound stays bound");
                    break;
                case DisableProfile disable:
                    Expect(
                        !before.Devices.Any(each => each.Device == disable.Device && each is { Status: BindingStatus.Bound, LostAt: null }), "18: nothing is disabled that is bound and not lost");
                    Report(new ReportProfile(ProfileState.Disabled) { Device = disable.Device });
                    break;
                case PayRefund { Leg.IsNone: false } refund:
                    Expect(!Report(new RecordRefund(Next("payout"), refund.Amount) { Leg = refund.Leg }).Any(each => each is FactConflicted), "18: nobody is refunded twice");
                    Expect(_state.Balances[Account.RefundPayable] == before.Balances[Account.RefundPayable] - refund.Amount, "18: what is paid back was owed");
                    IsDone(instruction);
                    break;
                case TransferBalance transfer:
                    Expect(!Report(new RecordTransfer(transfer.Transfer)).Any(each => each is FactConflicted), "18: nothing is transferred twice");
                    Expect(_state.Balances[Account.RefundPayable] == before.Balances[Account.RefundPayable] - transfer.Amount, "18: what is transferred was owed");
                    IsDone(instruction);
                    break;
            }
        }

        private void IsDone(Instruction instruction) => Expect(!instruction.IsStillWanted(_state), $"18: what is done is not wanted again: {instruction}");

        private ValueList<LifecycleEvent> Report(LifecycleFact fact)
        {
            var decision = _lifecycle.Decide(_state, fact, new CommandContext(_now, RandomHistories.CallerOf(history.Rules, fact.Kind), new CommandId($"c-{++_reports}")));
            Expect(decision.Outcome == Outcome.Accepted, "what was done can be reported");
            Store(decision);
            return decision.Events;
        }

        private void Store(in Decision decision)
        {
            _state = decision.Subscription;
            foreach (var @event in decision.Events)
                _outbox.AddRange(Instruction.From(@event));
        }

        private Reference Next(string what) => new($"late-{what}-{++_reports}");
    }
}
