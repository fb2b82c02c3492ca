using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace EsimLifecycle.Benchmarks;

/// <summary>Counts the bytes that nobody can do without who gives a result back: of the objects in it that were not there before, each once.</summary>
/// <remarks>
/// What is there before is what is given, and what two equal calls both give back: constants, caches, parts of a policy. Two objects that are
/// equal count as one, because one would have done. What was made on the way and thrown away does not count.
/// </remarks>
internal static class NewObjects
{
    /// <param name="make">Makes the result: whenever it is called, a new one. Itself it does not count, because a decision is a value.</param>
    /// <param name="given">What it is made from.</param>
    public static long Bytes(Func<object> make, params object[] given)
    {
        var before = Reachable(given, []);
        var shared = Reachable(make(), before);
        shared.UnionWith(before);
        var equal = new HashSet<object>(before, new ByValue());
        return Reachable(make(), shared).Where(equal.Add).Sum(SizeOf);
    }

    private static HashSet<object> Reachable(object root, HashSet<object> except)
    {
        var found = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object>(ReferencesIn(root));
        while (open.TryPop(out var next))
        {
            if (except.Contains(next) || !found.Add(next))
                continue;
            foreach (var reference in ReferencesIn(next))
                open.Push(reference);
        }

        return found;
    }

    private static IEnumerable<object> ReferencesIn(object holder) => holder switch
    {
        string or Type => [],
        Array array => IsPlain(array.GetType().GetElementType()!) ? [] : array.Cast<object?>().SelectMany(item => References(item, array.GetType().GetElementType()!)),
        _ => FieldsOf(holder.GetType()).SelectMany(field => References(field.GetValue(holder), field.FieldType)),
    };

    /// <summary>A value lies inside its holder, and is no object of its own.</summary>
    private static IEnumerable<object> References(object? value, Type declared) =>
        value is null ? [] : declared.IsValueType ? ReferencesIn(value) : [value];

    private static IEnumerable<FieldInfo> FieldsOf(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!IsPlain(field.FieldType))
                    yield return field;
            }
        }
    }

    private static bool IsPlain(Type type) => type.IsPrimitive || type.IsEnum || type.IsPointer || type.IsFunctionPointer;

    /// <summary>What it allocates to make another of the same type and length.</summary>
    private static long SizeOf(object it) => it switch
    {
        string text => Allocated(() => new string('-', text.Length)),
        Array array => Allocated(() => Array.CreateInstance(array.GetType().GetElementType()!, array.Length)),
        _ => Allocated(() => RuntimeHelpers.GetUninitializedObject(it.GetType())),
    };

    private static long Allocated(Func<object> make)
    {
        make();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var made = make();
        var after = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(made);
        return after - before;
    }

    private sealed class ByValue : IEqualityComparer<object>
    {
        public new bool Equals(object? one, object? two) => StructuralComparisons.StructuralEqualityComparer.Equals(one, two);

        public int GetHashCode(object it) => StructuralComparisons.StructuralEqualityComparer.GetHashCode(it);
    }
}
