using System.Net;
using System.Text.RegularExpressions;

namespace EsimLifecycle.Hosting.Tests.Shop;

/// <summary>A person without a browser's scripts: follows links, fills in forms and presses buttons by what stands on them.</summary>
public sealed partial class Visitor : IDisposable
{
    private readonly HttpClient _http;

    public Visitor(Uri address, string language)
    {
        _http = new HttpClient(new HttpClientHandler { CookieContainer = new() }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
    }

    public HttpStatusCode Status { get; private set; }

    public string Html { get; private set; } = "";

    /// <summary>Gets the path after redirections, with its query.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Gets what a person reads: the text of the page's own part.</summary>
    public string Text => WebUtility.HtmlDecode(Spaces().Replace(Tags().Replace(Html[Html.IndexOf("<main", StringComparison.Ordinal)..], " "), " "));

    public IEnumerable<string> Buttons => from form in Forms().Matches(Html) from button in ButtonsOf().Matches(form.Value) select Read(button.Groups[2].Value);

    public async Task<Visitor> GetAsync(string path) => await ReadAsync(await _http.GetAsync(path, TestContext.Current.CancellationToken));

    /// <summary>Presses the button whose text contains this, with the form's fields as they are but for those named here.</summary>
    public Task<Visitor> PressAsync(string text, params (string Name, string Value)[] fields) => PostAsync(Fill(text, fields));

    /// <summary>What pressing the button would send.</summary>
    public (string To, List<KeyValuePair<string, string>> Fields) Fill(string text, params (string Name, string Value)[] fields)
    {
        foreach (Match form in Forms().Matches(Html))
        {
            var button = ButtonsOf().Matches(form.Value).FirstOrDefault(each => Read(each.Groups[2].Value).Contains(text, StringComparison.Ordinal));
            if (button is null)
                continue;
            Dictionary<string, string> filled = [];
            foreach (Match input in Inputs().Matches(form.Value).Where(input => Attribute(input.Value, "type") != "radio"))
                filled[Attribute(input.Value, "name")!] = Attribute(input.Value, "value") ?? "";
            foreach (Match select in Selects().Matches(form.Value))
            {
                // Of a list, the item whose text is given; the first one otherwise.
                var options = Options().Matches(select.Value);
                var wanted = fields.FirstOrDefault(field => field.Name == Attribute(select.Value, "name")).Value;
                var option = options.FirstOrDefault(each => wanted is not null && Read(each.Groups[2].Value).Contains(wanted, StringComparison.Ordinal)) ?? options[0];
                filled[Attribute(select.Value, "name")!] = Attribute(option.Value, "value")!;
                fields = [.. fields.Where(field => field.Name != Attribute(select.Value, "name"))];
            }

            foreach (var (name, value) in fields)
                filled[name] = value;
            if (Attribute(button.Groups[1].Value, "name") is { } ofButton)
                filled[ofButton] = Attribute(button.Groups[1].Value, "value")!;
            return (Attribute(form.Value, "action")!, [.. filled]);
        }

        throw new InvalidOperationException($"There is no button '{text}' on {Path}; there are: {string.Join(" | ", Buttons)}");
    }

    public async Task<Visitor> PostAsync((string To, List<KeyValuePair<string, string>> Fields) form)
    {
        using var content = new FormUrlEncodedContent(form.Fields);
        return await ReadAsync(await _http.PostAsync(form.To, content, TestContext.Current.CancellationToken));
    }

    /// <summary>Looks again until the page has the text.</summary>
    public async Task<Visitor> WaitForAsync(string text)
    {
        for (var until = DateTime.UtcNow.AddSeconds(60); !Text.Contains(text, StringComparison.Ordinal); await Task.Delay(100, TestContext.Current.CancellationToken))
        {
            if (DateTime.UtcNow > until)
                throw new TimeoutException($"'{text}' has not come: {Text}");
            await GetAsync(Path);
        }

        return this;
    }

    public void Dispose() => _http.Dispose();

    private static string? Attribute(string tag, string name) =>
        Regex.Match(tag, $"""^[^>]*? {name}="([^"]*)["]""") is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;

    private static string Read(string html) => WebUtility.HtmlDecode(Tags().Replace(html, "")).Trim();

    private async Task<Visitor> ReadAsync(HttpResponseMessage response)
    {
        (Status, Path, Html) = (response.StatusCode, response.RequestMessage!.RequestUri!.PathAndQuery, await response.Content.ReadAsStringAsync());
        response.Dispose();
        return this;
    }

    [GeneratedRegex("<form method=\"post\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("(<button[^>]*>)(.*?)</button>", RegexOptions.Singleline)]
    private static partial Regex ButtonsOf();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Inputs();

    [GeneratedRegex("<select.*?</select>", RegexOptions.Singleline)]
    private static partial Regex Selects();

    [GeneratedRegex("(<option[^>]*>)(.*?)</option>", RegexOptions.Singleline)]
    private static partial Regex Options();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
