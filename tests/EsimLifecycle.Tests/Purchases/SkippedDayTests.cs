using static EsimLifecycle.Tests.RenewalSteps;
using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

/// <summary>In Samoa 30 December 2011 did not happen: a period of no length is never sold.</summary>
public class SkippedDayTests
{
    private static Scenario Samoa(Func<CarrierPolicy, CarrierPolicy>? change = null) => With(policy => (change ?? (same => same))(policy with
    {
        Identity = policy.Identity with { Zone = "Pacific/Apia" },
        Plans = [new PlanTerms { Code = "day", Price = Usd("1.00"), Length = Period.FromDays(1) }],
        Packs = [new PackTerms { Code = "one", Kind = PackKind.Validity, Price = Usd("1.00"), Length = Period.FromDays(1) }],
    })).At("2011-12-29T10:00:00");

    private static void HasOnlyDaysThatAre(Scenario scenario)
    {
        var ends = scenario.Local("2011-12-29");
        foreach (var period in scenario.State.Term.Periods)
        {
            period.EndsAt.Should().Be(ends + Duration.FromDays(1), "it is a whole day after the one before");
            ends = period.EndsAt;
        }
    }

    [Fact]
    public void Paid_ahead() =>
        Samoa().Activated().Paid().Then<PaymentRecorded, SubscriptionRenewed>().Paid().With(HasOnlyDaysThatAre)
            .Until("2011-12-31T12:00:00").Is(SubscriptionStatus.Active).With(s => s.State.Term.PaidUntil.Should().Be(s.Local("2012-01-02")));

    [Fact]
    public void Moved_by_a_pause() =>
        Samoa(policy => policy with { Activation = policy.Activation with { SuspensionStopsTerm = true } }).At("2011-12-27T10:00:00").Activated().Paid().Paid()
            .When(new Suspend()).At("2011-12-28T10:00:00").When(new Resume())
            .With(s => s.State.Term.Periods.Select(period => period.EndsAt).Should().Equal(s.Local("2011-12-29"), s.Local("2011-12-31"), s.Local("2012-01-01")));

    [Fact]
    public void Renewed_by_itself_from_the_balance() =>
        Samoa().Activated().ToppedUp("USD 1.00").When(new SetAutoRenewal(true, PaymentMethod.Balance)).With(s => s.Event<SubscriptionRenewed>())
            .With(HasOnlyDaysThatAre).Until("2011-12-31T12:00:00").Is(SubscriptionStatus.Active).With(s => s.State.Term.PaidUntil.Should().Be(s.Local("2012-01-01")));

    [Fact]
    public void Bought_as_a_pack_of_time() =>
        Samoa().Activated().ToppedUp("USD 1.00").When(new BuyPack("one", PaymentMethod.Balance)).With(HasOnlyDaysThatAre)
            .With(s => s.State.Term.PaidUntil.Should().Be(s.Local("2012-01-01")));

    [Fact]
    public void Bought_by_topping_up() =>
        Samoa(policy => policy with { Plans = [policy.Plans[0] with { Price = Usd("0.00"), Validity = new ValidityTerms { Steps = [new ValidityStep(Usd("1.00"), 1)] } }] })
            .When(new OpenSubscription(Id, "day") { Contact = Contact }).When(new Activate()).ToppedUp("USD 1.00").With(HasOnlyDaysThatAre)
            .With(s => s.State.Term.PaidUntil.Should().Be(s.Local("2012-01-01")));
}
