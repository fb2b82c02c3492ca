using System.Text;
using System.Text.Json;

namespace EsimLifecycle.Tests;

/// <summary>What a fault in a text reads like. That it is found wherever it is, <see cref="JsonFaultLaws"/> say.</summary>
public class JsonFaultTests
{
    private const string Eid = "89049032123451234512345678901235";

    private const string Commands =
        "one of OpenSubscription, ImportSubscription, Activate, Suspend, Resume, Terminate, UpdateContact, RecordPayment, ";

    [Theory]
    [InlineData("""{"do":"Terminate","reason":"Fraud","why":"x"}""", "$.why", "Found the unknown property 'why'; expected 'reason'.")]
    [InlineData("""{"do":"Terminate","raeson":"Fraud"}""", "$.raeson", "Found the unknown property 'raeson'; expected 'reason'. Did you mean 'reason'?")]
    [InlineData("""{"do":"Terminate","Reason":"Fraud"}""", "$.Reason", "Found the unknown property 'Reason'; expected 'reason'. Did you mean 'reason'?")]
    [InlineData("""{"do":"Activate","kind":"Activate"}""", "$.kind", "Found the unknown property 'kind'; expected none.")]
    [InlineData("""{"do":"Activate","$ref":"1"}""", "$['$ref']", "Found the unknown property '$ref'; expected none.")]
    [InlineData("""{"do":"Activate","it's\n":1}""", @"$['it\'s\n']", @"Found the unknown property 'it\'s\n'; expected none.")]
    [InlineData(
        """{"do":"SubmitDocuments","documents":[{"kind":"Contract","reference":"a"},{"kind":"Contract","refrence":"b"}]}""",
        "$.documents[1].refrence",
        "Found the unknown property 'refrence'; expected one of kind, reference, receivedAt. Did you mean 'reference'?")]
    public void An_unknown_property_is_told_with_the_names_there_are(string json, string path, string problem) => Fault(json).Should().Be((path, problem));

    [Theory]
    [InlineData("""{"do":"Terminate","reason":"Fraud","reason":"Fraud"}""", "$.reason", "Found 'reason' again; expected each property once.")]
    [InlineData("""{"do":"Activate","do":"Activate"}""", "$.do", "Found 'do' again; expected each property once.")]
    [InlineData("""{"do":"Activate","\u0064o":"Terminate"}""", "$.do", "Found 'do' again; expected each property once.")]
    [InlineData(
        """{"do":"SubmitDocuments","documents":[{"kind":"Contract","kind":"Contract","reference":"a"}]}""",
        "$.documents[0].kind",
        "Found 'kind' again; expected each property once.")]
    public void A_repeated_property_is_told(string json, string path, string problem) => Fault(json).Should().Be((path, problem));

    [Theory]
    [InlineData("""{"do":"Terminate"}""", "$", "'reason' is missing; it is required.")]
    [InlineData("""{"do":"RecordPayment","amount":"USD 1.00"}""", "$", "'reference', 'method' are missing; they are required.")]
    [InlineData("""{"do":"SubmitDocuments","documents":[{"kind":"Contract"}]}""", "$.documents[0]", "'reference' is missing; it is required.")]
    public void Missing_properties_are_told_by_name(string json, string path, string problem) => Fault(json).Should().Be((path, problem));

    [Theory]
    [InlineData("null", "$", "Found null; expected an object.")]
    [InlineData("""{"do":"UnbindDevice","device":null}""", "$.device", "Found null; expected a string (Eid).")]
    [InlineData("""{"do":"OpenSubscription","id":"s","plan":null}""", "$.plan", "Found null; expected a string.")]
    [InlineData("""{"do":"SubmitDocuments","documents":null}""", "$.documents", "Found null; expected an array.")]
    [InlineData("""{"do":"SubmitDocuments","documents":[null]}""", "$.documents[0]", "Found null; expected an object.")]
    [InlineData("""{"do":"RecordTransfer","transfer":"r","failed":null}""", "$.failed", "Found null; expected true or false.")]
    public void A_null_is_told_with_what_belongs_there(string json, string path, string problem) => Fault(json).Should().Be((path, problem));

