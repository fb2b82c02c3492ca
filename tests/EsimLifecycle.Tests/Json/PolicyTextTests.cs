using System.Text;

namespace EsimLifecycle.Tests;

/// <summary>A policy is the one JSON that people write by hand: it may be commented, and they are told all that is wrong with it at once.</summary>
public class PolicyTextTests
{
    private const string Plain = """
        {
          "$schema": "./policy.schema.json",
          // Who we are.
          "identity": { "name": "n", "version": 1, "currency": "USD", "zone": "UTC" },
          "plans": [
            { "code": "a", "price": "USD 1.00", /* a month */ "length": "P1M" },
          ],
        }
        """;

    [Fact]
    public void A_schema_comments_and_a_last_comma_are_read_past()
    {
        var policy = CarrierPolicy.FromJson(Encoding.UTF8.GetBytes(Plain));

        policy.Plans.Should().ContainSingle().Which.Length.Should().Be(Period.FromMonths(1));
        LifecycleJson.ReadPolicy(Encoding.UTF8.GetBytes("\uFEFF" + Plain)).Should().Be(policy);
        Encoding.UTF8.GetString(LifecycleJson.Write(policy)).Should().NotContain("$schema").And.NotContain("//");
    }

    [Theory]
    [InlineData("""{"do":"Activate",}""")]
    [InlineData("""{"do":"Activate" /* now */}""")]
    [InlineData("""{"do":"Activate","$schema":"x"}""")]
    public void Nothing_else_may_have_them(string json) =>
        FluentActions.Invoking(() => LifecycleJson.ReadCommand(Encoding.UTF8.GetBytes(json))).Should().Throw<LifecycleJsonException>();

    [Fact]
    public void Every_fault_of_shape_and_of_rule_is_told_at_once() => Faults("""
        {
          "identity": { "name": "", "version": "1", "currency": "USB", "zone": "Asia/Jakarta", "zone": "UTC" },
          "plans": [
            { "code": "a", "price": 1, "length": "P1M", "commitmentMonths": 121 },
            5,
            { "code": "a", "price": "USD 1,00", "length": "P1M" },
            { "code": "a", "price": "USD 1.00" }
          ],
          "renewal": { "graceDay": 3, "chargeDaysAhead": -1, "methods": ["Card", "Cash"] },
          "cancellation": { "timings": [], "review": "yes", "reasonDocuments": [ { "reason": "Other", "documents": [] }, { "reason": "Bored" } ] },
          "settlement": { "refund": { "coolingOffDays": 1.5, "proration": { "fixedDaysInMonth": 27 } }, "refundDueDays": 0 },
          "devices": []
        }
        """).Should().Equal(
        "$.identity.version is a string; expected a whole number, at least 1",
        "$.identity.currency is 'USB', which is not a known currency; expected an active ISO 4217 code of three capital letters, such as USD",
        "$.identity.zone is 'zone' again; expected each property once",
        "$.plans[0].price is a number; expected a string (Money)",
        "$.plans[1] is the number 5; expected an object",
        "$.plans[2].price is 'USD 1,00', which is not an amount of money; expected a currency code, a space and a number like USD -21.89: no thousands separators, no plus sign, no spaces around",
        "$.plans[3].length is missing; expected a length such as \"P30D\", \"P1M\" or \"P1Y\"",
        "$.renewal.graceDay is the unknown property 'graceDay'; expected one of graceDays, graceService, methods, maxPrepaidPeriods, chargeDaysAhead, retryDays, chargeTimeoutDays, reminderDays, graceReminderDays, balanceLow, dataLowPercent, disuseDays, confirmsProvisioning, provisioningTimeoutDays, provisioningAttempts. Did you mean 'graceDays'?",
        "$.renewal.methods[1] is 'Cash'; expected one of Card, PayPal, BankTransfer, EWallet, Balance",
        "$.cancellation.review is a string; expected true or false",
        "$.cancellation.reasonDocuments[1].reason is 'Bored'; expected one of " + string.Join(", ", Enum.GetNames<CancellationReason>()),
        "$.cancellation.reasonDocuments[1].documents is missing; expected an array",
        "$.settlement.refund.coolingOffDays is the number 1.5; expected a whole number from 0 to 3650",
        "$.settlement.refund.proration.fixedDaysInMonth is 27; expected from 28 to 31 days in a month, or null",
        "$.devices is an array; expected an object",
        "$.identity.name is ''; expected 1 to 100 whole characters that are not all blank",
        "$.plans[0].commitmentMonths is 121; expected from 0 to 120",
        "$.plans[2].code is 'a' again; expected a code of its own for each plan",
        "$.plans[3].code is 'a' again; expected a code of its own for each plan",
        "$.renewal.chargeDaysAhead is -1; expected from 0 to 3650",
        "$.cancellation.timings is 0 items; expected from 1 to 3 items",
        "$.cancellation.reasonDocuments[0].documents is 0 items; expected from 1 to 7 items",
        "$.settlement.refundDueDays is 0; expected from 1 to 3650");

