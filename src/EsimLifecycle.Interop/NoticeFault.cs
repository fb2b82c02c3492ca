namespace EsimLifecycle.Interop;

/// <summary>The reason why a payload can't be read, or why a notice in it has no command.</summary>
/// <param name="Code">The kind of fault.</param>
/// <param name="Path">The JSON path of the fault, such as <c>$.content.iccid</c>.</param>
/// <param name="Found">A shortened description of the value found there, which never contains a profile's or a device's number.</param>
/// <param name="Expected">A description of the value that was expected.</param>
public sealed record NoticeFault(NoticeFaultCode Code, string Path, string Found, string Expected)
{
    /// <summary>Returns the fault as one line of text.</summary>
    public override string ToString() => $"{Path}: found {Found}; expected {Expected}";
}

/// <summary>The kinds of fault in a platform's payload.</summary>
public enum NoticeFaultCode
{
    /// <summary>The payload is longer than <see cref="NoticeLimits.MaxBytes"/>.</summary>
    TooLarge,

    /// <summary>The payload is nested deeper than <see cref="NoticeLimits.MaxLevels"/>.</summary>
    TooDeep,

    /// <summary>The payload has more than <see cref="NoticeLimits.MaxNotices"/> notices.</summary>
    TooMany,

    /// <summary>The payload is not JSON in UTF-8.</summary>
    NotJson,

    /// <summary>The payload is JSON, but in none of the forms that the platform is known to send.</summary>
    Unrecognised,

    /// <summary>A required value is missing or null.</summary>
    Missing,

    /// <summary>A property occurs twice in its object, differing at most in case, so that two readers could take different ones.</summary>
    Repeated,

    /// <summary>A value is of the wrong kind, such as an object in place of a text.</summary>
    WrongKind,

    /// <summary>A text or a number is invalid: not a time, not an ICCID, not a count, or out of range.</summary>
    Unreadable,

    /// <summary>
    /// An ICCID or an EID was sent as a JSON number; numbers of that length lose their last digits in transit, so it can't be trusted.
    /// </summary>
    IdentifierIsNumber,

    /// <summary>A status is unknown; its text is kept in the notice.</summary>
    UnknownStatus,

    /// <summary>There are several usage counters, and the subscription's can't be identified.</summary>
    Ambiguous,
}

/// <summary>The limits on a payload, so that hostile input costs bounded time and memory.</summary>
public static class NoticeLimits
{
    /// <summary>The maximum length of a payload, in bytes: 64 KiB.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The maximum nesting of objects and lists: 16.</summary>
    public const int MaxLevels = 16;

    /// <summary>The maximum number of notices in one payload: 500.</summary>
    public const int MaxNotices = 500;
}
