using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

/// <summary>What proves an unbinding is the policy's choice; without proof a device counts as bound, but not for ever.</summary>
public class UnbindingProofTests
{
    private static readonly Caller Agent = Caller.Agent(CallerChannel.Hotline);
    private static readonly PersonalReference Evidence = new("evidence-1");

    [Theory]
    [InlineData(UnbindingProof.Attestation)]
    [InlineData(UnbindingProof.ProfileDeleted)]
    public void Where_the_customer_s_word_is_not_enough_the_device_stays_bound_until_there_is_proof(UnbindingProof proof) =>
        Needing(proof).When(new UnbindDevice(Phone)).Then<DeviceUnbindRequested>()
            .With(s => s.State.Devices[0].Status.Should().Be(BindingStatus.UnbindRequested))
            .With(s => Instruction.From(s.Last.Events[0]).Should().ContainSingle().Which.Should().BeOfType<DeleteProfile>());

    [Fact]
    public void Asking_again_changes_nothing() =>
        Needing(UnbindingProof.Attestation).When(new UnbindDevice(Phone)).When(new UnbindDevice(Phone)).AlreadyDone();

    [Fact]
    public void An_attestation_on_evidence_unbinds_at_once_whether_that_was_asked_for_or_not()
    {
        Needing(UnbindingProof.ProfileDeleted).When(new AttestUnbound(Phone, Evidence), Agent).Then<DeviceUnbound>()
            .With(s => s.Event<DeviceUnbound>().Should().Match<DeviceUnbound>(e => e.Proof == UnbindingProof.Attestation && e.Evidence == Evidence));
        Needing(UnbindingProof.Attestation).When(new UnbindDevice(Phone)).When(new AttestUnbound(Phone, Evidence), Caller.Carrier).Then<DeviceUnbound>();
    }

    [Fact]
    public void Only_staff_attest() =>
        With().Activated().Bound(Phone).When(new AttestUnbound(Phone, Evidence)).ThenRefused(RefusalCode.RoleNotPermitted)
            .When(new AttestUnbound(Phone, Evidence), Caller.System).ThenRefused(RefusalCode.RoleNotPermitted);

    [Fact]
    public void A_deletion_that_is_reported_unbinds_whatever_the_policy_asks_for_and_asks_for_no_other()
    {
        foreach (var proof in new[] { UnbindingProof.CustomersWord, UnbindingProof.Attestation, UnbindingProof.ProfileDeleted })
        {
            Needing(proof).When(new ReportProfile(ProfileState.Deleted) { Device = Phone }, Caller.System).Then<ProfileReported, DeviceUnbound>()
                .With(s => s.Event<DeviceUnbound>().Proof.Should().Be(UnbindingProof.ProfileDeleted))
                .With(s => s.Last.Events.SelectMany(each => Instruction.From(each)).Should().BeEmpty());
        }
    }

    [Fact]
    public void A_deletion_that_is_never_reported_is_assumed_after_a_while_and_the_event_says_so() =>
        Needing(UnbindingProof.ProfileDeleted).When(new UnbindDevice(Phone))
            .With(s => s.State.NextDeadline.Should().Be(s.Local("2026-02-15")))
            .Until("2026-02-15").Then<DeviceUnbound>()
            .With(s => s.Event<DeviceUnbound>().Proof.Should().Be(UnbindingProof.Assumed))
            .With(s => s.State.DeviceHistory.Unbound[0].Proof.Should().Be(UnbindingProof.Assumed));

    [Fact]
    public void Rules_that_ask_for_less_meanwhile_are_followed() =>
        Needing(UnbindingProof.Attestation).When(new UnbindDevice(Phone)).With(s => s.Follow(s.Policy with { Devices = new DevicePolicy() }))
            .When(new UnbindDevice(Phone)).Then<DeviceUnbound>();

