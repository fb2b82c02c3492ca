using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>Limits on requests hold off nobody who leaves by right.</summary>
public class RequestLimitTests
{
    private static Scenario Limited() => With(policy => policy with
    {
        Plans = [policy.Plans[0] with { Refund = new RefundTerms { CoolingOffDays = 14 } }],
        Cancellation = new CancellationPolicy { WaitingDays = 1, ClearingDays = 1, RequestCooldownDays = 90, MaxRequests = 1 },
    }).Activated().Bound(Phone).Requested().Until("2026-02-04").Is(S.Active);

    [Fact]
    public void A_withdrawal_in_the_cooling_off_period_that_lapsed_can_be_asked_again_at_once() =>
        Limited().With(s => s.History.Should().Contain(each => each is CancellationLapsed)).Requested().Is(S.Clearing)
            .With(s => s.State.Cancellation!.IsInCoolingOff.Should().BeTrue());

    [Fact]
    public void After_that_period_the_limits_hold() =>
        Limited().At("2026-03-01").Requested().ThenRefused(RefusalCode.CancellationTooSoon, RefusalCode.CancellationTooMany);

    [Fact]
    public void Who_leaves_because_of_changed_terms_is_not_held_off_either() =>
        Limited().At("2026-03-01").When(new AnnounceTermsChange(new(2026, 4, 10)), Caller.Carrier).Requested(CancellationReason.TermsChanged).Is(S.Clearing);
}
