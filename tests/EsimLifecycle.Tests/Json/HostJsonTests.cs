using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace EsimLifecycle.Tests;

/// <summary>The library's types in a host's own JSON, such as that of a web API, are as in the library's own.</summary>
public partial class HostJsonTests
{
    /// <summary>What a web API returns where a page needs more than one answer.</summary>
    internal sealed record Page(
        string Title,
        CancellationQuote Quote,
        List<Refusal> Why,
        Instant? Next,
        LocalDate Day,
        Period Length,
        Money Due,
        ValueList<Eid> Devices,
        Dictionary<SubscriptionStatus, int> Count,
        Dictionary<string, LifecycleCommand> Buttons,
        SubscriptionStatus? Status);

    [JsonSerializable(typeof(Page))]
    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    internal sealed partial class HostContext : JsonSerializerContext;

    private static readonly JsonSerializerOptions Web = Hosted(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Options as hosts have them; ASP.NET's are the first.</summary>
    private static JsonSerializerOptions[] Hosts =>
    [
        Web,
        Hosted(new JsonSerializerOptions()),
        Hosted(new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
            NumberHandling = JsonNumberHandling.WriteAsString,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
            ReferenceHandler = ReferenceHandler.Preserve,
            IncludeFields = true,
        }),
        Hosted(new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver() }),
        Hosted(new JsonSerializerOptions { TypeInfoResolver = HostContext.Default }),
    ];

    private static Scenario TwoBound => Scenario.With(policy => policy with { Devices = new DevicePolicy { UnbindingDue = UnbindingDue.BeforeRequest } })
        .Activated().Bound(Scenario.Phone, Scenario.Watch).Requested();

    [Fact]
    public void A_refusal_is_what_a_page_needs() =>
        JsonNode.DeepEquals(
            JsonSerializer.SerializeToNode(TwoBound.Last, Web)!["refusals"],
            JsonNode.Parse($$"""
                [{
                  "code": "device.still_bound",
                  "facts": { "devices": ["{{Scenario.Phone}}", "{{Scenario.Watch}}"] },
                  "remedy": { "do": "UnbindDevice", "device": "{{Scenario.Phone}}" }
                }]
                """)).Should().BeTrue();

    [Fact]
    public void A_decision_is_its_outcome_its_events_its_refusals_and_the_state()
    {
        var json = JsonSerializer.SerializeToNode(TwoBound.Last, Web)!.AsObject();

        json.Select(property => property.Key).Should().Equal("outcome", "events", "refusals", "subscription");
        json["outcome"]!.GetValue<string>().Should().Be("Refused");
        json["subscription"]!["lastEventAt"]!.GetValue<string>().Should().Be("2026-01-31T03:00:00Z");
        JsonSerializer.Serialize(default(Decision), Web).Should().StartWith("{\"outcome\":\"Accepted\",\"events\":[],\"refusals\":[],\"subscription\":{");
    }

    [Fact]
    public void A_button_of_the_page_sends_the_remedy_back_as_it_was()
    {
        var remedy = JsonSerializer.SerializeToNode(TwoBound.Last, Web)!["refusals"]![0]!["remedy"]!.ToJsonString();

        JsonSerializer.Deserialize<LifecycleCommand>(remedy, Web).Should().Be(new UnbindDevice(Scenario.Phone));
    }

    [Fact]
    public void A_page_of_the_host_holds_them_anywhere()
    {
        var scenario = Scenario.Preset("axis-travel").Activated().Bound(Scenario.Phone);
        var page = new Page(
            "Leaving",
            scenario.Lifecycle.Quote(scenario.State, new(CancellationReason.NoLongerNeeded), new(scenario.Now, Scenario.Customer, new("q"))),
            [.. TwoBound.Last.Refusals],
            scenario.State.NextDeadline,
            new LocalDate(2026, 2, 28),
            Period.FromMonths(1),
            Money.Parse("USD 3.00"),
            [Scenario.Phone],
            new() { [SubscriptionStatus.Active] = 3 },
            new() { ["unbind"] = new UnbindDevice(Scenario.Phone) },
            SubscriptionStatus.Grace);

        foreach (var host in new[] { Web, Hosted(new JsonSerializerOptions { TypeInfoResolver = HostContext.Default, PropertyNamingPolicy = JsonNamingPolicy.CamelCase }) })
        {
            var json = JsonSerializer.SerializeToNode(page, host)!;

            JsonNode.DeepEquals(json["quote"], Own(page.Quote)).Should().BeTrue();
            JsonNode.DeepEquals(json["why"]![0], Own(page.Why[0])).Should().BeTrue();
            json["next"]!.GetValue<string>().Should().Be("2026-02-05T17:00:00Z");
            json["day"]!.GetValue<string>().Should().Be("2026-02-28");
            json["length"]!.GetValue<string>().Should().Be("P1M");
            json["due"]!.GetValue<string>().Should().Be("USD 3.00");
            json["count"]!["Active"]!.GetValue<int>().Should().Be(3);
            json["buttons"]!["unbind"]!["do"]!.GetValue<string>().Should().Be("UnbindDevice");
            json["status"]!.GetValue<string>().Should().Be("Grace");
            JsonSerializer.Deserialize<Page>(json, host).Should().BeEquivalentTo(page, compare => compare.ComparingByValue<Refusal>().ComparingByValue<CancellationQuote>().ComparingByValue<LifecycleCommand>());
        }
    }

    [Fact]
    public void Whatever_the_host_s_options_say_every_answer_is_written_as_the_library_writes_it_and_read_back()
    {
        var hosts = Hosts;
        foreach (var value in Answers().Where(value => IsKnown(value.GetType())).DistinctBy(value => (value.GetType(), Own(value).ToJsonString())))
        {
            var own = Own(value);
            foreach (var host in hosts)
            {
                var written = JsonSerializer.SerializeToNode(value, value.GetType(), host);
                JsonNode.DeepEquals(written, own).Should().BeTrue("{0} is to be {1}", written, own);
                if (value is not (Deadline or RefusalFact or ValueList<RefusalFact>))
                    JsonSerializer.Deserialize(written, value.GetType(), host).Should().Be(value);
            }
        }
    }

    [Fact]
    public void Every_public_type_that_says_something_is_known()
    {
        var silent = typeof(Lifecycle).Assembly.GetExportedTypes()
            .Where(type => !type.IsGenericTypeDefinition && !(type.IsAbstract && type.IsSealed) && !type.IsSubclassOf(typeof(Exception)) && !type.IsSubclassOf(typeof(JsonConverter)))
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.FullName!.Contains('<', StringComparison.Ordinal))
            .Where(type => !(IsKnown(type) && LifecycleJson.Options.TryGetTypeInfo(type, out _)));

        silent.Should().BeEquivalentTo(
        [
            // What works.
            typeof(Lifecycle), typeof(SubscriptionMachine), typeof(MessageCatalog),
            // The vocabulary of charts, which no answer has; figures of a proration, which lives in a settlement line.
            typeof(BindingTrigger), typeof(ProfileTrigger), typeof(RefundTrigger), typeof(FollowUpKind), typeof(Fraction), typeof(ProratedShare), typeof(ServicePeriod),
            // Each is one of its base's.
            typeof(LifecycleFact), typeof(LifecycleRequest), typeof(ServiceInstruction),
        ]);
    }

    [Fact]
    public void Every_public_type_and_every_list_that_the_library_gives_has_a_converter()
    {
        var types = typeof(Lifecycle).Assembly.GetExportedTypes();
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var lists = types.SelectMany(type => type.GetProperties(Public).Select(property => property.PropertyType).Concat(type.GetMethods(Public).Select(method => method.ReturnType)))
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>) && !type.ContainsGenericParameters).Distinct().ToList();

        lists.Should().HaveCountGreaterThan(50).And.OnlyContain(list => IsKnown(list) && LifecycleJson.Options.GetTypeInfo(list).Converter is IJsonListConverter);
        foreach (var type in lists.Concat(lists.Select(list => list.GenericTypeArguments[0])).Concat(types).Where(type => !type.IsGenericTypeDefinition && !type.IsAbstract && IsKnown(type)))
            FluentActions.Invoking(() => Web.GetTypeInfo(type)).Should().NotThrow("{0} is known", type).Which.Converter.Should().Match(converter => converter.GetType().Assembly == typeof(Lifecycle).Assembly || type.IsClass);
    }

    [Fact]
    public void Every_answer_is_tried() => Answers().Select(value => value.GetType()).Distinct().Should().Contain(
    [
        typeof(Decision), typeof(Refusal), typeof(RefusalFact), typeof(CancellationQuote), typeof(CancellationChecklist), typeof(ChecklistItem), typeof(CancellationProgress),
        typeof(AvailableCommand), typeof(ForecastStep), typeof(ExpectedCharge), typeof(LeavingDays), typeof(Subscription), typeof(Deadline), typeof(SubscriptionClosed), typeof(SendMessage), typeof(UnbindDevice), typeof(Caller),
        typeof(CarrierPolicy), typeof(PolicyFault), typeof(HistoryVerdict), typeof(ClosureCertificate), typeof(ClosureCertificateVerdict), typeof(SealedRecord),
        typeof(DescriptionLine), typeof(ValueList<DescriptionLine>), typeof(MessageContent), typeof(ValueList<RefusalFact>),
        typeof(Money), typeof(Eid), typeof(Instant), typeof(LocalDate), typeof(Period),
    ]);

    [Theory]
    [MemberData(nameof(RefusalTests.Codes), MemberType = typeof(RefusalTests))]
    public void A_fact_is_read_as_the_type_that_its_refusal_has(string code)
    {
        var name = typeof(RefusalCode).GetFields().Single(field => (string)field.GetRawConstantValue()! == code).Name;

        foreach (var parameter in typeof(Refusals).GetMethod(name)!.GetParameters().Where(parameter => parameter.Name is not ("retryAt" or "remedy")))
            RefusalJsonConverter.TypeOf(code, parameter.Name!).Should().Be(Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType);
    }

    [Theory]
    [InlineData(9007199254740991, "9007199254740991")]
    [InlineData(9007199254740992, "\"9007199254740992\"")]
    [InlineData(long.MinValue, "\"-9223372036854775808\"")]
    public void A_number_that_JavaScript_would_round_is_a_text(long number, string json)
    {
        var usage = new RecordUsage(number);

        Own(usage)["bytes"]!.ToJsonString().Should().Be(json);
        LifecycleJson.ReadCommand(LifecycleJson.Write(usage)).Should().Be(usage);
    }

    [Theory]
    [InlineData("""{"command":{"do":"UnbindDevice","device":"1"}}""", "$.command", "At device: An EID has 32 digits*")]
    [InlineData("""{"command":{"do":"SubmitDocuments","documents":[{"kind":"Contract","reference":"a"},{"kind":"Contract"}]}}""", "$.command", "At documents[1]: 'reference' is missing; it is required.*")]
    [InlineData("""{"command":{"Do":"Activate"}}""", "$.command", "'do' is missing; expected one of *")]
    [InlineData("""{"command":{"do":"Activate","do":"Activate"}}""", "$.command", "At do: Found 'do' again; expected each property once.*")]
    public void A_fault_in_what_a_page_sends_is_told_with_its_place(string json, string path, string problem)
    {
        var e = FluentActions.Invoking(() => JsonSerializer.Deserialize<Sent>(json, Web)).Should().Throw<JsonException>().Which;

        e.Path.Should().Be(path);
        e.Message.Should().Match(problem);
    }

    internal sealed record Sent(LifecycleCommand Command);

    [Fact]
    public void A_refusal_that_is_none_is_not_read()
    {
        Reading("""{"code":"plan.unchanged","facts":{"planet":"x"}}""").Should().Be("At facts.planet: Found a fact that plan.unchanged does not have; expected those that it has.");
        Reading("""{"code":"plan.unchanged"}""").Should().Be("'facts' is missing; it is required.");
        Reading("""{"facts":{}}""").Should().Be("'code' is missing; it is required.");
        Reading("""{"code":1,"facts":{}}""").Should().StartWith("At code: Found the number 1; expected the text code");
        Reading("1").Should().Be("Found the number 1; expected a refusal.");

        static string Reading(string json) => FluentActions.Invoking(() => JsonSerializer.Deserialize<Refusal>(json, Web)).Should().Throw<JsonException>().Which.Message;
    }

    [Fact]
    public void A_deadline_and_a_fact_are_written_only()
    {
        FluentActions.Invoking(() => JsonSerializer.Deserialize<Deadline>("""{"due":"2026-01-01T00:00:00Z","kind":"Clearing"}""", Web)).Should().Throw<JsonException>();
        FluentActions.Invoking(() => JsonSerializer.Deserialize<RefusalFact>("""{"name":"a","value":1}""", Web)).Should().Throw<JsonException>();
    }

    [Fact]
    public void A_state_that_a_host_reads_knows_its_deadlines()
    {
        var state = Scenario.With().Activated().State;

        foreach (var options in new[] { Web, LifecycleJson.Options })
            JsonSerializer.Deserialize<Subscription>(JsonSerializer.Serialize(state, options), options)!.NextDeadline.Should().Be(state.NextDeadline);
        FluentActions.Invoking(() => JsonSerializer.Deserialize<Subscription>(Without(state, "contract"), Web)).Should().Throw<JsonException>()
            .WithMessage("'contract' is missing; it is required where the status is Active.");

        static string Without(Subscription state, string part)
        {
            var json = Own(state).AsObject();
            json.Remove(part);
            return json.ToJsonString();
        }
    }

    /// <summary>A database's JSON (such as jsonb) keeps no order.</summary>
    [Fact]
    public void A_state_is_read_in_whatever_order_its_properties_are()
    {
        foreach (var history in GoldenLives.All.Select(life => life.History))
        {
            var state = Lifecycle.Replay([.. history]);
            var (sorted, reversed) = (Ordered(Own(state), 1).ToJsonString(), Ordered(Own(state), -1).ToJsonString());

            LifecycleJson.ReadSubscription(System.Text.Encoding.UTF8.GetBytes(sorted)).Should().Be(state);
            LifecycleJson.ReadSubscription(System.Text.Encoding.UTF8.GetBytes(reversed)).Should().Be(state);
            foreach (var @event in history)
                LifecycleJson.ReadEvent(System.Text.Encoding.UTF8.GetBytes(Ordered(JsonNode.Parse(LifecycleJson.Write(@event))!, 1).ToJsonString())).Should().Be(@event);
        }

        static JsonNode Ordered(JsonNode json, int direction) => json switch
        {
            JsonObject parent => new JsonObject(parent.OrderBy(each => each.Key, Comparer<string>.Create((a, b) => direction * string.CompareOrdinal(a, b)))
                .Select(each => KeyValuePair.Create(each.Key, each.Value is { } value ? Ordered(value, direction) : null))),
            JsonArray items => new JsonArray([.. items.Select(each => Ordered(each!, direction))]),
            _ => json.DeepClone(),
        };
    }

    [Fact]
    public void Options_in_use_can_not_be_added_to_and_adding_twice_changes_nothing()
    {
        FluentActions.Invoking(() => LifecycleJson.AddTo(JsonSerializerOptions.Default)).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => LifecycleJson.AddTo(null!)).Should().Throw<ArgumentNullException>();
        var options = Hosted(Hosted(new JsonSerializerOptions { TypeInfoResolver = HostContext.Default }));
        (options.Converters.Count, options.TypeInfoResolverChain.Count).Should().Be((2, 2));
    }

    /// <summary>A host that has instants as seconds.</summary>
    private sealed class Seconds : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Instant.FromUnixTimeSeconds(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteNumberValue(value.ToUnixTimeSeconds());
    }

    internal sealed record Visit(Instant At, Instant? Until, LocalDate Day, Subscription State);

    [Fact]
    public void A_host_s_own_instants_stay_as_it_has_them_but_for_those_of_the_library()
    {
        var host = Hosted(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new Seconds() } });
        var state = Scenario.With().Activated().State;
        var visit = new Visit(Instant.FromUnixTimeSeconds(5), Instant.FromUnixTimeSeconds(7), new LocalDate(2026, 1, 31), state);

        var json = JsonSerializer.SerializeToNode(visit, host)!;

        json["at"]!.ToJsonString().Should().Be("5");
        json["until"]!.ToJsonString().Should().Be("7");
        json["day"]!.ToJsonString().Should().Be("\"2026-01-31\"");
        JsonNode.DeepEquals(json["state"], Own(state)).Should().BeTrue();
        JsonSerializer.Deserialize<Visit>(json, host).Should().Be(visit);
    }

    [Fact]
    public void A_calendar_has_days_and_instants_for_keys()
    {
        var days = new Dictionary<LocalDate, Money> { [new LocalDate(2026, 2, 28)] = Money.Parse("USD 3.00") };
        var instants = new Dictionary<Instant, int> { [Instant.FromUtc(2026, 1, 31, 10, 0)] = 1 };

        JsonSerializer.Serialize(days, Web).Should().Be("{\"2026-02-28\":\"USD 3.00\"}");
        JsonSerializer.Serialize(instants, Web).Should().Be("{\"2026-01-31T10:00:00Z\":1}");
        JsonSerializer.Deserialize<Dictionary<LocalDate, Money>>(JsonSerializer.Serialize(days, Web), Web).Should().Equal(days);
        JsonSerializer.Deserialize<Dictionary<Instant, int>>(JsonSerializer.Serialize(instants, Web), Web).Should().Equal(instants);
        FluentActions.Invoking(() => JsonSerializer.Deserialize<Dictionary<LocalDate, int>>("{\"28.2.2026\":1}", Web)).Should().Throw<JsonException>()
            .WithMessage("Found '28.2.2026'; expected a date such as \"2026-01-31\".*");
    }

    [Fact]
    public void Which_command_it_is_is_told_whatever_it_is_written_as_and_may_be_told_to_who_knows()
    {
        var command = new UnbindDevice(Scenario.Phone);
        var json = $$"""{"do":"UnbindDevice","device":"{{Scenario.Phone}}"}""";

        foreach (var host in Hosts)
        {
            JsonSerializer.Serialize<object>(command, host).Should().Be(json);
            JsonSerializer.Serialize(command, host).Should().Be(json);
            JsonSerializer.Serialize<LifecycleCommand>(command, host).Should().Be(json);
            JsonSerializer.Deserialize<UnbindDevice>(json, host).Should().Be(command);
            JsonSerializer.Deserialize<UnbindDevice>($$"""{"device":"{{Scenario.Phone}}","do":"UnbindDevice"}""", host).Should().Be(command);
            JsonSerializer.Deserialize<UnbindDevice>($$"""{"device":"{{Scenario.Phone}}"}""", host).Should().Be(command);
            JsonSerializer.Deserialize<Activate>("{}", host).Should().Be(new Activate());
        }
    }

    [Theory]
    [InlineData("""{"do":"Terminate","reason":"NoLongerNeeded"}""", "At do: Found 'Terminate'; expected 'RequestCancellation'.")]
    [InlineData("""{"reason":"NoLongerNeeded","do":"requestCancellation"}""", "At do: Found 'requestCancellation'; expected 'RequestCancellation'. Did you mean 'RequestCancellation'?")]
    [InlineData("""{"do":null,"reason":"NoLongerNeeded"}""", "At do: Found null; expected 'RequestCancellation'.")]
    [InlineData("""{"do":"RequestCancellation","do":"RequestCancellation","reason":"NoLongerNeeded"}""", "At do: Found 'do' again; expected each property once.")]
    [InlineData("""{"do":"RequestCancellation"}""", "'reason' is missing; it is required.")]
    [InlineData("""{"reason":"NoLongerNeeded","event":"RequestCancellation"}""", "At event: Found the unknown property 'event'; expected *")]
    [InlineData("""{"reason":"NoLongerNeeded","note":{"do":1}}""", "At note: *")]
    [InlineData("""[{"do":"Terminate"}]""", "Found an array; expected an object.")]
    public void A_command_of_another_kind_than_the_endpoint_s_is_a_fault(string json, string problem) =>
        FluentActions.Invoking(() => JsonSerializer.Deserialize<RequestCancellation>(json, Web)).Should().Throw<JsonException>().WithMessage(problem);

    /// <summary>A request's body comes in pieces.</summary>
    [Fact]
    public async Task A_command_may_come_in_pieces_and_with_comments()
    {
        var host = Hosted(new JsonSerializerOptions(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip, DefaultBufferSize = 1 });
        using var body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($$"""{ "kept": "{{new string('x', 5000)}}", "command": { "device": "{{Scenario.Phone}}", "do": /* so */ "UnbindDevice" } }"""));

        (await JsonSerializer.DeserializeAsync<SentUnbind>(body, host, TestContext.Current.CancellationToken)).Should().BeEquivalentTo(new SentUnbind(new string('x', 5000), new UnbindDevice(Scenario.Phone)));
    }

    internal sealed record SentUnbind(string Kept, UnbindDevice Command);

    [Fact]
    public void Events_and_instructions_name_themselves_too()
    {
        var unbound = (LifecycleEvent)GoldenLives.All.SelectMany(life => life.History).OfType<DeviceUnbound>().First();
        var message = (Instruction)GoldenLives.All.SelectMany(life => life.History).SelectMany(each => Instruction.From(each)).OfType<SendMessage>().First();

        JsonSerializer.SerializeToNode<object>(unbound, Web)!["event"]!.GetValue<string>().Should().Be("DeviceUnbound");
        JsonSerializer.Deserialize<DeviceUnbound>(JsonSerializer.Serialize<object>(unbound, Web), Web).Should().Be(unbound);
        JsonSerializer.SerializeToNode<object>(message, Web)!["instruct"]!.GetValue<string>().Should().Be("SendMessage");
        JsonSerializer.Deserialize<SendMessage>(JsonSerializer.Serialize(message, Web), Web).Should().Be(message);
    }

    private static bool IsKnown(Type type) => Web.Converters.Any(converter => converter.CanConvert(type));

    private static JsonSerializerOptions Hosted(JsonSerializerOptions options)
    {
        LifecycleJson.AddTo(options);
        return options;
    }

    private static JsonNode Own(object value) => value switch
    {
        LifecycleCommand command => JsonSerializer.SerializeToNode(command, LifecycleJson.Options)!,
        LifecycleEvent @event => JsonSerializer.SerializeToNode(@event, LifecycleJson.Options)!,
        Instruction instruction => JsonSerializer.SerializeToNode(instruction, LifecycleJson.Options)!,
        _ => JsonSerializer.SerializeToNode(value, LifecycleJson.Options.GetTypeInfo(value.GetType()))!,
    };

    /// <summary>Everything that the tests' lives give: decisions and all that can be asked of a state.</summary>
    private static List<object> Answers()
    {
        var answers = new List<object>();
        foreach (var each in RefusalCases.All)
        {
            var played = each.Play();
            answers.Add(played.Last);
            if (each.Code != RefusalCode.CommandMalformed)
                answers.Add(each.Command);
            answers.Add(played.Policy);
            foreach (var refusal in played.Last.Refusals)
            {
                answers.Add(refusal);
                answers.Add(refusal.Facts);
                foreach (var fact in refusal.Facts)
                {
                    answers.Add(fact);
                    answers.Add(fact.Value);
                }
            }

            AddAsked(answers, played.State, played.Lifecycle, played.Now);
        }

        foreach (var (name, history) in GoldenLives.All)
        {
            foreach (var @event in history)
            {
                answers.Add(@event);
                answers.AddRange(Instruction.From(@event).Cast<object>());
                answers.AddRange(Instruction.From(@event).OfType<SendMessage>().Select(message => message.Compose(CultureInfo.GetCultureInfo("en"), DateTimeZone.Utc)).Cast<object>());
            }

            var state = Lifecycle.Replay([.. history]);
            answers.AddRange(state.Deadlines.Cast<object>());
            var records = History.Seal([.. history], HistoryTests.Salt);
            answers.Add(records[0]);
            answers.Add(History.Verify(records, HistoryTests.Salt));
            answers.Add(History.Verify(records.Skip(1), HistoryTests.Salt));
            var answer = ClosureCertificate.From(records, HistoryTests.Salt);
            answers.Add(answer);
            if (answer.Certificate is not { } certificate)
                continue;
            answers.Add(certificate);
            answers.Add(certificate.Verify(records, HistoryTests.Salt));
            answers.Add((certificate with { Reason = ClosedReason.Fraud }).Verify(records, HistoryTests.Salt));
        }

        answers.AddRange((Scenario.With().Policy with { Plans = [] }).Validate().Cast<object>());
        answers.Add(Scenario.Customer);
        answers.Add(new CommandContext(Instant.FromUtc(2026, 1, 1, 0, 0), Scenario.Customer, new CommandId("c")));
        answers.Add(Period.FromDays(30));
        return answers;
    }

    private static void AddAsked(List<object> answers, Subscription state, Lifecycle lifecycle, Instant now)
    {
        answers.Add(state);
        var lines = state.Describe(CultureInfo.GetCultureInfo("en"), DateTimeZone.Utc);
        answers.Add(lines);
        answers.AddRange(lines.Cast<object>());
        if (lifecycle.Progress(state, now) is { } progress)
            answers.Add(progress);
        answers.AddRange(state.FindErasureObstacles(now).Cast<object>());
        answers.AddRange(lifecycle.Available(state, Scenario.Customer, now).Take(3).Cast<object>());
        var request = new RequestCancellation(CancellationReason.NoLongerNeeded);
        var context = new CommandContext(now, Scenario.Customer, new CommandId("asked"));
        answers.Add(lifecycle.Quote(state, request, context));
        foreach (var step in lifecycle.Forecast(state, now, now + Duration.FromDays(70)).Take(5))
        {
            answers.Add(step);
            answers.AddRange(step.Charges.Cast<object>());
        }

        var today = lifecycle.Prepared.For(state).DateOf(now);
        answers.Add(lifecycle.BestDay(state, request, context, today, today.PlusDays(1)));
        var checklist = lifecycle.Checklist(state, request, context);
        answers.Add(checklist);
        answers.AddRange(checklist.Items.Cast<object>());
    }
}
