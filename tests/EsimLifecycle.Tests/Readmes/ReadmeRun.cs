using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EsimLifecycle.Tests;

/// <summary>
/// One README from its first block to its last: each is run, read or compared with what the one before it gave. In what is shown, … stands for anything on its line, and for any
/// lines where it is the whole of one.
/// </summary>
internal sealed class ReadmeRun(Readme readme, CancellationToken cancellation) : IDisposable
{
    // As people write it: no … as an escape.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lazy<Shell> _shell = new(() => new Shell());
    private Example _example = new();
    private string? _given;

    public void Dispose()
    {
        if (_shell.IsValueCreated)
            _shell.Value.Dispose();
    }

    /// <summary>Runs all but the commands for a shell; or those alone, with the files that they read.</summary>
    public async Task Run(bool shell)
    {
        var unshown = (Where: "", Printed: "");
        foreach (var block in readme.Blocks)
        {
            var where = $"{readme.Path}:{block.Line}";
            if (block.Language is "csharp" or "sh" or "http")
            {
                unshown.Printed.Should().BeEmpty("what {0} prints is to be shown", unshown.Where);
                _given = block.Language == "sh" != shell ? null : await Give(block, where);
                unshown = block.Language == "csharp" && !shell ? (where, _given!) : ("", "");
                continue;
            }

            if (!await IsCovered(block, where, shell))
                throw new FormatException($"{where}: nobody tries this block of '{block.Language}'.");
            unshown = ("", "");
        }

        unshown.Printed.Should().BeEmpty("what {0} prints is to be shown", unshown.Where);
    }

    private async Task<string> Give(ReadmeBlock block, string where)
    {
        switch (block.Language)
        {
            case "sh":
                return await _shell.Value.Run(block.Content, cancellation);
            case "http":
                return await Send(block.Content);
            default:
                if (block.Given is not null and not ReadmeCode.Everywhere)
                    _example.Given(block.Given);
                _example = ReadmeCode.Of(readme, block, _example);
                if (_example.Address is null || block.Given != "a web app")
                    await _example.Run();
                else
                    await ServeAsync(block, where);
                var printed = _example.Console.ToString();
                _example.Console.GetStringBuilder().Clear();
                return printed;
        }
    }

    /// <summary>Whether the block, which is not run, is what the one before it gave, or read by what it is for.</summary>
    private async Task<bool> IsCovered(ReadmeBlock block, string where, bool shell)
    {
        switch (block.Language)
        {
            case "text" when block.File is null:
                if (_given is not null && ReadmeTests.IsWriting && File.Exists(readme.FullPath) && !block.Content.Contains('…', StringComparison.Ordinal))
                    readme.Rewrite($"```text\n{block.Content}```", $"```text\n{_given}```");
                else if (_given is not null)
                    Matches(_given, block.Content, where);
                return IsOutput(block);
            case "json" when block.File is null && IsOutput(block):
                if (_given is not null)
                    Matches(Compact(_given), Compact(block.Content), where);
                return true;
            case "json":
                if (block.File is not null)
                {
                    _example.File.Show(block.File, block.Content);
                    if (shell)
                        _shell.Value.Write(block.File, block.Content);
                }

                if (PolicyOf(block.Content) is { } policy)
                    CarrierPolicy.FromJson(Encoding.UTF8.GetBytes(policy)).Validate().Should().BeEmpty("{0} is an example", where);
                else if (block.Content.Contains("\"do\"", StringComparison.Ordinal) && block.File is null)
                    LifecycleJson.ReadCommand(Encoding.UTF8.GetBytes(block.Content)).Should().NotBeNull();
                else if (block.File is null || !JsonNode.Parse(block.Content)!.AsObject().ContainsKey("steps"))
                    return false;
                return true;
            case "xml":
                XElement.Parse($"<all>{block.Content}</all>");
                return true;
            case "mermaid":
                if (block.Section?.StartsWith("chart", StringComparison.Ordinal) == true)
                    return true;
                foreach (var (from, to) in ReadmeSections.ArrowsOf(block.Content))
                    ReadmeSections.IsOnTheChart(from, to).Should().BeTrue("{0} draws an arrow from {1} to {2}", where, from, to);
                return ReadmeSections.ArrowsOf(block.Content).Any();
            default:
                await Task.CompletedTask;
                return false;
        }
    }

