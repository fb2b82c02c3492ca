using Stateless;
using Stateless.Reflection;

namespace EsimLifecycle;

/// <summary>Extensions of the configuration of Stateless.</summary>
internal static class ChartChoice
{
    /// <summary>Lets the trigger lead to one of these states, as the rules decide.</summary>
    /// <remarks>
    /// A superstate among them stands for every state inside it, the state itself for staying. A guard makes sure that either the way or the staying is
    /// permitted, never both, so that Stateless can tell what could be fired.
    /// </remarks>
    public static StateMachine<TState, TTrigger>.StateConfiguration PermitOneOf<TState, TTrigger>(
        this StateMachine<TState, TTrigger>.StateConfiguration state, TTrigger trigger, params TState[] targets)
        where TState : struct, Enum
    {
        var machine = state.Machine;
        var others = new DynamicStateInfos();
        foreach (var target in targets)
        {
            if (!target.Equals(state.State))
                others.Add(target, "");
        }

        return others.Count == targets.Length
            ? state.PermitDynamic(trigger, Go, possibleDestinationStates: others)
            : state.PermitDynamicIf(trigger, Go, () => !Stays(), possibleDestinationStates: others).IgnoreIf(trigger, Stays);

        TState Go() => (machine as IFollowing<TState>)?.Chosen
            ?? throw new InvalidOperationException($"{trigger} leads from {machine.State} to one of {string.Join(", ", targets)}, as a decision has it; follow one.");

        bool Stays() => machine is IFollowing<TState> { Chosen: { } chosen } && chosen.Equals(machine.State);
    }
}

/// <summary>A machine whose next state is chosen by the library's rules, and read by Stateless when a trigger fires.</summary>
internal interface IFollowing<TState>
    where TState : struct, Enum
{
    /// <summary>
    /// Gets the next state that the rules have chosen; null while no trigger fires, and the possible triggers are only queried.
    /// </summary>
    TState? Chosen { get; }
}
