namespace EsimLifecycle;

/// <summary>Reads and writes a status that a subscription can rest in; a superstate is refused.</summary>
/// <remarks>Public so that an app's own source-generated JSON context can hold these values. Thread-safe.</remarks>
public sealed class SubscriptionStatusJsonConverter()
    : EnumJsonConverter<SubscriptionStatus>([.. Enum.GetValues<SubscriptionStatus>().Except([SubscriptionStatus.InForce, SubscriptionStatus.PendingCancel])]);
