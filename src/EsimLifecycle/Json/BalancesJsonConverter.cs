using System.Text.Json;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Reads and writes balances as their currency and the amount of every account that holds something.</summary>
internal sealed class BalancesJsonConverter : JsonConverter<Balances>, IJsonExpectation
{
    private const string CurrencyName = "currency";

    private static readonly string[] Names = Enum.GetNames<Account>();

    public string Expected => "an object of a currency and amounts by account";

    public override Balances Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException($"Found {JsonWords.Describe(reader.TokenType)}; expected {Expected}.");
        Span<long> amounts = stackalloc long[Balances.Accounts];
        Span<bool> seen = stackalloc bool[Balances.Accounts];
        Currency? currency = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            var account = Array.IndexOf(Names, name);
            if (account < 0 && name != CurrencyName)
            {
                throw Fault(
                    name, $"Found the unknown property {JsonWords.Quote(name)}; expected {CurrencyName}, then {JsonWords.OneOf(Names)}.");
            }

            if (account < 0 ? currency is not null : seen[account])
                throw Fault(name, $"Found {JsonWords.Quote(name)} again; expected each property once.");
            if (account < 0)
            {
                currency = Parse<Currency>(ref reader, name);
                continue;
            }

            seen[account] = true;
            var money = Parse<Money>(ref reader, name);
            if (money.Currency != (currency ?? throw Missing()))
                throw Fault(name, $"Found an amount of {money.Currency}; expected one of {currency}.");
            amounts[account] = money.MinorUnits;
        }

        return Balances.Of(currency ?? throw Missing(), amounts);
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

    private static T Parse<T>(ref Utf8JsonReader reader, string name) where T : IParsable<T>
    {
        if (reader.TokenType != JsonTokenType.String)
            throw Fault(name, $"Found {JsonWords.Describe(reader.TokenType)}; expected a string ({typeof(T).Name}).");
        try
        {
            return T.Parse(reader.GetString()!, null);
        }
        catch (FormatException e)
        {
            throw Fault(name, e.Message);
        }
    }

    private static JsonException Missing() => new($"'{CurrencyName}' is missing; it is required before the amounts.");

    private static JsonException Fault(string name, string problem) => new(problem, JsonWords.PathOf("$", name), null, null);
}
