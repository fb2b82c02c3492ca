using System.Text;
using EsimLifecycle.Interop;
using static EsimLifecycle.Tests.Notifications;

namespace EsimLifecycle.Tests;

/// <summary>Every way in which a payload can be wrong, and where the fault is told.</summary>
public class NoticeFaultTests
{
    private const string Event = """{ "notifyType": "SMDP_EVENT", "content": { "iccid": "8910300000059818839", "smdpStatus": "ENABLED" } }""";

    public static TheoryData<NoticeFaultCode, string, string, string> Faults => new()
    {
        { NoticeFaultCode.NotJson, "esim-access", "", "$" },
        { NoticeFaultCode.NotJson, "esim-access", "{", "$" },
        { NoticeFaultCode.NotJson, "esim-access", "{} {}", "$" },
        { NoticeFaultCode.NotJson, "esim-access", """{ "a": 01 }""", "$" },
        { NoticeFaultCode.NotJson, "esim-access", "{ /* no */ }", "$" },
        { NoticeFaultCode.Unrecognised, "esim-access", "null", "$" },
        { NoticeFaultCode.Unrecognised, "esim-access", "[]", "$" },
        { NoticeFaultCode.Unrecognised, "esim-access", "{}", "$" },
        { NoticeFaultCode.Unrecognised, "es2plus", "{}", "$" },
        { NoticeFaultCode.Unrecognised, "es2plus", """{ "header": { "other": 1 } }""", "$" },
        { NoticeFaultCode.Unrecognised, "esim-go", """{ "iccid": "8943108161000670038" }""", "$" },
        { NoticeFaultCode.Unrecognised, "airalo", """{ "data": null }""", "$" },
        { NoticeFaultCode.Unrecognised, "lpac", """{ "type": "progress", "payload": {} }""", "$" },
        { NoticeFaultCode.Unrecognised, "lpac", """{ "type": "lpa", "payload": { } }""", "$.payload.code" },
        { NoticeFaultCode.Missing, "esim-access", """{ "notifyType": "SMDP_EVENT" }""", "$.content" },
        { NoticeFaultCode.Missing, "esim-access", """{ "notifyType": "SMDP_EVENT", "content": null }""", "$.content" },
        { NoticeFaultCode.Missing, "es2plus", """{ "notificationPointId": 4, "notificationPointStatus": {} }""", "$.notificationPointStatus.status" },
        { NoticeFaultCode.Missing, "airalo", """{ "data": { "remaining": 1 } }""", "$.data.status" },
        { NoticeFaultCode.Repeated, "esim-access", Event.Replace("\"content\"", "\"notifyType\": \"PARTY\", \"content\"", StringComparison.Ordinal), "$.notifyType" },
        { NoticeFaultCode.Repeated, "es2plus", """{ "notificationPointId": 4, "notificationPointStatus": { "status": "Failed" }, "timeStamp": 1, "timestamp": 2 }""", "$.timeStamp" },
        { NoticeFaultCode.Repeated, "esim-go", """{ "event": "esim.deleted", "iccid": "8943108161000670038", "\u0069ccid": "8910300000059818839" }""", "$.iccid" },
        { NoticeFaultCode.WrongKind, "esim-access", """{ "notifyType": "SMDP_EVENT", "content": [] }""", "$.content" },
        { NoticeFaultCode.WrongKind, "esim-access", """{ "notifyType": {}, "content": {} }""", "$.notifyType" },
        { NoticeFaultCode.WrongKind, "esim-go", """{ "bundles": {} }""", "$.bundles" },
        { NoticeFaultCode.Unreadable, "esim-access", """{ "notifyType": "\ud800", "content": {} }""", "$.notifyType" },
        { NoticeFaultCode.Unreadable, "esim-access", """{ "notifyType": "A", "content": {}, "eventGenerateTime": "yesterday" }""", "$.eventGenerateTime" },
        { NoticeFaultCode.Unreadable, "esim-access", """{ "notifyType": "A", "content": {}, "eventGenerateTime": "2600-01-01T00:00:00Z" }""", "$.eventGenerateTime" },
        { NoticeFaultCode.Unreadable, "esim-access", """{ "notifyType": "A", "content": {}, "eventGenerateTime": 99999999999999999999 }""", "$.eventGenerateTime" },
        { NoticeFaultCode.Unreadable, "esim-access", """{ "notifyType": "DATA_USAGE", "content": { "orderUsage": -1 } }""", "$.content.orderUsage" },
        { NoticeFaultCode.Unreadable, "esim-access", """{ "notifyType": "DATA_USAGE", "content": { "orderUsage": 1e400 } }""", "$.content.orderUsage" },
        { NoticeFaultCode.Unreadable, "esim-access", """{ "notifyType": "DATA_USAGE", "content": { "orderUsage": 1125899906842625 } }""", "$.content.orderUsage" },
        { NoticeFaultCode.Unreadable, "esim-access", """{ "notifyType": "SMDP_EVENT", "content": { "seqNumber": 1.5 } }""", "$.content.seqNumber" },
        { NoticeFaultCode.Unreadable, "es2plus", """{ "notificationPointId": "four" }""", "$.notificationPointId" },
        { NoticeFaultCode.IdentifierIsNumber, "esim-access", """{ "notifyType": "SMDP_EVENT", "content": { "iccid": 8910300000059818839 } }""", "$.content.iccid" },
        { NoticeFaultCode.Unrecognised, "connectedyou", """{ "iccid": "8910300000019600018", "status": "DELETED" }""", "$" },
        { NoticeFaultCode.Unrecognised, "simlessly", """{ "notificationType": "DELETE" }""", "$" },
        { NoticeFaultCode.Unrecognised, "joytel", """{ "resultCode": "000" }""", "$" },
        { NoticeFaultCode.Unrecognised, "telna", """{ "iccid": "8901234567890123456" }""", "$" },
        { NoticeFaultCode.Unrecognised, "roamify", """{ "event_type": "status" }""", "$" },
        { NoticeFaultCode.Unrecognised, "1global", """{ "status": "Released" }""", "$" },
        { NoticeFaultCode.Unrecognised, "giga-store", """{ "profileState": "INSTALLED" }""", "$" },
        { NoticeFaultCode.IdentifierIsNumber, "es2plus", """{ "notificationPointId": 4, "eid": 89049032123451234512345678901235 }""", "$.eid" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_cant_be_read_is_told_by_its_place(NoticeFaultCode code, string platform, string json, string path)
    {
        var fault = Fail(ReaderOf(platform), json);

        fault.Should().BeEquivalentTo(new { Code = code, Path = path });
        fault.ToString().Should().StartWith($"{path}: found ").And.Contain("; expected ");
    }

    public static TheoryData<string, string, NoticeFaultCode, string> OddItems => new()
    {
        { "lpac", """{ "type": "lpa", "payload": { "code": 0, "data": [ {}, ITEM ] } }""", NoticeFaultCode.Missing, "$.payload.data[0].profileState" },
        { "lpac", """{ "type": "lpa", "payload": { "code": 0, "data": [ 1, ITEM ] } }""", NoticeFaultCode.WrongKind, "$.payload.data[0]" },
        { "lpac", """{ "type": "lpa", "payload": { "code": 0, "data": [ { "iccid": 1, "profileState": "enabled" }, ITEM ] } }""", NoticeFaultCode.IdentifierIsNumber, "$.payload.data[0].iccid" },
        { "lpac", """{ "type": "lpa", "payload": { "code": 0, "data": [ { "seqNumber": -1, "profileState": "enabled" }, ITEM ] } }""", NoticeFaultCode.Unreadable, "$.payload.data[0].seqNumber" },
        { "lpac", """{ "type": "lpa", "payload": { "code": 0, "data": [ { "profileState": "a", "profileState": "b" }, ITEM ] } }""", NoticeFaultCode.Repeated, "$.payload.data[0].profileState" },
        { "esim-go", """{ "bundles": [ 1, { "assignments": [ { "bundleState": "queued" } ] } ] }""", NoticeFaultCode.WrongKind, "$.bundles[0]" },
        { "esim-go", """{ "bundles": [ { "assignments": [ { "initialQuantity": -1 }, { "bundleState": "queued" } ] } ] }""", NoticeFaultCode.Unreadable, "$.bundles[0].assignments[0].initialQuantity" },
        { "airalo", """{ "iccids": [ {}, "894000000000001" ] }""", NoticeFaultCode.WrongKind, "$.iccids[0]" },
        { "airalo", """{ "iccids": [ 894000000000001, "894000000000001" ] }""", NoticeFaultCode.IdentifierIsNumber, "$.iccids[0]" },
        { "airalo", """{ "data": { "sims": [ { "iccid": 1 }, { "iccid": "891000000000009125" } ] } }""", NoticeFaultCode.IdentifierIsNumber, "$.data.sims[0].iccid" },
        { "esim-access", """{ "success": true, "obj": { "esimList": [ { "expiredTime": "soon" }, { "iccid": "8910300000040000757" } ] } }""", NoticeFaultCode.Unreadable, "$.obj.esimList[0].expiredTime" },
    };

    [Theory]
    [MemberData(nameof(OddItems))]
    public void One_odd_item_of_a_list_is_told_and_hides_none_of_the_others(string platform, string json, NoticeFaultCode code, string path)
    {
        var item = """{ "iccid": "8988211000000530082", "profileState": "enabled" }""";

        var notices = ReadAll(ReaderOf(platform), Encoding.UTF8.GetBytes(json.Replace("ITEM", item, StringComparison.Ordinal)));

        notices.Should().HaveCount(2);
        notices[0].WhyNot.Should().BeEquivalentTo(new { Code = code, Path = path });
        notices[0].Command.Should().BeNull();
        notices[1].WhyNot.Should().BeNull();
    }

    [Fact]
    public void Every_code_is_tested()
    {
        NoticeFaultCode[] elsewhere = [NoticeFaultCode.TooLarge, NoticeFaultCode.TooDeep, NoticeFaultCode.TooMany, NoticeFaultCode.UnknownStatus, NoticeFaultCode.Ambiguous];

        Faults.Select(row => row.Data.Item1).Concat(elsewhere).Distinct().Should().BeEquivalentTo(Enum.GetValues<NoticeFaultCode>());
    }

    [Theory]
    [InlineData("""{ "notifyType": "SMDP_EVENT", "content": { "smdpStatus": "ENABLED" } }""", NoticeFaultCode.Missing)]
    [InlineData("""{ "notifyType": "SMDP_EVENT", "content": { "smdpStatus": "ENABLED", "iccid": "894000000000001" } }""", NoticeFaultCode.Unreadable)]
    [InlineData("""{ "notifyType": "DATA_USAGE", "content": { "orderUsage": 1, "iccid": "894000000000001" } }""", NoticeFaultCode.Unreadable)]
    public void A_notice_about_nothing_that_can_be_told_means_no_command(string json, NoticeFaultCode whyNot)
    {
        var notice = Read(EsimAccess.TryRead, json);

        notice.Command.Should().BeNull();
        notice.WhyNot.Should().BeEquivalentTo(new { Code = whyNot, Path = "$.content.iccid" });
    }

    [Fact]
    public void Es2Plus_a_point_without_its_outcome_means_no_command() =>
        Read(Es2Plus.TryRead, """{ "iccid": "8988211000000530082", "notificationPointId": 4 }""")
            .WhyNot!.Should().BeEquivalentTo(new { Code = NoticeFaultCode.Missing, Path = "$.notificationPointStatus" });

    [Fact]
    public void Es2Plus_an_outcome_that_nobody_knows_means_no_command() =>
        Read(Es2Plus.TryRead, """{ "iccid": "8988211000000530082", "notificationPointId": 4, "notificationPointStatus": { "status": "Maybe" } }""")
            .WhyNot!.Should().BeEquivalentTo(new { Code = NoticeFaultCode.UnknownStatus, Path = "$.notificationPointStatus.status", Found = "'Maybe'" });

    [Fact]
    public void Bytes_that_are_not_utf8_are_no_json() =>
        Fail(EsimAccess.TryRead, [(byte)'"', 0xFF, (byte)'"']).Found.Should().Be("bytes that are not UTF-8");

    [Fact]
    public void A_byte_order_mark_is_skipped() => Read(EsimAccess.TryRead, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Event)]).Command.Should().NotBeNull();

