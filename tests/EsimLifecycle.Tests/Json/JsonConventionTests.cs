using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace EsimLifecycle.Tests;

/// <summary>What every type that is stored or sent keeps to, found by walking from the roots: nothing new can be forgotten.</summary>
public partial class JsonConventionTests
{
    private static readonly JsonTypeInfo[] Graph = [.. Walk(JsonSamples.Roots)];

    [Fact]
    public void The_walk_meets_the_types_there_are() => Graph.Select(type => type.Type).Should().Contain(
        [typeof(Money), typeof(PlanTerms), typeof(ValueList<Role>), typeof(Role), typeof(SubscriptionClosed), typeof(PayRefund)]);

    [Theory]
    [InlineData(typeof(LifecycleCommand), "do")]
    [InlineData(typeof(LifecycleEvent), "event")]
    [InlineData(typeof(Instruction), "instruct")]
    public void Every_concrete_type_is_named_by_its_class(Type root, string discriminator)
    {
        var polymorphism = JsonSamples.InfoOf(root).PolymorphismOptions!;

        polymorphism.TypeDiscriminatorPropertyName.Should().Be(discriminator);
        polymorphism.DerivedTypes.Select(derived => derived.DerivedType)
            .Should().BeEquivalentTo(JsonSamples.Concrete.Where(type => type.IsSubclassOf(root)));
        polymorphism.DerivedTypes.Should().OnlyContain(derived => Equals(derived.TypeDiscriminator, derived.DerivedType.Name));
    }

    [Fact]
    public void Every_command_is_called_by_its_class() =>
        JsonSamples.Concrete.Where(type => type.IsSubclassOf(typeof(LifecycleCommand))).Select(type => type.Name)
            .Should().BeEquivalentTo(Enum.GetNames<CommandKind>());

    [Fact]
    public void Every_enumeration_is_written_by_name() =>
        Graph.Where(type => type.Type.IsEnum).Should().NotBeEmpty()
            .And.OnlyContain(type => type.Converter.GetType() == EnumConverterOf(type.Type));

    [Fact]
    public void Every_enumeration_of_the_library_is_written_by_name_in_a_context_of_the_host_too() =>
        Graph.Select(type => type.Type).Where(type => type.IsEnum && type.Assembly == typeof(Lifecycle).Assembly).Should().NotBeEmpty()
            .And.OnlyContain(type => type.GetCustomAttribute<JsonConverterAttribute>()!.ConverterType == EnumConverterOf(type));

    [Fact]
    public void Every_list_is_a_list_of_values() =>
        Graph.Where(type => IsGeneric(type.Type, typeof(ValueList<>))).Should().NotBeEmpty()
            .And.OnlyContain(type => IsGeneric(type.Converter.GetType(), typeof(ValueListJsonConverter<>)));

    [Fact]
    public void Every_other_value_says_what_it_expects() =>
        Graph.Where(type => type.Kind != JsonTypeInfoKind.Object && type.Converter is not IJsonExpectation).Select(type => type.Type)
            .Should().BeSubsetOf([typeof(string), typeof(bool), typeof(int), typeof(long)]);

    [Fact]
    public void Every_property_is_named_in_camelCase_once_and_for_all() =>
        Graph.SelectMany(type => type.Properties).Select(property => property.Name)
            .Should().NotBeEmpty().And.OnlyContain(name => CamelCase().IsMatch(name));

    [Fact]
    public void Every_property_that_is_written_can_be_read() =>
        Graph.Where(type => !type.Type.IsAbstract).SelectMany(type => type.Properties)
            .Where(property => property.Set is null && property.AssociatedParameter is null)
            .Select(property => $"{property.DeclaringType.Name}.{property.Name}").Should().BeEmpty();

    [Fact]
    public void No_property_has_a_converter_of_its_own() =>
        Graph.SelectMany(type => type.Properties)
            .Should().OnlyContain(property => property.CustomConverter == null || property.CustomConverter is PolicyConverter, "faults are explained by the type's");

    [Fact]
    public void Every_knob_of_a_policy_can_be_read() =>
        Graph.Where(type => PolicyJson.FindPart(type.Type) is not null).SelectMany(type => type.Type.GetProperties()).Select(knob => knob.PropertyType)
            .Where(type => PolicyJson.FindPart(type) is null).Should().HaveCountGreaterThan(100)
            .And.AllSatisfy(type => PolicyJson.ConverterOf(type).Should().NotBeNull());

    [Fact]
    public void Everything_is_strict() => LifecycleJson.Options.Should().BeEquivalentTo(new
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        ReadCommentHandling = JsonCommentHandling.Disallow,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowOutOfOrderMetadataProperties = true,
        IsReadOnly = true,
    });

    private static Type EnumConverterOf(Type type) =>
        type == typeof(SubscriptionStatus) ? typeof(SubscriptionStatusJsonConverter) : typeof(EnumJsonConverter<>).MakeGenericType(type);

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static List<JsonTypeInfo> Walk(IEnumerable<Type> roots)
    {
        var met = new Dictionary<Type, JsonTypeInfo>();
        var open = new Queue<Type>(roots);
        while (open.TryDequeue(out var next))
        {
            var type = JsonSamples.InfoOf(next);
            if (!met.TryAdd(type.Type, type))
                continue;
            foreach (var property in type.Properties)
                open.Enqueue(JsonShapeFaults.TypeOf(property));
            foreach (var derived in type.PolymorphismOptions?.DerivedTypes ?? [])
                open.Enqueue(derived.DerivedType);
            if (type.Converter is IJsonListConverter list)
                open.Enqueue(list.ItemType);
        }

        return [.. met.Values];
    }

    [GeneratedRegex("^[a-z][A-Za-z0-9]*$")]
    private static partial Regex CamelCase();
}
