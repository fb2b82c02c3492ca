using System.Runtime.CompilerServices;

namespace EsimLifecycle;

/// <summary>Gathers items whose number is not known beforehand. Up to four of them, and few lists have more, cost no array but the result's.</summary>
internal struct ListBuilder<T>
{
    private FirstItems _first;
    private List<T>? _further;

    public int Count { get; private set; }

    public readonly T this[int index] => index < FirstItems.Max ? _first[index] : _further![index - FirstItems.Max];

    public void Add(T item)
    {
        if (Count < FirstItems.Max)
            _first[Count] = item;
        else
            (_further ??= []).Add(item);
        Count++;
    }

    public readonly T[] ToArray()
    {
        var items = new T[Count];
        _first[..Math.Min(Count, FirstItems.Max)].CopyTo(items);
        _further?.CopyTo(items, FirstItems.Max);
        return items;
    }

    public readonly ValueList<T> ToList() => Count == 0 ? default : new ValueList<T>(ToArray());

    [InlineArray(Max)]
    private struct FirstItems
    {
        public const int Max = 4;

        private T _item;
    }
}
