using System.Text.Json.Nodes;
using EsimLifecycle.Interop;
using static EsimLifecycle.Tests.Notifications;

namespace EsimLifecycle.Tests;

/// <summary>What platforms really send, read to the command it means.</summary>
public class NotificationTests
{
    private const string Sgp22 = "es2plus-sgp22.json";
    private const string Cmi = "es2plus-cmi.json";
    private const string Access = "esimaccess-webhooks.json";
    private const string Go = "esimgo.json";
    private const string Airlo = "airalo.json";
    private const string LpacFile = "lpac.json";
    private const string Others = "other-platforms.json";

    private static readonly Iccid AnyIccid = Iccid.Parse("8988211000000530082");
    private static readonly Eid AnyEid = Eid.Parse("89049032123451234512345678901235");

    private static readonly Subscription FirstPeriod = Scenario.Preset("axis-travel").Opened().Paid().When(new Activate()).State;

    private static void IsAmbiguous(PlatformNotice notice, string path)
    {
        notice.Command.Should().BeNull();
        notice.WhyNot.Should().BeEquivalentTo(new { Code = NoticeFaultCode.Ambiguous, Path = path });
    }

    [Fact]
    public void Every_payload_on_file_has_a_test_here() => All.GroupBy(each => each.File).ToDictionary(file => file.Key, file => file.Count())
        .Should().Equal(new Dictionary<string, int> { [Sgp22] = 5, [Cmi] = 2, [Access] = 9, [Go] = 7, [Airlo] = 6, [LpacFile] = 5, [Others] = 8 });

    [Fact]
    public void Es2Plus_an_installation_reports_the_profile_installed()
    {
        var notice = Read(Es2Plus.TryRead, Payload(Sgp22, 3));

        notice.Command.Should().Be(new ReportProfile(ProfileState.Installed)
        {
            Iccid = Iccid.Parse("01234567890123456789"),
            OccurredAt = Instant.FromUtc(2015, 12, 16, 9, 30, 47),
        });
        notice.Topic.Should().Be(Es2Plus.ProgressTopic);
        notice.DeviceText.Should().Be("01020300405060708090A0B0C0D0EOF", "the standard's own example is no EID");
        notice.Device.Should().BeNull();
        notice.Transaction.Should().Be("TX-567");
        notice.StatusText.Should().Be("Executed-Success");
        notice.Id.Should().Be(new CommandId("es2plus:01234567890123456789:4:EXECUTEDSUCCESS:1450258247000"));
    }

    [Theory]
    [InlineData(0, "request", null)]
    [InlineData(1, "answer", "Executed-Success")]
    [InlineData(2, "answer", "Failed")]
    public void Es2Plus_other_requests_and_answers_are_information(int index, string topic, string? status)
    {
        var notice = Read(Es2Plus.TryRead, Payload(Sgp22, index));

        notice.Topic.Should().Be(topic);
        notice.StatusText.Should().Be(status);
        notice.Command.Should().BeNull();
        notice.WhyNot.Should().BeNull();
    }

    [Fact]
    public void Es2Plus_a_vendors_own_point_is_known_by_its_map()
    {
        var notice = Read(Es2Plus.TryRead, Payload(Cmi, 0), new NoticeOptions { Points = Es2PlusPoints.Cmi });

        notice.Command.Should().Be(new ReportProfile(ProfileState.Disabled)
        {
            Iccid = Iccid.Parse("89852342022019785558"),
            Device = Eid.Parse("89043051202200005223001347834515"),
            OccurredAt = Instant.FromUnixTimeSeconds(1_709_712_641),
        });
    }

    [Fact]
    public void Es2Plus_a_vendors_own_point_is_unknown_without_its_map()
    {
        var notice = Read(Es2Plus.TryRead, Payload(Cmi, 0));

        notice.Command.Should().BeNull();
        notice.ProfileText.Should().Be("102");
        notice.WhyNot.Should().BeEquivalentTo(new { Code = NoticeFaultCode.UnknownStatus, Path = "$.notificationPointId", Found = "'102'" });
    }

    [Fact]
    public void Es2Plus_an_answer_may_name_the_profile_in_its_header()
    {
        var notice = Read(Es2Plus.TryRead, Payload(Cmi, 1));

        notice.Iccid.Should().Be(Iccid.Parse("89852342022019785558"));
        notice.Command.Should().BeNull();
    }

    [Theory]
    [InlineData("3", "Executed-Success", ProfileState.Downloaded)]
    [InlineData("3", "EXECUTED-WITHWARNING", ProfileState.Downloaded)]
    [InlineData("4", " executed-success ", ProfileState.Installed)]
    [InlineData("4", "Failed", null)]
    [InlineData("3", "Expired", null)]
    [InlineData("1", "Executed-Success", null)]
    [InlineData("2", "Executed-Success", null)]
    public void Es2Plus_only_what_was_executed_moves_a_profile(string point, string status, ProfileState? state)
    {
        var notice = Read(Es2Plus.TryRead, Payload(Sgp22, 3, body =>
        {
            body["notificationPointId"] = point;
            body["notificationPointStatus"]!["status"] = status;
        }));

        (notice.Command as ReportProfile)?.State.Should().Be(state);
        (notice.Command is null).Should().Be(state is null);
        notice.WhyNot.Should().BeNull();
        notice.StatusText.Should().Be(status);
    }