    /// <summary>A policy, or a part of one, which is put into an example.</summary>
    private static string? PolicyOf(string json)
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip };
        if (json.Contains('…', StringComparison.Ordinal) || JsonNode.Parse(json, null, options) is not JsonObject policy)
            return null;
        var example = JsonNode.Parse(LifecycleJson.Write(CarrierPolicy.Preset("axis-renewal")))!.AsObject();
        var parts = typeof(CarrierPolicy).GetProperties().Select(part => JsonNamingPolicy.CamelCase.ConvertName(part.Name)).Append("$schema").ToList();
        if (policy.Count == 0 || !policy.All(part => parts.Contains(part.Key)))
            return null;
        foreach (var part in new[] { "identity", "plans" })
        {
            if (!policy.ContainsKey(part))
                policy[part] = example[part]!.DeepClone();
        }

        return policy.ToJsonString();
    }

    /// <summary>Whether the block before is run and prints something, as far as is known here.</summary>
    private bool IsOutput(ReadmeBlock block)
    {
        var before = readme.Blocks.IndexOf(block) - 1;
        return before >= 0 && readme.Blocks[before].Language is "csharp" or "sh" or "http" && _given is not { Length: 0 };
    }

    private static void Matches(string printed, string shown, string where)
    {
        if (!shown.Contains('…', StringComparison.Ordinal))
        {
            printed.Should().Be(shown, "{0} says so", where);
            return;
        }

        var pattern = Regex.Replace(Regex.Escape(shown).Replace(@"\n", "\n", StringComparison.Ordinal), "(?m)^…\n", @"(.*\n)*").Replace("…", ".*", StringComparison.Ordinal);
        printed.Should().MatchRegex($"^{pattern}$", "{0} says so", where);
    }

    private static string Compact(string json) => JsonNode.Parse(json)!.ToJsonString(Plain);

    /// <summary>Serves the block, and tries whether somebody gets in by mistake.</summary>
    private async Task ServeAsync(ReadmeBlock block, string where)
    {
        Serve(_example, where);
        if (!block.Content.Contains("MapEsimLifecycle", StringComparison.Ordinal))
            return;
        const string Open = """{ "do": "OpenSubscription", "id": "line-1", "plan": "keep-monthly" }""";
        foreach (var authorization in new[] { "", "Bearer", "Bearer x", "Basic YWRhOmFkYQ==", $"Bearer {WebToken.Of("desk-4", "role", "desk", isOurs: false)}" })
        {
            var headers = authorization.Length > 0 ? $"Authorization: {authorization}\n" : "";
            foreach (var request in new[] { "GET /lines/line-1\n", "GET /lines/line-1/history\n", "POST /lines/line-1\nIdempotency-Key: m-0\n" })
            {
                using var answer = await Ask($"{request}{headers}{(request[0] == 'P' ? $"\n{Open}" : "")}");
                ((int)answer.StatusCode).Should().Be(401, "{0} lets nobody in by '{1}'", where, authorization);
            }
        }

        if (!block.Content.Contains("AddJwtBearer", StringComparison.Ordinal))
            return;
        foreach (var (token, opens, reads) in new[]
        {
            (WebToken.Of("ada", "line", "line-2"), 404, 404), (WebToken.Of("desk-4", "role", "desk"), 201, 200), (WebToken.Of("ada", "line", "line-1"), 409, 200),
        })
        {
            using var opened = await Ask($"POST /lines/line-1\nIdempotency-Key: m-0\nAuthorization: Bearer {token}\n\n{Open}");
            using var read = await Ask($"GET /lines/line-1/available\nAuthorization: Bearer {token}\n");
            ((int)opened.StatusCode, (int)read.StatusCode).Should().Be((opens, reads), "{0} knows who it is", where);
        }
    }

    private static void Serve(Example example, string where)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                example.Run().GetAwaiter().GetResult();
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        thread.IsBackground = true;
        thread.Start();
        using var client = new System.Net.Sockets.TcpClient();
        for (var tries = 0; !client.Connected; tries++)
        {
            if (failure is not null || tries == 200)
                throw new InvalidOperationException($"{where}: nothing is served.", failure);
            try
            {
                client.Connect(example.Address!.Host, example.Address.Port);
            }
            catch (System.Net.Sockets.SocketException)
            {
                Thread.Sleep(50);
            }
        }
    }

    /// <summary>Sends a request as a <c>.http</c> file has it: the method and the path, headers, an empty line, the body.</summary>
    private async Task<string> Send(string request)
    {
        using var response = await Ask(request);
        return await response.Content.ReadAsStringAsync(cancellation);
    }

    private async Task<HttpResponseMessage> Ask(string request)
    {
        var (head, body) = request.Split("\n\n", 2) is [var first, var rest] ? (first, rest.Trim()) : (request, "");
        var lines = head.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var words = lines[0].Split(' ');
        using var client = new HttpClient { BaseAddress = _example.Address };
        using var message = new HttpRequestMessage(new HttpMethod(words[0]), new Uri(words[1], UriKind.Relative));
        if (body.Length > 0)
            message.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        foreach (var header in lines[1..].Select(line => line.Split(": ", 2)).Where(header => header[0] != "Content-Type"))
            message.Headers.TryAddWithoutValidation(header[0], header[1]);
        return await client.SendAsync(message, cancellation);
    }
}
