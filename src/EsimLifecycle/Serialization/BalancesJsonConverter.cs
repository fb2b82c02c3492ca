using System.Text.Json;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Reads and writes balances as their currency and the amount of every account that holds something.</summary>
internal sealed class BalancesJsonConverter : JsonConverter<Balances>
{
    private const string CurrencyName = "currency";

    public override Balances Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException($"Found {reader.TokenType}; expected an object of a currency and amounts by account.");
        Span<long> amounts = stackalloc long[Balances.Accounts];
        Currency? currency = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name == CurrencyName && currency is null)
                currency = Currency.Parse(Text(ref reader, name));
            else if (currency is { } known && Array.IndexOf(Enum.GetNames<Account>(), name) is >= 0 and var index)
                amounts[index] = MinorUnits(ref reader, name, known);
            else
                throw new JsonException($"Found '{name}'; expected '{CurrencyName}' once, then {string.Join(", ", Enum.GetNames<Account>())}.");
        }

        return currency is null ? throw new JsonException($"'{CurrencyName}' is missing.") : Balances.Of(currency.Value, amounts);
    }

    public override void Write(Utf8JsonWriter writer, Balances value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString(CurrencyName, value.Currency.Code);
        foreach (var account in Enum.GetValues<Account>())
        {
            if (!value[account].IsZero)
                writer.WriteString(account.ToString(), value[account].ToString());
        }

        writer.WriteEndObject();
    }

    private static long MinorUnits(ref Utf8JsonReader reader, string name, Currency currency) =>
        Money.TryParse(Text(ref reader, name), out var money) && money.Currency == currency
            ? money.MinorUnits
            : throw new JsonException($"'{name}' holds no amount of {currency}.");

    private static string Text(ref Utf8JsonReader reader, string name) => reader.TokenType == JsonTokenType.String
        ? reader.GetString()!
        : throw new JsonException($"Found {reader.TokenType} at '{name}'; expected a string.");
}
