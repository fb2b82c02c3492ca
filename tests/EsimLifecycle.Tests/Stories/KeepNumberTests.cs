using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

public class KeepNumberTests
{
    [Fact]
    public void Every_device_is_unbound_before_the_number_closes_and_the_last_one_closes_it() =>
        Preset("axis-keep-number").Activated().Bound(Phone, Watch).ToppedUp("USD 5.00")
            .Requested().Then<CancellationRequested, ClearingStarted>().Is(SubscriptionStatus.Clearing)
            .When(new UnbindDevice(Phone)).Then<DeviceUnbound>()
            .Until("2026-02-08").Then<AccountSettled>()
            .When(new UnbindDevice(Watch)).Then<DeviceUnbound, SubscriptionClosed>()
            .Is(SubscriptionStatus.Closed).Holds(Account.RefundPayable, "USD 8.00");

    [Fact]
    public void A_command_and_its_json_are_the_same()
    {
        LifecycleCommand command = new RequestCancellation(CancellationReason.Other) { Note = new PersonalReference("n-1") };
        var json = LifecycleJson.Write(command);
        System.Text.Encoding.UTF8.GetString(json).Should().Be("""{"do":"RequestCancellation","reason":"Other","timing":"Immediate","note":"n-1"}""");
        LifecycleJson.ReadCommand(json).Should().Be(command);
    }
}
