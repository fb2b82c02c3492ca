using System.Globalization;

namespace EsimLifecycle;

/// <summary>One reason why a request was refused: an expected "no", not an error.</summary>
/// <remarks>Thread-safe: it never changes. Text is made only when it is explained.</remarks>
public sealed class Refusal : IEquatable<Refusal>
{
    internal Refusal(string code, params ReadOnlySpan<RefusalFact> facts)
    {
        Code = code;
        Facts = ValueList.Create(facts);
    }

    /// <summary>What kind of reason it is: one of <see cref="RefusalCode"/>; stable across releases.</summary>
    public string Code { get; }

    /// <summary>What it is about, as values: the devices still bound, the amounts, the limits. What was not given is left out.</summary>
    public ValueList<RefusalFact> Facts { get; }

    /// <summary>From when the same request would no longer be refused for this reason, where time alone heals it.</summary>
    public Instant? RetryAt { get; internal init; }

    /// <summary>The command that would take this reason away, where there is one.</summary>
    public LifecycleCommand? Remedy { get; internal init; }

    /// <summary>The fact called <paramref name="name"/>, or null if there is none.</summary>
    /// <param name="name">The name, as the documentation of the code has it.</param>
    public object? this[string name]
    {
        get
        {
            foreach (var fact in Facts)
            {
                if (fact.Name == name)
                    return fact.Value;
            }

            return null;
        }
    }

    /// <summary>The reason in words, for people: what is wrong, what would help, and from when it is possible again.</summary>
    /// <remarks>
    /// <para>The words may change from release to release: branch on <see cref="Code"/>. Devices are named by their whole EID, because
    /// their owner has to tell them apart.</para>
    /// <para>Moments are told to the minute and in UTC, and say so, because a refusal knows no zone; people had better be told them in theirs,
    /// by <see cref="Explain(CultureInfo, DateTimeZone)"/>. Dates are written in full as the culture does (Saturday, January 31, 2026), and in
    /// ISO 8601 (2026-01-31) where the culture's language is not one of these, or its data is not there (globalization-invariant programs).</para>
    /// </remarks>
    /// <param name="culture">
    /// Its language (English; Simplified Chinese for all <c>zh</c>, Traditional ones as well; Indonesian; English for any other and for the
    /// invariant culture) and its way to write numbers and dates.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="culture"/> is null.</exception>
    public string Explain(CultureInfo culture) => Explain(culture, DateTimeZone.Utc);

    /// <summary>The reason in words, as <see cref="Explain(CultureInfo)"/> has it, with moments told in the reader's time zone.</summary>
    /// <remarks>
    /// A moment is told as the date and the time of day that a calendar and a clock there show, without the zone's name; only in
    /// <see cref="DateTimeZone.Utc"/> it ends with "UTC". Values that are dates already, such as the end of what is paid, are in the carrier's
    /// zone and stay as they are.
    /// </remarks>
    /// <param name="culture">Its language and its way to write numbers and dates, as for <see cref="Explain(CultureInfo)"/>.</param>
    /// <param name="zone">
    /// The zone: the customer's, or the carrier's, which is <c>DateTimeZoneProviders.Tzdb[policy.Identity.Zone]</c>.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="culture"/> or <paramref name="zone"/> is null.</exception>
    public string Explain(CultureInfo culture, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(culture);
        ArgumentNullException.ThrowIfNull(zone);
        return Messages.Explain(this, culture, zone);
    }

    /// <inheritdoc/>
    public bool Equals(Refusal? other) => other is not null && Code == other.Code && Facts == other.Facts && RetryAt == other.RetryAt
        && Equals(Remedy, other.Remedy);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Refusal);

    /// <inheritdoc/>
    public override int GetHashCode() => (StringComparer.Ordinal.GetHashCode(Code) * 31) + Facts.GetHashCode();

    /// <summary>The code and, in English, the reason.</summary>
    public override string ToString() => $"{Code}: {Explain(CultureInfo.InvariantCulture)}";
}

/// <summary>A named value that a <see cref="Refusal"/> is about.</summary>
/// <param name="Name">Its name, unique within the refusal.</param>
/// <param name="Value">
/// Its value: a number, an <see cref="Instant"/>, a <see cref="LocalDate"/>, a <see cref="Money"/>, an identifier, an enumeration's value or a list of those.
/// </param>
public readonly record struct RefusalFact(string Name, object Value);
