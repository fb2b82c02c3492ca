using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The fee for leaving within the minimum term (the commitment), part of the plan as it is agreed.</summary>
public sealed record EarlyTerminationFee : IPolicyPart
{
    /// <summary>Gets the method by which the fee is computed.</summary>
    public required EarlyTerminationFeeKind Kind { get; init; }

    /// <summary>Gets the fee of <see cref="EarlyTerminationFeeKind.Fixed"/>, or the fee at the beginning of <see cref="EarlyTerminationFeeKind.Declining"/>.</summary>
    /// <value>Null for <see cref="EarlyTerminationFeeKind.ShareOfRemaining"/>, and only for it.</value>
    public Money? Amount { get; init; }

    /// <summary>Gets the percentage of <see cref="EarlyTerminationFeeKind.ShareOfRemaining"/>.</summary>
    /// <value>1 to 100; 0 for the other kinds.</value>
    public int Percent { get; init; }

    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Defined(Kind);
        var isShare = Kind == EarlyTerminationFeeKind.ShareOfRemaining;
        check.Within(Percent, isShare ? 1 : 0, isShare ? 100 : 0);
        check.Amount(Amount);
        if (Amount is null != isShare)
            check.Fail(nameof(Amount), Amount?.ToString() ?? "missing", isShare ? "none: the fee is a share" : "an amount");
    }
}

/// <summary>
/// The method by which an early-termination fee is computed. What remains of the minimum term is counted on the contract's own calendar:
/// the periods that begin in it, or its months that are not over. What is paid and not given back is not asked for again.
/// </summary>
[JsonConverter(typeof(EnumJsonConverter<EarlyTerminationFeeKind>))]
public enum EarlyTerminationFeeKind
{
    /// <summary>A fixed amount.</summary>
    Fixed,

    /// <summary>A percentage of the price of the periods that begin in the rest of the minimum term.</summary>
    ShareOfRemaining,

    /// <summary>An amount that declines evenly, month by month, to zero at the end of the minimum term.</summary>
    Declining,
}
