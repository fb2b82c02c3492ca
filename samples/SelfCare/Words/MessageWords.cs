namespace SelfCare;

/// <summary>Commands and their callers in words.</summary>
internal static class MessageWords
{
    public static string Title(LifecycleCommand command) => Phrases.Title(command.Kind.ToString());

    public static string Fields(LifecycleCommand command) =>
        FieldWords.Of(LifecycleJson.Write(command), LifecycleJson.CommandDiscriminator);

    /// <summary>Who: "customer anna by app, identity low".</summary>
    public static string Caller(Caller by)
    {
        var who = $"{Phrases.Name(by.Role)} {by.Id}".TrimEnd();
        return by.Role is Role.Customer or Role.Agent
            ? $"{who} by {Phrases.Name(by.Channel)}, identity {Phrases.Name(by.Identity)}"
            : who;
    }
}
