using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EsimLifecycle;

/// <summary>Goes once through every property of a command: works out the fingerprint of its content, and notes what is malformed.</summary>
/// <remarks>Costs nothing where nothing is malformed. Parts are not nested more than once.</remarks>
/// <param name="beginning">The fingerprint of the command's kind.</param>
internal ref struct PropertyVisitor(Fingerprint beginning)
{
    private Fingerprint _fingerprint = beginning;
    private List<MalformedProperty>? _malformed;
    private string? _part;
    private int? _index;

    /// <summary>Takes note of what leads to a person; none where nobody asks.</summary>
    public PersonalDataTaker? Taker { get; init; }

    /// <summary>Whether something leads to a person.</summary>
    public bool IsPersonal { readonly get; private set; }

    /// <summary>What tells this content from any other, as far as it was visited.</summary>
    public readonly long Digest => _fingerprint.Value;

    public readonly ReadOnlySpan<MalformedProperty> Malformed => CollectionsMarshal.AsSpan(_malformed);

    public void Add(bool value) => _fingerprint.Add(value);

    public void AddOptional(bool? value) => _fingerprint.Add(value is { } given ? (given ? 1 : 0) : -1);

    public void Add(long value) => _fingerprint.Add(value);

    public void AddOptional(long? value)
    {
        _fingerprint.Add(value is not null);
        _fingerprint.Add(value ?? 0);
    }

    public void Add(string? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        AddOptional(value, name);
        if (value is null)
            Note(name, nameof(String));
    }

    public void AddOptional(string? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        _fingerprint.Add(value);
        if (value is not null && (value.Length == 0 || !UnicodeText.IsValid(value)))
            Note(name, nameof(String));
        else if (value?.Length > Limits.MaxTextLength)
            NoteLength(name);
    }

    public void Add(Eid value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        Meet(value);
        _fingerprint.Add(value.Number);
        if (value == default)
            Note(name, nameof(Eid));
    }

    public void AddOptional(Eid? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        Meet(value);
        _fingerprint.Add(value?.Number ?? 0);
        if (value == default(Eid))
            Note(name, nameof(Eid));
    }

    public void AddOptional(Msisdn? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        Meet(value);
        _fingerprint.Add(value);
        if (value == default(Msisdn))
            Note(name, nameof(Msisdn));
    }

    public void AddOptional(Iccid? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        Meet(value);
        _fingerprint.Add(value);
        if (value == default(Iccid))
            Note(name, nameof(Iccid));
    }

    public void Add(Reference value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        _fingerprint.Add(value.Text);
        if (value.IsNone)
            Note(name, nameof(Reference));
    }

    public void AddOptional(Reference value) => _fingerprint.Add(value.Text);

    public void AddOptional(ContentDigest? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        var (high, low) = value.GetValueOrDefault().Parts;
        _fingerprint.Add(high);
        _fingerprint.Add(low);
        if (value == default(ContentDigest))
            Note(name, nameof(ContentDigest));
    }

    public void Add(PersonalReference value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        Meet(value);
        _fingerprint.Add(value.Text);
        if (value.IsNone)
            Note(name, nameof(PersonalReference));
    }

    public void AddOptional(PersonalReference value)
    {
        Meet(value);
        _fingerprint.Add(value.Text);
    }

    public void Add(SubscriptionId value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        _fingerprint.Add(value.Text);
        if (value.IsNone)
            Note(name, nameof(SubscriptionId));
    }

    public void AddOptional(SubscriptionId value) => _fingerprint.Add(value.Text);

    public void Add(Money value, [CallerArgumentExpression(nameof(value))] string name = "") => AddOptional(value, name);

    public void AddOptional(Money? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        _fingerprint.Add(value);
        if (value is { } amount && amount.Currency == default)
            Note(name, nameof(Money));
    }

    public void Add(LocalDate value, [CallerArgumentExpression(nameof(value))] string name = "") => AddOptional(value, name);

    public void AddOptional(LocalDate? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        _fingerprint.Add(value);
        if (value is { } date && date.Calendar != CalendarSystem.Iso)
            NoteDate(name);
    }

    public void AddOptional(Instant? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        _fingerprint.Add(value);
        if (value is { } instant && (instant < Limits.EarliestNow || instant > Limits.LatestNow))
            NoteInstant(name);
    }

    public void Add<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : struct, Enum
    {
        var number = Unsafe.BitCast<T, int>(value);
        _fingerprint.Add(number);
        if ((uint)number >= (uint)EnumValues<T>.Count)
            NoteChoice<T>(name);
    }

    public void AddOptional<T>(T? value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : struct, Enum
    {
        if (value is { } given)
            Add(given, name);
        else
            _fingerprint.Add(-1);
    }

    public void AddPart<T>(T? part, [CallerArgumentExpression(nameof(part))] string name = "")
        where T : class, IVisited
    {
        if (part is null)
            Note(name, typeof(T).Name);
        AddOptionalPart(part, name);
    }

    public void AddOptionalPart<T>(T? part, [CallerArgumentExpression(nameof(part))] string name = "")
        where T : class, IVisited
    {
        if (part is null)
            return;
        _part = name;
        part.Visit(ref this);
        _part = null;
    }

    public void AddEach<T>(ValueList<T> parts, [CallerArgumentExpression(nameof(parts))] string name = "")
        where T : class, IVisited
    {
        if (HasTooMany(parts, name))
            return;
        for (var i = 0; i < parts.Count; i++)
        {
            _index = i;
            (_part, var part) = (name, (T?)parts[i]);
            if (part is null)
                Note("", typeof(T).Name);
            else
                part.Visit(ref this);
        }

        (_part, _index) = (null, null);
    }

    public void AddEachValue<T>(ValueList<T> values, [CallerArgumentExpression(nameof(values))] string name = "")
        where T : struct, Enum
    {
        if (HasTooMany(values, name))
            return;
        for (var i = 0; i < values.Count; i++)
        {
            (_part, _index) = (name, i);
            Add(values[i], "");
        }

        (_part, _index) = (null, null);
    }

    private bool HasTooMany<T>(ValueList<T> items, string name)
    {
        if (items.Count <= Limits.MaxItems)
            return false;
        Note(name, $"at most {Limits.MaxItems} items");
        return true;
    }

    private void NoteLength(string name) => Note(name, $"{nameof(String)} (at most {Limits.MaxTextLength} characters)");

    // The texts are made apart, so that what is well-formed does not pay for them.
    private void NoteDate(string name) => Note(name, $"{nameof(LocalDate)} ({CalendarSystem.Iso.Id})");

    private void NoteInstant(string name) => Note(name, $"{nameof(Instant)} ({Limits.EarliestNow} … {Limits.LatestNow})");

    private void NoteChoice<T>(string name)
        where T : struct, Enum => Note(name, $"{typeof(T).Name} ({string.Join(", ", Enum.GetNames<T>())})");

    private void Meet(PersonalReference value)
    {
        IsPersonal |= !value.IsNone;
        Taker?.Take(value);
    }

    private void Meet(Msisdn? value)
    {
        IsPersonal |= value is not null;
        Taker?.Take(value);
    }

    private void Meet(Iccid? value)
    {
        IsPersonal |= value is not null;
        Taker?.Take(value);
    }

    private void Meet(Eid? value)
    {
        IsPersonal |= value is not null;
        Taker?.Take(value);
    }

    private void Note(string name, string expected) => (_malformed ??= []).Add(new MalformedProperty(PathOf(name), expected));

    private readonly string PathOf(string name)
    {
        var part = _part is null ? "" : _index is { } index ? FormattableString.Invariant($"{InJson(_part)}[{index}]") : InJson(_part);
        return name.Length == 0 ? part : part.Length == 0 ? InJson(name) : $"{part}.{InJson(name)}";
    }

    private static string InJson(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    // The values of every enumeration of the library count from 0 without gaps.
    private static class EnumValues<T>
        where T : struct, Enum
    {
        public static readonly int Count = Enum.GetValues<T>().Length;
    }
}

/// <summary>A property that can't be what it is: left out where it is needed, or out of the range in which it could be read again.</summary>
/// <param name="Path">The property as JSON names it, from the command on: <c>devices[0].label</c>.</param>
/// <param name="Expected">The type that was expected, and what it can be where that is a choice.</param>
internal readonly record struct MalformedProperty(string Path, string Expected);

/// <summary>Shows its properties, those of its parts included, as a command does.</summary>
internal interface IVisited
{
    void Visit(ref PropertyVisitor visitor);
}
