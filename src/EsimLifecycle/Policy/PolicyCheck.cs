using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace EsimLifecycle;

/// <summary>Collects the faults of a policy, each with its path, which is made from the name of the property that was given.</summary>
internal sealed class PolicyCheck
{
    private const int LongestText = 100;

    private readonly string _path;
    private readonly PolicyIdentity? _identity; // none where the policy has none
    private readonly HashSet<object?> _siblings; // what the other items of the same list were called
    private readonly List<PolicyFault> _faults;
    private readonly List<PolicyLimit>? _limits; // where the limits themselves are asked for

    private PolicyCheck(string path, PolicyIdentity? identity, HashSet<object?> siblings, List<PolicyFault> faults, List<PolicyLimit>? limits)
    {
        _path = path;
        _identity = identity;
        _siblings = siblings;
        _faults = faults;
        _limits = limits;
    }

    public static ValueList<PolicyFault> Run(CarrierPolicy policy)
    {
        var check = Check(policy);
        if (!check.HasErrors)
            PolicyTraps.Find(check, policy);
        return ValueList.Create<PolicyFault>([.. check._faults]);
    }

    /// <summary>Throws if the policy has faults; it is not searched for traps, of which nobody would be told.</summary>
    /// <exception cref="InvalidPolicyException">The policy has faults.</exception>
    public static void Require(CarrierPolicy policy)
    {
        var check = Check(policy);
        if (check.HasErrors)
            throw new InvalidPolicyException(ValueList.Create<PolicyFault>([.. check._faults]));
    }

    /// <summary>Returns the limits that a policy's knobs are checked against, for its schema: those of the parts that it has.</summary>
    public static List<PolicyLimit> FindLimits(CarrierPolicy policy)
    {
        var check = new PolicyCheck("$", policy.Identity, [], [], []);
        ((IPolicyPart)policy).Check(check);
        return check._limits!;
    }

    public void Part(IPolicyPart? part, [CallerArgumentExpression(nameof(part))] string name = "") => Part(part, PathOf(name), []);

    public void Parts<T>(ValueList<T> parts, int min = 0, int max = int.MaxValue, [CallerArgumentExpression(nameof(parts))] string name = "")
        where T : class, IPolicyPart
    {
        Count(parts.Count, min, max, name);
        var siblings = new HashSet<object?>();
        for (var i = 0; i < parts.Count; i++)
            Part(parts[i], $"{PathOf(name)}[{i}]", siblings);
    }

