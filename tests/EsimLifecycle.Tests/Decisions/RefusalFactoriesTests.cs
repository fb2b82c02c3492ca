using System.Reflection;

namespace EsimLifecycle.Tests;

public class RefusalFactoriesTests
{
    public static TheoryData<string> Codes => [.. RefusalFactories.All.Keys];

    [Theory, MemberData(nameof(Codes))]
    public void A_factory_makes_the_refusal_of_its_name_with_its_parameters_as_facts(string code)
    {
        var factory = RefusalFactories.All[code];
        var arguments = factory.GetParameters().ToDictionary(parameter => parameter.Name!, Sample);

        var refusal = (Refusal)factory.Invoke(null, [.. arguments.Values])!;

        refusal.Code.Should().Be(code);
        refusal.Facts.Should().Equal(RefusalFactories.Facts[code].Select(name => new RefusalFact(name, arguments[name]!)));
        if (arguments.TryGetValue("retryAt", out var retryAt))
            refusal.RetryAt.Should().Be((Instant)retryAt!);
    }

    [Fact]
    public void There_is_no_factory_without_a_code() =>
        typeof(Refusals).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Should().BeEquivalentTo(RefusalFactories.All.Values);

    [Fact]
    public void The_list_in_docs_names_every_code_with_its_facts_and_its_English_text()
    {
        var english = MessageCatalog.Default.Find("en")!;
        var rows = RefusalFactories.Facts.Select(each =>
            $"| `{each.Key}` | {string.Join(", ", each.Value.Select(name => $"`{name}`"))} | {english.Find($"refusals/{each.Key}")!.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        var list = "# Refusals\n\nEvery code, the facts that it carries, and what it says in English.\n\n| code | facts | text |\n|---|---|---|\n" + string.Concat(rows);

        var file = Path.Combine(AppContext.BaseDirectory, "Decisions", "refusals.md");
        File.ReadAllText(file).ReplaceLineEndings("\n").Should().Be(list, "this is what the library says; where it is meant, put it in src/EsimLifecycle/Decisions/refusals.md:\n{0}", list);
    }

    private static object? Sample(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return type == typeof(string) ? "text" : type.IsValueType ? Activator.CreateInstance(type) : null;
    }
}
