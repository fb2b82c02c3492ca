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
        Span<Money> amounts = stackalloc Money[Balances.Accounts];
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
                    name, $"Found the unknown property {JsonWords.Quote(name)}; expected {JsonWords.OneOf([CurrencyName, .. Names])}.");
            }

            if (account < 0 ? currency is not null : seen[account])
                throw Fault(name, $"Found {JsonWords.Quote(name)} again; expected each property once.");
            if (account < 0)
            {
                currency = Parse<Currency>(ref reader, name);
                continue;
            }

            seen[account] = true;
            amounts[account] = Parse<Money>(ref reader, name);
        }

        return In(currency ?? throw new JsonException($"'{CurrencyName}' is missing; it is required."), amounts, seen);
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

    // The currency may stand anywhere: a database orders properties as it likes.
    private static Balances In(Currency currency, ReadOnlySpan<Money> amounts, ReadOnlySpan<bool> seen)
    {
        Span<long> minor = stackalloc long[Balances.Accounts];
        for (var account = 0; account < Balances.Accounts; account++)
        {
            if (seen[account] && amounts[account].Currency != currency)
                throw Fault(Names[account], $"Found an amount of {amounts[account].Currency}; expected one of {currency}.");
            minor[account] = amounts[account].MinorUnits;
        }

        return Balances.Of(currency, minor);
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

    private static JsonException Fault(string name, string problem) => new(problem, JsonWords.PathOf("$", name), null, null);
}
