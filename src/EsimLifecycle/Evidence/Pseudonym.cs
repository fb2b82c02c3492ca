using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EsimLifecycle;

/// <summary>
/// What takes the place of a personal value in a sealed record: a value of the same type, worked out from the history's salt, so that equal values have equal
/// pseudonyms within a history and only there.
/// </summary>
internal static class Pseudonym
{
    /// <summary>The text of a pseudonym, for a value told with its type: <c>Eid:8904…</c>; null if that is no personal type.</summary>
    /// <remarks>
    /// In ranges that real ones don't have: EIDs and ICCIDs begin with 89, the industry identifier of telecommunications (ITU-T E.118), and the
    /// country code 999 is reserved (ITU-T E.164).
    /// </remarks>
    public static string? Of(string typed, HistorySalt salt)
    {
        Span<byte> key = stackalloc byte[HistorySalt.Size];
        salt.CopyTo(key);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(typed), hash);
        return typed[..Math.Max(0, typed.IndexOf(':', StringComparison.Ordinal))] switch
        {
            nameof(PersonalReference) or nameof(CommandId) => "pseudonym-" + Convert.ToHexStringLower(hash[..16]),
            nameof(ContentDigest) => Convert.ToHexStringLower(hash),
            nameof(CommandDigest) => Convert.ToHexStringLower(hash[..8]),
            nameof(Msisdn) => "+999" + Digits(hash, 12),
            nameof(Iccid) => WithLuhn("00" + Digits(hash, 17)),
            nameof(Eid) => WithRemainder("00" + Digits(hash, 28)),
            _ => null,
        };
    }

    // The first 16 bytes as one number, big-endian; the last digits of it.
    private static string Digits(ReadOnlySpan<byte> hash, int count)
    {
        var modulus = UInt128.One;
        for (var i = 0; i < count; i++)
            modulus *= 10;
        return (BinaryPrimitives.ReadUInt128BigEndian(hash) % modulus).ToString("D" + count.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static string WithLuhn(string digits)
    {
        for (var check = '0'; check < '9'; check++)
        {
            if (Iccid.PassesLuhn(digits + check))
                return digits + check;
        }

        return digits + '9';
    }

    private static string WithRemainder(string digits)
    {
        var number = UInt128.Parse(digits, CultureInfo.InvariantCulture) * 100;
        return digits + (98 - (int)(number % 97)).ToString("D2", CultureInfo.InvariantCulture);
    }
}
