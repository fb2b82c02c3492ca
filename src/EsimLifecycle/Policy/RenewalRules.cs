namespace EsimLifecycle;

/// <summary>What it takes to go on, and what follows the end of a period.</summary>
/// <param name="GraceDays">The days after the end of what is paid during which a renewal restores service; 0 for no grace.</param>
/// <param name="Methods">The payment methods accepted; all by default.</param>
/// <param name="MostPeriodsAhead">The most periods that can be paid at the same time, the current one among them; at least 2.</param>
/// <param name="ChargeDaysAhead">With auto-renewal, how many days before the end the next period is charged; never before the current one begins.</param>
/// <param name="RetryDays">The days after each failed charge until the next try; then it is given up. Null for <see cref="DefaultRetryDays"/>.</param>
/// <param name="ChargeAnswerDays">The days to wait for the outcome of a charge; then it counts as failed.</param>
/// <param name="ReminderDays">How many days before the end the customer is reminded; at most 10 times. Null for <see cref="DefaultReminderDays"/>.</param>
/// <param name="BalanceLow">A balance below which the customer is told, once a period; null for never.</param>
/// <param name="DataLowPercent">The percentage of data left at which the customer is told, once a period; 0 for never.</param>
/// <param name="DisuseDays">The days without usage after which the customer is advised to switch auto-renewal off, once a period; 0 for never.</param>
/// <param name="ConfirmsProvisioning">Whether what is bought (periods, plans and packs) is reserved until the carrier's system confirms that it is in effect.</param>
/// <param name="ProvisioningDays">The days to wait for that confirmation; then the attempt counts as failed.</param>
/// <param name="ProvisioningAttempts">How often it is tried; then it is released, and the money goes back.</param>
public sealed record RenewalRules(
    int GraceDays = RenewalRules.DefaultGraceDays,
    ValueList<PaymentMethod> Methods = default,
    int MostPeriodsAhead = RenewalRules.DefaultMostPeriodsAhead,
    int ChargeDaysAhead = RenewalRules.DefaultChargeDaysAhead,
    ValueList<int>? RetryDays = null,
    int ChargeAnswerDays = RenewalRules.DefaultChargeAnswerDays,
    ValueList<int>? ReminderDays = null,
    Money? BalanceLow = null,
    int DataLowPercent = RenewalRules.DefaultDataLowPercent,
    int DisuseDays = RenewalRules.DefaultDisuseDays,
    bool ConfirmsProvisioning = false,
    int ProvisioningDays = RenewalRules.DefaultProvisioningDays,
    int ProvisioningAttempts = RenewalRules.DefaultProvisioningAttempts)
{
    /// <summary>The default of <see cref="GraceDays"/>: 30.</summary>
    public const int DefaultGraceDays = 30;

    /// <summary>The default of <see cref="MostPeriodsAhead"/>: 12.</summary>
    public const int DefaultMostPeriodsAhead = 12;

    /// <summary>The default of <see cref="ChargeDaysAhead"/>: 3.</summary>
    public const int DefaultChargeDaysAhead = 3;

    /// <summary>The default of <see cref="ChargeAnswerDays"/>: 1.</summary>
    public const int DefaultChargeAnswerDays = 1;

    /// <summary>The default of <see cref="DataLowPercent"/>: 20.</summary>
    public const int DefaultDataLowPercent = 20;

    /// <summary>The default of <see cref="DisuseDays"/>: 90.</summary>
    public const int DefaultDisuseDays = 90;

    /// <summary>The default of <see cref="ProvisioningDays"/>: 1.</summary>
    public const int DefaultProvisioningDays = 1;

    /// <summary>The default of <see cref="ProvisioningAttempts"/>: 3.</summary>
    public const int DefaultProvisioningAttempts = 3;

    /// <summary>The default of <see cref="RetryDays"/>: 1, 2 and 4.</summary>
    public static ValueList<int> DefaultRetryDays { get; } = [1, 2, 4];

    /// <summary>The default of <see cref="ReminderDays"/>: 7 and 1.</summary>
    public static ValueList<int> DefaultReminderDays { get; } = [7, 1];

    /// <summary>The payment methods accepted.</summary>
    public ValueList<PaymentMethod> Methods { get; init; } = Methods.Count > 0 ? Methods : [.. Enum.GetValues<PaymentMethod>()];
}
