using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

public class LostAndReplacedTests
{
    private static readonly Caller Agent = Caller.Agent(CallerChannel.Hotline);
    private static readonly PersonalReference Evidence = new("police-report");

    [Fact]
    public void The_profile_on_a_lost_device_is_disabled_at_once_before_any_evidence() =>
        With().Activated().Bound(Phone).When(new ReportDeviceLost(Phone)).Then<DeviceReportedLost>()
            .With(s => Instruction.From(s.Event<DeviceReportedLost>()).Should().ContainSingle().Which.Should().BeOfType<DisableProfile>()
                .Which.Device.Should().Be(Phone))
            .With(s => s.State.Devices[0].LostAt.Should().Be(s.Now))
            .When(new ReportDeviceLost(Phone)).AlreadyDone();

    [Fact]
    public void A_lost_device_is_not_unbound_on_anybody_s_mere_word() =>
        With().Activated().Bound(Phone).When(new ReportDeviceLost(Phone))
            .When(new UnbindDevice(Phone)).Then<DeviceUnbindRequested>()
            .When(new UnbindDevice(Phone), Agent).AlreadyDone();

    [Fact]
    public void Support_unbinds_a_lost_device_on_evidence() =>
        With().Activated().Bound(Phone).When(new ReportDeviceLost(Phone))
            .When(new AttestUnbound(Phone, Evidence), Agent).Then<DeviceUnbound>().With(s => s.State.Devices.Should().BeEmpty());

    [Fact]
    public void A_lost_device_can_t_be_closed_over() =>
        With().Activated().Bound(Phone).When(new ReportDeviceLost(Phone)).Requested().Is(SubscriptionStatus.Clearing)
            .When(new AttestUnbound(Phone, Evidence), Agent).Then<DeviceUnbound, SubscriptionClosed>();

    [Fact]
    public void A_profile_that_is_enabled_again_on_a_lost_device_is_disabled_again() =>
        With().Activated().Bound(Phone).When(new ReportDeviceLost(Phone))
            .When(new ReportProfile(ProfileState.Disabled) { Device = Phone, Sequence = 1 }, Caller.System)
            .When(new ReportProfile(ProfileState.Enabled) { Device = Phone, Sequence = 2 }, Caller.System).Then<ProfileReported>()
            .With(s => Instruction.From(s.Event<ProfileReported>()).Should().ContainSingle().Which.Should().BeOfType<DisableProfile>())
            .When(new ReportProfile(ProfileState.Enabled) { Device = Phone, Sequence = 3 }, Caller.System)
            .With(s => Instruction.From(s.Event<ProfileReported>()).Should().BeEmpty("two notices of one enabling are one"));

    [Fact]
    public void A_device_that_is_not_bound_can_t_be_lost() =>
        With().Activated().When(new ReportDeviceLost(Phone)).ThenRefused(RefusalCode.DeviceNotBound)
            .When(new AttestUnbound(Phone, Evidence), Agent).ThenRefused(RefusalCode.DeviceNotBound);

    [Fact]
    public void The_old_device_goes_the_new_one_comes_and_the_number_stays() =>
        With(policy => policy with { Devices = new DevicePolicy { MaxDevices = 1 } }).Activated().Bound(Phone)
            .When(new ReplaceDevice(Phone, Tablet, DeviceKind.Tablet)).Then<DeviceUnbound, DeviceBound>().Is(SubscriptionStatus.Active)
            .With(s => s.State.Devices.Should().ContainSingle().Which.Should().Match<DeviceBinding>(b => b.Device == Tablet && b.Kind == DeviceKind.Tablet))
            .With(s => s.Event<DeviceBound>().Replaces.Should().Be(Phone))
            .When(new ReplaceDevice(Phone, Tablet, DeviceKind.Tablet)).AlreadyDone();

    [Fact]
    public void Where_that_takes_proof_the_old_device_stays_bound_until_then_and_takes_no_place_away() =>
        With(policy => policy with { Devices = new DevicePolicy { MaxDevices = 1, Proof = UnbindingProof.Attestation } }).Activated().Bound(Phone)
            .When(new ReplaceDevice(Phone, Tablet)).Then<DeviceUnbindRequested, DeviceBound>()
            .When(new ReplaceDevice(Phone, Tablet)).AlreadyDone()
            .When(new ReplaceDevice(Tablet, Watch)).ThenRefused(RefusalCode.DeviceLimit)
            .When(new AttestUnbound(Phone, Evidence), Agent)
            .When(new ReplaceDevice(Tablet, Watch)).Then<DeviceUnbindRequested, DeviceBound>();

