using System.Collections;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace EsimLifecycle;

/// <summary>An immutable list with value equality: two lists are equal if their elements are equal, in the same order.</summary>
/// <remarks>
/// <para>The default value is the empty list. Write one as a collection expression: <c>ValueList&lt;Eid&gt; devices = [phone, watch];</c>.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
[DebuggerDisplay("{Count} items")]
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public readonly struct ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    private readonly T[]? _items;

    internal ValueList(T[] items) => _items = items.Length == 0 ? null : items;

    /// <summary>Gets the number of elements.</summary>
    public int Count => _items?.Length ?? 0;

    /// <summary>Gets the element at <paramref name="index"/>, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public T this[int index] => (uint)index < (uint)Count
        ? _items![index]
        : throw NoElement(index);

    /// <summary>Determines whether the list contains <paramref name="item"/>.</summary>
    public bool Contains(T item)
    {
        foreach (var each in AsSpan())
        {
            if (EqualityComparer<T>.Default.Equals(each, item))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Returns the first element that fits <paramref name="arg"/>, or the default value. Pass a static lambda, which allocates nothing.
    /// </summary>
    internal T? Find<TArg>(TArg arg, Func<T, TArg, bool> fits) => IndexOf(arg, fits) is var index and >= 0 ? _items![index] : default;

    /// <summary>Returns the index of the first element that fits <paramref name="arg"/>, or -1.</summary>
    internal int IndexOf<TArg>(TArg arg, Func<T, TArg, bool> fits)
    {
        for (var i = 0; i < Count; i++)
        {
            if (fits(_items![i], arg))
                return i;
        }

        return -1;
    }

    /// <summary>Returns the elements as a span, without copying them.</summary>
    public ReadOnlySpan<T> AsSpan() => _items;

    /// <summary>Returns this list with <paramref name="item"/> added at its end.</summary>
    public ValueList<T> Add(T item) => AddCapped(item, int.MaxValue);

    /// <summary>Returns this list with <paramref name="items"/> added at its end.</summary>
    internal ValueList<T> AddRange(ValueList<T> items)
    {
        if (Count == 0 || items.Count == 0)
            return Count == 0 ? items : this;
        var all = new T[Count + items.Count];
        AsSpan().CopyTo(all);
        items.AsSpan().CopyTo(all.AsSpan(Count));
        return new ValueList<T>(all);
    }

    /// <summary>
    /// Returns this list with <paramref name="item"/> added at its end, without its oldest elements beyond <paramref name="max"/> in all,
    /// at least 1.
    /// </summary>
    internal ValueList<T> AddCapped(T item, int max)
    {
        var kept = AsSpan()[Math.Max(0, Count + 1 - max)..];
        var items = new T[kept.Length + 1];
        kept.CopyTo(items);
        items[^1] = item;
        return new ValueList<T>(items);
    }

    /// <summary>Returns this list without the element at <paramref name="removed"/>, and with <paramref name="item"/> added at its end.</summary>
    internal ValueList<T> Replace(int removed, T item)
    {
        var items = new T[Count];
        AsSpan()[..removed].CopyTo(items);
        AsSpan()[(removed + 1)..].CopyTo(items.AsSpan(removed));
        items[^1] = item;
        return new ValueList<T>(items);
    }

    /// <summary>
    /// Returns this list followed by the elements of <paramref name="other"/> that it does not contain; if each list has distinct elements,
    /// so has the result.
    /// </summary>
    internal ValueList<T> Union(ValueList<T> other)
    {
        var all = this;
        foreach (var item in other)
        {
            if (!all.Contains(item))
                all = all.Add(item);
        }

        return all;
    }

    /// <summary>
    /// Returns this list with <paramref name="item"/> in place of the first element that fits <paramref name="arg"/>, or else added at its
    /// end.
    /// </summary>
    internal ValueList<T> Put<TArg>(T item, TArg arg, Func<T, TArg, bool> fits) =>
        IndexOf(arg, fits) is var index and >= 0 ? SetItem(index, item) : Add(item);

    /// <summary>Returns this list with <paramref name="item"/> in place of the element at <paramref name="index"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public ValueList<T> SetItem(int index, T item)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        var items = AsSpan().ToArray();
        items[index] = item;
        return new ValueList<T>(items);
    }

    /// <summary>Returns this list without the element at <paramref name="index"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public ValueList<T> RemoveAt(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        if (Count == 1)
            return default;
        var items = new T[Count - 1];
        AsSpan()[..index].CopyTo(items);
        AsSpan()[(index + 1)..].CopyTo(items.AsSpan(index));
        return new ValueList<T>(items);
    }

    /// <summary>Returns an enumerator that does not allocate, and that an <c>await</c> may stand inside.</summary>
    public Enumerator GetEnumerator() => new(_items);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (_items ?? []).GetEnumerator();

    /// <summary>Enumerates the elements, without allocating.</summary>
    public struct Enumerator
    {
        private readonly T[]? _items;
        private int _index;

        internal Enumerator(T[]? items)
        {
            _items = items;
            _index = -1;
        }

        /// <summary>Gets the current element.</summary>
        public readonly T Current => _items![_index];

        /// <summary>Moves to the next element; false after the last one.</summary>
        public bool MoveNext() => ++_index < (_items?.Length ?? 0);
    }

    /// <summary>Determines whether both lists have equal elements in the same order.</summary>
    public bool Equals(ValueList<T> other)
    {
        if (ReferenceEquals(_items, other._items))
            return true;
        if (Count != other.Count)
            return false;
        for (var i = 0; i < Count; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(_items![i], other._items![i]))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ValueList<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Count;
        foreach (var item in this)
            hash = (hash * 31) + (item?.GetHashCode() ?? 0);
        return hash;
    }

    /// <summary>Determines whether both lists have equal elements in the same order.</summary>
    public static bool operator ==(ValueList<T> left, ValueList<T> right) => left.Equals(right);

    /// <summary>Determines whether the lists differ in any element or in their order.</summary>
    public static bool operator !=(ValueList<T> left, ValueList<T> right) => !left.Equals(right);

    // Made apart, as the texts of exceptions are wherever each decision passes: their room on the stack is cleared at every call.
    private ArgumentOutOfRangeException NoElement(int index) => new(nameof(index), index, $"The list has {Count} elements.");

    /// <summary>Returns the elements between brackets, separated by commas.</summary>
    public override string ToString() => $"[{string.Join(", ", _items ?? [])}]";
}

/// <summary>Factory methods for <see cref="ValueList{T}"/>.</summary>
public static class ValueList
{
    /// <summary>Creates a list of the given elements, which are copied.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());

    /// <summary>Creates a list of the given elements, which are copied.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public static ValueList<T> Create<T>(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new ValueList<T>([.. items]);
    }
}
