using System.Globalization;

namespace EsimLifecycle;

/// <summary>Explains what the library decides, asks for and tells in the words of <see cref="MessageCatalog.Default"/>.</summary>
public static class Explanations
{
    /// <inheritdoc cref="MessageCatalog.Explain(Refusal, CultureInfo)"/>
    public static string Explain(this Refusal refusal, CultureInfo culture) => MessageCatalog.Default.Explain(refusal, culture);

    /// <inheritdoc cref="MessageCatalog.Explain(Refusal, CultureInfo, DateTimeZone)"/>
    public static string Explain(this Refusal refusal, CultureInfo culture, DateTimeZone zone) => MessageCatalog.Default.Explain(refusal, culture, zone);

    /// <inheritdoc cref="MessageCatalog.Explain(SettlementLine, CultureInfo)"/>
    public static string Explain(this SettlementLine line, CultureInfo culture) => MessageCatalog.Default.Explain(line, culture);

    /// <inheritdoc cref="MessageCatalog.Explain(ChecklistItem, CultureInfo, DateTimeZone)"/>
    public static string Explain(this ChecklistItem item, CultureInfo culture, DateTimeZone zone) => MessageCatalog.Default.Explain(item, culture, zone);

    /// <inheritdoc cref="MessageCatalog.Explain(CancellationProgress, CultureInfo, DateTimeZone)"/>
    public static string Explain(this CancellationProgress progress, CultureInfo culture, DateTimeZone zone) => MessageCatalog.Default.Explain(progress, culture, zone);

    /// <inheritdoc cref="MessageCatalog.Explain(LifecycleEvent, CultureInfo, DateTimeZone)"/>
    public static string Explain(this LifecycleEvent @event, CultureInfo culture, DateTimeZone zone) => MessageCatalog.Default.Explain(@event, culture, zone);

    /// <inheritdoc cref="MessageCatalog.Explain(Instruction, CultureInfo, DateTimeZone)"/>
    public static string Explain(this Instruction instruction, CultureInfo culture, DateTimeZone zone) => MessageCatalog.Default.Explain(instruction, culture, zone);

    /// <inheritdoc cref="MessageCatalog.Explain(Deadline, CultureInfo, DateTimeZone)"/>
    public static string Explain(this Deadline deadline, CultureInfo culture, DateTimeZone zone) => MessageCatalog.Default.Explain(deadline, culture, zone);

    /// <inheritdoc cref="MessageCatalog.Explain(LifecycleCommand, CultureInfo, DateTimeZone)"/>
    public static string Explain(this LifecycleCommand command, CultureInfo culture, DateTimeZone zone) => MessageCatalog.Default.Explain(command, culture, zone);

    /// <inheritdoc cref="MessageCatalog.Explain(Caller, CultureInfo)"/>
    public static string Explain(this Caller caller, CultureInfo culture) => MessageCatalog.Default.Explain(caller, culture);

    /// <inheritdoc cref="MessageCatalog.Explain(Charge, CultureInfo)"/>
    public static string Explain(this Charge charge, CultureInfo culture) => MessageCatalog.Default.Explain(charge, culture);

    /// <inheritdoc cref="MessageCatalog.Explain(Purchase, CultureInfo, DateTimeZone)"/>
    public static string Explain(this Purchase purchase, CultureInfo culture, DateTimeZone zone) => MessageCatalog.Default.Explain(purchase, culture, zone);

    /// <inheritdoc cref="MessageCatalog.Explain(RefundLeg, CultureInfo, DateTimeZone)"/>
    public static string Explain(this RefundLeg leg, CultureInfo culture, DateTimeZone zone) => MessageCatalog.Default.Explain(leg, culture, zone);

    /// <inheritdoc cref="MessageCatalog.Explain(LateCharge, CultureInfo, DateTimeZone)"/>
    public static string Explain(this LateCharge charge, CultureInfo culture, DateTimeZone zone) => MessageCatalog.Default.Explain(charge, culture, zone);

    /// <inheritdoc cref="MessageCatalog.Explain(DeviceBinding, CultureInfo)"/>
    public static string Explain(this DeviceBinding binding, CultureInfo culture) => MessageCatalog.Default.Explain(binding, culture);

    /// <inheritdoc cref="MessageCatalog.Explain(CarrierPolicy, CultureInfo)"/>
    public static ValueList<PolicySection> Explain(this CarrierPolicy policy, CultureInfo culture) => MessageCatalog.Default.Explain(policy, culture);

    /// <inheritdoc cref="MessageCatalog.ExplainChanges(CarrierPolicy, CarrierPolicy, CultureInfo)"/>
    public static ValueList<PolicyChange> ExplainChanges(this CarrierPolicy before, CarrierPolicy after, CultureInfo culture) =>
        MessageCatalog.Default.ExplainChanges(before, after, culture);

    /// <inheritdoc cref="MessageCatalog.Compose(SendMessage, CultureInfo, DateTimeZone)"/>
    public static MessageContent Compose(this SendMessage message, CultureInfo culture, DateTimeZone zone) => MessageCatalog.Default.Compose(message, culture, zone);

    /// <inheritdoc cref="MessageCatalog.Describe(Subscription, CultureInfo, DateTimeZone)"/>
    public static ValueList<DescriptionLine> Describe(this Subscription subscription, CultureInfo culture, DateTimeZone zone) =>
        MessageCatalog.Default.Describe(subscription, culture, zone);
}
