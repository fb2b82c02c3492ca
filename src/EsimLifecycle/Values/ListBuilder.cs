using System.Runtime.CompilerServices;

namespace EsimLifecycle;

/// <summary>Gathers items whose number is not known beforehand. Up to four of them, and few lists have more, cost no array but the result's.</summary>
internal struct ListBuilder<T>
{
    private FirstItems _first;
    private List<T>? _further;

    public int Count { get; private set; }

    public readonly T this[int index] => index < FirstItems.Most ? _first[index] : _further![index - FirstItems.Most];

    public void Add(T item)
    {
        if (Count < FirstItems.Most)
            _first[Count] = item;
        else
            (_further ??= []).Add(item);
        Count++;
    }

    public readonly T[] ToArray()
    {
        var items = new T[Count];
        _first[..Math.Min(Count, FirstItems.Most)].CopyTo(items);
        _further?.CopyTo(items, FirstItems.Most);
        return items;
    }

    public readonly ValueList<T> ToList() => Count == 0 ? default : new ValueList<T>(ToArray());

    [InlineArray(Most)]
    private struct FirstItems
    {
        public const int Most = 4;

        private T _item;
    }
}
