using System.Globalization;

namespace EsimLifecycle;

/// <summary>A catalogue of texts for people, by language: whatever the library decides, asks for or tells, in words.</summary>
/// <remarks>
/// <para>Immutable and thread-safe. <see cref="Default"/> contains English (<c>en</c>), Simplified Chinese (<c>zh</c>) and Indonesian
/// (<c>id</c>); <see cref="With"/> returns a catalogue with another language, or with other texts.</para>
/// <para>The language of a text is that of the culture's name, or of the nearest of its parents: <c>zh-Hans-SG</c> uses <c>zh-Hans</c> if
/// there is one, else <c>zh</c>; any other culture uses English. A sentence that a language lacks is written, as a whole, in the next of
/// these languages. Numbers, amounts and dates are formatted by the culture, but dates are in ISO 8601 (2026-01-31) if the culture's
/// language is not the sentence's, or its data is not available (globalization-invariant programs).</para>
/// <para>The texts may change from release to release: branch on <see cref="Refusal.Code"/>.</para>
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

    /// <summary>Returns a catalogue with another language, or with other texts for a language that it has.</summary>
    /// <remarks>
    /// <para>The JSON has the shape of the library's own <c>messages.en.json</c>: sections of keys and texts, as in
    /// <c>{ "refusals": { "plan.unchanged": "Der Tarif {plan} ist schon gewählt." } }</c>. Texts that it leaves out stay as they are; see
    /// <see cref="FindMissing"/>.</para>
    /// <para>Names in braces are replaced by facts. A text may use the names of the English text, in any order, each any number of times
    /// or not at all. <c>{paidUntil:lastDay}</c> is replaced by the day before: the last day that is served or paid, if the fact is the
    /// end. <c>{closedAt:end}</c> is replaced by when it ended: at the end of that day, if the moment is the beginning of a day, and otherwise
    /// at that moment. <c>{paidUntil:until}</c> and <c>{dueBy:by}</c> are replaced in the same way by until when something lasts and by when it has to be
    /// there, and <c>{left:data}</c> by an amount of data.</para>
    /// <para>What stands in square brackets is told only if every fact that it names is there; of several parts with bars between them, the first such:
    /// <c>charge failed: [tried again on {retryAt}|given up]</c>. A fact that is only true or not is replaced by nothing, and decides about its part.</para>
    /// </remarks>
    /// <param name="language">The language's code, in the form of a culture name: <c>de</c>, <c>pt-BR</c>, <c>zh-Hant</c>.</param>
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

    /// <summary>
    /// Finds the texts that a language lacks, as <c>section/key</c>; returns all if the language is not in the catalogue.
    /// </summary>
    /// <remarks>A release may add texts, so a host with texts of its own should check this in a test.</remarks>
    /// <param name="language">The language's code.</param>
    /// <exception cref="ArgumentNullException"><paramref name="language"/> is null.</exception>
    public ValueList<string> FindMissing(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        var texts = Find(language);
        return ValueList.Create(Find("en")!.Keys.Where(key => texts?.Find(key) is null).Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// Explains why a request was refused: the reason, the remedy, and when the request is possible again, with moments in UTC.
    /// </summary>
    /// <remarks>
    /// Devices are named by their whole EID, because their owner has to tell them apart. Moments are given to the minute and marked as
    /// UTC, because a refusal has no zone. For people, prefer <see cref="Explain(Refusal, CultureInfo, DateTimeZone)"/>, which uses the
    /// reader's zone.
    /// </remarks>
    /// <param name="refusal">The refusal.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public string Explain(Refusal refusal, CultureInfo culture) => Explain(refusal, culture, DateTimeZone.Utc);

    /// <summary>Explains why a request was refused, with moments in the reader's time zone.</summary>
    /// <remarks>
    /// A moment is given as the date and the time of day in that zone, without the zone's name; only in <see cref="DateTimeZone.Utc"/> it
    /// ends with "UTC". Values that are dates already, such as the end of the paid time, are in the carrier's zone and stay as they are.
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

    /// <summary>
    /// Explains a settlement line and how its amount was computed: <c>Unused part of the period: 19 of 31 days of USD 30.00</c>.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public string Explain(SettlementLine line, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(line);
        return WriterFor(culture, DateTimeZone.Utc).Explain(line);
    }

    /// <summary>Explains what to know or to do: <c>Unbind these devices: …</c>.</summary>
    /// <remarks>An end at midnight is given as the last day before it.</remarks>
    /// <param name="item">The checklist's item.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <param name="zone">The zone in which moments are given.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public string Explain(ChecklistItem item, CultureInfo culture, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(item);
        return WriterFor(culture, zone).Explain(item);
    }

    /// <summary>
    /// Explains an event in one line, as a line of a history: <c>Service suspended at the customer's request, up to and including 31 March 2026</c>.
    /// </summary>
    /// <remarks>
    /// The line does not say when the event happened, who caused it and what was posted, which a history has columns for
    /// (<see cref="LifecycleEvent.At"/>, <see cref="LifecycleEvent.Cause"/>, <see cref="LifecycleEvent.Postings"/>). It names devices, numbers and
    /// references as they are: after personal data was erased, by their pseudonyms.
    /// </remarks>
    /// <param name="event">The event.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <param name="zone">The zone in which moments are given; what ends with a day there is told by that day.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public string Explain(LifecycleEvent @event, CultureInfo culture, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(@event);
        return WriterFor(culture, zone, isBrief: true).Explain(@event);
    }

    /// <summary>Explains in one line what the host has to do: <c>Charge USD 31.00 by card (charge-7, attempt 2)</c>.</summary>
    /// <remarks>For people who look into an outbox. Of a <see cref="SendMessage"/> it tells the subject.</remarks>
    /// <param name="instruction">The instruction.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <param name="zone">The zone in which moments are given; what ends with a day there is told by that day.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public string Explain(Instruction instruction, CultureInfo culture, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(instruction);
        return WriterFor(culture, zone, isBrief: true).Explain(instruction);
    }

    /// <summary>Composes a message to the customer: its subject and its text, with the facts that the instruction has.</summary>
    /// <remarks>
    /// The text is to be sent as it is, after the host's greeting and before its signature. It leaves out what the instruction does not know. The language
    /// is the customer's, which the host knows: the library stores none.
    /// </remarks>
    /// <param name="message">The instruction to send it.</param>
    /// <param name="culture">The customer's culture.</param>
    /// <param name="zone">The zone in which moments are given; what ends with a day there is told by that day.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public MessageContent Compose(SendMessage message, CultureInfo culture, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(message);
        return WriterFor(culture, zone).Compose(message);
    }

    /// <summary>Describes a subscription in labelled lines, as a status page shows it: plan, paid time, balance, data, devices, deadlines.</summary>
    /// <remarks>
    /// <para>What there is nothing to say of has no line; what there may be several of has a line each. The lines are in the order of their kinds, so that
    /// equal labels stand together. Choose by <see cref="DescriptionLine.Kind"/> what to show to whom.</para>
    /// <para>The state has no clock: call <see cref="Lifecycle.Advance"/> first and pass what it returns. How far a cancellation has come is told by
    /// <see cref="Lifecycle.Progress"/>.</para>
    /// </remarks>
    /// <param name="subscription">The subscription.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <param name="zone">The zone in which moments are given; what ends with a day there is told by that day.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public ValueList<DescriptionLine> Describe(Subscription subscription, CultureInfo culture, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        return new Description(WriterFor(culture, zone, isBrief: true), subscription).Write();
    }

    /// <summary>Explains in one line what happens at a deadline, and when: <c>The grace period ends at the end of 28 February 2026</c>.</summary>
    /// <remarks>For the kind alone, as the word of a column, see <see cref="Explain(Enum, CultureInfo)"/>.</remarks>
    /// <param name="deadline">The deadline.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <param name="zone">The zone in which moments are given; what ends with a day there is told by that day.</param>
    /// <exception cref="ArgumentNullException"><paramref name="culture"/> or <paramref name="zone"/> is null.</exception>
    public string Explain(Deadline deadline, CultureInfo culture, DateTimeZone zone) => WriterFor(culture, zone, isBrief: true).Explain(deadline);

    /// <summary>Explains in one line what was asked for or reported, as a line of a journal: <c>Recording a payment: USD 31.00 by card (pay-7)</c>.</summary>
    /// <param name="command">The command.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <param name="zone">The zone in which moments are given; what ends with a day there is told by that day.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public string Explain(LifecycleCommand command, CultureInfo culture, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(command);
        return WriterFor(culture, zone, isBrief: true).Explain(command);
    }

    /// <summary>Says who gives or gave a command: <c>customer anna by the app, identity low</c>.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public string Explain(Caller caller, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return WriterFor(culture, DateTimeZone.Utc, isBrief: true).Explain(caller);
    }

    /// <summary>Explains in one line what is charged and what for: <c>USD 31.00 by card for the next period (charge-7)</c>.</summary>
    /// <param name="charge">The charge.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public string Explain(Charge charge, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(charge);
        return WriterFor(culture, DateTimeZone.Utc, isBrief: true).Explain(charge);
    }

    /// <summary>
    /// Explains in one line what was bought and still has to be confirmed: <c>pack data-1gb for USD 5.00, to be confirmed by 3 March 2026 at 10:00 (purchase-9)</c>.
    /// </summary>
    /// <param name="purchase">The purchase.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <param name="zone">The zone in which moments are given; what ends with a day there is told by that day.</param>
    /// <exception cref="ArgumentNullException"><paramref name="culture"/> or <paramref name="zone"/> is null.</exception>
    public string Explain(Purchase purchase, CultureInfo culture, DateTimeZone zone) => WriterFor(culture, zone, isBrief: true).Explain(purchase);

    /// <summary>Explains in one line how far a refund has come: <c>USD 12.00 of payment pay-1 is to be paid back by the end of 14 March 2026</c>.</summary>
    /// <param name="leg">The part of the refund that goes back to one payment.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <param name="zone">The zone in which moments are given; what ends with a day there is told by that day.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public string Explain(RefundLeg leg, CultureInfo culture, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(leg);
        return WriterFor(culture, zone, isBrief: true).Explain(leg);
    }

    /// <summary>
    /// Explains in one line what is charged late and how it stands: <c>USD 3.00 for usage on 1 March 2026 at 10:00 (late-1): USD 3.00 is due</c>.
    /// </summary>
    /// <param name="charge">The late charge.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <param name="zone">The zone in which moments are given; what ends with a day there is told by that day.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public string Explain(LateCharge charge, CultureInfo culture, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(charge);
        return WriterFor(culture, zone, isBrief: true).Explain(charge);
    }

    /// <summary>Explains in one line which device is bound and how it stands: <c>phone 8904…, to be unbound, profile enabled</c>.</summary>
    /// <param name="binding">The binding.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public string Explain(DeviceBinding binding, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(binding);
        return WriterFor(culture, DateTimeZone.Utc, isBrief: true).Explain(binding);
    }

    /// <summary>Returns the word for a value of an enumeration: <c>in its grace period</c> for <see cref="SubscriptionStatus.Grace"/>.</summary>
    /// <remarks>A word fits into the middle of a sentence or into a column; it begins with a small letter where the language has them.</remarks>
    /// <param name="value">A value of an enumeration of the library whose values people meet, such as a status, a reason or a payment method.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="value"/> has no word: its enumeration has none, or no such value.</exception>
    public string Explain(Enum value, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(value);
        return WriterFor(culture, DateTimeZone.Utc).FindWord(value)
            ?? throw new ArgumentException($"Found {value.GetType().Name} {value}; expected a value of an enumeration that has words.", nameof(value));
    }

    /// <summary>Tells a policy in sentences, part by part: what it decides, and what matters anyway.</summary>
    /// <param name="policy">The policy, which has no faults.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public ValueList<PolicySection> Explain(CarrierPolicy policy, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new PolicyExplainer(WriterFor(culture, DateTimeZone.Utc)).Explain(policy);
    }

    /// <summary>Tells in words what it means that one policy takes the place of another, knob by knob.</summary>
    /// <param name="before">The policy as it was, which has no faults.</param>
    /// <param name="after">The policy as it is to be, which has no faults.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <returns>The changes, in the order of the policy's parts; empty if there are none.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public ValueList<PolicyChange> ExplainChanges(CarrierPolicy before, CarrierPolicy after, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return new PolicyExplainer(WriterFor(culture, DateTimeZone.Utc)).Compare(before, after);
    }

    /// <summary>Explains how far a cancellation is: its stage, what is missing and until when, its end, and what comes back; a sentence a line.</summary>
    /// <param name="progress">The progress.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <param name="zone">The zone in which moments are given.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public string Explain(CancellationProgress progress, CultureInfo culture, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return ProgressText.Write(WriterFor(culture, zone), progress);
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

    internal MessageWriter WriterFor(CultureInfo culture, DateTimeZone zone, bool isBrief = false)
    {
        ArgumentNullException.ThrowIfNull(culture);
        ArgumentNullException.ThrowIfNull(zone);
        return new MessageWriter(FindFor(culture), culture, zone, isBrief);
    }
}

/// <summary>The exception thrown when the texts for a <see cref="MessageCatalog"/> have faults; it lists all of them.</summary>
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

    /// <summary>Creates the exception with a message and its cause.</summary>
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
