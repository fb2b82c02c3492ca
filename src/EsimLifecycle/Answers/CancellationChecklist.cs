using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>
/// The checklist for a customer who is about to cancel: a quote, and the items to know and to do first. Immutable and thread-safe.
/// </summary>
/// <param name="Quote">The quote of the request.</param>
/// <param name="Items">The items to know and to do, in the order in which to go through them.</param>
public sealed record CancellationChecklist(CancellationQuote Quote, ValueList<ChecklistItem> Items)
{
    internal static CancellationChecklist Of(PreparedPolicy policy, Subscription state, CancellationQuote quote)
    {
        var items = default(ListBuilder<ChecklistItem>);
        if (state.Status is SubscriptionStatus.None or SubscriptionStatus.Closed)
            return new CancellationChecklist(quote, default);

        items.Add(new ChecklistItem(ChecklistItemKind.BackUpData));
        if (state.Contract!.Number is not null)
        {
            items.Add(new ChecklistItem(ChecklistItemKind.PortNumberFirst));
            items.Add(new ChecklistItem(ChecklistItemKind.NumberLost));
            if (policy.Policy.Closure.PortOutDays is { } days && quote.Request is { } asked)
                items.Add(new ChecklistItem(ChecklistItemKind.NumberPortable) { At = policy.EndOfDayAfter(Instant.Max(asked.ServiceEndsAt, asked.SettlesAt), days) });
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
        AddSettlement(ref items, quote.StillCharged!.Value, quote.Lines, quote.Net!.Value, quote.Costs!.Value, request.Balance);
    }

    /// <summary>Adds what is still charged before a settlement, and what it comes to.</summary>
    internal static void AddSettlement(ref ListBuilder<ChecklistItem> items, Money stillCharged, ValueList<SettlementLine> lines, Money net, Money costs, BalanceChoice? balance)
    {
        AddAmount(ref items, ChecklistItemKind.StillCharged, stillCharged);
        AddAmount(ref items, ChecklistItemKind.Costs, costs);
        AddAmount(ref items, balance is { Disposition: BalanceDisposition.Transfer } ? ChecklistItemKind.Transfer : ChecklistItemKind.Refund, net);
        AddAmount(ref items, ChecklistItemKind.ToPay, -net);
        foreach (var line in lines)
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

/// <summary>An item of a <see cref="CancellationChecklist"/>: something to know or to do before cancelling.</summary>
/// <param name="Kind">The kind of the item.</param>
public sealed record ChecklistItem(ChecklistItemKind Kind)
{
    /// <summary>Gets the amount of the item, which is positive; null if the item is not about an amount.</summary>
    public Money? Amount { get; init; }

    /// <summary>Gets the devices of the item; empty if it is not about devices.</summary>
    public ValueList<Eid> Devices { get; init; }

    /// <summary>Gets the documents of the item; empty if it is not about documents.</summary>
    public ValueList<DocumentKind> Documents { get; init; }

    /// <summary>Gets the instant of the item; null if it is not about a moment.</summary>
    public Instant? At { get; init; }
}

/// <summary>The kind of an item of a <see cref="CancellationChecklist"/>, in the order of the items.</summary>
[JsonConverter(typeof(EnumJsonConverter<ChecklistItemKind>))]
public enum ChecklistItemKind
{
    /// <summary>Data that exists only on the eSIM or with the number has to be backed up.</summary>
    BackUpData,

    /// <summary>A number that is to be kept has to be ported to another carrier first.</summary>
    PortNumberFirst,

    /// <summary>The number is lost for good.</summary>
    NumberLost,

    /// <summary>The number can still be ported out after closing, at least until the given moment; if it closes later, longer.</summary>
    NumberPortable,

    /// <summary>Devices have to be unbound.</summary>
    UnbindDevices,

    /// <summary>The balance in the wallet.</summary>
    Balance,

    /// <summary>Free credit lapses.</summary>
    FreeCreditLapses,

    /// <summary>Documents have to be submitted.</summary>
    SubmitDocuments,

    /// <summary>The request has to be approved by a reviewer.</summary>
    Review,

    /// <summary>The request can be withdrawn until the given moment.</summary>
    TakenBackUntil,

    /// <summary>Service ends at the given moment.</summary>
    ServiceEnds,

    /// <summary>The amount that is still charged until the end, for the periods of the minimum term that are not paid yet.</summary>
    StillCharged,

    /// <summary>The cost of the cancellation.</summary>
    Costs,

    /// <summary>The amount that is refunded.</summary>
    Refund,

    /// <summary>The amount that is transferred to another subscription or account instead.</summary>
    Transfer,

    /// <summary>The amount that the customer has to pay.</summary>
    ToPay,

    /// <summary>The remaining amount that is forfeited, which means that it is not paid out.</summary>
    NotPaidOut,

    /// <summary>Nothing is refunded.</summary>
    NothingComesBack,

    /// <summary>Nothing can be restored afterwards.</summary>
    CannotBeRestored,
}