    [Theory]
    [InlineData("[]", "$", "Found an array; expected an object.")]
    [InlineData("\"Activate\"", "$", "Found a string; expected an object.")]
    [InlineData("""{"do":"OpenSubscription","id":"s","plan":{}}""", "$.plan", "Found an object; expected a string.")]
    [InlineData("""{"do":"OpenSubscription","id":"s","plan":12}""", "$.plan", "Found the number 12; expected a string.")]
    [InlineData("""{"do":"SubmitDocuments","documents":{}}""", "$.documents", "Found an object; expected an array.")]
    [InlineData("""{"do":"RecordTransfer","transfer":"r","failed":"yes"}""", "$.failed", "Found a string; expected true or false.")]
    [InlineData("""{"do":"RecordRefund","reference":"r","amount":1}""", "$.amount", "Found a number; expected a string (Money).")]
    [InlineData("""{"do":"Terminate","reason":4}""", "$.reason", "Found a number; expected one of Revoked, PortedOut, Regulatory, Fraud.")]
    public void A_wrong_kind_of_value_is_told_with_the_right_one(string json, string path, string problem) => Fault(json).Should().Be((path, problem));

    [Theory]
    [InlineData("""{"do":"Terminate","reason":"fraud"}""", "$.reason", "Found 'fraud'; expected one of Revoked, PortedOut, Regulatory, Fraud. Did you mean 'Fraud'?")]
    [InlineData("""{"do":"Terminate","reason":"3"}""", "$.reason", "Found '3'; expected one of Revoked, PortedOut, Regulatory, Fraud.")]
    [InlineData("""{"do":"Terminate","reason":"Revoked, Fraud"}""", "$.reason", "Found 'Revoked, Fraud'; expected one of Revoked, PortedOut, Regulatory, Fraud.")]
    [InlineData(
        """{"do":"RequestCancellation","reason":"Privacy","onDate":"31.12.2026"}""", "$.onDate", "Found '31.12.2026'; expected a date such as \"2026-01-31\".")]
    [InlineData(
        """{"do":"RequestCancellation","reason":"Privacy","onDate":"2026-02-29"}""", "$.onDate", "Found '2026-02-29'; expected a date such as \"2026-01-31\".")]
    [InlineData(
        """{"do":"RecordRefund","reference":"r","amount":"USD 1","occurredAt":"2026-01-31T10:00:00"}""",
        "$.occurredAt",
        "Found '2026-01-31T10:00:00'; expected an instant such as \"2026-01-31T10:00:00Z\".")]
    [InlineData(
        """{"do":"RecordRefund","reference":"r","amount":"USD 1.001"}""", "$.amount", "'USD 1.001' has 3 decimals. Expected at most 2, as USD has.")]
    [InlineData(
        """{"do":"OpenSubscription","id":"a b","plan":"p"}""",
        "$.id",
        "A SubscriptionId has 1 to 128 characters, printable ASCII without spaces, but found U+0020 at position 2 of 3.")]
    public void A_bad_text_is_told_with_a_good_one(string json, string path, string problem) => Fault(json).Should().Be((path, problem));

    [Fact]
    public void A_bad_identifier_in_a_list_has_the_path_of_its_item() =>
        Fault($$"""{"do":"ImportSubscription","id":"s","plan":"p","devices":[{"device":"{{Eid}}"},{"device":"1"}]}""").Path.Should().Be("$.devices[1].device");

