using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace EsimLifecycle.Tests;

/// <summary>Tokens such as <c>dotnet user-jwts</c> makes, for the web apps of the READMEs.</summary>
internal static class WebToken
{
    private const string Issuer = "dotnet-user-jwts";

    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    /// <summary>Gets what <c>dotnet user-jwts</c> writes into a developer's settings and secrets.</summary>
    public static string[] Settings { get; } =
    [
        $"--Authentication:Schemes:Bearer:ValidIssuer={Issuer}", $"--Authentication:Schemes:Bearer:ValidAudiences:0={Issuer}",
        $"--Authentication:Schemes:Bearer:SigningKeys:0:Issuer={Issuer}", $"--Authentication:Schemes:Bearer:SigningKeys:0:Value={Convert.ToBase64String(Key)}",
    ];

    /// <summary>Returns the token of somebody, with a claim; not of ours is one that somebody else has signed.</summary>
    public static string Of(string name, string claim, string value, bool isOurs = true)
    {
        var until = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds();
        var text = $"{Encode("""{"alg":"HS256","typ":"JWT"}""")}.{Encode($$"""{"unique_name":"{{name}}","sub":"{{name}}","{{claim}}":"{{value}}","iss":"{{Issuer}}","aud":"{{Issuer}}","exp":{{until}}}""")}";
        return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(isOurs ? Key : RandomNumberGenerator.GetBytes(32), Encoding.ASCII.GetBytes(text)))}";
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
