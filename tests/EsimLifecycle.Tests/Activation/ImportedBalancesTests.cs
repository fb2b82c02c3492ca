using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

public class ImportedBalancesTests
{
    [Fact]
    public void A_subscription_is_taken_over_with_what_it_holds() =>
        With()
            .When(
                new ImportSubscription(Id, "monthly")
                {
                    ActivatedOn = new LocalDate(2025, 2, 10),
                    PaidFrom = new LocalDate(2026, 1, 10),
                    PaidUntil = new LocalDate(2026, 2, 10),
                    PaidForPeriod = Money.Parse("USD 31.00"),
                    Wallet = Money.Parse("USD 4.00"),
                    Promotional = Money.Parse("USD 1.50"),
                },
                Caller.Carrier)
            .Then<SubscriptionImported>()
            .Holds(Account.Customer, "USD -35.00").Holds(Account.Deferred, "USD 31.00").Holds(Account.Wallet, "USD 4.00")
            .Holds(Account.Concessions, "USD -1.50").Holds(Account.Promotional, "USD 1.50");
}
