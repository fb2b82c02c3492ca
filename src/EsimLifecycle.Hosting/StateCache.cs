using System.Collections.Concurrent;

namespace EsimLifecycle.Hosting;

/// <summary>
/// The states that were used last. It is never the truth: what is decided on a state from here is stored only if the store is still at its version.
/// </summary>
/// <remarks>Two generations: a state that is used moves to the younger one, and when that is full the older one is dropped.</remarks>
internal sealed class StateCache(int capacity)
{
    private readonly int _capacity = (capacity / 2) + (capacity % 2);
    private readonly Lock _turning = new();
    private volatile ConcurrentDictionary<SubscriptionId, Subscription> _young = new();
    private volatile ConcurrentDictionary<SubscriptionId, Subscription> _old = new();

    // Counted here, because the dictionary locks itself whole to count.
    private int _count;

    /// <summary>Returns what is known of a subscription; <see cref="Subscription.None"/> if nothing is.</summary>
    public Subscription Find(SubscriptionId id)
    {
        if (_young.TryGetValue(id, out var known))
            return known;
        if (!_old.TryGetValue(id, out known))
            return Subscription.None;
        Keep(known);
        return known;
    }

    /// <summary>Keeps a state, unless a later one is known.</summary>
    public void Keep(Subscription state)
    {
        if (_capacity == 0 || state.Version == 0)
            return;
        var young = _young;
        if (!young.TryAdd(state.Id, state))
            young.AddOrUpdate(state.Id, static (_, state) => state, static (_, known, state) => known.Version > state.Version ? known : state, state);
        else if (Interlocked.Increment(ref _count) >= _capacity)
            Turn();
    }

    /// <summary>Forgets a subscription: nobody knows what the store has.</summary>
    public void Forget(SubscriptionId id)
    {
        _young.TryRemove(id, out _);
        _old.TryRemove(id, out _);
    }

    private void Turn()
    {
        lock (_turning)
        {
            if (_count < _capacity)
                return;
            (_old, _young) = (_young, new());
            _count = 0;
        }
    }
}
