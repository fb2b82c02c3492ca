using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.ProfileState;

namespace EsimLifecycle.Tests;

public class ProfileNoticeTests
{
    private static readonly Iccid Card = Iccid.Parse("8962110000000000001");
    private static readonly Iccid OtherCard = Iccid.Parse("8962110000000000019");

    [Fact]
    public void The_same_device_and_number_again_changes_nothing() =>
        Reported(S.Enabled, 7).When(On(Phone, S.Enabled, 7), Caller.System).AlreadyDone();

    [Fact]
    public void The_same_number_with_another_state_is_a_conflict() =>
        Reported(S.Enabled, 7).Use(On(Phone, S.Disabled, 7), NoticeUse.Conflict).Stands(S.Enabled)
            .With(s => s.When(On(Phone, S.Enabled, 7), Caller.System).AlreadyDone());

    [Fact]
    public void Two_notices_of_one_enabling_are_one_change_and_what_came_between_is_late() =>
        Reported(S.Enabled, 5).Use(On(Phone, S.Enabled, 7), NoticeUse.NothingNew).Use(On(Phone, S.Disabled, 6), NoticeUse.Stale).Stands(S.Enabled);

    [Fact]
    public void Late_by_its_number_it_is_stale_whatever_its_time_says() =>
        Reported(S.Disabled, 8).Use(On(Phone, S.Enabled, 7) with { OccurredAt = With().Now + Duration.FromDays(1) }, NoticeUse.Stale).Stands(S.Disabled);

    [Fact]
    public void Without_a_number_it_is_late_by_its_time()
    {
        var at = With().Now;
        Reported(S.Enabled, null, at).Use(On(Phone, S.Installed) with { OccurredAt = at - Duration.FromMinutes(1) }, NoticeUse.Stale)
            .Use(On(Phone, S.Installed) with { OccurredAt = at }, NoticeUse.Stale)
            .Stands(S.Enabled)
            .With(s => s.When(On(Phone, S.Enabled) with { OccurredAt = at }, Caller.System).AlreadyDone());
    }

    [Fact]
    public void A_clock_that_is_fast_does_not_make_all_that_follows_late() =>
        Reported(S.Enabled, null, With().Now + Duration.FromDays(100)).At("2026-02-01").Use(On(Phone, S.Disabled), NoticeUse.Changed);

    [Fact]
    public void Steps_that_were_not_reported_are_believed() => Reported(S.Released, null).Use(On(Phone, S.Enabled, 1), NoticeUse.Changed).Stands(S.Enabled);

    [Theory]
    [InlineData(S.Enabled, S.Released)]
    [InlineData(S.Installed, S.Downloaded)]
    [InlineData(S.Disabled, S.Installed)]
    [InlineData(S.Unavailable, S.Installed)]
    [InlineData(S.Enabled, S.Error)]
    public void What_the_chart_does_not_allow_is_a_conflict(S known, S reported) =>
        Reported(known, 1).Use(On(Phone, reported, 2), NoticeUse.Conflict).Stands(known);

    [Fact]
    public void A_word_that_nobody_knows_is_kept_and_says_nothing() =>
        Reported(S.Enabled, 1).Use(On(Phone, S.Unknown, 3), NoticeUse.NothingNew).Use(On(Phone, S.Disabled, 2), NoticeUse.Changed)
            .Use(On(Phone, S.Enabled, 3), NoticeUse.Changed).Stands(S.Enabled);

    [Fact]
    public void Another_profile_on_the_same_device_is_a_conflict() =>
        Bound().Use(On(Phone, S.Enabled, 1) with { Iccid = Card }, NoticeUse.Changed)
            .Use(On(Phone, S.Disabled, 2) with { Iccid = OtherCard }, NoticeUse.Conflict).Stands(S.Enabled);

    [Fact]
    public void Without_a_device_it_is_about_the_profile_with_that_ICCID() =>
        With().Activated().Bound(Phone, Watch).Use(On(Watch, S.Installed, 1) with { Iccid = Card }, NoticeUse.Changed)
            .Use(new ReportProfile(S.Enabled) { Iccid = Card, Sequence = 2 }, NoticeUse.Changed)
            .With(s => s.Event<ProfileReported>().Device.Should().Be(Watch))
            .With(s => s.State.Devices[1].Profile!.State.Should().Be(S.Enabled));

    [Fact]
    public void Without_a_device_it_is_about_the_only_one_bound() =>
        Bound().Use(new ReportProfile(S.Installed) { Iccid = Card }, NoticeUse.Changed).Use(new ReportProfile(S.Enabled), NoticeUse.Changed).Stands(S.Enabled)
            .With(s => s.State.Devices[0].Profile!.Iccid.Should().Be(Card));

