namespace Shop;

/// <summary>A line as somebody sees it at a moment: all of it is asked of the library.</summary>
public sealed record LineView(Lifecycle Lifecycle, Subscription Stored, Instant Now, Caller Caller)
{
    public Subscription Line { get; } = Lifecycle.Advance(Stored, Now).Subscription;

    public ValueList<AvailableCommand> Available { get; } = Lifecycle.Available(Stored, Caller, Now);

    public IReadOnlyList<LifecycleEvent> History { get; init; } = [];

    public IReadOnlyList<SendMessage> Messages { get; init; } = [];

    /// <summary>Gets the version after which it is news what happened.</summary>
    public long Since { get; init; } = long.MaxValue;

    /// <summary>Gets why what was just asked for is not done.</summary>
    public string[] Alerts { get; init; } = [];

    public CancellationReason Reason { get; init; } = CancellationReason.NoLongerNeeded;

    public AvailableCommand Cancelling => Available[(int)CommandKind.RequestCancellation];

    /// <summary>Gets what a customer can pay at the provider: the first period, or what is owed.</summary>
    public Money? ToPay => Line is { Status: SubscriptionStatus.Pending, Term.Prepaid: null, Contract.Plan.Price: { IsPositive: true } price }
        ? price
        : Lifecycle.Available(Stored, Caller.System, Now)[(int)CommandKind.PayDues].Choices.Select(dues => dues.Amount).FirstOrDefault();

    /// <summary>Gets what can be done now and this shop has a form for, with the commands that only have to be given.</summary>
    public IEnumerable<(AvailableCommand Of, LifecycleCommand[] Ready)> Offers => Available.Where(each => each.Outcome == Outcome.Accepted && each != Cancelling)
        .Select(each => (each, ReadyOf(each).ToArray())).Where(offer => offer.Item2.Length > 0);

    public IEnumerable<AvailableCommand> NotNow => Available.Where(each => !each.IsPossible && each.IsOpenToRole && each.Kind != CommandKind.OpenSubscription);

    /// <summary>The line that a request is about; null if there is none, or it is none of theirs.</summary>
    public static async ValueTask<LineView?> BindAsync(HttpContext context)
    {
        var (host, data) = (context.RequestServices.GetRequiredService<SubscriptionHost>(), context.RequestServices.GetRequiredService<ShopData>());
        return SubscriptionId.TryParse($"{context.GetRouteValue("id")}", out var id) && data.CallerOf(id, context.User) is { } caller && await AllAsync(host, [id], caller) is [var view]
            ? view with { History = await host.ReadAsync(id).ToListAsync(), Messages = data.Messages(id) }
            : null;
    }

    internal static ValueTask<List<LineView>> AllAsync(SubscriptionHost host, IEnumerable<SubscriptionId> lines, Caller caller) =>
        lines.ToAsyncEnumerable().Where(async (line, cancel) => (await host.GetAsync(line, cancel)).Version > 0)
            .Select((line, cancel) => host.AskAsync(line, (lifecycle, state, now) => new LineView(lifecycle, state, now, caller), cancel: cancel)).ToListAsync();

    /// <summary>What only a host knows (a device's EID, where a document is kept) is pretended here.</summary>
    private static IEnumerable<LifecycleCommand> ReadyOf(AvailableCommand each) => each.Kind switch
    {
        CommandKind.BindDevice => [new BindDevice(NewDevice())],
        CommandKind.ReplaceDevice => each.Choices.Select(choice => new ReplaceDevice(choice.Device!.Value, NewDevice())),
        CommandKind.SubmitDocuments => each.Choices.Select(choice => new SubmitDocuments([new(choice.Document!.Value, new($"scan-{Guid.NewGuid():N}"))])),
        CommandKind.RequestSupplement => Enum.GetValues<DocumentKind>().Select(kind => new RequestSupplement([kind])),
        _ => each.Choices.Where(choice => choice.Outcome == Outcome.Accepted).Select(choice => choice.Command).OfType<LifecycleCommand>(),
    };

    private static Eid NewDevice()
    {
        var digits = $"89049032{Random.Shared.NextInt64(1_000_000_000_000):000000000000}{Random.Shared.NextInt64(10_000_000_000):0000000000}";
        return Eid.Parse($"{digits}{98 - (System.Numerics.BigInteger.Parse(digits, CultureInfo.InvariantCulture) * 100 % 97):00}");
    }
}
