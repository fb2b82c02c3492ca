using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

/// <summary>States are branched from one another, and none changes by it.</summary>
public class DraftTests
{
    private static readonly Money One = Money.Parse("USD 1.00");

    [Fact]
    public void Two_branches_of_a_state_differ_in_what_most_lines_never_have()
    {
        var scenario = With().Activated().When(new Suspend());
        var trunk = scenario.State;
        var before = LifecycleJson.Write(trunk);
        Decision Branch(Subscription from, LifecycleCommand command, string id) =>
            scenario.Lifecycle.Decide(from, command, new CommandContext(scenario.Now, Caller.Carrier, new CommandId(id)));

        var held = Branch(trunk, new Suspend(SuspensionHolder.Fraud), "hold").Subscription;
        var resumed = Branch(trunk, new Resume(), "resume").Subscription;
        var again = Branch(resumed, new Suspend(SuspensionHolder.Carrier), "again").Subscription;

        (trunk.Suspension!.Holder, held.Suspension!.Holder, resumed.Suspension, again.Suspension!.Holder).Should()
            .Be((SuspensionHolder.Customer, SuspensionHolder.Fraud, null, SuspensionHolder.Carrier));
        LifecycleJson.Write(trunk).Should().Equal(before);
        Incidents.None.Should().Be(new Incidents());
        Subscription.None.Should().Be(new Subscription());
    }

    [Fact]
    public void A_state_that_was_read_is_branched_like_any_other()
    {
        var scenario = With().Activated().When(new Suspend());
        var read = LifecycleJson.ReadSubscription(LifecycleJson.Write(scenario.State));
        scenario.Lifecycle.Decide(read, new Resume(), new CommandContext(scenario.Now, Caller.Carrier, new CommandId("resume"))).Subscription.Suspension.Should().BeNull();
        read.Should().Be(scenario.State);
    }

    [Fact]
    public void A_draft_of_a_draft_shares_nothing_that_either_edits()
    {
        var draft = With().Activated().State.ToDraft();
        draft.Refunds = [new RefundLeg(new Reference("refund-1"), One, RefundStatus.Due)];
        draft.Post([new Posting(Account.Customer, Account.Wallet, One)]);
        var copy = draft.ToDraft();
        draft.Refunds = default;
        draft.Post([new Posting(Account.Customer, Account.Wallet, One)]);

        (draft.Refunds.Count, copy.Refunds.Count).Should().Be((0, 1));
        (draft.Balances[Account.Wallet], copy.Balances[Account.Wallet]).Should().Be((One + One, One));
    }
}