    [Theory]
    [InlineData("""{"reason":"Fraud"}""", "$", $"'do' is missing; expected {Commands}*.")]
    [InlineData("{}", "$", $"'do' is missing; expected {Commands}*.")]
    [InlineData("""{"do":"Activat"}""", "$.do", $"Found 'Activat'; expected {Commands}*. Did you mean 'Activate'?")]
    [InlineData("""{"do":"activate"}""", "$.do", $"Found 'activate'; expected {Commands}*. Did you mean 'Activate'?")]
    [InlineData("""{"reason":"Fraud","do":"Explode"}""", "$.do", $"Found 'Explode'; expected {Commands}*.")]
    [InlineData("""{"do":3}""", "$.do", $"Found the number 3; expected {Commands}*.")]
    [InlineData("""{"do":null}""", "$.do", $"Found null; expected {Commands}*.")]
    [InlineData("""{"event":"SubscriptionOpened"}""", "$", $"'do' is missing; expected {Commands}*.")]
    public void A_discriminator_that_is_none_is_told_with_those_there_are(string json, string path, string problem)
    {
        var fault = Fault(json);

        fault.Path.Should().Be(path);
        fault.Problem.Should().Match(problem);
    }

    [Theory]
    [InlineData("", "$", "Found no text; expected JSON.")]
    [InlineData(" \r\n", "$", "Found no text; expected JSON.")]
    [InlineData("""{"do":"Activate"} {}""", "$", "Found malformed JSON at line 1, byte 19; expected one JSON value *")]
    [InlineData("""{"do":"Activate",}""", "$", "Found malformed JSON at line 1, byte 18; *")]
    [InlineData("""{"do":"Activate"/* now */}""", "$", "Found malformed JSON at line 1, byte 17; *")]
    [InlineData("{\"do\":\"Terminate\",\n \"reason\":Fraud}", "$.reason", "Found malformed JSON at line 2, byte 11; *")]
    [InlineData("""{'do':'Activate'}""", "$", "Found malformed JSON at line 1, byte 2; *")]
    [InlineData("""{"do":"SubmitDocuments","documents":[{},{"kind":}]}""", "$.documents[1].kind", "Found malformed JSON at line 1, byte 49; *")]
    [InlineData("""{"do":"SubmitDocuments","documents":[{},]}""", "$.documents[1]", "Found malformed JSON at line 1, byte 41; *")]
    [InlineData("""{"do":"SubmitDocuments","documents":[""", "$.documents[0]", "Found malformed JSON at line 1, byte 38; *")]
    [InlineData("""{"do":"Acti""", "$.do", "Found malformed JSON *")]
    [InlineData("\"", "$", "Found malformed JSON *")]
    [InlineData("""{"do":"UpdateContact","contact":"\ud800"}""", "$.contact", "Found bytes that are not UTF-8, or half of a surrogate pair; expected Unicode text.")]
    [InlineData("""{"do":"UpdateContact","\udc00":"c"}""", "$", "Found bytes that are not UTF-8, or half of a surrogate pair; expected Unicode text.")]
    public void Malformed_JSON_is_told_with_its_place(string json, string path, string problem)
    {
        var fault = Fault(json);

        fault.Path.Should().Be(path);
        fault.Problem.Should().Match(problem).And.NotContainAny("LineNumber", "Path:");
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_told_with_their_place()
    {
        byte[] latin1 = [.. "{\"do\":\"UpdateContact\",\"contact\":\"caf"u8, 0xE9, .. "\"}"u8];

        var fault = Fault(() => LifecycleJson.ReadCommand(latin1));

        fault.Should().Be(("$.contact", "Found bytes that are not UTF-8, or half of a surrogate pair; expected Unicode text."));
    }

    [Fact]
    public void A_file_in_UTF16_is_malformed() =>
        Fault(() => LifecycleJson.ReadCommand(Encoding.Unicode.GetPreamble())).Problem.Should().StartWith("Found malformed JSON at line 1, byte 1;");

    [Fact]
    public void One_byte_order_mark_is_enough() =>
        Fault("\uFEFF\uFEFF{\"do\":\"Activate\"}").Problem.Should().StartWith("Found malformed JSON at line 1, byte 1;");

    [Fact]
    public void More_than_64_levels_are_malformed()
    {
        var deep = $$"""{"do":"SubmitDocuments","documents":{{new string('[', 64)}}{{new string(']', 64)}}}""";

        var fault = Fault(deep);

        fault.Path.Should().Be("$.documents" + string.Concat(Enumerable.Repeat("[0]", 63)));
        fault.Problem.Should().Contain("64");
    }

    [Fact]
    public void Long_names_and_texts_are_cut()
    {
        var fault = Fault($$"""{"do":"Terminate","{{new string('x', 5000)}}":1}""");

        fault.Path.Should().Be($"$['{new string('x', 100)}…']");
        fault.Problem.Length.Should().BeLessThan(200);
        Fault($$"""{"do":"Terminate","reason":"{{new string('x', 5000)}}"}""").Problem.Length.Should().BeLessThan(200);
        Fault($$"""{"do":"Terminate","reason":{{new string('1', 5000)}}}""").Problem.Length.Should().BeLessThan(200);
    }

    [Theory]
    [InlineData("\"weekend\":[\"Monday\",\"Monday\"]", "$.identity.calendar.weekend", "The weekend has Monday twice; expected each day once.")]
    [InlineData(
        "\"weekend\":[],\"holidays\":[\"3000-01-01\"]",
        "$.identity.calendar.holidays",
        "Found 3000-01-01. A date from 1970-01-01 to 2999-12-31 is expected.")]
    [InlineData(
        "\"weekend\":[],\"workdays\":[\"2026-01-01\"],\"holidays\":[\"2026-01-01\"]",
        "$.identity.calendar.workdays",
        "2026-01-01 is both a holiday and a working day; expected one of the two.")]
    public void What_a_constructor_refuses_is_told_by_the_property(string calendar, string path, string problem) =>
        PolicyFault(identity: $$$""","calendar":{{{{calendar}}}}""").Should().Be((path, problem));

    [Fact]
    public void What_a_property_refuses_is_told_by_its_name() =>
        PolicyFault(rest: ""","settlement":{"refund":{"proration":{"fractionScale":2,"fixedDaysInMonth":27}}}""").Should().Be(
            ("$.settlement.refund.proration.fixedDaysInMonth", "Found 27. From 28 to 31 days in a month, or null, are expected."));

    [Theory]
    [InlineData(""","renewal":{"graceDays":30.5}""", "$.renewal.graceDays", "Found the number 30.5; expected a whole number from -2147483648 to 2147483647.")]
    [InlineData(""","renewal":{"graceDays":2147483648}""", "$.renewal.graceDays", "Found the number 2147483648; expected a whole number from -2147483648 to 2147483647.")]
    [InlineData(""","renewal":{"graceDays":"30"}""", "$.renewal.graceDays", "Found a string; expected a whole number from -2147483648 to 2147483647.")]
    [InlineData(""","access":{"commands":[{"command":"Activate","roles":["Agent","Root"]}]}""", "$.access.commands[0].roles[1]", "Found 'Root'; expected one of Customer, Agent, Reviewer, Carrier, System.")]
    [InlineData(""","devices":[]""", "$.devices", "Found an array; expected an object.")]
    public void A_fault_deep_in_a_policy_has_its_whole_path(string rest, string path, string problem) => PolicyFault(rest: rest).Should().Be((path, problem));

    [Fact]
    public void A_bad_price_is_told_by_the_plan_it_is_of() =>
        PolicyFault(plans: """[{"code":"a","price":"USD 1.00","length":"P1M"},{"code":"b","price":"USD 1,00","length":"P1M"}]""").Path.Should().Be("$.plans[1].price");

    [Theory]
    [InlineData("""{"schema":0}""", "$.schema", "Found the number 0; expected 1. Throw the cache away and replay the events.")]
    [InlineData("""{"schema":1,"recent":"AQAAAAAAAAACAAAAAAAAAAMAAAAAAAAA"}""", "$.schema", "Found the number 1; expected 1. Throw the cache away and replay the events.")]
    [InlineData("""{"schema":0,"from":"another release"}""", "$.schema", "Found the number 0; expected 1. Throw the cache away and replay the events.")]
    public void A_state_of_another_release_is_to_be_replayed(string json, string path, string problem) =>
        Fault(() => LifecycleJson.ReadSubscription(Encoding.UTF8.GetBytes(json))).Should().Be(
            (path, problem.Replace("expected 1", $"expected {SnapshotSchema.Current.Number}", StringComparison.Ordinal)));

    [Theory]
    [InlineData("contract", SubscriptionStatus.Pending)]
    [InlineData("suspension", SubscriptionStatus.Suspended)]
    [InlineData("cancellation", SubscriptionStatus.Clearing)]
    [InlineData("closure", SubscriptionStatus.Closed)]
    public void A_state_without_what_its_status_needs_is_told(string part, SubscriptionStatus status)
    {
        var json = JsonSamples.Whole(typeof(Subscription));
        json["status"] = status.ToString();
        json.Remove(part);

        Fault(() => LifecycleJson.ReadSubscription(Encoding.UTF8.GetBytes(json.ToJsonString())))
            .Should().Be(("$", $"'{part}' is missing; it is required where the status is {status}."));
    }

    [Theory]
    [InlineData("""{"Wallet":"USD 1.00"}""", "$.balances", "'currency' is missing; it is required.")]
    [InlineData("""{"Wallet":"EUR 1.00","currency":"USD"}""", "$.balances.Wallet", "Found an amount of EUR; expected one of USD.")]
    [InlineData("""{"currency":"USD","Wallet":"EUR 1.00"}""", "$.balances.Wallet", "Found an amount of EUR; expected one of USD.")]
    public void Balances_are_told_account_by_account(string balances, string path, string problem)
    {
        var json = JsonSamples.Whole(typeof(Subscription));
        json["balances"] = System.Text.Json.Nodes.JsonNode.Parse(balances);

        Fault(() => LifecycleJson.ReadSubscription(Encoding.UTF8.GetBytes(json.ToJsonString()))).Should().Be((path, problem));
    }

    [Fact]
    public void An_event_without_its_name_is_told_as_a_command_is()
    {
        var fault = Fault(() => LifecycleJson.ReadEvent("""{"subscription":"s"}"""u8));

        fault.Path.Should().Be("$");
        fault.Problem.Should().StartWith("'event' is missing; expected one of SubscriptionOpened, ");
    }

    [Fact]
    public void The_message_has_both_and_the_cause_is_kept()
    {
        var e = FluentActions.Invoking(() => LifecycleJson.ReadCaller("""{"role":"Root"}"""u8)).Should().Throw<LifecycleJsonException>().Which;

        e.Message.Should().Be("$.role: Found 'Root'; expected one of Customer, Agent, Reviewer, Carrier, System.");
        e.InnerException.Should().BeOfType<JsonException>();
    }

    [Fact]
    public void A_host_that_reads_with_the_options_is_told_the_list_and_the_way_within_it()
    {
        var policy = """{"identity":{"name":"n","version":1,"currency":"USD","zone":"UTC"},"plans":[],"access":{"commands":[{"command":"Activate","roles":["Root"]}]}}""";

        var e = FluentActions.Invoking(() => JsonSerializer.Deserialize(policy, JsonSamples.InfoOf(typeof(CarrierPolicy)))).Should().Throw<JsonException>().Which;

        e.Path.Should().Be("$.access.commands");
        e.Message.Should().StartWith("At [0].roles: At [0]: Found 'Root'; expected one of Customer, ");
    }

    private static (string Path, string Problem) PolicyFault(
        string identity = "", string plans = """[{"code":"a","price":"USD 1.00","length":"P1M"}]""", string rest = "") =>
        Fault(() => LifecycleJson.ReadPolicy(Encoding.UTF8.GetBytes(
            $$$"""{"identity":{"name":"n","version":1,"currency":"USD","zone":"UTC"{{{identity}}}},"plans":{{{plans}}}{{{rest}}}}""")));

    private static (string Path, string Problem) Fault(string json) => Fault(() => LifecycleJson.ReadCommand(Encoding.UTF8.GetBytes(json)));

    private static (string Path, string Problem) Fault(Func<object?> read)
    {
        var e = read.Should().Throw<LifecycleJsonException>().Which;
        return (e.Path, e.Problem);
    }
}