    [Fact]
    public void Es2Plus_names_and_kinds_may_vary()
    {
        var notice = Read(Es2Plus.TryRead, """
            { "ICCID": " 8947010000123456784F ", "timestamp": 1709712641, "NotificationPointId": 4,
              "notificationPointStatus": { "STATUS": "Executed-Success" }, "resultData": { "anything": [] } }
            """);

        notice.Command.Should().Be(new ReportProfile(ProfileState.Installed)
        {
            Iccid = Iccid.Parse("8947010000123456784"),
            OccurredAt = Instant.FromUnixTimeSeconds(1_709_712_641),
        });
        notice.IccidText.Should().Be(" 8947010000123456784F ");
    }

    [Theory]
    [InlineData(4, "Executed-Success", ProfileState.Installed)]
    [InlineData(3, "Executed-WithWarning", ProfileState.Downloaded)]
    [InlineData(4, "Failed", null)]
    [InlineData(1, "Executed-Success", null)]
    public void Es2Plus_from_version_3_on_a_notification_says_the_same(int number, string status, ProfileState? state)
    {
        var notice = Read(Es2Plus.TryRead, Payload(Sgp22, 4, body => (body["notificationEvent"], body["notificationEventStatus"]!["status"]) = (number, status)));

        notice.Topic.Should().Be(Es2Plus.NotificationTopic);
        notice.WhyNot.Should().BeNull();
        notice.Command.Should().Be(state is null ? null : new ReportProfile(state.Value)
        {
            Iccid = AnyIccid,
            Device = AnyEid,
            OccurredAt = Instant.FromUtc(2026, 2, 1, 10, 0),
        });
    }

    [Fact]
    public void Es2Plus_an_event_that_is_in_no_map_is_unknown() =>
        Read(Es2Plus.TryRead, Payload(Sgp22, 4, body => body["notificationEvent"] = 9))
            .WhyNot.Should().BeEquivalentTo(new { Code = NoticeFaultCode.UnknownStatus, Path = "$.notificationEvent", Found = "'9'" });

    [Fact]
    public void Es2Plus_by_the_letter_everything_is_information() =>
        Read(Es2Plus.TryRead, Payload(Sgp22, 3), new NoticeOptions { Points = Es2PlusPoints.InformationOnly })
            .Should().BeEquivalentTo(new { Command = (LifecycleCommand?)null, WhyNot = (NoticeFault?)null });

    [Fact]
    public void EsimAccess_an_order_that_got_its_resource_confirms_what_was_ordered()
    {
        var notice = Read(EsimAccess.TryRead, Payload(Access, 0));

        notice.Command.Should().Be(new ReportProvisioning(new Reference("7544949834056-1-TR_50_30")) { OccurredAt = Instant.FromUtc(2026, 4, 22, 17, 16, 34) });
        notice.Id.Should().Be(new CommandId("esim-access:447602ac1e5c4bb4980f786b0c2934d6"));
        notice.Order.Should().Be("B26042217160011");
        notice.Status.Should().Be(PlatformStatus.Ready);
    }

    [Theory]
    [InlineData("CANCEL", true)]
    [InlineData("REVOKED", true)]
    [InlineData(" got_resource ", false)]
    public void EsimAccess_an_order_that_was_cancelled_has_failed(string status, bool failed) =>
        Read(EsimAccess.TryRead, Payload(Access, 0, body => body["content"]!["orderStatus"] = status))
            .Command.Should().BeOfType<ReportProvisioning>().Which.Failed.Should().Be(failed);

    [Theory]
    [InlineData("GETTING_RESOURCE", null)]
    [InlineData("LOST", NoticeFaultCode.UnknownStatus)]
    public void EsimAccess_an_order_on_its_way_is_information(string status, NoticeFaultCode? whyNot)
    {
        var notice = Read(EsimAccess.TryRead, Payload(Access, 0, body => body["content"]!["orderStatus"] = status));

        notice.Command.Should().BeNull();
        notice.WhyNot?.Code.Should().Be(whyNot);
        notice.StatusText.Should().Be(status);
    }

    [Theory]
    [InlineData(null, NoticeFaultCode.Missing)]
    [InlineData("with a space", NoticeFaultCode.Unreadable)]
    public void EsimAccess_an_order_is_confirmed_by_the_hosts_own_number(string? transaction, NoticeFaultCode whyNot) =>
        Read(EsimAccess.TryRead, Payload(Access, 0, body => body["content"]!["transactionId"] = transaction))
            .WhyNot!.Should().BeEquivalentTo(new { Code = whyNot, Path = "$.content.transactionId" });

    [Fact]
    public void EsimAccess_a_status_reports_the_profile()
    {
        var notice = Read(EsimAccess.TryRead, Payload(Access, 1));

        notice.Command.Should().Be(new ReportProfile(ProfileState.Enabled)
        {
            Iccid = Iccid.Parse("8910300000059824319"),
            OccurredAt = Instant.FromUtc(2026, 4, 22, 17, 27, 44),
        });
        notice.Status.Should().Be(PlatformStatus.InUse);
        notice.ProfileText.Should().Be("ENABLED");
    }

