using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using EsimLifecycle.Interop;

namespace EsimLifecycle.Tests;

/// <summary>House rules that hold for every public type, whoever adds it.</summary>
public class PublicTypeTests
{
    private static readonly Assembly Library = typeof(Lifecycle).Assembly;
    private static readonly Assembly Interop = typeof(PlatformNotice).Assembly;

    public static TheoryData<Type> Types => [.. Library.GetExportedTypes().Where(IsDeclared), .. Interop.GetExportedTypes().Where(IsDeclared)];

    [Theory]
    [MemberData(nameof(Types))]
    public void It_is_in_the_one_namespace_of_its_package_and_documented(Type type)
    {
        type.Namespace.Should().Be(type.Assembly.GetName().Name);
        XmlDocs.Summary("T:" + IdOf(type)).Should().NotBeEmpty();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        {
            if (property.GetIndexParameters().Length == 0 && !IsInherited(property) && property.Name != "EqualityContract")
                DocumentationOf(type, property).Should().NotBeEmpty("{0}.{1} is public", type.Name, property.Name);
        }

        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        {
            if (!field.IsSpecialName)
                XmlDocs.Summary($"F:{IdOf(type)}.{field.Name}").Should().NotBeEmpty("{0}.{1} is public", type.Name, field.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void It_never_changes(Type type)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.Name == "Enumerator" || type.IsSubclassOf(typeof(Exception)) || type.IsSubclassOf(typeof(JsonConverter)))
            return;

        foreach (var property in type.GetProperties(Own))
        {
            if (property.SetMethod is { IsPublic: true } setter)
            {
                setter.ReturnParameter.GetRequiredCustomModifiers().Should()
                    .Contain(typeof(IsExternalInit), "{0}.{1} may be set only when it is made", type.Name, property.Name);
            }

            (property.PropertyType.IsArray || property.PropertyType.Name.StartsWith("List`", StringComparison.Ordinal)).Should()
                .BeFalse("{0}.{1} could be changed from outside", type.Name, property.Name);
        }

        foreach (var field in type.GetFields(Own))
            (field.IsInitOnly || field.IsLiteral || field.IsSpecialName).Should().BeTrue("{0}.{1} is public", type.Name, field.Name);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Nobody_else_can_derive_from_it(Type type)
    {
        if (!type.IsClass || type.IsSealed || type == typeof(LifecycleJson))
            return;
        type.IsAbstract.Should().BeTrue("{0} is not sealed", type.Name);
        foreach (var constructor in type.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
        {
            var copies = constructor.GetParameters() is [{ } only] && only.ParameterType == type;
            (copies || constructor.IsAssembly || constructor.IsFamilyAndAssembly || constructor.IsPrivate).Should()
                .BeTrue("the hierarchy of {0} is closed", type.Name);
        }
    }

    [Fact]
    public void The_library_needs_NodaTime_and_Stateless_and_nothing_else() => Needs(Library).Should().BeEquivalentTo("NodaTime", "Stateless");

    [Fact]
    public void What_other_systems_send_needs_the_library_and_nothing_else() => Needs(Interop).Should().BeEquivalentTo("EsimLifecycle", "NodaTime");

    [Fact]
    public void The_values_of_an_enumeration_count_from_zero_without_gaps() => Library.GetExportedTypes().Where(type => type.IsEnum).Should()
        .OnlyContain(type => Enum.GetValuesAsUnderlyingType(type).Cast<int>().SequenceEqual(Enumerable.Range(0, Enum.GetNames(type).Length)));

    [Fact]
    public void Every_kind_of_command_is_the_name_of_its_type() =>
        Enum.GetNames<CommandKind>().Should().BeEquivalentTo(
            Library.GetTypes().Where(type => type.IsSubclassOf(typeof(LifecycleCommand)) && !type.IsAbstract).Select(type => type.Name));

    [Theory]
    [InlineData("axis-keep-number")]
    [InlineData("axis-travel")]
    [InlineData("axis-data")]
    [InlineData("axis-renewal")]
    [InlineData("smart-keep-number")]
    public void Instructions_have_a_key_of_their_own_and_the_same_one_each_time(string preset)
    {
        var life = Scenario.Preset(preset).Opened().Paid().When(new Activate()).Bound(Scenario.Phone)
            .When(new SetAutoRenewal(On: true)).Until("2028-01-01").Is(SubscriptionStatus.Closed);

        var keys = life.History.SelectMany(each => Instruction.From(each)).Select(instruction => instruction.Key).ToList();

        keys.Should().NotBeEmpty().And.OnlyHaveUniqueItems();
        life.History.SelectMany(each => Instruction.From(each)).Select(instruction => instruction.Key).Should().Equal(keys);
    }

    private static IEnumerable<string> Needs(Assembly assembly) => assembly.GetReferencedAssemblies()
        .Select(reference => reference.Name!)
        .Where(name => !name.StartsWith("System.", StringComparison.Ordinal));

    private static string IdOf(Type type) => type.FullName!.Replace('+', '.');

    private static string DocumentationOf(Type type, PropertyInfo property)
    {
        var own = XmlDocs.Find($"P:{IdOf(type)}.{property.Name}");
        return (string?)own?.Element("summary") ?? (own?.Element("inheritdoc") is not null ? "inherited" : null)
            ?? type.GetConstructors()
                .Select(constructor => constructor.GetParameters().Any(parameter => parameter.Name == property.Name))
                .Where(isParameter => isParameter)
                .Select(_ => ParameterOf(type, property.Name))
                .FirstOrDefault() ?? "";
    }

    // The properties of a positional record are documented where they stand: as its parameters.
    private static string ParameterOf(Type type, string name) =>
        XmlDocs.Find("T:" + IdOf(type))?.Elements("param").Where(param => (string?)param.Attribute("name") == name).Select(param => param.Value).FirstOrDefault() ?? "";

    private static bool IsInherited(PropertyInfo property) =>
        property.GetMethod is { } getter && getter.GetBaseDefinition().DeclaringType != property.DeclaringType;

    // The compiler makes types of its own for extension members.
    private static bool IsDeclared(Type type) => !type.FullName!.Contains('<', StringComparison.Ordinal);
}
