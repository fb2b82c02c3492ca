using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

/// <summary>What the five stories say of devices, sentence by sentence.</summary>
public class DeviceStoryTests
{
    private static readonly Caller Agent = Caller.Agent(CallerChannel.Hotline, new PersonalReference("agent-1"));

    /// <summary>Story 1: bound to several devices at once (phone, tablet, watch).</summary>
    [Fact]
    public void A_number_is_bound_to_several_devices_at_once() =>
        Preset("axis-keep-number").Activated()
            .When(new BindDevice(Phone, DeviceKind.Phone, new PersonalReference("my-phone"))).When(new BindDevice(Tablet, DeviceKind.Tablet)).When(new BindDevice(Watch, DeviceKind.Watch))
            .With(s => s.State.Devices.Select(binding => binding.Kind).Should().Equal(DeviceKind.Phone, DeviceKind.Tablet, DeviceKind.Watch));

    /// <summary>Story 1: every bound device must be unbound before the number can close; a refusal names each device still bound.</summary>
    [Fact]
    public void A_refusal_names_each_device_still_bound() =>
        With(policy => policy with { Devices = new DevicePolicy { UnbindingDue = UnbindingDue.BeforeRequest } }).Activated().Bound(Phone, Tablet, Watch)
            .When(new UnbindDevice(Tablet)).Requested().ThenRefused(RefusalCode.DeviceStillBound)
            .With(s => s.Last.Refusals[0]["devices"].Should().Be((ValueList<Eid>)[Phone, Watch]));

    /// <summary>Story 2: the profile of a lost device is disabled at once; support unbinds it on evidence.</summary>
    [Fact]
    public void A_lost_phone_is_disabled_at_once_and_unbound_by_support_on_evidence() =>
        Travelling().When(new ReportDeviceLost(Phone), Agent)
            .With(s => Instruction.From(s.Event<DeviceReportedLost>()).Should().ContainSingle().Which.Should().BeOfType<DisableProfile>())
            .When(new AttestUnbound(Phone, default), Agent).ThenRefused(RefusalCode.CommandMalformed)
            .When(new AttestUnbound(Phone, new PersonalReference("police-report")), Agent).Then<DeviceUnbound>().Is(SubscriptionStatus.Active);

    /// <summary>Story 2: it can't be unbound from the device itself.</summary>
    [Fact]
    public void A_lost_phone_can_t_be_unbound_by_its_owner_alone() =>
        Travelling().When(new ReportDeviceLost(Phone)).When(new UnbindDevice(Phone)).Then<DeviceUnbindRequested>()
            .With(s => s.State.Devices.Should().ContainSingle());

    /// <summary>Story 2: the old binding goes, the new one comes, the number stays; only if the customer wants to stop does it close.</summary>
    [Fact]
    public void A_new_phone_replaces_the_old_one_and_the_number_stays() =>
        Travelling().When(new ReplaceDevice(Phone, Tablet)).Then<DeviceUnbindRequested, DeviceBound>()
            .When(new ReportProfile(ProfileState.Deleted) { Device = Phone, Sequence = 4 }, Caller.System).Then<ProfileReported, DeviceUnbound>()
            .Is(SubscriptionStatus.Active).With(s => s.State.Devices.Should().ContainSingle().Which.Device.Should().Be(Tablet));

    [Fact]
    public void Stopping_waits_for_the_new_phone_and_closes_when_its_profile_is_deleted() =>
        Travelling().Requested().When(new ApproveCancellation(), Reviewer).Is(SubscriptionStatus.Clearing)
            .When(new UnbindDevice(Phone)).Then<DeviceUnbindRequested>().Is(SubscriptionStatus.Clearing)
            .When(new ReportProfile(ProfileState.Deleted) { Device = Phone, Sequence = 4 }, Caller.System)
            .Then<ProfileReported, DeviceUnbound, SubscriptionClosed>();

    [Fact]
    public void Stopping_does_not_wait_for_ever_for_a_deletion_that_is_never_reported() =>
        Travelling().Requested().When(new ApproveCancellation(), Reviewer).When(new UnbindDevice(Phone))
            .Until("2026-02-07").Then<PeriodEnded>().Until("2026-02-08").Then<DeviceUnbound, SubscriptionClosed>()
            .With(s => s.Event<DeviceUnbound>().Proof.Should().Be(UnbindingProof.Assumed));

    /// <summary>Story 4: a lapsed number closes, whatever is bound; its profiles are deleted by force.</summary>
    [Fact]
    public void The_end_of_grace_unbinds_every_device_by_force_and_says_so() =>
        With().Activated().Bound(Phone, Watch).Until("2026-03-30").Is(SubscriptionStatus.Closed)
            .With(s => s.History.OfType<DeviceUnbound>().Select(e => (e.Device, e.Proof)).Should()
                .Equal((Phone, UnbindingProof.Closure), (Watch, UnbindingProof.Closure)));

    /// <summary>Story 5: devices are unbound while the request is being handled; nothing goes further until every one is.</summary>
    [Fact]
    public void Nothing_goes_further_until_every_device_is_unbound() =>
        Preset("smart-keep-number").Activated().Bound(Phone, Watch).Requested()
            .Submitted(DocumentKind.ProofOfIdentity, DocumentKind.ProofOfNumber, DocumentKind.ProofOfAddress)
            .When(new ApproveCancellation(), Reviewer).ThenRefused(RefusalCode.DeviceStillBound)
            .When(new UnbindDevice(Phone)).Then<DeviceUnbound>()
            .When(new ApproveCancellation(), Reviewer).ThenRefused(RefusalCode.DeviceStillBound)
            .When(new UnbindDevice(Watch)).Then<DeviceUnbound>()
            .When(new ApproveCancellation(), Reviewer).Is(SubscriptionStatus.Closed);

    private static Scenario Travelling() =>
        Preset("axis-travel").Activated().ToppedUp("USD 2.00").Bound(Phone)
            .When(new ReportProfile(ProfileState.Enabled) { Device = Phone, Sequence = 2 }, Caller.System).Then<ProfileReported>();
}
