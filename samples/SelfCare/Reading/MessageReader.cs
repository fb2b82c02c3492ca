namespace SelfCare;

/// <summary>Reads a command with its caller and its id from one JSON object: <c>{ "do", "by", "id", …its own fields… }</c>.</summary>
internal static class MessageReader
{
    /// <param name="fields">What is left of the object; afterwards nothing is.</param>
    /// <param name="by">Who gives it where the object does not say; null if it has to.</param>
    /// <param name="id">Its id where the object does not say.</param>
    public static Message Read(JsonFields fields, Caller? by, string id)
    {
        var caller = fields.TryTake("by")?.Read(bytes => LifecycleJson.ReadCaller(bytes)) ?? by;
        var commandId = TakeId(fields) is { } given ? ReadId(given) : new CommandId(id);
        var json = fields.TakeRest();
        var command = json.Read(bytes => LifecycleJson.ReadCommand(bytes));
        return caller is null
            ? throw json.Fault("'by' is missing; expected a caller, here or for the whole story")
            : new Message(command, caller, commandId);
    }

    /// <summary>
    /// The command's id is called <c>commandId</c>, or <c>id</c> for short, but for the two commands in which <c>id</c> is the
    /// subscription's.
    /// </summary>
    private static JsonAt? TakeId(JsonFields fields)
    {
        if (fields.TryTake("commandId") is { } commandId)
            return commandId;
        return fields.TextOf("do") is nameof(OpenSubscription) or nameof(ImportSubscription) ? null : fields.TryTake("id");
    }

    private static CommandId ReadId(JsonAt json) => CommandId.TryParse(json.ToText(), out var id)
        ? id
        : throw json.Fault($"found '{json.ToText()}'; expected 1 to 128 printable ASCII characters without spaces");
}
