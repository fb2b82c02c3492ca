namespace EsimLifecycle;

/// <summary>Collects the postings of one event, except those with an amount of zero.</summary>
internal ref struct Postings
{
    private ListBuilder<Posting> _list;

    public void Add(Account from, Account to, Money? amount)
    {
        if (amount is { IsZero: false } money && from != to)
            _list.Add(new Posting(from, to, money));
    }

    public readonly ValueList<Posting> ToList() => _list.ToList();
}
