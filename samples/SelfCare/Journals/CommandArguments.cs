using System.Text;
using System.Text.Json;

namespace SelfCare;

/// <summary>
/// A command on the command line: as one JSON object, from standard input, or as its name and fields,
/// <c>UnbindDevice device=8904…</c>, of which the same JSON is made; or a question, in the same ways. Fields may also follow an object.
/// A field's value is text unless it looks like an object, an array, true or false.
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
            var own = given.Value.EnumerateObject().Select(property => $"{Text(property.Name)}:{property.Value.GetRawText()}");
            return arguments.Length == 1 ? given : ToObject(own.Concat(arguments.Skip(1).Select(ToPair)));
        }

        return ToObject(arguments.Skip(1).Select(ToPair).Prepend($"{Text(discriminator)}:{Text(arguments[0])}"));
    }

    private static JsonAt ToObject(IEnumerable<string> pairs) => Parse($"{{{string.Join(',', pairs)}}}");

    private static JsonAt Parse(string json) => JsonAt.Parse(Encoding.UTF8.GetBytes(json), "command");

    private static string ToPair(string argument)
    {
        var end = argument.IndexOf('=', StringComparison.Ordinal);
        if (end < 1)
            throw new BadInputException($"command: found '{argument}'; expected a field such as reason=NoLongerNeeded.");
        var value = argument[(end + 1)..];
        var isJson = value is "true" or "false" or ['{' or '[', ..];
        return $"{Text(argument[..end])}:{(isJson ? value : Text(value))}";
    }

    private static string Text(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
