namespace EsimLifecycle.Interop;

/// <summary>Why a payload can't be read, or a notice in it means no command.</summary>
/// <param name="Code">What kind of fault it is.</param>
/// <param name="Path">Where, as a JSON path: <c>$.content.iccid</c>.</param>
/// <param name="Found">What stands there, in words, shortened, and never a profile's or a device's number.</param>
/// <param name="Expected">What was expected there.</param>
public sealed record NoticeFault(NoticeFaultCode Code, string Path, string Found, string Expected)
{
    /// <summary>The fault as one line of text.</summary>
    public override string ToString() => $"{Path}: found {Found}; expected {Expected}";
}

/// <summary>What can be wrong with a platform's payload.</summary>
public enum NoticeFaultCode
{
    /// <summary>It is longer than <see cref="NoticeLimits.MaxBytes"/>.</summary>
    TooLarge,

    /// <summary>It is nested deeper than <see cref="NoticeLimits.MaxLevels"/>.</summary>
    TooDeep,

    /// <summary>It has more than <see cref="NoticeLimits.MaxNotices"/> notices.</summary>
    TooMany,

    /// <summary>It is not JSON in UTF-8.</summary>
    NotJson,

    /// <summary>It is JSON, but none of the shapes that the platform is known to send.</summary>
    Unrecognised,

    /// <summary>Something that is needed is missing or null.</summary>
    Missing,

    /// <summary>A property stands twice in its object, differing at most in case: two readers could take different ones.</summary>
    Repeated,

    /// <summary>A value is of the wrong kind: an object where a text belongs.</summary>
    WrongKind,

    /// <summary>A text or a number is not what it should be: no time, no ICCID, no count, or out of range.</summary>
    Unreadable,

    /// <summary>An ICCID or an EID came as a JSON number: numbers of that length lose their last digits on the way, so it can't be trusted.</summary>
    IdentifierIsNumber,

    /// <summary>A status is not one that is known; its text is kept in the notice.</summary>
    UnknownStatus,

    /// <summary>There are several counters of usage, and which of them is the subscription's can't be told.</summary>
    Ambiguous,
}

/// <summary>The bounds of what is read, so that hostile input costs bounded time and memory.</summary>
public static class NoticeLimits
{
    /// <summary>The longest payload, in bytes: 64 KiB.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The deepest nesting of objects and lists: 16.</summary>
    public const int MaxLevels = 16;

    /// <summary>The most notices of one payload: 500.</summary>
    public const int MaxNotices = 500;
}