    [Theory]
    [InlineData("SMDP_EVENT", null, null)]
    [InlineData("SMDP_EVENT", "", null)]
    [InlineData("ESIM_STATUS", null, null)]
    [InlineData("SMDP_EVENT", "Failed", null)]
    [InlineData("SMDP_EVENT", "Executed-Success", ProfileState.Downloaded)]
    public void EsimAccess_a_download_is_under_way_until_its_outcome_is_told(string topic, string? outcome, ProfileState? state)
    {
        var notice = Read(EsimAccess.TryRead, Payload(Access, 7, body =>
        {
            body["notifyType"] = topic;
            body["content"]!["notifyStatus"] = outcome;
        }));

        (notice.Command as ReportProfile)?.State.Should().Be(state);
        notice.Should().BeEquivalentTo(new { ProfileText = "DOWNLOAD", Profile = state ?? ProfileState.Unknown, WhyNot = (NoticeFault?)null });
    }

    [Fact]
    public void EsimAccess_a_querys_answer_tells_each_profile_and_its_counter()
    {
        var notices = ReadAll(EsimAccess.TryRead, Payload(Access, 8));

        notices.Should().HaveCount(2);
        notices[0].Command.Should().Be(new ReportProfile(ProfileState.Deleted) { Iccid = Iccid.Parse("8910300000040000757") });
        notices[0].Should().BeEquivalentTo(new { Topic = "profile", Order = "B26033100000003", Transaction = "t-1", DeviceText = (string?)null, Status = PlatformStatus.Ready });
        notices[1].Should().BeEquivalentTo(new { Topic = "usage", UsedBytes = 0L, TotalBytes = 1_073_741_824L, LeftBytes = 1_073_741_824L });
        IsAmbiguous(notices[1], "$.obj.esimList[0].orderUsage");
        notices[1].WhyNot!.Found.Should().Contain("data type '2'", "a plan by the day counts by the day");
    }

    [Fact]
    public void EsimAccess_a_query_of_usage_counts_what_was_asked_for()
    {
        var notice = Read(
            EsimAccess.TryRead,
            """{ "success": true, "obj": { "esimUsageList": [ { "esimTranNo": "1", "dataUsage": 5, "totalData": 9, "lastUpdateTime": "2026-04-22T15:53:03+0000" } ] } }""",
            new NoticeOptions { Iccid = AnyIccid });

        notice.Should().BeEquivalentTo(new { UsedBytes = 5L, TotalBytes = 9L, Iccid = AnyIccid });
        notice.For(Subscription.None).Command.Should().Be(new RecordUsage(5, IsTotal: true) { OccurredAt = Instant.FromUtc(2026, 4, 22, 15, 53, 3) });
    }

    [Theory]
    [InlineData("""{ "success": false, "errorCode": "200009", "errorMsg": "insufficient balance" }""", "error", "insufficient balance")]
    [InlineData("""{ "success": "true", "obj": { "orderNo": "B1" } }""", "answer", null)]
    [InlineData("""{ "success": true, "obj": null }""", "answer", null)]
    public void EsimAccess_another_answer_is_information(string json, string topic, string? status) =>
        Read(EsimAccess.TryRead, json).Should().BeEquivalentTo(new { Topic = topic, StatusText = status, Command = (LifecycleCommand?)null, WhyNot = (NoticeFault?)null });

    [Fact]
    public void EsimAccess_a_cancelled_plan_moves_nothing_but_its_profile()
    {
        var notice = Read(EsimAccess.TryRead, Payload(Access, 2));

        notice.Command.Should().BeOfType<ReportProfile>().Which.State.Should().Be(ProfileState.Released);
        notice.Status.Should().Be(PlatformStatus.Cancelled);
    }

    [Fact]
    public void EsimAccess_an_event_reports_the_profile_on_its_device_with_its_number()
    {
        var notice = Read(EsimAccess.TryRead, Payload(Access, 3));

        notice.Command.Should().Be(new ReportProfile(ProfileState.Enabled)
        {
            Iccid = Iccid.Parse("8910300000059818839"),
            Device = Eid.Parse("89049032005008882600050326403713"),
            Sequence = 113,
            OccurredAt = Instant.FromUtc(2026, 4, 22, 17, 29, 40),
        });
        notice.DeviceText.Should().Be("89049032005008882600050326403713");
        notice.Sequence.Should().Be(113);
    }

    [Theory]
    [InlineData("Executed-Success", true, null)]
    [InlineData(null, true, null)]
    [InlineData("Failed", false, null)]
    [InlineData("Perhaps", false, NoticeFaultCode.UnknownStatus)]
    public void EsimAccess_an_event_on_its_way_counts_and_a_failed_one_does_not(string? outcome, bool isReported, NoticeFaultCode? whyNot)
    {
        var notice = Read(EsimAccess.TryRead, Payload(Access, 3, body => body["content"]!["notifyStatus"] = outcome));

        (notice.Command is ReportProfile).Should().Be(isReported);
        notice.WhyNot?.Code.Should().Be(whyNot);
    }

