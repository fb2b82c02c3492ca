using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EsimLifecycle.Hosting.Tests.Shop;

/// <summary>A real browser without a window (Debian's chromium), by its DevTools protocol: as much of it as a person has a hand and an eye for.</summary>
public sealed class Browser : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _profile = Directory.CreateTempSubdirectory("chromium-").FullName;
    private readonly ClientWebSocket _socket = new();
    private readonly Process _process;
    private int _messages;

    private Browser(string program)
    {
        string[] arguments =
        [
            "--headless=new", "--no-sandbox", "--remote-debugging-port=0", $"--user-data-dir={_profile}", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--hide-scrollbars", "--lang=en", "about:blank",
        ];
        _process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>Gets the program; null where it is not installed.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists);

    public static async Task<Browser> OpenAsync(int width, int height)
    {
        var browser = new Browser(Program!);
        try
        {
            var port = await UntilAsync(() => Task.FromResult(
                File.Exists(Path.Combine(browser._profile, "DevToolsActivePort")) ? File.ReadLines(Path.Combine(browser._profile, "DevToolsActivePort")).FirstOrDefault() : null), "It does not listen.");
            using var http = new HttpClient { Timeout = Patience };
            var pages = JsonNode.Parse(await http.GetStringAsync($"http://127.0.0.1:{port}/json/list"))!.AsArray();
            await browser._socket.ConnectAsync(new Uri($"{pages.First(page => $"{page!["type"]}" == "page")!["webSocketDebuggerUrl"]}"), TestContext.Current.CancellationToken);
            await browser.SendAsync("Emulation.setDeviceMetricsOverride", new { width, height, deviceScaleFactor = 1, mobile = false });
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    public async Task GoAsync(Uri address)
    {
        await SendAsync("Page.navigate", new { url = $"{address}" });
        await ShownAsync();
    }

    /// <summary>Presses, with the mouse, the button or link whose text contains this, and waits for the next page.</summary>
    public async Task PressAsync(string text)
    {
        await ClickAsync("button, a", text);
        await ShownAsync();
    }

    /// <summary>Opens what is folded away under this title.</summary>
    public Task UnfoldAsync(string title) => ClickAsync("summary", title);

    private async Task ClickAsync(string selector, string text)
    {
        var place = JsonNode.Parse(await SeeAsync($$"""
            (() => {
              const found = [...document.querySelectorAll({{JsonSerializer.Serialize(selector)}})].find(each => each.textContent.includes({{JsonSerializer.Serialize(text)}}));
              if (!found) return "null";
              found.scrollIntoView({ block: "center", behavior: "instant" });
              const box = found.getBoundingClientRect();
              document.documentElement.dataset.seen = "";
              return JSON.stringify({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
            })()
            """)) ?? throw new InvalidOperationException($"There is nothing to press with '{text}' on the page: {await TextAsync()}");
        foreach (var type in new[] { "mousePressed", "mouseReleased" })
            await SendAsync("Input.dispatchMouseEvent", new { type, x = place["x"], y = place["y"], button = "left", clickCount = 1 });
    }

    public async Task ChooseAsync(string select, string text) => await SeeAsync($$"""
        (() => {
          const list = document.querySelector({{JsonSerializer.Serialize(select)}});
          list.selectedIndex = [...list.options].findIndex(each => each.text.includes({{JsonSerializer.Serialize(text)}}));
          return list.value;
        })()
        """);

    public Task<string> TextAsync() => SeeAsync("document.body.innerText");

    /// <summary>What an expression gives in the page, as text.</summary>
    public async Task<string> SeeAsync(string expression) =>
        $"{(await SendAsync("Runtime.evaluate", new { expression, returnByValue = true }))["result"]?["value"]}";

    /// <summary>A picture of what is on the screen from the top of the page.</summary>
    public async Task<byte[]> PhotographAsync()
    {
        await SeeAsync("scrollTo(0, 0)");
        return Convert.FromBase64String($"{(await SendAsync("Page.captureScreenshot", new { format = "png" }))["data"]}");
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        await UntilAsync(() => Task.FromResult(TryDelete() ? "gone" : null), "Its profile stays.");

        bool TryDelete()
        {
            try
            {
                Directory.Delete(_profile, recursive: true);
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    private static async Task<string> UntilAsync(Func<Task<string?>> look, string otherwise)
    {
        for (var until = DateTime.UtcNow + Patience; DateTime.UtcNow < until; await Task.Delay(20))
        {
            if (await look() is { Length: > 0 } found)
                return found;
        }

        throw new TimeoutException(otherwise);
    }

    /// <summary>Waits for a page that is whole and was not seen before.</summary>
    private async Task ShownAsync() =>
        await UntilAsync(async () => await SeeAsync("document.readyState == 'complete' && !('seen' in document.documentElement.dataset) && location.protocol != 'about:'") == "true" ? "shown" : null, "No page comes.");

    private async Task<JsonNode> SendAsync(string method, object parameters)
    {
        using var patience = new CancellationTokenSource(Patience);
        var id = ++_messages;
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters }), WebSocketMessageType.Text, true, patience.Token);
        while (true)
        {
            using var whole = new MemoryStream();
            var part = new byte[64 * 1024];
            for (var received = default(WebSocketReceiveResult); received is not { EndOfMessage: true };)
            {
                received = await _socket.ReceiveAsync(part, patience.Token);
                whole.Write(part, 0, received.Count);
            }

            var answer = JsonNode.Parse(Encoding.UTF8.GetString(whole.ToArray()))!;
            if ((int?)answer["id"] == id)
                return answer["result"] ?? throw new InvalidOperationException($"{method}: {answer["error"]}");
        }
    }
}
