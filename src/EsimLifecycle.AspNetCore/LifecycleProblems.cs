using System.Text.Json;
using EsimLifecycle.AspNetCore;

namespace EsimLifecycle;

/// <summary>Answers a refusal as problem details (RFC 9457), as the endpoints of <c>MapEsimLifecycle</c> do: for endpoints of your own.</summary>
public static class LifecycleProblems
{
    /// <summary>
    /// Returns the answer to a decision that was refused: <c>application/problem+json</c> with the status of its first reason, <c>detail</c> in the reader's
    /// language, and <c>code</c>, <c>facts</c>, <c>retryAt</c>, <c>remedy</c> and, if there are several reasons, all <c>refusals</c>.
    /// </summary>
    /// <remarks>
    /// The language is that of the request's localization or, where there is none, of its <c>Accept-Language</c>. If time alone heals it, there is a
    /// <c>Retry-After</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// var decision = await host.DoAsync(id, command, caller, message);
    /// return decision.Outcome == Outcome.Refused ? decision.ToProblem(host.LifecycleOf(decision.Subscription).Zone) : Results.Ok();
    /// </code>
    /// </example>
    /// <param name="decision">The decision.</param>
    /// <param name="zone">The time zone in which people are told moments: that of the lifecycle which decided.</param>
    /// <param name="messages">The texts; null, the default, for <see cref="MessageCatalog.Default"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="zone"/> is null.</exception>
    /// <exception cref="ArgumentException">The decision was not refused.</exception>
    public static IResult ToProblem(this Decision decision, DateTimeZone zone, MessageCatalog? messages = null)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (decision.Refusals.Count == 0)
            throw new ArgumentException($"The decision is {decision.Outcome}; expected one that was refused.", nameof(decision));
        return new RefusalResult(decision.Refusals, zone, messages ?? MessageCatalog.Default);
    }
}

/// <summary>The answer to a refused command.</summary>
internal sealed class RefusalResult(ValueList<Refusal> refusals, DateTimeZone zone, MessageCatalog messages) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var culture = ReaderCulture.Of(httpContext, messages);
        var (first, status) = (refusals[0], RefusalStatus.Of(refusals[0].Code));
        var problem = new Problem(status, $"refusal:{first.Code}", TitleOf(status), string.Join('\n', refusals.Select(refusal => messages.Explain(refusal, culture, zone))))
        {
            Language = ReaderCulture.LanguageOf(culture),
            RetryAt = RetryAtOf(refusals),
        };
        foreach (var part in JsonSerializer.SerializeToElement(first, LifecycleJson.Options.GetTypeInfo(typeof(Refusal))).EnumerateObject())
            problem.Extensions[part.Name] = part.Value;
        if (problem.RetryAt is { } retryAt)
            problem.Extensions["retryAt"] = JsonSerializer.SerializeToElement(retryAt, LifecycleJson.Options.GetTypeInfo(typeof(Instant)));
        else
            problem.Extensions.Remove("retryAt");
        if (refusals.Count > 1)
        {
            var all = LifecycleJsonWriting.Write(json => json.WriteRefusals(refusals, messages, culture, zone));
            problem.Extensions["refusals"] = JsonElement.Parse(all.Span);
        }

        return problem.ExecuteAsync(httpContext);
    }

    /// <summary>The moment from which none of the reasons holds any more, if time alone brings it.</summary>
    private static Instant? RetryAtOf(ValueList<Refusal> refusals) =>
        refusals.All(refusal => refusal.RetryAt is not null) ? refusals.Max(refusal => refusal.RetryAt) : null;

    private static string TitleOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The command can't be read",
        StatusCodes.Status403Forbidden => "The caller may not do this",
        StatusCodes.Status404NotFound => "There is no such subscription",
        StatusCodes.Status409Conflict => "This is not possible as the subscription is now",
        _ => "The carrier's rules don't permit this",
    };
}