    [Fact]
    public void Before_a_device_is_bound_it_is_kept_and_the_device_brings_it_with_it() =>
        With().Activated().Use(new ReportProfile(S.Released) { Iccid = Card }, NoticeUse.Changed)
            .Use(On(Phone, S.Downloaded) with { Iccid = Card }, NoticeUse.Changed)
            .With(s => s.State.DeviceHistory.Unbound.Should().ContainSingle().Which.Device.Should().Be(Phone))
            .Bound(Phone).Stands(S.Downloaded)
            .With(s => s.State.DeviceHistory.Unbound.Should().BeEmpty());

    [Fact]
    public void No_notice_binds_a_device() =>
        With().Activated().Use(On(Phone, S.Enabled, 1), NoticeUse.Changed).With(s => s.State.Devices.Should().BeEmpty());

    [Fact]
    public void What_was_heard_of_a_device_before_it_came_back_stays_heard() =>
        Reported(S.Enabled, 5).When(new UnbindDevice(Phone)).When(new BindDevice(Phone)).Then<DeviceBound>().Stands(S.Unknown)
            .Use(On(Phone, S.Disabled, 4), NoticeUse.Stale).Stands(S.Unknown)
            .Use(On(Phone, S.Installed, 8), NoticeUse.Changed).Stands(S.Installed);

    [Fact]
    public void A_deletion_from_before_the_device_came_back_was_the_former_profile_s() =>
        Reported(S.Enabled, 5).When(new UnbindDevice(Phone)).At("2026-02-03").When(new BindDevice(Phone)).Then<DeviceBound>()
            .With(s => s.Use(On(Phone, S.Deleted, 7) with { OccurredAt = s.Local("2026-02-02") }, NoticeUse.Stale)).Stands(S.Unknown)
            .With(s => s.When(On(Phone, S.Deleted, 9) with { OccurredAt = s.Now }, Caller.System).Then<ProfileReported, DeviceUnbound>());

    [Theory]
    [InlineData(S.Downloaded)]
    [InlineData(S.Installed)]
    [InlineData(S.Enabled)]
    public void A_sign_of_life_of_an_unbound_device_is_a_conflict_and_a_new_instruction_never_a_new_binding(S alive) =>
        Bound().When(new UnbindDevice(Phone)).Use(On(Phone, alive), NoticeUse.SignOfLife)
            .With(s => s.State.Devices.Should().BeEmpty())
            .With(s => Instruction.From(s.Event<ProfileReported>()).OfType<DeleteProfile>().Should().ContainSingle().Which.Device.Should().Be(Phone))
            .Use(On(Phone, alive), NoticeUse.NothingNew);

    [Fact]
    public void An_enabled_profile_that_lives_on_is_disabled_before_it_is_deleted() =>
        Bound().When(new UnbindDevice(Phone)).Use(On(Phone, S.Enabled), NoticeUse.SignOfLife)
            .With(s => Instruction.From(s.Event<ProfileReported>()).Select(each => each.GetType()).Should().Equal(typeof(DisableProfile), typeof(DeleteProfile)));

    [Fact]
    public void What_happened_before_the_unbinding_is_no_sign_of_life() =>
        Reported(S.Installed, 1).At("2026-02-02").When(new UnbindDevice(Phone)).At("2026-02-03")
            .With(s => s.Use(On(Phone, S.Enabled, 2) with { OccurredAt = s.Local("2026-02-01") }, NoticeUse.Changed))
            .With(s => Instruction.From(s.Event<ProfileReported>()).Should().BeEmpty());

    [Fact]
    public void On_its_way_to_be_deleted_it_gives_no_sign_of_life() =>
        Reported(S.Enabled, 1).When(new UnbindDevice(Phone)).Use(On(Phone, S.Disabled, 2), NoticeUse.Changed).Use(On(Phone, S.Deleted, 3), NoticeUse.Changed)
            .Use(On(Phone, S.Disabled, 4), NoticeUse.SignOfLife);

    [Fact]
    public void Also_after_closing() =>
        Reported(S.Enabled, 1).When(new Terminate(TerminationReason.Revoked), Caller.Carrier).Is(SubscriptionStatus.Closed)
            .Use(On(Phone, S.Enabled, 2), NoticeUse.SignOfLife).Use(On(Tablet, S.Installed, 1), NoticeUse.SignOfLife).Is(SubscriptionStatus.Closed);

    [Fact]
    public void A_deleted_profile_that_comes_back_on_a_new_device_is_that_device_s() =>
        Bound().Use(On(Phone, S.Enabled, 1) with { Iccid = Card }, NoticeUse.Changed)
            .When(On(Phone, S.Deleted, 2), Caller.System).Then<ProfileReported, DeviceUnbound>()
            .Bound(Watch).Use(new ReportProfile(S.Enabled) { Iccid = Card }, NoticeUse.Changed)
            .With(s => s.Event<ProfileReported>().Device.Should().Be(Watch));

    [Fact]
    public void A_reported_deletion_is_what_a_cancellation_may_wait_for() =>
        Bound().Requested().Is(SubscriptionStatus.Clearing)
            .When(On(Phone, S.Deleted), Caller.System).Then<ProfileReported, DeviceUnbound, SubscriptionClosed>();

