namespace EsimLifecycle;

/// <summary>What a customer should know and do before asking for the end. It never changes; thread-safe.</summary>
/// <param name="Quote">What the request would lead to.</param>
/// <param name="Items">What to know and do, in the order in which to go through it.</param>
public sealed record CancellationChecklist(CancellationQuote Quote, ValueList<ChecklistItem> Items)
{
    internal static CancellationChecklist Of(Subscription state, CancellationQuote quote)
    {
        var items = default(ListBuilder<ChecklistItem>);
        if (state.Status is SubscriptionStatus.None or SubscriptionStatus.Closed)
            return new CancellationChecklist(quote, default);

        items.Add(new ChecklistItem(ChecklistItemKind.BackUpData));
        if (state.Contract!.Number is not null)
        {
            items.Add(new ChecklistItem(ChecklistItemKind.PortNumberFirst));
            items.Add(new ChecklistItem(ChecklistItemKind.NumberLost));
        }

        if (state.Devices.Count > 0)
            items.Add(new ChecklistItem(ChecklistItemKind.UnbindDevices) { Devices = ValueList.Create(state.Devices.Select(binding => binding.Device)) });
        AddAmount(ref items, ChecklistItemKind.Balance, state.Balances[Account.Wallet]);
        AddAmount(ref items, ChecklistItemKind.FreeCreditLapses, state.Balances[Account.Promotional]);
        if (quote.Request is { } request)
            AddRequest(ref items, request, quote);
        items.Add(new ChecklistItem(ChecklistItemKind.CannotBeRestored));
        return new CancellationChecklist(quote, items.ToList());
    }

    private static void AddRequest(ref ListBuilder<ChecklistItem> items, CancellationRequest request, CancellationQuote quote)
    {
        if (request.Documents.Count > 0)
            items.Add(new ChecklistItem(ChecklistItemKind.SubmitDocuments) { Documents = request.Documents });
        if (request.NeedsReview)
            items.Add(new ChecklistItem(ChecklistItemKind.Review));
        if (request.SettlesAt > request.RequestedAt)
            items.Add(new ChecklistItem(ChecklistItemKind.TakenBackUntil) { At = request.SettlesAt });
        items.Add(new ChecklistItem(ChecklistItemKind.ServiceEnds) { At = request.ServiceEndsAt });
        AddAmount(ref items, ChecklistItemKind.Costs, quote.Costs!.Value);

        var net = quote.Net!.Value;
        AddAmount(ref items, request.Balance is { Disposition: BalanceDisposition.Transfer } ? ChecklistItemKind.Transfer : ChecklistItemKind.Refund, net);
        AddAmount(ref items, ChecklistItemKind.ToPay, -net);
        foreach (var line in quote.Lines)
        {
            if (line.Kind == SettlementLineKind.Forfeited || line.Rule == SettlementRule.ForfeitedByReason)
                AddAmount(ref items, ChecklistItemKind.NotPaidOut, line.Basis);
        }

        if (net.IsZero)
            items.Add(new ChecklistItem(ChecklistItemKind.NothingComesBack));
    }

    private static void AddAmount(ref ListBuilder<ChecklistItem> items, ChecklistItemKind kind, Money amount)
    {
        if (amount.IsPositive)
            items.Add(new ChecklistItem(kind) { Amount = amount });
    }
}

/// <summary>Something to know or to do before asking for the end.</summary>
/// <param name="Kind">What it is.</param>
public sealed record ChecklistItem(ChecklistItemKind Kind)
{
    /// <summary>The amount it is about, where it is about one; positive.</summary>
    public Money? Amount { get; init; }

    /// <summary>The devices it is about.</summary>
    public ValueList<Eid> Devices { get; init; }

    /// <summary>The documents it is about.</summary>
    public ValueList<DocumentKind> Documents { get; init; }

    /// <summary>The moment it is about, where it is about one.</summary>
    public Instant? At { get; init; }
}

/// <summary>What an item of a <see cref="CancellationChecklist"/> is, in the order in which items stand.</summary>
public enum ChecklistItemKind
{
    /// <summary>To back up what is only there.</summary>
    BackUpData,

    /// <summary>To move the number to another carrier first, where it is to be kept.</summary>
    PortNumberFirst,

    /// <summary>That the number is lost for good.</summary>
    NumberLost,

    /// <summary>To unbind devices.</summary>
    UnbindDevices,

    /// <summary>What is in the wallet.</summary>
    Balance,

    /// <summary>That free credit lapses.</summary>
    FreeCreditLapses,

    /// <summary>To hand in documents.</summary>
    SubmitDocuments,

    /// <summary>That somebody has to approve.</summary>
    Review,

    /// <summary>Until when the request can be taken back.</summary>
    TakenBackUntil,

    /// <summary>When service ends.</summary>
    ServiceEnds,

    /// <summary>What it costs.</summary>
    Costs,

    /// <summary>What comes back.</summary>
    Refund,

    /// <summary>What is moved to another subscription or account instead.</summary>
    Transfer,

    /// <summary>What has to be paid.</summary>
    ToPay,

    /// <summary>What would be left and is not paid out.</summary>
    NotPaidOut,

    /// <summary>That nothing comes back.</summary>
    NothingComesBack,

    /// <summary>That nothing can be restored afterwards.</summary>
    CannotBeRestored,
}
