using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

/// <summary>No order of messages closes a subscription over a device that is bound.</summary>
[Trait("speed", "slow")]
public class ClosingLaws
{
    private static readonly SubscriptionTrigger[] ByForce =
    [
        DeadlineKind.Activation, DeadlineKind.PeriodEnd, DeadlineKind.GraceEnd, DeadlineKind.SuspensionEnd,
        CommandKind.Terminate, DeadlineKind.Clearing,
    ];

    [Theory]
    [InlineData(UnbindingProof.CustomersWord)]
    [InlineData(UnbindingProof.Attestation)]
    [InlineData(UnbindingProof.ProfileDeleted)]
    public void A_request_waits_for_every_device_and_what_closes_by_force_unbinds_each_and_says_so(UnbindingProof proof)
    {
        var policies =
            from preset in Gen.Elements(CarrierPolicy.PresetNames.ToArray())
            from days in Gen.Choose(1, 30)
            from changes in Gen.Choose(0, 6)
            from after in Gen.Elements(Enum.GetValues<OverdueClearing>())
            from due in Gen.Elements(UnbindingDue.BeforeClosing, UnbindingDue.BeforeRequest)
            let policy = CarrierPolicy.Preset(preset)
            select (preset, policy with
            {
                Cancellation = policy.Cancellation with { OverdueClearing = after },
                Devices = policy.Devices with { UnbindingDue = due, Proof = proof, AssumeDeletedAfterDays = days, MaxChanges = changes },
            });

        Prop.ForAll(RandomHistories.Of(policies), Look).Check(1_000, $"{proof}");
    }

    private static void Look(RandomHistory history)
    {
        var state = Subscription.None;
        var isForced = false;
        foreach (var @event in Play(history))
        {
            var before = state;
            state = Lifecycle.Evolve(state, @event);
            Expect(!isForced || @event is DeviceUnbound or PurchaseReleased or AccountSettled or SubscriptionClosed, "only closing unbinds by force");
            isForced |= @event is DeviceUnbound { Proof: UnbindingProof.Closure };
            if (@event is not SubscriptionClosed closed)
                continue;
            Expect(before.Devices.Count == 0, "nothing is bound any more when it closes");
            Expect(!isForced || ByForce.Contains(closed.Trigger), $"a request waits for devices, but {closed.Trigger} closed over one");
            isForced = false;
        }

        Expect(state.Status != SubscriptionStatus.Closed || state.Devices.Count == 0, "nothing is bound after it closed");
    }

    /// <summary>The history, and what time brings after it.</summary>
    private static List<LifecycleEvent> Play(RandomHistory history)
    {
        var lifecycle = new Lifecycle(history.Rules);
        var (now, state) = (Instant.FromUtc(2026, 1, 31, 3, 0), Subscription.None);
        List<LifecycleEvent> events = [];
        for (var i = 0; i < history.Steps.Count; i++)
        {
            var step = history.Steps[i];
            now += step.After;
            var decision = step.Command is { } command
                ? lifecycle.Decide(state, command, new CommandContext(now, step.By, new CommandId($"c-{i}")))
                : lifecycle.Advance(state, now);
            state = decision.Subscription;
            events.AddRange(decision.Events);
        }

        events.AddRange(lifecycle.Advance(state, now + Duration.FromDays(4_000)).Events);
        return events;
    }

    private static void Expect(bool holds, string law)
    {
        if (!holds)
            throw new InvalidOperationException(law);
    }
}
