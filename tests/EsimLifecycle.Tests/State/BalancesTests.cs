namespace EsimLifecycle.Tests;

public class BalancesTests
{
    [Fact]
    public void However_many_events_follow_the_state_before_them_keeps_its_balances()
    {
        var scenario = Scenario.With().Activated().Paid().Paid();
        var (before, balances) = (scenario.State, scenario.State.Balances);

        scenario.Until("2027-01-01").Last.Events.OfType<PeriodEnded>().Should().HaveCount(3);

        before.Balances[Account.Deferred].Should().Be(Money.Parse("USD 93.00"));
        balances[Account.Deferred].Should().Be(Money.Parse("USD 93.00"));
        scenario.Holds(Account.Deferred, "USD 0.00").Holds(Account.Earned, "USD 93.00");
    }

    [Fact]
    public void Two_futures_of_one_state_do_not_share_their_books()
    {
        var scenario = Scenario.With().Activated();
        var state = scenario.State;

        var paid = scenario.When(new TopUp(new Reference("top-up"), Money.Parse("USD 5.00"), PaymentMethod.Card), Caller.System).State;
        var waited = scenario.Lifecycle.Advance(state, scenario.Local("2026-03-01")).Subscription;

        paid.Balances[Account.Wallet].Should().Be(Money.Parse("USD 5.00"));
        waited.Balances[Account.Wallet].Should().Be(Money.Parse("USD 0.00"));
        waited.Balances[Account.Earned].Should().Be(Money.Parse("USD 31.00"));
        state.Balances[Account.Deferred].Should().Be(Money.Parse("USD 31.00"));
    }
}
