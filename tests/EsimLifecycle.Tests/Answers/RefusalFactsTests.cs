using System.Globalization;
using FsCheck.Fluent;
using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

public class RefusalFactsTests
{
    private static readonly CultureInfo[] Cultures = [CultureInfo.InvariantCulture, new("en-US"), new("zh-CN"), new("id-ID")];

    [Theory]
    [InlineData("axis-keep-number")]
    [InlineData("axis-travel")]
    [InlineData("axis-data")]
    [InlineData("axis-renewal")]
    [InlineData("smart-keep-number")]
    public void Refusals_carry_the_facts_that_their_factories_name_and_can_be_told(string preset) =>
        Prop.ForAll(RandomHistories.Of(preset, CarrierPolicy.Preset(preset)), history => RefusalsOf(history).ForEach(Check))
            .Check(100);

    [Fact]
    public void Dates_to_import_are_facts_as_dates_and_those_not_given_are_left_out()
    {
        var import = new ImportSubscription(Id, "monthly")
        {
            ActivatedOn = new LocalDate(2026, 1, 1),
            PaidFrom = new LocalDate(2025, 12, 1),
        };
        var refusal = With().When(import, Caller.Carrier).ThenRefused(RefusalCode.ImportDates).Last.Refusals[0];
        refusal.Facts.Should().Equal(
            new RefusalFact("activatedOn", new LocalDate(2026, 1, 1)),
            new RefusalFact("paidFrom", new LocalDate(2025, 12, 1)));
        refusal["paidUntil"].Should().BeNull();
    }

    private static List<Refusal> RefusalsOf(RandomHistory history)
    {
        var lifecycle = new Lifecycle(history.Rules);
        var (now, state) = (Instant.FromUtc(2026, 1, 31, 3, 0), Subscription.None);
        List<Refusal> refusals = [];
        foreach (var step in history.Steps)
        {
            now += step.After;
            var decision = step.Command is { } command
                ? lifecycle.Decide(state, command, new CommandContext(now, step.By, new CommandId($"c-{now}")))
                : lifecycle.Advance(state, now);
            state = decision.Subscription;
            refusals.AddRange(decision.Refusals);
        }

        return refusals;
    }

    private static void Check(Refusal refusal)
    {
        // What was not given can't be a fact.
        var names = refusal.Facts.Select(fact => fact.Name).ToArray();
        if (refusal.Code == RefusalCode.ImportDates)
            names.Should().BeSubsetOf(RefusalFactories.Facts[refusal.Code]);
        else
            names.Should().Equal(RefusalFactories.Facts[refusal.Code], refusal.Code);
        foreach (var culture in Cultures)
            refusal.Explain(culture).Should().NotContainAny(["{", "}", refusal.Code]);
    }
}
