namespace SelfCare;

/// <summary>Reads who gives a command: an object, or the role alone where that says all, <c>"by": "System"</c>.</summary>
internal static class CallerReader
{
    /// <summary>Takes the caller from an object's properties; null if there is none.</summary>
    public static Caller? TryTake(JsonFields fields) => fields.TryTake("by") is { } json ? Read(json) : null;

    private static Caller Read(JsonAt json)
    {
        if (json.Value.ValueKind != System.Text.Json.JsonValueKind.String)
            return json.Read(bytes => LifecycleJson.ReadCaller(bytes));
        return json.ToText() switch
        {
            nameof(Role.System) => Caller.System,
            nameof(Role.Carrier) => Caller.Carrier,
            var other => throw json.Fault(
                $"found '{other}'; expected System or Carrier, or an object such as {{ \"role\": \"Agent\", \"channel\": \"Hotline\" }}"),
        };
    }
}
