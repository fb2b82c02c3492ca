using S = EsimLifecycle.BindingStatus;
using T = EsimLifecycle.BindingTrigger;

namespace EsimLifecycle;

/// <summary>The state chart of a device binding. A binding ends once; the policy decides which proof that requires.</summary>
public static class BindingChart
{
    /// <summary>Gets the chart. A decision that would violate it is a bug in this library, and throws.</summary>
    public static StateChart<S, T> Instance { get; } = new("Binding", S.Bound, Enum.GetNames<T>(), machine =>
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

/// <summary>A trigger that moves a binding along an edge of <see cref="BindingChart"/>.</summary>
public enum BindingTrigger
{
    /// <summary>A request by <see cref="UnbindDevice"/> or <see cref="ReplaceDevice"/>, if the policy requires more proof.</summary>
    UnbindRequest,

    /// <summary>The customer states that the device is unbound.</summary>
    CustomersWord,

    /// <summary>The carrier's staff or a program attests that the device is unbound.</summary>
    Attestation,

    /// <summary>The profile was reported deleted.</summary>
    ProfileDeleted,

    /// <summary>No proof came in time, and the device is assumed to be unbound.</summary>
    Assumption,

    /// <summary>The subscription closed.</summary>
    Closure,
}
