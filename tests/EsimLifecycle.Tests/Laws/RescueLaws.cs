using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>
/// The rescue days are given once for each paid term: whoever pays nothing does not keep a number for ever, in whatever way requests come to nothing.
/// </summary>
public class RescueLaws
{
    private static readonly string[] Ways = ["withdrawn", "rejected", "lapsed", "suspended"];

    public static readonly TheoryData<string, string> PresetsAndWays =
        [.. from preset in new[] { "axis-keep-number", "axis-travel", "axis-data", "axis-renewal", "smart-keep-number" } from way in Ways select (preset, way)];

    [Theory]
    [MemberData(nameof(PresetsAndWays))]
    public void Nobody_keeps_a_number_for_ever_by_asking_and_going_back(string preset, string way)
    {
        var scenario = Preset(preset).With(s => s.Follow(Adapted(s.Policy, way))).Opened();
        if (scenario.State.Contract!.Plan.Price.IsPositive)
            scenario.Paid(scenario.State.Contract.Plan.Price.ToString());
        scenario.When(new Activate());
        if (scenario.State.Status == S.Pending)
            scenario.Reported();
        scenario.Is(S.Active);
        var (rules, end) = (scenario.Policy, scenario.State.Term.PaidUntil!.Value);
        var days = rules.Renewal.GraceDays + rules.Cancellation.RescueDays + Waits(rules, way);
        EndsFrom(scenario, way, end + Duration.FromDays(days));
    }

    [Theory]
    [InlineData("withdrawn")]
    [InlineData("rejected")]
    [InlineData("lapsed")]
    public void Nobody_keeps_a_number_for_ever_that_was_never_activated(string way)
    {
        var scenario = With(policy => Adapted(policy, way)).Opened().Paid();
        EndsFrom(scenario, way, scenario.State.Contract!.ActivationDueBy!.Value + Duration.FromDays(scenario.Policy.Cancellation.RescueDays + Waits(scenario.Policy, way)));
    }

    /// <summary>No policy has to be warned of: without any limit on requests, and with rescue days that are longer than a period and grace together, the number ends.</summary>
    [Theory]
    [InlineData("withdrawn")]
    [InlineData("rejected")]
    [InlineData("lapsed")]
    public void Not_even_where_the_rescue_days_are_longer_than_a_period_and_its_grace(string way)
    {
        var scenario = With(policy => Adapted(policy with { Plans = [policy.Plans[0] with { Length = Period.FromDays(1) }], Renewal = policy.Renewal with { GraceDays = 2 } }, way))
            .With(s => s.Follow(s.Policy with { Cancellation = s.Policy.Cancellation with { RescueDays = 30 } })).Activated();
        EndsFrom(scenario, way, scenario.State.Term.PaidUntil!.Value + Duration.FromDays(2 + 30 + Waits(scenario.Policy, way)));
    }

    [Fact]
    public void A_suspension_ends_when_it_was_to_end_however_often_one_asks_and_goes_back()
    {
        var scenario = With(policy => Adapted(policy, "withdrawn") with { Activation = policy.Activation with { SuspensionStopsTerm = true, MaxSuspensionDays = 20 } }).Activated().When(new Suspend());
        for (var i = 0; i < 12; i++)
            scenario.At(scenario.Now + Duration.FromDays(2)).Requested().At(scenario.Now + Duration.FromDays(2)).When(new WithdrawCancellation());
        scenario.State.Status.Should().NotBe(S.Suspended);
    }

    [Fact]
    public void Paid_again_the_days_are_given_again() =>
        With(policy => Adapted(policy, "withdrawn")).Activated().Until("2026-03-29").Is(S.Grace).Requested().When(new WithdrawCancellation())
            .With(s => s.State.Term.GraceEndsAt.Should().Be(s.Local("2026-04-06"))).Paid().Is(S.Active)
            .Until("2026-04-29").Is(S.Grace).Requested().When(new WithdrawCancellation())
            .With(s => s.State.Term.GraceEndsAt.Should().Be(s.Local("2026-05-07")));

    [Fact]
    public void What_the_carrier_held_does_not_count_against_the_customer() =>
        With(policy => Adapted(policy, "withdrawn")).Activated().Until("2026-03-29").Requested().When(new WithdrawCancellation())
            .When(new Suspend(SuspensionHolder.Carrier), Caller.Carrier).At("2026-04-20").When(new Resume(), Caller.Carrier)
            .Is(S.Grace).With(s => s.State.Term.GraceEndsAt.Should().Be(s.Local("2026-04-28")));

    private static CarrierPolicy Adapted(CarrierPolicy policy, string way) => policy with
    {
        Activation = policy.Activation with { ActivateWithinDays = 20, SuspensionStopsTerm = false },
        Cancellation = policy.Cancellation with
        {
            RequestCooldownDays = 0,
            MaxRequests = 0,
            Timings = [CancellationTiming.Immediate],
            Documents = [DocumentKind.Contract],
            ReasonDocuments = [],
            DocumentDueDays = 3,
            Review = true,
            ProcessBusinessDays = 0,
        },
        Devices = policy.Devices with { UnbindingDue = UnbindingDue.BeforeApproval },
    };

    /// <summary>The longest that one more request, or one more suspension, can last when everything else is over.</summary>
    private static int Waits(CarrierPolicy policy, string way) => way switch { "lapsed" => 4, "suspended" => 3, _ => 3 };

    private static void EndsFrom(Scenario scenario, string way, Instant latest)
    {
        while (scenario.State.Status != S.Closed && scenario.Now <= latest)
        {
            scenario.Until(scenario.Now + Duration.FromDays(1));
            if (scenario.State.Status == S.Closed)
                return;
            switch (way)
            {
                case "suspended":
                    scenario.When(new Suspend()).Until(scenario.Now + Duration.FromDays(2)).When(new Resume());
                    break;
                case "lapsed":
                    scenario.Requested().Until(scenario.Now + Duration.FromDays(4));
                    break;
                case "rejected":
                    scenario.Requested().Submitted(DocumentKind.Contract).Until(scenario.Now + Duration.FromDays(2)).When(new RejectCancellation(RejectionReason.NotTheOwner), Reviewer);
                    break;
                default:
                    scenario.Requested().Until(scenario.Now + Duration.FromDays(2)).When(new WithdrawCancellation());
                    break;
            }
        }

        scenario.Until(latest + Duration.FromDays(1)).Is(S.Closed);
    }
}