    [Fact]
    public void EsimAccess_a_number_without_a_device_says_nothing() =>
        Read(EsimAccess.TryRead, Payload(Access, 3, body => body["content"]!.AsObject().Remove("eid")))
            .Command.Should().BeOfType<ReportProfile>().Which.Sequence.Should().BeNull();

    [Fact]
    public void EsimAccess_usage_is_a_counter()
    {
        var notice = Read(EsimAccess.TryRead, Payload(Access, 4));

        IsAmbiguous(notice, "$.content.orderUsage");
        notice.For(Subscription.None).Command.Should().Be(new RecordUsage(10_741_066_164, IsTotal: true) { OccurredAt = Instant.FromUtc(2026, 4, 22, 15, 53, 3) });
        notice.UsedBytes.Should().Be(10_741_066_164);
        notice.TotalBytes.Should().Be(21_474_836_480);
        notice.LeftBytes.Should().Be(10_733_770_316);
        notice.Iccid.Should().Be(Iccid.Parse("89852240810732202668"));
    }

    [Fact]
    public void EsimAccess_validity_and_health_are_information()
    {
        var validity = Read(EsimAccess.TryRead, Payload(Access, 5));
        var health = Read(EsimAccess.TryRead, Payload(Access, 6));

        validity.ExpiresAt.Should().Be(Instant.FromUtc(2026, 4, 23, 17, 13, 19));
        health.StatusText.Should().Be("Test");
        new[] { validity, health }.Should().OnlyContain(notice => notice.Command == null && notice.WhyNot == null);
    }

    [Fact]
    public void A_status_that_nobody_knows_keeps_its_text_and_means_no_command()
    {
        var notice = Read(EsimAccess.TryRead, Payload(Access, 1, body =>
        {
            body["content"]!["smdpStatus"] = "MELTED";
            body["content"]!["esimStatus"] = " On_Fire ";
        }));

        notice.Command.Should().BeNull();
        notice.Should().BeEquivalentTo(new
        {
            Profile = ProfileState.Unknown,
            ProfileText = "MELTED",
            Status = PlatformStatus.Unknown,
            StatusText = " On_Fire ",
            WhyNot = new { Code = NoticeFaultCode.UnknownStatus, Path = "$.content.smdpStatus", Found = "'MELTED'" },
        });
    }

    [Fact]
    public void A_topic_that_nobody_knows_is_information() =>
        Read(EsimAccess.TryRead, """{ "notifyType": "PARTY", "content": { "esimStatus": "USED_UP" } }""")
            .Should().BeEquivalentTo(new { Topic = "PARTY", Command = (LifecycleCommand?)null, Status = PlatformStatus.UsedUp });

    [Fact]
    public void EsimGo_a_deletion_is_announced_and_then_reported()
    {
        var scheduled = Read(EsimGo.TryRead, Payload(Go, 0));
        var deleted = Read(EsimGo.TryRead, Payload(Go, 1));

        scheduled.Command.Should().BeNull();
        scheduled.Status.Should().Be(PlatformStatus.DeletionScheduled);
        deleted.Command.Should().Be(new ReportProfile(ProfileState.Deleted)
        {
            Iccid = Iccid.Parse("8943108161000670038"),
            OccurredAt = Instant.FromUtc(2026, 6, 29, 13, 20, 2),
        });
        deleted.Id.Should().Be(new CommandId("esim-go:esim.deleted:8943108161000670038:1782739202000"));
    }

    [Fact]
    public void EsimGo_an_iccid_that_came_as_a_number_is_refused_with_the_reason() =>
        Fail(EsimGo.TryRead, Payload(Go, 2)).Should().Be(new NoticeFault(
            NoticeFaultCode.IdentifierIsNumber,
            "$.iccid",
            "a JSON number, in which the last digits of so long a number are lost on the way",
            "the digits as a text"));

    [Fact]
    public void EsimGo_the_first_use_is_a_counter_that_stands_at_nothing()
    {
        var notice = Read(EsimGo.TryRead, Payload(Go, 2, body => body["iccid"] = "8944538532008160222"));

        notice.For(Subscription.None).Command.Should().Be(new RecordUsage(0, IsTotal: true));
        notice.StartedAt.Should().Be(Instant.FromUtc(2006, 1, 2, 15, 4, 5));
        notice.ExpiresAt.Should().Be(Instant.FromUtc(2007, 1, 2, 15, 4, 5));
    }

    [Fact]
    public void EsimGo_the_only_bundle_in_use_is_a_counter()
    {
        var notice = Read(EsimGo.TryRead, Payload(Go, 3), new NoticeOptions { Iccid = AnyIccid });

        IsAmbiguous(notice, "$.bundles[0].assignments[0].remainingQuantity");
        notice.For(FirstPeriod).Command.Should().Be(new RecordUsage(250_000_000, IsTotal: true));
        notice.Iccid.Should().Be(AnyIccid);
        notice.Status.Should().Be(PlatformStatus.InUse);
        notice.Order.Should().Be("215009266");
    }

