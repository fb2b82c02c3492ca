using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace EsimLifecycle.AspNetCore;

/// <summary>An answer about a subscription, with the entity tag by which a later command can say what its caller had seen.</summary>
/// <param name="version">The version of the subscription.</param>
/// <param name="culture">The culture of its texts; null if it has none.</param>
/// <param name="write">Writes the answer.</param>
internal sealed class JsonAnswer(long version, CultureInfo? culture, Action<Utf8JsonWriter> write) : IResult
{
    public const string Json = "application/json";

    public const string JsonSchema = "application/schema+json";

    /// <summary>Gets the status; 200 by default.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Gets the media type; that of JSON by default.</summary>
    public string Type { get; init; } = Json;

    /// <summary>Gets where there is more of it; null by default.</summary>
    public string? Next { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var isRead = !HttpMethods.IsPost(request.Method);
        var body = LifecycleJsonWriting.Write(write);

        // What is told depends on the time, the language and the policy too, so that the tag of what is read is of its text as well.
        var tag = isRead ? $"\"{version}-{DigestOf(body.Span)}\"" : $"\"{version}\"";
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "private, no-cache";
        if (culture is not null)
            response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        if (isRead && Precondition.IsKnown(request.Headers, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = Status;
        response.ContentType = $"{Type}; charset=utf-8";
        response.ContentLength = body.Length;
        if (culture is not null)
            response.Headers.ContentLanguage = ReaderCulture.LanguageOf(culture);
        if (Next is not null)
            response.Headers.Link = $"<{Next}>; rel=\"next\"";
        if (Status == StatusCodes.Status201Created)
            response.Headers.Location = request.PathBase.Add(request.Path).ToUriComponent();
        if (!HttpMethods.IsHead(request.Method))
            await response.BodyWriter.WriteAsync(body, httpContext.RequestAborted).ConfigureAwait(false);
    }

    private static string DigestOf(ReadOnlySpan<byte> body) => Base64Url.EncodeToString(SHA256.HashData(body).AsSpan(0, 9));
}

/// <summary>Writes the library's values, and what is told of them.</summary>
internal static class LifecycleJsonWriting
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json);
        return buffer.WrittenMemory;
    }

    /// <summary>Writes a value as the library does.</summary>
    public static void WriteValue<T>(this Utf8JsonWriter json, T value) => JsonSerializer.Serialize(json, value, LifecycleJson.Options.GetTypeInfo(typeof(T)));

    /// <summary>Writes a property, unless it is null.</summary>
    public static void WriteProperty<T>(this Utf8JsonWriter json, string name, T? value)
    {
        if (value is null)
            return;
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, LifecycleJson.Options.GetTypeInfo(value.GetType()));
    }

    /// <summary>Writes a list, each item in its own way.</summary>
    public static void WriteList<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            write(item);
        json.WriteEndArray();
    }

    /// <summary>Writes a value with a text about it as one more property.</summary>
    public static void WriteTold<T>(this Utf8JsonWriter json, T value, string name, string text)
    {
        json.WriteStartObject();
        foreach (var part in JsonSerializer.SerializeToElement(value, LifecycleJson.Options.GetTypeInfo(typeof(T))).EnumerateObject())
            part.WriteTo(json);
        json.WriteString(name, text);
        json.WriteEndObject();
    }

    /// <summary>Writes reasons with what they say in words.</summary>
    public static void WriteRefusals(this Utf8JsonWriter json, ValueList<Refusal> refusals, MessageCatalog messages, CultureInfo culture, DateTimeZone zone)
    {
        json.WriteStartArray();
        foreach (var refusal in refusals)
            json.WriteTold(refusal, "detail", messages.Explain(refusal, culture, zone));
        json.WriteEndArray();
    }
}
