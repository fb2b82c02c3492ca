using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Something on top of a plan, bought once, with an expiry of its own.</summary>
public sealed record PackTerms : IPolicyPart
{
    /// <summary>Gets the pack's code.</summary>
    /// <value>1 to 100 characters, unique among the policy's packs.</value>
    public required string Code { get; init; }

    /// <summary>Gets what the pack gives.</summary>
    public required PackKind Kind { get; init; }

    /// <summary>Gets the pack's price, tax included.</summary>
    /// <value>Zero or more, in the policy's currency.</value>
    public required Money Price { get; init; }

    /// <summary>Gets how long the pack lasts; of a validity pack, how much time it adds.</summary>
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
}

/// <summary>What a pack gives.</summary>
[JsonConverter(typeof(EnumJsonConverter<PackKind>))]
public enum PackKind
{
    /// <summary>More data.</summary>
    Data,

    /// <summary>More time, without anything else.</summary>
    Validity,

    /// <summary>A service the carrier adds, which this library only keeps account of.</summary>
    ValueAdded,
}
