namespace EsimLifecycle.Hosting.Tests;

/// <summary>Which policy decides is found by the contract; several carriers live on one host.</summary>
public sealed class PolicyTests
{
    private static readonly CarrierPolicy Keep = Line.Policy;
    private static readonly CarrierPolicy Travel = CarrierPolicy.Preset("axis-travel");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Several_carriers_live_on_one_host()
    {
        await using var host = new SubscriptionHost(new MemoryStore(), [Keep, Travel], clock: RunningHost.NewClock());
        await OpenAsync(host, "line-1", "keep-monthly", Keep.Identity.Name);
        await OpenAsync(host, "line-2", "travel-7d", Travel.Identity.Name);

        (await host.StateAsync("line-1")).Contract!.PolicyName.Should().Be(Keep.Identity.Name);
        (await host.GiveAsync("line-2", new UpdateContact(new("contact-2")))).Outcome.Should().Be(Outcome.Accepted);
        (await host.AskAsync(new("line-2"), (lifecycle, _, _) => lifecycle.Policy.Identity.Name, cancel: Cancel)).Should().Be(Travel.Identity.Name);
        (await host.AskAsync(new("line-3"), (lifecycle, _, _) => lifecycle.Policy.Identity.Name, Keep.Identity.Name, Cancel)).Should().Be(Keep.Identity.Name);
    }

    [Fact]
    public async Task For_a_new_subscription_one_of_several_is_named_and_what_opens_nothing_is_simply_refused()
    {
        await using var host = new SubscriptionHost(new MemoryStore(), [Keep, Travel], clock: RunningHost.NewClock());
        await FluentActions.Awaiting(() => OpenAsync(host, "line-1", "keep-monthly", null)).Should().ThrowAsync<ArgumentException>().WithMessage("There are several policies, and none is named *");
        await FluentActions.Awaiting(() => OpenAsync(host, "line-1", "keep-monthly", "other")).Should().ThrowAsync<ArgumentException>().WithMessage("The policy 'other' is not registered; registered: *");
        (await host.GiveAsync("nobody", new UpdateContact(new("contact-1")))).Outcome.Should().Be(Outcome.Refused);
        (await host.AdvanceAsync(new("nobody"), Cancel)).Subscription.Should().Be(Subscription.None);
    }

    [Fact]
    public async Task Whether_a_new_subscription_can_be_opened_by_a_policy_is_known_before_and_so_is_what_names_it()
    {
        foreach (var policies in new CarrierPolicy[][] { [], [Keep], [Keep, Travel] })
        {
            await using var host = new SubscriptionHost(new MemoryStore(), policies, clock: RunningHost.NewClock());
            foreach (var name in new[] { null, "", "other", Keep.Identity.Name })
            {
                var asking = FluentActions.Invoking(() => host.LifecycleOf(Subscription.None, name));
                if (host.CanOpenBy(name))
                    asking.Should().NotThrow();
                else
                    asking.Should().Throw<ArgumentException>().WithParameterName("policy");
            }
        }
    }

    [Fact]
    public async Task A_policy_is_registered_and_replaced_at_run_time()
    {
        var strict = Keep with { Devices = Keep.Devices with { MaxDevices = 1 } };
        await using var host = new SubscriptionHost(new MemoryStore(), [], clock: RunningHost.NewClock());
        await FluentActions.Awaiting(() => host.OpenAsync("line-1")).Should().ThrowAsync<ArgumentException>().WithMessage("*no policy is registered*");

        host.Register(strict);
        await host.ActivateAsync("line-1");
        await host.GiveAsync("line-1", new BindDevice(Line.Devices[0]));
        (await host.GiveAsync("line-1", new BindDevice(Line.Devices[1]))).Outcome.Should().Be(Outcome.Refused);

        host.Register(Keep);
        (await host.GiveAsync("line-1", new BindDevice(Line.Devices[1]))).Outcome.Should().Be(Outcome.Accepted);
        FluentActions.Invoking(() => host.Register(Keep with { Plans = default })).Should().Throw<InvalidPolicyException>();
        (await host.GiveAsync("line-1", new BindDevice(Line.Devices[2]))).Outcome.Should().Be(Outcome.Accepted, "the one in its place stays");
    }

