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

    private PolicyCheck(string path, PolicyIdentity? identity, HashSet<object?> siblings, List<PolicyFault> faults)
    {
        _path = path;
        _identity = identity;
        _siblings = siblings;
        _faults = faults;
    }

    public static ValueList<PolicyFault> Run(IPolicyPart policy, PolicyIdentity? identity)
    {
        var check = new PolicyCheck("$", identity, [], []);
        policy.Check(check);
        return ValueList.Create<PolicyFault>([.. check._faults]);
    }

    public void Part(IPolicyPart? part, [CallerArgumentExpression(nameof(part))] string name = "") => Part(part, PathOf(name), []);

    public void Parts<T>(ValueList<T> parts, int min = 0, int max = int.MaxValue, [CallerArgumentExpression(nameof(parts))] string name = "")
        where T : class, IPolicyPart
    {
        Count(parts, min, max, name);
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
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestText || !UnicodeText.IsValid(text))
            Fail(name, Quote(text), $"1 to {LongestText} whole characters that are not all blank");
    }

    public void Within(long value, long min, long max, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < min || value > max)
            Fail(name, value.ToString(CultureInfo.InvariantCulture), max == int.MaxValue ? $"at least {min}" : $"from {min} to {max}");
    }

    public void Count<T>(ValueList<T> list, int min, int max, [CallerArgumentExpression(nameof(list))] string name = "")
    {
        if (list.Count < min || list.Count > max)
            Fail(name, $"{list.Count} items", $"from {min} to {max} items");
    }

    /// <summary>At most ten numbers of days, up to a year each.</summary>
    public void Days(ValueList<int> days, [CallerArgumentExpression(nameof(days))] string name = "")
    {
        Count(days, 0, 10, name);
        for (var i = 0; i < days.Count; i++)
            Within(days[i], 1, 365, $"{name}[{i}]");
    }

    public void Amount(Money? amount, [CallerArgumentExpression(nameof(amount))] string name = "")
    {
        if (amount is not { } money)
            return;
        if (_identity?.Currency is { } currency && money.Currency != currency)
            Fail(name, money.ToString(), $"an amount in the policy's currency, {currency}");
        if (_identity?.RoundTo is { IsPositive: true } unit && money.MinorUnits % unit.MinorUnits != 0)
            Fail(name, money.ToString(), $"a multiple of identity.roundTo, {unit}");
        if (money.IsNegative || !Limits.Covers(money))
            Fail(name, money.ToString(), $"an amount from 0 to {Limits.MaxAmount} minor units");
    }

    public void Length(Period length, [CallerArgumentExpression(nameof(length))] string name = "")
    {
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

    public void Defined<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "") where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            Fail(name, value.ToString(), $"one of {string.Join(", ", Enum.GetNames<T>())}");
    }

    /// <summary>Declared values, each at most once.</summary>
    public void Choices<T>(ValueList<T> values, int min = 0, [CallerArgumentExpression(nameof(values))] string name = "") where T : struct, Enum
    {
        if (values.Count < min)
            Count(values, min, Enum.GetValues<T>().Length, name);
        for (var i = 0; i < values.Count; i++)
            Defined(values[i], $"{name}[{i}]");
        Distinct(values, name);
    }

    public void Distinct<T>(ValueList<T> values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        if (values.Distinct().Count() != values.Count)
            Fail(name, values.ToString(), "each at most once");
    }

    /// <summary>What no other item of the same list has.</summary>
    public void Once<T>(T value, string expected, [CallerArgumentExpression(nameof(value))] string name = "")
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

    private void Part(IPolicyPart? part, string path, HashSet<object?> siblings)
    {
        if (part is null)
            _faults.Add(new PolicyFault(path, "missing", "something there", PolicySeverity.Error));
        else
            part.Check(new PolicyCheck(path, _identity, siblings, _faults));
    }

    /// <summary>The path of a property as JSON has it: of <c>Refund.Proration</c>, <c>….refund.proration</c>.</summary>
    private string PathOf(string name) =>
        name.Length == 0 ? _path : _path + string.Concat(name.Split('.').Select(each => $".{char.ToLowerInvariant(each[0])}{each[1..]}"));

    private static string Quote(string? text) => text is null ? "missing" : $"'{text}'";
}

/// <summary>A part of a policy, which knows what its knobs may be.</summary>
internal interface IPolicyPart
{
    /// <summary>Adds every fault of this part to <paramref name="check"/>.</summary>
    void Check(PolicyCheck check);
}
