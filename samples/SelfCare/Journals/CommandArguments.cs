using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SelfCare;

/// <summary>
/// A command on the command line: as one JSON object, from standard input, or as its name and fields,
/// <c>UnbindDevice device=8904…</c>, of which the same JSON is made; or a question, in the same ways. Fields may also follow an object.
/// A field's value is text unless it looks like an object, an array, true or false, or the command's field is a number.
/// </summary>
internal static class CommandArguments
{
    public static JsonAt ToJson(string[] arguments, string discriminator, Terminal terminal)
    {
        if (arguments is [StoryFiles.StandardInput])
            return JsonAt.Parse(InputFile.Read(StoryFiles.StandardInput, terminal), "standard input");
        if (arguments[0].TrimStart().StartsWith('{'))
        {
            var given = Parse(arguments[0]);
            if (arguments.Length == 1)
                return given;
            var own = given.Value.EnumerateObject().ToList();
            var name = own.Find(property => property.NameEquals(discriminator)).Value;
            var numbers = name.ValueKind == JsonValueKind.String ? NumbersOf(name.GetString()!) : [];
            return ToObject(own.Select(property => $"{Text(property.Name)}:{property.Value.GetRawText()}").Concat(ToPairs(arguments, numbers)));
        }

        if (discriminator == LifecycleJson.CommandDiscriminator)
            CheckName(arguments[0]);
        return ToObject(ToPairs(arguments, NumbersOf(arguments[0])).Prepend($"{Text(discriminator)}:{Text(arguments[0])}"));
    }

    /// <summary>Where a command is nearly called so, only that one is told; else its reader tells all.</summary>
    private static void CheckName(string name)
    {
        if (Nearest.To(name, Enum.GetNames<CommandKind>().Append(NotificationReader.Name)) is { Count: > 0 } nearest)
            throw new BadInputException($"command: found '{name}'; did you mean {string.Join(" or ", nearest)}?");
    }

    /// <summary>The names of a command's fields that are numbers; empty for a command that there is not, which its reader will tell.</summary>
    private static string[] NumbersOf(string command)
    {
        var commands = LifecycleJson.Options.GetTypeInfo(typeof(LifecycleCommand)).PolymorphismOptions!.DerivedTypes;
        return commands.FirstOrDefault(each => each.TypeDiscriminator as string == command).DerivedType is { } type
            ? [.. LifecycleJson.Options.GetTypeInfo(type).Properties.Where(property => IsNumber(property.PropertyType)).Select(property => property.Name)]
            : [];
    }

    private static bool IsNumber(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var own && (own == typeof(int) || own == typeof(long));

    private static IEnumerable<string> ToPairs(string[] arguments, string[] numbers) => arguments.Skip(1).Select(argument => ToPair(argument, numbers));

    private static JsonAt ToObject(IEnumerable<string> pairs) => Parse($"{{{string.Join(',', pairs)}}}");

    private static JsonAt Parse(string json) => JsonAt.Parse(Encoding.UTF8.GetBytes(json), "command");

    private static string ToPair(string argument, string[] numbers)
    {
        var end = argument.IndexOf('=', StringComparison.Ordinal);
        if (end < 1)
            throw new BadInputException($"command: found '{argument}'; expected a field such as reason=NoLongerNeeded.");
        var value = argument[(end + 1)..];
        var isJson = value is "true" or "false" or ['{' or '[', ..];
        if (numbers.Contains(argument[..end]) && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            (isJson, value) = (true, number.ToString(CultureInfo.InvariantCulture));
        return $"{Text(argument[..end])}:{(isJson ? value : Text(value))}";
    }

    private static string Text(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
