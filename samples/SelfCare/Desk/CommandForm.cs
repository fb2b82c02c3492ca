using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace SelfCare;

/// <summary>
/// Asks a person for what a command says: what a choice of the library leaves open, by the types of the command's properties. What comes of it is the
/// JSON that <c>do</c> reads, so that every fault is found by the same reader.
/// </summary>
internal sealed class CommandForm(Asking asking, Phrases say)
{
    /// <summary>Names of properties that hold the key of what a choice is about, in the order in which they are looked for.</summary>
    private static readonly string[] KeyNames = ["charge", "provisioning", "transfer", "leg", "portOut", "payment", "reference"];

    /// <summary>What a person at a desk has nothing to say about.</summary>
    private static readonly string[] NotAsked = ["occurredAt", "attempt", "sequence", "id", "predecessor", "devices", "digest", "anchor"];

    /// <summary>The command as JSON; null where a property can't be asked for.</summary>
    /// <param name="kind">The kind of the command.</param>
    /// <param name="choice">What was chosen; null where there was nothing to choose.</param>
    /// <param name="subscription">The subscription.</param>
    public JsonObject? Fill(CommandKind kind, CommandChoice? choice, Subscription subscription)
    {
        var type = LifecycleJson.Options.GetTypeInfo(typeof(LifecycleCommand)).PolymorphismOptions!.DerivedTypes
            .Single(each => each.TypeDiscriminator as string == kind.ToString()).DerivedType;
        var json = new JsonObject { [LifecycleJson.CommandDiscriminator] = kind.ToString() };
        var properties = LifecycleJson.Options.GetTypeInfo(type).Properties.ToDictionary(property => property.Name, property => property.PropertyType);
        var parameters = type.GetConstructors().MaxBy(each => each.GetParameters().Length)!.GetParameters();
        Take(choice, properties, json);

        var later = new List<string>();
        foreach (var (name, own) in properties)
        {
            if (json.ContainsKey(name) || NotAsked.Contains(name))
                continue;
            var parameter = Array.Find(parameters, each => string.Equals(each.Name, name, StringComparison.OrdinalIgnoreCase));
            var isNeeded = parameter is { HasDefaultValue: false } || IsNeeded(name, choice);
            if (!isNeeded && !(parameter is not null && own.IsEnum))
            {
                if (CanAsk(own))
                    later.Add(name);
                continue;
            }

            if (!CanAsk(own))
                return null;
            json[name] = Ask(name, own, choice, subscription, parameter is { HasDefaultValue: true } ? parameter.DefaultValue : null);
        }

        if (later.Count > 0)
        {
            foreach (var name in asking.ChooseAny(say.Text("deskMore"), later, say.Field))
                json[name] = Ask(name, properties[name], choice, subscription, null);
        }

        return json;
    }

    /// <summary>What the choice has settled.</summary>
    private static void Take(CommandChoice? choice, Dictionary<string, Type> properties, JsonObject json)
    {
        if (choice is null)
            return;
        if (choice.Command is { } command)
        {
            foreach (var (name, value) in JsonNode.Parse(LifecycleJson.Write(command))!.AsObject())
            {
                if (!IsOpen(name, choice))
                    json[name] = value?.DeepClone();
            }

            return;
        }

        Settle("plan", choice.Plan?.Code);
        Settle("pack", choice.Pack?.Code);
        Settle("timing", choice.Timing?.ToString());
        Settle("device", choice.Device?.ToString());
        Settle("oldDevice", choice.Device?.ToString());
        if (!choice.Reference.IsNone && KeyNames.FirstOrDefault(properties.ContainsKey) is { } key)
            Settle(key, choice.Reference.ToString());

        void Settle(string name, string? value)
        {
            if (value is not null && properties.ContainsKey(name))
                json[name] = value;
        }
    }

    /// <summary>What a ready command leaves to the person all the same.</summary>
    private static bool IsOpen(string name, CommandChoice choice) => name switch
    {
        "reason" => choice.Command is RequestCancellation,
        "onDate" => choice.Timing == CancellationTiming.OnDate,
        "method" => choice.Methods.Count > 1,
        _ => false,
    };

    private static bool IsNeeded(string name, CommandChoice? choice) => name switch
    {
        "onDate" => choice?.Timing == CancellationTiming.OnDate,
        "contact" => choice is { Timing: not null, Command: null },
        "method" => choice is { Methods.Count: > 0 },
        _ => false,
    };

