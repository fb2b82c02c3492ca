using System.Text.Json;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A JSON converter for the statuses that a subscription can be in; a superstate is refused.</summary>
/// <remarks>Public so that an app's own source-generated JSON context can hold these values. Thread-safe.</remarks>
public sealed class SubscriptionStatusJsonConverter : JsonConverter<SubscriptionStatus>, IJsonExpectation
{
    private static readonly EnumJsonConverter<SubscriptionStatus> Resting =
        new([.. Enum.GetValues<SubscriptionStatus>().Except([SubscriptionStatus.InForce, SubscriptionStatus.PendingCancel])]);

    string IJsonExpectation.Expected => ((IJsonExpectation)Resting).Expected;

    /// <inheritdoc/>
    public override SubscriptionStatus Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Resting.Read(ref reader, typeToConvert, options);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SubscriptionStatus value, JsonSerializerOptions options) =>
        Resting.Write(writer, value, options);

    /// <inheritdoc/>
    public override SubscriptionStatus ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Resting.ReadAsPropertyName(ref reader, typeToConvert, options);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, SubscriptionStatus value, JsonSerializerOptions options) =>
        Resting.WriteAsPropertyName(writer, value, options);
}
