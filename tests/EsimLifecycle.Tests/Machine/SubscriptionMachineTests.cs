using static EsimLifecycle.Tests.Scenario;
using Edge = EsimLifecycle.ChartEdge<EsimLifecycle.SubscriptionStatus, EsimLifecycle.SubscriptionTrigger>;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>A real machine of Stateless goes every life along the same edges to the same end, and nobody but a decision moves it.</summary>
public class SubscriptionMachineTests
{
    public static TheoryData<string> Names => SubscriptionChartTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void It_follows_every_life(string name) => Follows(Lives.All.Single(each => each.Name == name).Play().History);

    [Fact]
    public void It_follows_every_golden_history()
    {
        foreach (var (_, history) in GoldenLives.All)
            Follows(history);
    }

    /// <summary>Step by step along the same edges to the same end; what stays is no transition.</summary>
    internal static void Follows(IReadOnlyList<LifecycleEvent> history)
    {
        var machine = new SubscriptionMachine(Subscription.None);
        var gone = new List<Edge>();
        machine.OnTransitioned(step => gone.Add(new Edge(step.Source, step.Trigger, step.Destination)));
        machine.OnTransitioned(step => machine.Subscription.Version.Should().Be(machine.Event!.Version));
        machine.Follow(history);

        if (!gone.SequenceEqual(Lives.EdgesOf(history).Where(edge => edge.From != edge.To)) || !machine.Subscription.Equals(Lifecycle.Replay([.. history])))
            throw new InvalidOperationException($"The machine went {string.Join("; ", gone)} to {machine.State}.");
    }

    [Fact]
    public async Task It_can_fire_what_the_chart_permits()
    {
        Scenario[] places = [With(), .. Lives.Origins.Select(origin => Lives.In(origin)), .. Lives.Stages.Select(stage => Lives.Cancelling(S.Active, stage)), RefundChartTests.Due()];
        places.Select(place => place.State.Status).Should().BeEquivalentTo(Lives.Resting);
        foreach (var place in places)
        {
            var machine = new SubscriptionMachine(place.State);
            SubscriptionTrigger[] permitted = [.. SubscriptionTrigger.All.Where(trigger => SubscriptionChart.Instance.Permits(place.State.Status, trigger))];
            (await machine.PermittedTriggersAsync).Should().BeEquivalentTo(permitted);
            SubscriptionTrigger.All.Where(machine.CanFire).Should().BeEquivalentTo(permitted);
            machine.IsInState(S.PendingCancel).Should().Be(place.State.Status.IsPendingCancel());
        }
    }

    [Fact]
    public void Superstates_and_hooks_are_Stateless_s_own()
    {
        var life = Lives.Cancelling(S.Active, S.UnderReview);
        var told = new List<string>();
        var machine = new SubscriptionMachine(Subscription.None);
        machine.Configure(S.InForce).OnEntry(() => told.Add("in force")).OnExit(() => told.Add("no longer in force"));
        machine.Configure(S.PendingCancel).OnEntry(() => told.Add("cancelling")).OnExit(() => told.Add("no longer cancelling"));
        machine.Configure(S.Active).OnEntry(() => told.Add("active"));
        machine.Follow(life.GoesBack(CommandKind.WithdrawCancellation).History);

        told.Should().Equal("in force", "active", "no longer in force", "cancelling", "no longer cancelling", "in force", "active");
    }

    [Fact]
    public async Task Nobody_but_a_decision_moves_it()
    {
        var machine = new SubscriptionMachine(Lives.In(S.Active).State);
        var done = 0;
        machine.Configure(S.Active).OnExit(() => done++);
        machine.Configure(S.InForce).OnExit(() => done++);
        foreach (SubscriptionTrigger trigger in new SubscriptionTrigger[] { CommandKind.Suspend, CommandKind.RequestCancellation, CommandKind.Terminate, DeadlineKind.PeriodEnd })
        {
            machine.Invoking(each => each.Fire(trigger)).Should().Throw<InvalidOperationException>().WithMessage("*decision*follow*");
            await machine.Invoking(each => each.FireAsync(trigger)).Should().ThrowAsync<InvalidOperationException>().WithMessage("*decision*follow*");
        }

        machine.Fire(CommandKind.UpdateContact);
        machine.Invoking(each => each.Fire(CommandKind.Activate)).Should().Throw<InvalidOperationException>();
        (machine.State, machine.Event, done).Should().Be((S.Active, null, 0));
    }

    [Fact]
    public void After_an_exception_it_goes_on_with_the_same_events()
    {
        var life = Lives.In(S.Active);
        var machine = new SubscriptionMachine(life.State);
        var fails = true;
        machine.Configure(S.Active).OnExit(() => Fail("exit"));
        machine.Configure(S.Suspended).OnEntry(() => Fail("entry"));
        var events = life.When(new Suspend()).When(new UpdateContact(new PersonalReference("elsewhere"))).History;

        machine.Invoking(each => each.Follow(events)).Should().Throw<TimeoutException>().WithMessage("exit");
        (machine.State, machine.Event).Should().Be((S.Active, null));
        fails = false;
        machine.Configure(S.Suspended).OnEntry(() => fails = fails || Fail("entry"));
        machine.Follow(events);
        machine.Subscription.Should().Be(life.State);

        bool Fail(string where) => fails ? throw new TimeoutException(where) : false;
    }

    [Fact]
    public void After_an_exception_on_entry_it_stands_where_the_step_led()
    {
        var life = Lives.In(S.Active);
        var machine = new SubscriptionMachine(life.State);
        machine.Configure(S.Suspended).OnEntry(() => throw new TimeoutException("entry"));
        var events = life.When(new Suspend()).When(new UpdateContact(new PersonalReference("elsewhere"))).History;

        machine.Invoking(each => each.Follow(events)).Should().Throw<TimeoutException>();
        (machine.State, machine.Event).Should().Be((S.Suspended, null));
        machine.Follow(events);
        machine.Subscription.Should().Be(life.State);
    }

    [Fact]
    public void What_is_no_next_step_is_not_followed()
    {
        var life = Lives.In(S.Active);
        var machine = new SubscriptionMachine(life.State);
        var other = With().Activated().When(new Suspend()).History;
        var ahead = life.When(new Suspend()).When(new Resume()).History;

        machine.Invoking(each => each.Follow([ahead[^1]])).Should().Throw<InvalidHistoryException>();
        machine.Invoking(each => each.Follow(other.Select(each => each with { Subscription = new SubscriptionId("another") }))).Should().Throw<InvalidHistoryException>();
        machine.Invoking(each => each.Follow(null!)).Should().Throw<ArgumentNullException>();
        machine.Invoking(each => each.Follow([new SubscriptionClosed
        {
            Reason = ClosedReason.Expired, Trigger = FollowUpKind.Cleared, ServiceEndedAt = life.Now, LateChargesUntil = life.Now, Subscription = Id, Version = machine.Subscription.Version + 1, At = life.Now,
        }])).Should().Throw<InvalidHistoryException>().WithMessage("SubscriptionClosed leads from Active to Closed, which the chart does not declare.");
        machine.Configure(S.Suspended).OnEntry(() => machine.Follow(ahead));
        machine.Invoking(each => each.Follow(ahead)).Should().Throw<InvalidOperationException>().WithMessage("*SubscriptionSuspended*");
    }

    [Fact]
    public void It_costs_what_its_remarks_say()
    {
        var state = Lives.In(S.Active).State;
        _ = new SubscriptionMachine(state);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = new SubscriptionMachine(state);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeInRange(30_000, 70_000);
    }
}