    [Theory]
    [InlineData("", "$ is no text; expected JSON")]
    [InlineData("[]", "$ is an array; expected an object")]
    [InlineData("null", "$ is null; expected an object")]
    [InlineData("{}", "$.identity is missing; expected an object|$.plans is missing; expected an array")]
    [InlineData("{\"plans\": [", "$.plans[0] is malformed JSON at line 1, byte 12; expected one JSON value. Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed")]
    public void A_text_that_is_no_policy_at_all_is_told_as_well(string text, string faults)
    {
        Faults(text).Should().Equal(faults.Split('|'));
        FluentActions.Invoking(() => CarrierPolicy.FromJson(Encoding.UTF8.GetBytes(text))).Should().Throw<InvalidPolicyException>().Which.Faults.Should().NotBeEmpty();
    }

    [Fact]
    public void Warnings_stand_beside_faults() => Faults(Plain.Replace("\"plans\"", """
        "devices": { "unbindingDue": "BeforeApproval", "maxDevice": 3 }, "plans"
        """, StringComparison.Ordinal)).Should().Satisfy(
            fault => fault.StartsWith("$.devices.maxDevice is the unknown property 'maxDevice'; expected one of maxDevices,", StringComparison.Ordinal),
            fault => fault.EndsWith(" (warning)", StringComparison.Ordinal));

    [Theory]
    [InlineData("\"cancellation\": { \"waitingDays\": \"14\" }", "$.cancellation.waitingDays is a string; expected a whole number from 0 to 3650")]
    [InlineData("\"cancellation\": { \"maxRequests\": null }", "$.cancellation.maxRequests is null; expected a whole number from 0 to 100")]
    [InlineData("\"renewal\": { \"retryDays\": [1, \"2\"] }", "$.renewal.retryDays[1] is a string; expected a whole number from 1 to 365")]
    [InlineData("\"closure\": { \"numberRestDays\": 1e9 }", "$.closure.numberRestDays is the number 1e9; expected a whole number from 1 to 3650")]
    [InlineData("\"closure\": { \"portOutDays\": true }", "$.closure.portOutDays is true; expected a whole number from 1 to 3650")]
    [InlineData("\"settlement\": { \"refund\": { \"proration\": { \"fixedDaysInMonth\": \"30\" } } }", "$.settlement.refund.proration.fixedDaysInMonth is a string; expected a whole number from 28 to 31")]
    [InlineData("\"packs\": [ { \"code\": \"p\", \"kind\": \"Validity\", \"price\": \"USD 1.00\", \"length\": \"P1D\", \"dataBytes\": 1.5 } ]", "$.packs[0].dataBytes is the number 1.5; expected a whole number from 0 to ")]
    [InlineData("\"closure\": { \"returnDaysByReason\": [ { \"reason\": \"Fraud\", \"days\": \"1\" } ] }", "$.closure.returnDaysByReason[0].days is a string; expected a whole number from 0 to 3650")]
    public void A_number_is_expected_in_the_range_of_its_knob(string part, string fault) => Faults(With(part)).Should().ContainSingle().Which.Should().StartWith(fault);

    /// <summary>What it was meant to be nobody knows, so that nothing is said of what depends on it.</summary>
    [Theory]
    [InlineData("\"cancellation\": { \"documents\": [\"Passport\"], \"documentDueDays\": 60 }", "$.cancellation.documents[0]")]
    [InlineData("\"cancellation\": { \"documens\": [\"Contract\"], \"documentDueDays\": 60 }", "$.cancellation.documens")]
    [InlineData("\"cancellation\": { \"review\": \"yes\", \"reviewBusinessDays\": 3 }", "$.cancellation.review")]
    [InlineData("\"cancellation\": { \"review\": true, \"review\": true, \"reviewBusinessDays\": 3 }", "$.cancellation.review")]
    [InlineData("\"cancellation\": { \"reviw\": true }, \"devices\": { \"unbindingDue\": \"BeforeApproval\" }", "$.cancellation.reviw")]
    [InlineData("\"cancellation\": { \"clearingDay\": 60 }, \"devices\": { \"assumeDeletedAfterDays\": 50 }", "$.cancellation.clearingDay")]
    [InlineData("\"cancelation\": { \"review\": true }, \"devices\": { \"unbindingDue\": \"BeforeApproval\" }", "$.cancelation")]
    [InlineData("\"renewal\": { \"confirmsProvisioning\": 1, \"provisioningAttempts\": 5 }", "$.renewal.confirmsProvisioning")]
    [InlineData("\"closure\": { \"portOutDays\": \"30\", \"portOutAnswerDays\": 5 }", "$.closure.portOutDays")]
    [InlineData("\"promotions\": [ { \"code\": \"w\", \"percent\": 10, \"plans\": [\"b\"] } ]", "$.plans[1].code")]
    public void What_depends_on_what_could_not_be_read_is_not_told(string part, string path)
    {
        var text = path.StartsWith("$.plans", StringComparison.Ordinal)
            ? With(part).Replace("\"length\": \"P1M\" },", "\"length\": \"P1M\" }, { \"code\": 2, \"price\": \"USD 1.00\", \"length\": \"P1M\" },", StringComparison.Ordinal)
            : With(part);

        CarrierPolicy.FindFaults(Encoding.UTF8.GetBytes(text)).Should().ContainSingle().Which.Path.Should().Be(path);
    }

    private static string With(string part) => Plain.Replace("\"plans\"", $"{part}, \"plans\"", StringComparison.Ordinal);

    private static IEnumerable<string> Faults(string text) => CarrierPolicy.FindFaults(Encoding.UTF8.GetBytes(text)).Select(fault => fault.ToString());
}
