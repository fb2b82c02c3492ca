using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

public class BindingTests
{
    [Fact]
    public void The_same_device_again_changes_nothing() => With().Activated().Bound(Phone).When(new BindDevice(Phone)).AlreadyDone();

    [Fact]
    public void As_many_as_the_policy_allows() =>
        With(policy => policy with { Devices = new DevicePolicy { MaxDevices = 2 } }).Opened().Bound(Phone, Watch)
            .When(new BindDevice(Tablet)).ThenRefused(RefusalCode.DeviceLimit)
            .When(new UnbindDevice(Phone)).Then<DeviceUnbound>()
            .When(new BindDevice(Tablet)).Then<DeviceBound>();

    [Fact]
    public void A_lower_limit_leaves_bound_what_is_bound() =>
        With().Activated().Bound(Phone, Watch, Tablet).With(s => s.Follow(s.Policy with { Devices = new DevicePolicy { MaxDevices = 1 } }))
            .When(new UnbindDevice(Phone)).Then<DeviceUnbound>().With(s => s.State.Devices.Count.Should().Be(2))
            .When(new BindDevice(Phone)).ThenRefused(RefusalCode.DeviceLimit);

    [Fact]
    public void Unbinding_asks_for_the_profile_to_be_deleted() =>
        With().Activated().Bound(Phone).When(new UnbindDevice(Phone))
            .With(s => Instruction.From(s.Event<DeviceUnbound>()).OfType<DeleteProfile>().Single().Device.Should().Be(Phone));

    [Theory]
    [InlineData(Role.Customer, UnbindingProof.CustomersWord)]
    [InlineData(Role.Agent, UnbindingProof.Attestation)]
    [InlineData(Role.System, UnbindingProof.Attestation)]
    public void It_is_known_by_whose_word_it_is_unbound(Role role, UnbindingProof proof) =>
        With().Activated().Bound(Phone).When(new UnbindDevice(Phone), new Caller(role, CallerChannel.App, IdentityAssurance.High))
            .With(s => s.Event<DeviceUnbound>().Proof.Should().Be(proof));

    [Fact]
    public void While_a_cancellation_can_be_taken_back_that_is_the_remedy() =>
        Cancelling().When(new BindDevice(Watch)).ThenRefused(RefusalCode.DeviceWhileCancelling)
            .With(s => s.Last.Refusals[0].Remedy.Should().Be(new WithdrawCancellation()));

    [Fact]
    public void Once_settled_there_is_no_remedy() =>
        With().Activated().Bound(Phone).Requested().Then<CancellationRequested, AccountSettled, ClearingStarted>()
            .When(new BindDevice(Watch)).ThenRefused(RefusalCode.DeviceWhileCancelling)
            .With(s => s.Last.Refusals[0].Remedy.Should().BeNull());

    [Fact]
    public void Suspended_it_may_be_unbound_but_not_bound() =>
        With().Activated().Bound(Phone).When(new Suspend())
            .When(new BindDevice(Watch)).ThenRefused(RefusalCode.StatusNotPermitted)
            .When(new UnbindDevice(Phone)).Then<DeviceUnbound>();

    [Fact]
    public void Unbound_while_cancelling_it_stays_unbound_after_going_back() =>
        Cancelling().When(new UnbindDevice(Phone)).Then<DeviceUnbound>()
            .When(new WithdrawCancellation()).Then<CancellationWithdrawn>().With(s => s.State.Devices.Should().BeEmpty());

    private static Scenario Cancelling() =>
        WithRules(new CancellationPolicy { Review = true }).Activated().Bound(Phone).Requested().Then<CancellationRequested, ReviewStarted>();
}