    [Fact]
    public void EsimGo_of_two_bundles_in_use_neither_is_the_subscriptions_counter()
    {
        var notices = ReadAll(EsimGo.TryRead, Payload(Go, 3, body => body["bundles"]!.AsArray().Add(body["bundles"]![0]!.DeepClone())));

        notices.Should().HaveCount(2).And.OnlyContain(notice => notice.For(FirstPeriod).Command == null && notice.WhyNot!.Code == NoticeFaultCode.Ambiguous);
    }

    [Theory]
    [InlineData("unlimited", true)]
    [InlineData("callTypeGroup", "voice")]
    [InlineData("bundleState", "queued")]
    public void EsimGo_what_has_no_limit_is_not_data_or_not_in_use_is_information(string name, object value) =>
        Read(EsimGo.TryRead, Payload(Go, 3, body => body["bundles"]![0]!["assignments"]![0]![name] = JsonValue.Create(value)))
            .Should().BeEquivalentTo(new { Command = (LifecycleCommand?)null, WhyNot = (NoticeFault?)null });

    [Fact]
    public void EsimGo_released_in_a_notification_means_deleted_from_the_device()
    {
        var notice = Read(EsimGo.TryRead, Payload(Go, 4));

        notice.Command.Should().Be(new ReportProfile(ProfileState.Deleted)
        {
            Iccid = Iccid.Parse("8944500000000000018"),
            Device = AnyEid,
            OccurredAt = Instant.FromUtc(2026, 11, 5, 2, 9, 40),
        });
        notice.ProfileText.Should().Be("Released");
        notice.Id.Should().Be(new CommandId("esim-go:profile:8944500000000000018:RELEASED:1793844580000"));
    }

    [Theory]
    [InlineData("Installed", 1793599518000, ProfileState.Installed)]
    [InlineData("Released", 1793599518000, ProfileState.Deleted)]
    [InlineData("Released", null, ProfileState.Released)]
    [InlineData("Released", 0L, ProfileState.Released)]
    [InlineData("Deleted", 1793599518000, ProfileState.Deleted)]
    [InlineData("Unavailable", null, ProfileState.Unavailable)]
    public void EsimGo_an_esims_details_are_of_now(string status, long? installed, ProfileState state) =>
        Read(EsimGo.TryRead, Payload(Go, 5, body => (body["profileStatus"], body["firstInstalledDateTime"]) = (status, installed)))
            .Command.Should().Be(new ReportProfile(state) { Iccid = Iccid.Parse("8944500000000000018") });

    [Theory]
    [InlineData(1000.00, 90.00, 1_000_000_000, 910_000_000)]
    [InlineData(1_000_000_000, 90_000_000, 1_000_000_000, 910_000_000)]
    public void EsimGo_an_alert_counts_in_bytes_or_in_megabytes(double initial, double remaining, long total, long used)
    {
        var notice = Read(EsimGo.TryRead, Payload(Go, 6, body => (body["bundle"]!["initialQuantity"], body["bundle"]!["remainingQuantity"]) = (initial, remaining)));

        notice.Should().BeEquivalentTo(new { TotalBytes = total, UsedBytes = used, StartedAt = Instant.FromUtc(2026, 11, 2, 15, 4, 5) });
        notice.Id.ToString().Should().StartWith("esim-go:UTILISATION:8944500000000000018:A_BUNDLE_1GB:");
        IsAmbiguous(notice, "$.bundle.remainingQuantity");
    }

    [Fact]
    public void EsimGo_an_esim_says_how_its_profile_stands() =>
        Read(EsimGo.TryRead, """{ "iccid": "8943108161000670038", "profileStatus": "Installed" }""")
            .Command.Should().Be(new ReportProfile(ProfileState.Installed) { Iccid = Iccid.Parse("8943108161000670038") });

    [Fact]
    public void Airalo_usage_is_a_counter_of_what_was_asked_for()
    {
        var notice = Read(Airalo.TryRead, Payload(Airlo, 0), new NoticeOptions { Iccid = AnyIccid });

        IsAmbiguous(notice, "$.data.remaining");
        notice.For(Subscription.None).Command.Should().Be(new RecordUsage((2048 - 767) * 1_048_576L, IsTotal: true));
        notice.Iccid.Should().Be(AnyIccid);
        notice.Status.Should().Be(PlatformStatus.InUse);
        notice.ExpiresAt.Should().Be(Instant.FromUtc(2022, 1, 1, 0, 0));
    }

    [Fact]
    public void Airalo_what_runs_low_and_refunds_are_information()
    {
        var low = Read(Airalo.TryRead, Payload(Airlo, 1));
        var requests = ReadAll(Airalo.TryRead, Payload(Airlo, 2));
        var refund = Read(Airalo.TryRead, Payload(Airlo, 3));

        low.Should().BeEquivalentTo(new { StatusText = "3days", LeftPercent = 43L, Iccid = (Iccid?)null, IccidText = "87123123456889019" });
        requests.Select(notice => notice.IccidText).Should().Equal("894000000000001", "894000000000002");
        requests.Should().OnlyContain(notice => notice.StatusText == "SERVICE_ISSUES");
        refund.Order.Should().Be("12345");
        refund.OccurredAt.Should().Be(Instant.FromUtc(2024, 10, 12, 9, 30));
        requests.Append(low).Append(refund).Should().OnlyContain(notice => notice.Command == null && notice.WhyNot == null);
    }

