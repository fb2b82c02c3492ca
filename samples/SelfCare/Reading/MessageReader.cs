namespace SelfCare;

/// <summary>Reads a command with its caller and its id from one JSON object: <c>{ "do", "by", "id", …its own fields… }</c>.</summary>
internal static class MessageReader
{
    /// <summary>All that one object brings: a command, or what a platform's notification means.</summary>
    /// <inheritdoc cref="Read"/>
    public static List<Incoming> ReadAll(JsonFields fields, Caller? by, string id) => fields.TextOf("do") == NotificationReader.Name
        ? NotificationReader.Read(fields, id)
        : [new Incoming(Read(fields, by, id))];

    /// <param name="fields">What is left of the object; afterwards nothing is.</param>
    /// <param name="by">Who gives it where the object does not say; null if it has to.</param>
    /// <param name="id">Its id where the object does not say.</param>
    private static Message Read(JsonFields fields, Caller? by, string id)
    {
        var caller = CallerReader.TryTake(fields) ?? by;
        var commandId = TakeId(fields) ?? new CommandId(id);
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
    public static CommandId? TakeId(JsonFields fields)
    {
        if (fields.TryTake("commandId") is { } commandId)
            return ReadId(commandId);
        var hasOwn = fields.TextOf("do") is nameof(OpenSubscription) or nameof(ImportSubscription);
        return !hasOwn && fields.TryTake("id") is { } id ? ReadId(id) : null;
    }

    private static CommandId ReadId(JsonAt json) => CommandId.TryParse(json.ToText(), out var id)
        ? id
        : throw json.Fault($"found '{json.ToText()}'; expected 1 to 128 printable ASCII characters without spaces");
}