    [Fact]
    public void Only_so_many_are_remembered()
    {
        var scenario = Bound();
        for (var i = 1; i <= 40; i++)
            scenario.When(On(Phone, i % 2 == 0 ? S.Enabled : S.Disabled, i), Caller.System);
        scenario.State.Devices[0].Profile!.Notices.Select(notice => notice.Sequence).Should().Equal(Enumerable.Range(25, 16).Select(i => (long)i));

        for (var i = 0; i < 40; i++)
            scenario.When(On(Eids.Numbered(i), S.Enabled, 1), Caller.System);
        scenario.State.DeviceHistory.Unbound.Select(profile => profile.Device).Should().Equal(Enumerable.Range(24, 16).Select(i => (Eid?)Eids.Numbered(i)));
    }

    [Fact]
    public void Before_anything_is_opened_there_is_nothing_to_report_on() =>
        With().When(On(Phone, S.Enabled, 1), Caller.System).ThenRefused(RefusalCode.SubscriptionNotOpened);

    private static Scenario Bound() => With().Activated().Bound(Phone);

    private static Scenario Reported(S state, long? sequence, Instant? occurredAt = null) =>
        Bound().Use(On(Phone, state, sequence) with { OccurredAt = occurredAt }, NoticeUse.Changed);

    private static ReportProfile On(Eid device, S state, long? sequence = null) => new(state) { Device = device, Sequence = sequence };

    [Fact]
    public void What_the_customer_deleted_unasked_may_be_installed_again()
    {
        ReportProfile Notice(ProfileState state, long sequence) => new(state) { Device = Phone, Iccid = Iccid.Parse("8962110000000000001"), Sequence = sequence };

        With().Activated().Bound(Phone).When(Notice(ProfileState.Enabled, 31), Caller.System).When(Notice(ProfileState.Deleted, 33), Caller.System)
            .Then<ProfileReported, DeviceUnbound>()
            .When(Notice(ProfileState.Installed, 34), Caller.System).With(s => s.Event<ProfileReported>().Use.Should().Be(NoticeUse.Changed))
            .When(Notice(ProfileState.Enabled, 35), Caller.System).With(s => s.Event<ProfileReported>().Use.Should().Be(NoticeUse.Changed))
            .With(s => s.History.SelectMany(each => Instruction.From(each)).Should().NotContain(each => each is DeleteProfile || each is DisableProfile))
            .When(new BindDevice(Phone)).Then<DeviceBound>().With(s => s.State.Devices.Single().Profile!.State.Should().Be(ProfileState.Enabled))
            .When(Notice(ProfileState.Deleted, 33), Caller.System).ThenNothing();
    }

    [Fact]
    public void What_was_deleted_because_it_was_asked_for_may_not()
    {
        ReportProfile Notice(ProfileState state, long sequence) => new(state) { Device = Phone, Sequence = sequence };
        Scenario Deleted(Func<Scenario, Scenario> asked) => asked(With(policy => policy with { Devices = new DevicePolicy { Proof = UnbindingProof.ProfileDeleted } }).Activated().Bound(Phone))
            .When(Notice(ProfileState.Deleted, 5), Caller.System).When(Notice(ProfileState.Installed, 6), Caller.System);

        foreach (var asked in new Func<Scenario, Scenario>[] { s => s.When(new UnbindDevice(Phone)), s => s.When(new ReportDeviceLost(Phone)) })
        {
            Deleted(asked).With(s => s.Event<ProfileReported>().Use.Should().Be(NoticeUse.SignOfLife))
                .With(s => s.Last.Events.SelectMany(each => Instruction.From(each)).Should().Contain(each => each is DeleteProfile));
        }

        Deleted(s => s).When(new Terminate(TerminationReason.Revoked), Caller.Carrier).At("2026-02-02").When(Notice(ProfileState.Enabled, 7), Caller.System)
            .With(s => s.Event<ProfileReported>().Use.Should().Be(NoticeUse.SignOfLife));
    }
}

internal static class ProfileNoticeSteps
{
    /// <summary>The notice comes, and this becomes of it.</summary>
    public static Scenario Use(this Scenario scenario, ReportProfile notice, NoticeUse use)
    {
        scenario.When(notice, Caller.System).Then<ProfileReported>();
        scenario.Event<ProfileReported>().Use.Should().Be(use);
        return scenario;
    }

    /// <summary>The profile on the only device bound stands there.</summary>
    public static Scenario Stands(this Scenario scenario, ProfileState state)
    {
        scenario.State.Devices.Should().ContainSingle().Which.Profile!.State.Should().Be(state);
        return scenario;
    }
}

/// <summary>As many EIDs as a test wants.</summary>
internal static class Eids
{
    public static Eid Numbered(int number)
    {
        // The last two digits are such that the whole leaves 1 when divided by 97.
        var body = UInt128.Parse("890490321234512345123456789000", System.Globalization.CultureInfo.InvariantCulture) + (UInt128)number;
        var check = 98 - (int)(body * 100 % 97);
        return Eid.Parse($"{body}{check:00}");
    }
}
