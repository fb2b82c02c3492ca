using System.Collections;
using System.Runtime.CompilerServices;

namespace EsimLifecycle;

/// <summary>An immutable list that equals another when their elements are equal, in order.</summary>
/// <remarks>
/// <para>The default value is the empty list. Write one as a collection expression: <c>ValueList&lt;Eid&gt; devices = [phone, watch];</c>.</para>
/// <para>Thread-safe: it never changes.</para>
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public readonly struct ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[]? _items;

    internal ValueList(T[] items) => _items = items.Length == 0 ? null : items;

    /// <summary>The number of elements.</summary>
    public int Count => _items?.Length ?? 0;

    /// <summary>The element at <paramref name="index"/>, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public T this[int index] => (uint)index < (uint)Count
        ? _items![index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The list has {Count} elements.");

    /// <summary>Whether <paramref name="item"/> is among the elements.</summary>
    public bool Contains(T item)
    {
        foreach (var each in AsSpan())
        {
            if (EqualityComparer<T>.Default.Equals(each, item))
                return true;
        }

        return false;
    }

    /// <summary>The first element that fits <paramref name="arg"/>, or the default value. Give a static lambda, which costs nothing.</summary>
    internal T? Find<TArg>(TArg arg, Func<T, TArg, bool> fits) => IndexOf(arg, fits) is var index and >= 0 ? _items![index] : default;

    /// <summary>The index of the first element that fits <paramref name="arg"/>, or -1.</summary>
    internal int IndexOf<TArg>(TArg arg, Func<T, TArg, bool> fits)
    {
        for (var i = 0; i < Count; i++)
        {
            if (fits(_items![i], arg))
                return i;
        }

        return -1;
    }

    /// <summary>The elements, without a copy.</summary>
    public ReadOnlySpan<T> AsSpan() => _items;

    /// <summary>This list with <paramref name="item"/> at its end.</summary>
    public ValueList<T> Add(T item) => AddCapped(item, int.MaxValue);

    /// <summary>This list with <paramref name="items"/> at its end.</summary>
    internal ValueList<T> AddRange(ValueList<T> items)
    {
        if (Count == 0 || items.Count == 0)
            return Count == 0 ? items : this;
        var all = new T[Count + items.Count];
        AsSpan().CopyTo(all);
        items.AsSpan().CopyTo(all.AsSpan(Count));
        return new ValueList<T>(all);
    }

    /// <summary>The latest elements of this list, with <paramref name="item"/> at its end; no more than <paramref name="max"/>, at least 1.</summary>
    internal ValueList<T> AddCapped(T item, int max)
    {
        var kept = AsSpan()[Math.Max(0, Count + 1 - max)..];
        var items = new T[kept.Length + 1];
        kept.CopyTo(items);
        items[^1] = item;
        return new ValueList<T>(items);
    }

    /// <summary>This list, then those of <paramref name="other"/> that are not among its elements; of two lists of different elements, one of different elements.</summary>
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

    /// <summary>This list with <paramref name="item"/> in place of the first element that fits <paramref name="arg"/>, or else at its end.</summary>
    internal ValueList<T> Put<TArg>(T item, TArg arg, Func<T, TArg, bool> fits) =>
        IndexOf(arg, fits) is var index and >= 0 ? SetItem(index, item) : Add(item);

    /// <summary>This list with <paramref name="item"/> in place of the element at <paramref name="index"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public ValueList<T> SetItem(int index, T item)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        var items = AsSpan().ToArray();
        items[index] = item;
        return new ValueList<T>(items);
    }

    /// <summary>This list without the element at <paramref name="index"/>.</summary>
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

    /// <summary>Enumerates the elements without allocating.</summary>
    public ReadOnlySpan<T>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (_items ?? []).GetEnumerator();

    /// <summary>Whether both lists have equal elements in the same order.</summary>
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

    /// <summary>Whether both lists have equal elements in the same order.</summary>
    public static bool operator ==(ValueList<T> left, ValueList<T> right) => left.Equals(right);

    /// <summary>Whether the lists differ in any element or in their order.</summary>
    public static bool operator !=(ValueList<T> left, ValueList<T> right) => !left.Equals(right);

    /// <summary>The elements between brackets, separated by commas.</summary>
    public override string ToString() => $"[{string.Join(", ", _items ?? [])}]";
}

/// <summary>Makes <see cref="ValueList{T}"/>s.</summary>
public static class ValueList
{
    /// <summary>A list of the given elements; they are copied.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());

    /// <summary>A list of the given elements; they are copied.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public static ValueList<T> Create<T>(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new ValueList<T>([.. items]);
    }
}
