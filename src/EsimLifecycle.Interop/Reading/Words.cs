namespace EsimLifecycle.Interop;

/// <summary>What the platforms' words mean. Trimmed, in any case, without <c>_</c>, <c>-</c> and spaces; what is not known is <c>Unknown</c>.</summary>
internal static class Words
{
    // No word is longer; what is longer is not looked at.
    private const int Longest = 40;

    public static PlatformStatus StatusOf(string? text) => Bare(text) switch
    {
        "CREATE" or "PAYING" or "PAID" or "GETTINGRESOURCE" or "PROCESSING" => PlatformStatus.Ordered,
        "GOTRESOURCE" or "QUEUED" or "NOTACTIVE" => PlatformStatus.Ready,
        "INUSE" or "ACTIVE" => PlatformStatus.InUse,
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

    /// <summary>Whether SGP.22's function execution status says that it was done; null where it says neither that nor the contrary.</summary>
    public static bool? IsExecuted(string? text) => Bare(text) switch
    {
        "EXECUTEDSUCCESS" or "EXECUTEDWITHWARNING" => true,
        "FAILED" or "EXPIRED" => false,
        _ => null,
    };

    /// <summary>A word as it is compared; empty where it can't be one.</summary>
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
