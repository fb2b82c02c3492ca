using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

/// <summary>Faults put at every place of every type that is read: each is refused, with the path of that very place.</summary>
[Trait("speed", "slow")]
public class JsonFaultLaws
{
    private const string Unknown = "zzz";

    /// <summary>Instructions are written for others and read by nobody here.</summary>
    public static TheoryData<Type> Types => [.. JsonSamples.Concrete.Where(type => !type.IsSubclassOf(typeof(Instruction)))];

    [Theory]
    [MemberData(nameof(Types))]
    public void An_unknown_property_is_refused_in_every_object(Type type)
    {
        foreach (var path in Places(type).Where(place => place.Node is JsonObject).Select(place => place.Path))
        {
            var json = JsonSamples.Whole(type);
            ((JsonObject)At(json, path)).Add(Unknown, 1);

            var fault = Refused(type, json.ToJsonString());

            fault.Path.Should().Be($"{path}.{Unknown}");
            fault.Problem.Should().Contain($"Found the unknown property '{Unknown}'; expected ").And.NotContain("Did you mean");
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_repeated_property_is_refused_in_every_object(Type type)
    {
        foreach (var (path, node) in Places(type).Where(place => place.Node.Parent is JsonObject))
        {
            var repeated = Print(JsonSamples.Whole(type), repeat: path);

            var fault = Refused(type, repeated);

            fault.Path.Should().Be(path);
            fault.Problem.Should().Contain($"Found '{node.GetPropertyName()}' again; expected each property once.");
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_value_of_the_wrong_kind_is_refused_at_every_place(Type type)
    {
        foreach (var (path, _) in Places(type))
        {
            var fault = Refused(type, With(type, path, () => JsonValue.Create(1.5)));

            fault.Path.Should().Be(path);
            fault.Problem.Should().MatchRegex("Found (a number|the number 1\\.5); expected ");
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_null_is_refused_wherever_something_has_to_be(Type type)
    {
        foreach (var (path, node) in Places(type))
        {
            var withNull = Try(type, With(type, path, () => null));
            if (withNull?.Path == path)
                continue;
            node.Parent.Should().BeAssignableTo<JsonObject>();
            var without = Try(type, Without(type, path));
            (without?.Message).Should().Be(withNull?.Message, "a null at {0} is taken, so it is as good as nothing there", path);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_required_property_is_missed_by_its_name(Type type)
    {
        foreach (var (path, node) in Places(type).Where(place => place.Node.Parent is JsonObject))
        {
            if (Try(type, Without(type, path)) is not { } fault)
                continue;
            fault.Path.Should().Be(node.Parent!.GetPath());
            fault.Problem.Should().StartWith($"'{node.GetPropertyName()}' is missing; ");
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void An_enumeration_is_never_a_number(Type type)
    {
        foreach (var (path, _) in Places(type))
        {
            var isOneOfSome = Try(type, With(type, path, () => Unknown))?.Problem.Contains("one of", StringComparison.Ordinal) == true;
            if (isOneOfSome)
                Refused(type, With(type, path, () => 1)).Path.Should().Be(path);
        }
    }

    [Fact]
    public void Whatever_the_text_reading_gives_a_value_or_tells_the_fault()
    {
        var texts =
            from type in Gen.Elements(Types.Select(row => row.Data).ToArray())
            from seed in Gen.Choose(0, int.MaxValue)
            select (Type: type, Utf8: Mutilated(JsonSamples.Some(type, seed), new Random(seed)));

        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            try
            {
                JsonSamples.Read(text.Type, text.Utf8);
            }
            catch (LifecycleJsonException e)
            {
                e.Path.Should().StartWith("$");
                e.Problem.Should().NotBeEmpty().And.NotMatchRegex(@"System\.\w|EsimLifecycle\.\w|Parameter '|Path:|LineNumber:");
                e.Message.Should().Be($"{e.Path}: {e.Problem}");
            }
        }).Check(3000);
    }

    private static byte[] Mutilated(JsonObject json, Random random)
    {
        var utf8 = Encoding.UTF8.GetBytes(json.ToJsonString()).ToList();
        for (var slips = random.Next(1, 4); slips > 0; slips--)
        {
            var at = random.Next(utf8.Count);
            switch (random.Next(5))
            {
                case 0:
                    utf8.RemoveAt(at);
                    break;
                case 1:
                    utf8[at] = (byte)random.Next(256);
                    break;
                case 2:
                    utf8.Insert(at, "{}[],:\"\\0-e.tn \n"u8[random.Next(16)]);
                    break;
                case 3:
                    utf8.RemoveRange(at, utf8.Count - at);
                    break;
                default:
                    utf8.InsertRange(at, utf8.GetRange(at, Math.Min(random.Next(20), utf8.Count - at)));
                    break;
            }

            if (utf8.Count == 0)
                break;
        }

        return [.. utf8];
    }

    private static LifecycleJsonException Refused(Type type, string json) =>
        FluentActions.Invoking(() => JsonSamples.Read(type, Encoding.UTF8.GetBytes(json)))
            .Should().Throw<LifecycleJsonException>(json).Which;

    private static LifecycleJsonException? Try(Type type, string json)
    {
        try
        {
            JsonSamples.Read(type, Encoding.UTF8.GetBytes(json));
            return null;
        }
        catch (LifecycleJsonException e)
        {
            return e;
        }
    }

    /// <summary>Every value within a whole sample, with its path.</summary>
    private static List<(string Path, JsonNode Node)> Places(Type type) =>
        [.. Within(JsonSamples.Whole(type)).Select(node => (node.GetPath(), node))];

    private static IEnumerable<JsonNode> Within(JsonNode node)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject parent => parent.Select(property => property.Value),
            JsonArray parent => parent,
            _ => [],
        };
        return children.SelectMany(Within!).Prepend(node);
    }

    private static JsonNode At(JsonNode root, string path) => Within(root).Single(node => node.GetPath() == path);

    private static string With(Type type, string path, Func<JsonNode?> value)
    {
        var json = JsonSamples.Whole(type);
        if (path == "$")
            return value()?.ToJsonString() ?? "null";
        var node = At(json, path);
        if (node.Parent is JsonObject parent)
            parent[node.GetPropertyName()] = value();
        else
            ((JsonArray)node.Parent!)[node.GetElementIndex()] = value();
        return json.ToJsonString();
    }

    private static string Without(Type type, string path)
    {
        var json = JsonSamples.Whole(type);
        var node = At(json, path);
        ((JsonObject)node.Parent!).Remove(node.GetPropertyName());
        return json.ToJsonString();
    }

    private static string Print(JsonNode root, string repeat)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { SkipValidation = true }))
            Print(writer, root, repeat);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Print(Utf8JsonWriter writer, JsonNode node, string repeat)
    {
        if (node is JsonObject parent)
        {
            writer.WriteStartObject();
            foreach (var (name, value) in parent)
            {
                for (var times = value!.GetPath() == repeat ? 2 : 1; times > 0; times--)
                {
                    writer.WritePropertyName(name);
                    Print(writer, value, repeat);
                }
            }

            writer.WriteEndObject();
        }
        else if (node is JsonArray items)
        {
            writer.WriteStartArray();
            foreach (var item in items)
                Print(writer, item!, repeat);
            writer.WriteEndArray();
        }
        else
        {
            node.WriteTo(writer);
        }
    }
}
