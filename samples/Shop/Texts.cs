namespace Shop;

/// <summary>The few words of the pages themselves. All that is about a line is in the library's words.</summary>
internal static class Texts
{
    public static readonly string[] Languages = ["en", "zh-Hans", "id"];

    private static readonly Dictionary<string, Dictionary<string, string>> All =
        JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(Resource("texts.json"))!;

    public static CultureInfo Reader => CultureInfo.CurrentCulture;

    public static string Resource(string name) => new StreamReader(typeof(Texts).Assembly.GetManifestResourceStream(name)!).ReadToEnd();

    public static string Text(string key, params object?[] facts) => string.Format(Reader, All[key][Reader.Name], facts);

    public static string Title(Enum value) => MessageCatalog.Default.Explain(value, Reader) is var word ? char.ToUpper(word[0], Reader) + word[1..] : "";

    public static string Word(Enum value) => MessageCatalog.Default.Explain(value, Reader);

    public static string Amount(Money money) => money.ToString("C", Reader);

    public static string Date(LocalDate date) => date.ToString("D", Reader);

    public static string Moment(Instant at, DateTimeZone zone) => at.InZone(zone) is var local ? $"{Date(local.Date)}, {local.TimeOfDay.ToString("HH:mm", Reader)}" : "";
}
