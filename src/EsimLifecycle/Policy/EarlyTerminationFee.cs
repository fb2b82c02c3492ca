using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>What leaving inside the minimum term costs; part of the plan as it is agreed.</summary>
/// <param name="Kind">How it is worked out.</param>
/// <param name="Amount">The fee of <see cref="EarlyTerminationFeeKind.Fixed"/>; the fee at the beginning of <see cref="EarlyTerminationFeeKind.Declining"/>; null else.</param>
/// <param name="Percent">The percentage of <see cref="EarlyTerminationFeeKind.ShareOfRemaining"/>, 1 to 100; 0 else.</param>
public sealed record EarlyTerminationFee(EarlyTerminationFeeKind Kind, Money? Amount = null, int Percent = 0);

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
