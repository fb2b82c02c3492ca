using System.Globalization;
using System.Runtime.CompilerServices;
using FsCheck;

namespace EsimLifecycle.Tests;

/// <summary>
/// Tries a law in random cases. They are the same ones in every run, so that what was green stays green: each law, and each row of a theory, has a seed of its own.
/// </summary>
/// <remarks>
/// To dig for what is rare, by hand: <c>HISTORIES=100000</c> tries each law in that many new cases, and what fails is printed with its seed;
/// <c>REPLAY=1234,5679,42</c> tries that one again (seed, gamma and size, as they were printed).
/// </remarks>
internal static class RandomCases
{
    private static readonly string? Fresh = NullIfEmpty(Environment.GetEnvironmentVariable("HISTORIES"));

    private static readonly string? Replayed = NullIfEmpty(Environment.GetEnvironmentVariable("REPLAY"));

    /// <param name="law">The law.</param>
    /// <param name="cases">The number of cases.</param>
    /// <param name="row">What tells rows of a theory apart.</param>
    /// <param name="name">The name of the law.</param>
    public static void Check(this Property law, int cases, string row = "", [CallerMemberName] string name = "") => law.Check(Of(cases, $"{name} {row}"));

    /// <summary>A variable that is set to nothing is not set.</summary>
    private static string? NullIfEmpty(string? variable) => string.IsNullOrEmpty(variable) ? null : variable;

    private static Config Of(int cases, string name)
    {
        var config = Config.QuickThrowOnFailure;
        if (Replayed?.Split(',') is { } replayed)
            return config.WithMaxTest(1).WithReplay(ulong.Parse(replayed[0], CultureInfo.InvariantCulture), ulong.Parse(replayed[1], CultureInfo.InvariantCulture), int.Parse(replayed[2], CultureInfo.InvariantCulture));
        return Fresh is null ? config.WithMaxTest(cases).WithReplay(SeedOf(name), 1) : config.WithMaxTest(int.Parse(Fresh, CultureInfo.InvariantCulture));
    }

    // FNV-1a: the same in every process, unlike GetHashCode.
    private static ulong SeedOf(string name)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in name)
            hash = unchecked((hash ^ c) * 1099511628211UL);
        return hash;
    }
}
