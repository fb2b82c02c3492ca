using S = EsimLifecycle.BindingStatus;
using T = EsimLifecycle.BindingTrigger;

namespace EsimLifecycle;

/// <summary>The chart of a device's binding: it ends once, and what it takes for that is the policy's choice.</summary>
public static class BindingChart
{
    /// <summary>Gets the chart. A decision that would leave it is a bug in this library, and throws.</summary>
    public static StateChart<S, T> Instance { get; } = new(S.Bound, machine =>
    {
        machine.Configure(S.Bound)
            .Permit(T.UnbindRequest, S.UnbindRequested)
            .Permit(T.CustomersWord, S.Unbound)
            .Permit(T.Attestation, S.Unbound)
            .Permit(T.ProfileDeleted, S.Unbound)
            .Permit(T.Closure, S.Unbound);
        machine.Configure(S.UnbindRequested)
            .Permit(T.Assumption, S.Unbound)
            .Permit(T.CustomersWord, S.Unbound)
            .Permit(T.Attestation, S.Unbound)
            .Permit(T.ProfileDeleted, S.Unbound)
            .Permit(T.Closure, S.Unbound);
        machine.Configure(S.Unbound);
    });
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