    [Fact]
    public void A_device_that_is_being_unbound_may_still_be_replaced() =>
        With(policy => policy with { Devices = new DevicePolicy { MaxDevices = 1 } }).Activated().Bound(Phone)
            .When(new ReportDeviceLost(Phone)).When(new UnbindDevice(Phone)).Then<DeviceUnbindRequested>()
            .When(new BindDevice(Tablet)).ThenRefused(RefusalCode.DeviceLimit)
            .When(new ReplaceDevice(Phone, Tablet)).Then<DeviceBound>();

    [Fact]
    public void Replaced_by_one_that_is_bound_it_only_goes() =>
        With().Activated().Bound(Phone, Tablet).When(new ReplaceDevice(Phone, Tablet)).Then<DeviceUnbound>()
            .With(s => s.State.Devices.Should().ContainSingle().Which.Device.Should().Be(Tablet));

    [Fact]
    public void It_is_not_replaced_by_one_that_is_being_unbound() =>
        With(policy => policy with { Devices = new DevicePolicy { Proof = UnbindingProof.Attestation } }).Activated().Bound(Phone, Tablet).When(new UnbindDevice(Tablet))
            .When(new ReplaceDevice(Phone, Tablet)).ThenRefused(RefusalCode.DeviceUnbindRequested);

    [Fact]
    public void A_device_replaced_by_itself_stays() => With().Activated().Bound(Phone).When(new ReplaceDevice(Phone, Phone)).AlreadyDone();

    [Fact]
    public void Only_a_bound_device_is_replaced_and_none_while_cancelling()
    {
        With().Activated().Bound(Watch).When(new ReplaceDevice(Phone, Tablet)).ThenRefused(RefusalCode.DeviceNotBound)
            .When(new ReplaceDevice(Phone, Watch)).ThenRefused(RefusalCode.DeviceNotBound);
        WithRules(new CancellationPolicy { Review = true }).Activated().Bound(Phone).Requested()
            .When(new ReplaceDevice(Phone, Tablet)).ThenRefused(RefusalCode.DeviceWhileCancelling);
        With().Activated().Bound(Phone).When(new Suspend()).When(new ReplaceDevice(Phone, Tablet)).ThenRefused(RefusalCode.StatusNotPermitted);
    }

    [Fact]
    public void Found_again_it_is_no_longer_disabled() =>
        With().Activated().Bound(Phone).When(new ReportDeviceFound(Phone)).AlreadyDone()
            .When(new ReportDeviceLost(Phone)).At("2026-02-03").When(new ReportDeviceFound(Phone), Caller.Customer(CallerChannel.App)).ThenRefused(RefusalCode.IdentityTooWeak)
            .When(new ReportDeviceFound(Phone)).Then<DeviceReportedFound>().With(s => s.State.Devices.Single().LostAt.Should().BeNull())
            .When(new ReportDeviceFound(Phone)).AlreadyDone().When(new BindDevice(Phone)).AlreadyDone()
            .When(new ReportProfile(ProfileState.Enabled) { Device = Phone, Sequence = 3 }, Caller.System)
            .With(s => Instruction.From(s.Event<ProfileReported>()).Should().BeEmpty())
            .When(new UnbindDevice(Phone)).Then<DeviceUnbound>()
            .When(new ReportDeviceFound(Phone)).ThenRefused(RefusalCode.DeviceNotBound);

    [Fact]
    public void Found_while_it_is_being_unbound_or_cancelled_it_is_as_any_other()
    {
        With().Activated().Bound(Phone).When(new ReportDeviceLost(Phone)).When(new UnbindDevice(Phone)).Then<DeviceUnbindRequested>()
            .When(new ReportDeviceFound(Phone)).Then<DeviceReportedFound>().With(s => s.State.Devices.Single().Status.Should().Be(BindingStatus.UnbindRequested))
            .When(new UnbindDevice(Phone)).Then<DeviceUnbound>();
        With().Activated().Bound(Phone).When(new ReportDeviceLost(Phone)).Requested().Is(SubscriptionStatus.Clearing)
            .When(new ReportDeviceFound(Phone)).Then<DeviceReportedFound>().When(new UnbindDevice(Phone)).Is(SubscriptionStatus.Closed)
            .When(new ReportDeviceFound(Phone)).ThenRefused(RefusalCode.SubscriptionClosed);
    }

    [Fact]
    public void A_lost_phone_that_clearing_does_not_wait_for_leads_back_and_is_closed_on_evidence()
    {
        Scenario Lost() => WithRules(new CancellationPolicy { ClearingDays = 10 }).Activated().Bound(Phone).Requested().When(new ReportDeviceLost(Phone))
            .When(new UnbindDevice(Phone)).Then<DeviceUnbindRequested>();

        Lost().Until("2026-02-11").Is(SubscriptionStatus.Active);
        Lost().When(new AttestUnbound(Phone, new PersonalReference("police-1")), Caller.Carrier).Is(SubscriptionStatus.Closed);
    }
}
