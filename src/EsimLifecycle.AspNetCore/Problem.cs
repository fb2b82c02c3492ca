using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace EsimLifecycle.AspNetCore;

/// <summary>An answer as problem details (RFC 9457), written by the host's own problem details service where there is one.</summary>
internal sealed class Problem(int status, string type, string title, string detail) : IResult
{
    /// <summary>What every type begins with. Nothing is served there: the guide of the package explains each.</summary>
    public const string TypePrefix = "urn:esim-lifecycle:";

    public int Status => status;

    /// <summary>Gets the language of the detail; English by default.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Gets the moment from which it may be tried again; null by default.</summary>
    public Instant? RetryAt { get; init; }

    /// <summary>Gets the time after which it may be tried again, where that is not a moment; null by default.</summary>
    public Duration? RetryAfter { get; init; }

    /// <summary>Gets what else there is to tell; each value as the serializer of problem details knows it.</summary>
    public Dictionary<string, object?> Extensions { get; } = [];

    public static Problem NotFound() =>
        new(StatusCodes.Status404NotFound, "problem:not-found", "There is no such subscription", "There is no subscription of this id that this caller may see.");

    public static Problem SignIn() => new(StatusCodes.Status401Unauthorized, "problem:sign-in", "Sign in first", "The caller is not known. Sign in, and send the request again.");

    public static Problem Forbidden(Role role) =>
        new(StatusCodes.Status403Forbidden, "problem:internal", "This is for the carrier's own people", $"What is stored is not shown to the role {role}.");

    public static Problem NotLetIn() =>
        new(StatusCodes.Status403Forbidden, "problem:forbidden", "The caller may not do this", "Who has signed in has no access to this.");

    public static Problem Changed() =>
        new(StatusCodes.Status412PreconditionFailed, "problem:changed", "The subscription has changed", "It is at another version than the request expects. Read it again, and decide anew.");

    public static Problem Busy() =>
        new(StatusCodes.Status503ServiceUnavailable, "problem:busy", "Try again", "Others were faster, or the store can't be reached at the moment. Send the same request again, with the same Idempotency-Key.")
        {
            RetryAfter = Duration.FromSeconds(1),
        };

    public static Problem Failed() =>
        new(StatusCodes.Status500InternalServerError, "problem:failed", "The server can't decide on this subscription", "This has to be looked at by whoever runs the server; the log says what is wrong.");

    public static Problem BadRequest(string type, string title, string detail) => new(StatusCodes.Status400BadRequest, $"problem:{type}", title, detail);

    public static Problem BadQuery(string name, string expected) =>
        BadRequest("query", "A part of the query can't be read", $"'{name}' is expected to be {expected}.");

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var details = new ProblemDetails { Type = TypePrefix + type, Title = title, Status = status, Detail = detail, Extensions = Extensions };
        response.StatusCode = status;
        response.Headers.ContentLanguage = Language;
        response.Headers.CacheControl = "no-store";
        if (WaitOf(httpContext) is { } wait)
            response.Headers[HeaderNames.RetryAfter] = wait.ToString(CultureInfo.InvariantCulture);
        if (HttpMethods.IsHead(httpContext.Request.Method))
            return;
        if (httpContext.RequestServices.GetService<IProblemDetailsService>() is not { } service
            || !await service.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = details }).ConfigureAwait(false))
        {
            await TypedResults.Problem(details).ExecuteAsync(httpContext).ConfigureAwait(false);
        }
    }

    private long? WaitOf(HttpContext http)
    {
        var wait = RetryAfter ?? (RetryAt is { } at ? at - http.Now() : null);
        if (wait is not { } time)
            return null;

        // Up to the next whole second, to the nanosecond: who waits for so long is not too early.
        var up = time + Duration.FromNanoseconds(NodaConstants.NanosecondsPerSecond - 1);
        return Math.Max(1, (up.Days * (long)NodaConstants.SecondsPerDay) + (up.NanosecondOfDay / NodaConstants.NanosecondsPerSecond));
    }
}

/// <summary>The host's clock.</summary>
internal static class RequestClock
{
    public static Instant Now(this HttpContext http) =>
        Instant.FromDateTimeOffset((http.RequestServices.GetService<TimeProvider>() ?? TimeProvider.System).GetUtcNow());
}