    public void Present(object? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value is null)
            Fail(name, "missing", "something there");
    }

    public void Text(string? text, [CallerArgumentExpression(nameof(text))] string name = "")
    {
        Note(PolicyLimitKind.Text, name, 1, LongestText);
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestText || !UnicodeText.IsValid(text))
            Fail(name, Quote(text), $"1 to {LongestText} whole characters that are not all blank");
    }

    public void Within(long value, long min, long max, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        Note(PolicyLimitKind.Range, name, min, max);
        if (value < min || value > max)
            Fail(name, value.ToString(CultureInfo.InvariantCulture), max == int.MaxValue ? $"at least {min}" : $"from {min} to {max}");
    }

    /// <summary>At most ten numbers of days, up to a year each.</summary>
    public void Days(ValueList<int> days, [CallerArgumentExpression(nameof(days))] string name = "")
    {
        Count(days.Count, 0, 10, name);
        for (var i = 0; i < days.Count; i++)
            Within(days[i], 1, 365, $"{name}[{i}]");
    }

    public void Amount(Money? amount, [CallerArgumentExpression(nameof(amount))] string name = "")
    {
        Note(PolicyLimitKind.Amount, name);
        if (amount is not { } money)
            return;
        if (_identity?.Currency is { } currency && currency != default && money.Currency != currency)
            Fail(name, money.ToString(), $"an amount in the policy's currency, {currency}");
        if (_identity?.RoundTo is { IsPositive: true } unit && money.MinorUnits % unit.MinorUnits != 0)
            Fail(name, money.ToString(), $"a multiple of identity.roundTo, {unit}");
        if (money.IsNegative || !Limits.Covers(money))
            Fail(name, money.ToString(), $"an amount from 0 to {Limits.MaxAmount} minor units");
    }

    public void Length(Period length, [CallerArgumentExpression(nameof(length))] string name = "")
    {
        Note(PolicyLimitKind.Length, name);
        try
        {
            if (new BillingSchedule(new LocalDate(2000, 1, 1), length)[0].Days > Limits.MaxDays)
                Fail(name, length.ToString(), $"at most {Limits.MaxDays} days");
        }
        catch (ArgumentException e)
        {
            Fail(name, length?.ToString() ?? "null", $"a length in one unit of days, weeks, months or years ({e.Message})");
        }
    }

    // What follows takes values as objects: for each of their types it would have to be compiled before the first decision of a process.
    public void Defined(Enum value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!Enum.IsDefined(value.GetType(), value))
            Fail(name, value.ToString(), $"one of {string.Join(", ", Enum.GetNames(value.GetType()))}");
    }

    /// <summary>Declared values, each at most once.</summary>
    public void Choices<T>(ValueList<T> values, int min = 0, [CallerArgumentExpression(nameof(values))] string name = "") where T : struct, Enum
    {
        Count(values.Count, min, _limits is null && values.Count >= min ? int.MaxValue : Enum.GetValues<T>().Length, name);
        Defined(values, name);
        Distinct(values, name);
    }

    public void Distinct(IEnumerable values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        Note(PolicyLimitKind.Distinct, name);
        var seen = new HashSet<object?>();
        var count = 0;
        foreach (var value in values)
        {
            seen.Add(value);
            count++;
        }

        if (seen.Count != count)
            Fail(name, $"{values}", "each at most once");
    }

    /// <summary>A value that is declared, but not meant here.</summary>
    public void NoneOf(Enum value, Enum[] excluded, string expected, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        foreach (var each in excluded)
        {
            Note(PolicyLimitKind.Excluded, name, value: each);
            if (value.Equals(each))
                Fail(name, $"{value}", expected);
        }
    }

    /// <summary>Values of which some are declared, but not meant here.</summary>
    public void NoneOf(IEnumerable values, Enum[] excluded, string expected, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        foreach (var each in excluded)
            Note(PolicyLimitKind.Excluded, $"{name}[0]", value: each);
        var index = 0;
        foreach (Enum value in values)
            NoneOf(value, excluded, expected, $"{name}[{index++}]");
    }

    /// <summary>What no other item of the same list has.</summary>
    public void Once(object? value, string expected, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!_siblings.Add(value))
            Fail(name, $"{(value is Enum ? value : Quote(value as string))} again", expected);
    }

    /// <param name="name">The knob's property; none for the part as a whole.</param>
    /// <param name="found">A description of the value found there.</param>
    /// <param name="expected">What was expected.</param>
    public void Fail(string name, string found, string expected) => _faults.Add(new PolicyFault(PathOf(name), found, expected, PolicySeverity.Error));

    /// <inheritdoc cref="Fail"/>
    public void Warn(string name, string found, string expected) => _faults.Add(new PolicyFault(PathOf(name), found, expected, PolicySeverity.Warning));

    private void Count(int count, int min, int max, string name)
    {
        Note(PolicyLimitKind.Count, name, min, max);
        if (count < min || count > max)
            Fail(name, $"{count} items", $"from {min} to {max} items");
    }

    private void Defined(IEnumerable values, string name)
    {
        var index = 0;
        foreach (Enum value in values)
            Defined(value, $"{name}[{index++}]");
    }

    private bool HasErrors => _faults.Exists(static fault => fault.Severity == PolicySeverity.Error);

    private static PolicyCheck Check(CarrierPolicy policy)
    {
        var check = new PolicyCheck("$", policy.Identity, [], [], null);
        ((IPolicyPart)policy).Check(check);
        return check;
    }

    private void Part(IPolicyPart? part, string path, HashSet<object?> siblings)
    {
        if (part is null)
            _faults.Add(new PolicyFault(path, "missing", "something there", PolicySeverity.Error));
        else
            part.Check(new PolicyCheck(path, _identity, siblings, _faults, _limits));
    }

    private void Note(PolicyLimitKind kind, string name, long min = 0, long max = 0, object? value = null) => _limits?.Add(new PolicyLimit(kind, PathOf(name), min, max, value));

    /// <summary>The path of a property as JSON has it: of <c>Refund.Proration</c>, <c>….refund.proration</c>.</summary>
    private string PathOf(string name) =>
        name.Length == 0 ? _path : _path + string.Concat(Array.ConvertAll(name.Split('.'), static each => $".{char.ToLowerInvariant(each[0])}{each[1..]}"));

    private static string Quote(string? text) => text is null ? "missing" : $"'{text}'";
}

/// <summary>A part of a policy, which knows what its knobs may be.</summary>
internal interface IPolicyPart
{
    /// <summary>Adds every fault of this part to <paramref name="check"/>.</summary>
    void Check(PolicyCheck check);
}

/// <summary>What a knob is checked against.</summary>
/// <param name="Kind">The kind of limit.</param>
/// <param name="Path">The knob's path.</param>
/// <param name="Min">The smallest number, count or length.</param>
/// <param name="Max">The largest number, count or length.</param>
/// <param name="Value">The value that is excluded.</param>
internal readonly record struct PolicyLimit(PolicyLimitKind Kind, string Path, long Min, long Max, object? Value);

/// <summary>The kinds of limits.</summary>
internal enum PolicyLimitKind
{
    /// <summary>A number from … to ….</summary>
    Range,

    /// <summary>A list of so many items.</summary>
    Count,

    /// <summary>A list without an item twice.</summary>
    Distinct,

    /// <summary>A text of so many characters, not all blank.</summary>
    Text,

    /// <summary>An amount that is not negative.</summary>
    Amount,

    /// <summary>A length in one unit.</summary>
    Length,

    /// <summary>A declared value that is not meant here.</summary>
    Excluded,
}
