namespace EsimLifecycle.Tests;

public class SubscriptionTriggerTests
{
    [Fact]
    public void It_is_a_command_a_deadline_or_a_follow_up_and_has_its_index()
    {
        SubscriptionTrigger[] all = [.. Enum.GetValues<CommandKind>(), .. Enum.GetValues<DeadlineKind>(), .. Enum.GetValues<FollowUpKind>()];

        SubscriptionTrigger.All.Should().Equal(all);
        SubscriptionTrigger.All.Select(trigger => $"{(object?)trigger.Command ?? (object?)trigger.Deadline ?? trigger.FollowUp}")
            .Should().Equal([.. Enum.GetNames<CommandKind>(), .. Enum.GetNames<DeadlineKind>(), .. Enum.GetNames<FollowUpKind>()]);
        SubscriptionTrigger.All.Should().OnlyContain(trigger =>
            (trigger.Command == null ? 0 : 1) + (trigger.Deadline == null ? 0 : 1) + (trigger.FollowUp == null ? 0 : 1) == 1);
        default(SubscriptionTrigger).Should().Be((SubscriptionTrigger)CommandKind.OpenSubscription);
        SubscriptionTrigger.All.Count.Should().BeLessThan(256, "an index is a byte");
    }

    [Fact]
    public void Its_name_is_its_own_and_read_back()
    {
        SubscriptionTrigger.All.Select(trigger => trigger.ToString()).Should().OnlyHaveUniqueItems();
        SubscriptionTrigger.All.Should().OnlyContain(trigger => SubscriptionTrigger.Parse(trigger.ToString(), null) == trigger);
        SubscriptionTrigger.TryParse("suspend", null, out _).Should().BeFalse();
        SubscriptionTrigger.TryParse(null, null, out _).Should().BeFalse();
        FluentActions.Invoking(() => SubscriptionTrigger.Parse("Suspendd", null)).Should().Throw<FormatException>().WithMessage("'Suspendd' is not a trigger; expected one of OpenSubscription, *");
        ((SubscriptionTrigger)DeadlineKind.Review).ToString().Should().Be("ReviewDeadline");
        ((SubscriptionTrigger)DeadlineKind.PeriodEnd).ToString().Should().Be("PeriodEnd");
    }

    [Fact]
    public void A_value_that_is_not_defined_becomes_none()
    {
        FluentActions.Invoking(() => (SubscriptionTrigger)(CommandKind)1000).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => (SubscriptionTrigger)(DeadlineKind)(-1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => (SubscriptionTrigger)(FollowUpKind)Enum.GetValues<FollowUpKind>().Length).Should().Throw<ArgumentOutOfRangeException>();
    }
}
