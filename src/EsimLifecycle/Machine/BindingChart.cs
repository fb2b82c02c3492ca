using Chart = EsimLifecycle.StateChart<EsimLifecycle.BindingStatus, EsimLifecycle.BindingTrigger>;
using S = EsimLifecycle.BindingStatus;
using T = EsimLifecycle.BindingTrigger;

namespace EsimLifecycle;

/// <summary>The chart of a device's binding: it ends once, and what it takes for that is the policy's choice.</summary>
public static class BindingChart
{
    /// <summary>The chart. A decision that would leave it is a bug in this library, and throws.</summary>
    public static Chart Instance { get; } = Chart.Define("Binding", S.Bound)
        .From(S.Bound)
            .On(T.UnbindRequest, S.UnbindRequested)
        .From(S.UnbindRequested)
            .On(T.Assumption, S.Unbound)
        .From(S.Bound, S.UnbindRequested)
            .On(T.CustomersWord, S.Unbound)
            .On(T.Attestation, S.Unbound)
            .On(T.ProfileDeleted, S.Unbound)
            .On(T.Closure, S.Unbound)
        .Final(S.Unbound)
        .Freeze();
}

/// <summary>What moves a binding along an edge of <see cref="BindingChart"/>.</summary>
public enum BindingTrigger
{
    /// <summary><see cref="UnbindDevice"/> or <see cref="ReplaceDevice"/>, where the policy asks for more than that.</summary>
    UnbindRequest,

    /// <summary>The customer says it is unbound.</summary>
    CustomersWord,

    /// <summary>The carrier's staff or a program says so.</summary>
    Attestation,

    /// <summary>The profile was reported deleted.</summary>
    ProfileDeleted,

    /// <summary>No proof came in time, and it is assumed.</summary>
    Assumption,

    /// <summary>The subscription closed.</summary>
    Closure,
}
