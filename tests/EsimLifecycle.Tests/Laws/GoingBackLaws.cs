using FsCheck;
using FsCheck.Fluent;
using S = EsimLifecycle.SubscriptionStatus;
using T = EsimLifecycle.SubscriptionTrigger;

namespace EsimLifecycle.Tests;

/// <summary>The rule of going back, from every stage and in every way, however much time has passed meanwhile.</summary>
[Trait("speed", "slow")]
public class GoingBackLaws
{
    private const int Long = 300;

    private static readonly Gen<(S Origin, S Stage, T Way, int Days, bool RenewsItself, bool KeepsAccess)> Ways =
        from origin in Gen.Elements(Lives.Origins)
        from way in Gen.Elements(Lives.WaysBack.Where(back => back.Way.Command is not null).ToArray())
        from days in Gen.Choose(0, 150)
        from renewsItself in Gen.Elements(true, false)
        from keepsAccess in Gen.Elements(true, false)
        select (origin, way.Stage, way.Way, days, renewsItself, keepsAccess);

    [Fact]
    public void Status_dates_and_auto_renewal_are_as_they_would_be_now() =>
        Prop.ForAll(Arb.From(Ways), Holds).Check(2_000);

    private static void Holds((S Origin, S Stage, T Way, int Days, bool RenewsItself, bool KeepsAccess) at)
    {
        var (origin, stage, way, days, renewsItself, keepsAccess) = at;
        if (stage == S.Clearing)
            days %= 7; // settled after the waiting period, it can't be taken back

        var scenario = Lives.In(
            origin,
            Lives.Into(stage, Long),
            policy => policy with { Cancellation = policy.Cancellation with { KeepsAccess = keepsAccess, RescueDays = 9 }, Activation = policy.Activation with { MaxSuspensionDays = 100 } });
        if (renewsItself)
            scenario.When(new SetAutoRenewal(true));
        var before = scenario.State;
        scenario.RequestedInto(stage);
        var now = scenario.Now + Duration.FromDays(days);
        scenario.Until(now).GoesBack(way);

        var back = scenario.State;
        var rescue = scenario.Lifecycle.Prepared.EndOfDayAfter(now, 9);
        back.Status.Should().Be(origin switch
        {
            S.Pending or S.Suspended => origin,
            _ => before.Term.PaidUntil > now ? S.Active : S.Grace,
        });
        back.Cancellation.Should().BeNull();
        scenario.Progress.Should().BeNull();
        back.Renewal.AutoRenewal.Should().Be(before.Renewal.AutoRenewal);
        (back.Term.PaidUntil, back.Term.PaidUntilDate, back.Term.Schedule).Should().Be((before.Term.PaidUntil, before.Term.PaidUntilDate, before.Term.Schedule));
        back.Term.Periods.Should().Equal(before.Term.Periods.Where(period => period.EndsAt > now));
        back.Term.Unearned.Should().BeEmpty();
        if (back.Status == S.Grace)
            (back.Term.GraceEndsAt >= rescue && !(back.Term.GraceEndsAt < before.Term.GraceEndsAt)).Should().BeTrue("there are at least the rescue days, and what was promised");
        if (back.Status == S.Pending)
            (back.Contract!.ActivationDueBy >= rescue && back.Contract.ActivationDueBy >= before.Contract!.ActivationDueBy).Should().BeTrue();
        if (back.Status == S.Suspended)
            (back.Suspension!.EndsBy >= rescue && back.Suspension.EndsBy >= before.Suspension!.EndsBy).Should().BeTrue();

        // Served is what has ended, as if nobody had ever asked to leave.
        var served = before.Term.Periods.Where(period => period.EndsAt <= now).Aggregate(Money.Zero(Currency.USD), (sum, period) => sum + period.Price);
        back.Balances[Account.Earned].Should().Be(before.Balances[Account.Earned] + served);
        back.Balances[Account.RefundPayable].Should().Be(before.Balances[Account.RefundPayable]);
    }
}
