using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace EsimLifecycle.AspNetCore;

/// <summary>Who is let in, and what whoever is not is answered: by the host's own schemes where they have an answer, with problem details.</summary>
internal static class Access
{
    /// <summary>What a 401 has to name where the host has no scheme that asks for anything (RFC 9110, section 15.5.2).</summary>
    private const string NoScheme = "Unspecified";

    /// <summary>Whether an authorization policy of the host lets the request in; if it does not, that is answered.</summary>
    /// <remarks>It is asked here, not by the host's middleware, whose answers have no body.</remarks>
    public static async Task<bool> IsLetInAsync(HttpContext http, string policyName)
    {
        var (policies, evaluator) = (http.RequestServices.GetRequiredService<IAuthorizationPolicyProvider>(), http.RequestServices.GetRequiredService<IPolicyEvaluator>());
        var policy = await policies.GetPolicyAsync(policyName).ConfigureAwait(false) ?? throw new InvalidOperationException($"There is no authorization policy '{policyName}'.");
        var known = await evaluator.AuthenticateAsync(policy, http).ConfigureAwait(false);
        var result = await evaluator.AuthorizeAsync(policy, known, http, http).ConfigureAwait(false);
        if (result.Challenged)
            await AskToSignInAsync(http, policy.AuthenticationSchemes).ConfigureAwait(false);
        else if (!result.Succeeded)
            await ForbidAsync(http, policy.AuthenticationSchemes).ConfigureAwait(false);
        return result.Succeeded;
    }

    /// <summary>Asks the caller to sign in.</summary>
    /// <param name="http">The request.</param>
    /// <param name="schemes">The schemes; none for the host's default, if it has one.</param>
    public static async Task AskToSignInAsync(HttpContext http, IReadOnlyList<string> schemes)
    {
        foreach (var scheme in await SchemesOf(http, schemes, provider => provider.GetDefaultChallengeSchemeAsync()).ConfigureAwait(false))
            await http.ChallengeAsync(scheme).ConfigureAwait(false);
        if (IsAnswered(http, StatusCodes.Status401Unauthorized))
            return;
        if (http.Response.Headers.WWWAuthenticate.Count == 0)
            http.Response.Headers.WWWAuthenticate = NoScheme;
        await Problem.SignIn().ExecuteAsync(http).ConfigureAwait(false);
    }

    private static async Task ForbidAsync(HttpContext http, IReadOnlyList<string> schemes)
    {
        foreach (var scheme in await SchemesOf(http, schemes, provider => provider.GetDefaultForbidSchemeAsync()).ConfigureAwait(false))
            await http.ForbidAsync(scheme).ConfigureAwait(false);
        if (!IsAnswered(http, StatusCodes.Status403Forbidden))
            await Problem.NotLetIn().ExecuteAsync(http).ConfigureAwait(false);
    }

    private static async Task<IEnumerable<string>> SchemesOf(
        HttpContext http, IReadOnlyList<string> schemes, Func<IAuthenticationSchemeProvider, Task<AuthenticationScheme?>> byDefault)
    {
        if (schemes.Count > 0)
            return schemes;
        return http.RequestServices.GetService<IAuthenticationSchemeProvider>() is { } provider && await byDefault(provider).ConfigureAwait(false) is { } scheme ? [scheme.Name] : [];
    }

    /// <summary>Whether a scheme has answered in its own way, such as by sending the caller to a page.</summary>
    private static bool IsAnswered(HttpContext http, int status) => http.Response.HasStarted || http.Response.StatusCode is not StatusCodes.Status200OK && http.Response.StatusCode != status;
}
