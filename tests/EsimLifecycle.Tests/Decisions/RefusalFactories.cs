using System.Reflection;

namespace EsimLifecycle.Tests;

/// <summary>The factories of <see cref="Refusals"/>, by the code of what they make.</summary>
internal static class RefusalFactories
{
    private static readonly string[] NoFacts = ["retryAt", "remedy"];

    public static IReadOnlyDictionary<string, MethodInfo> All { get; } = typeof(RefusalCode).GetFields().ToDictionary(
        field => (string)field.GetRawConstantValue()!,
        field => typeof(Refusals).GetMethod(field.Name) ?? throw new InvalidOperationException($"Refusals.{field.Name} is missing."));

    /// <summary>The names of the facts of each code: what its factory takes.</summary>
    public static IReadOnlyDictionary<string, string[]> Facts { get; } = All.ToDictionary(
        each => each.Key,
        each => each.Value.GetParameters().Select(parameter => parameter.Name!).Except(NoFacts).ToArray());
}
