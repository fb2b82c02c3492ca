namespace EsimLifecycle.Interop;

/// <summary>
/// Recognises the platforms' statuses: trimmed, in any case, ignoring <c>_</c>, <c>-</c> and spaces; any other text is <c>Unknown</c>.
/// </summary>
internal static class Words
{
    // No word is longer; what is longer is not looked at.
    private const int Longest = 64;

    public static PlatformStatus StatusOf(string? text) => Bare(text) switch
    {
        "CREATE" or "PAYING" or "PAID" or "GETTINGRESOURCE" or "PROCESSING" => PlatformStatus.Ordered,
        "GOTRESOURCE" or "QUEUED" or "NOTACTIVE" or "NEW" => PlatformStatus.Ready,
        "INUSE" or "ACTIVE" or "ACTIVATED" => PlatformStatus.InUse,
        "USEDUP" or "DEPLETED" or "FINISHED" => PlatformStatus.UsedUp,
        "USEDEXPIRED" or "EXPIRED" => PlatformStatus.Expired,
        "UNUSEDEXPIRED" or "LAPSED" => PlatformStatus.ExpiredUnused,
        "SUSPENDED" => PlatformStatus.Suspended,
        "CANCEL" or "CANCELED" or "CANCELLED" => PlatformStatus.Cancelled,
        "REVOKED" => PlatformStatus.Revoked,
        _ => PlatformStatus.Unknown,
    };

    public static ProfileState ProfileOf(string? text) => Bare(text) switch
    {
        "AVAILABLE" => ProfileState.Available,
        "ALLOCATED" => ProfileState.Allocated,
        "LINKED" => ProfileState.Linked,
        "CONFIRMED" => ProfileState.Confirmed,
        "RELEASED" => ProfileState.Released,
        "DOWNLOAD" or "DOWNLOADED" => ProfileState.Downloaded,
        "INSTALL" or "INSTALLATION" or "INSTALLED" => ProfileState.Installed,
        "ERROR" => ProfileState.Error,
        "UNAVAILABLE" => ProfileState.Unavailable,
        "ENABLE" or "ENABLED" => ProfileState.Enabled,
        "DISABLE" or "DISABLED" => ProfileState.Disabled,
        "DELETE" or "DELETED" => ProfileState.Deleted,
        _ => ProfileState.Unknown,
    };

    /// <summary>
    /// Determines whether a function execution status of SGP.22 means that the function was executed; null if it means neither that nor the
    /// contrary.
    /// </summary>
    public static bool? IsExecuted(string? text) => Bare(text) switch
    {
        "EXECUTEDSUCCESS" or "EXECUTEDWITHWARNING" => true,
        "FAILED" or "EXPIRED" => false,
        _ => null,
    };

    /// <summary>Returns a text in the form in which it is compared; empty if it can't be a known one.</summary>
    public static string Bare(string? text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length > Longest)
            return "";
        Span<char> bare = stackalloc char[Longest];
        var length = 0;
        foreach (var letter in trimmed)
        {
            if (letter is not ('_' or '-' or ' '))
                bare[length++] = char.ToUpperInvariant(letter);
        }

        return bare[..length].ToString();
    }
}
