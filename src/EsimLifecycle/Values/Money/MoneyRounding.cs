using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The rounding of an exact result to whole minor units.</summary>
/// <remarks>The default value is <see cref="HalfUp"/>.</remarks>
[JsonConverter(typeof(EnumJsonConverter<MoneyRounding>))]
public enum MoneyRounding
{
    /// <summary>To the nearest; a half away from zero: 2.5 gives 3, -2.5 gives -3. Also called commercial rounding.</summary>
    HalfUp,

    /// <summary>To the nearest; a half to the even neighbour: 2.5 gives 2, 3.5 gives 4, -2.5 gives -2. Banker's rounding.</summary>
    HalfEven,

    /// <summary>Toward zero: 2.9 gives 2, -2.9 gives -2.</summary>
    Down,

    /// <summary>Away from zero: 2.1 gives 3, -2.1 gives -3.</summary>
    Up,

    /// <summary>Toward negative infinity: 2.9 gives 2, -2.1 gives -3.</summary>
    Floor,

    /// <summary>Toward positive infinity: 2.1 gives 3, -2.9 gives -2.</summary>
    Ceiling,
}
