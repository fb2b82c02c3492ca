using System.Buffers;
using Microsoft.Net.Http.Headers;

namespace EsimLifecycle.AspNetCore;

/// <summary>The JSON that a request brings.</summary>
internal static class RequestBody
{
    /// <summary>Reads a command.</summary>
    /// <returns>The command, or the problem with what there is instead.</returns>
    public static async ValueTask<(LifecycleCommand? Command, Problem? Problem)> ReadCommandAsync(HttpContext http, int max)
    {
        var (body, problem) = await ReadAsync(http, max).ConfigureAwait(false);
        if (problem is not null)
            return (null, problem);
        try
        {
            return (LifecycleJson.ReadCommand(body.Span), null);
        }
        catch (LifecycleJsonException fault)
        {
            return (null, Malformed(fault.Path, fault.Problem));
        }
    }

    /// <summary>The problem with a text that is not what is expected.</summary>
    public static Problem Malformed(string path, string fault)
    {
        var problem = Problem.BadRequest("json", "The body can't be read", $"{path}: {fault}");
        problem.Extensions["path"] = path;
        return problem;
    }

    /// <summary>Reads the body as it is.</summary>
    public static async ValueTask<(ReadOnlyMemory<byte> Body, Problem? Problem)> ReadAsync(HttpContext http, int max)
    {
        var request = http.Request;
        if (!request.HasJsonContentType() || request.Headers.ContentEncoding.Count > 0 || !IsUtf8(request))
            return (default, new Problem(StatusCodes.Status415UnsupportedMediaType, "problem:media-type", "The body is of another type", "Expected application/json in UTF-8."));
        if (request.ContentLength > max)
            return (default, TooLarge(max));
        try
        {
            while (true)
            {
                var read = await request.BodyReader.ReadAsync(http.RequestAborted).ConfigureAwait(false);
                var isTooLarge = read.Buffer.Length > max;
                var whole = read.IsCompleted && !isTooLarge ? read.Buffer.ToArray() : null;
                request.BodyReader.AdvanceTo(whole is null && !isTooLarge ? read.Buffer.Start : read.Buffer.End, read.Buffer.End);
                if (isTooLarge)
                    return (default, TooLarge(max));
                if (whole is not null)
                    return (whole, null);
            }
        }
        catch (IOException fault)
        {
            // Of another kind than a bad request, which is one of these, it is the connection that is gone: the server is not to look for the rest.
            if (fault is not BadHttpRequestException)
                http.Abort();
            return (default, fault is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
                ? TooLarge(max) : Problem.BadRequest("body", "The body did not come whole", "Send the request again."));
        }
    }

    private static bool IsUtf8(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && (!type.Charset.HasValue || type.Charset.Value.AsSpan().Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static Problem TooLarge(int max) => new(StatusCodes.Status413PayloadTooLarge, "problem:too-large", "The body is too large", $"At most {max} bytes are expected.");
}
