using System.Reflection;
using Stateless;
using Stateless.Reflection;

namespace EsimLifecycle.Tests;

/// <summary>What Stateless would let pass, and what the table makes of a chart.</summary>
public class StateChartTests
{
    private static readonly (StateMachineInfo Info, Enum[] States)[] Charts =
    [
        (SubscriptionChart.Instance.Info, [.. Enum.GetValues<SubscriptionStatus>()]),
        (BindingChart.Instance.Info, [.. Enum.GetValues<BindingStatus>()]),
        (ProfileChart.Instance.Info, [.. Enum.GetValues<ProfileState>().Except([ProfileState.Unknown])]),
        (RefundChart.Instance.Info, [.. Enum.GetValues<RefundStatus>()]),
    ];

    public static readonly TheoryData<int> Numbers = new(Enumerable.Range(0, Charts.Length));

    [Fact]
    public void What_the_table_answers_is_what_Stateless_says()
    {
        Compare(SubscriptionChart.Instance, Enum.GetValues<SubscriptionStatus>(), [.. SubscriptionTrigger.All]);
        Compare(BindingChart.Instance, Enum.GetValues<BindingStatus>(), Enum.GetValues<BindingTrigger>());
        Compare(ProfileChart.Instance, Enum.GetValues<ProfileState>(), Enum.GetValues<ProfileTrigger>());
        Compare(RefundChart.Instance, Enum.GetValues<RefundStatus>(), Enum.GetValues<RefundTrigger>());

        static void Compare<TState, TTrigger>(StateChart<TState, TTrigger> chart, TState[] states, TTrigger[] triggers)
            where TState : unmanaged, Enum
            where TTrigger : unmanaged
        {
            var edges = chart.Edges.ToHashSet();
            foreach (var (from, trigger) in states.SelectMany(from => triggers.Select(trigger => (from, trigger))))
            {
                states.Where(to => chart.Allows(from, trigger, to)).Should().Equal(states.Where(to => edges.Contains(new(from, trigger, to))), "{0} --{1}-->", from, trigger);
                chart.Permits(from, trigger).Should().Be(edges.Any(edge => edge.From.Equals(from) && edge.Trigger.Equals(trigger)));
            }
        }
    }

    [Fact]
    public void A_table_that_has_another_name_is_refused() =>
        FluentActions.Invoking(() => ChartTable.Read("Binding", ["Bound", "UnbindRequested"], Enum.GetNames<BindingTrigger>()))
            .Should().Throw<InvalidOperationException>().WithMessage("charts.txt has 'Unbound'; expected one of Bound, UnbindRequested.");

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Every_state_is_configured_reached_and_no_dead_end(int number)
    {
        var (info, states) = Charts[number];
        info.States.Select(state => state.UnderlyingState).Should().BeEquivalentTo(states);

        HashSet<StateInfo> reached = [info.States.Single(state => state.UnderlyingState.Equals(info.InitialState.UnderlyingState))];
        foreach (var state in info.States.SelectMany(_ => info.States))
            reached.UnionWith(reached.Contains(state) ? TargetsOf(info, state) : []);
        foreach (var state in info.States)
        {
            (reached.Contains(state) || state.Substates.Any(reached.Contains)).Should().BeTrue("{0} is reached", state);
            var isFinal = $"{state}" is "Closed" or "Unbound" or "Unavailable" or "Deleted" or "Transferred" or "Forfeited" or "SetOff";
            TargetsOf(info, state).Any(target => target != state).Should().Be(!isFinal, "{0} leads on unless it is final", state);
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_trigger_is_declared_once_on_the_way_from_a_state_up_and_never_with_two_ways_that_could_both_be_meant(int number)
    {
        foreach (var state in Charts[number].Info.States)
        {
            foreach (var (trigger, ways) in Upwards(state).SelectMany(WaysOf).ToLookup(way => way.Trigger.UnderlyingTrigger).Select(same => (same.Key, same.ToList())))
            {
                // Two only as a choice that may stay: one guard is the other's opposite.
                var isChoice = ways is [DynamicTransitionInfo, IgnoredTransitionInfo] or [IgnoredTransitionInfo, DynamicTransitionInfo] && ways.All(way => way.GuardConditionsMethodDescriptions.Count() == 1);
                (ways.Count == 1 || isChoice).Should().BeTrue("{0} of {1} is declared once", trigger, state);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Only_a_choice_leads_to_a_superstate_whose_states_it_stands_for(int number)
    {
        foreach (var way in Charts[number].Info.States.SelectMany(state => state.FixedTransitions))
            way.DestinationState.Substates.Should().BeEmpty();
    }

    [Fact]
    public void A_machine_is_never_shared() =>
        typeof(Lifecycle).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType.IsGenericType && field.FieldType.GetGenericTypeDefinition() == typeof(StateMachine<,>))
            .Should().BeEmpty();

    [Fact]
    public void A_value_that_is_no_state_or_trigger_permits_nothing()
    {
        var chart = BindingChart.Instance;
        foreach (var value in new[] { -1, 3, 63, 64, int.MinValue, int.MaxValue })
        {
            chart.Permits((BindingStatus)value, BindingTrigger.Closure).Should().BeFalse();
            chart.Permits(BindingStatus.Bound, (BindingTrigger)(value == 3 ? 6 : value)).Should().BeFalse();
            chart.Allows(BindingStatus.Bound, BindingTrigger.Closure, (BindingStatus)value).Should().BeFalse();
        }
    }

    [Fact]
    public void Asking_allocates_nothing()
    {
        Ask();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Ask();
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);

        static void Ask()
        {
            SubscriptionChart.Instance.Permits(SubscriptionStatus.Active, CommandKind.Suspend);
            SubscriptionChart.Instance.Allows(SubscriptionStatus.Active, CommandKind.Suspend, SubscriptionStatus.Suspended);
        }
    }

    private static IEnumerable<StateInfo> Upwards(StateInfo state)
    {
        for (var each = state; each is not null; each = each.Superstate)
            yield return each;
    }

    private static IEnumerable<TransitionInfo> WaysOf(StateInfo state) => [.. state.FixedTransitions, .. state.IgnoredTriggers, .. state.DynamicTransitions];

    private static IEnumerable<StateInfo> TargetsOf(StateMachineInfo info, StateInfo state) => Upwards(state).SelectMany(WaysOf).SelectMany(IEnumerable<StateInfo> (way) => way switch
    {
        FixedTransitionInfo each => [each.DestinationState],
        DynamicTransitionInfo each => each.PossibleDestinationStates.Select(possible => info.States.Single(target => $"{target}" == possible.DestinationState)).SelectMany(Inside),
        _ => [],
    });

    private static IEnumerable<StateInfo> Inside(StateInfo state) => state.Substates.Any() ? state.Substates : [state];
}
