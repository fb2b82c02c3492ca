using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.ProfileState;

namespace EsimLifecycle.Tests;

/// <summary>Whether a profile was ever downloaded, as far as is known: in doubt it was.</summary>
public class DownloadedTests
{
    [Fact]
    public void Never_bound_and_never_reported_it_was_not() => With().Activated().With(s => s.State.IsProfileDownloaded.Should().BeFalse());

    [Theory]
    [InlineData(S.Unknown, true)]
    [InlineData(S.Available, false)]
    [InlineData(S.Allocated, false)]
    [InlineData(S.Linked, false)]
    [InlineData(S.Confirmed, false)]
    [InlineData(S.Released, false)]
    [InlineData(S.Error, false)]
    [InlineData(S.Unavailable, false)]
    [InlineData(S.Downloaded, true)]
    [InlineData(S.Installed, true)]
    [InlineData(S.Enabled, true)]
    [InlineData(S.Disabled, true)]
    [InlineData(S.Deleted, true)]
    public void On_a_bound_device_it_is_what_was_reported_and_without_a_report_it_was(S state, bool downloaded)
    {
        var scenario = With().Activated().Bound(Phone);
        scenario.State.IsProfileDownloaded.Should().BeTrue();

        scenario.When(new ReportProfile(state) { Device = Phone }, Caller.System);

        scenario.State.IsProfileDownloaded.Should().Be(downloaded);
    }

    [Fact]
    public void Once_it_was_it_stays_so()
    {
        With().Activated().Bound(Phone).When(new UnbindDevice(Phone)).With(s => s.State.IsProfileDownloaded.Should().BeTrue());
        With().Activated().When(new ReportProfile(S.Downloaded) { Device = Phone }, Caller.System).With(s => s.State.IsProfileDownloaded.Should().BeTrue());
        With().Activated().Bound(Phone).When(new ReportProfile(S.Released) { Device = Phone }, Caller.System).When(new UnbindDevice(Phone))
            .With(s => s.State.IsProfileDownloaded.Should().BeFalse());
    }

    [Fact]
    public void One_device_is_enough() =>
        With().Activated().Bound(Phone, Watch).When(new ReportProfile(S.Released) { Device = Phone }, Caller.System)
            .With(s => s.State.IsProfileDownloaded.Should().BeTrue())
            .When(new ReportProfile(S.Released) { Device = Watch }, Caller.System).With(s => s.State.IsProfileDownloaded.Should().BeFalse());
}
