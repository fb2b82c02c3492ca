using System.Reflection;

namespace EsimLifecycle.Tests;

/// <summary>A record with one property, its own or one of a part of it, that is something else: left out, out of range, or another of its kind.</summary>
internal sealed record PropertyChange(string Path, object? Value, object Changed)
{
    private static readonly MethodInfo ListMaker = typeof(PropertyChange).GetMethod(nameof(MakeList), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Every such change of <paramref name="record"/>, by what its type says of its properties: a new command needs nothing here.</summary>
    public static IEnumerable<PropertyChange> Of(object record)
    {
        foreach (var property in record.GetType().GetProperties().Where(property => property.SetMethod is not null))
        {
            foreach (var (path, value) in ChangesOf(property.PropertyType, property.GetValue(record)))
            {
                var changed = record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
                property.SetValue(changed, value);
                yield return new PropertyChange(char.ToLowerInvariant(property.Name[0]) + property.Name[1..] + path, value, changed);
            }
        }
    }

    private static IEnumerable<(string Path, object? Value)> ChangesOf(Type type, object? current)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return ChangesOf(underlying, current).Append(("", null));
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
            return ChangesOfList(type.GetGenericArguments()[0], ((System.Collections.IEnumerable)current!).Cast<object>().ToList());
        if (type.Namespace == nameof(EsimLifecycle) && type.IsClass)
            return Of(current!).Select(change => ("." + change.Path, (object?)change.Changed)).Append(("", null));
        return ValuesOf(type).Append(type.IsValueType ? Activator.CreateInstance(type) : null).Distinct().Select(value => ("", value));
    }

    private static IEnumerable<(string Path, object? Value)> ChangesOfList(Type type, List<object> items)
    {
        yield return ("", ListOf(type, []));
        foreach (var (path, value) in ChangesOf(type, items[0]))
        {
            yield return ("[0]" + path, ListOf(type, [value, .. items.Skip(1)]));
            yield return ($"[{items.Count}]{path}", ListOf(type, [.. items, value]));
        }
    }

    private static IEnumerable<object?> ValuesOf(Type type)
    {
        if (type.IsEnum)
            return [.. Enum.GetValues(type).Cast<object>(), Enum.ToObject(type, -1), Enum.ToObject(type, 99)];
        if (type == typeof(bool))
            return [true, false];
        if (type == typeof(int))
            return [int.MinValue, -1, 5, int.MaxValue];
        if (type == typeof(long))
            return [long.MinValue, -1L, 5L, long.MaxValue];
        if (type == typeof(string))
            return ["", "other", "half a character: \ud800"];
        if (type == typeof(Instant))
            return [Instant.MinValue, Limits.EarliestNow, Limits.LatestNow, Instant.MaxValue];
        if (type == typeof(LocalDate))
            return [new LocalDate(-9998, 1, 1), new LocalDate(9999, 12, 31), new LocalDate(2026, 2, 1), new LocalDate(2026, 2, 1, CalendarSystem.Julian)];
        if (type == typeof(Money))
            return [Money.Parse("USD 31.00"), Money.Parse("JPY 5"), .. new[] { long.MinValue, 0, long.MaxValue }.Select(minor => (object)Money.OfMinor(minor, Currency.USD)), Money.OfMinor(5, default)];
        if (type == typeof(Reference))
            return [new Reference("other")];
        if (type == typeof(PersonalReference))
            return [new PersonalReference("other")];
        if (type == typeof(SubscriptionId))
            return [new SubscriptionId("other")];
        if (type == typeof(Eid))
            return [Scenario.Phone, Scenario.Watch];
        if (type == typeof(ContentDigest))
            return [ContentDigest.Of([1]), ContentDigest.Of([2])];
        if (type == typeof(Iccid))
            return [Iccid.Parse("8962110000000000019")];
        if (type == typeof(Msisdn))
            return [Msisdn.Parse("+628111111111")];
        throw new NotSupportedException($"{type} needs values in {nameof(PropertyChange)}.");
    }

    private static object ListOf(Type type, object?[] items) => ListMaker.MakeGenericMethod(type).Invoke(null, [items])!;

    private static ValueList<T> MakeList<T>(object?[] items) => [.. items.Select(item => (T)item!)];
}
