using static EsimLifecycle.Tests.Scenario;
using Edge = EsimLifecycle.ChartEdge<EsimLifecycle.BindingStatus, EsimLifecycle.BindingTrigger>;
using P = EsimLifecycle.ProfileState;
using S = EsimLifecycle.BindingStatus;
using T = EsimLifecycle.BindingTrigger;

namespace EsimLifecycle.Tests;

public class DeviceChartTests
{
    [Fact]
    public void Every_edge_of_a_binding_is_lived()
    {
        var asked = new[] { T.Assumption, T.CustomersWord, T.Attestation, T.ProfileDeleted, T.Closure };
        var lived = asked.Select(trigger => Unbound(Requested(), trigger)).Append(Bound().When(new UnbindDevice(Phone)))
            .Concat(asked.Skip(1).Select(trigger => Unbound(Bound(), trigger)))
            .SelectMany(scenario => EdgesOf(scenario.History)).Distinct();

        lived.Should().BeEquivalentTo(BindingChart.Instance.Edges);
    }

    [Fact]
    public void A_binding_ends_once() => BindingChart.Instance.FinalStates.Should().Equal(S.Unbound);

    /// <summary>SGP.22: what may follow what at the platform and on the device.</summary>
    [Theory]
    [InlineData(P.Available, ProfileTrigger.DownloadOrder, P.Linked, true)]
    [InlineData(P.Allocated, ProfileTrigger.ConfirmOrder, P.Released, true)]
    [InlineData(P.Released, ProfileTrigger.ReleaseProfile, P.Released, true)]
    [InlineData(P.Released, ProfileTrigger.CancelOrder, P.Available, true)]
    [InlineData(P.Downloaded, ProfileTrigger.CancelOrder, P.Available, false)]
    [InlineData(P.Installed, ProfileTrigger.CancelOrder, P.Unavailable, false)]
    [InlineData(P.Downloaded, ProfileTrigger.Install, P.Error, true)]
    [InlineData(P.Enabled, ProfileTrigger.Delete, P.Deleted, false)]
    [InlineData(P.Disabled, ProfileTrigger.Delete, P.Deleted, true)]
    public void A_profile_goes_only_where_the_specification_lets_it(P from, ProfileTrigger trigger, P to, bool allowed) =>
        ProfileChart.Instance.Allows(from, trigger, to).Should().Be(allowed);

    [Fact]
    public void What_is_deleted_or_unavailable_is_so_for_good() => ProfileChart.Instance.FinalStates.Should().Equal(P.Unavailable, P.Deleted);

    private static Scenario Bound() => With(policy => policy with { Devices = new DevicePolicy { Proof = UnbindingProof.Attestation } }).Activated().Bound(Phone);

    private static Scenario Requested() => Bound().When(new UnbindDevice(Phone)).Then<DeviceUnbindRequested>();

    private static Scenario Unbound(Scenario scenario, T trigger) => trigger switch
    {
        T.Assumption => scenario.Until("2026-02-15"),
        T.CustomersWord => scenario.Follow(scenario.Policy with { Devices = new DevicePolicy() }).When(new UnbindDevice(Phone)),
        T.Attestation => scenario.When(new AttestUnbound(Phone, new PersonalReference("evidence")), Caller.Carrier),
        T.ProfileDeleted => scenario.When(new ReportProfile(P.Deleted) { Device = Phone }, Caller.System),
        _ => scenario.When(new Terminate(TerminationReason.Revoked), Caller.Carrier),
    };

    private static IEnumerable<Edge> EdgesOf(IEnumerable<LifecycleEvent> history)
    {
        var status = S.Bound;
        foreach (var each in history)
        {
            if (each is DeviceUnbindRequested)
            {
                yield return new Edge(status, T.UnbindRequest, S.UnbindRequested);
                status = S.UnbindRequested;
            }
            else if (each is DeviceUnbound unbound)
            {
                var trigger = unbound.Proof == UnbindingProof.Assumed ? T.Assumption : Enum.Parse<T>(unbound.Proof.ToString());
                yield return new Edge(status, trigger, S.Unbound);
            }
        }
    }
}
