using System.Globalization;
using EsimLifecycle.Hosting;
using NodaTime.Text;

namespace EsimLifecycle.AspNetCore;

/// <summary>A request about one subscription, by a caller who may make it.</summary>
internal sealed record LineCall(HttpContext Http, SubscriptionId Id, Caller Caller, EsimLifecycleEndpointOptions Options)
{
    public SubscriptionHost Host { get; } = Http.RequestServices.GetRequiredService<SubscriptionHost>();

    public CultureInfo Culture { get; } = ReaderCulture.Of(Http, Options.Messages);

    public MessageCatalog Messages => Options.Messages;

    public CancellationToken Cancel => Http.RequestAborted;

    /// <summary>The name of the policy by which a new subscription is opened.</summary>
    public string? Policy => Http.Request.Query["policy"] is [var name] ? name : null;

    public bool IsInternal => Options.InternalRoles.Contains(Caller.Role);

    /// <summary>Reads a whole number of the query.</summary>
    public Problem? TryNumber(string name, long least, long most, ref long value)
    {
        if (!Http.Request.Query.TryGetValue(name, out var found))
            return null;
        return found is [var text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most
            ? null
            : Problem.BadQuery(name, $"a whole number from {least} to {most}");
    }

    /// <summary>Reads yes or no of the query.</summary>
    public Problem? TryFlag(string name, ref bool value)
    {
        if (!Http.Request.Query.TryGetValue(name, out var found))
            return null;
        return found is [var text] && bool.TryParse(text, out value) ? null : Problem.BadQuery(name, "true or false");
    }

    /// <summary>Reads a date of the query.</summary>
    public Problem? TryDate(string name, ref LocalDate value)
    {
        if (!Http.Request.Query.TryGetValue(name, out var found))
            return null;
        if (found is not [{ } text] || LocalDatePattern.Iso.Parse(text) is not { Success: true, Value: var date })
            return Problem.BadQuery(name, "a date such as 2026-01-31");
        value = date;
        return null;
    }
}

/// <summary>What there is to know for an answer about a subscription.</summary>
/// <param name="Version">The version that is stored.</param>
/// <param name="State">The state, with the time that has passed since.</param>
/// <param name="Lifecycle">What decides on it.</param>
/// <param name="Now">The current time.</param>
internal sealed record Line(long Version, Subscription State, Lifecycle Lifecycle, Instant Now);
