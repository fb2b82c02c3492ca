using EsimLifecycle.Interop;
using static EsimLifecycle.Tests.Notifications;

namespace EsimLifecycle.Tests;

/// <summary>Further platforms, each from the shapes that it documents.</summary>
public class OtherPlatformTests
{
    private const string Others = "other-platforms.json";

    private static readonly Eid Phone = Eid.Parse("89049032123451234512345678901235");

    [Theory]
    [InlineData("DOWNLOADED", ProfileState.Downloaded)]
    [InlineData("INSTALLED", ProfileState.Installed)]
    [InlineData("ENABLED", ProfileState.Enabled)]
    [InlineData("DISABLED", ProfileState.Disabled)]
    [InlineData("DELETED", ProfileState.Deleted)]
    public void ConnectedYou_tells_each_state_of_a_profile(string status, ProfileState state)
    {
        var notice = Read(ConnectedYou.TryRead, Payload(Others, 0, body => body["status"] = status));

        notice.Command.Should().Be(new ReportProfile(state)
        {
            Iccid = Iccid.Parse("8910300000019600018"),
            Device = Phone,
            OccurredAt = Instant.FromUtc(2025, 6, 1, 2, 27, 54) + Duration.FromMilliseconds(280),
        });
        notice.Id.Should().Be(new CommandId($"connectedyou:PROFILELIFECYCLE:8910300000019600018:{status}:1748744874280"));
    }

    [Fact]
    public void ConnectedYou_another_event_is_information_and_another_status_unknown()
    {
        Read(ConnectedYou.TryRead, Payload(Others, 0, body => body["event_type"] = "PARTY"))
            .Should().BeEquivalentTo(new { Topic = "PARTY", StatusText = "DELETED", Command = (LifecycleCommand?)null, WhyNot = (NoticeFault?)null });
        Read(ConnectedYou.TryRead, Payload(Others, 0, body => body["status"] = "MELTED"))
            .WhyNot.Should().BeEquivalentTo(new { Code = NoticeFaultCode.UnknownStatus, Path = "$.status", Found = "'MELTED'" });
    }

    [Theory]
    [InlineData("DOWNLOAD", "SUCCESS", ProfileState.Downloaded, null)]
    [InlineData("INSTALL", "SUCCESS", ProfileState.Installed, null)]
    [InlineData("ENABLE", "success", ProfileState.Enabled, null)]
    [InlineData("DISABLE", "SUCCESS", ProfileState.Disabled, null)]
    [InlineData("DELETE", "SUCCESS", ProfileState.Deleted, null)]
    [InlineData("DELETE", "FAILED", null, null)]
    [InlineData("DELETE", "Perhaps", null, NoticeFaultCode.UnknownStatus)]
    [InlineData("DELETE", null, null, NoticeFaultCode.UnknownStatus)]
    [InlineData("PARTY", "SUCCESS", null, NoticeFaultCode.UnknownStatus)]
    public void Simlessly_tells_what_was_done_to_a_profile_if_it_succeeded(string step, string? outcome, ProfileState? state, NoticeFaultCode? whyNot)
    {
        var notice = Read(Simlessly.TryRead, Payload(Others, 1, body => (body["notificationType"], body["notificationStatus"]!["status"]) = (step, outcome)));

        notice.Command.Should().Be(state is null ? null : new ReportProfile(state.Value)
        {
            Iccid = Iccid.Parse("89860468152080349618"),
            Device = Phone,
            OccurredAt = Instant.FromUnixTimeMilliseconds(1_679_999_518_968),
        });
        notice.WhyNot?.Code.Should().Be(whyNot);
        (notice.WhyNot is null).Should().Be(whyNot is null);
        notice.ProfileText.Should().Be(step);
    }

