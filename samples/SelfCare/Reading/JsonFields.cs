using System.Text.Json;

namespace SelfCare;

/// <summary>The properties of a JSON object, taken one after the other; what is left at the end was not expected.</summary>
internal sealed class JsonFields
{
    private readonly JsonAt _object;
    private readonly Dictionary<string, JsonAt> _left = [];

    public JsonFields(JsonAt json)
    {
        _object = json;
        foreach (var property in json.Value.EnumerateObject())
        {
            var name = NameOf(property);
            var value = new JsonAt(property.Value, json.Source, $"{json.Path}.{name}");
            if (!_left.TryAdd(name, value))
                throw value.Fault("found again; expected once");
        }
    }

    public bool Has(string name) => _left.ContainsKey(name);

    /// <summary>The text of a property that stays; null if there is none.</summary>
    public string? TextOf(string name) => _left.TryGetValue(name, out var value) ? value.ToText() : null;

    public JsonAt Take(string name) => TryTake(name) ?? throw _object.Fault($"'{name}' is missing");

    public JsonAt? TryTake(string name) => _left.Remove(name, out var value) ? value : null;

    /// <summary>Nothing else may be there.</summary>
    /// <param name="expected">The names of all that may, for the message.</param>
    public void End(string expected)
    {
        foreach (var (name, value) in _left)
            throw value.Fault($"found '{name}'; expected only {expected}");
    }

    /// <summary>All that is left, as an object of its own.</summary>
    /// <param name="command">The command whose fields these are, where the object does not say so itself.</param>
    public JsonAt TakeRest(string? command = null)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            if (command is not null)
                writer.WriteString(LifecycleJson.CommandDiscriminator, command);
            foreach (var (name, value) in _left)
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(value.Value.GetRawText());
            }

            writer.WriteEndObject();
        }

        _left.Clear();
        return JsonAt.Parse(stream.ToArray(), _object.Source) with { Path = _object.Path };
    }

    private string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            throw _object.Fault("found half of a surrogate pair in a name; expected text");
        }
    }
}