    private static bool CanAsk(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum || type == typeof(bool) || type == typeof(int) || type == typeof(long) || type == typeof(string) || type == typeof(LocalDate)
            || type == typeof(Instant) || type == typeof(Money) || type == typeof(BalanceChoice) || type == typeof(ValueList<DocumentKind>)
            || type == typeof(ValueList<SubmittedDocument>) || IsText(type);
    }

    /// <summary>Whether it is a value of the library that is written as text.</summary>
    private static bool IsText(Type type) => type == typeof(Reference) || type == typeof(PersonalReference) || type == typeof(Eid) || type == typeof(Iccid)
        || type == typeof(Msisdn) || type == typeof(SubscriptionId);

    private JsonNode? Ask(string name, Type type, CommandChoice? choice, Subscription subscription, object? preset)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var label = say.Field(name);
        if (type == typeof(PaymentMethod) && choice is { Methods.Count: > 0 })
            return asking.Choose(label, [.. choice.Methods], method => say.Word(method)).ToString();
        if (type.IsEnum)
            return AskEnum(label, type, preset);
        if (type == typeof(bool))
            return asking.Confirm(label, preset is true);
        if (type == typeof(ValueList<DocumentKind>))
            return new JsonArray([.. asking.ChooseAny(label, Enum.GetValues<DocumentKind>(), kind => say.Word(kind)).Select(kind => (JsonNode)kind.ToString())]);
        if (type == typeof(ValueList<SubmittedDocument>))
            return new JsonArray(AskDocument(choice, subscription));
        if (type == typeof(BalanceChoice))
            return AskBalance();
        var text = asking.Text(label, Preset(name, type, choice, subscription), Example(name, type, choice), isEmptyAllowed: false);
        if (type == typeof(int) || type == typeof(long))
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : text;
        return type == typeof(Money) && Money.TryParse($"{subscription.Balances.Currency} {text}", out var money) ? money.ToString() : text;
    }

    private string AskEnum(string label, Type type, object? preset)
    {
        var values = Enum.GetValues(type).Cast<Enum>().ToList();
        if (preset is Enum first && values.Remove(first))
            values.Insert(0, first);
        return asking.Choose(label, values, value => say.Word(value)).ToString();
    }

    private JsonObject AskDocument(CommandChoice? choice, Subscription subscription) => new()
    {
        ["kind"] = (choice?.Document ?? asking.Choose(say.Field("documents"), Enum.GetValues<DocumentKind>(), kind => say.Word(kind))).ToString(),
        ["reference"] = asking.Text(say.Field("reference"), NewReference(subscription), null, isEmptyAllowed: false),
    };

    private JsonObject AskBalance()
    {
        var disposition = asking.Choose(say.Field("balance"), Enum.GetValues<BalanceDisposition>(), each => say.Word(each));
        var json = new JsonObject { ["disposition"] = disposition.ToString() };
        if (disposition == BalanceDisposition.Transfer)
        {
            json["to"] = asking.Text(say.Field("to"), null, null, isEmptyAllowed: false);
            json["consent"] = asking.Text(say.Field("consent"), null, null, isEmptyAllowed: false);
        }

        return json;
    }

    private static string? Preset(string name, Type type, CommandChoice? choice, Subscription subscription)
    {
        if (type == typeof(Money))
        {
            var price = subscription is { Status: SubscriptionStatus.Pending, Contract.Plan.Price: var first } ? first : default(Money?);
            return (choice?.Amount ?? choice?.Charged ?? choice?.Price ?? price)?.ToString();
        }

        return name is "reference" && (type == typeof(Reference) || type == typeof(PersonalReference)) ? NewReference(subscription) : null;
    }

    private string? Example(string name, Type type, CommandChoice? choice)
    {
        if (name == "onDate" && choice is { Earliest: { } earliest, Latest: { } latest })
            return say.Text("deskOnDate", Iso(earliest), Iso(latest));
        if (type == typeof(Eid))
            return say.Text("deskEid");
        if (type == typeof(Instant))
            return Times.Expected;
        return type == typeof(LocalDate) ? "2026-03-31" : null;
    }

    private static string Iso(LocalDate date) => NodaTime.Text.LocalDatePattern.Iso.Format(date);

    private static string NewReference(Subscription subscription) => $"desk-{subscription.Version + 1}";
}
