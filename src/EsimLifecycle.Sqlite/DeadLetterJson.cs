using System.Text.Json;
using System.Text.Json.Serialization;

namespace EsimLifecycle.Hosting;

/// <summary>The dead letters of a subscription, as they stand in its row.</summary>
internal static class DeadLetterJson
{
    public static string Write(DeadLetter letter) => JsonSerializer.Serialize(Of(letter), DeadLetterJsonContext.Default.StoredDeadLetter);

    public static string Write(IEnumerable<DeadLetter> letters) => JsonSerializer.Serialize([.. letters.Select(Of)], DeadLetterJsonContext.Default.StoredDeadLetterArray);

    public static List<DeadLetter> Read(SubscriptionId id, string json) =>
        [.. JsonSerializer.Deserialize(json, DeadLetterJsonContext.Default.StoredDeadLetterArray)!
            .Select(each => new DeadLetter(id, each.Version, each.Key, each.Tries, Instant.FromUnixTimeTicks(each.At), each.Error))];

    /// <summary>Puts a letter in the place of the one with its key, or takes that away; returns what is left, null if nothing is, and whether there was one.</summary>
    public static (string? Left, bool Found) Replace(DeadLetter letter, bool remove, string? json)
    {
        var letters = json is null ? [] : Read(letter.Id, json);
        var index = letters.FindIndex(each => each.Key == letter.Key);
        if (index < 0)
            return (json, false);
        if (remove)
            letters.RemoveAt(index);
        else
            letters[index] = letter;
        return (letters.Count == 0 ? null : Write(letters), true);
    }

    // An exception may say anything; a NUL is a character that PostgreSQL's JSON can't have.
    private static StoredDeadLetter Of(DeadLetter letter) =>
        new(letter.Version, letter.Key, letter.Tries, StoredTime.Floor(letter.At), letter.Error.Replace('\0', '\uFFFD'));
}

/// <summary>A dead letter without its subscription, whose row it stands in; the time is that of <see cref="StoredTime"/>.</summary>
internal sealed record StoredDeadLetter(long Version, string Key, int Tries, long At, string Error);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StoredDeadLetter[]))]
internal sealed partial class DeadLetterJsonContext : JsonSerializerContext;
