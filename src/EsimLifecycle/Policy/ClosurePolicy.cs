using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The rules for what happens after a subscription has closed.</summary>
/// <remarks>What depends on a date is fixed when the subscription closes: a policy that changes later opens no window again and closes none.</remarks>
public sealed record ClosurePolicy : IPolicyPart
{
    /// <summary>
    /// Gets the number of days after the end of service within which a charge for earlier usage can be reported
    /// (<see cref="ReportLateCharge"/>); one that is reported later is voided.
    /// </summary>
    /// <value>0 to 3650. The default is 90. Set to 0 for the day on which service ends alone.</value>
    public int LateChargeDays { get; init; } = 90;

    /// <summary>
    /// Gets the number of days within which a disputed late charge has to be decided (<see cref="ResolveLateCharge"/>); one that is not is
    /// cancelled, in favour of the customer.
    /// </summary>
    /// <value>1 to 3650. The default is 30.</value>
    public int LateChargeDisputeDays { get; init; } = 30;

    /// <summary>
    /// Gets the number of days after closing for which the number rests, before the carrier's system may give it to somebody else
    /// (<see cref="NumberReleased"/>).
    /// </summary>
    /// <value>1 to 3650. The default is null: there is no number to rest, as for a data card.</value>
    public int? NumberRestDays { get; init; }

    /// <summary>Gets the number of days after closing within which the customer can still have the resting number ported out (<see cref="RequestPortOut"/>).</summary>
    /// <value>1 to <see cref="NumberRestDays"/>. The default is null: a number can be ported out before closing only.</value>
    public int? PortOutDays { get; init; }

    /// <summary>
    /// Gets the number of days within which the outcome of a request to port the number out has to be reported (<see cref="ReportPortOut"/>). So long the
    /// number is not released.
    /// </summary>
    /// <value>1 to 365. The default is 10.</value>
    public int PortOutAnswerDays { get; init; } = 10;

    /// <summary>
    /// Gets the number of days after closing for which personal data is kept, before it is erased (<see cref="PersonalDataErased"/>). It is erased later if
    /// something is in the way then (<see cref="ErasureObstacleKind"/>).
    /// </summary>
    /// <value>1 to 3650. The default is null: never, unless it is asked for (<see cref="RequestErasure"/>).</value>
    public int? RetentionDays { get; init; }

    /// <summary>
    /// Gets the number of days after the end of the retention for which the erasure waits for what people have to do: pay a refund or release it, pay or write
    /// off what is owed. After them personal data is erased nevertheless; the amounts stay in the accounts.
    /// </summary>
    /// <value>0 to 3650. The default is 365.</value>
    public int MaxErasureDelayDays { get; init; } = 365;

    /// <summary>Gets the terms for the return of a physical card (<see cref="RecordCardReturn"/>).</summary>
    /// <value>The default is null: nothing is credited.</value>
    public CardReturnTerms? CardReturn { get; init; }

    /// <summary>Gets the number of days after closing before the customer can open another subscription that follows the closed one.</summary>
    /// <value>0 to 3650. The default is 0: at once.</value>
    public int ReturnDays { get; init; }

    /// <summary>Gets the exceptions to <see cref="ReturnDays"/> by the reason for which the earlier subscription closed.</summary>
    /// <value>Each reason at most once. The default is none.</value>
    public ValueList<ReturnWait> ReturnDaysByReason { get; init; }

    /// <summary>Gets the reasons of closing after which no other subscription can follow.</summary>
    /// <value>Each reason at most once. The default is none.</value>
    public ValueList<ClosedReason> NoReturnAfter { get; init; }

    /// <summary>Gets whether a customer who comes back while the number of the closed subscription rests can have it again.</summary>
    /// <value>The default is true.</value>
    public bool ReturnKeepsNumber { get; init; } = true;

    /// <summary>Gets what becomes of what is still owed to the earlier subscription.</summary>
    /// <value>The default is <see cref="PredecessorDues.TakeOver"/>.</value>
    public PredecessorDues PredecessorDues { get; init; }

    /// <summary>Returns the number of days to wait after closing for a reason.</summary>
    internal int ReturnDaysAfter(ClosedReason reason) =>
        ReturnDaysByReason.Find(reason, static (wait, reason) => wait.Reason == reason) is { } found ? found.Days : ReturnDays;

    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Within(ReturnDays, 0, Limits.MaxDays);
        check.Parts(ReturnDaysByReason);
        check.Choices(NoReturnAfter);
        check.Defined(PredecessorDues);
        if (CardReturn is not null)
            check.Part(CardReturn);
        check.Within(LateChargeDays, 0, Limits.MaxDays);
        check.Within(LateChargeDisputeDays, 1, Limits.MaxDays);
        check.Within(NumberRestDays ?? 1, 1, Limits.MaxDays, nameof(NumberRestDays));
        check.Within(PortOutDays ?? 1, 1, PortOutDays is null ? Limits.MaxDays : NumberRestDays ?? 0, nameof(PortOutDays));
        check.Within(PortOutAnswerDays, 1, 365);
        check.Within(RetentionDays ?? 1, 1, Limits.MaxDays, nameof(RetentionDays));
        if (RetentionDays is null && NumberRestDays is not null)
            check.Warn(nameof(RetentionDays), "none, but a number rests: personal data is never erased unless somebody asks for it", "a number of days");
        check.Within(MaxErasureDelayDays, 0, Limits.MaxDays);
    }
}

/// <summary>The terms for the return of a physical card.</summary>
public sealed record CardReturnTerms : IPolicyPart
{
    /// <summary>Gets the amount that is credited, once.</summary>
    /// <value>A positive amount in the policy's currency.</value>
    public required Money Credit { get; init; }

    /// <summary>Gets the number of days after closing by which the card has to be received.</summary>
    /// <value>1 to 3650. The default is 30.</value>
    public int Days { get; init; } = 30;

    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Amount(Credit);
        if (Credit.IsZero)
            check.Fail(nameof(Credit), $"{Credit}", "a positive amount, or no terms");
        check.Within(Days, 1, Limits.MaxDays);
    }
}

/// <summary>The wait before a customer can come back, for one reason for which the earlier subscription closed.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Days">The number of days after closing; 0 to 3650.</param>
public sealed record ReturnWait(ClosedReason Reason, int Days) : IPolicyPart
{
    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Defined(Reason);
        check.Once(Reason, "each reason at most once");
        check.Within(Days, 0, Limits.MaxDays);
    }
}

/// <summary>What becomes of what is still owed to the earlier subscription of a returning customer.</summary>
[JsonConverter(typeof(EnumJsonConverter<PredecessorDues>))]
public enum PredecessorDues
{
    /// <summary>The new subscription takes it over: it is owed there, and not to the earlier one any more (<see cref="MoveDues"/>). The default value.</summary>
    TakeOver = 0,

    /// <summary>It has to be paid before another subscription is opened.</summary>
    PayFirst,

    /// <summary>It stays owed to the earlier subscription.</summary>
    StayBehind,
}