    [Fact]
    public void Airalo_an_order_and_the_credit_limit_are_information()
    {
        var order = Read(Airalo.TryRead, Payload(Airlo, 4));
        var credit = Read(Airalo.TryRead, Payload(Airlo, 5));
        var accepted = Read(Airalo.TryRead, """{ "data": { "request_id": "r-1", "accepted_at": "2024-10-12 09:30" }, "meta": { "message": "success" } }""");

        order.Should().BeEquivalentTo(new { Topic = "order", Order = "20221021-009600", Transaction = "request-1", Iccid = Iccid.Parse("891000000000009125") });
        order.OccurredAt.Should().Be(Instant.FromUtc(2022, 10, 21, 14, 21, 6));
        credit.Should().BeEquivalentTo(new { Topic = "credit limit", StatusText = "Surpassed 80% of the credit limit balance" });
        accepted.Should().BeEquivalentTo(new { Topic = "order", Transaction = "r-1" });
        new[] { order, credit, accepted }.Should().OnlyContain(notice => notice.Command == null && notice.WhyNot == null);
    }

    [Fact]
    public void Airalo_more_left_than_there_was_is_no_usage() =>
        Read(Airalo.TryRead, Payload(Airlo, 0, body => body["data"]!["remaining"] = 2049))
            .WhyNot!.Should().BeEquivalentTo(new { Code = NoticeFaultCode.Unreadable, Path = "$.data.remaining" });

    [Fact]
    public void Lpac_each_notification_reports_the_profile_on_the_device_that_was_asked()
    {
        var notices = ReadAll(
            Lpac.TryRead,
            Payload(LpacFile, 1, line =>
            {
                foreach (var item in line["payload"]!["data"]!.AsArray())
                    item!["iccid"] = AnyIccid.ToString();
            }),
            new NoticeOptions { Device = AnyEid });

        notices.Select(notice => notice.Command).Should().Equal(
            Report(ProfileState.Installed, 178), Report(ProfileState.Disabled, 215), Report(ProfileState.Enabled, 216));
        notices.Select(notice => notice.Id.ToString()).Should().Equal($"lpac:{AnyEid}:178", $"lpac:{AnyEid}:215", $"lpac:{AnyEid}:216");
        notices.Select(notice => notice.Topic).Should().Equal("install", "disable", "enable");

        static ReportProfile Report(ProfileState state, long number) => new(state) { Iccid = AnyIccid, Device = AnyEid, Sequence = number };
    }

    [Fact]
    public void Lpac_what_is_told_of_another_profile_on_the_device_is_information()
    {
        var line = Payload(LpacFile, 1, line =>
        {
            var data = line["payload"]!["data"]!.AsArray();
            (data[0]!["iccid"], data[1]!["iccid"], data[2]!["iccid"]) = ("8947010000123456784F", "8901000000000000019", "8947010000123456784");
        });

        var notices = ReadAll(Lpac.TryRead, line, new NoticeOptions { Device = AnyEid, Iccid = Iccid.Parse("8947010000123456784") });

        notices.Select(notice => (notice.Command as ReportProfile)?.State).Should().Equal(ProfileState.Installed, null, ProfileState.Enabled);
        notices[1].Should().BeEquivalentTo(new { WhyNot = (NoticeFault?)null, Profile = ProfileState.Disabled, Iccid = Iccid.Parse("8901000000000000019") });
    }

    [Fact]
    public void Lpac_a_number_that_was_cut_short_is_no_profile_and_may_be_anybodys()
    {
        var notices = ReadAll(Lpac.TryRead, Payload(LpacFile, 1), new NoticeOptions { Device = AnyEid });

        notices.Should().HaveCount(3).And.OnlyContain(notice => notice.Command == null && notice.Iccid == null);
        notices[2].IccidText.Should().Be("89444...");
        notices[2].WhyNot.Should().BeEquivalentTo(new { Code = NoticeFaultCode.Unreadable, Path = "$.payload.data[2].iccid" });
        notices[2].WhyNot!.Found.Should().NotContain("89444");
    }

    [Fact]
    public void Lpac_each_profile_is_enabled_or_disabled()
    {
        Read(Lpac.TryRead, Payload(LpacFile, 0)).WhyNot!.Path.Should().Be("$.payload.data[0].iccid");

        var notice = Read(Lpac.TryRead, Payload(LpacFile, 0, line => line["payload"]!["data"]![0]!["iccid"] = AnyIccid.ToString()));

        notice.Command.Should().Be(new ReportProfile(ProfileState.Disabled) { Iccid = AnyIccid });
        notice.Topic.Should().Be("profile");
        notice.Id.IsNone.Should().BeTrue();
    }

    [Fact]
    public void Lpac_a_notification_that_names_no_profile_is_nobodys()
    {
        var notices = ReadAll(Lpac.TryRead, Payload(LpacFile, 4), new NoticeOptions { Device = AnyEid, Iccid = AnyIccid });

        notices[0].Command.Should().Be(new ReportProfile(ProfileState.Enabled) { Iccid = AnyIccid, Device = AnyEid, Sequence = 21 });
        notices[1].Command.Should().BeNull();
        notices[1].WhyNot.Should().BeEquivalentTo(new { Code = NoticeFaultCode.Missing, Path = "$.payload.data[1].iccid" });
        notices[1].Iccid.Should().BeNull();
    }