    [Theory]
    [InlineData(3, "000", ProfileState.Downloaded, null)]
    [InlineData(4, "000", ProfileState.Installed, null)]
    [InlineData(1, "000", null, null)]
    [InlineData(4, "500", null, null)]
    [InlineData(5, "000", null, NoticeFaultCode.UnknownStatus)]
    public void JoyTel_wraps_a_step_of_ES2_plus(int point, string result, ProfileState? state, NoticeFaultCode? whyNot)
    {
        var notice = Read(JoyTel.TryRead, Payload(Others, 2, body => (body["resultCode"], body["data"]!["notificationPointId"]) = (result, point)));

        notice.Command.Should().Be(state is null ? null : new ReportProfile(state.Value)
        {
            Iccid = Iccid.Parse("8988211000000530082"),
            Device = Phone,
            OccurredAt = Instant.FromUtc(2024, 1, 15, 10, 30),
        });
        notice.WhyNot?.Code.Should().Be(whyNot);
        notice.Transaction.Should().Be("T1");
    }

    [Fact]
    public void JoyTel_the_hosts_map_of_points_counts() =>
        Read(JoyTel.TryRead, Payload(Others, 2, body => body["data"]!["notificationPointId"] = 5), new NoticeOptions { Points = Es2PlusPoints.Cmi })
            .Command.Should().BeOfType<ReportProfile>().Which.State.Should().Be(ProfileState.Deleted);

    [Fact]
    public void JoyTel_a_number_that_is_no_iccid_is_the_orders_and_the_device_says_whose_it_is()
    {
        var notice = Read(JoyTel.TryRead, Payload(Others, 2, body => body["data"]!["cid"] = "C1"));

        notice.Command.Should().Be(new ReportProfile(ProfileState.Installed) { Device = Phone, OccurredAt = Instant.FromUtc(2024, 1, 15, 10, 30) });
        notice.Order.Should().Be("C1");
        Read(JoyTel.TryRead, Payload(Others, 2, body => (body["data"]!["cid"], body["data"]!["eid"]) = ("C1", null)))
            .WhyNot!.Code.Should().Be(NoticeFaultCode.Missing, "neither says whose it is");
    }

    [Theory]
    [InlineData("3", ProfileState.Downloaded)]
    [InlineData("4", ProfileState.Installed)]
    [InlineData("6", ProfileState.Enabled)]
    [InlineData("7", ProfileState.Disabled)]
    [InlineData("8", ProfileState.Deleted)]
    [InlineData("1", null)]
    [InlineData("5", null)]
    public void Telna_has_points_of_its_own(string point, ProfileState? state) =>
        Read(Telna.TryRead, Payload(Others, 3, body => body["notificationPointId"] = point))
            .Command.Should().Be(state is null ? null : new ReportProfile(state.Value) { Iccid = Iccid.Parse("8901234567890123456") });

    [Fact]
    public void Monogoto_says_an_installation_twice() =>
        Read(Es2Plus.TryRead, Payload(Others, 3, body => body["notificationPointId"] = 5), new NoticeOptions { Points = Es2PlusPoints.Monogoto })
            .Command.Should().BeOfType<ReportProfile>().Which.State.Should().Be(ProfileState.Installed);

    [Fact]
    public void Telna_usage_is_a_packages_counter()
    {
        var notice = Read(Telna.TryRead, Payload(Others, 4));

        notice.Should().BeEquivalentTo(new { Order = "pkg-1", UsedBytes = 1_048_576L, TotalBytes = 10_485_760L, LeftBytes = 9_437_184L, Command = (LifecycleCommand?)null });
        notice.WhyNot.Should().BeEquivalentTo(new { Code = NoticeFaultCode.Ambiguous, Path = "$.eventDetails.package.packageUsedBytes" });
        notice.For(Subscription.None).Command.Should().Be(new RecordUsage(1_048_576, IsTotal: true) { OccurredAt = Instant.FromUnixTimeMilliseconds(1_689_714_160_492) });
        Read(Telna.TryRead, Payload(Others, 4, body => body["eventName"] = "PACKAGE_STATUS_CHANGE"))
            .Should().BeEquivalentTo(new { Command = (LifecycleCommand?)null, WhyNot = (NoticeFault?)null });
        Read(Telna.TryRead, """{ "eventName": "PARTY" }""").Topic.Should().Be("PARTY");
    }

