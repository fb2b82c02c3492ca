using System.Text.Json;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The JSON form of a <see cref="Subscription"/>: a cache, with a number that changes with its shape.</summary>
internal sealed record SubscriptionSnapshot
{
    /// <summary>Written first and so read first: a snapshot of another shape is told as such, not as what is odd in it.</summary>
    [JsonPropertyOrder(-1)]
    public required SnapshotSchema Schema { get; init; }

    public SubscriptionId Id { get; init; }

    public required SubscriptionStatus Status { get; init; }

    public required long Version { get; init; }

    public required Instant LastEventAt { get; init; }

    public Contract? Contract { get; init; }

    public required Term Term { get; init; }

    public required RenewalState Renewal { get; init; }

    public required Usage Usage { get; init; }

    public required Balances Balances { get; init; }

    public ValueList<PaymentReceipt> Payments { get; init; }

    public ValueList<DeviceBinding> Devices { get; init; }

    public required DeviceHistory DeviceHistory { get; init; }

    public Suspension? Suspension { get; init; }

    public CancellationRequest? Cancellation { get; init; }

    public required CancellationHistory CancellationHistory { get; init; }

    public ValueList<RefundLeg> Refunds { get; init; }

    public ValueList<ReceivedTransfer> Transfers { get; init; }

    public ValueList<Payout> Payouts { get; init; }

    public Closure? Closure { get; init; }

    public ValueList<Cause> Recent { get; init; }

    /// <summary>The part that is missing although the status needs it, or null.</summary>
    public JsonFault? FindMissing() =>
        Contract is null && Status != SubscriptionStatus.None ? Missing(nameof(Contract))
        : Suspension is null && Status == SubscriptionStatus.Suspended ? Missing(nameof(Suspension))
        : Cancellation is null && Status.IsPendingCancel() ? Missing(nameof(Cancellation))
        : Closure is null && Status == SubscriptionStatus.Closed ? Missing(nameof(Closure))
        : null;

    private JsonFault Missing(string part) =>
        new("$", $"'{JsonNamingPolicy.CamelCase.ConvertName(part)}' is missing; it is required where the status is {Status}.");
}

/// <summary>The shape of a snapshot: raised when a part or its meaning changes. A snapshot of another shape is thrown away.</summary>
[JsonConverter(typeof(SnapshotSchemaJsonConverter))]
internal readonly record struct SnapshotSchema(int Number)
{
    public static readonly SnapshotSchema Current = new(1);
}

internal sealed class SnapshotSchemaJsonConverter : JsonConverter<SnapshotSchema>, IJsonExpectation
{
    public string Expected => $"{SnapshotSchema.Current.Number}. Throw the cache away and replay the events";

    public override SnapshotSchema Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var found = document.RootElement;
        return found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out var number) && number == SnapshotSchema.Current.Number
            ? SnapshotSchema.Current
            : throw new JsonException($"Found {JsonWords.Describe(found)}; expected {Expected}.");
    }

    public override void Write(Utf8JsonWriter writer, SnapshotSchema value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Number);
}

public sealed partial class Subscription
{
    internal SubscriptionSnapshot ToSnapshot() => new()
    {
        Schema = SnapshotSchema.Current,
        Id = Id,
        Status = Status,
        Version = Version,
        LastEventAt = LastEventAt,
        Contract = Contract,
        Term = Term,
        Renewal = Renewal,
        Usage = Usage,
        Balances = Balances,
        Payments = Payments,
        Devices = Devices,
        DeviceHistory = DeviceHistory,
        Suspension = Suspension,
        Cancellation = Cancellation,
        CancellationHistory = CancellationHistory,
        Refunds = Refunds,
        Transfers = Transfers,
        Payouts = Payouts,
        Closure = Closure,
        Recent = ValueList.Create<Cause>([.. Recent.ToList()]),
    };

    internal static Subscription From(SubscriptionSnapshot snapshot)
    {
        RecentCommands recent = default;
        foreach (var cause in snapshot.Recent)
            recent = recent.Add(cause);
        return new Subscription
        {
            Id = snapshot.Id,
            Status = snapshot.Status,
            Version = snapshot.Version,
            LastEventAt = snapshot.LastEventAt,
            Contract = snapshot.Contract,
            Term = snapshot.Term,
            Renewal = snapshot.Renewal,
            Usage = snapshot.Usage,
            Balances = snapshot.Balances,
            Payments = snapshot.Payments,
            Devices = snapshot.Devices,
            DeviceHistory = snapshot.DeviceHistory,
            Suspension = snapshot.Suspension,
            Cancellation = snapshot.Cancellation,
            CancellationHistory = snapshot.CancellationHistory,
            Refunds = snapshot.Refunds,
            Transfers = snapshot.Transfers,
            Payouts = snapshot.Payouts,
            Closure = snapshot.Closure,
            Recent = recent,
        }.Seal();
    }
}
