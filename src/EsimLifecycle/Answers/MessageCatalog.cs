using System.Globalization;

namespace EsimLifecycle;

/// <summary>What people read, in each language: refusals, lines of a settlement and items of a checklist in words.</summary>
/// <remarks>
/// <para>Immutable and thread-safe. <see cref="Default"/> speaks English (<c>en</c>), Simplified Chinese (<c>zh</c>) and Indonesian (<c>id</c>);
/// <see cref="With"/> gives a catalogue that speaks one language more, or says some things in other words.</para>
/// <para>A culture is told things in the language of its name, or of the nearest of its parents: <c>zh-Hans-SG</c> in <c>zh-Hans</c> where there is one,
/// else in <c>zh</c>; any other in English. Sentences that a language lacks are told, each as a whole, in the next of these. Numbers, amounts and dates
/// are written as the culture does; dates in ISO 8601 (2026-01-31) where the culture's language is not the sentence's, or its data is not there
/// (globalization-invariant programs).</para>
/// <para>The words may change from release to release: branch on <see cref="Refusal.Code"/>.</para>
/// </remarks>
public sealed class MessageCatalog
{
    private const string ResourcePrefix = "messages.";

    private readonly (string Code, Lazy<MessageLanguage> Texts)[] _languages;

    private MessageCatalog((string, Lazy<MessageLanguage>)[] languages) => _languages = languages;

    /// <summary>Gets the library's own catalogue. Each language is read when it is first needed.</summary>
    public static MessageCatalog Default { get; } = new([.. typeof(MessageCatalog).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        .Select(name => BuiltIn(name[ResourcePrefix.Length..name.LastIndexOf('.')]))]);

    /// <summary>Gets the codes of the languages.</summary>
    public ValueList<string> Languages => ValueList.Create(_languages.Select(language => language.Code));

    /// <summary>Makes a catalogue with another language, or with other words in one that it has.</summary>
    /// <remarks>
    /// <para>The text has the shape of the library's own <c>messages.en.json</c>: sections of keys and texts, as in
    /// <c>{ "refusals": { "plan.unchanged": "Der Tarif {plan} ist schon gewählt." } }</c>. What it leaves out stays as it is; see
    /// <see cref="FindMissing"/>.</para>
    /// <para>Names in braces stand for facts: those that the English text names, in any order, each any number of times or not at all.
    /// <c>{paidUntil:lastDay}</c> stands for the day before: the last one that is served or paid, where the fact is the end.</para>
    /// </remarks>
    /// <param name="language">The language's code, as cultures are named: <c>de</c>, <c>pt-BR</c>, <c>zh-Hant</c>.</param>
    /// <param name="utf8">The texts as JSON in UTF-8.</param>
    /// <exception cref="ArgumentException"><paramref name="language"/> is not such a code.</exception>
    /// <exception cref="InvalidMessagesException">The text has faults, such as an unknown key or an unknown name in braces; the exception names all.</exception>
    public MessageCatalog With(string language, ReadOnlySpan<byte> utf8)
    {
        ArgumentException.ThrowIfNullOrEmpty(language);
        if (!language.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
            throw new ArgumentException($"Found '{language}'; expected the code of a language, such as 'de' or 'pt-BR'.", nameof(language));
        var texts = MessageLanguage.Read(language, utf8, Find("en")!);
        var index = Array.FindIndex(_languages, each => Is(each.Code, language));
        if (index < 0)
            return new MessageCatalog([.. _languages, (language, new Lazy<MessageLanguage>(texts))]);

        texts = texts.Over(_languages[index].Texts.Value);
        return new MessageCatalog([.. _languages[..index], (texts.Code, new Lazy<MessageLanguage>(texts)), .. _languages[(index + 1)..]]);
    }

    /// <summary>Finds the texts that a language lacks, as <c>section/key</c>: all where it is not in the catalogue.</summary>
    /// <remarks>A release may bring new texts, so that a test of the host's had better look here.</remarks>
    /// <param name="language">The language's code.</param>
    /// <exception cref="ArgumentNullException"><paramref name="language"/> is null.</exception>
    public ValueList<string> FindMissing(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        var texts = Find(language);
        return ValueList.Create(Find("en")!.Keys.Where(key => texts?.Find(key) is null).Order(StringComparer.Ordinal));
    }

    /// <summary>Tells why a request was refused: what is wrong, what would help, and from when it is possible again, with moments in UTC.</summary>
    /// <remarks>
    /// Devices are named by their whole EID, because their owner has to tell them apart. Moments are told to the minute and say that they are UTC, because
    /// a refusal knows no zone; people had better be told them in theirs, by <see cref="Explain(Refusal, CultureInfo, DateTimeZone)"/>.
    /// </remarks>
    /// <param name="refusal">The refusal.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public string Explain(Refusal refusal, CultureInfo culture) => Explain(refusal, culture, DateTimeZone.Utc);

    /// <summary>Tells why a request was refused, with moments in the reader's time zone.</summary>
    /// <remarks>
    /// A moment is told as the date and the time of day that a calendar and a clock there show, without the zone's name; only in
    /// <see cref="DateTimeZone.Utc"/> it ends with "UTC". Values that are dates already, such as the end of what is paid, are in the carrier's zone and
    /// stay as they are.
    /// </remarks>
    /// <param name="refusal">The refusal.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <param name="zone">The zone: the customer's, or the carrier's, which is <c>DateTimeZoneProviders.Tzdb[policy.Identity.Zone]</c>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public string Explain(Refusal refusal, CultureInfo culture, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return WriterFor(culture, zone).Explain(refusal);
    }

