using System.Text;
using System.Text.Json;
using EsimLifecycle.Tests;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace EsimLifecycle.Hosting.Tests;

/// <summary>What goes from silo to silo arrives as it was.</summary>
public sealed class LifecycleCodecTests : IDisposable
{
    private static readonly Caller Customer = Caller.Customer(CallerChannel.App, new PersonalReference("customer-1"), IdentityAssurance.High);

    private readonly ServiceProvider _services = Services();

    private static ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddEsimLifecycle(CarrierPolicy.Preset("axis-keep-number")).UseOrleans();
        return services.BuildServiceProvider();
    }

    public void Dispose() => _services.Dispose();

    public static TheoryData<Type> Concrete => JsonSamples.ConcreteTypes;

    public static TheoryData<string> Histories => new(Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Histories"), "*.events.json").Select(file => Path.GetFileName(file)).Order());

    [Theory]
    [MemberData(nameof(Concrete))]
    public void Each_type_that_is_written(Type type)
    {
        for (var seed = 1; seed <= 4; seed++)
        {
            var sample = seed == 1 ? JsonSamples.Whole(type) : JsonSamples.Some(type, seed);
            var value = JsonSamples.Read(type, JsonSerializer.SerializeToUtf8Bytes(sample));

            var sent = value switch
            {
                LifecycleCommand command => Send(command),
                LifecycleEvent @event => Send(@event),
                Instruction instruction => Send(instruction),
                Caller caller => Send(caller),
                Subscription subscription => Send(subscription),
                _ => Send(value),
            };
            sent.Should().Be(value);
            Send(value).Should().BeOfType(type).And.Be(value, "a message need not say what it carries");
        }
    }

    [Theory]
    [MemberData(nameof(Histories))]
    public void Each_state_event_and_instruction_of_a_life(string file)
    {
        var state = Subscription.None;
        foreach (var @event in Read(file))
        {
            state = Lifecycle.Evolve(state, @event);
            Send(@event).Should().Be(@event);
            Send(state).Should().Be(state);
            foreach (var instruction in Instruction.From(@event))
                Send(instruction).Should().Be(instruction);
        }
    }

    [Theory]
    [MemberData(nameof(Histories))]
    public void Each_decision_and_what_it_refuses(string file)
    {
        var events = Read(file);
        var state = Lifecycle.Replay(events);
        var lifecycle = new Lifecycle(CarrierPolicy.Preset("axis-keep-number"));
        var context = new CommandContext(events[^1].At + Duration.FromDays(1), Customer, new CommandId("m"));
        var refusals = 0;
        foreach (var type in JsonSamples.Concrete.Where(type => type.IsSubclassOf(typeof(LifecycleCommand))))
        {
            var command = LifecycleJson.ReadCommand(JsonSerializer.SerializeToUtf8Bytes(JsonSamples.Whole(type)));
            foreach (var before in new[] { Subscription.None, Lifecycle.Replay(events.Take(events.Length / 2 + 1)), state })
            {
                var decision = lifecycle.Decide(before, command, context);
                Same(Send(decision), decision);
                Same(Send<Decision?>(decision)!.Value, decision);
                refusals += decision.Refusals.Count;
                Send(decision.Refusals.ToArray()).Should().Equal(decision.Refusals);
            }
        }

        refusals.Should().BeGreaterThan(100);
    }

    [Fact]
    public void Answers()
    {
        var state = Lifecycle.Replay(Read("story-1-axis-keep-number.events.json").Take(4));
        var lifecycle = new Lifecycle(CarrierPolicy.Preset("axis-keep-number"));
        var now = state.LastEventAt + Duration.FromHours(1);
        var context = new CommandContext(now, Customer, new CommandId("m"));
        var request = new RequestCancellation(CancellationReason.NoLongerNeeded);

        Same(lifecycle.Available(state, Customer, now));
        Same(lifecycle.Quote(state, request, context));
        Same(lifecycle.Checklist(state, request, context));
        Same(lifecycle.Progress(state, now));
        Same(lifecycle.NextCharge(state, now));
        Same(lifecycle.BestDay(state, request, context, new LocalDate(2026, 2, 1), new LocalDate(2026, 3, 1)));
        Same(lifecycle.Forecast(state, now, now + Duration.FromDays(400)).ToList());
        Same(context);

        void Same<T>(T value) => Send(value).Should().BeEquivalentTo(value);
    }

    [Fact]
    public void Values_alone_and_within_others()
    {
        Send(new SubscriptionId("line-1")).Should().Be(new SubscriptionId("line-1"));
        Send(new CommandId("m-1")).Should().Be(new CommandId("m-1"));
        Send(Money.Parse("USD 3.00")).Should().Be(Money.Parse("USD 3.00"));
        Send(Outcome.AlreadyDone).Should().Be(Outcome.AlreadyDone);
        Send<Decision?>(null).Should().BeNull();
        Send<CancellationProgress?>(null).Should().BeNull();
        Same(Send(default(Decision)), default);
        Send(new Dictionary<SubscriptionId, List<Money>> { [new("line-1")] = [Money.Parse("USD 3.00")] })[new("line-1")].Should().Equal(Money.Parse("USD 3.00"));

        var caller = Caller.Carrier;
        Send(new object[] { caller, "between", caller, 7, new Renew(PaymentMethod.Card) }).Should().Equal(caller, "between", caller, 7, new Renew(PaymentMethod.Card));
    }

    [Fact]
    public void Within_a_silo_nothing_is_copied_because_nothing_changes()
    {
        var command = new Renew(PaymentMethod.Card);
        _services.GetRequiredService<DeepCopier>().Copy<LifecycleCommand>(command).Should().BeSameAs(command);
    }

    [Fact]
    public void A_type_that_this_release_does_not_know_is_named()
    {
        var bytes = _services.GetRequiredService<Serializer>().SerializeToArray<LifecycleCommand>(new Renew(PaymentMethod.Card));
        var newer = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).Replace("LifecycleCommand", "LifecycleComment", StringComparison.Ordinal));

        FluentActions.Invoking(() => _services.GetRequiredService<Serializer>().Deserialize<LifecycleCommand>(newer))
            .Should().Throw<Exception>().WithMessage("Found the type 'LifecycleComment'; expected one of EsimLifecycle *");
    }

    private static LifecycleEvent[] Read(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Histories", file)).Select(line => LifecycleJson.ReadEvent(Encoding.UTF8.GetBytes(line)))];

    private static void Same(Decision sent, Decision decision) =>
        (sent.Outcome, sent.Events, sent.Refusals, sent.Subscription).Should().Be((decision.Outcome, decision.Events, decision.Refusals, decision.Subscription));

    private T Send<T>(T value)
    {
        var serializer = _services.GetRequiredService<Serializer>();
        return serializer.Deserialize<T>(serializer.SerializeToArray(value))!;
    }
}
