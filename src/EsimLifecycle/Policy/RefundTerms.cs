using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The refund terms, agreed with the customer, for what is paid and not used.</summary>
/// <remarks>
/// Part of a plan as it is agreed (<see cref="PlanTerms.Refund"/>), so that a later policy does not change it. It bears on what has not been served when
/// billing ends; what was served before stays earned.
/// </remarks>
public sealed record RefundTerms : IPolicyPart
{
    /// <summary>Gets the worth of the unused part of a paid period.</summary>
    /// <value>The default is <see cref="UnusedWorth.Nothing"/>.</value>
    public UnusedWorth UnusedPeriod { get; init; }

    /// <summary>Gets the reasons of closing for which the unused part of a paid period has another worth.</summary>
    /// <value>
    /// Each reason at most once. The default is none. Without an entry, <see cref="ClosedReason.Revoked"/> and
    /// <see cref="ClosedReason.Regulatory"/>, by which the carrier ends what the customer has paid for, are worth
    /// <see cref="UnusedWorth.Prorated"/>; every other reason is worth <see cref="UnusedPeriod"/>.
    /// </value>
    public ValueList<WorthByReason> ByReason { get; init; }

    /// <summary>Gets the worth of the unused part of a pack: for data, by the bytes left; for others, by the days left.</summary>
    /// <value>
    /// The default is <see cref="UnusedWorth.Nothing"/>. When the carrier ends the subscription (<see cref="ClosedReason.Revoked"/>,
    /// <see cref="ClosedReason.Regulatory"/>), packs are worth what periods are.
    /// </value>
    public UnusedWorth UnusedPack { get; init; }

    /// <summary>
    /// Gets whether the unused part of a period whose plan includes data is worth no more than the share of its data that is left: the
    /// lesser of time left and data left. What is used after the request does not count.
    /// </summary>
    /// <value>The default is true. If false, only the time left counts. Plans without a limit of data are counted by time.</value>
    public bool CapsAtDataLeft { get; init; } = true;

    /// <summary>
    /// Gets whether the full price is refunded if nothing was ever used and the profile was never downloaded, as far as was reported.
    /// Applies only on the customer's request.
    /// </summary>
    /// <value>The default is false.</value>
    public bool FullIfNeverUsed { get; init; }

    /// <summary>
    /// Gets the number of days after opening (after activation, for a subscription that was imported) within which a customer may withdraw
    /// with immediate effect (the cooling-off period): without commitment or fee, and with a refund of everything not served.
    /// </summary>
    /// <value>0 to 3650. The default is 0: no cooling-off period.</value>
    public int CoolingOffDays { get; init; }

    /// <summary>Gets the convention by which the unused part is counted (the proration).</summary>
    /// <value>
    /// The default is <see cref="ProrationConvention.Actual"/>: whole days of the period as it is, the day on which service ends unused,
    /// rounded half up once. <see cref="ProrationConvention.Lago"/> counts that day as used; 30 fixed days in a month count every month as
    /// 30 days. <see cref="ProrationConvention.KillBill"/> has to be clamped here: one that is not is refused, because a refund never exceeds
    /// what was paid.
    /// </value>
    /// <remarks>
    /// It counts at every end, however it is asked for: an end on a date is the first moment without service, so that the day before it is
    /// the last day served. A change of plan counts its day once, for the new plan.
    /// </remarks>
    public ProrationConvention Proration { get; init; } = ProrationConvention.Actual;

    /// <summary>Returns the worth of the unused part of a period when a subscription closes for <paramref name="reason"/>.</summary>
    internal UnusedWorth PeriodWorth(ClosedReason reason) =>
        ByReason.Find(reason, static (exception, reason) => exception.Reason == reason)?.Worth ?? (IsByCarrier(reason) ? UnusedWorth.Prorated : UnusedPeriod);

    /// <summary>Returns the worth of the unused part of a pack when a subscription closes for <paramref name="reason"/>.</summary>
    internal UnusedWorth PackWorth(ClosedReason reason) => IsByCarrier(reason) ? PeriodWorth(reason) : UnusedPack;

    private static bool IsByCarrier(ClosedReason reason) => reason is ClosedReason.Revoked or ClosedReason.Regulatory;

    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Defined(UnusedPeriod);
        check.Defined(UnusedPack);
        check.Parts(ByReason);
        check.Distinct(ValueList.Create(ByReason.Select(each => (object?)each?.Reason)), nameof(ByReason));
        check.Within(CoolingOffDays, 0, Limits.MaxDays);
        check.Present(Proration);
        check.Within(Proration?.FixedDaysInMonth ?? 28, 28, 31, "Proration.FixedDaysInMonth"); // Its constructor sees to it; here it is for who asks for the limits.
        check.Within(Proration?.FractionScale ?? 0, 0, ProrationConvention.MaxFractionScale, "Proration.FractionScale");
        if (Proration is { Unclamped: true })
            check.Fail("Proration.Unclamped", "true", "false: a refund never exceeds what was paid");
    }
}

/// <summary>The worth, at the end, of something paid and not used.</summary>
[JsonConverter(typeof(EnumJsonConverter<UnusedWorth>))]
public enum UnusedWorth
{
    /// <summary>Nothing is refunded. The default value.</summary>
    Nothing = 0,

    /// <summary>A prorated share of the price is refunded.</summary>
    Prorated,
}

/// <summary>The worth of the unused part of a period for one reason of closing.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Worth">The worth for that reason.</param>
public sealed record WorthByReason(ClosedReason Reason, UnusedWorth Worth) : IPolicyPart
{
    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Defined(Reason);
        check.Defined(Worth);
    }
}
