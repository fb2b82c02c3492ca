using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>What leaving inside the minimum term (the commitment) costs; part of the plan as it is agreed.</summary>
public sealed record EarlyTerminationFee : IPolicyPart
{
    /// <summary>Gets how the fee is worked out.</summary>
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

/// <summary>How an early-termination fee is worked out. Months begun count whole.</summary>
[JsonConverter(typeof(EnumJsonConverter<EarlyTerminationFeeKind>))]
public enum EarlyTerminationFeeKind
{
    /// <summary>The same amount, whenever.</summary>
    Fixed,

    /// <summary>A percentage of the price of the periods that begin in what remains of the minimum term.</summary>
    ShareOfRemaining,

    /// <summary>An amount that falls evenly, month by month, to nothing at the end of the minimum term.</summary>
    Declining,
}
