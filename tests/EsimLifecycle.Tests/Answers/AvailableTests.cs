using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

public class AvailableTests
{
    [Fact]
    public void What_a_customer_may_do_follows_the_status()
    {
        Allowed(With()).Should().Equal(CommandKind.OpenSubscription);
        Allowed(Lives.In(S.Suspended)).Should().Contain([CommandKind.Resume, CommandKind.Renew]).And.NotContain([CommandKind.Suspend, CommandKind.Terminate, CommandKind.BindDevice]);
        Allowed(Lives.Cancelling(S.Active, S.AwaitingDocuments)).Should().Contain([CommandKind.SubmitDocuments, CommandKind.WithdrawCancellation]);
        Allowed(RefundChartTests.Due()).Should().Equal(CommandKind.UpdateContact, CommandKind.ChooseBalanceDisposition);

        static IEnumerable<CommandKind> Allowed(Scenario life) =>
            life.Lifecycle.Available(life.State, Customer, life.Now).Where(each => each.IsPossible).Select(each => each.Kind);
    }

    [Fact]
    public void What_stands_against_a_command_is_said_with_its_remedy()
    {
        var life = Lives.Cancelling(S.Active, S.UnderReview);
        var all = life.Lifecycle.Available(life.State, Customer, life.Now);

        Codes(CommandKind.RequestCancellation).Should().Equal(RefusalCode.CancellationAlreadyOpen);
        Codes(CommandKind.BindDevice).Should().Equal(RefusalCode.DeviceWhileCancelling);
        Codes(CommandKind.Renew).Should().Equal(RefusalCode.RenewalWhileCancelling);
        all[(int)CommandKind.Renew].Refusals[0].Remedy.Should().Be(new WithdrawCancellation());
        Codes(CommandKind.ApproveCancellation).Should().Equal(RefusalCode.RoleNotPermitted, RefusalCode.ReviewOwnRequest);
        Codes(CommandKind.ImportSubscription).Should().Equal(RefusalCode.RoleNotPermitted, RefusalCode.SubscriptionAlreadyOpened);
        Codes(CommandKind.Activate).Should().Equal(RefusalCode.StatusNotPermitted);
        life.Lifecycle.Available(Lives.In(S.Active).State, Customer, life.Now)[(int)CommandKind.SubmitDocuments].Refusals.Single().Code.Should().Be(RefusalCode.CancellationNotOpen);

        IEnumerable<string> Codes(CommandKind kind) => all[(int)kind].Refusals.Select(refusal => refusal.Code);
    }

    [Fact]
    public void Time_passes_first()
    {
        var life = Lives.In(S.Active);
        life.Lifecycle.Available(life.State, Customer, life.Now + Duration.FromDays(2_000))[(int)CommandKind.Suspend].Refusals.Single().Code
            .Should().Be(RefusalCode.SubscriptionClosed);
    }
}