    [Theory]
    [InlineData("esim-access", """{ "notifyType": "SMDP_EVENT", "content": { "smdpStatus": "DELETED" } }""")]
    [InlineData("esim-access", """{ "success": true, "obj": { "esimList": [ { "smdpStatus": "DELETED", "iccid": "", "eid": "" } ] } }""")]
    [InlineData("esim-go", """{ "event": "esim.deleted" }""")]
    [InlineData("esim-go", """{ "profileStatus": "Deleted" }""")]
    [InlineData("es2plus", """{ "notificationPointId": 4, "notificationPointStatus": { "status": "Executed-Success" } }""")]
    [InlineData("lpac", """{ "type": "lpa", "payload": { "code": 0, "data": [ { "profileManagementOperation": "delete" } ] } }""")]
    [InlineData("lpac", """{ "type": "lpa", "payload": { "code": 0, "data": [ { "profileState": "enabled", "iccid": " " } ] } }""")]
    [InlineData("lpac", """{ "type": "lpa", "payload": { "code": 0, "data": { "seqNumber": 1 } } }""")]
    [InlineData("connectedyou", """{ "event_type": "PROFILE_LIFECYCLE", "status": "DELETED" }""")]
    [InlineData("simlessly", """{ "type": "PROFILE_EVENT_NOTIFICATION", "notificationType": "DELETE", "notificationStatus": { "status": "SUCCESS" } }""")]
    [InlineData("telna", """{ "notificationPointId": 8, "notificationPointStatus": { "status": "Executed-Success" } }""")]
    [InlineData("roamify", """{ "event_category": "esim", "event_type": "status", "data": { "status": "DELETED" } }""")]
    public void What_should_name_its_profile_and_does_not_is_not_taken_for_the_hosts(string platform, string json) =>
        Read(ReaderOf(platform), json, new NoticeOptions { Device = AnyEid, Iccid = AnyIccid })
            .Should().BeEquivalentTo(new { Command = (LifecycleCommand?)null, WhyNot = new { Code = NoticeFaultCode.Missing }, Iccid = (Iccid?)null });

    [Fact]
    public void Lpac_an_error_says_what_failed_and_why()
    {
        var notice = Read(Lpac.TryRead, Payload(LpacFile, 2));

        notice.Should().BeEquivalentTo(new { Topic = "error", StatusText = "es10c_enable_profile: iccid or aid not found", Command = (LifecycleCommand?)null });
    }

    [Theory]
    [InlineData("unknown", true)]
    [InlineData(null, true)]
    [InlineData("incorrectInputValues", false)]
    public void Lpac_a_download_says_that_the_profile_is_installed_or_why_not(string? error, bool isInstalled)
    {
        var notice = Read(Lpac.TryRead, Payload(LpacFile, 3, line => line["payload"]!["data"]!["errorReason"] = error), new NoticeOptions { Device = AnyEid });

        notice.Command.Should().Be(isInstalled ? new ReportProfile(ProfileState.Installed) { Iccid = AnyIccid, Device = AnyEid, Sequence = 7 } : null);
        notice.Should().BeEquivalentTo(new { Topic = "download", StatusText = error, Sequence = 7L, WhyNot = (NoticeFault?)null });
    }

    [Theory]
    [InlineData("""{ "type": "progress", "payload": { "code": 0, "message": "es10b_prepare_download", "data": null } }""", "progress", "es10b_prepare_download")]
    [InlineData("""{ "type": "lpa", "payload": { "code": 0, "message": "success", "data": "rsp.example.com" } }""", "answer", "success: rsp.example.com")]
    [InlineData("""{ "type": "lpa", "payload": { "code": 0, "message": "success", "data": { "eidValue": "89049032123451234512345678901235" } } }""", "answer", null)]
    public void Lpac_any_other_answer_is_information(string json, string topic, string? status) =>
        Read(Lpac.TryRead, json).Should().BeEquivalentTo(new { Topic = topic, StatusText = status, Command = (LifecycleCommand?)null, WhyNot = (NoticeFault?)null });

    [Fact]
    public void Lpac_done_with_nothing_to_tell_is_no_notice() =>
        ReadAll(Lpac.TryRead, """{ "type": "lpa", "payload": { "code": 0, "message": "success", "data": null } }"""u8.ToArray()).Should().BeEmpty();

    [Theory]
    [InlineData("RELEASED", ProfileState.Released)]
    [InlineData(" downloaded", ProfileState.Downloaded)]
    [InlineData("INSTALLATION", ProfileState.Installed)]
    [InlineData("Installed", ProfileState.Installed)]
    [InlineData("ENABLED", ProfileState.Enabled)]
    [InlineData("enable", ProfileState.Enabled)]
    [InlineData("Disabled ", ProfileState.Disabled)]
    [InlineData("DELETED", ProfileState.Deleted)]
    [InlineData("Unavailable", ProfileState.Unavailable)]
    [InlineData("Error", ProfileState.Error)]
    [InlineData("available", ProfileState.Available)]
    [InlineData("ALLOCATED", ProfileState.Allocated)]
    [InlineData("linked", ProfileState.Linked)]
    [InlineData("Confirmed", ProfileState.Confirmed)]
    public void The_platforms_words_for_a_profile_are_known_however_they_are_spelt(string text, ProfileState state) =>
        Read(EsimAccess.TryRead, Payload(Access, 1, body => body["content"]!["smdpStatus"] = text))
            .Command.Should().BeOfType<ReportProfile>().Which.State.Should().Be(state);

