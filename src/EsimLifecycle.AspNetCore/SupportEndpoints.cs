using System.Globalization;
using System.Text.Json;
using EsimLifecycle.Hosting;

namespace EsimLifecycle.AspNetCore;

/// <summary>What the endpoints for a support desk answer: about all subscriptions.</summary>
internal static class SupportEndpoints
{
    public const int MaxLetters = 1_000;

    private const int Letters = 100;

    /// <summary>What is waiting.</summary>
    public static async Task<IResult> Status(HttpContext http)
    {
        var status = await HostOf(http).GetStatusAsync(http.RequestAborted).ConfigureAwait(false);
        return new JsonAnswer(0, null, json =>
        {
            json.WriteStartObject();
            json.WriteProperty("oldestDue", status.OldestDue);
            json.WriteProperty("untold", status.Untold);
            json.WriteProperty("untoldSince", status.UntoldSince);
            json.WriteProperty("deadLetters", status.DeadLetters);
            json.WriteEndObject();
        });
    }

    /// <summary>The instructions that were tried in vain.</summary>
    public static async Task<IResult> DeadLetters(HttpContext http)
    {
        SubscriptionId? id = null;
        if (http.Request.Query.TryGetValue("subscription", out var text))
        {
            if (text is not [var name] || !SubscriptionId.TryParse(name, out var one))
                return Problem.BadQuery("subscription", "the id of a subscription");
            id = one;
        }

        var limit = Letters;
        if (http.Request.Query.TryGetValue("limit", out var most)
            && (most is not [var digits] || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaxLetters))
        {
            return Problem.BadQuery("limit", $"a whole number from 1 to {MaxLetters}");
        }

        var letters = await HostOf(http).DeadLettersAsync(id, limit, http.RequestAborted).ConfigureAwait(false);
        return new JsonAnswer(0, null, json =>
        {
            json.WriteStartArray();
            foreach (var letter in letters)
                Write(json, letter);
            json.WriteEndArray();
        });
    }

    /// <summary>Hands a dead letter to the handler once more.</summary>
    public static async Task<IResult> SendAgain(HttpContext http)
    {
        var (body, problem) = await RequestBody.ReadAsync(http, 4096).ConfigureAwait(false);
        if (problem is not null)
            return problem;
        if (Read(body) is not var (id, key))
            return RequestBody.Malformed("$", "Expected an object of a 'subscription' and a 'key', as of a dead letter.");
        if (http.RequestServices.GetService<IInstructionHandler>() is not { } handler)
            return new Problem(StatusCodes.Status409Conflict, "problem:no-handler", "There is no handler", "This process has no handler of instructions.");
        var host = HostOf(http);
        var letters = await host.DeadLettersAsync(id, MaxLetters, http.RequestAborted).ConfigureAwait(false);
        if (letters.FirstOrDefault(each => each.Key == key) is not { } letter)
            return NoLetter();
        DeadLetter? left;
        try
        {
            left = await host.SendAgainAsync(letter, handler, http.RequestAborted).ConfigureAwait(false);
        }
        catch (ArgumentException)
        {
            return NoLetter(); // It has gone since: somebody else was faster.
        }

        return new JsonAnswer(letter.Version, null, json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("isDone", left is null);
            if (left is not null)
            {
                json.WritePropertyName("deadLetter");
                Write(json, left);
            }

            json.WriteEndObject();
        });
    }

    /// <summary>The JSON Schema of a carrier's policy, for an editor.</summary>
    public static Task<IResult> PolicySchema(HttpContext http) => Task.FromResult<IResult>(
        new JsonAnswer(0, null, json => json.WriteRawValue(CarrierPolicy.JsonSchema)) { Type = JsonAnswer.JsonSchema });

    private static Problem NoLetter() =>
        new(StatusCodes.Status404NotFound, "problem:no-letter", "There is no such dead letter", "It may have been sent again, or overtaken. Read the dead letters again.");

    private static SubscriptionHost HostOf(HttpContext http) => http.RequestServices.GetRequiredService<SubscriptionHost>();

    private static void Write(Utf8JsonWriter json, DeadLetter letter)
    {
        json.WriteStartObject();
        json.WriteProperty("subscription", letter.Id);
        json.WriteProperty("version", letter.Version);
        json.WriteProperty("key", letter.Key);
        json.WriteProperty("tries", letter.Tries);
        json.WriteProperty("at", letter.At);
        json.WriteProperty("error", letter.Error);
        json.WriteEndObject();
    }

    private static (SubscriptionId Id, string Key)? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("subscription", out var id) && id.ValueKind == JsonValueKind.String && SubscriptionId.TryParse(id.GetString(), out var subscription)
                && root.TryGetProperty("key", out var key) && key.ValueKind == JsonValueKind.String
                ? (subscription, key.GetString()!)
                : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
