using FsCheck;
using FsCheck.Fluent;
using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.ProfileState;

namespace EsimLifecycle.Tests;

/// <summary>Notices are best-effort: they get lost, come twice and in any order. What they come to is the same.</summary>
[Trait("speed", "slow")]
public class ProfileLaws
{
    private static readonly Instant Start = With().Now;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void In_any_order_and_any_number_a_device_s_notices_end_in_the_same_state_as_in_theirs(bool numbered)
    {
        var deliveries =
            from notices in Notices(numbered)
            from again in Gen.ArrayOf(Gen.Choose(0, notices.Length - 1))
            from order in Gen.Shuffle(notices.Concat(again.Select(i => notices[i])).ToArray())
            select (notices, order);

        Prop.ForAll(deliveries.ToArbitrary(), delivered =>
        {
            var inOrder = Play(delivered.notices);
            var shuffled = Play(delivered.order);
            return inOrder.Devices == shuffled.Devices && inOrder.DeviceHistory == shuffled.DeviceHistory;
        }).Check(3_000);
    }

    [Fact]
    public void In_their_order_the_last_one_says_where_the_profile_stands() =>
        Prop.ForAll(Notices(numbered: true).ToArbitrary(), notices =>
        {
            var state = Play(notices);
            var profile = state.Devices.Count > 0 ? state.Devices[0].Profile : state.DeviceHistory.Unbound[0].Profile;
            return profile!.State == notices[^1].State && state.Devices.Count == (notices[^1].State == S.Deleted ? 0 : 1);
        }).Check(1_000);

    [Fact]
    public void A_profile_follows_its_chart_whatever_is_reported()
    {
        var notices = Gen.ArrayOf(
            from state in Gen.Elements(Enum.GetValues<S>())
            from sequence in Gen.Choose(1, 15)
            select new ReportProfile(state) { Device = Phone, Sequence = sequence }, 12);

        Prop.ForAll(notices.ToArbitrary(), reported =>
        {
            var before = S.Unknown;
            return History(reported).OfType<ProfileReported>().TakeWhile(each => each.State != S.Deleted).Where(each => each.Use == NoticeUse.Changed).All(each =>
            {
                var follows = before == S.Unknown || Reaches(before, each.State);
                before = each.State;
                return follows;
            });
        }).Check(1_000);
    }

    /// <summary>What a profile may live through, some of it not reported; those on the device have numbers, and all have a time to the second.</summary>
    private static Gen<ReportProfile[]> Notices(bool numbered) =>
        from steps in Gen.Choose(1, 12)
        from choices in Gen.ArrayOf(Gen.Choose(0, 1_000), steps)
        from gaps in Gen.ArrayOf(Gen.Choose(1, 90), steps)
        from lost in Gen.ArrayOf(Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true))), steps)
        select Walk(numbered, choices, gaps, lost);

    private static ReportProfile[] Walk(bool numbered, int[] choices, int[] gaps, bool[] lost)
    {
        var notices = new List<ReportProfile>();
        var (state, at) = (S.Released, Start);
        for (var i = 0; i < choices.Length; i++)
        {
            var next = ProfileChart.Instance.Edges.Where(edge => edge.From == state && edge.To != S.Error).Select(edge => edge.To).Distinct().ToList();
            if (next.Count == 0)
                break;
            state = next[choices[i] % next.Count];
            at += Duration.FromSeconds(gaps[i]);
            var isOnDevice = state is S.Installed or S.Enabled or S.Disabled or S.Deleted;
            if (!lost[i] || notices.Count == 0)
                notices.Add(new ReportProfile(state) { Device = Phone, Sequence = numbered && isOnDevice ? i + 1 : null, OccurredAt = at });
        }

        return [.. notices];
    }

    private static bool Reaches(S from, S to)
    {
        HashSet<S> reached = [.. ProfileChart.Instance.Edges.Where(edge => edge.From == from).Select(edge => edge.To)];
        while (ProfileChart.Instance.Edges.Any(edge => reached.Contains(edge.From) && reached.Add(edge.To)))
        {
        }

        return reached.Contains(to);
    }

    private static Subscription Play(IEnumerable<ReportProfile> notices) => Reported(notices).State;

    private static List<LifecycleEvent> History(IEnumerable<ReportProfile> notices) => Reported(notices).History;

    private static Scenario Reported(IEnumerable<ReportProfile> notices)
    {
        var scenario = With().Activated().Bound(Phone).At("2026-02-02");
        foreach (var notice in notices)
            scenario.When(notice, Caller.System);
        return scenario;
    }
}
