using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using EsimLifecycle;
using EsimLifecycle.AspNetCore;
using EsimLifecycle.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the subscriptions of a <see cref="SubscriptionHost"/> to an HTTP API.</summary>
public static partial class EsimLifecycleEndpointRouteBuilderExtensions
{
    private const string Id = "subscriptionId";

    /// <summary>Maps commands to and questions about subscriptions, each at <paramref name="prefix"/> and its id.</summary>
    /// <remarks>
    /// <para>Nobody is let in by default: as whom a request acts on the subscription of its address, and whether at all, says <paramref name="caller"/>, before
    /// anything is read. A header is trusted by nobody.</para>
    /// <para>Options: <c>services.Configure&lt;EsimLifecycleEndpointOptions&gt;(…)</c>. The endpoints use JSON as <see cref="LifecycleJson"/> has it, whatever the host's own options say, and problem details for every "no".</para>
    /// </remarks>
    /// <example>
    /// <code>
    /// app.MapEsimLifecycle("/lines", (http, line) => http.User.HasClaim("line", $"{line}")
    ///     ? Caller.Customer(CallerChannel.Web, new PersonalReference(http.User.Identity!.Name!)) : null).RequireAuthorization();
    /// </code>
    /// </example>
    /// <param name="endpoints">The endpoints that are added to.</param>
    /// <param name="prefix">The beginning of each address, such as <c>/lines</c>.</param>
    /// <param name="caller">
    /// Returns as whom the request acts on the subscription, which need not exist yet; null if it may not: that is answered as if there were no such
    /// subscription (404) to who has signed in, and otherwise by asking to (401).
    /// </param>
    /// <returns>The group, to which conventions can be added: authorization, rate limits, a cross-origin policy.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="endpoints"/>, <paramref name="prefix"/> or <paramref name="caller"/> is null.</exception>
    public static RouteGroupBuilder MapEsimLifecycle(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string prefix, Func<HttpContext, SubscriptionId, ValueTask<Caller?>> caller)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(caller);
        var options = endpoints.ServiceProvider.GetRequiredService<IOptions<EsimLifecycleEndpointOptions>>().Value;
        var group = endpoints.MapGroup(prefix);
        foreach (var operation in Operations.OfSubscriptions)
            Map(group, operation, http => CallAsync(http, caller, options, operation.Answer!));
        return group;
    }

    /// <inheritdoc cref="MapEsimLifecycle(IEndpointRouteBuilder, string, Func{HttpContext, SubscriptionId, ValueTask{Caller}})"/>
    public static RouteGroupBuilder MapEsimLifecycle(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string prefix, Func<HttpContext, SubscriptionId, Caller?> caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return MapEsimLifecycle(endpoints, prefix, (http, id) => new ValueTask<Caller?>(caller(http, id)));
    }

    /// <summary>Maps what a support desk needs about all subscriptions: what is waiting, dead letters and sending them again, the schema of policies.</summary>
    /// <param name="endpoints">The endpoints that are added to.</param>
    /// <param name="prefix">The beginning of each address, such as <c>/support</c>.</param>
    /// <param name="authorizationPolicy">The name of the authorization policy that whoever asks has to satisfy; who does not is answered with problem details.</param>
    /// <returns>The group, to which more conventions can be added.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static RouteGroupBuilder MapEsimLifecycleSupport(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string prefix, string authorizationPolicy)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(authorizationPolicy);
        var group = endpoints.MapGroup(prefix);
        foreach (var operation in Operations.OfSupport)
            Map(group, operation, http => TellAsync(http, authorizationPolicy, operation));
        return group;
    }

    private static void Map(RouteGroupBuilder group, Operation operation, RequestDelegate answer)
    {
        var pattern = operation.Path.Replace("{id}", $"{{{Id}}}", StringComparison.Ordinal);
        if (operation.IsRead)
            group.MapMethods(pattern, [HttpMethods.Head], answer).ExcludeFromDescription();
        group.MapMethods(pattern, [operation.IsRead ? HttpMethods.Get : HttpMethods.Post], answer).Describe(operation);
    }

    private static async Task CallAsync(
        HttpContext http, Func<HttpContext, SubscriptionId, ValueTask<Caller?>> caller, EsimLifecycleEndpointOptions options, Func<LineCall, ValueTask<IResult>> answer)
    {
        // No subscription can have another kind of id.
        if (!SubscriptionId.TryParse($"{http.Request.RouteValues[Id]}", out var id))
            await Problem.NotFound().ExecuteAsync(http).ConfigureAwait(false);
        else if (await caller(http, id).ConfigureAwait(false) is { } known)
            await TellAsync(http, id, () => AnswerAsync(new LineCall(http, id, known, options), answer)).ConfigureAwait(false);
        else if (http.User.Identity?.IsAuthenticated == true)
            await Problem.NotFound().ExecuteAsync(http).ConfigureAwait(false);
        else
            await Access.AskToSignInAsync(http, []).ConfigureAwait(false);
    }

    private static async ValueTask<IResult> AnswerAsync(LineCall call, Func<LineCall, ValueTask<IResult>> answer)
    {
        try
        {
            return await answer(call).ConfigureAwait(false);
        }
        catch (ArgumentException) when (!call.Host.CanOpenBy(call.Policy))
        {
            return Problem.BadRequest(
                "policy", "The policy is not known", "There are several carriers' policies, or none of this name; the query 'policy' is expected to name the one by which a new subscription is opened.");
        }
    }

    private static async Task TellAsync(HttpContext http, string authorizationPolicy, Operation operation)
    {
        if (await Access.IsLetInAsync(http, authorizationPolicy).ConfigureAwait(false))
            await TellAsync(http, default, () => new ValueTask<IResult>(operation.Tell!(http))).ConfigureAwait(false);
    }

    private static async Task TellAsync(HttpContext http, SubscriptionId id, Func<ValueTask<IResult>> answer)
    {
        IResult result;
        try
        {
            result = await answer().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is DBConcurrencyException or DbException or ObjectDisposedException)
        {
            // Not every provider says what passes: to SQLite a lock is as lasting as a missing table. What does not pass is seen in the log.
            LogBusy(LogOf(http), id.ToString("M"), fault.GetType().Name, fault is DbException { IsTransient: false } ? fault : null);
            result = Problem.Busy();
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return; // Nobody waits for the answer any more.
        }
        catch (InvalidOperationException fault)
        {
            LogFailed(LogOf(http), id.ToString("M"), fault);
            result = Problem.Failed();
        }

        await result.ExecuteAsync(http).ConfigureAwait(false);
    }

    private static ILogger LogOf(HttpContext http) => http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("EsimLifecycle.AspNetCore");

    [LoggerMessage(LogLevel.Warning, "The subscription {Subscription} could not be decided on now ({Fault}); the caller was asked to try again.")]
    private static partial void LogBusy(ILogger log, string subscription, string fault, Exception? exception);

    [LoggerMessage(LogLevel.Error, "The subscription {Subscription} can't be decided on.")]
    private static partial void LogFailed(ILogger log, string subscription, Exception exception);
}
