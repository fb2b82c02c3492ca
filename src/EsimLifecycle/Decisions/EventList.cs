using System.Collections;

namespace EsimLifecycle;

/// <summary>The events of one decision, in order.</summary>
/// <remarks>The default value is the empty list. Thread-safe: it never changes. A single event costs no array.</remarks>
public readonly struct EventList : IReadOnlyList<LifecycleEvent>, IEquatable<EventList>
{
    // null, a LifecycleEvent, or a LifecycleEvent[] of two or more.
    private readonly object? _events;

    internal EventList(in ListBuilder<LifecycleEvent> events) =>
        _events = events.Count switch { 0 => null, 1 => events.First, _ => events.ToArray() };

    /// <summary>The number of events.</summary>
    public int Count => _events switch { null => 0, LifecycleEvent[] many => many.Length, _ => 1 };

    /// <summary>The event at <paramref name="index"/>, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such event.</exception>
    public LifecycleEvent this[int index] => (uint)index < (uint)Count
        ? _events is LifecycleEvent[] many ? many[index] : (LifecycleEvent)_events!
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The list has {Count} events.");

    /// <summary>Enumerates the events without allocating.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<LifecycleEvent> IEnumerable<LifecycleEvent>.GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<LifecycleEvent>)this).GetEnumerator();

    /// <summary>Whether both lists have equal events in the same order.</summary>
    public bool Equals(EventList other)
    {
        if (Count != other.Count)
            return false;
        for (var i = 0; i < Count; i++)
        {
            if (!this[i].Equals(other[i]))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EventList other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Count == 0 ? 0 : (Count * 31) + this[Count - 1].GetHashCode();

    /// <summary>Whether both lists have equal events in the same order.</summary>
    public static bool operator ==(EventList left, EventList right) => left.Equals(right);

    /// <summary>Whether the lists differ in any event or in their order.</summary>
    public static bool operator !=(EventList left, EventList right) => !left.Equals(right);

    /// <summary>Steps through an <see cref="EventList"/>.</summary>
    public struct Enumerator
    {
        private readonly EventList _list;
        private int _index;

        internal Enumerator(EventList list)
        {
            _list = list;
            _index = -1;
        }

        /// <summary>The event at which the enumerator stands.</summary>
        public readonly LifecycleEvent Current => _list[_index];

        /// <summary>Steps to the next event, if there is one.</summary>
        public bool MoveNext() => ++_index < _list.Count;
    }
}
