namespace EsimLifecycle.Tests;

public class RedeliveryTests
{
    private static readonly RecordPayment Payment = new(new Reference("payment-a"), Money.Parse("USD 31.00"), PaymentMethod.Card);
    private static readonly RecordPayment Contradiction = Payment with { Amount = Money.Parse("USD 32.00") };

    [Fact]
    public void A_fact_and_its_contradiction_under_the_same_id_are_both_known_when_they_come_again() => Scenario.With().Activated()
        .When(Payment, Caller.System, "message").Then<PaymentRecorded, SubscriptionRenewed>()
        .When(Contradiction, Caller.System, "message").Then<FactConflicted>()
        .When(Payment, Caller.System, "message").AlreadyDone()
        .When(Contradiction, Caller.System, "message").AlreadyDone();

    [Theory]
    [InlineData("message-{0}")]
    [InlineData("{0}-message")]
    public void The_last_64_ids_are_known_whatever_they_look_like(string form)
    {
        var scenario = Scenario.With().Activated();
        for (var i = 0; i < 140; i++)
        {
            scenario.When(Update(i), id: Id(i)).Then<ContactUpdated>();
            for (var earlier = Math.Max(0, i - 63); earlier <= i; earlier++)
                scenario.When(Update(earlier), id: Id(earlier)).AlreadyDone();
        }

        scenario.When(Update(0), id: Id(0)).Then<ContactUpdated>();

        string Id(int i) => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, i);
        static UpdateContact Update(int i) => new(new PersonalReference($"contact-of-{i}"));
    }

    [Fact]
    public void What_the_store_knows_of_an_id_counts_as_what_the_subscription_remembers()
    {
        var scenario = Scenario.With().Activated();
        var (lifecycle, line) = (scenario.Lifecycle, scenario.State);
        CommandContext context = new(scenario.Now, Caller.Carrier, new CommandId("long-ago"));
        var update = new UpdateContact(new PersonalReference("contact-a"));
        var stored = lifecycle.Decide(line, update, context).Events[0].Cause!.Digest;

        lifecycle.Decide(line, update, context with { Stored = stored }).Outcome.Should().Be(Outcome.AlreadyDone);
        lifecycle.Decide(line, new UpdateContact(new PersonalReference("contact-b")), context with { Stored = stored }).Refusals[0].Code.Should().Be(RefusalCode.CommandIdReused);
    }

    [Fact]
    public async Task A_list_can_be_walked_with_waits_between()
    {
        var sum = 0;
        foreach (var number in ValueList.Create([1, 2, 3]))
        {
            await Task.Yield();
            sum += number;
        }

        sum.Should().Be(6);
    }

    [Fact]
    public void A_request_under_the_id_of_another_is_refused() => Scenario.With().Activated()
        .When(new UpdateContact(new PersonalReference("contact-a")), id: "message").Then<ContactUpdated>()
        .When(new UpdateContact(new PersonalReference("contact-b")), id: "message").ThenRefused(RefusalCode.CommandIdReused);

    [Fact]
    public void Another_plan_under_a_used_id_is_refused_whatever_its_code()
    {
        const string tail = "\uCA87\u85EB\u79B1\u9E37";
        var scenario = Scenario.With(policy => policy with { Plans = [policy.Plans[0], policy.Plans[0] with { Code = "abcd" + tail }, policy.Plans[0] with { Code = "wxyz" + tail }] }).Opened();
        scenario.When(new ChangePlan("abcd" + tail), id: "m").With(s => s.Last.Outcome.Should().Be(Outcome.Accepted))
            .When(new ChangePlan("wxyz" + tail), id: "m").ThenRefused(RefusalCode.CommandIdReused);
    }

    [Fact]
    public void What_time_does_in_a_decision_has_no_cause_and_what_the_command_does_has()
    {
        var scenario = Scenario.With().Activated().At("2026-03-05")
            .When(new UpdateContact(new PersonalReference("contact-2")), id: "late");

        scenario.Last.Events.Select(each => (each is ContactUpdated, each.Cause?.Command)).Should()
            .OnlyContain(each => each.Item1 == (each.Command == new CommandId("late")));
        scenario.Last.Events.Count.Should().BeGreaterThan(1);
        Lifecycle.Replay(scenario.History).Should().Be(scenario.State);
        scenario.When(new UpdateContact(new PersonalReference("contact-2")), id: "late").AlreadyDone();
    }

    [Theory]
    [MemberData(nameof(Outsiders))]
    public void Who_may_not_give_a_fact_records_no_contradiction_under_a_used_id(Caller outsider) => Scenario.With().Activated()
        .When(Payment, Caller.System, "message").Then<PaymentRecorded, SubscriptionRenewed>()
        .When(Contradiction, outsider, "message").ThenRefused(RefusalCode.RoleNotPermitted, RefusalCode.ChannelNotAccepted, RefusalCode.IdentityTooWeak)
        .With(s => s.Last.Events.Should().BeEmpty());

    [Theory]
    [MemberData(nameof(Outsiders))]
    public void Who_may_not_give_a_command_is_not_told_that_it_was_done(Caller outsider) => Scenario.With().Activated()
        .When(Payment, Caller.System, "message").Then<PaymentRecorded, SubscriptionRenewed>()
        .When(Payment, outsider, "message").ThenRefused(RefusalCode.RoleNotPermitted, RefusalCode.ChannelNotAccepted, RefusalCode.IdentityTooWeak);

    [Fact]
    public void Who_may_not_give_a_request_still_learns_what_else_stands_against_it() => Scenario.With().Activated()
        .When(new UnbindDevice(Scenario.Watch), Caller.Customer(CallerChannel.Unknown)).ThenRefused(RefusalCode.ChannelNotAccepted, RefusalCode.DeviceNotBound);

    public static TheoryData<Caller> Outsiders => new(new Caller(Role.Customer), new Caller(Role.Customer, Id: new PersonalReference("somebody")));
}
