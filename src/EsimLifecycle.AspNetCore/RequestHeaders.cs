using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace EsimLifecycle.AspNetCore;

/// <summary>Which version of the subscription a command expects, by <c>If-Match</c> and <c>If-None-Match</c> (RFC 9110, section 13).</summary>
/// <param name="Versions">The versions, of which it has to be at one; null if any will do. 0 is a subscription that does not exist.</param>
/// <param name="MustExist">Whether it has to exist.</param>
internal readonly record struct Precondition(IReadOnlyList<long>? Versions, bool MustExist)
{
    /// <summary>A version that no subscription is at.</summary>
    public const long Never = -1;

    /// <summary>Reads the headers of a command.</summary>
    public static Problem? Read(IHeaderDictionary headers, out Precondition precondition)
    {
        precondition = default;
        if (headers.IfMatch.Count > 0)
        {
            if (!EntityTagHeaderValue.TryParseStrictList([.. headers.IfMatch.OfType<string>()], out var tags))
                return Malformed("If-Match", "entity tags as they were read, such as \"12\", or *");
            precondition = tags.Contains(EntityTagHeaderValue.Any) ? new(null, true) : new([.. tags.Select(VersionOf)], false);
        }

        if (headers.IfNoneMatch.Count > 0)
        {
            if (headers.IfNoneMatch is not ["*"])
                return Malformed("If-None-Match", "* with a command: it is to open a subscription that does not exist yet");
            precondition = headers.IfMatch.Count > 0 ? new([Never], false) : new([0], false);
        }

        return null;
    }

    /// <summary>Whether a reader has this already: weak comparison, as of what is only read.</summary>
    public static bool IsKnown(IHeaderDictionary headers, string tag) => headers.IfNoneMatch.Count > 0
        && EntityTagHeaderValue.TryParseList([.. headers.IfNoneMatch.OfType<string>()], out var tags)
        && tags.Any(each => each.Equals(EntityTagHeaderValue.Any) || each.Tag.Equals(tag, StringComparison.Ordinal));

    // The version is what stands before the digest of the text. A weak tag matches nothing here, and neither does somebody else's.
    private static long VersionOf(EntityTagHeaderValue tag) =>
        !tag.IsWeak && long.TryParse(tag.Tag.AsSpan()[1..^1].ToString().Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : Never;

    private static Problem Malformed(string header, string expected) =>
        Problem.BadRequest("precondition", "A precondition can't be read", $"{header} is expected to have {expected}.");
}

/// <summary>The header <c>Idempotency-Key</c>, by which a caller names a message.</summary>
internal static class IdempotencyKey
{
    public const string Name = "Idempotency-Key";

    public const string Expected = "1 to 128 characters, printable ASCII without spaces, such as a new UUID for each request and the same one when it is sent again; with or without quotation marks around it.";

    /// <summary>Reads the key: a string of structured fields (RFC 9651), or plain.</summary>
    public static Problem? Read(IHeaderDictionary headers, out CommandId key)
    {
        key = default;
        var values = headers[Name];
        if (values.Count == 0)
            return Problem.BadRequest("idempotency-key-missing", "The Idempotency-Key is missing", $"A command needs the header {Name}: {Expected}");
        return values is [{ } value] && CommandId.TryParse(value.StartsWith('"') ? Unquote(value) : value, out key)
            ? null
            : Problem.BadRequest("idempotency-key", "The Idempotency-Key can't be read", $"The header {Name} is expected once, with {Expected}");
    }

    private static string? Unquote(string quoted)
    {
        var text = new StringBuilder(quoted.Length);
        for (var i = 1; i < quoted.Length; i++)
        {
            if (quoted[i] == '"')
                return i == quoted.Length - 1 ? text.ToString() : null;
            if (quoted[i] == '\\' && (++i == quoted.Length || quoted[i] is not ('"' or '\\')))
                return null;
            text.Append(quoted[i]);
        }

        return null;
    }
}