    [Theory]
    [InlineData("CREATE", PlatformStatus.Ordered)]
    [InlineData("PAYING", PlatformStatus.Ordered)]
    [InlineData("PAID", PlatformStatus.Ordered)]
    [InlineData("GETTING_RESOURCE", PlatformStatus.Ordered)]
    [InlineData("processing", PlatformStatus.Ordered)]
    [InlineData("GOT_RESOURCE", PlatformStatus.Ready)]
    [InlineData("queued", PlatformStatus.Ready)]
    [InlineData("NOT_ACTIVE", PlatformStatus.Ready)]
    [InlineData("In Use", PlatformStatus.InUse)]
    [InlineData("active", PlatformStatus.InUse)]
    [InlineData("USED_UP", PlatformStatus.UsedUp)]
    [InlineData("depleted", PlatformStatus.UsedUp)]
    [InlineData("FINISHED", PlatformStatus.UsedUp)]
    [InlineData("USED_EXPIRED", PlatformStatus.Expired)]
    [InlineData("expired", PlatformStatus.Expired)]
    [InlineData("UNUSED_EXPIRED", PlatformStatus.ExpiredUnused)]
    [InlineData("lapsed", PlatformStatus.ExpiredUnused)]
    [InlineData("SUSPENDED", PlatformStatus.Suspended)]
    [InlineData("CANCEL", PlatformStatus.Cancelled)]
    [InlineData("revoked", PlatformStatus.Revoked)]
    [InlineData("UNKNOWN", PlatformStatus.Unknown)]
    [InlineData("", PlatformStatus.Unknown)]
    [InlineData("NEW", PlatformStatus.Ready)]
    [InlineData("ACTIVATED", PlatformStatus.InUse)]
    public void The_platforms_words_for_a_plan_are_known_however_they_are_spelt(string text, PlatformStatus status)
    {
        var notice = Read(EsimAccess.TryRead, Payload(Access, 1, body => body["content"]!["esimStatus"] = text));

        notice.Status.Should().Be(status);
        notice.StatusText.Should().Be(text);
    }

    [Theory]
    [InlineData("2026-04-22T17:16:34Z")]
    [InlineData("2026-04-22T17:16:34+0000")]
    [InlineData("2026-04-22T17:16:34.000+00:00")]
    [InlineData("2026-04-23T00:16:34+07:00")]
    [InlineData("2026-04-22T17:16:34")]
    [InlineData("2026-04-22 17:16:34")]
    [InlineData(" 1776878194 ")]
    [InlineData("1776878194000")]
    [InlineData(1776878194)]
    [InlineData(1776878194000)]
    public void A_moment_is_read_however_it_is_written(object moment) =>
        Read(EsimAccess.TryRead, Payload(Access, 0, body => body["eventGenerateTime"] = JsonValue.Create(moment)))
            .OccurredAt.Should().Be(Instant.FromUtc(2026, 4, 22, 17, 16, 34));

    [Fact]
    public void The_same_notice_again_bears_the_same_id_and_another_one_another()
    {
        var once = Payload(Sgp22, 3);
        var failed = Payload(Sgp22, 3, body => body["notificationPointStatus"]!["status"] = "Failed");

        Read(Es2Plus.TryRead, once).Id.Should().Be(Read(Es2Plus.TryRead, once).Id).And.NotBe(Read(Es2Plus.TryRead, failed).Id);
    }

    [Fact]
    public void A_notice_in_words_names_neither_profile_nor_device()
    {
        var reported = Read(EsimAccess.TryRead, Payload(Access, 3));

        reported.ToString().Should().Be("SMDP_EVENT: ReportProfile").And.NotContain(reported.IccidText);
        Read(EsimAccess.TryRead, Payload(Access, 5)).ToString().Should().Be("VALIDITY_USAGE: information");
    }

    [Fact]
    public void Nothing_that_came_begins_a_line_of_its_own_in_a_log()
    {
        var forged = "A\r\n2026-01-01 all is well \u2028 " + new string('x', 1000);

        var notice = Read(EsimAccess.TryRead, Payload(Access, 1, body => (body["notifyType"], body["content"]!["smdpStatus"]) = ("SMDP_EVENT", forged)));
        var unknown = Read(EsimAccess.TryRead, Payload(Access, 1, body => body["notifyType"] = forged));

        notice.WhyNot!.Found.Should().Be("'A??2026-01-01 all is well ? xxxxxxxxxxxx…'");
        unknown.ToString().Should().Be("A??2026-01-01 all is well ? xxxxxxxxxxxx…: information");
        unknown.Topic.Should().Be(forged);
    }
}