    [Fact]
    public async Task What_was_agreed_by_a_policy_that_is_missing_is_said_when_the_store_is_opened_and_can_be_mended()
    {
        var store = new MemoryStore();
        await using (var before = new SubscriptionHost(store, [Keep], clock: RunningHost.NewClock()))
            await before.OpenAsync("line-1");

        await using var host = new SubscriptionHost(store, [Travel], clock: RunningHost.NewClock());
        await FluentActions.Awaiting(() => host.StateAsync("line-1")).Should().ThrowAsync<InvalidOperationException>()
            .WithMessage("The store has subscriptions that were agreed by 'axis-keep-number (example)', which no registered policy is named; registered: 'axis-travel (example)'.");
        host.Register(Keep);
        (await host.StateAsync("line-1")).Version.Should().Be(1);
    }

    [Fact]
    public async Task What_comes_into_the_store_later_by_a_policy_that_is_missing_is_refused_with_its_name()
    {
        var store = new MemoryStore();
        await using var host = new SubscriptionHost(store, [Travel], clock: RunningHost.NewClock());
        await host.OpenAsync(Cancel);
        await using (var other = new SubscriptionHost(store, [Keep], clock: RunningHost.NewClock()))
            await other.OpenAsync("line-1");

        await FluentActions.Awaiting(() => host.ContactAsync("line-1", "contact-2")).Should().ThrowAsync<InvalidOperationException>()
            .WithMessage("The subscription was agreed by the policy 'axis-keep-number (example)', which is not registered; *");
    }

    [Fact]
    public void Two_different_policies_of_one_name_are_a_mistake_and_the_same_twice_is_none()
    {
        FluentActions.Invoking(() => new SubscriptionHost(new MemoryStore(), [Keep, Keep with { Devices = new() { MaxDevices = 9 } }])).Should().Throw<ArgumentException>()
            .WithMessage("Several policies are named 'axis-keep-number (example)'; expected a name for each.*");
        _ = new SubscriptionHost(new MemoryStore(), [Keep, CarrierPolicy.Preset("axis-keep-number")]);
    }

    [Fact]
    public async Task A_command_about_another_subscription_is_a_mistake_and_stores_nothing()
    {
        await using var host = new SubscriptionHost(new MemoryStore(), [Keep], clock: RunningHost.NewClock());
        await FluentActions.Awaiting(() => host.GiveAsync("line-1", new OpenSubscription(new("line-2"), "keep-monthly"))).Should().ThrowAsync<ArgumentException>()
            .WithMessage("The command is about the subscription 'line-2'; expected 'line-1'.*");
        (await host.StateAsync("line-1")).Should().Be(Subscription.None);
        (await host.StateAsync("line-2")).Should().Be(Subscription.None);
        await FluentActions.Awaiting(() => host.DoAsync(default, new Activate(), Caller.Carrier, new("m"), cancel: Cancel).AsTask()).Should().ThrowAsync<ArgumentException>().WithMessage("The id of the subscription is none.*");
        await FluentActions.Awaiting(() => host.DoAsync(new("line-1"), new Activate(), Caller.Carrier, default, cancel: Cancel).AsTask()).Should().ThrowAsync<ArgumentException>().WithMessage("A command id is none*");
    }

    private static async Task OpenAsync(SubscriptionHost host, string id, string plan, string? policy) =>
        (await host.DoAsync(new(id), new OpenSubscription(new(id), plan), Caller.Carrier, new($"open-{id}"), policy, Cancel)).Outcome.Should().Be(Outcome.Accepted);
}
