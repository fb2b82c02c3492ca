using System.Collections.Concurrent;

namespace EsimLifecycle.Hosting;

/// <summary>The policies of a host by their names: which of them decides on a subscription says its contract.</summary>
internal sealed class PolicyCatalog
{
    private readonly ConcurrentDictionary<string, Lifecycle> _lifecycles = new(StringComparer.Ordinal);
    private string? _first;

    /// <summary>Registers a policy, in the place of the one with the same name; returns whether there was none.</summary>
    public bool Register(CarrierPolicy policy)
    {
        var (lifecycle, isNew) = (new Lifecycle(policy), !_lifecycles.ContainsKey(policy.Identity.Name));
        _lifecycles[policy.Identity.Name] = lifecycle;
        _first ??= policy.Identity.Name;
        return isNew;
    }

    /// <summary>Returns what decides on a subscription.</summary>
    /// <param name="subscription">The subscription; one that is not open yet has no contract.</param>
    /// <param name="policy">The name of the policy by which a new one is opened; null for the only one there is.</param>
    /// <param name="command">What is decided on; null, the default, if it is a question. What opens nothing, every policy refuses in the same way.</param>
    public Lifecycle For(Subscription subscription, string? policy, LifecycleCommand? command = null)
    {
        if (subscription.Contract is { PolicyName: var agreed })
        {
            return _lifecycles.GetValueOrDefault(agreed) ?? throw new InvalidOperationException(
                $"The subscription was agreed by the policy '{agreed}', which is not registered; {Registered}.");
        }

        if (policy is null && _lifecycles.Count > 1 && command is null or OpenSubscription or ImportSubscription)
            throw new ArgumentException($"There are several policies, and none is named for a new subscription; {Registered}.", nameof(policy));
        return _lifecycles.GetValueOrDefault(policy ?? _first ?? "")
            ?? throw new ArgumentException($"The policy '{policy}' is not registered; {Registered}.", nameof(policy));
    }

    /// <summary>Returns whether a new subscription can be opened by the policy of this name; null for the only one there is.</summary>
    public bool CanOpenBy(string? policy) => policy is null ? _lifecycles.Count == 1 : _lifecycles.ContainsKey(policy);

    /// <summary>Refuses what is stored under policies that are not here.</summary>
    public void Require(IReadOnlyList<string> stored)
    {
        var missing = stored.Where(name => !_lifecycles.ContainsKey(name)).ToArray();
        if (missing.Length > 0)
        {
            throw new InvalidOperationException(
                $"The store has subscriptions that were agreed by {string.Join(" and ", missing.Select(name => $"'{name}'"))}, which no registered policy is named; {Registered}.");
        }
    }

    private string Registered => _lifecycles.IsEmpty
        ? "no policy is registered"
        : $"registered: {string.Join(", ", _lifecycles.Keys.Order(StringComparer.Ordinal).Select(name => $"'{name}'"))}";
}