    [Theory]
    [InlineData("INSTALLED", ProfileState.Installed, PlatformStatus.Unknown)]
    [InlineData("DELETED", ProfileState.Deleted, PlatformStatus.Unknown)]
    [InlineData("NEW", null, PlatformStatus.Ready)]
    [InlineData("ACTIVE", null, PlatformStatus.InUse)]
    [InlineData("ACTIVATED", null, PlatformStatus.InUse)]
    [InlineData("INACTIVE", null, PlatformStatus.Unknown)]
    [InlineData("REVOKED", null, PlatformStatus.Revoked)]
    [InlineData("EXPIRED", null, PlatformStatus.Expired)]
    public void Roamify_tells_a_profile_or_a_plan(string text, ProfileState? state, PlatformStatus status)
    {
        var notice = Read(Roamify.TryRead, Payload(Others, 5, body => body["data"]!["status"] = text));

        notice.Command.Should().Be(state is null ? null : new ReportProfile(state.Value)
        {
            Iccid = Iccid.Parse("8910300000019600018"),
            OccurredAt = Instant.FromUnixTimeSeconds(1_748_743_374),
        });
        notice.Should().BeEquivalentTo(new { Topic = "esim.status", Status = status, StatusText = text, Order = "e-1", Transaction = "r-1", WhyNot = (NoticeFault?)null });
        notice.StartedAt.Should().Be(Instant.FromUnixTimeSeconds(1_748_743_000));
        notice.ExpiresAt.Should().Be(Instant.FromUnixTimeSeconds(1_749_347_800));
    }

    [Fact]
    public void Roamifys_first_form_had_no_data_and_other_events_are_information()
    {
        Read(Roamify.TryRead, """{ "event_category": "esim", "event_type": "status", "iccid": "8910300000019600018", "status": "DELETED" }""")
            .Command.Should().Be(new ReportProfile(ProfileState.Deleted) { Iccid = Iccid.Parse("8910300000019600018") });
        Read(Roamify.TryRead, """{ "event_category": "partner", "event_type": "balance", "data": { "status": "DELETED" } }""")
            .Should().BeEquivalentTo(new { Topic = "partner.balance", Command = (LifecycleCommand?)null, WhyNot = (NoticeFault?)null });
    }

    [Theory]
    [InlineData("Released", ProfileState.Released)]
    [InlineData("Downloaded", ProfileState.Downloaded)]
    [InlineData("Installed", ProfileState.Installed)]
    public void OneGlobal_tells_the_profile_as_it_is(string status, ProfileState state) =>
        Read(OneGlobal.TryRead, Payload(Others, 6, body => body["status"] = status)).Command.Should().Be(new ReportProfile(state)
        {
            Iccid = Iccid.Parse("8944474400000000013"),
            Device = Phone,
            OccurredAt = Instant.FromUtc(2019, 8, 2, 9, 9, 33),
        });

    [Fact]
    public void OneGlobal_says_two_things_by_unavailable() =>
        Read(OneGlobal.TryRead, Payload(Others, 6)).Should().BeEquivalentTo(new
        {
            ProfileText = "Unavailable",
            Profile = ProfileState.Unknown,
            Command = (LifecycleCommand?)null,
            WhyNot = new { Code = NoticeFaultCode.Ambiguous, Path = "$.status" },
        });

    [Theory]
    [InlineData("INSTALLED", ProfileState.Installed)]
    [InlineData("RELEASED", ProfileState.Released)]
    [InlineData("DISABLED", ProfileState.Disabled)]
    [InlineData("ERROR", ProfileState.Error)]
    public void GigaStore_tells_the_profile_as_it_is(string text, ProfileState state)
    {
        var notice = Read(GigaStore.TryRead, Payload(Others, 7, body => body["profileState"] = text));

        notice.Command.Should().Be(new ReportProfile(state) { Iccid = Iccid.Parse("8936112330000000014") });
        notice.Should().BeEquivalentTo(new { DeviceText = "74088234238931452", Device = (Eid?)null }, "what they send is no EID");
    }
}
