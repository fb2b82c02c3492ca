namespace EsimLifecycle;

/// <summary>Collects the postings of one event, leaving out those that move nothing.</summary>
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
