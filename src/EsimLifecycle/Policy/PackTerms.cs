using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The terms of a pack: an addition to a plan, bought once, with its own expiry.</summary>
public sealed record PackTerms : IPolicyPart, IFactual
{
    /// <summary>Gets the pack's code.</summary>
    /// <value>1 to 100 characters, unique among the policy's packs.</value>
    public required string Code { get; init; }

    /// <summary>Gets the kind of pack.</summary>
    public required PackKind Kind { get; init; }

    /// <summary>Gets the pack's price, tax included.</summary>
    /// <value>Zero or more, in the policy's currency.</value>
    public required Money Price { get; init; }

    /// <summary>Gets the period for which the pack is valid; for a validity pack, the time that it adds.</summary>
    /// <value>Days, weeks, months or years, in one unit; at most 3650 days.</value>
    public required Period Length { get; init; }

    /// <summary>Gets the data in the pack, in bytes.</summary>
    /// <value>0 to a pebibyte; at least 1 in a data pack. The default is 0.</value>
    public long DataBytes { get; init; }

    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Text(Code);
        check.Once(Code, "a code of its own for each pack");
        check.Defined(Kind);
        check.Amount(Price);
        check.Length(Length);
        check.Within(DataBytes, 0, Limits.LargestBytes);
        if (Kind == PackKind.Data && DataBytes == 0)
            check.Fail(nameof(DataBytes), "0", "some data in a data pack");
    }

    Facts IFactual.ListFacts() => new(("code", Code), ("data", DataBytes > 0 ? DataBytes : null));
}

/// <summary>The kind of a pack.</summary>
[JsonConverter(typeof(EnumJsonConverter<PackKind>))]
public enum PackKind
{
    /// <summary>More data.</summary>
    Data,

    /// <summary>More time (validity), without any other service.</summary>
    Validity,

    /// <summary>A value-added service of the carrier, which this library only records.</summary>
    ValueAdded,
}