    /// <summary>Tells what a settlement's line is and how it came to its amount: <c>Unused part of the period: 19 of 31 days of 30.00 USD</c>.</summary>
    /// <param name="line">The line.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public string Explain(SettlementLine line, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(line);
        return WriterFor(culture, DateTimeZone.Utc).Explain(line);
    }

    /// <summary>Tells what to know or to do: <c>Unbind these devices: …</c>.</summary>
    /// <remarks>An end at midnight is told as the last day before it.</remarks>
    /// <param name="item">The checklist's item.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <param name="zone">The zone in which moments are told.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public string Explain(ChecklistItem item, CultureInfo culture, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(item);
        return WriterFor(culture, zone).Explain(item);
    }

    internal MessageLanguage? Find(ReadOnlySpan<char> code)
    {
        foreach (var (each, texts) in _languages)
        {
            if (Is(each, code))
                return texts.Value;
        }

        return null;
    }

    /// <summary>The languages for a culture, the nearest first; English is the last.</summary>
    internal MessageLanguage[] FindFor(CultureInfo culture)
    {
        // By the name: where a program runs without culture data, the name is all that a culture has.
        var found = new List<MessageLanguage>();
        for (var name = culture.Name.AsSpan(); name.Length > 0; name = name[..Math.Max(0, name.LastIndexOf('-'))])
        {
            if (Find(name) is { } language)
                found.Add(language);
        }

        var english = Find("en")!;
        if (!found.Contains(english))
            found.Add(english);
        return [.. found];
    }

    private static (string, Lazy<MessageLanguage>) BuiltIn(string code) => (code, new Lazy<MessageLanguage>(() =>
    {
        using var stream = typeof(MessageCatalog).Assembly.GetManifestResourceStream($"{ResourcePrefix}{code}.json")!;
        var utf8 = new byte[stream.Length];
        stream.ReadExactly(utf8);
        return MessageLanguage.Read(code, utf8, code == "en" ? null : Default.Find("en"));
    }));

    private static bool Is(ReadOnlySpan<char> code, ReadOnlySpan<char> other) => code.Equals(other, StringComparison.OrdinalIgnoreCase);

    private MessageWriter WriterFor(CultureInfo culture, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(culture);
        ArgumentNullException.ThrowIfNull(zone);
        return new MessageWriter(FindFor(culture), culture, zone);
    }
}

/// <summary>Texts for a <see cref="MessageCatalog"/> have faults: all of them, not the first.</summary>
public sealed class InvalidMessagesException : FormatException
{
    /// <summary>Creates the exception without faults.</summary>
    public InvalidMessagesException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">The message.</param>
    public InvalidMessagesException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and what caused it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public InvalidMessagesException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal InvalidMessagesException(string language, ValueList<string> faults)
        : base($"The texts for '{language}' have faults:" + string.Concat(faults.Select(fault => $"{Environment.NewLine}  {fault}"))) =>
        Faults = faults;

    /// <summary>Gets every fault, each with the section and the key of the text.</summary>
    public ValueList<string> Faults { get; }
}
