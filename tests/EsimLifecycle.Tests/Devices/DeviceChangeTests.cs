using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

/// <summary>A device bound, unbound or replaced is a change; how many there may be in a while is the policy's choice.</summary>
public class DeviceChangeTests
{
    [Fact]
    public void Each_change_counts_until_the_first_has_left_the_window() =>
        Limited(3).Bound(Phone).At("2026-02-02").When(new ReplaceDevice(Phone, Watch)).At("2026-02-03").When(new UnbindDevice(Watch)).Then<DeviceUnbound>()
            .When(new BindDevice(Tablet)).ThenRefused(RefusalCode.DeviceTooManyChanges)
            .With(s => s.Last.Refusals[0].RetryAt.Should().Be(s.Local("2026-02-11")))
            .At("2026-02-11").When(new BindDevice(Tablet)).Then<DeviceBound>()
            .When(new UnbindDevice(Tablet)).ThenRefused(RefusalCode.DeviceTooManyChanges)
            .With(s => s.Last.Refusals[0].RetryAt.Should().Be(s.Local("2026-02-13")));

    [Fact]
    public void What_changes_nothing_is_no_change() =>
        Limited(2).Bound(Phone).When(new BindDevice(Phone)).AlreadyDone().When(new BindDevice(Watch)).Then<DeviceBound>();

    [Fact]
    public void A_request_to_unbind_is_one_change_and_its_proof_no_other() =>
        Limited(3, UnbindingProof.Attestation).Bound(Phone).When(new UnbindDevice(Phone)).Then<DeviceUnbindRequested>()
            .When(new AttestUnbound(Phone, new PersonalReference("evidence")), Caller.Carrier).Then<DeviceUnbound>()
            .When(new BindDevice(Phone)).Then<DeviceBound>()
            .When(new BindDevice(Watch)).ThenRefused(RefusalCode.DeviceTooManyChanges);

    [Fact]
    public void Replacing_by_a_device_that_is_bound_is_a_change_as_well() =>
        Limited(3).Bound(Phone, Watch).When(new ReplaceDevice(Phone, Watch)).Then<DeviceUnbound>()
            .When(new UnbindDevice(Watch)).ThenRefused(RefusalCode.DeviceTooManyChanges);

    [Fact]
    public void Who_leaves_is_not_held_back() =>
        Limited(1).Bound(Phone).When(new UnbindDevice(Phone)).ThenRefused(RefusalCode.DeviceTooManyChanges)
            .Requested().Is(SubscriptionStatus.Clearing).When(new UnbindDevice(Phone)).Then<DeviceUnbound, SubscriptionClosed>()
            .With(s => s.State.DeviceHistory.Changes.Count.Should().Be(1));

    [Fact]
    public void Nor_where_devices_have_to_be_unbound_before_the_request() =>
        With(policy => policy with { Devices = new DevicePolicy { MaxChanges = 1, UnbindingDue = UnbindingDue.BeforeRequest } }).Activated().Bound(Phone)
            .When(new UnbindDevice(Phone)).Then<DeviceUnbound>().Requested().Is(SubscriptionStatus.Closed);

    [Fact]
    public void A_limit_counts_from_when_there_is_one() =>
        With().Activated().Bound(Phone).With(s => s.State.DeviceHistory.Changes.Count.Should().Be(0))
            .With(s => s.Follow(s.Policy with { Devices = new DevicePolicy { MaxChanges = 1 } }))
            .When(new BindDevice(Watch)).Then<DeviceBound>()
            .When(new BindDevice(Tablet)).ThenRefused(RefusalCode.DeviceTooManyChanges);

    [Fact]
    public void A_lower_limit_counts_what_a_higher_one_counted() =>
        Limited(3).Bound(Phone, Watch).With(s => s.Follow(s.Policy with { Devices = s.Policy.Devices with { MaxChanges = 2 } }))
            .When(new BindDevice(Tablet)).ThenRefused(RefusalCode.DeviceTooManyChanges);

    [Fact]
    public void Only_the_latest_changes_are_remembered()
    {
        var history = DeviceHistory.None;
        for (var second = 0; second < 10; second++)
            history = history.Count(Instant.FromUnixTimeSeconds(second), 4);
        history.Changes.Should().Equal(new[] { 6, 7, 8, 9 }.Select(second => Instant.FromUnixTimeSeconds(second)));

        var scenario = With().Activated();
        for (var i = 0; i < 60; i++)
            scenario.When(new BindDevice(Phone)).When(new UnbindDevice(Phone));

        scenario.State.DeviceHistory.Changes.Count.Should().Be(0, "there is no limit");
        scenario.State.DeviceHistory.Unbound.Count.Should().Be(1, "a device that comes back is bound");
    }

    private static Scenario Limited(int most, UnbindingProof proof = UnbindingProof.CustomersWord) =>
        With(policy => policy with { Devices = new DevicePolicy { MaxChanges = most, ChangeWindowDays = 10, Proof = proof } }).Activated();
}