    [Fact]
    public void An_enabled_profile_is_disabled_before_it_is_deleted() =>
        Needing(UnbindingProof.ProfileDeleted).When(new ReportProfile(ProfileState.Enabled) { Device = Phone, Sequence = 1 }, Caller.System)
            .When(new UnbindDevice(Phone)).Then<DeviceUnbindRequested>()
            .With(s => Instruction.From(s.Event<DeviceUnbindRequested>()).Select(each => each.GetType()).Should().Equal(typeof(DisableProfile), typeof(DeleteProfile)))
            .When(new ReportProfile(ProfileState.Disabled) { Device = Phone, Sequence = 2 }, Caller.System).Then<ProfileReported>()
            .Until("2026-02-15").Then<DeviceUnbound>()
            .With(s => Instruction.From(s.Event<DeviceUnbound>()).Should().ContainSingle().Which.Should().BeOfType<DeleteProfile>());

    [Fact]
    public void A_profile_that_must_not_be_deleted_is_a_reason_of_its_own_until_its_rules_change()
    {
        var scenario = With().Activated().Bound(Phone)
            .When(new ReportProfile(ProfileState.Enabled) { Device = Phone, Sequence = 1, DeletionForbidden = true }, Caller.System)
            .When(new UnbindDevice(Phone)).ThenRefused(RefusalCode.ProfileDeletionForbidden)
            .When(new ReplaceDevice(Phone, Watch)).ThenRefused(RefusalCode.ProfileDeletionForbidden);

        scenario.When(new ReportProfile(ProfileState.Enabled) { Device = Phone, Sequence = 2, DeletionForbidden = false }, Caller.System)
            .When(new UnbindDevice(Phone)).Then<DeviceUnbound>();
    }

    [Fact]
    public void Also_such_a_device_is_unbound_on_evidence_and_by_closing()
    {
        var forbidden = new ReportProfile(ProfileState.Enabled) { Device = Phone, DeletionForbidden = true };

        With().Activated().Bound(Phone).When(forbidden, Caller.System).When(new AttestUnbound(Phone, Evidence), Agent).Then<DeviceUnbound>();
        With().Activated().Bound(Phone).When(forbidden, Caller.System).When(new Terminate(TerminationReason.Fraud), Caller.Carrier)
            .Is(SubscriptionStatus.Closed).With(s => s.State.Devices.Should().BeEmpty());
    }

    [Fact]
    public void A_device_that_is_being_unbound_is_bound_again_only_after_that() =>
        Needing(UnbindingProof.Attestation).When(new UnbindDevice(Phone)).When(new BindDevice(Phone)).ThenRefused(RefusalCode.DeviceUnbindRequested)
            .When(new AttestUnbound(Phone, Evidence), Agent).When(new BindDevice(Phone)).Then<DeviceBound>();

    [Fact]
    public void While_all_devices_are_being_unbound_time_alone_heals_that_they_are_bound() =>
        With(policy => policy with { Devices = new DevicePolicy { UnbindingDue = UnbindingDue.BeforeRequest, Proof = UnbindingProof.Attestation } })
            .Activated().Bound(Phone, Watch).When(new UnbindDevice(Phone))
            .Requested().ThenRefused(RefusalCode.DeviceStillBound)
            .With(s => (s.Last.Refusals[0].Remedy, s.Last.Refusals[0].RetryAt).Should().Be((new UnbindDevice(Watch), (Instant?)null)))
            .When(new UnbindDevice(Watch)).Requested().ThenRefused(RefusalCode.DeviceStillBound)
            .With(s => (s.Last.Refusals[0].Remedy, s.Last.Refusals[0].RetryAt).Should().Be((null, s.Local("2026-02-15"))))
            .At("2026-02-15").Requested().Is(SubscriptionStatus.Closed);

    private static Scenario Needing(UnbindingProof proof) =>
        With(policy => policy with { Devices = new DevicePolicy { Proof = proof } }).Activated().Bound(Phone);
}
