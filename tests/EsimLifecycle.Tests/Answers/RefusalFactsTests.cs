using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

public class RefusalFactsTests
{
    [Fact]
    public void Dates_to_import_are_facts_as_dates_and_those_not_given_are_left_out()
    {
        var import = new ImportSubscription(Id, "monthly") { ActivatedOn = new LocalDate(2026, 1, 1), PaidFrom = new LocalDate(2025, 12, 1) };
        var refusal = With().When(import, Caller.Carrier).ThenRefused(RefusalCode.ImportDates).Last.Refusals[0];
        refusal.Facts.Should().Equal(
            new RefusalFact("activatedOn", new LocalDate(2026, 1, 1)),
            new RefusalFact("paidFrom", new LocalDate(2025, 12, 1)));
        refusal["paidUntil"].Should().BeNull();
    }
}