    [Fact]
    public void What_nobody_reads_may_be_anything() =>
        Read(EsimAccess.TryRead, Event.Replace("\"content\"", "\"a\": \"\\ud800\", \"a\": [1e999], \"\\ud800\": {}, \"\\n\": 0, \"content\"", StringComparison.Ordinal))
            .Command.Should().NotBeNull();

    [Fact]
    public void Exactly_as_much_as_may_be_is_read()
    {
        var padded = Event + new string(' ', NoticeLimits.MaxBytes - Event.Length);

        Read(EsimAccess.TryRead, padded).Command.Should().NotBeNull();
        Fail(EsimAccess.TryRead, padded + " ").Code.Should().Be(NoticeFaultCode.TooLarge);
    }

    [Fact]
    public void Exactly_as_deep_as_may_be_is_read()
    {
        Read(EsimAccess.TryRead, Nested(NoticeLimits.MaxLevels)).Command.Should().NotBeNull();
        Fail(EsimAccess.TryRead, Nested(NoticeLimits.MaxLevels + 1)).Code.Should().Be(NoticeFaultCode.TooDeep);

        // Brackets in a text are no levels.
        static string Nested(int levels) => Event.Replace(
            "\"content\"",
            $"\"[[[[[[[[[[[[[[[[[[\\\"[\": {new string('[', levels - 1)}{new string(']', levels - 1)}, \"content\"",
            StringComparison.Ordinal);
    }

    [Fact]
    public void Exactly_as_many_as_may_be_are_read()
    {
        ReadAll(Airalo.TryRead, Requests(NoticeLimits.MaxNotices)).Should().HaveCount(NoticeLimits.MaxNotices);
        Fail(Airalo.TryRead, Requests(NoticeLimits.MaxNotices + 1)).Should().BeEquivalentTo(new { Code = NoticeFaultCode.TooMany, Path = "$.iccids" });

        static byte[] Requests(int count) => Encoding.UTF8.GetBytes($$"""{ "iccids": [{{string.Join(',', Enumerable.Repeat("\"8\"", count))}}] }""");
    }

    [Fact]
    public void Bundles_within_bundles_are_counted_together()
    {
        var bundle = $$"""{ "assignments": [{{string.Join(',', Enumerable.Repeat("{}", NoticeLimits.MaxNotices))}}] }""";

        Fail(EsimGo.TryRead, $$"""{ "bundles": [ {{bundle}}, { "assignments": [ {} ] } ] }""").Code.Should().Be(NoticeFaultCode.TooMany);
    }
}
